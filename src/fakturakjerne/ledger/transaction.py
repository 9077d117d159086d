"""One held transaction: what is claimed, numbered and recorded before anything leaves the house."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Final, TypeVar

from attrs import define, field
from sqlalchemy import Column, Connection, bindparam, func, insert, select, update

from fakturakjerne import catalogue
from fakturakjerne.errors import LedgerError, SeriesExhaustedError
from fakturakjerne.ledger import book_tables, tables
from fakturakjerne.ledger.interface import Clock
from fakturakjerne.ledger.outgoing import SqlOutgoing
from fakturakjerne.ledger.recording import record_batch
from fakturakjerne.ledger.records import BatchRecord, BilledLease, NumberSeries, NumberUse

IDS_A_QUERY: Final = 2000
ItemT = TypeVar("ItemT")


@define(eq=False)
class SqlTransaction:
    """The one writer's transaction; made by :meth:`fakturakjerne.ledger.sql.SqlLedger.begin`."""

    _connection: Connection
    _clock: Clock
    _batches: Counter[date] = field(factory=Counter)
    _sequences: Counter[date] = field(factory=Counter)
    _taken: list[tuple[str, range]] = field(factory=list)
    _recorded_orders: int = 0
    outgoing: SqlOutgoing = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Let invoices and answers out by the same connection."""
        self.outgoing = SqlOutgoing(self._connection, self._clock)

    def billed(self, leases: Iterable[str]) -> Mapping[str, BilledLease]:
        """Return those of the leases that are on a live order, by lease id."""
        lease, order, document = tables.billed_lease.c, tables.orders, tables.document
        query = (
            select(lease.lease, document.c.batch_id, lease.order_number, lease.fingerprint)
            .select_from(tables.billed_lease.join(order).join(document))
            .where(lease.lease.in_(bindparam("leases", expanding=True)), tables.LIVE)
        )
        return {
            row.lease: BilledLease(row.batch_id, row.order_number, row.fingerprint)
            for chunk in _chunks(leases, IDS_A_QUERY)
            for row in self._connection.execute(query, {"leases": chunk})
        }

    def next_batch_id(self, today: date) -> str:
        """Return an id for a batch of the day, such as ``260302-1``."""
        batch = tables.batch.c
        return f"{today:%y%m%d}-{self._next(self._batches, batch.number, today)}"

    def next_sequence(self, today: date) -> int:
        """Return the running number of the day's next document, from 1, over all kinds."""
        return self._next(self._sequences, tables.document.c.sequence, today)

    def take_numbers(self, series: NumberSeries, *, count: int) -> range:
        """Hand out consecutive order numbers; each must be on a recorded order at the end.

        Where the bounds in the config have changed, numbers go on above all that were handed out.

        Raises:
            SeriesExhaustedError: if fewer are left; nothing was written then.
        """
        table = tables.series
        row = self._connection.execute(
            select(table).where(table.c.name == series.name).with_for_update()
        ).first()
        first = series.first if row is None else max(series.first, row.next_number)
        left = max(0, series.last - first + 1)
        if count > left:
            raise SeriesExhaustedError(
                catalogue.LEDGER_SERIES_EXHAUSTED,
                series=series.name,
                wanted=count,
                left=left,
                last=series.last,
            )
        numbers = range(first, first + count)
        if not numbers:
            return numbers
        if row is None:
            fresh = {"name": series.name, "next_number": numbers.stop, "handed_out": count}
            self._connection.execute(insert(table).values(fresh))
        else:
            self._connection.execute(
                update(table)
                .where(table.c.name == series.name)
                .values(next_number=numbers.stop, handed_out=table.c.handed_out + count)
            )
        self._taken.append((series.name, numbers))
        return numbers

    def record(self, batch: BatchRecord) -> None:
        """Write everything of a batch, with the step "made".

        Raises:
            LedgerError: if the batch breaks a law of the ledger, such as a lease billed twice.
        """
        self._recorded_orders += record_batch(self._connection, batch, now=self._clock())

    def number_use(self) -> Mapping[str, NumberUse]:
        """Return, by series, what the law of numbers is checked with: both counts are equal."""
        series, orders, invoice = tables.series.c, tables.orders.c, book_tables.invoice.c
        on_orders = select(func.count()).where(orders.series == series.name)
        on_invoices = select(func.count()).where(invoice.series == series.name)
        used = on_orders.scalar_subquery() + on_invoices.scalar_subquery()
        rows = self._connection.execute(select(series.name, series.handed_out, used.label("used")))
        return {row.name: NumberUse(row.handed_out, row.used) for row in rows}

    def check_numbers(self) -> None:
        """Check that the numbers taken are the numbers of the orders and invoices recorded.

        Raises:
            LedgerError: if one is missing, or another number was used that was not taken here.
        """
        orders, invoice = tables.orders.c, book_tables.invoice.c
        for series, numbers in self._taken:
            used = sum(
                self._connection.scalar(
                    select(func.count()).where(
                        column == series, number.between(numbers.start, numbers.stop - 1)
                    )
                )
                or 0
                for column, number in (
                    (orders.series, orders.number),
                    (invoice.series, invoice.ordinal),
                )
            )
            self._expect(series, taken=len(numbers), used=used)
        taken = sum(len(numbers) for _, numbers in self._taken)
        self._expect("*", taken=taken, used=self._recorded_orders + self.outgoing.numbered)

    @staticmethod
    def _expect(series: str, *, taken: int, used: int) -> None:
        if taken != used:
            raise LedgerError(
                catalogue.LEDGER_NUMBERS_UNUSED, series=series, taken=taken, used=used
            )

    def _next(self, given: Counter[date], number: Column[int], today: date) -> int:
        """Return the next running number of the day, counting those given in this transaction."""
        if not given[today]:
            query = select(func.max(number)).where(number.table.c.today == today)
            given[today] = self._connection.scalar(query) or 0
        given[today] += 1
        return given[today]


def _chunks(items: Iterable[ItemT], size: int) -> Iterator[list[ItemT]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk
