"""The regular case, fast: whole transactions found by one expression that the layouts give.

A transaction that is in every byte as its layouts ask for is matched at once, and comes as the
cells of its records; whatever is not is left to the reader of single records, which says what is
wrong.  Both ways see the same values: a property test holds them together.
"""

import re
from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from fakturakjerne_nets.records import LENGTH, Record

Row = tuple[str, ...]
"""The cells of one transaction, as they stand; what an absent optional record would hold is empty."""

_ANY: Final = "[^\n]"
_FIRST: Final = "30"
_END: Final = "88"
_KEY: Final = 8


@frozen(eq=False)
class Shape:
    r"""A transaction of known records in known order, the first of them record 30.

    Attributes:
        records: each exactly once.
        optional: these may follow, each at most once.
        amount_name: attribute of the first record that is added up.
        day_name: attribute of it that first and last dates are of.
        length: of a transaction without optional records, line ends included.
        pattern: matches one transaction, line ends included, where another or the end follows.
        amount: where in a row the amount stands.
        day: where the date stands.
        places: where in a row a record's attribute stands; ``type`` and ``transaction`` are the
            first two.

    Example:
        >>> from fakturakjerne_nets.records import ClaimAmount, ClaimReference
        >>> shape = Shape((ClaimAmount, ClaimReference))
        >>> shape.place(ClaimAmount, "kid"), shape.place(ClaimReference, "reference")
        (4, 6)
    """

    records: tuple[type[Record], ...]
    optional: tuple[type[Record], ...] = ()
    amount_name: str = field(default="amount", kw_only=True)
    day_name: str = field(default="due_date", kw_only=True)
    pattern: re.Pattern[bytes] = field(init=False, repr=False)
    _text_pattern: re.Pattern[str] = field(init=False, repr=False)
    length: int = field(init=False, repr=False)
    amount: int = field(init=False, repr=False)
    day: int = field(init=False, repr=False)
    places: Mapping[tuple[type[Record], str], int] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Compile the expression of the layouts."""
        places: dict[tuple[type[Record], str], int] = {}
        first = self.records[0]
        kinds = "|".join(first.form.types)
        parts = [
            f"NY{first.form.service}(?P<kind>{kinds}){_FIRST}(?P<number>[0-9]{{7}}){_body(first, places)}"
        ]
        for cls in (*self.records[1:], *self.optional):
            line = f"NY{cls.form.service}(?P=kind){cls.form.record}(?P=number){_body(cls, places)}"
            parts.append(f"(?:{line})?" if cls in self.optional else line)
        parts.append(f"(?=NY[0-9]{{4}}(?:{_FIRST}|{_END}))")
        object.__setattr__(self, "places", places)
        object.__setattr__(self, "length", len(self.records) * (LENGTH + 1))
        object.__setattr__(self, "amount", places[first, self.amount_name])
        object.__setattr__(self, "day", places[first, self.day_name])
        whole = "".join(parts)
        object.__setattr__(self, "pattern", re.compile(whole.encode("iso-8859-1")))
        object.__setattr__(self, "_text_pattern", re.compile(whole))

    def place(self, cls: type[Record], name: str) -> int:
        """Return where in a row the attribute of that record stands."""
        return {"type": 0, "transaction": 1}.get(name) or self.places[cls, name]

    def some(self, buffer: bytes, at: int, *, most: int) -> tuple[list[Row], int]:
        """Return the transactions that follow each other from a place on, and where they end."""
        rows: list[Row] = []
        match = self.pattern.match
        while len(rows) < most and (found := match(buffer, at)):
            rows.append(tuple(cell.decode("iso-8859-1") for cell in found.groups(b"")))
            at = found.end()
        return rows, at

    def full(self, buffer: bytes, at: int, *, most: int) -> list[Row]:
        """Return transactions without optional records that fill all the buffer, or none of them.

        As many matches as there is room for leave no room between them: what must follow the last
        one takes the rest.
        """
        room = min(most, (len(buffer) - at - _KEY) // self.length)
        end = at + room * self.length + _KEY
        text = buffer[at:end].decode("iso-8859-1") if room > 0 else ""
        rows: list[Row] = self._text_pattern.findall(text)
        return rows if len(rows) == room else []


def _body(cls: type[Record], places: dict[tuple[type[Record], str], int]) -> str:
    """Return the expression of positions 16 to 80 and a line end; notes where each cell goes."""
    position = 16
    parts: list[str] = []
    for name, cell in cls.form.cells.items():
        if name == "transaction":
            continue
        if cell.start > position:
            parts.append(f"{_ANY}{{{cell.start - position}}}")
        parts.append(f"({cell.regular})")
        places[cls, name] = len(places) + 2
        position = cell.end + 1
    rest = f"{_ANY}{{{LENGTH + 1 - position}}}" if position <= LENGTH else ""
    return "".join((*parts, rest, "\n"))
