"""What a transaction can do about invoices and answers; the transaction has it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import define
from sqlalchemy import Connection, Row, Select

from fakturakjerne.ledger import enrollment, enrollment_reading, invoice_reading, transmission
from fakturakjerne.ledger.enrollment_records import EnrollmentFile
from fakturakjerne.ledger.interface import Clock
from fakturakjerne.ledger.invoice import issue
from fakturakjerne.ledger.invoice_records import (
    Channel,
    IssuedInvoice,
    StoredInvoice,
    Transmission,
    TransmissionRecord,
)


@define(eq=False)
class SqlOutgoing:
    """Invoices and answers, while the ledger is held.

    Attributes:
        numbered: how many invoices were issued with a number of a series.
    """

    _connection: Connection
    _clock: Clock
    numbered: int = 0

    def issue(self, invoices: Iterable[IssuedInvoice]) -> None:
        """Record invoices, read once, in chunks."""
        self.numbered += issue(self._connection, invoices, now=self._clock())

    def unsent(self, channel: Channel) -> Iterator[StoredInvoice]:
        """Yield the invoices that never left by a way, or were rejected there."""
        return invoice_reading.listed(self._page, unsent=channel)

    def enrollments(self, file: int) -> EnrollmentFile:
        """Return a file with its enrollments, as they are now that nobody else can change them."""
        return enrollment_reading.of_file(self._connection, file)

    def next_transmission(self, year: int) -> int:
        """Return a transmission number that is free in the year: above all of it, from 1."""
        return transmission.next_number(self._connection, year)

    def transmit(self, record: TransmissionRecord) -> Transmission:
        """Record a file of ours, with its invoices or with what it answers."""
        now = self._clock()
        made = transmission.record(self._connection, record, now=now)
        if record.answers is not None:
            enrollment.answer(
                self._connection, record.answers, transmission=made.id, actor=record.actor, now=now
            )
        return made

    def close_without_answer(self, file: int, *, actor: str) -> None:
        """Note that a file needs no answer: it holds no new enrollment."""
        enrollment.answer(self._connection, file, transmission=None, actor=actor, now=self._clock())

    def _page(self, query: Select[Any]) -> Sequence[Row[Any]]:
        return self._connection.execute(query).all()
