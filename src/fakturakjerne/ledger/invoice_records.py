"""Invoices in the ledger, the transmissions that they left by, and what became of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from attrs import field, frozen

from fakturakjerne.domain.invoice import Invoice
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.ledger.register_records import EfakturaStatus


@frozen(kw_only=True)
class OrderKey:
    """An order of the ledger: its number within its series."""

    series: str
    number: int


@frozen(kw_only=True)
class OrderToIssue:
    """An order that no invoice was issued for.

    Attributes:
        key: what :class:`IssuedInvoice` names it by.
        batch: the batch that made it.
        period, net: as it was recorded.
        customer_id: organisation number or other id; None where it was redacted.
        leases: the fingerprint by lease id, of the leases still live on it, so that the leases
            that are read again can be shown to be the same.
    """

    key: OrderKey
    batch: str
    period: Period
    net: Ore
    customer_id: str | None = field(repr=False)
    leases: Mapping[str, str] = field(repr=False)


@frozen(kw_only=True)
class IssuedInvoice:
    """An invoice on the way into the ledger.

    Attributes:
        invoice: its ``number`` comes once in a ledger.
        series: what the number was taken from; None where it comes from elsewhere, as by JSON.
        ordinal: the number taken of the series; None without a series.
        order: what it invoices; None where it is no order of this ledger.
        actor: who issued it.
    """

    invoice: Invoice
    series: str | None = None
    ordinal: int | None = None
    order: OrderKey | None = None
    actor: str


class Channel(Enum):
    """A way that an invoice, or the claim for it, leaves by; once by each."""

    EFAKTURA = "efaktura"
    AVTALEGIRO = "avtalegiro"


class SendingState(Enum):
    """What is known of an invoice that was sent."""

    SENT = "sent"
    RECEIVED = "received"
    """The receiver has the file, and has not looked into it yet."""
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    """It may be sent again."""


@frozen(kw_only=True)
class Sending:
    """An invoice in a transmission.

    Attributes:
        invoice: its number.
        assignment, transaction: their numbers in the file.
        state: what is known of it.
        code, reference: the error code of a rejection, and what it points at; else empty.
        transmission: the id of the transmission; 0 until it is recorded.
    """

    invoice: str
    assignment: int
    transaction: int
    state: SendingState = SendingState.SENT
    code: str = ""
    reference: str = ""
    transmission: int = 0


class TransmissionKind(Enum):
    """What a transmission carries."""

    EFAKTURA = "efaktura"
    AVTALEGIRO = "avtalegiro"
    ANSWER = "answer"


@frozen(kw_only=True)
class TransmissionRecord:
    """A file of ours on the way into the ledger; its bytes stand in the document store already.

    Attributes:
        kind: what it carries.
        number: the transmission number that stands in the file; once in a year.
        today: the day it was made for.
        name: without folder.
        folder: where it belongs.
        sha256, size: of its bytes.
        actor: who made it.
        sendings: the invoices in it; none in an answer.
        answers: the id of the file that it answers; None where it answers none.
    """

    kind: TransmissionKind
    number: int
    today: date
    name: str
    folder: Path
    sha256: str
    size: int
    actor: str
    sendings: Iterable[Sending] = field(default=(), repr=False)
    answers: int | None = None


@frozen(kw_only=True)
class Transmission:
    """A file of ours in the ledger.

    Attributes:
        id: of its row.
        kind, number, today, name, folder, sha256, size, actor: as it was recorded.
        created_at: when.
        placed_at: since when it lies in its folder; None where it does not yet.
        state: what receipts say of it as a whole.
        code: their error code, where they reject it.
    """

    id: int
    kind: TransmissionKind
    number: int
    today: date
    name: str
    folder: Path
    sha256: str
    size: int
    actor: str
    created_at: datetime
    placed_at: datetime | None = None
    state: SendingState = SendingState.SENT
    code: str = ""


@frozen(kw_only=True)
class StoredInvoice:
    """An invoice of the ledger.

    Attributes:
        number: as it stands on it.
        invoice: all of it; None where it was redacted.
        customer: the customer's id in the register; None where it was not there when it was issued.
        efaktura: how far that customer is with eFaktura now.
        order: what it invoices; None where it is no order of this ledger.
        actor, issued_at: who recorded it, and when.
    """

    number: str
    invoice: Invoice | None = field(repr=False)
    customer: int | None
    efaktura: EfakturaStatus
    order: OrderKey | None
    actor: str
    issued_at: datetime


@frozen(kw_only=True)
class Outcome:
    """What a receipt says of a transmission, an assignment in it, or one invoice in that.

    Attributes:
        transmission: the transmission number that it is about.
        assignment: None where it is about the whole transmission.
        transaction: the transaction number of one invoice; None where it is about all.
        kid: of that invoice; an invoice is the one meant only where both agree.
        state: received, accepted or rejected.
        code, reference: the error code, and what it points at.
    """

    transmission: int
    assignment: int | None = None
    transaction: int | None = None
    kid: str = field(default="", repr=False)
    state: SendingState
    code: str = ""
    reference: str = field(default="", repr=False)


@frozen(kw_only=True)
class Applied:
    """What a receipt file changed.

    Attributes:
        file: the id of the file in the ledger.
        is_new: False where it had been read before; then nothing was changed.
        accepted, rejected: the numbers of the invoices that became so.
        unmatched: outcomes about what this ledger never sent.
        rejected_transmissions: transmissions refused as a whole.
    """

    file: int
    is_new: bool
    accepted: Sequence[str] = ()
    rejected: Sequence[str] = ()
    unmatched: Sequence[Outcome] = ()
    rejected_transmissions: Sequence[Transmission] = ()
