"""The same leases in any order give the same invoices in the same order."""

from __future__ import annotations

import random

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from fakturakjerne.domain.lease import Lease
from fakturakjerne.engine.consolidation import Policy, consolidate
from fakturakjerne.engine.readiness import assess
from fakturakjerne.testing.strategies import leases as made_leases
from fakturakjerne.testing.strategies import lists_of_leases, many_leases, policies


@given(leases=lists_of_leases(), policy=policies(), data=st.data())
def test_shuffled_leases_give_the_same_invoices(
    leases: list[Lease], policy: Policy, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(leases))
    assert consolidate(shuffled, policy) == consolidate(leases, policy)


@settings(max_examples=10)
@given(leases=many_leases(size=3000), policy=policies(), seed=st.integers())
def test_thousands_of_shuffled_leases_give_the_same_invoices(
    leases: list[Lease], policy: Policy, seed: int
) -> None:
    expected = consolidate(leases, policy)
    random.Random(seed).shuffle(leases)
    assert consolidate(leases, policy) == expected


@given(leases=lists_of_leases() | lists_of_leases(ready=False), policy=policies(), data=st.data())
def test_shuffled_leases_give_the_same_verdicts(
    leases: list[Lease], policy: Policy, data: st.DataObject
) -> None:
    if leases:  # twice, or twice with other content
        double = data.draw(st.sampled_from(leases))
        other = evolve(data.draw(st.sampled_from(leases)), text="something else")
        leases = [*leases, double, *data.draw(st.sampled_from([[], [other]]))]
    shuffled = data.draw(st.permutations(leases))
    first, second = (assess(every, until=policy.until, billed={}) for every in (leases, shuffled))
    assert consolidate(first.ready, policy) == consolidate(second.ready, policy)
    assert sorted((one.lease.id, one.finding.code) for one in first.left_out) == sorted(
        (one.lease.id, one.finding.code) for one in second.left_out
    )


@given(lease=made_leases(), policy=policies())
def test_neither_of_two_that_contradict_each_other_wins_by_coming_first(
    lease: Lease, policy: Policy
) -> None:
    other = evolve(lease, text=f"not {lease.text}")
    for both in ([lease, other], [other, lease], [lease, lease, other]):
        readiness = assess(both, until=policy.until, billed={})
        assert not readiness.ready
        assert {one.finding.code for one in readiness.left_out} == {"lease.conflict"}
