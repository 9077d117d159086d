"""Invoices, read from the tables, and the orders that none was issued for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    or_,
    select,
    tuple_,
)

from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.ledger import book_tables as tables
from fakturakjerne.ledger import tables as batch_tables
from fakturakjerne.ledger.access import ROWS_A_QUERY, chunks
from fakturakjerne.ledger.content import invoice_of
from fakturakjerne.ledger.invoice_records import (
    Channel,
    OrderKey,
    OrderToIssue,
    Sending,
    SendingState,
    StoredInvoice,
)
from fakturakjerne.ledger.register_records import EfakturaStatus

Page = Callable[[Select[Any]], Sequence[Row[Any]]]
"""Runs a query and returns its rows."""

_ROWS_OF_ORDERS: Final = ROWS_A_QUERY // 4


def listed(page: Page, *, unsent: Channel | None) -> Iterator[StoredInvoice]:
    """Yield invoices in the order of recording, in chunks."""
    query = _query().order_by(tables.invoice.c.id).limit(ROWS_A_QUERY)
    if unsent is not None:
        query = query.where(~_is_live(unsent))
    last = 0
    while True:
        rows = page(query.where(tables.invoice.c.id > last))
        yield from map(_stored, rows)
        if len(rows) < ROWS_A_QUERY:
            return
        last = rows[-1].id


def by_numbers(connection: Connection, numbers: Iterable[str]) -> Mapping[str, StoredInvoice]:
    """Return the invoices of these numbers, by number."""
    query = _query().where(tables.invoice.c.number.in_(bindparam("numbers", expanding=True)))
    return {
        row.number: _stored(row)
        for chunk in chunks(numbers)
        for row in connection.execute(query, {"numbers": chunk})
    }


def ids_of(connection: Connection, numbers: Iterable[str]) -> Mapping[str, int]:
    """Return the rows of invoices, by number."""
    invoice = tables.invoice.c
    query = select(invoice.id, invoice.number).where(invoice.number.in_(sorted(numbers)))
    return {row.number: row.id for row in connection.execute(query)}


def live(connection: Connection, ids: Iterable[int], channel: Channel) -> Sequence[int]:
    """Return those of the invoices that left by a way and were not rejected."""
    sending = tables.sending.c
    query = select(sending.invoice_id).where(
        tables.LIVE, sending.channel == channel.value, sending.invoice_id.in_(sorted(ids))
    )
    return connection.scalars(query).all()


def sendings(connection: Connection, invoice: str) -> Sequence[Sending]:
    """Return how an invoice was sent, the oldest first."""
    sending = tables.sending
    query = (
        select(sending, tables.invoice.c.number)
        .join(tables.invoice)
        .where(tables.invoice.c.number == invoice)
        .order_by(sending.c.id)
    )
    return tuple(
        Sending(
            invoice=row.number,
            assignment=row.assignment,
            transaction=row.transaction_number,
            state=SendingState(row.state),
            code=row.code,
            reference=row.reference,
            transmission=row.transmission_id,
        )
        for row in connection.execute(query)
    )


def orders_invoiced(connection: Connection, batch: str) -> frozenset[OrderKey]:
    """Return the orders of a batch that an invoice was issued for."""
    order, document, invoice = batch_tables.orders, batch_tables.document, tables.invoice
    query = (
        select(order.c.series, order.c.number)
        .select_from(order.join(document))
        .join(
            invoice,
            (invoice.c.order_series == order.c.series) & (invoice.c.order_number == order.c.number),
        )
        .where(document.c.batch_id == batch)
    )
    return frozenset(
        OrderKey(series=row.series, number=row.number) for row in connection.execute(query)
    )


def orders_to_issue(page: Page) -> Iterator[OrderToIssue]:
    """Yield the orders with live leases that no invoice was issued for, in chunks."""
    order, document, party = batch_tables.orders, batch_tables.document, batch_tables.party
    lease, invoice = batch_tables.billed_lease, tables.invoice
    invoiced = select(invoice.c.id).where(
        invoice.c.order_series == order.c.series, invoice.c.order_number == order.c.number
    )
    living = select(lease.c.lease).where(
        lease.c.series == order.c.series,
        lease.c.order_number == order.c.number,
        batch_tables.LIVE,
    )
    query = (
        select(order, document.c.batch_id, party.c.id.label("customer"))
        .select_from(order.join(document).join(party))
        .where(~invoiced.exists(), living.exists())
        .order_by(order.c.series, order.c.number)
        .limit(_ROWS_OF_ORDERS)
    )
    last = ("", 0)
    while True:
        rows = page(query.where(_after(order.c.series, order.c.number, last)))
        leases = _leases(page, [(row.series, row.number) for row in rows])
        for row in rows:
            yield _order(row, leases[row.series, row.number])
        if len(rows) < _ROWS_OF_ORDERS:
            return
        last = (rows[-1].series, rows[-1].number)


def _after(
    series: ColumnElement[str], number: ColumnElement[int], last: tuple[str, int]
) -> ColumnElement[bool]:
    return or_(series > last[0], and_(series == last[0], number > last[1]))


def _leases(
    page: Page, orders: Sequence[tuple[str, int]]
) -> Mapping[tuple[str, int], Mapping[str, str]]:
    lease = batch_tables.billed_lease.c
    query = (
        select(lease.series, lease.order_number, lease.lease, lease.fingerprint)
        .where(tuple_(lease.series, lease.order_number).in_(orders), batch_tables.LIVE)
        .order_by(lease.lease)
    )
    found: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for row in page(query):
        found[row.series, row.order_number][row.lease] = row.fingerprint
    return found


def _order(row: Row[Any], leases: Mapping[str, str]) -> OrderToIssue:
    return OrderToIssue(
        key=OrderKey(series=row.series, number=row.number),
        batch=row.batch_id,
        period=Period(row.period_start, row.period_end),
        net=Ore(row.net_ore),
        customer_id=row.customer,
        leases=leases,
    )


def _is_live(channel: Channel) -> ColumnElement[bool]:
    sending = tables.sending.c
    return (
        select(sending.id)
        .where(
            sending.invoice_id == tables.invoice.c.id,
            sending.channel == channel.value,
            tables.LIVE,
        )
        .exists()
    )


def _query() -> Select[Any]:
    invoice, customer = tables.invoice, tables.customer
    return select(invoice, tables.content.c.content.label("text"), customer.c.efaktura).select_from(
        invoice.join(tables.content).outerjoin(customer)
    )


def _stored(row: Row[Any]) -> StoredInvoice:
    order = None
    if row.order_series is not None:
        order = OrderKey(series=row.order_series, number=row.order_number)
    return StoredInvoice(
        number=row.number,
        invoice=None if row.text is None else invoice_of(row.text),
        customer=row.customer_id,
        efaktura=EfakturaStatus(row.efaktura or "none"),
        order=order,
        actor=row.actor,
        issued_at=row.issued_at,
    )
