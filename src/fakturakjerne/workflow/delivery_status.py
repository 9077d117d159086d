"""How the documents of a batch stand, and what a person found out about one of them."""

from collections.abc import Sequence
from typing import Final

from attrs import frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.delivery_records import (
    Attempt,
    DocumentToDeliver,
    Resolution,
    state_of,
)
from fakturakjerne.ledger.interface import Ledger

_MOST_BATCHES_NAMED: Final = 5


@frozen(kw_only=True)
class DocumentStatus:
    """A document of a batch and what became of it.

    Attributes:
        document: which one.
        attempts: to deliver it, by any transport, the oldest first.
    """

    document: DocumentToDeliver
    attempts: Sequence[Attempt] = ()

    @property
    def state(self) -> ReceiptStatus:
        """What is known of it; not_sent where nothing was tried."""
        return state_of(self.attempts)

    @property
    def last(self) -> Attempt | None:
        """The newest attempt that says what the state is."""
        telling = (each for each in reversed(self.attempts) if each.state is self.state)
        return next(telling, None)


def status(ledger: Ledger, batch: str) -> Sequence[DocumentStatus]:
    """Return how the documents of a batch stand, in the order that they are sent.

    Raises:
        ConfigError: if the ledger has no such batch; names the newest that it has.
    """
    documents = ledger.documents(batch)
    if not documents:
        _expect_batch(ledger, batch)
    attempts: dict[int, list[Attempt]] = {document.id: [] for document in documents}
    for attempt in ledger.deliveries(batch):
        attempts[attempt.document].append(attempt)
    return [
        DocumentStatus(document=document, attempts=attempts[document.id]) for document in documents
    ]


def find_order(ledger: Ledger, order: int, *, series: str | None = None) -> DocumentToDeliver:
    """Return the document that holds an order.

    Raises:
        ConfigError: if there is none, or there are several and no series is named.
    """
    found = ledger.documents_of_order(order)
    if series is not None:
        found = [each for each in found if each.series == series]
    if not found:
        raise ConfigError(catalogue.ORDER_UNKNOWN, place=series or ledger.shown, order=order)
    if len(found) > 1:
        names = ", ".join(each.series for each in found)
        raise ConfigError(catalogue.ORDER_AMBIGUOUS, order=order, series=names)
    return found[0]


def resolve_delivery(
    ledger: Ledger, document: DocumentToDeliver, resolution: Resolution
) -> Sequence[Attempt]:
    """Record what a person found out about a document that is unknown.

    Raises:
        ConfigError: if no reason is given.
        LedgerError: if nothing of the document is unknown.
    """
    if not resolution.reason.strip():
        raise ConfigError(catalogue.DELIVERY_NO_REASON, option="--reason")
    return ledger.resolve(document, resolution)


def _expect_batch(ledger: Ledger, batch: str) -> None:
    known = [each.id for each in ledger.batches()]
    if batch not in known:
        newest = ", ".join(reversed(known[-_MOST_BATCHES_NAMED:])) or "-"
        raise ConfigError(catalogue.BATCH_UNKNOWN, batch=batch, known=newest)
