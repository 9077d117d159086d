"""What a ledger says of documents on their way out, and what it is told."""

from collections.abc import Sequence
from datetime import date, datetime

from attrs import field, frozen

from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.receipt import ReceiptStatus


@frozen(kw_only=True)
class BatchSummary:
    """A batch, in a list.

    Attributes:
        id, today, actor, created_at: as it was recorded.
        profiles: by which names of the config its documents were made.
        documents, orders: how many it has.
    """

    id: str
    today: date
    profiles: Sequence[str]
    actor: str
    created_at: datetime
    documents: int
    orders: int


@frozen(kw_only=True)
class DocumentToDeliver:
    """A document of a batch, as it is handed to a transport.

    Attributes:
        id: of its row; what the other calls name it by.
        batch, name, media_type, kind, series, totals: as it was recorded.
        profile: by which name of the config it was made.
        is_message: whether it is a message; else a file, which was placed in a folder.
        orders: the order numbers in it, in order.
        period: from the first to the last day of its orders; None without orders.
        sha256: of its bytes, by which the document store knows them.
    """

    id: int
    batch: str
    name: str
    media_type: str
    kind: str
    profile: str
    is_message: bool
    series: str
    totals: ControlTotals
    orders: Sequence[int] = field(repr=False)
    period: Period | None
    sha256: str


@frozen(kw_only=True)
class Resolution:
    """What a person found out about a delivery that was unknown.

    Attributes:
        status: accepted or rejected.
        reference: what the receiver calls it; may be empty.
        reason: how the person knows.
        actor: who says so.
        at: when; None until it is recorded.
    """

    status: ReceiptStatus
    reference: str
    reason: str
    actor: str
    at: datetime | None = None


@frozen(kw_only=True)
class Attempt:
    """One try to deliver one document.

    Attributes:
        id: of its row.
        document: the document's id.
        transport: the profile of the config that it went by.
        number: from 1, for each document and profile.
        actor: who sent it.
        override: why it was sent although it may have been delivered before; empty if it was not.
        started_at: written before the call.
        finished_at: written after it; None while it is open, or for ever after a crash.
        status: what the receipt said; None while it is open.
        reference, messages: of the receipt.
        resolution: what a person found out later, where the receipt left it unknown.
    """

    id: int
    document: int
    transport: str
    number: int
    actor: str
    override: str
    started_at: datetime
    finished_at: datetime | None = None
    status: ReceiptStatus | None = None
    reference: str = ""
    messages: tuple[str, ...] = ()
    resolution: Resolution | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has no answer: it is under way at this moment, or was interrupted."""
        return self.status is None

    @property
    def state(self) -> ReceiptStatus:
        """What is known of it: an open one is unknown, and a person's answer settles that.

        A receipt that says accepted counts whatever a person said before it came.
        """
        known = self.status or ReceiptStatus.UNKNOWN
        if known is ReceiptStatus.UNKNOWN and self.resolution is not None:
            return self.resolution.status
        return known


def state_of(attempts: Sequence[Attempt]) -> ReceiptStatus:
    """Return what is known of a document by all its attempts, the oldest first.

    One that nobody has settled makes it unknown; else one that was accepted makes it accepted;
    else the last one counts.

    Example:
        >>> state_of([])
        <ReceiptStatus.NOT_SENT: 'not_sent'>
    """
    states = [attempt.state for attempt in attempts]
    for telling in (ReceiptStatus.UNKNOWN, ReceiptStatus.ACCEPTED):
        if telling in states:
            return telling
    return states[-1] if states else ReceiptStatus.NOT_SENT
