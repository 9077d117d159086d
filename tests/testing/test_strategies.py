"""What the strategies promise, and that they reach the corners they are made for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.identifiers import (
    CustomerId,
    NationalIdentityNumber,
    OrganizationNumber,
    ResourceNumber,
    UnusableId,
    parse_customer_id,
)
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import Ore, multiply
from fakturakjerne.engine.consolidation import Policy
from fakturakjerne.testing import strategies


@given(strategies.organization_numbers())
def test_organization_numbers_pass_our_own_parser(number: OrganizationNumber) -> None:
    assert parse_customer_id(number.text) == number


@given(st.booleans().flatmap(lambda flag: st.tuples(st.just(flag), _persons(flag))))
def test_persons_pass_our_own_parser_and_are_synthetic_only_where_asked_for(
    drawn: tuple[bool, NationalIdentityNumber],
) -> None:
    synthetic, person = drawn
    assert person.is_synthetic is synthetic
    assert parse_customer_id(person.text, test_identities=synthetic) == person


def _persons(synthetic: bool) -> st.SearchStrategy[NationalIdentityNumber]:
    return strategies.national_identity_numbers(synthetic=synthetic)


@pytest.mark.parametrize("kind", list(CustomerKind))
def test_ids_fit_the_kind_of_the_customer(kind: CustomerKind) -> None:
    @given(strategies.customer_ids(kind=kind, test_identities=True))
    def fits(number: CustomerId) -> None:
        internal = kind is CustomerKind.INTERNAL
        parsed = parse_customer_id(number.text, internal=internal, test_identities=True)
        assert parsed == number

    fits()


@given(strategies.unusable_ids())
def test_unusable_ids_are_refused_by_our_own_parser(unusable: UnusableId) -> None:
    assert parse_customer_id(unusable.text) == unusable


@given(strategies.names(max_size=3))
def test_names_keep_to_their_size_and_survive_utf8(name: str) -> None:
    assert len(name) <= 3
    assert name.encode().decode() == name


@given(strategies.customers(kinds=[CustomerKind.INTERNAL]))
def test_customers_are_billable_and_of_the_kinds_asked_for(customer: Customer) -> None:
    assert customer.is_billable
    assert customer.kind is CustomerKind.INTERNAL
    assert not isinstance(customer.payer, UnusableId)


@given(strategies.amounts(largest=Ore(29)))
def test_amounts_are_never_zero_nor_larger_than_asked_for(amount: int) -> None:
    assert 0 < abs(amount) <= 29


@given(strategies.charges(zero=False))
def test_charges_without_zero_have_none(charge: Charge) -> None:
    assert charge.net


@given(strategies.leases(days=(date(2024, 2, 29), date(2024, 2, 29))))
def test_leases_end_on_the_days_asked_for_and_can_be_billed(lease: Lease) -> None:
    assert lease.end.date() == date(2024, 2, 29)
    assert lease.start <= lease.end
    assert not lease.is_free
    assert lease.active
    assert not lease.paid


@given(strategies.lists_of_leases(ready=False, max_size=5))
def test_lists_of_leases_hold_each_id_once(leases: list[Lease]) -> None:
    assert len({lease.id for lease in leases}) == len(leases) <= 5


@settings(max_examples=5)
@given(strategies.many_leases(size=500))
def test_many_leases_are_as_many_as_asked_for(leases: list[Lease]) -> None:
    assert len({lease.id for lease in leases}) == len(leases) == 500
    first, last = strategies.TWO_MONTHS
    assert all(first <= lease.end.date() <= last for lease in leases)


@given(strategies.bases(first=None))
def test_bases_have_no_number_where_none_is_asked_for(bases: list[InvoiceBasis]) -> None:
    assert all(basis.number is None for basis in bases)


@given(strategies.batches())
def test_batches_hold_invoices_numbered_in_order(batch: ExportBatch[InvoiceBasis]) -> None:
    numbers = [basis.number for basis in batch.items]
    assert numbers == list(range(34500001, 34500001 + len(numbers)))


@given(strategies.policies(until=date(2026, 2, 28)))
def test_policies_hold_the_day_asked_for(policy: Policy) -> None:
    assert policy.until == date(2026, 2, 28)


GENERATE_ONLY = settings(
    max_examples=3000, database=None, deadline=None, derandomize=True, phases=[Phase.generate]
)
REACHED: list[Any] = [
    pytest.param(strategies.customer_ids(), lambda one: int(one.text[0]) >= 4 and len(one.text) == 11, id="D-number"),
    pytest.param(strategies.customers(), lambda one: isinstance(one.id, ResourceNumber) and one.id.text[0] == "0", id="leading zero"),
    pytest.param(strategies.customers(billable=False), lambda one: one.id is None, id="no id"),
    pytest.param(strategies.customers(billable=False), lambda one: isinstance(one.payer, UnusableId), id="unusable payer"),
    pytest.param(strategies.customers(test_identities=True), lambda one: isinstance(one.id, NationalIdentityNumber) and one.id.is_synthetic, id="synthetic person"),
    pytest.param(strategies.charges(), lambda one: one.net == 1, id="one øre"),
    pytest.param(strategies.charges(), lambda one: one.net < 0, id="credit"),
    pytest.param(strategies.charges(), lambda one: one.net == 0, id="zero"),
    pytest.param(strategies.charges(), lambda one: one.unit_price is not None and multiply(one.quantity, one.unit_price) != one.net, id="net differs"),
    pytest.param(strategies.charges(), lambda one: one.unit_price is not None and one.quantity * one.unit_price * 100 % 1 and multiply(one.quantity, one.unit_price) == one.net, id="rounded"),
    pytest.param(strategies.leases(ready=False), lambda one: one.is_free and one.active and not one.paid, id="free"),
    pytest.param(strategies.bases(), lambda many: any(len(one.leases) > 1 for one in many), id="merged"),
    pytest.param(strategies.bases(), lambda many: any(one.net < 0 for one in many), id="negative invoice"),
    pytest.param(strategies.bases(), lambda many: len({one.customer.kind for one in many}) == 2, id="both kinds"),
]  # fmt: skip


@pytest.mark.parametrize(("strategy", "wanted"), REACHED)
def test_awkward_corners_are_reached(
    strategy: st.SearchStrategy[object], wanted: Callable[[object], bool]
) -> None:
    find(strategy, wanted, settings=GENERATE_ONLY)
