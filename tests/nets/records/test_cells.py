from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_nets.records.cells import (
    Cell,
    Code,
    Day,
    LongDay,
    Number,
    Raw,
    Reference,
    ShownAmount,
    ShownDay,
    UnreadableError,
    UnwritableError,
)
from fakturakjerne_nets.records.century import Century

CENTURY = Century()
KINDS = (Cell, Code, Day, LongDay, Number, Raw, Reference, ShownAmount, ShownDay)


def of(kind: type[Cell], width: int) -> Cell:
    return kind(start=1, end=width)


@pytest.mark.parametrize(
    ("cell", "raw", "value"),
    [
        (of(Cell, 6), b" ab   ", " ab"),
        (of(Cell, 6), "Åre   ".encode("latin-1"), "Åre"),
        (of(Reference, 6), b"   123", "123"),
        (of(Reference, 6), b"123   ", "123"),
        (of(Reference, 6), b"  123-", "123-"),
        (of(Number, 6), b"000012", 12),
        (of(Number, 6), b"  12  ", 12),
        (of(Number, 6), b"      ", 0),
        (of(Code, 6), b"000012", "000012"),
        (of(Code, 6), b"      ", ""),
        (of(Day, 6), b"211126", date(2026, 11, 21)),
        (of(Day, 6), b"000000", None),
        (of(Day, 6), b"      ", None),
        (of(LongDay, 8), b"21112026", date(2026, 11, 21)),
        (of(LongDay, 8), b"00000000", None),
        (of(ShownDay, 10), b"21.11.2026", date(2026, 11, 21)),
        (of(ShownDay, 10), b"          ", None),
        (of(ShownAmount, 10), b"1.234,50  ", 123450),
        (of(ShownAmount, 10), b"0001234,50", 123450),
        (of(ShownAmount, 10), b"          ", None),
        (of(Raw, 6), b" a \x00 b", b" a \x00 b"),
    ],
)
def test_it_reads_leniently(cell: Cell, raw: bytes, value: object) -> None:
    assert cell.read(raw, CENTURY) == value


@pytest.mark.parametrize(
    ("cell", "raw", "code", "value"),
    [
        (of(Cell, 6), b"a\x00b\x9f  ", "nets.control-characters", "a b"),
        (of(Number, 6), b"1_0000", "nets.not-digits", 0),
        (of(Number, 6), b"-00001", "nets.not-digits", 0),
        (of(Code, 6), b"12a\x0045", "nets.not-digits", "12a 45"),
        (of(Day, 6), b"310226", "nets.no-date", None),
        (of(Day, 6), b"2111 6", "nets.no-date", None),
        (of(LongDay, 8), b"2111202x", "nets.no-date", None),
        (of(ShownDay, 10), b"2111.2026 ", "nets.no-date", None),
        (of(ShownDay, 10), b"21.11.20x6", "nets.no-date", None),
        (of(ShownAmount, 10), b"1e5       ", "nets.no-amount", None),
        (of(ShownAmount, 10), b"\x00         ", "nets.no-amount", None),
    ],
)
def test_what_it_cannot_read_it_says(cell: Cell, raw: bytes, code: str, value: object) -> None:
    with pytest.raises(UnreadableError) as caught:
        cell.read(raw, CENTURY)
    assert (caught.value.text.code, caught.value.value) == (code, value)


@pytest.mark.parametrize(
    ("cell", "value", "raw"),
    [
        (of(Cell, 6), "Å–", "Å-".encode("latin-1")),
        (of(Number, 6), 12, b"000012"),
        (of(Code, 6), "12", b"000012"),
        (of(Code, 6), "", b"000000"),
        (of(Day, 6), date(2026, 1, 2), b"020126"),
        (of(Day, 6), None, b"000000"),
        (of(LongDay, 8), date(2026, 1, 2), b"02012026"),
        (of(ShownDay, 10), date(2026, 1, 2), b"02.01.2026"),
        (of(ShownDay, 10), None, b""),
        (of(ShownAmount, 10), 123450, b"1.234,50"),
        (of(ShownAmount, 10), None, b""),
        (of(Raw, 6), b"\x00", b"\x00"),
    ],
)
def test_it_writes(cell: Cell, value: object, raw: bytes) -> None:
    assert cell.write(value, transliterate=True) == raw


@pytest.mark.parametrize(
    ("cell", "value"),
    [(of(Number, 6), -1), (of(Code, 6), "12a"), (of(Code, 6), "١٢"), (of(Cell, 6), "–")],
)
def test_what_cannot_stand_there_is_refused(cell: Cell, value: object) -> None:
    with pytest.raises(UnwritableError):
        cell.write(value, transliterate=False)


@given(st.sampled_from(KINDS), st.integers(1, 25), st.data())
def test_any_bytes_are_read_or_said_to_be_unreadable(
    kind: type[Cell], width: int, data: st.DataObject
) -> None:
    raw = data.draw(st.binary(min_size=width, max_size=width))
    problem: UnreadableError | None = None
    try:
        of(kind, width).read(raw, CENTURY)
    except UnreadableError as found:
        problem = found
    assert problem is None or problem.text.code.startswith("nets.")
