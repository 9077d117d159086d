"""Enrollments, in the tables: entered with their file, decided, answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from attrs import evolve, frozen
from sqlalchemy import Connection, func, insert, select

from fakturakjerne import catalogue
from fakturakjerne.domain.enrollment import EnrollmentRecord, EnrollmentStatus
from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger import book_tables as tables
from fakturakjerne.ledger import enrollment_reading as reading
from fakturakjerne.ledger import inbox
from fakturakjerne.ledger.access import Access, chunks
from fakturakjerne.ledger.content import content_row, enrollment_text
from fakturakjerne.ledger.enrollment_records import (
    Decision,
    DecisionOutcome,
    Enrollment,
    EnrollmentFile,
    EnrollmentKind,
    FileState,
    IncomingFile,
    ReadFile,
)
from fakturakjerne.ledger.register_reading import by_references
from fakturakjerne.ledger.register_records import EfakturaStatus, Origin
from fakturakjerne.ledger.register_writing import StatusChange, set_statuses

_CONTENT: Final = tuple(column.name for column in tables.content.columns)
_NOT_SETTLED: Final = frozenset({EfakturaStatus.NONE, EfakturaStatus.REJECTED})
_NOT_ACTIVE: Final = frozenset(EfakturaStatus) - {EfakturaStatus.ACTIVE}


@frozen(eq=False)
class SqlEnrollments:
    """The enrollments of a :class:`~fakturakjerne.ledger.sql.SqlLedger`."""

    _access: Access

    def read(self, file: IncomingFile, records: Iterable[EnrollmentRecord]) -> ReadFile:
        """Enter a file, switch off who asks for it, and take note of confirmations."""
        with self._access.held() as connection:
            now = self._access.clock()
            entered = inbox.enter(connection, file, now=now)
            if entered.is_new:
                origin = Origin(actor=file.actor, source=f"file {entered.id}")
                statuses = _enter(connection, entered.id, records)
                set_statuses(connection, statuses, origin, now=now)
            return entered

    def files(self, *, state: FileState | None = None) -> Sequence[ReadFile]:
        """Return the files that were read, receipts too, the oldest first."""
        with self._access.read() as connection:
            return inbox.files(connection, state=state)

    def find(self, *, sha256: str, importer: str) -> ReadFile | None:
        """Return the file with those bytes, if that importer has read it."""
        with self._access.read() as connection:
            return inbox.find(connection, sha256=sha256, importer=importer)

    def of_file(self, file: int) -> EnrollmentFile:
        """Return a file with its enrollments, in order."""
        with self._access.read() as connection:
            return reading.of_file(connection, file)

    def get(self, enrollment: int) -> Enrollment:
        """Return one enrollment."""
        with self._access.read() as connection:
            return reading.get(connection, enrollment)

    def decide(self, enrollment: int, decision: Decision) -> Enrollment:
        """Record a decision; a later one counts instead, until the file is answered."""
        with self._access.held() as connection:
            return _decide(connection, enrollment, decision, now=self._access.clock())

    def moved(self, file: int) -> ReadFile:
        """Note that a file lies in the folder of read files; may be repeated."""
        with self._access.held() as connection:
            found = reading.of_file(connection, file)
            if found.file.state is FileState.MOVED:
                return found.file
            if _new_ones(found) and found.file.answer is None:
                raise LedgerError(catalogue.LEDGER_UNANSWERED, file=found.file.name)
            return inbox.move_on(connection, file, FileState.MOVED, now=self._access.clock())


def answer(
    connection: Connection, file: int, *, transmission: int | None, actor: str, now: datetime
) -> None:
    """Write that a file is answered; who is accepted waits for the answer to be sent.

    Raises:
        LedgerError: if an enrollment is undecided, or one is new and there is no transmission.
    """
    found = reading.of_file(connection, file)
    undecided = len(found.undecided)
    if undecided:
        raise LedgerError(catalogue.LEDGER_UNDECIDED, count=undecided, file=found.file.name)
    if _new_ones(found) and transmission is None:
        raise LedgerError(catalogue.LEDGER_UNANSWERED, file=found.file.name)
    inbox.move_on(connection, file, FileState.ANSWERED, now=now, answer=transmission)
    origin = Origin(actor=actor, source=f"answer to file {file}")
    off = reading.switched_off_later(connection, found)
    statuses = (
        _answered(each)
        for each in _new_ones(found)
        if each.customer is not None and each.id not in off
    )
    set_statuses(connection, statuses, origin, now=now)


def _new_ones(found: EnrollmentFile) -> Sequence[Enrollment]:
    return [each for each in found.enrollments if each.kind is EnrollmentKind.NEW]


def _answered(enrollment: Enrollment) -> StatusChange:
    customer, decision = enrollment.customer or 0, enrollment.decision
    if decision is not None and decision.outcome is DecisionOutcome.ACCEPT:
        return StatusChange(customer, EfakturaStatus.ACCEPTED, _NOT_ACTIVE)
    return StatusChange(customer, EfakturaStatus.REJECTED, _NOT_SETTLED)


def _enter(
    connection: Connection, file: int, records: Iterable[EnrollmentRecord]
) -> Iterator[StatusChange]:
    """Write the enrollments of a file, and yield what becomes of customers at once."""
    position = 0
    identity = connection.scalar(select(func.max(tables.enrollment.c.id))) or 0
    for chunk in chunks(records):
        references = {each.reference for each in chunk}
        customers = {
            reference: found[0].id
            for reference, found in by_references(connection, references).items()
            if len(found) == 1
        }
        answered = reading.answered(connection, references)
        contents = [content_row(enrollment_text(each), reference=each.reference) for each in chunk]
        rows: list[dict[str, Any]] = []
        for record, content in zip(chunk, contents, strict=True):
            position, identity = position + 1, identity + 1
            row = _row(record, customers, answered)
            place = {"id": identity, "file_id": file, "position": position, "content": content[0]}
            rows.append(row | place)
        connection.execute(
            insert(tables.content), [dict(zip(_CONTENT, row, strict=True)) for row in contents]
        )
        connection.execute(insert(tables.enrollment), rows)
        for record in chunk:
            customer = customers.get(record.reference)
            if customer is not None:
                yield from _at_once(record, customer, answered.get(record.reference))


def _row(
    record: EnrollmentRecord, customers: Mapping[str, int], answered: Mapping[str, Enrollment]
) -> dict[str, Any]:
    kind = _kind(record)
    confirmed = answered.get(record.reference) if kind is EnrollmentKind.CONFIRMATION else None
    return {
        "kind": kind.value,
        "action": record.action.value,
        "status": record.status.value,
        "customer_id": customers.get(record.reference),
        "confirms": None if confirmed is None else confirmed.id,
    }


def _kind(record: EnrollmentRecord) -> EnrollmentKind:
    if record.is_deletion:
        return EnrollmentKind.DELETION
    return EnrollmentKind.NEW if record.is_new else EnrollmentKind.CONFIRMATION


def _at_once(
    record: EnrollmentRecord, customer: int, confirmed: Enrollment | None
) -> Iterator[StatusChange]:
    """Yield what a deletion or confirmation makes of its customer.

    A confirmation counts only where it agrees with our answer, or where we know of none: it never
    makes active whom we rejected, nor takes it from one who was active before that.
    """
    decision = None if confirmed is None else confirmed.decision
    rejected = decision is not None and decision.outcome is DecisionOutcome.REJECT
    if record.is_deletion or (
        record.is_confirmation and record.status is EnrollmentStatus.DELETED and not rejected
    ):
        yield StatusChange(customer, EfakturaStatus.OFF)
    elif record.is_confirmation and record.status is EnrollmentStatus.ACTIVE and not rejected:
        yield StatusChange(customer, EfakturaStatus.ACTIVE)
    elif record.is_confirmation and record.status is EnrollmentStatus.NOT_ACTIVE:
        before = None if decision is not None and not rejected else _NOT_SETTLED
        yield StatusChange(customer, EfakturaStatus.REJECTED, before)


def _decide(
    connection: Connection, enrollment: int, decision: Decision, *, now: datetime
) -> Enrollment:
    found = reading.get(connection, enrollment)
    file = inbox.get(connection, found.file)
    if found.kind is not EnrollmentKind.NEW:
        raise LedgerError(catalogue.LEDGER_NOT_TO_DECIDE, enrollment=enrollment)
    if file.state is not FileState.READ:
        raise LedgerError(catalogue.LEDGER_DECIDED_FOR_GOOD, enrollment=enrollment, file=file.name)
    customers = _customers(connection, found)
    if decision.outcome is DecisionOutcome.ACCEPT and len(customers) != 1:
        raise LedgerError(
            catalogue.LEDGER_ACCEPTED_NOBODY, enrollment=enrollment, count=len(customers)
        )
    taken = evolve(decision, reason=mask_within(decision.reason), at=now)
    row = {
        "enrollment_id": enrollment,
        "number": 1 + _decisions(connection, enrollment),
        "outcome": taken.outcome.value,
        "code": taken.code,
        "reason": taken.reason,
        "proposal": taken.proposal,
        "customer_id": customers[0] if len(customers) == 1 else None,
        "actor": taken.actor,
        "at": now,
    }
    connection.execute(insert(tables.decision).values(row))
    return reading.get(connection, enrollment)


def _customers(connection: Connection, enrollment: Enrollment) -> Sequence[int]:
    """Return who has the reference now, which may be others than when the file was read."""
    if enrollment.record is None:
        return ()
    reference = enrollment.record.reference
    return [each.id for each in by_references(connection, [reference]).get(reference, ())]


def _decisions(connection: Connection, enrollment: int) -> int:
    decision = tables.decision.c
    query = select(func.max(decision.number)).where(decision.enrollment_id == enrollment)
    return connection.scalar(query) or 0
