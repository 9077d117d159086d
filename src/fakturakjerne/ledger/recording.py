"""Writes a batch into the tables, in chunks, so that a million leases pass in constant memory."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection, Table, insert

from fakturakjerne import catalogue
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger import tables
from fakturakjerne.ledger.privacy import options_text, party_row, values_text
from fakturakjerne.ledger.records import BatchRecord, DocumentRecord, LeaseRecord, OrderRecord

ROWS_A_STATEMENT: Final = 4000
FILED: Final = "filed"


def record_batch(connection: Connection, batch: BatchRecord, *, now: datetime) -> int:
    """Write all rows of a batch, parents before children, and return how many orders it has."""
    row = {
        "id": batch.id,
        "today": batch.today,
        "number": int(batch.id.rpartition("-")[2]),
        "library_version": batch.library_version,
        "actor": batch.actor,
        "created_at": now,
    }
    connection.execute(insert(tables.batch).values(row))
    _parts(connection, batch)
    documents = {each.name: _document(connection, batch, each) for each in batch.documents}
    count = 0
    for orders in _chunks(batch.orders):
        _orders(connection, orders, documents)
        count += len(orders)
    _leases(connection, batch.leases)
    _excluded(connection, batch)
    _placements(connection, batch)
    _step(connection, batch, now)
    return count


def _parts(connection: Connection, batch: BatchRecord) -> None:
    rows = [
        {
            "batch_id": batch.id,
            "kind": each.kind,
            "profile": each.profile,
            "exporter": each.exporter,
            "plugin_version": each.plugin_version,
            "options": options_text(each.options),
            "messages": each.messages,
        }
        for each in batch.parts
    ]
    connection.execute(insert(tables.part), rows)


def _document(connection: Connection, batch: BatchRecord, document: DocumentRecord) -> int:
    row = {
        "batch_id": batch.id,
        "today": batch.today,
        "sequence": document.sequence,
        "name": document.name,
        "media_type": document.media_type,
        "kind": document.kind,
        "series": document.series,
        "sha256": document.sha256,
        "bytes": document.size,
        **_totals(document.totals),
    }
    result = connection.execute(insert(tables.document).values(row).returning(tables.document.c.id))
    return int(result.scalar_one())


def _totals(totals: ControlTotals) -> dict[str, int | None]:
    return {
        "orders": totals.orders,
        "lines": totals.lines,
        "texts": totals.texts,
        "net_ore": totals.net,
        "gross_ore": totals.gross,
        "first_order": totals.first_order,
        "last_order": totals.last_order,
    }


def _orders(
    connection: Connection, orders: list[OrderRecord], documents: Mapping[str, int]
) -> None:
    parties = [party_row(order.party) for order in orders]
    connection.exec_driver_sql(_fast_insert(connection, tables.party), parties)
    rows = [
        (
            order.series,
            order.number,
            _known(order, documents),
            order.party.kind.value,
            party[0],
            order.period.start.isoformat(),
            order.period.end.isoformat(),
            order.lines,
            order.net,
        )
        for order, party in zip(orders, parties, strict=True)
    ]
    connection.exec_driver_sql(_fast_insert(connection, tables.orders), rows)


def _known(order: OrderRecord, documents: Mapping[str, int]) -> int:
    if order.document not in documents:
        raise LedgerError(
            catalogue.LEDGER_UNKNOWN_DOCUMENT, document=order.document, order=order.number
        )
    return documents[order.document]


def _leases(connection: Connection, leases: Iterable[LeaseRecord]) -> None:
    statement = _fast_insert(connection, tables.billed_lease)
    rows = (
        (lease.series, lease.order_number, lease.lease, lease.fingerprint, lease.net, FILED)
        for lease in leases
    )
    for chunk in _chunks(rows):
        connection.exec_driver_sql(statement, chunk)


def _excluded(connection: Connection, batch: BatchRecord) -> None:
    statement = _fast_insert(connection, tables.excluded)
    rows = (
        (batch.id, position, each.lease, each.code, values_text(each.values))
        for position, each in enumerate(batch.excluded, start=1)
    )
    for chunk in _chunks(rows):
        connection.exec_driver_sql(statement, chunk)


def _placements(connection: Connection, batch: BatchRecord) -> None:
    rows = [
        {
            "batch_id": batch.id,
            "position": each.position,
            "folder": str(each.folder),
            "name": each.name,
            "sha256": each.sha256,
            "role": each.role.value,
        }
        for each in batch.placements
    ]
    if rows:
        connection.execute(insert(tables.placement), rows)


def _step(connection: Connection, batch: BatchRecord, now: datetime) -> None:
    row = {
        "subject_kind": "batch",
        "subject": batch.id,
        "action": "made",
        "actor": batch.actor,
        "at": now,
    }
    connection.execute(insert(tables.step).values(row))


def _fast_insert(connection: Connection, table: Table) -> str:
    """Return an INSERT of all columns, in order, for the driver itself.

    SQLAlchemy's own way costs almost twice as much a row, and a batch has a row a lease.
    """
    names = ", ".join(column.name for column in table.columns)
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join(mark for _ in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - our own names


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, ROWS_A_STATEMENT)):
        yield chunk
