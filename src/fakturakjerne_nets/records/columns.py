"""The attributes of records: from and to which position they stand, and of which kind they are.

Positions are counted from 1 and inclusive, as the specifications count them.  Positions that no
attribute names are filler.
"""

from typing import Any, Final

from attrs import field

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
)

CELL: Final = "cell"
"""The key of an attribute's metadata where its cell stands."""


def text_at(start: int, end: int, *, default: str = "", personal: bool = False) -> Any:
    """Return an attribute of text; a personal one stays out of the record's repr."""
    return _attribute(Cell(start=start, end=end), default=default, shown=not personal)


def kid_at(start: int, end: int) -> Any:
    """Return an attribute that is a KID."""
    return _attribute(Reference(start=start, end=end), default="")


def number_at(start: int, end: int, *, default: int = 0, nets: str = "") -> Any:
    """Return an attribute that is a whole number; amounts are numbers of øre."""
    return _attribute(Number(start=start, end=end, nets=nets), default=default)


def code_at(
    start: int, end: int, *, default: str = "", personal: bool = False, nets: str = ""
) -> Any:
    """Return an attribute of digits whose zeros count."""
    return _attribute(Code(start=start, end=end, nets=nets), default=default, shown=not personal)


def day_at(start: int, end: int, *, nets: str = "") -> Any:
    """Return an attribute that is a date as DDMMYY or, of eight positions, DDMMYYYY."""
    kind = Day if end - start < 6 else LongDay  # noqa: PLR2004 - DDMMYY
    return _attribute(kind(start=start, end=end, nets=nets), default=None)


def shown_day_at(start: int, end: int) -> Any:
    """Return an attribute that is a date as DD.MM.YYYY."""
    return _attribute(ShownDay(start=start, end=end, nets="054"), default=None)


def shown_amount_at(start: int, end: int) -> Any:
    """Return an attribute that is an amount as people read it."""
    return _attribute(ShownAmount(start=start, end=end, nets="056"), default=None)


def gap_at(start: int, end: int, *, fill: bytes = b"0") -> Any:
    """Return an attribute of raw bytes, whose meaning is unknown; unless read, all ``fill``."""
    return _attribute(Raw(start=start, end=end), default=fill * (end + 1 - start))


def _attribute(cell: Cell, *, default: object, shown: bool = True) -> Any:
    return field(default=default, repr=shown, metadata={CELL: cell})
