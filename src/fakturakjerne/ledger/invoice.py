"""Invoices of a ledger: issued, listed, and what receipts say of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from attrs import frozen
from sqlalchemy import Connection, Row, Select, func, insert, select

from fakturakjerne.ledger import book_tables as tables
from fakturakjerne.ledger import invoice_reading as reading
from fakturakjerne.ledger.access import Access, chunks
from fakturakjerne.ledger.content import content_row, invoice_text
from fakturakjerne.ledger.enrollment_records import IncomingFile
from fakturakjerne.ledger.invoice_records import (
    Applied,
    Channel,
    IssuedInvoice,
    OrderKey,
    OrderToIssue,
    Outcome,
    Sending,
    StoredInvoice,
)
from fakturakjerne.ledger.receipts import apply
from fakturakjerne.ledger.register_reading import by_numbers

_CONTENT: Final = tuple(column.name for column in tables.content.columns)


@frozen(eq=False)
class SqlInvoices:
    """The invoices of a :class:`~fakturakjerne.ledger.sql.SqlLedger`."""

    _access: Access

    def orders_to_issue(self) -> Iterator[OrderToIssue]:
        """Yield the orders that no invoice was issued for, read in chunks."""
        return reading.orders_to_issue(self._page)

    def orders_invoiced(self, batch: str) -> frozenset[OrderKey]:
        """Return the orders of a batch that an invoice was issued for."""
        with self._access.read() as connection:
            return reading.orders_invoiced(connection, batch)

    def listed(self, *, unsent: Channel | None = None) -> Iterator[StoredInvoice]:
        """Yield the invoices, in the order of recording, read in chunks."""
        return reading.listed(self._page, unsent=unsent)

    def by_numbers(self, numbers: Iterable[str]) -> Mapping[str, StoredInvoice]:
        """Return the invoices of these numbers, by number."""
        with self._access.read() as connection:
            return reading.by_numbers(connection, numbers)

    def sendings(self, invoice: str) -> Sequence[Sending]:
        """Return how an invoice was sent, the oldest first."""
        with self._access.read() as connection:
            return reading.sendings(connection, invoice)

    def apply(self, file: IncomingFile, outcomes: Iterable[Outcome]) -> Applied:
        """Enter what a receipt file says; the same file twice changes nothing."""
        with self._access.held() as connection:
            return apply(connection, file, outcomes, now=self._access.clock())

    def _page(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with self._access.read() as connection:
            return connection.execute(query).all()


def issue(connection: Connection, invoices: Iterable[IssuedInvoice], *, now: datetime) -> int:
    """Record invoices, in chunks, and return how many have a number of a series.

    Raises:
        sqlalchemy.exc.IntegrityError: if a number or an order is invoiced already.
    """
    identity = connection.scalar(select(func.max(tables.invoice.c.id))) or 0
    numbered = 0
    for chunk in chunks(invoices):
        customers = by_numbers(
            connection, {each.invoice.customer.number or "" for each in chunk} - {""}
        )
        contents, rows = [], []
        for each in chunk:
            identity += 1
            kid = None if each.invoice.kid is None else each.invoice.kid.text
            content = content_row(invoice_text(each.invoice), kid=kid)
            customer = customers.get(each.invoice.customer.number or "")
            contents.append(dict(zip(_CONTENT, content, strict=True)))
            place = {"id": identity, "content": content[0], "issued_at": now}
            rows.append(_row(each, None if customer is None else customer.id) | place)
            numbered += each.series is not None
        connection.execute(insert(tables.content), contents)
        connection.execute(insert(tables.invoice), rows)
    return numbered


def _row(issued: IssuedInvoice, customer: int | None) -> dict[str, Any]:
    invoice, order = issued.invoice, issued.order
    return {
        "number": invoice.number,
        "series": issued.series,
        "ordinal": issued.ordinal,
        "order_series": None if order is None else order.series,
        "order_number": None if order is None else order.number,
        "customer_id": customer,
        "issue_date": invoice.issue_date,
        "due_date": invoice.due_date,
        "net_ore": invoice.net,
        "vat_ore": invoice.vat_amount,
        "gross_ore": invoice.gross,
        "actor": issued.actor,
    }
