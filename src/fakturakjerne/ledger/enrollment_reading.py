"""Enrollments, read from the tables with what was decided last."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from fakturakjerne import catalogue
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger import book_tables as tables
from fakturakjerne.ledger.content import enrollment_of
from fakturakjerne.ledger.enrollment_records import (
    Decision,
    DecisionOutcome,
    Enrollment,
    EnrollmentFile,
    EnrollmentKind,
)
from fakturakjerne.ledger.inbox import get as get_file

_NEWER: Final = tables.decision.alias("newer")


def of_file(connection: Connection, file: int) -> EnrollmentFile:
    """Return a file with its enrollments, in order.

    Raises:
        LedgerError: if there is no such file.
    """
    enrollment = tables.enrollment.c
    query = _query().where(enrollment.file_id == file).order_by(enrollment.position)
    found = get_file(connection, file)
    return EnrollmentFile(
        file=found, enrollments=tuple(map(_enrollment, connection.execute(query)))
    )


def get(connection: Connection, enrollment: int) -> Enrollment:
    """Return one enrollment.

    Raises:
        LedgerError: if there is no such one.
    """
    row = connection.execute(_query().where(tables.enrollment.c.id == enrollment)).first()
    if row is None:
        raise LedgerError(catalogue.LEDGER_NO_ENROLLMENT, enrollment=enrollment)
    return _enrollment(row)


def answered(connection: Connection, references: Iterable[str]) -> Mapping[str, Enrollment]:
    """Return, by reference, the enrollment with it that was answered last."""
    enrollment, content = tables.enrollment.c, tables.content.c
    last = (
        select(func.max(enrollment.id))
        .select_from(tables.enrollment.join(tables.content).join(tables.read_file))
        .where(
            enrollment.kind == EnrollmentKind.NEW.value,
            tables.read_file.c.transmission_id.is_not(None),
            content.reference.in_(bindparam("references", expanding=True)),
        )
        .group_by(content.reference)
    )
    query = _query().where(enrollment.id.in_(last))
    rows = connection.execute(query, {"references": sorted(set(references))})
    return {row.reference: _enrollment(row) for row in rows}


def accepted(connection: Connection, transmission: int) -> Sequence[int]:
    """Return the customers that an answer accepts, by id."""
    file = tables.read_file.c
    query = (
        _query()
        .join(tables.read_file, file.id == tables.enrollment.c.file_id)
        .where(
            file.transmission_id == transmission,
            tables.decision.c.outcome == DecisionOutcome.ACCEPT.value,
        )
        .order_by(tables.enrollment.c.position)
    )
    return tuple(row.decided_customer for row in connection.execute(query))


def switched_off_later(connection: Connection, found: EnrollmentFile) -> AbstractSet[int]:
    """Return those enrollments of a file, by id, whose customers wanted no more of it later."""
    enrollment = tables.enrollment.c
    query = select(enrollment.customer_id, enrollment.id).where(
        enrollment.kind == EnrollmentKind.DELETION.value,
        enrollment.file_id >= found.file.id,
    )
    last: dict[int, int] = {}
    for row in connection.execute(query.order_by(enrollment.id)):
        last[row.customer_id] = row.id
    return {each.id for each in found.enrollments if each.id < last.get(each.customer or 0, 0)}


def _query() -> Select[Any]:
    """Return the query for enrollments with their last decisions."""
    enrollment, decision = tables.enrollment, tables.decision
    names = ("outcome", "code", "reason", "proposal", "actor", "at")
    newer = (_NEWER.c.enrollment_id == decision.c.enrollment_id) & (
        _NEWER.c.number > decision.c.number
    )
    is_last = ~select(_NEWER).where(newer).exists()
    return select(
        enrollment,
        tables.content.c.reference,
        tables.content.c.content.label("text"),
        decision.c.customer_id.label("decided_customer"),
        *(decision.c[name].label(f"decision_{name}") for name in names),
    ).select_from(
        enrollment.join(tables.content).outerjoin(
            decision, (decision.c.enrollment_id == enrollment.c.id) & is_last
        )
    )


def _enrollment(row: Row[Any]) -> Enrollment:
    decision = None
    if row.decision_outcome is not None:
        decision = Decision(
            outcome=DecisionOutcome(row.decision_outcome),
            code=row.decision_code,
            reason=row.decision_reason,
            proposal=row.decision_proposal,
            actor=row.decision_actor,
            at=row.decision_at,
        )
    return Enrollment(
        id=row.id,
        file=row.file_id,
        position=row.position,
        kind=EnrollmentKind(row.kind),
        record=None if row.text is None else enrollment_of(row.text),
        customer=row.customer_id if row.decided_customer is None else row.decided_customer,
        decision=decision,
        confirms=row.confirms,
    )
