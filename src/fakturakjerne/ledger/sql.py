"""The ledger on SQLite and PostgreSQL."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Self

from attrs import define, field
from sqlalchemy import Connection, Engine, select, update

from fakturakjerne.domain.receipt import Receipt
from fakturakjerne.ledger import book_tables, delivery, tables
from fakturakjerne.ledger.access import Access
from fakturakjerne.ledger.delivery_records import (
    Attempt,
    BatchSummary,
    DocumentToDeliver,
    Resolution,
)
from fakturakjerne.ledger.enrollment import SqlEnrollments
from fakturakjerne.ledger.interface import Clock
from fakturakjerne.ledger.invoice import SqlInvoices
from fakturakjerne.ledger.records import Placement, PlacementRole
from fakturakjerne.ledger.register import SqlCustomerRegister
from fakturakjerne.ledger.store import DocumentFolder
from fakturakjerne.ledger.transaction import SqlTransaction
from fakturakjerne.ledger.transmission import SqlTransmissions


@define(eq=False)
class SqlLedger:
    """A ledger in a database; made by :func:`fakturakjerne.ledger.opening.open_ledger`.

    Attributes:
        shown: its address as it may be shown, passwords hidden.
        store: the document store.
        clock: tells the time of steps.
        dry_run: whether every transaction is rolled back.
        resources: what is let go of when it is closed.
    """

    _engine: Engine
    shown: str
    store: DocumentFolder = field(kw_only=True)
    clock: Clock = field(kw_only=True, repr=False)
    dry_run: bool = field(kw_only=True)
    resources: AbstractContextManager[object] = field(kw_only=True, repr=False)
    _access: Access = field(init=False, repr=False)
    _pending_while_held: Sequence[Placement] | None = field(default=None, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Give the books their way to the database."""
        self._access = Access(self._engine, self.shown, clock=self.clock, dry_run=self.dry_run)

    @property
    def customers(self) -> SqlCustomerRegister:
        """The customer register."""
        return SqlCustomerRegister(self._access)

    @property
    def enrollments(self) -> SqlEnrollments:
        """Files that were read, and the enrollments in them."""
        return SqlEnrollments(self._access)

    @property
    def invoices(self) -> SqlInvoices:
        """Invoices issued, and what became of them."""
        return SqlInvoices(self._access)

    @property
    def transmissions(self) -> SqlTransmissions:
        """Files of ours: invoices and answers."""
        return SqlTransmissions(self._access)

    @contextmanager
    def begin(self) -> Iterator[SqlTransaction]:
        """Hold the ledger, as the only one: commit at a clean end, else roll back.

        Raises:
            LedgerBusyError: if another process holds it for longer than the lock's timeout.
            LedgerError: at the end, if a number was handed out that stands on no order.
        """
        with self._access.held() as connection:
            self.store.settle(lambda sha256: _is_recorded(connection, sha256))
            transaction = SqlTransaction(connection, self.clock)
            self._pending_while_held = () if self.dry_run else _pending(connection)
            try:
                yield transaction
            finally:
                self._pending_while_held = None
            transaction.check_numbers()

    def pending(self) -> Sequence[Placement]:
        """Return the committed files that are not at their place yet, in order.

        Never waits for oneself: while this ledger is held nobody else can place a file, so what
        was pending at the beginning is returned.
        """
        if self.dry_run:  # they belong to a run that is not this one's to finish
            return ()
        if self._pending_while_held is not None:
            return self._pending_while_held
        with self._access.read() as connection:
            return _pending(connection)

    def placed(self, placement: Placement) -> None:
        """Note that a file is at its place; may be repeated."""
        column = tables.placement.c
        with self._access.held() as connection:
            connection.execute(
                update(tables.placement)
                .where(
                    column.batch_id == placement.batch,
                    column.position == placement.position,
                    column.placed_at.is_(None),
                )
                .values(placed_at=self.clock())
            )

    def batches(self) -> Sequence[BatchSummary]:
        """Return all batches, the oldest first."""
        with self._access.read() as connection:
            return delivery.batches(connection)

    def documents(self, batch: str) -> Sequence[DocumentToDeliver]:
        """Return the documents of a batch, in the order that they are sent."""
        with self._access.read() as connection:
            return delivery.documents(connection, batch)

    def documents_of_order(self, number: int) -> Sequence[DocumentToDeliver]:
        """Return the documents that hold an order of that number, one a series."""
        with self._access.read() as connection:
            return delivery.documents_of_order(connection, number)

    def deliveries(self, batch: str) -> Sequence[Attempt]:
        """Return the attempts to deliver the documents of a batch, the oldest first."""
        with self._access.read() as connection:
            return delivery.attempts(connection, batch)

    def begin_delivery(
        self, document: DocumentToDeliver, *, transport: str, actor: str, override: str = ""
    ) -> Attempt:
        """Write, durably, that a document is about to be handed over.

        Raises:
            DeliveryRefusedError: if it was or may have been delivered already, by any transport.
        """
        begun = Attempt(
            id=0,
            document=document.id,
            transport=transport,
            number=0,
            actor=actor,
            override=override,
            started_at=self.clock(),
        )
        with self._access.held() as connection:
            return delivery.begin(connection, begun, name=document.name)

    def finish_delivery(self, attempt: Attempt, receipt: Receipt) -> Attempt:
        """Write, durably, what became of it.

        Raises:
            LedgerError: if it has its answer already.
        """
        with self._access.held() as connection:
            return delivery.finish(connection, attempt, receipt, now=self.clock())

    def resolve(self, document: DocumentToDeliver, resolution: Resolution) -> Sequence[Attempt]:
        """Settle what is unknown of a document, and return what was settled.

        Raises:
            LedgerError: if nothing is.
        """
        with self._access.held() as connection:
            return delivery.resolve(connection, document, resolution, now=self.clock())

    def close(self) -> None:
        """Let go of the database; a ledger for a dry run removes its temporary files."""
        self.resources.__exit__(None, None, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def _pending(connection: Connection) -> Sequence[Placement]:
    placement, batch = tables.placement, tables.batch
    query = (
        select(placement)
        .join(batch)
        .where(placement.c.placed_at.is_(None))
        .order_by(batch.c.today, batch.c.number, placement.c.position)
    )
    return tuple(
        Placement(
            batch=row.batch_id,
            position=row.position,
            folder=Path(row.folder),
            name=row.name,
            sha256=row.sha256,
            role=PlacementRole(row.role),
        )
        for row in connection.execute(query)
    )


def _is_recorded(connection: Connection, sha256: str) -> bool:
    columns = (
        tables.document.c.sha256,
        tables.placement.c.sha256,
        book_tables.transmission.c.sha256,
    )
    return any(
        connection.execute(select(column).where(column == sha256).limit(1)).first()
        for column in columns
    )
