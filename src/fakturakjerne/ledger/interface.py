"""What the workflow asks of a ledger; what it hands over is in the modules ``*records``.

A ledger keeps what was billed.  It is append-only: a record that stands is never changed, and the
few things that do change (the state of a lease, whether a file reached its place) only go forward.
The real one is :class:`fakturakjerne.ledger.sql.SqlLedger`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from fakturakjerne.domain.receipt import Receipt
from fakturakjerne.ledger.books import (
    CustomerRegister,
    Enrollments,
    Invoices,
    Outgoing,
    Transmissions,
)
from fakturakjerne.ledger.delivery_records import (
    Attempt,
    BatchSummary,
    DocumentToDeliver,
    Resolution,
)
from fakturakjerne.ledger.records import (
    BatchRecord,
    BilledLease,
    NumberSeries,
    NumberUse,
    Placement,
)

Clock = Callable[[], datetime]
"""Tells the time, with its zone; the ledger keeps it as UTC."""


class Transaction(Protocol):
    """What can be done while the ledger is held."""

    @property
    def outgoing(self) -> Outgoing:
        """Invoices and answers."""
        ...

    def billed(self, leases: Iterable[str]) -> Mapping[str, BilledLease]:
        """Return those of the leases that are on a live order, by lease id."""
        ...

    def next_batch_id(self, today: date) -> str:
        """Return an id for a batch of the day, such as ``260302-1``."""
        ...

    def next_sequence(self, today: date) -> int:
        """Return the running number of the day's next document, from 1, over all kinds."""
        ...

    def take_numbers(self, series: NumberSeries, *, count: int) -> range:
        """Hand out consecutive order numbers; each must be on a recorded order at the end.

        Raises:
            SeriesExhaustedError: if fewer are left; nothing was written then.
        """
        ...

    def record(self, batch: BatchRecord) -> None:
        """Write everything of a batch, with the step "made".

        Raises:
            LedgerError: if the batch breaks a law of the ledger, such as a lease billed twice.
        """
        ...

    def number_use(self) -> Mapping[str, NumberUse]:
        """Return, by series, what the law of numbers is checked with: both counts are equal."""
        ...


class StoredFile(Protocol):
    """What the document store says of a file that it keeps."""

    @property
    def sha256(self) -> str:
        """The address: the hash of the bytes."""
        ...

    @property
    def size(self) -> int:
        """How many bytes."""
        ...


class StoreWriter(Protocol):
    """A file on its way into the document store."""

    def write(self, chunk: bytes) -> None:
        """Append bytes.

        Raises:
            LedgerError: if the disk refuses; nothing is left then.
        """
        ...

    def chunks(self) -> Iterator[bytes]:
        """Read back from the disk what was written so far."""
        ...

    def seal(self) -> StoredFile:
        """Make it durable and give it its address; nothing can be written after."""
        ...


class DocumentStore(Protocol):
    """Files by the sha256 of their bytes."""

    def writer(self) -> AbstractContextManager[StoreWriter]:
        """Begin a file; what is not sealed at the end is removed.  Only while a batch is made."""
        ...

    def open(self, sha256: str) -> Iterator[bytes]:
        """Yield a file's bytes; raises at the end where they are not those that were stored.

        Raises:
            LedgerError: if the file is missing or was changed.
        """
        ...

    def path(self, sha256: str) -> Path:
        """Return where a file stands, to be copied from there and never written to."""
        ...

    def verify(self, sha256: str) -> None:
        """Look at every byte of a file.

        Raises:
            LedgerError: if the file is missing or was changed.
        """
        ...


class Ledger(Protocol):
    """The record of what was billed."""

    @property
    def shown(self) -> str:
        """Its address as it may be shown, passwords hidden."""
        ...

    @property
    def store(self) -> DocumentStore:
        """Where the bytes of documents, logs and manifests stand."""
        ...

    @property
    def customers(self) -> CustomerRegister:
        """The customer register."""
        ...

    @property
    def enrollments(self) -> Enrollments:
        """Files that were read, and the enrollments in them."""
        ...

    @property
    def invoices(self) -> Invoices:
        """Invoices issued, and what became of them."""
        ...

    @property
    def transmissions(self) -> Transmissions:
        """Files of ours: invoices and answers."""
        ...

    def begin(self) -> AbstractContextManager[Transaction]:
        """Hold the ledger, as the only one: commit at a clean end, else roll back.

        Raises:
            LedgerBusyError: if another process holds it for longer than the lock's timeout.
        """
        ...

    def pending(self) -> Sequence[Placement]:
        """Return the committed files that are not at their place yet, in order."""
        ...

    def placed(self, placement: Placement) -> None:
        """Note that a file is at its place; may be repeated."""
        ...

    def batches(self) -> Sequence[BatchSummary]:
        """Return all batches, the oldest first."""
        ...

    def documents(self, batch: str) -> Sequence[DocumentToDeliver]:
        """Return the documents of a batch, in the order that they are sent."""
        ...

    def documents_of_order(self, number: int) -> Sequence[DocumentToDeliver]:
        """Return the documents that hold an order of that number, one a series."""
        ...

    def deliveries(self, batch: str) -> Sequence[Attempt]:
        """Return the attempts to deliver the documents of a batch, the oldest first."""
        ...

    def begin_delivery(
        self, document: DocumentToDeliver, *, transport: str, actor: str, override: str = ""
    ) -> Attempt:
        """Write, durably and before the call, that a document is about to be handed over.

        Args:
            document: which one.
            transport: the profile that it goes by.
            actor: who sends it.
            override: why it is sent although it may have been delivered; lets it pass once for
                one profile.

        Raises:
            DeliveryRefusedError: if an attempt by any transport was accepted, is unknown, or is
                open, and no reason lets it pass.
        """
        ...

    def finish_delivery(self, attempt: Attempt, receipt: Receipt) -> Attempt:
        """Write, durably, what became of it; leases that were accepted become sent.

        Raises:
            LedgerError: if it has its answer already.
        """
        ...

    def resolve(self, document: DocumentToDeliver, resolution: Resolution) -> Sequence[Attempt]:
        """Settle all that is unknown of a document, and return what was settled.

        Raises:
            LedgerError: if nothing is.
        """
        ...

    def close(self) -> None:
        """Let go of the database; a ledger for a dry run removes its temporary files."""
        ...
