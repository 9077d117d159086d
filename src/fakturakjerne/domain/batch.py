"""What goes to an exporter and comes out of it, and what comes out of an importer."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Generic, TypeVar

from attrs import field, frozen

from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.money import Ore

ItemT_co = TypeVar("ItemT_co", covariant=True)


@frozen(kw_only=True)
class ExportBatch(Generic[ItemT_co]):
    """Items that leave together.

    Attributes:
        id: the batch in the ledger, such as ``260302-1``.
        today: the day it is made; never the clock.
        sequence: the running number of the day's files, from 1, over all kinds.
        kind: what the documents are split by, such as ``external``; ``all`` where they are not.
        items: numbered already; can be iterated again and again, in memory or not.
    """

    id: str
    today: date
    sequence: int
    kind: str
    items: Iterable[ItemT_co] = field(repr=False)


@frozen(kw_only=True)
class ControlTotals:
    """What is counted and summed at each point of reconciliation.

    Attributes:
        orders: collective invoices; None at the points that know no orders.
        lines: charges written.
        texts: text rows written; None at the points that know no texts.
        net: øre without VAT, for formats that carry net amounts, else None.
        gross: øre with VAT, for formats that carry gross amounts, else None.
        first_order, last_order: the lowest and the highest order number; None without orders.
    """

    orders: int | None
    lines: int
    texts: int | None = None
    net: Ore | None = None
    gross: Ore | None = None
    first_order: int | None = None
    last_order: int | None = None


@frozen(kw_only=True)
class Document:
    """A file or message to hand over.

    Attributes:
        name: suggested file name without folder.
        media_type: such as ``text/plain``.
        totals: what the writer says it holds; compared with what is read back.
        orders: the order numbers in it, in order.
        period: the days it is about, from the first to the last of its items.
        open: gives the same bytes, in chunks, at every call.
    """

    name: str
    media_type: str
    totals: ControlTotals
    orders: Sequence[int] = field(repr=False)
    period: Period | None
    open: Callable[[], Iterable[bytes]] = field(repr=False)


@frozen
class Read(Generic[ItemT_co]):
    """What one record of a file became: an item, or the reasons why not, or both.

    Attributes:
        item: None where the record could not be read.
        findings: about this record.
    """

    item: ItemT_co | None
    findings: tuple[Finding, ...] = ()
