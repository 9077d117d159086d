"""Files of ours, in the tables: recorded, placed, receipted."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import frozen
from sqlalchemy import Connection, Row, func, insert, select, update

from fakturakjerne import catalogue
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger import book_tables as tables
from fakturakjerne.ledger import enrollment_reading
from fakturakjerne.ledger.access import Access, chunks
from fakturakjerne.ledger.invoice_reading import ids_of, live
from fakturakjerne.ledger.invoice_records import (
    Channel,
    Sending,
    SendingState,
    Transmission,
    TransmissionKind,
    TransmissionRecord,
)
from fakturakjerne.ledger.register_records import EfakturaStatus, Origin
from fakturakjerne.ledger.register_writing import StatusChange, set_statuses


@frozen(eq=False)
class SqlTransmissions:
    """The transmissions of a :class:`~fakturakjerne.ledger.sql.SqlLedger`."""

    _access: Access

    def pending(self) -> Sequence[Transmission]:
        """Return those that do not lie in their folder yet, the oldest first."""
        if self._access.dry_run:  # they belong to a run that is not this one's to finish
            return ()
        return tuple(each for each in self.listed() if each.placed_at is None)

    def placed(self, transmission: int) -> Transmission:
        """Note that one lies in its folder; customers accepted by it become active with it."""
        with self._access.held() as connection:
            found = get(connection, transmission)
            if found.placed_at is not None:
                return found
            now = self._access.clock()
            table = tables.transmission
            connection.execute(
                update(table).where(table.c.id == transmission).values(placed_at=now)
            )
            if found.kind is TransmissionKind.ANSWER:
                _activate(connection, found, now=now)
            return get(connection, transmission)

    def listed(self) -> Sequence[Transmission]:
        """Return all, the oldest first."""
        query = select(tables.transmission).order_by(tables.transmission.c.id)
        with self._access.read() as connection:
            return tuple(_transmission(row) for row in connection.execute(query))


def record(
    connection: Connection, transmission: TransmissionRecord, *, now: datetime
) -> Transmission:
    """Record a file of ours with the invoices in it.

    Raises:
        LedgerError: if an invoice of it is not in the ledger, or was sent by that way already.
    """
    row = {
        "kind": transmission.kind.value,
        "year": transmission.today.year,
        "number": transmission.number,
        "today": transmission.today,
        "name": transmission.name,
        "folder": str(transmission.folder),
        "sha256": transmission.sha256,
        "bytes": transmission.size,
        "actor": transmission.actor,
        "created_at": now,
        "state": SendingState.SENT.value,
        "code": "",
    }
    statement = insert(tables.transmission).values(row).returning(tables.transmission.c.id)
    identity = int(connection.execute(statement).scalar_one())
    if transmission.kind is not TransmissionKind.ANSWER:
        channel = Channel(transmission.kind.value)
        _send(connection, identity, channel, transmission.sendings)
    return get(connection, identity)


def get(connection: Connection, transmission: int) -> Transmission:
    """Return a transmission.

    Raises:
        LedgerError: if there is no such one.
    """
    table = tables.transmission
    row = connection.execute(select(table).where(table.c.id == transmission)).first()
    if row is None:
        raise LedgerError(catalogue.LEDGER_NO_TRANSMISSION, transmission=transmission)
    return _transmission(row)


def latest(connection: Connection, number: int) -> Transmission | None:
    """Return the newest transmission of a number: numbers come again after a year."""
    table = tables.transmission
    query = select(table).where(table.c.number == number).order_by(table.c.id.desc()).limit(1)
    row = connection.execute(query).first()
    return None if row is None else _transmission(row)


def become(connection: Connection, transmission: int, state: SendingState, *, code: str) -> None:
    """Write what receipts say of a transmission as a whole."""
    table = tables.transmission
    connection.execute(
        update(table).where(table.c.id == transmission).values(state=state.value, code=code)
    )


def next_number(connection: Connection, year: int) -> int:
    """Return a number above all of the year, from 1."""
    table = tables.transmission.c
    return 1 + (connection.scalar(select(func.max(table.number)).where(table.year == year)) or 0)


def _send(
    connection: Connection, transmission: int, channel: Channel, sendings: Iterable[Sending]
) -> None:
    identity = connection.scalar(select(func.max(tables.sending.c.id))) or 0
    for chunk in chunks(sendings):
        ids = ids_of(connection, {each.invoice for each in chunk})
        for each in chunk:
            if each.invoice not in ids:
                raise LedgerError(catalogue.LEDGER_NO_INVOICE, invoice=each.invoice)
        taken = set(live(connection, ids.values(), channel))
        for each in chunk:
            if ids[each.invoice] in taken:
                raise LedgerError(
                    catalogue.LEDGER_SENT_ALREADY, invoice=each.invoice, channel=channel.value
                )
        rows = [
            {
                "id": identity + position,
                "transmission_id": transmission,
                "invoice_id": ids[each.invoice],
                "channel": channel.value,
                "assignment": each.assignment,
                "transaction_number": each.transaction,
                "state": SendingState.SENT.value,
                "code": "",
                "reference": "",
            }
            for position, each in enumerate(chunk, start=1)
        ]
        identity += len(chunk)
        connection.execute(insert(tables.sending), rows)


def _activate(connection: Connection, found: Transmission, *, now: datetime) -> None:
    """Make active those whom an answer accepts, and who have not been switched off since."""
    waiting = frozenset({EfakturaStatus.ACCEPTED})
    customers = enrollment_reading.accepted(connection, found.id)
    changes = [StatusChange(each, EfakturaStatus.ACTIVE, waiting) for each in customers]
    origin = Origin(actor=found.actor, source=f"answer {found.number} sent")
    set_statuses(connection, changes, origin, now=now)


def _transmission(row: Row[Any]) -> Transmission:
    return Transmission(
        id=row.id,
        kind=TransmissionKind(row.kind),
        number=row.number,
        today=row.today,
        name=row.name,
        folder=Path(row.folder),
        sha256=row.sha256,
        size=row.bytes,
        actor=row.actor,
        created_at=row.created_at,
        placed_at=row.placed_at,
        state=SendingState(row.state),
        code=row.code,
    )
