"""The records that the workflow hands over to a ledger, and what it asks of one.

They are frozen and plain; the real ledger writes them to the tables of
:mod:`fakturakjerne.ledger.tables`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path

from attrs import field, frozen

from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import InvalidValueError


@frozen
class NumberSeries:
    """A bounded series of order numbers, as the config has it.

    Attributes:
        name: what the finance system knows it by; a number comes once within one name.
        first, last: the lowest and the highest number that may be handed out.

    Raises:
        InvalidValueError: if the bounds are not 1 <= first <= last <= 999 999 999 999 999.

    Example:
        >>> NumberSeries("external", first=34500001, last=34599999).name
        'external'
    """

    name: str
    first: int
    last: int = field()

    @last.validator
    def _check(self, _attribute: object, last: int) -> None:
        if not 1 <= self.first <= last < 10**15:
            raise InvalidValueError(
                field=f"series.{self.name}",
                value=f"{self.first}-{last}",
                expected_nb="det skal være 1 <= first <= last, og høyst 15 sifre",
                expected_en="it must be 1 <= first <= last, and 15 digits at most",
            )


@frozen
class NumberUse:
    """How many numbers of a series were handed out, and how many stand on an order."""

    handed_out: int
    on_orders: int


@frozen
class BilledLease:
    """A lease that is on a live order already.

    Attributes:
        batch: the batch that billed it.
        order_number: the order that it is on.
        fingerprint: of its content when it was billed.
    """

    batch: str
    order_number: int
    fingerprint: str


@frozen(kw_only=True)
class Party:
    """Who an order was billed to: the personal data of the ledger, all of it.

    Attributes:
        kind: external or internal.
        id: organisation number, national identity number or resource number.
        number: the customer number in the sender's register.
        name: as it stood on the invoice.
    """

    kind: CustomerKind
    id: str = field(repr=False)
    number: str | None = field(default=None, repr=False)
    name: str = field(default="", repr=False)


@frozen(kw_only=True)
class DocumentRecord:
    """A document that was made, read back and reconciled.

    Attributes:
        name: file name without folder; once in a batch and sequence.
        media_type: such as ``text/plain``.
        kind: the part of the batch that it belongs to.
        sequence: the running number of the day.
        sha256, size: of its bytes, which stand in the document store.
        series: the name of the series that its order numbers come from.
        totals: as they were reconciled; net or gross is never both None.
    """

    name: str
    media_type: str
    kind: str
    sequence: int
    sha256: str
    size: int
    series: str
    totals: ControlTotals


@frozen(kw_only=True)
class OrderRecord:
    """One collective invoice with its number.

    Attributes:
        series, number: its order number; each number of a series stands on one order.
        document: the name of the batch's document that holds it.
        party: who it is billed to.
        lines: charges written.
        net: their sum in øre.
    """

    series: str
    number: int
    document: str
    party: Party
    period: Period
    lines: int
    net: Ore


@frozen(kw_only=True)
class LeaseRecord:
    """A lease and the order that bills it.

    Attributes:
        lease: the sender's own id.
        fingerprint: a hash of its content, so that a later change is noticed.
        series, order_number: the order.
        net: its sum in øre.
    """

    lease: str
    fingerprint: str
    series: str
    order_number: int
    net: Ore


@frozen(kw_only=True)
class ExcludedRecord:
    """A lease, or a part of it, that the batch did not bill.

    Attributes:
        lease: the sender's own id.
        code: of the finding that says why.
        values: what fills the finding's sentence.  Words are not kept, since they may name a
            person; numbers, amounts and dates are.
    """

    lease: str
    code: str
    values: Mapping[str, object] = field(factory=dict)


class PlacementRole(Enum):
    """What a delivered file is."""

    DOCUMENT = "document"
    LOG = "log"
    MANIFEST = "manifest"


@frozen(kw_only=True)
class Placement:
    """A file of the document store that belongs in a folder under a name.

    Attributes:
        batch: the batch that made it.
        position: the order in which the files of the batch are placed, from 1.
        folder: absolute.
        name: the final name.
        sha256: what it holds.
        role: document, log or manifest.
    """

    batch: str
    position: int
    folder: Path
    name: str
    sha256: str
    role: PlacementRole


@frozen(kw_only=True)
class PartRecord:
    """What the documents of one kind were made by.

    Attributes:
        kind: what the batch was split by, such as ``external``; ``all`` where it was not.
        profile, exporter: by which names of the config and of the plugin.
        plugin_version: of the distribution that the exporter is from.
        options: the exporter's options, as JSON values; personal numbers in them are masked.
        messages: whether its documents are messages, and not placed as files.
    """

    kind: str
    profile: str
    exporter: str
    plugin_version: str
    options: Mapping[str, object] = field(repr=False)
    messages: bool = False


@frozen(kw_only=True)
class BatchRecord:
    """Everything that one batch made.

    ``orders``, ``leases`` and ``excluded`` are read once, in that order, and need not be in memory.

    Attributes:
        id: from :meth:`~fakturakjerne.ledger.interface.Transaction.next_batch_id`.
        today: the day it was made for.
        library_version: what made it.
        actor: who made it.
        parts: what the documents of each kind were made by.
    """

    id: str
    today: date
    library_version: str
    actor: str
    parts: Sequence[PartRecord]
    documents: Sequence[DocumentRecord]
    orders: Iterable[OrderRecord] = field(repr=False)
    leases: Iterable[LeaseRecord] = field(repr=False)
    excluded: Iterable[ExcludedRecord] = field(default=(), repr=False)
    placements: Sequence[Placement] = ()
