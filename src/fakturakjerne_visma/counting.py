"""What the documents of a batch will hold, counted and summed from the items themselves."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from attrs import define, field, frozen

from fakturakjerne.domain.batch import ControlTotals, ExportBatch
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import Ore
from fakturakjerne_visma.numbering import Numbering
from fakturakjerne_visma.options import VismaOptions
from fakturakjerne_visma.preparation import Preparation


@frozen(kw_only=True)
class Counted:
    """One document before it is written.

    Attributes:
        totals: what it will hold.
        orders: the numbers of its orders, in order.
        period: the days that they are about.
    """

    totals: ControlTotals
    orders: Sequence[int] = field(repr=False)
    period: Period


@define
class _Sum:
    """One document while it is counted."""

    orders: list[int | None] = field(factory=list)
    lines: int = 0
    texts: int = 0
    amount: int | None = 0
    start: date = date.max
    end: date = date.min

    def about(self, period: Period) -> None:
        self.start = min(self.start, period.start)
        self.end = max(self.end, period.end)

    def add(
        self, basis: InvoiceBasis, *, count_texts: Callable[[Lease, Charge], int], gross: bool
    ) -> None:
        lines = texts = amount = 0
        for lease in basis.leases:
            for charge in lease.charges:
                net = charge.net
                if not net:
                    continue
                lines += 1
                texts += count_texts(lease, charge)
                known = charge.gross if gross else net
                if known is None:
                    self.amount = None
                else:
                    amount += known
        if lines:
            self.orders.append(basis.number)
        self.lines += lines
        self.texts += texts
        if self.amount is not None:
            self.amount += amount

    def counted(self, *, gross: bool) -> Counted:
        numbers = tuple(number for number in self.orders if number is not None)
        amount = None if self.amount is None else Ore(self.amount)
        totals = ControlTotals(
            orders=len(self.orders),
            lines=self.lines,
            texts=self.texts,
            net=None if gross else amount,
            gross=amount if gross else None,
            first_order=min(numbers, default=None),
            last_order=max(numbers, default=None),
        )
        return Counted(totals=totals, orders=numbers, period=Period(self.start, self.end))


def count(batch: ExportBatch[InvoiceBasis], options: VismaOptions) -> Iterator[Counted]:
    """Yield what each document of a batch will hold; nothing for a batch without items.

    An order that has no line is in no document.

    Args:
        batch: what is exported.
        options: with ``on_overflow = "split"``, lines are numbered to know where they go.
    """
    gross = options.amounts == "gross"
    counter = _Counter(batch, options)
    sums: list[_Sum] = []
    for basis in batch.items:
        document = counter.document(basis)
        while len(sums) <= document:
            sums.append(_Sum())
        sums[document].about(basis.period)
        sums[document].add(basis, count_texts=counter.count_texts, gross=gross)
    for each in sums:
        yield each.counted(gross=gross)


class _Counter:
    """Places orders in documents; all in the first where the batch may not split."""

    def __init__(self, batch: ExportBatch[InvoiceBasis], options: VismaOptions) -> None:
        self._preparation = Preparation(batch, options)
        self.count_texts = self._preparation.lines.texts.count
        self._numbering = Numbering(split=True) if options.on_overflow == "split" else None

    def document(self, basis: InvoiceBasis) -> int:
        """Return the document of an order, from 0."""
        if self._numbering is None:
            return 0
        keys = [self._key(basis, line.lease, line.charge) for line in basis.lines]
        return max((place[0] for place in self._numbering.order(keys) if place), default=0)

    def _key(self, basis: InvoiceBasis, lease: Lease, charge: Charge) -> bytes:
        party = self._preparation.party(lease.customer, basis.number)
        return party.number + self._preparation.lines.codes(lease, charge).key
