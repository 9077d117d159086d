"""Proof that nothing was lost on the way: leases, bases and bytes agree in count and øre."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Final, Literal

from attrs import evolve, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Lease
from fakturakjerne.domain.money import Ore, format_kroner
from fakturakjerne.errors import ReconciliationError

__all__ = [
    "Point",
    "PointName",
    "Reconciliation",
    "reconcile",
    "totals_of_bases",
    "totals_of_documents",
    "totals_of_leases",
]

PointName = Literal["leases", "bases", "invoices", "document", "read back"]
"""Where totals are taken, in the order of a lease's way through."""


@frozen
class Point:
    """What was counted and summed at one point.

    Attributes:
        name: where.
        totals: what; None fields are not compared.

    Example:
        >>> Point("leases", ControlTotals(orders=None, lines=2, net=Ore(160000))).totals.lines
        2
    """

    name: PointName
    totals: ControlTotals


@frozen
class Reconciliation:
    """Points that agree; :func:`reconcile` makes it.

    Attributes:
        points: in the order of a lease's way through.

    Example:
        >>> totals = ControlTotals(orders=1, lines=2, net=Ore(160000))
        >>> agreed = reconcile([Point("bases", totals), Point("read back", totals)])
        >>> [point.name for point in agreed.points]
        ['bases', 'read back']
    """

    points: tuple[Point, ...]


def totals_of_leases(leases: Iterable[Lease], *, with_vat: bool = False) -> ControlTotals:
    """Count the charges that are not zero and sum their øre; leases know no orders.

    Args:
        leases: those that are billed.
        with_vat: sum with VAT as well, for a format that carries amounts so; the sum is None if
            the rate of a single charge is not known.
    """
    lines = net = 0
    gross: int | None = 0 if with_vat else None
    for lease in leases:
        for charge in lease.charges:
            if charge.net:
                lines += 1
                net += charge.net
                if gross is not None:
                    known = charge.gross
                    gross = None if known is None else gross + known
    return ControlTotals(orders=None, lines=lines, net=Ore(net), gross=_ore(gross))


def totals_of_bases(bases: Iterable[InvoiceBasis], *, with_vat: bool = False) -> ControlTotals:
    """Count and sum collective invoices; order numbers are None until all have theirs."""
    numbers: list[int | None] = []

    def leases() -> Iterator[Lease]:
        for basis in bases:
            numbers.append(basis.number)
            yield from basis.leases

    totals = totals_of_leases(leases(), with_vat=with_vat)
    known = [number for number in numbers if number is not None]
    numbered = bool(known) and len(known) == len(numbers)
    return evolve(
        totals,
        orders=len(numbers),
        first_order=min(known) if numbered else None,
        last_order=max(known) if numbered else None,
    )


def totals_of_documents(documents: Iterable[ControlTotals]) -> ControlTotals:
    """Add up the totals of a batch's documents; what one of them does not know stays None.

    Example:
        >>> each = ControlTotals(orders=1, lines=2, net=Ore(100), first_order=7, last_order=7)
        >>> totals_of_documents([each, each]).net
        200
    """
    every = list(documents)
    firsts = [part.first_order for part in every if part.first_order is not None]
    lasts = [part.last_order for part in every if part.last_order is not None]
    return ControlTotals(
        orders=_sum(part.orders for part in every),
        lines=sum(part.lines for part in every),
        texts=_sum(part.texts for part in every),
        net=_ore(_sum(part.net for part in every)),
        gross=_ore(_sum(part.gross for part in every)),
        first_order=min(firsts, default=None),
        last_order=max(lasts, default=None),
    )


def reconcile(points: Iterable[Point]) -> Reconciliation:
    """Compare every count and sum that at least two points know.

    Args:
        points: in the order of a lease's way through, at least two.

    Raises:
        ReconciliationError: if a count or sum differs anywhere (the error names each, at every
            point), if two neighbours have no amount in common, or if there is nothing to compare.

    Example:
        >>> written = ControlTotals(orders=1, lines=2, net=Ore(160000))
        >>> read = ControlTotals(orders=1, lines=2, net=Ore(150000))
        >>> reconcile([Point("document", written), Point("read back", read)])
        Traceback (most recent call last):
        fakturakjerne.errors.ReconciliationError: ... net: document 1 600,00 | read back 1 500,00
    """
    reconciliation = Reconciliation(tuple(points))
    compared = reconciliation.points
    if len(compared) < _FEWEST:
        raise ReconciliationError(catalogue.RECONCILIATION_TOO_FEW, count=len(compared))
    if differing := [compare for compare in _COMPARISONS if compare.differs(compared)]:
        raise ReconciliationError(
            catalogue.RECONCILIATION_DIFFERS,
            differences_nb="; ".join(one.describe(compared, "nb") for one in differing),
            differences_en="; ".join(one.describe(compared, "en") for one in differing),
        )
    for first, second in pairwise(compared):
        if not _share_an_amount(first.totals, second.totals):
            raise ReconciliationError(
                catalogue.RECONCILIATION_NO_AMOUNT,
                first_nb=_NAMES_NB[first.name],
                second_nb=_NAMES_NB[second.name],
                first_en=first.name,
                second_en=second.name,
            )
    return reconciliation


@frozen
class _Comparison:
    """One count or sum: its names, where it stands in the totals, and how it is written."""

    nb: str
    en: str
    value: Callable[[ControlTotals], int | None]
    written: Callable[[int], str] = str

    def differs(self, points: Sequence[Point]) -> bool:
        """Whether two points that know it disagree."""
        return len({value for _, value in self._known(points)}) > 1

    def describe(self, points: Sequence[Point], language: Language) -> str:
        """Return what every point that knows it says."""
        said = (
            f"{_NAMES_NB[name] if language == 'nb' else name} {self.written(value)}"
            for name, value in self._known(points)
        )
        return f"{self.nb if language == 'nb' else self.en}: {' | '.join(said)}"

    def _known(self, points: Sequence[Point]) -> list[tuple[PointName, int]]:
        every = ((point.name, self.value(point.totals)) for point in points)
        return [(name, value) for name, value in every if value is not None]


def _share_an_amount(first: ControlTotals, second: ControlTotals) -> bool:
    nets, grosses = (first.net, second.net), (first.gross, second.gross)
    return None not in nets or None not in grosses


def _sum(values: Iterable[int | None]) -> int | None:
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _ore(value: int | None) -> Ore | None:
    return None if value is None else Ore(value)


def _kroner(value: int) -> str:
    return format_kroner(Ore(value))


_FEWEST: Final = 2
_NAMES_NB: Final[Mapping[PointName, str]] = {
    "leases": "leieforhold",
    "bases": "grunnlag",
    "invoices": "fakturaer",
    "document": "dokument",
    "read back": "lest tilbake",
}
_COMPARISONS: Final = (
    _Comparison("ordrer", "orders", attrgetter("orders")),
    _Comparison("linjer", "lines", attrgetter("lines")),
    _Comparison("tekster", "texts", attrgetter("texts")),
    _Comparison("netto", "net", attrgetter("net"), _kroner),
    _Comparison("brutto", "gross", attrgetter("gross"), _kroner),
    _Comparison("første ordrenummer", "first order number", attrgetter("first_order")),
    _Comparison("siste ordrenummer", "last order number", attrgetter("last_order")),
)
