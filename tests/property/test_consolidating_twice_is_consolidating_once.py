"""What is merged cannot be merged further."""

from __future__ import annotations

from hypothesis import given, settings

from fakturakjerne.domain.lease import Lease
from fakturakjerne.engine.consolidation import Policy, consolidate
from fakturakjerne.testing.strategies import lists_of_leases, many_leases, policies


@given(leases=lists_of_leases(), policy=policies())
def test_the_leases_of_the_invoices_give_the_invoices_again(
    leases: list[Lease], policy: Policy
) -> None:
    once = consolidate(leases, policy)
    assert consolidate([lease for basis in once for lease in basis.leases], policy) == once


@settings(max_examples=5)
@given(leases=many_leases(size=2000), policy=policies())
def test_each_invoice_alone_stays_one(leases: list[Lease], policy: Policy) -> None:
    for basis in consolidate(leases, policy):
        assert consolidate(reversed(basis.leases), policy) == [basis]
