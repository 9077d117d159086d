"""Writes a transmission as a stream; counts, sums and dates of its ends are computed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from attrs import define, field, frozen

from fakturakjerne.errors import CodecError
from fakturakjerne_nets import catalogue
from fakturakjerne_nets.records import (
    Record,
    TransmissionEnd,
    TransmissionStart,
    coded,
    date_digits,
)

CRLF: Final = b"\r\n"
_CHUNK_LINES: Final = 2048


class Rendered(NamedTuple):
    """A transaction whose lines are made already, by compiled writers (``Form.writer``).

    Attributes:
        number: of the transaction.
        lines: 80 bytes each, without line ends.
        amount: øre of its record 30.
        day: of its record 30.
    """

    number: int
    lines: tuple[bytes, ...]
    amount: int = 0
    day: date | None = None


@frozen(kw_only=True)
class Outgoing:
    """An assignment to write.

    Attributes:
        start: its record 20.
        end: class of its record 88, whose counts, sums and dates are computed.
        transactions: the records of each, or its lines; only one is held at a time.
    """

    start: Record
    end: type[Record]
    transactions: Iterable[Iterable[Record] | Rendered] = field(repr=False)


def write_transmission(
    start: TransmissionStart,
    assignments: Iterable[Outgoing],
    *,
    today: date | None = None,
    line_end: bytes = CRLF,
    transliterate: bool = True,
) -> Iterator[bytes]:
    """Yield the bytes of a transmission, in chunks.

    Args:
        start: its record 10.
        assignments: in order of their numbers.
        today: the date of the end where no transaction has one.
        line_end: after every line, the last one too.
        transliterate: whether characters that ISO-8859-1 lacks are written as the nearest ones.

    Raises:
        ColumnOverflowError: if a value is longer than its column; both are named.
        CodecError: if a value cannot stand in its column, or numbers do not ascend.

    Example:
        >>> from fakturakjerne_nets.records import AvtaleGiroAssignmentStart, ClaimAmount
        >>> from fakturakjerne_nets.records import ClaimAssignmentEnd
        >>> claims = Outgoing(
        ...     start=AvtaleGiroAssignmentStart(assignment=1, account="12345678903"),
        ...     end=ClaimAssignmentEnd,
        ...     transactions=[[ClaimAmount(transaction=1, due_date=date(2026, 12, 15), amount=5)]],
        ... )
        >>> lines = b"".join(write_transmission(TransmissionStart(), [claims])).split()
        >>> lines[-1][:47], len(lines)
        (b'NY000089000000010000000500000000000000005151226', 7)
    """
    blocks = _blocks(_Writing(today=today, transliterate=transliterate), start, assignments)
    held: list[bytes] = []
    for block in blocks:
        held += block
        if len(held) >= _CHUNK_LINES:
            yield line_end.join((*held, b""))
            held = []
    if held:
        yield line_end.join((*held, b""))


@define(kw_only=True)
class _Count:
    """What is counted on the way to an end."""

    transactions: int = 0
    records: int = 1
    amount: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, day: date | None) -> None:
        """Let the dates reach to this one."""
        if day is not None:
            self.first = day if self.first is None or day < self.first else self.first
            self.last = day if self.last is None or day > self.last else self.last


@define(kw_only=True)
class _Writing:
    """What holds for the whole file."""

    today: date | None
    transliterate: bool

    def line(self, record: Record) -> bytes:
        return record.write(transliterate=self.transliterate)


def _blocks(
    writing: _Writing, start: TransmissionStart, assignments: Iterable[Outgoing]
) -> Iterator[tuple[bytes, ...]]:
    """Yield lines, those of a transaction together."""
    yield (writing.line(start),)
    whole = _Count()
    before: int | None = None
    for assignment in assignments:
        before = _ascending(assignment.start, before)
        count = _Count()
        yield from _assignment(writing, assignment, count)
        whole.transactions += count.transactions
        whole.records += count.records
        for day in (count.first, count.last):
            whole.add(day)
        whole.amount += count.amount
    end = TransmissionEnd(
        transactions=whole.transactions,
        records=whole.records + 1,
        amount=whole.amount,
        digits=date_digits(whole.first or writing.today),
    )
    yield (writing.line(end),)


def _assignment(
    writing: _Writing, assignment: Outgoing, count: _Count
) -> Iterator[tuple[bytes, ...]]:
    yield (writing.line(assignment.start),)
    last, day = 0, None
    for each in assignment.transactions:
        ready = each if isinstance(each, Rendered) else _rendered(writing, each)
        if ready.number <= last:
            raise CodecError(
                catalogue.WRITE_SEQUENCE, found=ready.number, before=last, **coded("566")
            )
        last = ready.number
        count.transactions += 1
        count.records += len(ready.lines)
        count.amount += ready.amount
        if ready.day != day:
            day = ready.day
            count.add(day)
        yield ready.lines
    count.records += 1
    yield (writing.line(_end(writing, assignment, count)),)


def _rendered(writing: _Writing, records: Iterable[Record]) -> Rendered:
    number: int | None = None
    lines: list[bytes] = []
    amount, day = 0, None
    for record in records:
        own = getattr(record, "transaction", number)
        if number is not None and own != number:
            raise CodecError(
                catalogue.WRITE_TRANSACTION,
                record=record.key,
                found=own,
                expected=number,
                **coded("567"),
            )
        number = own
        lines.append(writing.line(record))
        counted = record.counted()
        if counted is not None:
            amount, day = amount + counted.amount, counted.day
    if number is None:
        raise CodecError(catalogue.WRITE_EMPTY, **coded("568"))
    return Rendered(number, tuple(lines), amount, day)


def _end(writing: _Writing, assignment: Outgoing, count: _Count) -> Record:
    form = assignment.end.form
    kind = assignment.start.type
    known: dict[str, Any] = {
        "transactions": count.transactions,
        "records": count.records,
        "amount": count.amount,
        "first_date": count.first,
        "last_date": count.last,
        "generated": writing.today,
        "issuer": getattr(assignment.start, "issuer", ""),
    }
    values = {name: value for name, value in known.items() if name in form.cells}
    return assignment.end(type=kind if kind in form.types else "", **values)


def _ascending(start: Record, before: int | None) -> int:
    number: int = getattr(start, "assignment", 0)
    if before is not None and number <= before:
        raise CodecError(catalogue.WRITE_ASSIGNMENT, found=number, before=before, **coded("559"))
    return number
