"""The order of invoices and lines, against a definition written down on its own.

External before internal; organisation number before national identity number before resource
number; id and sub-unit as text; months in time order; payers, then split values, as text; then
lines by end, start and id.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby, pairwise

from hypothesis import given

from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Lease
from fakturakjerne.engine.consolidation import Policy, consolidate, number
from fakturakjerne.testing.strategies import lists_of_leases, policies

KINDS = ["external", "internal"]
IDS = ["OrganizationNumber", "NationalIdentityNumber", "ResourceNumber"]


def customer_place(lease: Lease) -> tuple[int, int, str, str]:
    customer = lease.customer
    assert customer.id is not None
    kind = KINDS.index(customer.kind.value)
    unit = (customer.number or "") if kind == 0 else ""
    return kind, IDS.index(type(customer.id).__name__), customer.id.text, unit


def month_place(lease: Lease, policy: Policy) -> str:
    if policy.group_by == "until":
        return ""
    return f"{lease.end if policy.month_by == 'end' else lease.start:%Y-%m}"


def split_place(lease: Lease, name: str) -> str:
    if name == "dimension:prosjekt":
        written = [charge.dimensions for charge in lease.charges if charge.net != 0]
        sources = [lease.dimensions, *written[:1]]
        return next((one["prosjekt"] for one in sources if "prosjekt" in one), "")
    values = {
        "building": lease.building,
        "resource": lease.resource,
        "note": lease.note,
        "contact": lease.customer.contact,
    }
    return values[name] or ""


def place(lease: Lease, policy: Policy) -> tuple[object, ...]:
    splits = [split_place(lease, name) for name in policy.split_by]
    payer = "" if lease.customer.payer is None else lease.customer.payer.text
    return (customer_place(lease), month_place(lease, policy), payer, splits)


@given(leases=lists_of_leases(), policy=policies())
def test_invoices_are_the_groups_of_the_naive_definition(
    leases: list[Lease], policy: Policy
) -> None:
    by_line = sorted(leases, key=lambda lease: (lease.end, lease.start, lease.id))
    by_place = sorted(by_line, key=lambda lease: place(lease, policy))
    expected = [
        [lease.id for lease in group]
        for _, group in groupby(by_place, key=lambda lease: place(lease, policy))
    ]
    bases = consolidate(leases, policy)
    assert [[lease.id for lease in basis.leases] for basis in bases] == expected


@given(leases=lists_of_leases(), policy=policies())
def test_the_first_lease_speaks_for_the_header(leases: list[Lease], policy: Policy) -> None:
    for basis in consolidate(leases, policy):
        earliest = min(basis.leases, key=lambda lease: (lease.end, lease.start, lease.id))
        assert basis.customer is earliest.customer


@given(leases=lists_of_leases(), policy=policies())
def test_the_period_holds_its_leases(leases: list[Lease], policy: Policy) -> None:
    for basis in consolidate(leases, policy):
        days = days_of(basis, policy)
        assert all(basis.period.start <= day <= basis.period.end for day in days)
        if policy.group_by == "month":
            assert basis.period.start.day == 1
            assert {f"{day:%Y-%m}" for day in days} == {f"{basis.period.end:%Y-%m}"}
        else:
            assert (basis.period.start, basis.period.end) == (min(days), policy.until)


def days_of(basis: InvoiceBasis, policy: Policy) -> list[date]:
    by_end = policy.month_by == "end"
    return [(lease.end if by_end else lease.start).date() for lease in basis.leases]


@given(leases=lists_of_leases(), policy=policies())
def test_numbers_rise_by_one_in_that_order(leases: list[Lease], policy: Policy) -> None:
    bases = consolidate(leases, policy)
    numbered = number(bases, range(7, 7 + len(bases)))
    orders = [basis.number or 0 for basis in numbered]
    assert all(later == earlier + 1 for earlier, later in pairwise(orders))
    assert [basis.leases for basis in numbered] == [basis.leases for basis in bases]
