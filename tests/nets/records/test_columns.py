from __future__ import annotations

from attrs import fields, frozen

from fakturakjerne_nets.records.cells import Cell, Day, LongDay
from fakturakjerne_nets.records.columns import CELL, day_at, gap_at, text_at


@frozen
class Three:
    short: object = day_at(1, 6)
    long: object = day_at(1, 8)
    name: str = text_at(9, 10, personal=True)
    gap: bytes = gap_at(11, 13, fill=b" ")


def cell(name: str) -> Cell:
    found = next(each for each in fields(Three) if each.name == name).metadata[CELL]
    assert isinstance(found, Cell)
    return found


def test_a_date_of_eight_positions_has_its_century() -> None:
    assert type(cell("short")) is Day
    assert type(cell("long")) is LongDay


def test_personal_values_stay_out_of_the_repr() -> None:
    assert repr(Three(name="Kari")) == "Three(short=None, long=None, gap=b'   ')"
