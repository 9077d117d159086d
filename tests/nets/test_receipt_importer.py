from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.efaktura_receipt import (
    AssignmentReceipt,
    AssignmentStatus,
    EfakturaReceipt,
    InvoiceReceipt,
    ReceiptStage,
    TransmissionReceipt,
    TransmissionStatus,
)
from fakturakjerne_nets.receipt_importer import ReceiptImporter, ReceiptImportOptions
from tests.nets.efaktura_examples import (
    ACCOUNT,
    DUPLICATE,
    ENROLLMENT,
    INVOICES,
    ISSUER,
    RECEIPT,
    START,
    codes_of,
    findings_of,
    items_of,
    lines_of,
    sample,
)

PROCESSED = f"NY420563000102001121002000080800000{ISSUER}1001"
ASSIGNMENT = f"NY4206640000000001121602{ACCOUNT}0000000000010000000000012345000000001"
REASON = f"NY42036500000020401002{'':37}"
END_ASSIGNMENT = f"NY42066700000001{0:031}00000002"
END_PROCESSED = "NY42056800000001"


def end(records: int) -> str:
    return f"NY00008900000000{records:08}00000000000000000221126"


def read(data: bytes, **changes: object) -> list[Read[EfakturaReceipt]]:
    values: dict[str, Any] = changes
    return list(ReceiptImporter().read([data], ReceiptImportOptions(**values)))


def whole(*inner: str) -> bytes:
    return lines_of(START, PROCESSED, *inner, END_PROCESSED, end(len(inner) + 4))


def test_a_rejected_invoice_is_found_by_transmission_assignment_and_kid() -> None:
    reads = read(sample(RECEIPT), name="r.txt", issuer=ISSUER)
    assert findings_of(reads) == []
    received, processed, assignment, rejected = items_of(reads)
    assert received == TransmissionReceipt(
        stage=ReceiptStage.RECEIVED,
        sender=10200,
        transmission=1121002,
        issuer=ISSUER,
        status=TransmissionStatus.RECEIVED,
        assignments=1,
    )
    assert isinstance(processed, TransmissionReceipt)
    assert (processed.stage, processed.status, processed.error_code) == (
        ReceiptStage.PROCESSED,
        TransmissionStatus.PROCESSED,
        "001",
    )
    assert assignment == AssignmentReceipt(
        transmission=1121002,
        assignment=1121602,
        account=ACCOUNT,
        status=AssignmentStatus.APPROVED,
        accepted=1,
        rejected=1,
        amount=123450,  # type: ignore[arg-type]  # Ore is an int
    )
    assert rejected == InvoiceReceipt(
        transmission=1121002,
        assignment=1121602,
        transaction=2,
        kid="0010020000021",
        amount=250000,  # type: ignore[arg-type]  # Ore is an int
        due_date=date(2026, 12, 18),
        reference="1002",
        error_code="040",
        error_reference="1002",
    )
    assert rejected.origin == "r.txt: line 9"
    assert assignment.origin == "r.txt: line 5"


def test_receipts_made_here_have_nothing_wrong() -> None:
    assert findings_of(read(whole(ASSIGNMENT, REASON, END_ASSIGNMENT))) == []


def test_a_duplicate_is_rejected_as_a_whole() -> None:
    reads = read(sample(DUPLICATE))
    assert findings_of(reads) == []
    [receipt] = items_of(reads)
    assert isinstance(receipt, TransmissionReceipt)
    assert receipt.is_rejected
    assert receipt.error_code == "529"
    assert ReceiptImporter.info.texts["nets.code-529"].nb == "Forsendelsen er sendt før."


def test_receipts_are_read_beside_enrollments() -> None:
    reads = read(sample(ENROLLMENT))
    assert [type(each) for each in items_of(reads)] == [
        TransmissionReceipt,
        TransmissionReceipt,
        AssignmentReceipt,
    ]
    [finding] = findings_of(reads)
    assert "efaktura-enrollment" in finding.message
    assert not finding.blocks


def test_receipts_of_another_issuer_are_reported_and_left() -> None:
    reads = read(sample(RECEIPT), issuer="NOR974760673-1")
    assert items_of(reads) == []
    assert codes_of(findings_of(reads)) == ["507", "507"]


def test_receipts_come_from_nets_alone() -> None:
    reads = read(sample(RECEIPT).replace(b"NY00001000008080", b"NY00001000010200"))
    assert items_of(reads) == []
    assert codes_of(findings_of(reads)) == ["efaktura.not-from-nets"]


def test_an_unknown_status_of_a_transmission_takes_all_of_it_away() -> None:
    reads = read(whole(ASSIGNMENT, REASON, END_ASSIGNMENT).replace(b"11001", b"19001"))
    assert items_of(reads) == []
    [finding] = findings_of(reads)
    assert finding.message.startswith("status is 9; known are 0, 1, 2.")


def test_an_unknown_status_of_an_assignment_takes_it_away() -> None:
    rejected = ASSIGNMENT.replace(f"{ACCOUNT}0", f"{ACCOUNT}7")
    reads = read(whole(rejected, REASON, END_ASSIGNMENT))
    [receipt] = items_of(reads)
    assert isinstance(receipt, TransmissionReceipt)
    assert "efaktura.value-unknown" in codes_of(findings_of(reads))


def test_an_assignment_outside_of_a_receipt_is_no_receipt() -> None:
    reads = read(lines_of(START, ASSIGNMENT, REASON, END_ASSIGNMENT, end(5)))
    assert items_of(reads) == []
    assert findings_of(reads)


def test_a_rejection_without_its_reason_is_none() -> None:
    amount = f"NY4203300000002181226{'':11}00000000000250000{'0010020000021':>25}"
    reads = read(whole(ASSIGNMENT, amount, END_ASSIGNMENT).replace(b"00000002500000", b"0" * 14))
    assert [type(each) for each in items_of(reads)] == [TransmissionReceipt, AssignmentReceipt]
    assert "Transaction 2 has no record 65 (Nets 568)." in [
        each.message for each in findings_of(reads)
    ]


def test_a_reason_alone_says_little_but_is_read() -> None:
    [*_, receipt] = items_of(read(whole(ASSIGNMENT, REASON, END_ASSIGNMENT)))
    assert isinstance(receipt, InvoiceReceipt)
    assert (receipt.kid, receipt.amount, receipt.due_date, receipt.reference) == ("", 0, None, "")


def test_two_reasons_are_two_receipts() -> None:
    other = f"NY4203650000002325{'0010020000021':40}"
    reads = read(whole(ASSIGNMENT, REASON, other, END_ASSIGNMENT))
    codes = [each.error_code for each in items_of(reads) if isinstance(each, InvoiceReceipt)]
    assert codes == ["040", "325"]


def test_amount_and_date_as_shown_stand_in_for_those_to_pay() -> None:
    shown = f"NY420334000000218.12.2026{'2.500,00':20}{'Faktura':35}"
    [*_, receipt] = items_of(read(whole(ASSIGNMENT, shown, REASON, END_ASSIGNMENT)))
    assert isinstance(receipt, InvoiceReceipt)
    assert (receipt.amount, receipt.due_date) == (250000, date(2026, 12, 18))


def test_gaps_are_kept_and_blank_numbers_are_none() -> None:
    start = f"NY420563        1121002        ABCD{ISSUER}1   {'x':27}"
    gone = f"NY420664{'y':9}1121602{ACCOUNT}0   00000001{'':17}00000001"
    reason = f"NY4203650000002   {'':40}{'z':22}"
    finish = f"NY42066700000001{'w':31}00000002{'':25}"
    data = lines_of(START, start, gone, reason, finish, f"NY42056800000001{'v':64}", end(7))
    transmission, assignment, rejected = items_of(read(data))
    assert isinstance(transmission, TransmissionReceipt)
    assert isinstance(assignment, AssignmentReceipt)
    assert isinstance(rejected, InvoiceReceipt)
    assert transmission.sender == 0
    assert {transmission.error_code, assignment.error_code, rejected.error_code} == {"000"}
    assert transmission.unknown == {
        "63.32": "ABCD",
        "63.54": "x".ljust(27),
        "68.17": "v".ljust(64),
    }
    assert assignment.amount is None
    assert assignment.unknown["64.48"] == " " * 17
    assert assignment.unknown["67.17"] == "w".ljust(31)
    assert rejected.unknown == {"65.59": "z".ljust(22)}


def test_receipts_without_their_ends_are_read_as_far_as_they_go() -> None:
    reads = read(lines_of(START, PROCESSED, ASSIGNMENT, REASON))
    assert [type(each) for each in items_of(reads)] == [
        TransmissionReceipt,
        AssignmentReceipt,
        InvoiceReceipt,
    ]
    assert items_of(reads)[0].unknown == {}
    assert [each.code for each in findings_of(reads)].count("nets.end-missing") == 3


def test_findings_of_ends_are_told() -> None:
    wrong = END_ASSIGNMENT.replace("NY42066700000001", "NY42066700000005")
    reads = read(whole(ASSIGNMENT, REASON, wrong))
    assert [each.code for each in findings_of(reads)].count("nets.count") >= 1
    assert len(items_of(reads)) == 3


@pytest.mark.parametrize(
    ("name", "known"), [(RECEIPT, True), (DUPLICATE, True), (ENROLLMENT, True), (INVOICES, False)]
)
def test_recognises_what_holds_receipts(name: str, known: bool) -> None:
    assert ReceiptImporter().recognize(sample(name)[:4096], name=name) is known


@given(data=st.binary(max_size=400), at=st.integers(0, 820))
def test_random_bytes_never_raise(data: bytes, at: int) -> None:
    good = whole(ASSIGNMENT, REASON, END_ASSIGNMENT)
    read(data)
    read(good[:at] + data + good[at:])


def test_each_receipt_and_assignment_holds_its_own() -> None:
    other = ASSIGNMENT.replace("1121602", "1121603")
    both = (ASSIGNMENT, REASON, END_ASSIGNMENT, other, REASON, END_ASSIGNMENT)
    one = (PROCESSED, *both, END_PROCESSED)
    reads = read(lines_of(START, *one, *one, end(18)))
    numbers = [(type(each).__name__, getattr(each, "assignment", None)) for each in items_of(reads)]
    assert (
        numbers
        == [
            ("TransmissionReceipt", None),
            ("AssignmentReceipt", 1121602),
            ("InvoiceReceipt", 1121602),
            ("AssignmentReceipt", 1121603),
            ("InvoiceReceipt", 1121603),
        ]
        * 2
    )


def test_what_is_wrong_with_a_rejection_is_said_once() -> None:
    odd = "NY4203650000002X25"
    reads = read(whole(ASSIGNMENT, REASON, odd, END_ASSIGNMENT))
    assert [each.code for each in findings_of(reads)].count("nets.not-digits") == 1
