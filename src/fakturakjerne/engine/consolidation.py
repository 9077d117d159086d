"""Leases become collective invoices: one a customer and month, or split further by choice."""

import calendar
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from operator import attrgetter
from typing import Any, Final, Literal, get_args

from attrs import Attribute, evolve, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.lease import Lease
from fakturakjerne.domain.money import format_kroner
from fakturakjerne.errors import ConfigError

__all__ = [
    "BATCH_BY",
    "GROUP_BY",
    "MONTH_BY",
    "SPLIT_BY",
    "GroupBy",
    "MonthBy",
    "Policy",
    "consolidate",
    "negative",
    "number",
    "partition",
]

GroupBy = Literal["month", "until"]
MonthBy = Literal["end", "start"]

GROUP_BY: Final[tuple[GroupBy, ...]] = get_args(GroupBy)
"""What one collective invoice covers: a month, or all until a date."""
MONTH_BY: Final[tuple[MonthBy, ...]] = get_args(MonthBy)
"""Which end of a lease says its month."""
SPLIT_BY: Final = ("building", "resource", "contact", "note")
"""What may split a customer's invoice, besides ``dimension:NAME``."""
BATCH_BY: Final = ("customer_kind",)
"""What may split a batch into documents."""

_DIMENSION: Final = "dimension:"
_DIMENSION_FORM: Final = "dimension:NAME"

_Key = tuple[Any, ...]
_Split = Callable[[Lease], str]


def _one_of(known: Sequence[str]) -> Callable[[object, "Attribute[str]", str], None]:
    def check(_policy: object, attribute: "Attribute[str]", value: str) -> None:
        if value not in known:
            raise _unknown(attribute.name, value, known)

    return check


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


def _check_splits(_policy: object, _attribute: object, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in SPLIT_BY and (not name.startswith(_DIMENSION) or name == _DIMENSION):
            raise _unknown("split_by", name, (*SPLIT_BY, _DIMENSION_FORM))


@frozen(kw_only=True)
class Policy:
    """How leases are merged.

    Attributes:
        until: the last day that is billed.
        group_by: one invoice a ``month``, or one for all ``until`` the last day.
        month_by: whether the ``end`` or the ``start`` of a lease says its month.
        split_by: what splits a customer's invoice further: ``building``, ``resource``,
            ``contact``, ``note`` or ``dimension:NAME``.  Where leases differ in
            something that stands once in an invoice's header, the first lease counts unless it
            is named here.

    Raises:
        ConfigError: for an unknown word; names the nearest known one.

    Example:
        >>> Policy(until=date(2026, 2, 28), split_by=("building", "dimension:prosjekt")).group_by
        'month'
        >>> Policy(until=date(2026, 2, 28), split_by=("bulding",))
        Traceback (most recent call last):
        fakturakjerne.errors.ConfigError: billing.split_by: 'bulding' does not exist; did you ...
    """

    until: date
    group_by: GroupBy = field(default="month", validator=_one_of(GROUP_BY))
    month_by: MonthBy = field(default="end", validator=_one_of(MONTH_BY))
    split_by: tuple[str, ...] = field(default=(), converter=_names, validator=_check_splits)


def consolidate(leases: Iterable[Lease], policy: Policy) -> list[InvoiceBasis]:
    """Merge each customer's leases into collective invoices, in the order of their numbers.

    Customers come in the order of their :attr:`~fakturakjerne.domain.customer.Customer.key`,
    a customer's invoices by time, then by who pays, then by what they are split by, as text.  Two
    payers never share an invoice: one would pay for what the other owes.  Each lease is on
    exactly one of them, as a whole: where its charges differ in a dimension that splits, the
    value of the lease itself counts, and where it has none, that of its first charge not zero.

    Args:
        leases: those that :func:`~fakturakjerne.engine.readiness.assess` found ready, in any
            order; their ids differ, and none is later than ``policy.until``.
        policy: how to merge.

    Raises:
        ValueError: for a customer without a usable id.

    Example:
        >>> from fakturakjerne.domain.customer import Customer
        >>> from fakturakjerne.domain.identifiers import OrganizationNumber
        >>> from fakturakjerne.domain.lease import Charge
        >>> from fakturakjerne.domain.money import kroner
        >>> club = Customer(kind=CustomerKind.EXTERNAL, id=OrganizationNumber("311111116"))
        >>> leases = [
        ...     Lease(
        ...         id=f"{day}",
        ...         customer=club,
        ...         start=datetime(2026, 2, day, 18),
        ...         end=datetime(2026, 2, day, 20),
        ...         charges=(Charge(net=kroner("800")),),
        ...     )
        ...     for day in (9, 2)
        ... ]
        >>> [basis] = consolidate(leases, Policy(until=date(2026, 2, 28)))
        >>> [lease.id for lease in basis.leases], basis.net
        (['2', '9'], 160000)
    """
    groups = _grouped(leases, policy)
    bases: list[InvoiceBasis] = []
    period_of = _Periods(policy)
    for key in sorted(groups):
        group = groups.pop(key)  # so that the lists make room for the tuples
        group.sort(key=_line_order)
        period = period_of(group)
        bases.append(InvoiceBasis(customer=group[0].customer, period=period, leases=tuple(group)))
    return bases


def partition(
    bases: Iterable[InvoiceBasis], batch_by: Sequence[str]
) -> dict[str, list[InvoiceBasis]]:
    """Sort collective invoices into what becomes one document each, and keep their order.

    Args:
        bases: as :func:`consolidate` returns them.
        batch_by: ``("customer_kind",)`` for external and internal customers apart; empty for
            one document, named ``all``.

    Returns:
        Non-empty lists only; external before internal.

    Raises:
        ConfigError: for an unknown word.

    Example:
        >>> partition([], ["customer_kind"])
        {}
    """
    for name in batch_by:
        if name not in BATCH_BY:
            raise _unknown("batch_by", name, BATCH_BY)
    if not batch_by:
        every = list(bases)
        return {"all": every} if every else {}
    parts: dict[str, list[InvoiceBasis]] = {kind.value: [] for kind in CustomerKind}
    for basis in bases:
        parts[basis.customer.kind.value].append(basis)
    return {kind: part for kind, part in parts.items() if part}


def number(bases: Iterable[InvoiceBasis], numbers: range) -> list[InvoiceBasis]:
    """Give each collective invoice its order number, in order.

    Raises:
        ValueError: if there are more or fewer numbers than invoices.

    Example:
        >>> number([], range(34500001, 34500001))
        []
    """
    return [evolve(basis, number=order) for basis, order in zip(bases, numbers, strict=True)]


def negative(bases: Iterable[InvoiceBasis]) -> Iterator[Finding]:
    """Yield a warning for each collective invoice whose sum is negative.

    Its path is that of the first lease that is negative itself.

    Example:
        >>> list(negative([]))
        []
    """
    for basis in bases:
        if (net := basis.net) < 0:
            yield Finding(
                severity=Severity.WARNING,
                text=catalogue.BASIS_NEGATIVE,
                path=next(lease.origin for lease in basis.leases if lease.net < 0),
                values={"customer": basis.customer.label, "net": format_kroner(net)},
            )


def _grouped(leases: Iterable[Lease], policy: Policy) -> dict[_Key, list[Lease]]:
    """Collect the leases of each invoice, under a key that sorts as invoices do."""
    by_month, by_end = policy.group_by == "month", policy.month_by == "end"
    splits = tuple(_split(name) for name in policy.split_by)
    groups: dict[_Key, list[Lease]] = {}
    for lease in leases:
        customer = lease.customer
        key: _Key = customer.key
        if by_month:
            moment = lease.end if by_end else lease.start
            key += (moment.year, moment.month)
        key += (customer.payer.text if customer.payer else "",)
        if splits:
            key += tuple(split(lease) for split in splits)
        group = groups.get(key)
        if group is None:
            groups[key] = [lease]
        else:
            group.append(lease)
    return groups


class _Periods:
    """Says which days a group of leases is about, with one object a month."""

    __slots__ = ("_months", "_policy")

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._months: dict[tuple[int, int], Period] = {}

    def __call__(self, group: Sequence[Lease]) -> Period:
        by_end = self._policy.month_by == "end"
        first = min(lease.end if by_end else lease.start for lease in group)
        if self._policy.group_by == "until":
            return Period(first.date(), self._policy.until)
        month = (first.year, first.month)
        if month not in self._months:
            self._months[month] = _month(*month)
        return self._months[month]


def _month(year: int, month: int) -> Period:
    _, days = calendar.monthrange(year, month)
    return Period(date(year, month, 1), date(year, month, days))


def _line_order(lease: Lease) -> tuple[datetime, datetime, str]:
    return lease.end, lease.start, lease.id


def _split(name: str) -> _Split:
    match name:
        case "building" | "resource" as attribute:
            return attrgetter(attribute)
        case "contact":
            return lambda lease: lease.customer.contact or ""
        case "note":
            return lambda lease: lease.note or ""
        case _:
            return _by_dimension(name.removeprefix(_DIMENSION))


def _by_dimension(name: str) -> _Split:
    def value(lease: Lease) -> str:
        if name in lease.dimensions:
            return lease.dimensions[name]
        written = next((charge for charge in lease.charges if charge.net), None)
        return written.dimensions.get(name, "") if written else ""

    return value


def _unknown(field_name: str, value: str, known: Sequence[str]) -> ConfigError:
    nearest = get_close_matches(value, known, n=1, cutoff=0)
    return ConfigError(
        catalogue.POLICY_UNKNOWN,
        field=field_name,
        value=repr(value),
        nearest=repr(nearest[0]),
        known=", ".join(known),
    )
