"""Conservation: every lease is on exactly one invoice or left out, and the øre add up."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Lease
from fakturakjerne.engine.consolidation import Policy, consolidate, partition
from fakturakjerne.engine.readiness import BilledBefore, assess
from fakturakjerne.engine.reconciliation import (
    Point,
    reconcile,
    totals_of_bases,
    totals_of_leases,
)
from fakturakjerne.testing.strategies import lists_of_leases, many_leases, policies

MIDWAY = date(2026, 3, 10)


def objects(leases: list[Lease]) -> Counter[int]:
    """Count leases by identity, as two of them may be equal."""
    return Counter(map(id, leases))


def on(bases: list[InvoiceBasis]) -> list[Lease]:
    return [lease for basis in bases for lease in basis.leases]


@given(
    leases=lists_of_leases(ready=False),
    again=st.data(),
    policy=policies(until=MIDWAY),
)
def test_every_lease_is_on_one_invoice_or_left_out(
    leases: list[Lease], again: st.DataObject, policy: Policy
) -> None:
    if leases:
        leases = [*leases, *again.draw(st.lists(st.sampled_from(leases), max_size=3))]
    before = {lease.id: BilledBefore("1", changed=False) for lease in leases[:1]}
    readiness = assess(leases, until=policy.until, billed=before)
    bases = consolidate(readiness.ready, policy)
    left_out = [one.lease for one in readiness.left_out]
    assert objects(on(bases)) + objects(left_out) == objects(leases)
    billed = Counter(lease.id for lease in on(bases))
    assert all(times == 1 for times in billed.values())
    assert sum(basis.net for basis in bases) + sum(lease.net for lease in left_out) == sum(
        lease.net for lease in leases
    )


@given(leases=lists_of_leases(ready=False))
def test_what_is_ready_can_be_billed(leases: list[Lease]) -> None:
    readiness = assess(leases, until=MIDWAY, billed={})
    for lease in readiness.ready:
        assert lease.active
        assert not lease.paid
        assert any(charge.net for charge in lease.charges)
        assert lease.end.date() <= MIDWAY
        assert lease.customer.is_billable
    assert not any(note.blocks for note in readiness.notes)


@settings(max_examples=10)
@given(leases=many_leases(size=5000), policy=policies())
def test_thousands_of_leases_add_up_in_count_and_ore(leases: list[Lease], policy: Policy) -> None:
    readiness = assess(leases, until=policy.until, billed={})
    assert len(readiness.ready) == len(leases)
    bases = consolidate(readiness.ready, policy)
    assert objects(on(bases)) == objects(leases)
    points = [Point("leases", totals_of_leases(leases)), Point("bases", totals_of_bases(bases))]
    assert reconcile(points).points[1].totals.orders == len(bases)


@given(leases=lists_of_leases(), policy=policies(), kinds=st.sampled_from([(), ("customer_kind",)]))
def test_every_invoice_is_in_one_document(
    leases: list[Lease], policy: Policy, kinds: tuple[str, ...]
) -> None:
    bases = consolidate(leases, policy)
    parts = partition(bases, kinds)
    assert [basis for part in parts.values() for basis in part] == bases
    assert all(parts.values())
