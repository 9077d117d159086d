from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import RecordError
from fakturakjerne_agresso.totals import read_totals
from tests.agresso.examples import CREDIT, HALL, WASH, basis, batch, lease, options, written

OPTIONS = options(line_ending="lf")
LAYOUT = OPTIONS.columns
MADE = batch(
    basis(lease(9001, HALL, WASH), lease(9002, CREDIT)), basis(lease(9003), number=34500002)
)
DATA = written(MADE, OPTIONS)
STRIDE = LAYOUT.length + 1
TOTALS = ControlTotals(
    orders=2,
    lines=4,
    texts=4,
    net=Ore(80000 + 14999 - 5000 + 80000),
    first_order=34500001,
    last_order=34500002,
)


def changed(row: int, column: str, value: bytes) -> bytes:
    data = bytearray(DATA)
    span = LAYOUT.spans[column]
    data[row * STRIDE + span.start : row * STRIDE + span.stop] = value
    return bytes(data)


def test_counts_and_sums_what_stands_there() -> None:
    assert read_totals([DATA], LAYOUT) == TOTALS


@given(size=st.integers(1, 5000))
def test_chunks_do_not_matter(size: int) -> None:
    chunks = [DATA[at : at + size] for at in range(0, len(DATA), size)]
    assert read_totals(chunks, LAYOUT) == TOTALS


def test_an_empty_file_has_nothing() -> None:
    assert read_totals([], LAYOUT) == ControlTotals(orders=0, lines=0, texts=0, net=Ore(0))


def test_a_blank_header_line_number_is_a_header() -> None:
    chosen = options(header_line_no="blank", line_ending="lf")
    assert read_totals([written(MADE, chosen)], LAYOUT) == TOTALS


LINE_ROWS = [1, 3, 5, 8]


@given(
    row=st.sampled_from(LINE_ROWS),
    place=st.integers(0, 16),
    byte=st.integers(0, 255),
)
def test_every_changed_digit_of_an_amount_is_noticed(row: int, place: int, byte: int) -> None:
    start = row * STRIDE + LAYOUT.spans["amount"].start + place
    data = bytearray(DATA)
    if data[start] == byte or byte == ord("\n"):
        return
    data[start] = byte
    try:
        found = read_totals([bytes(data)], LAYOUT)
    except RecordError:
        return
    # A zero's sign is the one thing that no sum shows; none of these amounts is zero.
    assert found != TOTALS


@pytest.mark.parametrize(
    ("row", "column", "value", "message"),
    [
        (0, "order_id", b"03450000x", "record 1: order_id must be digits"),
        (0, "order_id", b"0345+0001", "record 1: order_id must be digits"),
        (0, "amount", b"00000000000000001", "record 1: amount is"),
        (1, "order_id", b"034500009", "record 2: order_id is '034500009'; here '034500001'"),
        (1, "amount", b" " * 17, "record 2: amount must be digits"),
        (1, "amount", b"0000000000000_100", "record 2: amount must be digits"),
        (1, "amount", b"00000000000-80000", "record 2: amount must be digits"),
        (1, "amount", b"-" * 17, "record 2: amount must be digits"),
        (1, "line_no", b"0002", "record 2: line_no is '0002'; here 1 must stand"),
        (1, "line_no", b"000x", "record 2: line_no is '000x'"),
        (1, "sequence_no", b"00000001", "record 2: line_no is '0001'; here '' must stand"),
        (2, "line_no", b"0002", "record 3: line_no is '0002'; here '0001' must stand"),
        (2, "sequence_no", b"00000002", "record 3: sequence_no is '00000002'; here 1"),
        (2, "sequence_no", b"0000000x", "record 3: sequence_no"),
        (2, "amount", b"00000000000000001", "record 3: amount is"),
    ],
)
def test_a_row_out_of_its_place_is_refused(
    row: int, column: str, value: bytes, message: str
) -> None:
    with pytest.raises(RecordError) as caught:
        read_totals([changed(row, column, value)], LAYOUT)
    assert str(caught.value).startswith(message)


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(RecordError, match="record 1"):
        read_totals([DATA[1:]], LAYOUT)


@given(data=st.binary(max_size=4000))
def test_random_bytes_are_refused_as_records(data: bytes) -> None:
    if data:
        with pytest.raises(RecordError):
            read_totals([data], LAYOUT)
