"""Reads a transmission as a stream, whatever the bytes are, and verifies all that can be verified.

Nothing raises: what is wrong is a finding at the event where it was seen.  No more than a chunk and
a transaction is held.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne_nets import catalogue
from fakturakjerne_nets.grouping import Transactions, shown_key
from fakturakjerne_nets.lines import Lines
from fakturakjerne_nets.records import (
    LENGTH,
    Century,
    Level,
    Place,
    Record,
    Role,
    TransmissionEnd,
    TransmissionStart,
    UnknownRecord,
    class_of,
)
from fakturakjerne_nets.shapes import Shape
from fakturakjerne_nets.transmission import Closed, Event, Opened, Stray, Tally
from fakturakjerne_nets.verifying import Group, verify

_START_MISSING: Final = {Level.TRANSMISSION: "565", Level.ASSIGNMENT: "549"}
_END_MISSING: Final = {Level.TRANSMISSION: "535", Level.ASSIGNMENT: "551"}
_INSIDE: Final = {
    Level.TRANSMISSION: (),
    Level.ASSIGNMENT: (Level.TRANSMISSION,),
    Level.RECEIPT: (Level.TRANSMISSION,),
    Level.RECEIPTED_ASSIGNMENT: (Level.RECEIPT, Level.TRANSMISSION),
}
_NAMES: Final = {
    Level.TRANSMISSION: ("forsendelsen", "transmission"),
    Level.ASSIGNMENT: ("oppdraget", "assignment"),
    Level.RECEIPT: ("kvitteringen", "receipt"),
    Level.RECEIPTED_ASSIGNMENT: ("det kvitterte oppdraget", "receipted assignment"),
}
_CENTURY: Final = Century()


def read_transmission(
    chunks: Iterable[bytes],
    *,
    name: str = "",
    century: Century = _CENTURY,
    shapes: Iterable[Shape] = (),
) -> Iterator[Event]:
    r"""Yield what a file holds, in its order, each piece with its findings.

    Args:
        chunks: of the file, cut anywhere; lines end with CRLF, LF or CR.
        name: of the file, for the findings' paths.
        century: of years of two digits.
        shapes: transactions that are regular and of one of these come as a :class:`Run`.

    Example:
        >>> start = b"NY000010000080800004711000102000".ljust(80, b"0")
        >>> end = b"NY000089000000000000000300000000000000000221126".ljust(80, b"0")
        >>> opened, closed = read_transmission([start + b"\r\n" + end])
        >>> opened.record.number, closed.day.isoformat(), closed.findings[0].message
        (4711, '2026-11-22', 'records says 3, but the file has 2 (Nets 552).')
    """
    yield from _Reader(chunks, name=name, century=century, shapes=shapes).events()


@frozen
class _Line:
    """A line that is told apart."""

    place: Place
    record: Record
    findings: tuple[Finding, ...]
    role: Role
    level: Level


class _Reader:
    """The stack of what is open, and the transaction that is being collected."""

    def __init__(
        self, chunks: Iterable[bytes], *, name: str, century: Century, shapes: Iterable[Shape]
    ) -> None:
        self._lines = Lines(chunks)
        self._name = name
        self._century = century
        self._shapes = {shape.records[0].form.service: shape for shape in shapes}
        self._stack: list[Group] = []
        self._blank = self._pending_blank = 0
        self._ended = self._year_first = self._anything = False
        self._transactions: Transactions | None = None

    def events(self) -> Iterator[Event]:
        while True:
            collected = self._transactions
            if collected is not None and collected.shape is not None:
                yield from collected.fast(self._lines, collected.shape)
            taken = self._lines.take()
            if taken is None:
                break
            raw, length = taken
            if not raw.strip():
                self._pending_blank += 1
                continue
            yield from self._line(raw, length)
        yield from self._finish()

    # --- one line ------------------------------------------------------------------------------

    def _line(self, raw: bytes, length: int) -> Iterator[Event]:
        place = Place(self._lines.number, raw, self._name)
        findings = list(self._shape_of(place, length))
        self._anything = True
        cls = class_of(raw[:8])
        if cls is None:
            role, level = _unknown_role(raw)
            record: Record = UnknownRecord(raw=raw[:LENGTH], line=place.line)
            nets, severity = "553", Severity.WARNING
            findings.append(
                place.finding(
                    catalogue.UNKNOWN_RECORD, nets=nets, severity=severity, key=shown_key(raw)
                )
            )
        else:
            role, level = cls.form.role, cls.form.level
            record = cls.read(raw, place=place, findings=findings, century=self._century)
        yield from self._place(_Line(place, record, tuple(findings), role, level))

    def _shape_of(self, place: Place, length: int) -> Iterator[Finding]:
        if self._pending_blank:
            count, self._pending_blank = self._pending_blank, 0
            self._blank += count
            yield place.finding(catalogue.BLANK_LINE, severity=Severity.WARNING, count=count)
        if length > LENGTH:
            yield place.finding(catalogue.LONG, nets="564", length=length)
        elif length < LENGTH:
            yield place.finding(catalogue.SHORT, severity=Severity.WARNING, length=length)

    def _place(self, line: _Line) -> Iterator[Event]:
        if self._ended:
            again = line.level is Level.TRANSMISSION and line.role is not Role.TRANSACTION
            text, nets = (catalogue.TWICE, "556") if again else (catalogue.AFTER_END, "553")
            yield _stray(line, line.place.finding(text, nets=nets))
        elif line.role is Role.OPENS:
            yield from self._open(line)
        elif line.role is Role.CLOSES:
            yield from self._close(line)
        elif self._transactions is None:
            finding = _start_missing(line.place, Level.ASSIGNMENT)
            yield _stray(line, finding)
        else:
            yield from self._transactions.take(line.record, line.place, line.findings)

    # --- starts --------------------------------------------------------------------------------

    def _open(self, line: _Line) -> Iterator[Event]:
        if line.level is Level.TRANSMISSION and self._stack:
            yield _stray(line, line.place.finding(catalogue.TWICE, nets="556"))
            return
        while self._stack and self._stack[-1].level not in _INSIDE[line.level]:
            yield from self._leave(None, line.place)
        findings = [*line.findings, *self._outside(line)]
        if self._stack:
            findings += self._assignment_sequence(line)
        self._stack.append(self._group(line.record, line.level, line.place.line))
        yield Opened(
            record=line.record,
            level=line.level,
            line=line.place.line,
            findings=tuple(findings),
        )
        if line.level in {Level.ASSIGNMENT, Level.RECEIPTED_ASSIGNMENT}:
            key = line.record.key[2:6]
            self._year_first |= key == "4294" and not self._to_nets()
            self._transactions = Transactions(
                self._stack[-1], key=key, shape=self._shapes.get(key[:2]), century=self._century
            )

    def _outside(self, line: _Line) -> Iterator[Finding]:
        """Say what should be around what opens here, and is not."""
        if line.level is Level.TRANSMISSION:
            return
        if not self._stack:
            yield _start_missing(line.place, Level.TRANSMISSION)
            self._stack.append(self._group(None, Level.TRANSMISSION, line.place.line))
        if line.level is Level.RECEIPTED_ASSIGNMENT and self._stack[-1].level is not Level.RECEIPT:
            yield _start_missing(line.place, Level.RECEIPT)

    def _assignment_sequence(self, line: _Line) -> Iterator[Finding]:
        """To Nets the numbers ascend; from Nets they may be the same."""
        outer = self._stack[0]
        number = getattr(line.record, "assignment", None)
        if line.level is not Level.ASSIGNMENT or number is None:
            return
        before, outer.last_assignment = outer.last_assignment, number
        if self._to_nets() and before is not None and number <= before:
            yield line.place.finding(
                catalogue.ASSIGNMENT_SEQUENCE, nets="559", found=number, before=before
            )

    def _to_nets(self) -> bool:
        start = self._stack[0].record
        return isinstance(start, TransmissionStart) and not start.is_from_nets

    def _group(self, record: Record | None, level: Level, line: int) -> Group:
        return Group(level=level, record=record, line=line, opened=self._counted() - 1)

    # --- ends ----------------------------------------------------------------------------------

    def _close(self, line: _Line) -> Iterator[Event]:
        if all(group.level is not line.level for group in self._stack):
            yield _stray(line, _start_missing(line.place, line.level))
            self._ended = line.level is Level.TRANSMISSION
            return
        while self._stack[-1].level is not line.level:
            yield from self._leave(None, line.place)
        yield from self._leave(line, line.place)

    def _leave(self, end: _Line | None, place: Place) -> Iterator[Event]:
        """End what is open innermost, by its end record or without one."""
        if self._transactions is not None:
            yield from self._transactions.flush()
            self._transactions = None
        group = self._stack.pop()
        unread = 1 if end is None and place.raw else 0  # what shows that the end is missing
        tally = group.tally(self._counted() - unread)
        if self._stack:
            self._stack[-1].add(group)
        if end is None:
            yield Closed(
                record=None,
                level=group.level,
                line=place.line,
                tally=tally,
                findings=(_end_missing(group, place),),
            )
            return
        self._ended = group.level is Level.TRANSMISSION
        yield Closed(
            record=end.record,
            level=group.level,
            line=place.line,
            tally=tally,
            day=self._day(end.record),
            findings=(
                *end.findings,
                *_other_kind(group, end),
                *verify(group, end.record, tally=tally, place=place),
            ),
        )

    def _day(self, end: Record) -> date | None:
        if isinstance(end, TransmissionEnd):
            return end.day(year_first=self._year_first, century=self._century)
        return None

    def _finish(self) -> Iterator[Event]:
        place = Place(self._lines.number + 1, b"", self._name)
        while self._stack:
            yield from self._leave(None, place)
        if not self._anything:
            yield Closed(
                record=None,
                level=Level.TRANSMISSION,
                line=place.line,
                tally=Tally(),
                findings=(place.finding(catalogue.EMPTY, nets="565"),),
            )

    def _counted(self) -> int:
        """Return how many lines there were, the blank ones not counted."""
        return self._lines.number - self._blank - self._pending_blank


def _stray(line: _Line, finding: Finding) -> Stray:
    return Stray(record=line.record, line=line.place.line, findings=(*line.findings, finding))


def _start_missing(place: Place, level: Level) -> Finding:
    nets, (nb, en) = _START_MISSING.get(level, ""), _NAMES[level]
    return place.finding(catalogue.START_MISSING, nets=nets, level_nb=nb, level_en=en)


def _end_missing(group: Group, place: Place) -> Finding:
    nets, (nb, en) = _END_MISSING.get(group.level, ""), _NAMES[group.level]
    return place.finding(
        catalogue.END_MISSING, nets=nets, opened=group.line, level_nb=nb, level_en=en
    )


def _other_kind(group: Group, end: _Line) -> Iterator[Finding]:
    if group.record is not None and group.record.key[:6] != end.record.key[:6]:
        yield end.place.finding(
            catalogue.OTHER_KIND,
            nets="553",
            found=shown_key(end.place.raw),
            opened=shown_key(group.record.key.encode("iso-8859-1")),
        )


def _unknown_role(raw: bytes) -> tuple[Role, Level]:
    """Tell whether a record that nobody describes begins or ends an assignment."""
    regular = raw[:2] == b"NY" and raw[2:8].isdigit()
    roles = {b"20": Role.OPENS, b"88": Role.CLOSES}
    return (roles.get(raw[6:8], Role.TRANSACTION) if regular else Role.TRANSACTION), (
        Level.ASSIGNMENT
    )
