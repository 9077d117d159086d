"""Attempts to deliver, in the tables: read, begun, finished, resolved."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from attrs import evolve
from sqlalchemy import Connection, Row, bindparam, func, insert, select, tuple_, update

from fakturakjerne import catalogue
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.errors import DeliveryRefusedError, LedgerError
from fakturakjerne.ledger import tables
from fakturakjerne.ledger.delivery_records import (
    Attempt,
    BatchSummary,
    DocumentToDeliver,
    Resolution,
)

_TAKEN: Final = (ReceiptStatus.ACCEPTED, ReceiptStatus.UNKNOWN)


def batches(connection: Connection) -> Sequence[BatchSummary]:
    """Return all batches, the oldest first."""
    batch, document = tables.batch, tables.document
    query = (
        select(
            batch,
            func.count(document.c.id).label("documents"),
            func.coalesce(func.sum(document.c.orders), 0).label("orders"),
        )
        .select_from(batch.outerjoin(document))
        .group_by(*batch.c)
        .order_by(batch.c.today, batch.c.number)
    )
    profiles = _profiles(connection)
    return tuple(
        BatchSummary(
            id=row.id,
            today=row.today,
            profiles=profiles[row.id],
            actor=row.actor,
            created_at=row.created_at,
            documents=row.documents,
            orders=int(row.orders),
        )
        for row in connection.execute(query)
    )


def _profiles(connection: Connection) -> Mapping[str, Sequence[str]]:
    """Return the profiles of each batch, each once."""
    made_by = tables.part.c
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(
        select(made_by.batch_id, made_by.profile).distinct().order_by(made_by.profile)
    ):
        found[row.batch_id].append(row.profile)
    return found


def documents(connection: Connection, batch: str) -> Sequence[DocumentToDeliver]:
    """Return the documents of a batch, in the order that they are sent."""
    document = tables.document.c
    made_by = tables.part.c
    query = (
        select(tables.document, made_by.profile, made_by.messages)
        .join(
            tables.part,
            (made_by.batch_id == document.batch_id) & (made_by.kind == document.kind),
        )
        .where(document.batch_id == batch)
        .order_by(document.id)
    )
    rows = connection.execute(query).all()
    orders = _orders(connection, batch)
    return tuple(_document(row, orders[row.id]) for row in rows)


def _orders(connection: Connection, batch: str) -> Mapping[int, Sequence[Any]]:
    order, document = tables.orders.c, tables.document.c
    query = (
        select(order.document_id, order.number, order.period_start, order.period_end)
        .select_from(tables.orders.join(tables.document))
        .where(document.batch_id == batch)
        .order_by(order.number)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.document_id].append(row)
    return found


def _document(row: Row[Any], orders: Sequence[Any]) -> DocumentToDeliver:
    first = min((order.period_start for order in orders), default=None)
    last = max((order.period_end for order in orders), default=None)
    return DocumentToDeliver(
        id=row.id,
        batch=row.batch_id,
        name=row.name,
        media_type=row.media_type,
        kind=row.kind,
        profile=row.profile,
        is_message=row.messages,
        series=row.series,
        totals=ControlTotals(
            orders=row.orders,
            lines=row.lines,
            texts=row.texts,
            net=None if row.net_ore is None else Ore(row.net_ore),
            gross=None if row.gross_ore is None else Ore(row.gross_ore),
            first_order=row.first_order,
            last_order=row.last_order,
        ),
        orders=tuple(order.number for order in orders),
        period=Period(first, last) if first and last else None,
        sha256=row.sha256,
    )


def documents_of_order(connection: Connection, number: int) -> Sequence[DocumentToDeliver]:
    """Return the documents that hold an order of that number, one a series."""
    order, document = tables.orders.c, tables.document.c
    query = (
        select(document.batch_id, document.id)
        .select_from(tables.orders.join(tables.document))
        .where(order.number == number)
        .order_by(order.series)
    )
    places = connection.execute(query).all()
    return tuple(
        each
        for place in places
        for each in documents(connection, place.batch_id)
        if each.id == place.id
    )


def attempts(connection: Connection, batch: str) -> Sequence[Attempt]:
    """Return the attempts to deliver the documents of a batch, the oldest first."""
    return tuple(map(_attempt, connection.execute(_OF_BATCH, {"batch": batch})))


def attempts_of(connection: Connection, document: int) -> Sequence[Attempt]:
    """Return the attempts to deliver one document, the oldest first."""
    return tuple(map(_attempt, connection.execute(_OF_DOCUMENT, {"document": document})))


def _attempt(row: Row[Any]) -> Attempt:
    resolution = None
    if row.resolution_status is not None:
        resolution = Resolution(
            status=ReceiptStatus(row.resolution_status),
            reference=row.resolution_reference,
            reason=row.resolution_reason,
            actor=row.resolution_actor,
            at=row.resolution_resolved_at,
        )
    return Attempt(
        id=row.id,
        document=row.document_id,
        transport=row.transport,
        number=row.number,
        actor=row.actor,
        override=row.override_reason,
        started_at=row.started_at,
        finished_at=row.finished_at,
        status=None if row.status is None else ReceiptStatus(row.status),
        reference=row.reference,
        messages=tuple(json.loads(row.messages)),
        resolution=resolution,
    )


def may_begin(attempts: Iterable[Attempt], *, transport: str, override: str) -> bool:
    """Whether a document may be sent, by the attempts that there were.

    Not if the receiver has it or may have it, by whatever transport; a reason to override that
    lets it pass once, for one transport.
    """
    return not any(
        each.state in _TAKEN
        and (not override or (each.transport == transport and each.override == override))
        for each in attempts
    )


def begin(connection: Connection, attempt: Attempt, *, name: str) -> Attempt:
    """Write that an attempt begins, and return it with its id and number.

    Raises:
        DeliveryRefusedError: if the document was or may have been delivered already.
    """
    override = mask_within(attempt.override)
    before = attempts_of(connection, attempt.document)
    if not may_begin(before, transport=attempt.transport, override=override):
        raise DeliveryRefusedError(catalogue.DELIVERY_REFUSED, document=name)
    number = 1 + sum(1 for each in before if each.transport == attempt.transport)
    row = {
        "document_id": attempt.document,
        "transport": attempt.transport,
        "number": number,
        "actor": attempt.actor,
        "override_reason": override,
        "started_at": attempt.started_at,
        "reference": "",
        "messages": "[]",
    }
    identity = int(connection.execute(_BEGIN, row).scalar_one())
    return evolve(attempt, id=identity, number=number, override=override)


def finish(connection: Connection, attempt: Attempt, receipt: Receipt, *, now: datetime) -> Attempt:
    """Write what became of an attempt; leases that were accepted become sent.

    Raises:
        LedgerError: if it has its answer already.
    """
    reference = mask_within(receipt.reference)
    row = {
        "attempt": attempt.id,
        "status": receipt.status.value,
        "finished_at": now,
        "reference": reference,
        "messages": json.dumps(receipt.messages, ensure_ascii=False),
    }
    written = connection.execute(_FINISH, row)
    if written.rowcount != 1:
        raise LedgerError(catalogue.DELIVERY_FINISHED, attempt=attempt.id)
    if receipt.status is ReceiptStatus.ACCEPTED:
        _sent(connection, attempt.document)
    return evolve(
        attempt,
        status=receipt.status,
        finished_at=now,
        reference=reference,
        messages=receipt.messages,
    )


def resolve(
    connection: Connection, document: DocumentToDeliver, resolution: Resolution, *, now: datetime
) -> Sequence[Attempt]:
    """Settle what is unknown of a document, all of it with the one answer.

    Raises:
        LedgerError: if nothing is.
    """
    unknown = [
        each for each in attempts_of(connection, document.id) if each.state is ReceiptStatus.UNKNOWN
    ]
    if not unknown:
        raise LedgerError(catalogue.DELIVERY_NOTHING_TO_RESOLVE, document=document.name)
    found = evolve(
        resolution,
        reference=mask_within(resolution.reference),
        reason=mask_within(resolution.reason),
        at=now,
    )
    row = {
        "status": found.status.value,
        "reference": found.reference,
        "reason": found.reason,
        "actor": found.actor,
        "resolved_at": now,
    }
    rows = [row | {"delivery_id": each.id} for each in unknown]
    connection.execute(insert(tables.resolution), rows)
    if found.status is ReceiptStatus.ACCEPTED:
        _sent(connection, document.id)
    return tuple(evolve(each, resolution=found) for each in unknown)


def _sent(connection: Connection, document: int) -> None:
    """Move the leases of a document from filed to sent; those further on stay."""
    connection.execute(_SENT, {"document": document})


# Built once: to build a statement costs ten times as much as to run it, and an order needs four.
_ATTEMPTS: Final = (
    select(
        tables.delivery,
        *(
            tables.resolution.c[name].label(f"resolution_{name}")
            for name in ("status", "reference", "reason", "actor", "resolved_at")
        ),
    )
    .select_from(tables.delivery.join(tables.document).outerjoin(tables.resolution))
    .order_by(tables.delivery.c.id)
)
_OF_BATCH: Final = _ATTEMPTS.where(tables.document.c.batch_id == bindparam("batch"))
_OF_DOCUMENT: Final = _ATTEMPTS.where(tables.delivery.c.document_id == bindparam("document"))
_BEGIN: Final = insert(tables.delivery).returning(tables.delivery.c.id)
_FINISH: Final = (
    update(tables.delivery)
    .where(tables.delivery.c.id == bindparam("attempt"), tables.delivery.c.status.is_(None))
    .values({name: bindparam(name) for name in ("status", "finished_at", "reference", "messages")})
)
_SENT: Final = (
    update(tables.billed_lease)
    .where(
        tuple_(tables.billed_lease.c.series, tables.billed_lease.c.order_number).in_(
            select(tables.orders.c.series, tables.orders.c.number).where(
                tables.orders.c.document_id == bindparam("document")
            )
        ),
        tables.billed_lease.c.state == "filed",
    )
    .values(state="sent")
)
