"""What receipts say of transmissions, assignments and invoices, written to the tables."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from attrs import define, field
from sqlalchemy import ColumnElement, Connection, select, update

from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.ledger import book_tables as tables
from fakturakjerne.ledger import enrollment_reading, inbox, transmission
from fakturakjerne.ledger.enrollment_records import IncomingFile
from fakturakjerne.ledger.invoice_records import (
    Applied,
    Outcome,
    SendingState,
    Transmission,
    TransmissionKind,
)
from fakturakjerne.ledger.register_records import EfakturaStatus, Origin
from fakturakjerne.ledger.register_writing import StatusChange, set_statuses

_OPEN: Final[dict[SendingState, tuple[str, ...]]] = {
    SendingState.RECEIVED: (SendingState.SENT.value,),
    SendingState.ACCEPTED: (SendingState.SENT.value, SendingState.RECEIVED.value),
    SendingState.REJECTED: (SendingState.SENT.value, SendingState.RECEIVED.value),
}
"""From which states each state is reached."""


def apply(
    connection: Connection, file: IncomingFile, outcomes: Iterable[Outcome], *, now: datetime
) -> Applied:
    """Enter a receipt file and what it says: of invoices, then of assignments, then of all."""
    entered = inbox.enter(connection, file, now=now)
    if not entered.is_new:
        return Applied(file=entered.id, is_new=False)
    applying = _Applying(connection, entered.id, Origin(actor=file.actor, source="receipt"), now)
    for outcome in sorted(outcomes, key=_breadth):
        applying.apply(outcome)
    return Applied(
        file=entered.id,
        is_new=True,
        accepted=tuple(applying.accepted),
        rejected=tuple(applying.rejected),
        unmatched=tuple(applying.unmatched),
        rejected_transmissions=tuple(applying.rejected_transmissions),
    )


def _breadth(outcome: Outcome) -> int:
    if outcome.assignment is None:
        return 2
    return 1 if outcome.transaction is None else 0


@define(eq=False)
class _Applying:
    """One receipt file on its way in, and what has become of it so far."""

    _connection: Connection
    _file: int
    _origin: Origin
    _now: datetime
    accepted: list[str] = field(factory=list)
    rejected: list[str] = field(factory=list)
    unmatched: list[Outcome] = field(factory=list)
    rejected_transmissions: list[Transmission] = field(factory=list)

    def apply(self, outcome: Outcome) -> None:
        found = transmission.latest(self._connection, outcome.transmission)
        if found is None:
            self.unmatched.append(outcome)
        elif outcome.assignment is None:
            self._whole(found, outcome)
        elif outcome.transaction is None:
            self._assignment(found, outcome)
        else:
            self._invoice(found, outcome)

    def _whole(self, found: Transmission, outcome: Outcome) -> None:
        """Note a state of a transmission; all its open invoices go with it but to accepted.

        Where it is accepted, its assignments have outcomes of their own.
        """
        if found.state.value not in _OPEN[outcome.state]:
            return
        transmission.become(self._connection, found.id, outcome.state, code=outcome.code)
        if outcome.state is SendingState.REJECTED:
            self.rejected_transmissions.append(transmission.get(self._connection, found.id))
            if found.kind is TransmissionKind.ANSWER:
                self._wait_again(found)
        if outcome.state is not SendingState.ACCEPTED:
            self._become(tables.sending.c.transmission_id == found.id, outcome)

    def _wait_again(self, found: Transmission) -> None:
        """Let the customers of an answer that was refused wait for another one."""
        before = frozenset({EfakturaStatus.ACTIVE})
        customers = enrollment_reading.accepted(self._connection, found.id)
        changes = [StatusChange(each, EfakturaStatus.ACCEPTED, before) for each in customers]
        set_statuses(self._connection, changes, self._origin, now=self._now)

    def _assignment(self, found: Transmission, outcome: Outcome) -> None:
        sending = tables.sending.c
        is_meant = (sending.transmission_id == found.id) & (
            sending.assignment == outcome.assignment
        )
        self._become(is_meant, outcome)

    def _invoice(self, found: Transmission, outcome: Outcome) -> None:
        place = self._sending(found, outcome)
        if place is None:
            self.unmatched.append(outcome)
            return
        identity, state = place
        if state not in _OPEN[outcome.state] and state != outcome.state.value:
            self.unmatched.append(outcome)
        else:
            self._become(tables.sending.c.id == identity, outcome)

    def _sending(self, found: Transmission, outcome: Outcome) -> tuple[int, str] | None:
        """Return the sending that is meant, and its state: by its numbers, and its KID where both are known."""
        sending, kid = tables.sending, tables.content.c.kid
        query = (
            select(sending.c.id, sending.c.state, kid)
            .select_from(sending.join(tables.invoice).join(tables.content))
            .where(
                sending.c.transmission_id == found.id,
                sending.c.assignment == outcome.assignment,
                sending.c.transaction_number == outcome.transaction,
            )
        )
        row = self._connection.execute(query).first()
        wanted = outcome.kid.strip()
        if row is None or (wanted and row.kid and row.kid != wanted):
            return None
        return row.id, row.state

    def _become(self, is_meant: ColumnElement[bool], outcome: Outcome) -> None:
        sending = tables.sending
        meant = select(sending.c.id).where(is_meant, sending.c.state.in_(_OPEN[outcome.state]))
        numbers = select(tables.invoice.c.number).where(
            tables.invoice.c.id.in_(
                select(sending.c.invoice_id).where(sending.c.id.in_(meant)).scalar_subquery()
            )
        )
        changed = self._connection.scalars(numbers.order_by(tables.invoice.c.id)).all()
        self._connection.execute(
            update(sending)
            .where(is_meant, sending.c.state.in_(_OPEN[outcome.state]))
            .values(
                state=outcome.state.value,
                code=outcome.code,
                reference=mask_within(outcome.reference),
                file_id=self._file,
            )
        )
        self._tell(outcome.state, changed)

    def _tell(self, state: SendingState, numbers: Sequence[str]) -> None:
        if state is SendingState.ACCEPTED:
            self.accepted.extend(numbers)
        elif state is SendingState.REJECTED:
            self.rejected.extend(numbers)
