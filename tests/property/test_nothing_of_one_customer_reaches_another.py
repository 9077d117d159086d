"""No invoice holds anything of two customers: no lease, name, contact, note or dimension."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import OrganizationNumber, ResourceNumber
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Lease
from fakturakjerne.engine.consolidation import Policy, consolidate
from fakturakjerne.testing.strategies import (
    customers,
    leases,
    lists_of_leases,
    policies,
    resource_numbers,
)


def marked(lease: Lease) -> Lease:
    """Write the customer's identity into everything that an invoice could show."""
    customer = lease.customer
    assert customer.id is not None
    unit = customer.number or "" if customer.kind is CustomerKind.EXTERNAL else ""
    mark = f"{customer.kind.value}/{customer.id.text}/{unit}"
    return evolve(
        lease,
        customer=evolve(customer, name=mark, contact=mark, email=mark),
        note=mark,
        text=mark,
        building=mark,
        resource=mark,
        dimensions=Dimensions({"prosjekt": mark}),
        charges=tuple(
            evolve(charge, text=mark, dimensions=Dimensions({"prosjekt": mark}))
            for charge in lease.charges
        ),
    )


def marks(basis: InvoiceBasis) -> set[str | None]:
    found: set[str | None] = {basis.customer.name, basis.customer.contact, basis.customer.email}
    for line in basis.lines:
        found |= {line.charge.text, line.charge.dimensions["prosjekt"]}
    for lease in basis.leases:
        found |= {lease.customer.name, lease.customer.contact, lease.note, lease.text}
        found |= {lease.building, lease.resource, lease.dimensions["prosjekt"]}
    return found


@given(drawn=lists_of_leases(), policy=policies())
def test_an_invoice_shows_its_own_customer_only(drawn: list[Lease], policy: Policy) -> None:
    for basis in consolidate(map(marked, drawn), policy):
        assert len(marks(basis)) == 1


@given(drawn=lists_of_leases(), policy=policies())
def test_the_leases_of_an_invoice_are_one_customers(drawn: list[Lease], policy: Policy) -> None:
    for basis in consolidate(drawn, policy):
        assert {lease.customer.key for lease in basis.leases} == {basis.customer.key}
        assert any(lease.customer is basis.customer for lease in basis.leases)


@given(lease=leases(), one=resource_numbers(), policy=policies())
def test_a_leading_zero_is_never_lost(lease: Lease, one: ResourceNumber, policy: Policy) -> None:
    texts = {one.text, f"0{one.text.lstrip('0')}".rjust(6, "0")[-6:], one.text.lstrip("0")}
    numbers = [ResourceNumber(text) for text in sorted(texts) if len(text) in (5, 6)]
    drawn = [
        evolve(lease, id=number.text, customer=Customer(kind=CustomerKind.INTERNAL, id=number))
        for number in numbers
    ]
    bases = consolidate(drawn, policy)
    assert [(basis.customer.id, len(basis.leases)) for basis in bases] == [
        (number, 1) for number in numbers
    ]


@given(
    lease=leases(),
    customer=customers(kinds=[CustomerKind.EXTERNAL]),
    units=st.lists(st.sampled_from(["1", "01", "001", "1 ", "A", "a"]), unique=True, min_size=2),
    policy=policies(),
)
def test_sub_units_never_share_an_invoice(
    lease: Lease, customer: Customer, units: list[str], policy: Policy
) -> None:
    drawn = [evolve(lease, id=unit, customer=evolve(customer, number=unit)) for unit in units]
    bases = consolidate(drawn, policy)
    assert [basis.customer.number for basis in bases] == sorted(units)


@given(lease=leases(), policy=policies())
def test_one_id_as_external_and_internal_customer_is_two(lease: Lease, policy: Policy) -> None:
    owned = OrganizationNumber("311111116")
    drawn = [
        evolve(lease, id=kind.value, customer=Customer(kind=kind, id=owned))
        for kind in CustomerKind
    ]
    assert [basis.customer.kind for basis in consolidate(drawn, policy)] == list(CustomerKind)
