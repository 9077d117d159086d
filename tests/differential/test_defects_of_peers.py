"""The ten defects of python-netsgiro (facts, section 9) that ours must not have."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.money import Ore, kroner
from fakturakjerne.errors import ColumnOverflowError, InvalidValueError
from fakturakjerne_nets.avtalegiro import AvtaleGiroExporter
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import (
    AvtaleGiroAssignmentStart,
    ClaimAmount,
    ClaimText,
    MandateAssignmentEnd,
    MandateRecord,
    OcrAmount,
)
from fakturakjerne_nets.transmission import Closed, Transaction
from fakturakjerne_nets.writing import Outgoing
from tests.nets import examples
from tests.nets.giro_examples import (
    CLAIM,
    NOTIFIED,
    OPTIONS,
    batch,
    checked,
    mandates,
    payments,
    said,
    written,
)


def ocr(*assignments: Outgoing) -> bytes:
    return b"\r\n".join(examples.written(*assignments, sender="00008080"))


def test_1_two_assignments_with_one_number_are_both_read() -> None:
    data = ocr(
        examples.payments(examples.payment(1, amount=100), assignment=1),
        examples.payments(examples.payment(1, amount=200), assignment=2),
    ).replace(b"0085660010000002", b"0085660010000001")
    reads = payments(data)
    items = [read.item for read in reads if read.item]
    assert [(item.assignment, item.amount) for item in items] == [(1, 100), (1, 200)]
    assert said(reads) == []


def test_2_wrong_counts_and_sums_are_seen() -> None:
    lines = examples.written(examples.payments(examples.payment(1)), sender="00008080")
    for place, level in ((4, "NY090088"), (5, "NY000089")):
        for at in (15, 23, 40):
            broken = list(lines)
            broken[place] = lines[place][:at] + b"9" + lines[place][at + 1 :]
            [(path, code)] = said(payments(b"\n".join(broken)))
            assert level in path
            assert code in {"nets.count", "nets.sum"}


def test_3_a_kid_may_end_in_a_hyphen() -> None:
    data = ocr(examples.payments(examples.payment(1))).replace(b" 0000531", b"1000005-")
    [read] = payments(data)
    assert read.item is not None
    assert read.item.kid == "1000005-"
    assert read.findings == ()


def test_4_a_file_of_mandates_without_a_date_is_written_and_read() -> None:
    outgoing = Outgoing(
        start=AvtaleGiroAssignmentStart(type="24", assignment=0, account="99991042764"),
        end=MandateAssignmentEnd,
        transactions=[[MandateRecord(transaction=1, kid="000112000507155", notice="J")]],
    )
    lines = examples.written(outgoing, sender="00008080")
    lines[-1] = lines[-1][:41] + b"000000" + lines[-1][47:]
    data = b"\n".join(lines)
    [read] = mandates(data)
    assert read.item is not None
    assert read.findings == ()
    records = examples.records_of(examples.read(data))
    assert [record.write() for record in records] == lines


def test_5_a_reference_that_is_too_long_is_an_error() -> None:
    claim = evolve(CLAIM, reference="x" * 26)
    assert [each.code for each in checked(claim)] == ["giro.overflow"]
    with pytest.raises(ColumnOverflowError, match="reference"):
        written(claim)


def test_6_what_stands_in_fillers_is_ignored() -> None:
    lines = examples.written(examples.claims(examples.claim(1)))
    lines[0] = lines[0][:79] + b"7"
    lines[2] = lines[2][:21] + b"   41234567" + lines[2][32:]
    events = examples.read(lines)
    assert examples.codes(events) == []
    [transaction] = [event for event in events if isinstance(event, Transaction)]
    assert transaction.first(ClaimAmount) is not None


def test_7_no_empty_text_is_written_and_lines_stay_apart() -> None:
    claim = evolve(NOTIFIED, lines=("Vann", "", "Avløp".ljust(40) + "200,00"))
    data = written(claim)
    [transaction] = [each for each in examples.read(data) if isinstance(each, Transaction)]
    texts = transaction.every(ClaimText)
    assert [(each.line_number, each.column, each.text) for each in texts] == [
        (1, 1, "Vann"),
        (3, 1, "Avløp"),
        (3, 2, "200,00"),
    ]
    records = examples.records_of(examples.read(data))
    assert b"".join(record.write() + b"\r\n" for record in records) == data


def test_8_what_latin_1_lacks_is_said_before_it_is_written() -> None:
    claim = evolve(CLAIM, reference="Faktura – 5 €")
    assert [each.code for each in checked(claim)] == ["giro.characters-replaced"]
    assert b"Faktura - 5 EUR" in written(claim)


def test_9_amounts_are_whole_ore_and_never_cut() -> None:
    with pytest.raises(InvalidValueError):
        kroner("10.005")
    claim = Claim(kid=Kid("123456782"), due_date=date(2026, 12, 15), amount=Ore(1001))
    [document] = AvtaleGiroExporter().export(batch(claim), OPTIONS)
    assert document.totals.gross == 1001
    assert b"00000000000001001" in b"".join(document.open())


def test_10_years_of_two_digits_are_of_the_century_that_somebody_says() -> None:
    late = examples.payments(examples.payment(1, day=date(2069, 12, 31)))
    [read] = payments(ocr(late))
    assert read.item is not None
    assert read.item.settled == date(2069, 12, 31)
    data = ocr(examples.payments(examples.payment(1, day=date(2092, 1, 20))))
    [old] = payments(data, first_year=1970)
    assert old.item is not None
    assert old.item.settled == date(1992, 1, 20)
    closed = [each for each in read_transmission([data]) if isinstance(each, Closed)]
    assert closed[-1].tally.first_date == date(2092, 1, 20)
    assert OcrAmount.read(data.split(b"\r\n")[2]).nets_date == date(2092, 1, 20)
