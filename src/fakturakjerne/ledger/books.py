"""The books of a ledger beside the batches: customers, enrollments, invoices and transmissions.

Each is a small protocol of its own; a ledger has them as properties.  Every method that writes is
one transaction, or nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from fakturakjerne.domain.enrollment import EnrollmentRecord
from fakturakjerne.ledger.enrollment_records import (
    Decision,
    Enrollment,
    EnrollmentFile,
    FileState,
    IncomingFile,
    ReadFile,
)
from fakturakjerne.ledger.invoice_records import (
    Applied,
    Channel,
    IssuedInvoice,
    OrderKey,
    OrderToIssue,
    Outcome,
    Sending,
    StoredInvoice,
    Transmission,
    TransmissionRecord,
)
from fakturakjerne.ledger.register_records import (
    CustomerChange,
    CustomerEntry,
    EfakturaStatus,
    Origin,
    RegisteredCustomer,
    RegisterUpdate,
)


class CustomerRegister(Protocol):
    """Who the customers are, by customer number, with every change."""

    def update(
        self, entries: Iterable[CustomerEntry], origin: Origin, *, only_fill: bool = False
    ) -> RegisterUpdate:
        """Enter customers by their numbers; one that says the same as before changes nothing.

        Args:
            entries: read once, in chunks.
            origin: who and by what.
            only_fill: whether fields that have a value keep it, as for customers of leases.

        Raises:
            LedgerError: if a law is broken; nothing was changed then.
        """
        ...

    def set_efaktura(
        self, statuses: Iterable[tuple[int, EfakturaStatus]], origin: Origin
    ) -> RegisterUpdate:
        """Set the eFaktura status of customers, each given by the id of its row.

        Raises:
            LedgerError: if there is no such customer.
        """
        ...

    def listed(self, *, efaktura: EfakturaStatus | None = None) -> Iterator[RegisteredCustomer]:
        """Yield customers by number, read in chunks; the ledger may be written between them."""
        ...

    def by_numbers(self, numbers: Iterable[str]) -> Mapping[str, RegisteredCustomer]:
        """Return the customers that have these numbers, by number."""
        ...

    def by_references(
        self, references: Iterable[str]
    ) -> Mapping[str, Sequence[RegisteredCustomer]]:
        """Return the customers that enroll with these references, by reference."""
        ...

    def by_ids(self, ids: Iterable[int]) -> Mapping[int, RegisteredCustomer]:
        """Return the customers of these rows, by id."""
        ...

    def changes(self, number: str) -> Sequence[CustomerChange]:
        """Return the changes of a customer, the oldest first; none where there is no such one."""
        ...


class Enrollments(Protocol):
    """Files of enrollments, what was decided about each, and when the files were done with."""

    def read(self, file: IncomingFile, records: Iterable[EnrollmentRecord]) -> ReadFile:
        """Enter a file, switch off who asks for it, and take note of confirmations.

        The same bytes by the same importer are entered once; again, nothing changes and the file
        is returned as it is.
        """
        ...

    def files(self, *, state: FileState | None = None) -> Sequence[ReadFile]:
        """Return the files that were read (receipts too), the oldest first."""
        ...

    def find(self, *, sha256: str, importer: str) -> ReadFile | None:
        """Return the file with those bytes, if that importer has read it."""
        ...

    def of_file(self, file: int) -> EnrollmentFile:
        """Return a file with its enrollments, in order.

        Raises:
            LedgerError: if there is no such file.
        """
        ...

    def get(self, enrollment: int) -> Enrollment:
        """Return one enrollment.

        Raises:
            LedgerError: if there is no such one.
        """
        ...

    def decide(self, enrollment: int, decision: Decision) -> Enrollment:
        """Record a decision; a later one counts instead, until the file is answered.

        Raises:
            LedgerError: if it is no new enrollment, its file is answered, or it is accepted
                without exactly one customer that has the reference.
        """
        ...

    def moved(self, file: int) -> ReadFile:
        """Note that a file lies in the folder of read files; may be repeated.

        Raises:
            LedgerError: if it holds enrollments that were not answered.
        """
        ...


class Invoices(Protocol):
    """Invoices issued, and what became of those sent."""

    def orders_to_issue(self) -> Iterator[OrderToIssue]:
        """Yield the orders that no invoice was issued for, read in chunks, by series and number."""
        ...

    def orders_invoiced(self, batch: str) -> frozenset[OrderKey]:
        """Return the orders of a batch that an invoice was issued for."""
        ...

    def listed(self, *, unsent: Channel | None = None) -> Iterator[StoredInvoice]:
        """Yield the invoices, in the order of recording, read in chunks.

        Args:
            unsent: only those that never left by that way, or were rejected there.
        """
        ...

    def by_numbers(self, numbers: Iterable[str]) -> Mapping[str, StoredInvoice]:
        """Return the invoices of these numbers, by number."""
        ...

    def sendings(self, invoice: str) -> Sequence[Sending]:
        """Return how an invoice was sent, the oldest first."""
        ...

    def apply(self, file: IncomingFile, outcomes: Iterable[Outcome]) -> Applied:
        """Enter what a receipt file says; the same file twice changes nothing.

        What it says of one invoice goes before what it says of an assignment, and that before what
        it says of a transmission, in whatever order they come; the broader ones say nothing of
        invoices that are accepted or rejected already.  A transmission that is accepted says
        nothing of its invoices, whose assignments have outcomes of their own.  An invoice that is
        rejected may be sent again: a receipt that calls a transmission a duplicate (529) is
        therefore nothing to hand over, since the first one counts.
        """
        ...


class Transmissions(Protocol):
    """Files of ours: invoices and answers."""

    def pending(self) -> Sequence[Transmission]:
        """Return those that do not lie in their folder yet, the oldest first."""
        ...

    def placed(self, transmission: int) -> Transmission:
        """Note that one lies in its folder; may be repeated.

        Customers accepted by an answer become active with it.
        """
        ...

    def listed(self) -> Sequence[Transmission]:
        """Return all, the oldest first."""
        ...


class Outgoing(Protocol):
    """What can be done about invoices and answers while the ledger is held."""

    def issue(self, invoices: Iterable[IssuedInvoice]) -> None:
        """Record invoices, read once, in chunks.

        Their customers are looked up in the register by number.

        Raises:
            LedgerError: if a number or an order is invoiced already.
        """
        ...

    def unsent(self, channel: Channel) -> Iterator[StoredInvoice]:
        """Yield the invoices that never left by a way, or were rejected there."""
        ...

    def enrollments(self, file: int) -> EnrollmentFile:
        """Return a file with its enrollments, as they are now that nobody else can change them."""
        ...

    def next_transmission(self, year: int) -> int:
        """Return a transmission number that is free in the year: above all of it, from 1."""
        ...

    def transmit(self, transmission: TransmissionRecord) -> Transmission:
        """Record a file of ours, with its invoices or with what it answers.

        Raises:
            LedgerError: if an invoice of it was sent by that way already, or an enrollment of
                the file that it answers is undecided.
        """
        ...

    def close_without_answer(self, file: int, *, actor: str) -> None:
        """Note that a file needs no answer: it holds no new enrollment.

        Raises:
            LedgerError: if it does.
        """
        ...
