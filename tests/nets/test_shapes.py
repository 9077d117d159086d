from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.finding import Finding
from fakturakjerne_nets.records import (
    Century,
    OcrAmount,
    OcrMessage,
    OcrReference,
    Record,
    ShownTotals,
)
from fakturakjerne_nets.shapes import Shape
from tests.nets.examples import OCR_SHAPE, ocr_transactions, payment, records

NEXT = b"NY091530"


def lines(transaction: list[Record]) -> bytes:
    return b"".join(record.write() + b"\n" for record in transaction)


@given(ocr_transactions(7))
def test_a_row_says_what_the_records_say(transaction: list[Record]) -> None:
    rows, end = OCR_SHAPE.some(lines(transaction) + NEXT, 0, most=10)
    assert end == 81 * len(transaction)
    [row] = rows
    assert row[0] == transaction[0].type
    assert int(row[1]) == 7
    for record in transaction:
        for name, cell in record.form.cells.items():
            cut = row[OCR_SHAPE.place(type(record), name)]
            assert cell.read(cut.encode("iso-8859-1"), Century()) == getattr(record, name)


def test_another_number_or_type_is_no_transaction_of_it() -> None:
    first, second = payment(1)
    row = first.write() + b"\n" + second.write() + b"\n"
    assert len(OCR_SHAPE.some(row + NEXT, 0, most=1)[0]) == 1
    for at in (5, 14):
        other = bytearray(row)
        other[81 + at : 82 + at] = b"8"
        assert OCR_SHAPE.some(bytes(other) + NEXT, 0, most=1)[0] == []


def test_a_missing_optional_record_is_empty_cells() -> None:
    [row] = OCR_SHAPE.some(lines(payment(1)) + NEXT, 0, most=10)[0]
    assert row[OCR_SHAPE.place(OcrMessage, "message")] == ""


@given(st.data(), st.integers(8, 79), st.integers(0, 255))
def test_what_a_shape_takes_has_no_finding(data: st.DataObject, place: int, byte: int) -> None:
    """A shape may leave to the reader of records what is right, and never takes what is wrong."""
    for cls in (OcrAmount, OcrReference):
        found: list[Finding] = []
        record = data.draw(records(cls))
        row = bytearray(record.write())
        row[place] = byte
        cls.read(bytes(row), findings=found)
        partner = data.draw(records(OcrReference if cls is OcrAmount else OcrAmount))
        same = row[4:6] + partner.write()[6:8] + row[8:15]
        mate = partner.write()[:4] + bytes(same) + partner.write()[15:]
        pair = (bytes(row), mate)
        first, second = pair if cls is OcrAmount else reversed(pair)
        rows, _end = OCR_SHAPE.some(first + b"\n" + second + b"\n" + NEXT, 0, most=10)
        assert not (rows and found)


@pytest.mark.parametrize(
    "digits", ["290224", "290200", "290223", "310426", "300226", "000000", "010126"]
)
def test_a_day_is_regular_when_every_century_has_it(digits: str) -> None:
    row = lines(payment(1)).replace(b"201126", digits.encode(), 1)
    rows, _end = OCR_SHAPE.some(row + NEXT, 0, most=1)
    assert bool(rows) is (digits in {"290224", "000000", "010126"})


def test_only_a_full_buffer_is_taken_in_one_go() -> None:
    three = b"".join(lines(payment(number)) for number in (1, 2, 3))
    assert len(OCR_SHAPE.full(three + NEXT, 0, most=10)) == 3
    assert len(OCR_SHAPE.full(three + NEXT, 0, most=2)) == 2
    assert OCR_SHAPE.full(three + b"NY090089", 0, most=10) == []
    assert OCR_SHAPE.full(b"x" + three + NEXT[:7], 0, most=10) == []
    assert OCR_SHAPE.full(b"", 0, most=10) == []
    message = OcrMessage(type="15", transaction=3, message="x").write() + b"\n"
    assert OCR_SHAPE.full(three + message + NEXT, 0, most=10) == []


def test_what_only_the_reader_can_judge_is_left_to_it() -> None:
    shape = Shape((ShownTotals,), day_name="due_date")
    row = ShownTotals(transaction=1, amount=5).write() + b"\nNY420330"
    assert shape.some(row, 0, most=1)[0] == []
