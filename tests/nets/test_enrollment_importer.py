from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.customer import Address
from fakturakjerne.domain.enrollment import EnrollmentAction, EnrollmentRecord, EnrollmentStatus
from fakturakjerne_nets.enrollment_importer import EnrollmentImporter, EnrollmentImportOptions
from tests.nets.efaktura_examples import (
    ENROLLMENT,
    ISSUER,
    RECEIPT,
    RETURN,
    START,
    WISHES,
    codes_of,
    enrollment,
    findings_of,
    items_of,
    lines_of,
    sample,
)

END_OF_WISHES = "NY4294880000000100000010"
END = "NY000089000000010000001200000000000000000261121"


def read(data: bytes, **changes: object) -> list[Read[EnrollmentRecord]]:
    values: dict[str, Any] = changes
    return list(EnrollmentImporter().read([data], EnrollmentImportOptions(**values)))


def whole(*records: str) -> bytes:
    """A file of one transaction."""
    count = len(records)
    return lines_of(
        START,
        WISHES,
        *records,
        f"NY42948800000001{count + 2:08}",
        f"NY00008900000001{count + 4:08}00000000000000000261121",
    )


def test_the_sample_reads_with_the_one_finding_that_it_also_holds_receipts() -> None:
    reads = read(sample(ENROLLMENT), name="enroll.txt", issuer=ISSUER)
    [finding] = findings_of(reads)
    assert finding.code == "efaktura.held-for-others"
    assert not finding.blocks
    assert "efaktura-receipt" in finding.message
    assert finding.path == "enroll.txt: line 44, record 63 (NY420463)"

    kari, paal, aase, ola, liv = items_of(reads)
    assert [(each.action.value, each.status.value) for each in (kari, paal, aase, ola, liv)] == [
        ("A", "P"),
        ("A", "P"),
        ("C", "P"),
        ("D", "D"),
        ("A", "A"),
    ]
    assert [each.is_new for each in (kari, paal, aase, ola, liv)] == [True] * 3 + [False] * 2
    assert ola.is_deletion
    assert liv.is_confirmation
    assert (paal.first_name, paal.last_name, paal.reference) == ("Pål", "Østgård", "999999")
    assert aase.address == Address(("Fjordveien 3", "Leil. 4"), "5003", "BERGEN")
    assert (kari.phone, kari.email, kari.user_id) == (
        "73500000",
        "kari@example.no",
        "U000000000000001",
    )
    assert (kari.transmission, kari.assignment, kari.account) == (4711, 1, "12345678903")
    assert kari.origin == "enroll.txt: line 3"
    assert kari.unknown == {}
    assert kari.extra == ()


def test_eight_records_are_an_enrollment_in_any_order() -> None:
    records = enrollment(1)
    [one] = items_of(read(whole(*records)))
    [other] = items_of(read(whole(*reversed(records))))
    assert one == other
    assert findings_of(read(whole(*records))) == []


def test_records_that_are_not_there_leave_their_values_blank() -> None:
    [item] = items_of(read(whole(*enrollment(1, r39="", r40="", r41="", r22="", r23="", r28=""))))
    assert (item.first_name, item.phone, item.email, item.user_id) == ("", "", "", "")
    assert item.address == Address()


@pytest.mark.parametrize("missing", ["37", "38"])
def test_without_action_or_status_there_is_no_enrollment(missing: str) -> None:
    reads = read(whole(*enrollment(1, **{f"r{missing}": ""})))
    assert items_of(reads) == []
    [finding] = findings_of(reads)
    assert finding.message == f"Transaction 1 has no record {missing} (Nets 568)."


@pytest.mark.parametrize(
    ("name", "record", "column"),
    [
        ("r37", "NY4294370000001X 1001".ljust(48), "action"),
        ("r38", "NY4294380000001?".ljust(58), "status"),
    ],
)
def test_an_unknown_action_or_status_is_no_enrollment(name: str, record: str, column: str) -> None:
    reads = read(whole(*enrollment(1, **{name: record})), name="f.txt")
    assert items_of(reads) == []
    [finding] = findings_of(reads)
    assert finding.code == "efaktura.value-unknown"
    assert finding.message.startswith(column)
    assert finding.path.endswith(", position 16")


def test_what_nobody_explains_is_kept() -> None:
    records = [
        *enrollment(
            1,
            r37="NY4294370000001AX1001".ljust(48),
            r40=f"NY42944000000012{'Nordmann':30}7030   {'TRONDHEIM':25}",
        ),
        "NY4294990000001hemmelig",
        "NY4294280000001twice".ljust(50),
        f"NY42944100000011{'Rådhuset':30}{'':30}NO 0",
    ]
    reads = read(whole(*records))
    [item] = items_of(reads)
    assert item.unknown == {"37.17": "X", "40.17": "Nordmann"}
    assert [record[6:8] for record in item.extra] == [b"99", b"28", b"41"]
    assert item.user_id == "U000000000000001"
    assert codes_of(findings_of(reads)) == ["553"]


def test_the_country_is_norway_unless_another_is_said() -> None:
    blank = f"NY42944100000012{'Storgata 1':30}{'':30}   0"
    swedish = f"NY42944100000012{'Kungsgatan 1':30}{'':30}SE 0"
    assert items_of(read(whole(*enrollment(1, r41=blank))))[0].address.country == "NO"
    assert items_of(read(whole(*enrollment(1, r41=swedish))))[0].address.country == "SE"


def test_assignments_of_another_issuer_are_reported_and_left() -> None:
    reads = read(whole(*enrollment(1)), issuer="NOR974760673-1")
    assert items_of(reads) == []
    [finding] = findings_of(reads)
    assert finding.code == "efaktura.other-issuer"
    assert finding.values["code"] == "507"
    assert not finding.blocks


def test_a_file_that_nets_did_not_send_holds_no_enrollment() -> None:
    """Our own answers have the same records, and are no wishes."""
    reads = read(sample(RETURN))
    assert items_of(reads) == []
    assert codes_of(findings_of(reads)) == ["efaktura.not-from-nets"]


def test_a_wrong_count_is_a_finding_beside_the_enrollments() -> None:
    data = whole(*enrollment(1)).replace(b"NY4294880000000100000010", b"NY4294880000000200000010")
    reads = read(data)
    assert len(items_of(reads)) == 1
    assert codes_of(findings_of(reads)) == ["543"]


def test_payments_in_the_same_file_are_for_another_importer() -> None:
    payments = ["NY0900200080085660000000299991042764", "NY0900880000000000000002"]
    data = lines_of(START, WISHES, *enrollment(1), END_OF_WISHES, *payments, END)
    reads = read(data.replace(b"0000000100000012000", b"0000000100000014000"))
    assert len(items_of(reads)) == 1
    [finding] = findings_of(reads)
    assert finding.in_language("nb").endswith("importøren ocr-giro leser det.")


def test_recognises_what_holds_enrollments() -> None:
    importer = EnrollmentImporter()
    assert importer.recognize(sample(ENROLLMENT)[:4096], name="")
    assert not importer.recognize(sample(RETURN)[:4096], name="")
    assert not importer.recognize(sample(RECEIPT)[:4096], name="")


@given(data=st.binary(max_size=400), at=st.integers(0, 820))
def test_random_bytes_never_raise(data: bytes, at: int) -> None:
    good = whole(*enrollment(1))
    read(data)
    read(good[:at] + data + good[at:])


def test_no_personal_number_stands_in_a_finding() -> None:
    record = "NY4294380000001?".ljust(16) + "15819010029".ljust(42)
    told = "\n".join(each.message for each in findings_of(read(whole(*enrollment(1, r38=record)))))
    assert told
    assert "15819010029" not in told


def test_actions_and_statuses_are_those_of_the_domain() -> None:
    record = "NY4294380000001N02en annen person".ljust(58)
    [item] = items_of(read(whole(*enrollment(1, r38=record))))
    assert item.action is EnrollmentAction.ADD
    assert item.status is EnrollmentStatus.NOT_ACTIVE
    assert (item.error_code, item.error_text) == ("02", "en annen person")


def test_records_of_another_party_are_extra_wherever_they_stand() -> None:
    ours = f"NY42944100000011{'Rådhuset':30}{'':30}NO 0"
    reads = read(whole(ours, *enrollment(1)))
    [item] = items_of(reads)
    assert item.address.lines == ("Storgata 1",)
    assert [record[15:24] for record in item.extra] == ["1Rådhuset".encode("iso-8859-1")]


def test_invoices_in_the_same_file_are_no_enrollments() -> None:
    data = whole(*enrollment(1)).replace(b"NY429420", b"NY420320")
    reads = read(data)
    assert items_of(reads) == []
    assert "efaktura.held-for-others" in codes_of(findings_of(reads))
    assert "568" not in codes_of(findings_of(reads))
