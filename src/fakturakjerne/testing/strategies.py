"""Hypothesis strategies for everything that is billed: customers, leases, invoices, batches.

What they make is valid, and awkward on purpose: numbers with leading zeros, D-numbers, one øre,
credits, prices that do not divide evenly, names with letters of half of Europe.  Each takes what
a test wants to hold fixed, and chooses the rest.

Example:
    >>> from hypothesis import given
    >>> @given(lease=leases(), customer=customers(kinds=[CustomerKind.INTERNAL]))
    ... def test_mine(lease: Lease, customer: Customer) -> None:
    ...     assert not lease.is_free
    ...     assert customer.is_billable
    >>> test_mine()
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Final

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from stdnum.no import fodselsnummer, orgnr

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import (
    CustomerId,
    NationalIdentityNumber,
    OrganizationNumber,
    ResourceNumber,
    UnusableId,
    parse_customer_id,
)
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import Ore, multiply
from fakturakjerne.engine.consolidation import Policy, consolidate, number

__all__ = [
    "TWO_MONTHS",
    "amounts",
    "bases",
    "batches",
    "charges",
    "customer_ids",
    "customers",
    "dimensions",
    "leases",
    "lists_of_leases",
    "many_leases",
    "names",
    "national_identity_numbers",
    "organization_numbers",
    "policies",
    "resource_numbers",
    "unusable_ids",
]

TWO_MONTHS: Final = (date(2026, 2, 1), date(2026, 3, 31))
"""The days that leases end on unless a test names others."""

_KINDS: Final = tuple(CustomerKind)
_NAMES: Final = ("Ålesund Turnforening", "Łódź & Søn", "Kari Nordmann-Bjørnæs", "IL «Fjell»")
_DIMENSIONS: Final = ("ansvar", "tjeneste", "prosjekt", "vår ref")
_AWKWARD_ORE: Final = (1, -1, 29, 99, 101, 30010, 12499, -5000)
_MINUTES_A_DAY: Final = 24 * 60


def organization_numbers() -> SearchStrategy[OrganizationNumber]:
    """Make organisation numbers with a right check digit."""
    return st.integers(20_000_000, 99_999_999).map(_organization_number)


@st.composite
def national_identity_numbers(draw: DrawFn, *, synthetic: bool = False) -> NationalIdentityNumber:
    """Make national identity numbers and D-numbers, with month + 40, 65 or 80 if synthetic."""
    born = draw(st.dates(date(1900, 1, 1), date(2025, 12, 31)))
    day = born.day + draw(st.sampled_from((0, 40)))
    month = born.month + (draw(st.sampled_from((40, 65, 80))) if synthetic else 0)
    birth = f"{day:02d}{month:02d}{born.year % 100:02d}"
    for individual in count(draw(st.integers(0, 999))):
        digits = f"{birth}{individual % 1000:03d}"
        first = fodselsnummer.calc_check_digit1(digits)
        second = fodselsnummer.calc_check_digit2(digits + first)
        if len(first + second) == 2:  # noqa: PLR2004 - two digits; a remainder of ten has none
            return NationalIdentityNumber(digits + first + second)
    raise AssertionError  # pragma: no cover - count() has no end


def resource_numbers() -> SearchStrategy[ResourceNumber]:
    """Make five or six digits, leading zeros included."""
    digits = st.text("0123456789", min_size=5, max_size=6)
    return (digits | st.sampled_from(("012345", "12345"))).map(ResourceNumber)


def customer_ids(
    *, kind: CustomerKind = CustomerKind.EXTERNAL, test_identities: bool = False
) -> SearchStrategy[CustomerId]:
    """Make the ids that customers of a kind are billed by."""
    choices: list[SearchStrategy[CustomerId]] = [organization_numbers()]
    if kind is CustomerKind.INTERNAL:
        choices.insert(0, resource_numbers())
    else:
        choices.append(national_identity_numbers())
        if test_identities:
            choices.append(national_identity_numbers(synthetic=True))
    return st.one_of(choices)


def unusable_ids() -> SearchStrategy[UnusableId]:
    """Make ids that nobody can be billed by, with the reason why."""
    wrong = st.text("0123456789 MVA", max_size=12) | st.sampled_from(
        ("974 760 673", "974760674", "15819010028", "15419010029", "28120")
    )
    parsed = wrong.map(parse_customer_id)
    return parsed.filter(lambda one: isinstance(one, UnusableId)).map(_as_unusable)


def names(*, max_size: int = 60) -> SearchStrategy[str]:
    """Make names and texts: Norwegian, foreign, empty, with quotes and separators."""
    letters = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
    return st.sampled_from([name for name in _NAMES if len(name) <= max_size] or [""]) | st.text(
        letters, max_size=max_size
    )


@st.composite
def customers(
    draw: DrawFn,
    *,
    kinds: Sequence[CustomerKind] = _KINDS,
    test_identities: bool = False,
    billable: bool = True,
) -> Customer:
    """Make customers.

    Args:
        draw: hypothesis gives it.
        kinds: external, internal or both.
        test_identities: whether synthetic persons are among them.
        billable: whether all have a usable id; otherwise it may be missing or wrong.
    """
    kind = draw(st.sampled_from(kinds))
    ids: SearchStrategy[CustomerId | UnusableId | None] = customer_ids(
        kind=kind, test_identities=test_identities
    )
    payers: SearchStrategy[CustomerId | UnusableId | None] = st.none() | organization_numbers()
    if not billable:
        ids = st.one_of(ids, st.none(), unusable_ids())
        payers = payers | unusable_ids()
    return Customer(
        kind=kind,
        id=draw(ids),
        number=draw(st.none() | st.sampled_from(("1001", "1002", "0900", "900"))),
        name=draw(names()),
        contact=draw(st.none() | names(max_size=20)),
        addresses=draw(st.just(()) | st.tuples(_addresses())),
        payer=draw(payers),
    )


def amounts(*, largest: Ore = Ore(10**9)) -> SearchStrategy[Ore]:  # noqa: B008 - Ore is an int
    """Make amounts other than zero, from one øre up, credits too."""
    awkward = [ore for ore in _AWKWARD_ORE if abs(ore) <= largest]
    return (st.sampled_from(awkward) | st.integers(1, largest) | st.integers(-largest, -1)).map(Ore)


def dimensions() -> SearchStrategy[Dimensions]:
    """Make dimensions of few names and few values, so that leases agree now and then."""
    values = st.sampled_from(("7", "07", "724300", "Å1"))
    return st.dictionaries(st.sampled_from(_DIMENSIONS), values, max_size=3).map(Dimensions)


@st.composite
def charges(draw: DrawFn, *, zero: bool = True, largest: Ore = Ore(10**9)) -> Charge:  # noqa: B008 - Ore is an int
    """Make charges: with a net alone, quantity x unit price, or both and different.

    Args:
        draw: hypothesis gives it.
        zero: whether charges of zero are among them.
        largest: the largest net that is stated, in øre.
    """
    stated = draw(amounts(largest=largest))
    net = draw(st.sampled_from((stated, stated, Ore(0)) if zero else (stated,)))
    quantity = draw(st.decimals("0.01", "99.99", places=2))
    unit_price = draw(st.none() | st.decimals("-9999.9999", "9999.9999", places=4))
    if unit_price is not None and draw(st.booleans()):
        net = multiply(quantity, unit_price) or net
    return Charge(
        text=draw(names(max_size=35)),
        quantity=quantity,
        unit_price=unit_price,
        net=net,
        article=draw(st.none() | st.sampled_from(("3801", "0900"))),
        vat=draw(st.none() | st.sampled_from((VatCode("12", Decimal(25)), VatCode("0")))),
        dimensions=draw(dimensions()),
    )


@st.composite
def leases(
    draw: DrawFn,
    *,
    of: SearchStrategy[Customer] | None = None,
    days: tuple[date, date] = TWO_MONTHS,
    ready: bool = True,
) -> Lease:
    """Make leases.

    Args:
        draw: hypothesis gives it.
        of: their customers; any by default.
        days: the first and the last day that they may end on.
        ready: whether all can be billed; otherwise they may be free, paid, inactive, or of a
            customer without a usable id.
    """
    often = (0, 18 * 60, 20 * 60)  # on the first day, so that some leases end or start together
    end = _moment(days[0], draw(st.sampled_from(often) | st.integers(0, _minutes(days))))
    lengths = st.integers(0, 3 * _MINUTES_A_DAY)
    billed = draw(charges(zero=False))
    others = draw(st.lists(charges(), max_size=2))
    lease = Lease(
        id=draw(st.text("0123456789abcÆ-", min_size=1, max_size=8)),
        customer=draw(customers(billable=ready) if of is None else of),
        start=end - timedelta(minutes=draw(st.sampled_from((60, 120)) | lengths)),
        end=end,
        charges=tuple(draw(st.permutations([billed, *others]))),
        building=draw(st.sampled_from(("", "Idrettshallen", "Kulturhuset"))),
        resource=draw(st.sampled_from(("", "Hall A", "Møterom 2"))),
        text=draw(names(max_size=35)),
        note=draw(st.none() | st.sampled_from(("Bestillingsnr 4500123", "to\nlinjer"))),
        dimensions=draw(dimensions()),
        origin=draw(st.sampled_from(("", "leases.jsonl:12"))),
    )
    if ready:
        return lease
    return evolve(
        lease,
        active=draw(st.booleans()),
        paid=draw(st.booleans()),
        charges=draw(st.just(lease.charges) | st.lists(charges(), max_size=2).map(tuple)),
    )


@st.composite
def lists_of_leases(
    draw: DrawFn,
    *,
    of: SearchStrategy[Customer] | None = None,
    days: tuple[date, date] = TWO_MONTHS,
    ready: bool = True,
    max_size: int = 12,
) -> list[Lease]:
    """Make lists of leases with ids that differ, several of a customer among them.

    Args:
        draw: hypothesis gives it.
        of: whom the customers of one list are chosen from; any by default.
        days: the first and the last day that they may end on.
        ready: as for :func:`leases`.
        max_size: how many at most.
    """
    chosen = draw(st.lists(customers(billable=ready) if of is None else of, min_size=1, max_size=4))
    one = leases(of=st.sampled_from(chosen), days=days, ready=ready)
    return draw(st.lists(one, max_size=max_size, unique_by=lambda lease: lease.id))


@st.composite
def many_leases(
    draw: DrawFn, *, size: int = 3000, days: tuple[date, date] = TWO_MONTHS
) -> list[Lease]:
    """Make thousands of leases in the time of a dozen, spread over the days in uneven steps.

    A few are drawn whole; the rest are these at other times, with other ids and other customers.
    """
    patterns = draw(st.lists(leases(days=days), min_size=1, max_size=6))
    chosen = draw(st.lists(customers(), min_size=1, max_size=12))
    stride, step = draw(st.integers(1, 10**6)), draw(st.integers(1, 10**6))
    made: list[Lease] = []
    for index in range(size):
        pattern = patterns[index % len(patterns)]
        end = _moment(days[0], index * stride % _minutes(days))
        made.append(
            evolve(
                pattern,
                id=str(index),
                customer=chosen[(index * step >> 3) % len(chosen)],
                start=end - (pattern.end - pattern.start),
                end=end,
            )
        )
    return made


@st.composite
def policies(draw: DrawFn, *, until: date = TWO_MONTHS[1]) -> Policy:
    """Make all ways to merge leases that end on a day or before."""
    names_of_splits = ("building", "resource", "contact", "note", "dimension:prosjekt")
    splits = draw(st.lists(st.sampled_from(names_of_splits), unique=True, max_size=3))
    return Policy(
        until=until,
        group_by=draw(st.sampled_from(("month", "until"))),
        month_by=draw(st.sampled_from(("end", "start"))),
        split_by=tuple(splits),
    )


@st.composite
def bases(
    draw: DrawFn,
    *,
    of: SearchStrategy[Customer] | None = None,
    policy: SearchStrategy[Policy] | None = None,
    first: int | None = 34500001,
) -> list[InvoiceBasis]:
    """Make the collective invoices of some leases, in order.

    Args:
        draw: hypothesis gives it.
        of: their customers; any by default.
        policy: how they are merged; any way by default.
        first: the first order number; None for invoices without.
    """
    made = consolidate(draw(lists_of_leases(of=of)), draw(policies() if policy is None else policy))
    return made if first is None else number(made, range(first, first + len(made)))


@st.composite
def batches(
    draw: DrawFn, *, of: SearchStrategy[list[InvoiceBasis]] | None = None
) -> ExportBatch[InvoiceBasis]:
    """Make batches of numbered collective invoices, on any day.

    Args:
        draw: hypothesis gives it.
        of: their items; any by default.
    """
    today = draw(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
    sequence = draw(st.integers(1, 99))
    return ExportBatch(
        id=f"{today:%y%m%d}-{sequence}",
        today=today,
        sequence=sequence,
        kind=draw(st.sampled_from(("all", "external", "internal"))),
        items=draw(bases() if of is None else of),
    )


def _organization_number(eight: int) -> OrganizationNumber:
    for candidate in count(eight):  # one in eleven has no check digit
        digits = f"{candidate % 10**8:08d}"
        check = -orgnr.checksum(digits + "0") % 11
        if check < 10:  # noqa: PLR2004 - one digit; a remainder of ten has none
            return OrganizationNumber(f"{digits}{check}")
    raise AssertionError  # pragma: no cover - count() has no end


def _as_unusable(one: CustomerId | UnusableId) -> UnusableId:
    assert isinstance(one, UnusableId)
    return one


def _addresses() -> SearchStrategy[Address]:
    return st.builds(
        Address,
        lines=st.tuples(names(max_size=40)),
        postal_code=st.text("0123456789", min_size=4, max_size=4),
        place=st.sampled_from(("ÅLESUND", "BØ I TELEMARK")),
    )


def _minutes(days: tuple[date, date]) -> int:
    return ((days[1] - days[0]).days + 1) * _MINUTES_A_DAY - 1


def _moment(first: date, minutes: int) -> datetime:
    return datetime.combine(first, time.min) + timedelta(minutes=minutes)
