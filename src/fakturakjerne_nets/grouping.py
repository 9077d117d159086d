"""Which records are one transaction, whether its number may come now, and what it adds up to."""

from collections.abc import Iterator, Mapping
from operator import ge, itemgetter
from types import MappingProxyType
from typing import Final

from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.identifiers import mask
from fakturakjerne_nets import catalogue
from fakturakjerne_nets.lines import Lines
from fakturakjerne_nets.records import Century, Place, Record, UnknownRecord
from fakturakjerne_nets.shapes import Row, Shape
from fakturakjerne_nets.transmission import Run, Transaction
from fakturakjerne_nets.verifying import Group

MOST_RECORDS: Final = 4000
"""Of one transaction: 999 lines of three records, and all others, are fewer."""

MOST_ROWS: Final = 2000
"""Of one run, so that memory stays flat however large the chunks are."""

LONG_RUN: Final = 64
"""After so many regular transactions in a row it pays to hope that all in the chunk are."""

_AHEAD: Final = 4096
_FIRST: Final[Mapping[str, str]] = MappingProxyType(
    {"0900": "30", "2100": "30", "2136": "30", "2124": "70", "4203": "30"}
)
"""The record that a transaction of an assignment begins with, where that is certain."""


def shown_key(raw: bytes) -> str:
    r"""Return the first eight positions for a message.

    Example:
        >>> shown_key(b"NY420330000"), shown_key(b"\x00")
        ("'NY420330'", "'\\x00'")
    """
    return repr(mask(raw[:8].decode("iso-8859-1")))


def _number_of(record: Record) -> int | None:
    """Return the transaction number, if there is one to be read."""
    if isinstance(record, UnknownRecord):
        digits = record.raw[8:15]
        return int(digits) if digits.isdigit() else None
    number: int = getattr(record, "transaction", 0)
    return number


class Transactions:
    """The transactions of one assignment; see :func:`read_transmission`."""

    def __init__(self, group: Group, *, key: str, shape: Shape | None, century: Century) -> None:
        self.shape = shape
        self._group = group
        self._century = century
        self._service = key[:2]
        self._first = _FIRST.get(key)
        self._records: list[Record] = []
        self._findings: list[Finding] = []
        self._number = 0
        self._long = True

    def take(
        self, record: Record, place: Place, findings: tuple[Finding, ...]
    ) -> Iterator[Transaction]:
        """Take the next record; yields the transaction before it, where that has ended."""
        number = _number_of(record)
        added = list(findings)
        first = self._is_first(record)
        if self._begins(record, number=number, first=first):
            yield from self.flush()
            added += self._begin(number or 0, place)
        else:
            if number != self._number and number is not None:
                added.append(self._other_number(record, place))
            if len(self._records) >= MOST_RECORDS:
                most = place.finding(catalogue.TRANSACTION_ENDLESS, nets="568", most=MOST_RECORDS)
                added.append(most)
                yield from self.flush()
        if self._service != record.key[2:4] and not isinstance(record, UnknownRecord):
            key = shown_key(place.raw)
            added.append(place.finding(catalogue.UNKNOWN_RECORD, nets="553", key=key))
        counted = record.counted()
        if counted is not None:
            self._group.count(transactions=0, amount=counted.amount, days=(counted.day,))
        self._records.append(record)
        self._findings += added

    def flush(self) -> Iterator[Transaction]:
        """Yield what is collected."""
        if self._records:
            yield Transaction(
                number=self._number,
                records=tuple(self._records),
                line=self._records[0].line,
                findings=tuple(self._findings),
            )
            self._records, self._findings = [], []

    def fast(self, lines: Lines, shape: Shape) -> Iterator[Transaction | Run]:
        """Yield what is regular from here on, if anything is."""
        while True:
            lines.ahead(_AHEAD)
            start = lines.at
            rows, end = self._regular(lines, shape)
            if not rows:
                return
            yield from self.flush()
            count = lines.buffer.count(b"\n", start, end)
            first_line = lines.number + 1
            lines.skip(to=end, lines=count)
            self._count(rows, shape)
            yield Run(shape=shape, rows=rows, line=first_line)

    # --- single records ------------------------------------------------------------------------

    def _is_first(self, record: Record) -> bool:
        return self._first is not None and record.key[6:8] == self._first

    def _begins(self, record: Record, *, number: int | None, first: bool) -> bool:
        """Whether a record begins a transaction."""
        if not self._records or first:
            return not self._records or number != self._number or self._has_first()
        free = self._first is None or isinstance(record, UnknownRecord)
        return free and number is not None and number != self._number

    def _has_first(self) -> bool:
        return any(map(self._is_first, self._records))

    def _begin(self, number: int, place: Place) -> Iterator[Finding]:
        before, self._group.last, self._number = self._group.last, number, number
        self._group.count(transactions=1, amount=0, days=())
        if number <= before:
            yield place.finding(
                catalogue.TRANSACTION_SEQUENCE,
                nets="566",
                found=number,
                before=before,
            )

    def _other_number(self, record: Record, place: Place) -> Finding:
        return place.finding(
            catalogue.TRANSACTION_NUMBER,
            nets="567",
            found=_number_of(record),
            expected=self._number,
        )

    # --- whole transactions --------------------------------------------------------------------

    def _regular(self, lines: Lines, shape: Shape) -> tuple[list[Row], int]:
        """Return the rows from here on, and where they end."""
        at = lines.at
        if self._long:
            rows = shape.full(lines.buffer, at, most=MOST_ROWS)
            if rows and self._ascending(rows) == len(rows):
                return rows, at + len(rows) * shape.length
        rows, at = shape.some(lines.buffer, at, most=MOST_ROWS)
        ascending = self._ascending(rows)
        if ascending < len(rows):
            rows, at = shape.some(lines.buffer, lines.at, most=ascending)
        self._long = len(rows) >= LONG_RUN
        return rows, at

    def _ascending(self, rows: list[Row]) -> int:
        """Return how many rows have numbers that ascend from the last one on."""
        numbers = [f"{self._group.last:07}", *map(itemgetter(1), rows)]  # of one width
        wrong = map(ge, numbers, numbers[1:])
        return next((place for place, bad in enumerate(wrong) if bad), len(rows))

    def _count(self, rows: list[Row], shape: Shape) -> None:
        amounts = map(int, map(itemgetter(shape.amount), rows))
        days = (day.encode("ascii") for day in set(map(itemgetter(shape.day), rows)))
        self._group.last = self._number = int(rows[-1][1])
        self._group.count(
            transactions=len(rows), amount=sum(amounts), days=map(self._century.day, days)
        )
