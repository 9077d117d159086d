"""A batch goes to the receiver, document by document, each at most once.

Every attempt is in the ledger before the call and after it, each time durably.  Whatever ends the
process in between leaves an open attempt, which counts as unknown: the receiver may have the
document, so it is not sent again until a person has found out.
"""

import getpass
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Final

from attrs import Factory, evolve, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.batch import Document
from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.errors import ConfigError, DeliveryRefusedError
from fakturakjerne.ledger.delivery_records import Attempt, DocumentToDeliver
from fakturakjerne.ledger.interface import Ledger
from fakturakjerne.ledger.invoice_records import OrderKey
from fakturakjerne.plugin.interface import Clock, Session
from fakturakjerne.workflow.clock import SystemClock
from fakturakjerne.workflow.delivery_status import DocumentStatus, status
from fakturakjerne.workflow.observer import Observer, Unwatched
from fakturakjerne.workflow.route import Route

_MOST_KEPT: Final = 1 << 20
"""How many bytes of a document are kept from its verification to its delivery, at most."""


@frozen(kw_only=True)
class Sending:
    """What the user asks of one sending.

    Attributes:
        batch: which one.
        only: send so many documents at most; None for all.
        override: why documents are sent although they were or may have been delivered.  The same
            reason lets each document pass once, so that an interrupted sending can be resumed.
        rejected: also try those again that were rejected.
        orders: only the documents that hold one of these orders; empty for all.
        profile: only the documents that were made by this profile; empty for all.
        actor: who asks; the user of the operating system where None.
    """

    batch: str
    only: int | None = None
    override: str = ""
    rejected: bool = False
    orders: Collection[int] = ()
    profile: str = ""
    actor: str | None = None


@frozen(kw_only=True)
class DeliveryOutcome:
    """What one sending did.

    Attributes:
        batch: which one.
        documents: all of the batch, as they stand now.
        tried: the ids of those that this sending tried.
        stopped: the document whose receipt said stop, or whose delivery was interrupted.
        left: how many were then not tried.
    """

    batch: str
    documents: Sequence[DocumentStatus]
    tried: Collection[int] = ()
    stopped: DocumentToDeliver | None = None
    left: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing needs a person: none rejected, none unknown, all tried are accepted."""
        bad = (ReceiptStatus.REJECTED, ReceiptStatus.UNKNOWN)
        return self.stopped is None and not any(
            each.state in bad
            or (each.document.id in self.tried and each.state is not ReceiptStatus.ACCEPTED)
            for each in self.documents
        )


@frozen(kw_only=True)
class Delivery:
    """Sends batches of one ledger by one route.

    Attributes:
        ledger: where each attempt is recorded.
        route: the transport, its options and its name.
        clock: handed to the transport.
        observer: told of each step.
    """

    ledger: Ledger
    route: Route
    clock: Clock = field(default=Factory(SystemClock))
    observer: Observer = field(default=Factory(Unwatched))

    def send(self, sending: Sending) -> DeliveryOutcome:
        """Send what is to be sent, in order, and return how the whole batch stands.

        Raises:
            ConfigError: if the ledger has no such batch, or the batch no such order; if files are
                to go as messages, messages as files, or orders that we invoiced ourselves, and
                no reason lets them pass.
            OutsideError: if the ledger fails, or the transport cannot be opened; what was sent is
                recorded, and an attempt under way is left open.
        """
        chosen = self._chosen(sending)[: sending.only]
        outcome = DeliveryOutcome(batch=sending.batch, documents=())
        if chosen:
            with self.route.open(self.clock) as session:
                self.observer.step("session opened")
                outcome = self._send(session, chosen, sending)
            self.observer.step("session closed")
        return evolve(outcome, documents=status(self.ledger, sending.batch))

    def _chosen(self, sending: Sending) -> list[DocumentToDeliver]:
        documents = self._of_channel(status(self.ledger, sending.batch), sending)
        held = {number for each in documents for number in each.document.orders}
        for order in sending.orders:
            if order not in held:
                raise ConfigError(catalogue.ORDER_UNKNOWN, place=sending.batch, order=order)
        wanted = set(sending.orders)
        chosen = [
            each.document
            for each in documents
            if (not wanted or wanted.intersection(each.document.orders))
            and sending.profile in ("", each.document.profile)
            and self._is_due(each, sending)
        ]
        if chosen and not sending.override:
            self._expect_channel(chosen)
            self._expect_no_invoice(chosen)
        return chosen

    def _expect_no_invoice(self, documents: Sequence[DocumentToDeliver]) -> None:
        """Refuse orders that we have invoiced ourselves: the receiver would bill them again."""
        invoiced = self.ledger.invoices.orders_invoiced(documents[0].batch)
        for document in documents:
            for number in document.orders:
                if OrderKey(series=document.series, number=number) in invoiced:
                    raise ConfigError(
                        catalogue.DELIVERY_INVOICED, document=document.name, order=number
                    )

    def _of_channel(
        self, documents: Sequence[DocumentStatus], sending: Sending
    ) -> Sequence[DocumentStatus]:
        """Return those of a batch that the transport is for, where it has such; else all.

        Orders that somebody names are sought in all of them.
        """
        messages = self.route.transport.info.messages
        own = [each for each in documents if each.document.is_message == messages]
        return documents if sending.orders or not own else own

    def _expect_channel(self, documents: Iterable[DocumentToDeliver]) -> None:
        """Refuse a file for a transport of messages: it may have left from its folder already.

        A message is no file either, although nothing of it has left.
        """
        messages = self.route.transport.info.messages
        for document in documents:
            if document.is_message != messages:
                text = catalogue.DELIVERY_OTHER_CHANNEL if messages else catalogue.DELIVERY_NO_FILE
                raise ConfigError(text, document=document.name, transport=self.route.profile)

    def _is_due(self, each: DocumentStatus, sending: Sending) -> bool:
        """Whether a document is to be tried, as far as is known before it is its turn."""
        if sending.override:
            reason = mask_within(sending.override)
            return not any(
                attempt.override == reason
                and attempt.transport == self.route.profile
                and attempt.state is not ReceiptStatus.NOT_SENT
                for attempt in each.attempts
            )
        rejected = sending.rejected and each.state is ReceiptStatus.REJECTED
        return rejected or each.state is ReceiptStatus.NOT_SENT

    def _send(
        self, session: Session, chosen: Sequence[DocumentToDeliver], sending: Sending
    ) -> DeliveryOutcome:
        tried: set[int] = set()
        actor = sending.actor or getpass.getuser()
        for position, document in enumerate(chosen, start=1):
            self.observer.progress(position - 1, len(chosen))
            read = self._verified(document)
            attempt = self._begin(document, sending, actor=actor)
            if attempt is None:
                continue
            tried.add(document.id)
            receipt = self._deliver(session, _as_document(document, read), attempt)
            if receipt.stop:
                return DeliveryOutcome(
                    batch=sending.batch,
                    documents=(),
                    tried=tried,
                    stopped=document,
                    left=len(chosen) - position,
                )
        return DeliveryOutcome(batch=sending.batch, documents=(), tried=tried)

    def _verified(self, document: DocumentToDeliver) -> Callable[[], Iterable[bytes]]:
        """Read a document to its end, and return what reads it again: a small one from memory.

        A file that was changed in the store raises here, before anything goes out.
        """
        kept, size = [], 0
        for chunk in self.ledger.store.open(document.sha256):
            size += len(chunk)
            if size <= _MOST_KEPT:
                kept.append(chunk)
        self.observer.step(f"verified: {document.name}")
        if size > _MOST_KEPT:
            return partial(self.ledger.store.open, document.sha256)
        return partial(iter, tuple(kept))

    def _begin(
        self, document: DocumentToDeliver, sending: Sending, *, actor: str
    ) -> Attempt | None:
        """Record that a document goes; None if another process has taken it in the meantime."""
        try:
            attempt = self.ledger.begin_delivery(
                document,
                transport=self.route.profile,
                actor=actor,
                override=sending.override,
            )
        except DeliveryRefusedError:
            self.observer.step(f"taken by another: {document.name}")
            return None
        self.observer.step(f"delivery begun: {document.name}")
        return attempt

    def _deliver(self, session: Session, document: Document, attempt: Attempt) -> Receipt:
        finish = partial(self.ledger.finish_delivery, attempt)
        try:
            receipt = session.deliver(document)
        except Exception as error:  # noqa: BLE001 - a stranger's session; how far it came is not known
            receipt = _interrupted(error)
        except BaseException as error:
            finish(_interrupted(error))
            raise
        self.observer.step(f"delivered: {document.name}")
        finish(receipt)
        self.observer.step(f"receipt noted: {document.name}")
        return receipt


def _as_document(document: DocumentToDeliver, read: Callable[[], Iterable[bytes]]) -> Document:
    return Document(
        name=document.name,
        media_type=document.media_type,
        totals=document.totals,
        orders=document.orders,
        period=document.period,
        open=read,
    )


def _interrupted(error: BaseException) -> Receipt:
    """Return the receipt of a delivery that did not come to its end.

    Only the kind of the error is told: its words may hold a password.
    """
    values = {"kind": type(error).__name__}
    text = catalogue.DELIVERY_INTERRUPTED
    said = f"{text.render('nb', values)} / {text.render('en', values)}"
    return Receipt(ReceiptStatus.UNKNOWN, messages=[said], stop=True)
