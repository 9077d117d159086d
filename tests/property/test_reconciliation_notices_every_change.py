"""One changed count or amount, anywhere between leases and bytes, is noticed."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.money import Ore
from fakturakjerne.engine.reconciliation import (
    Point,
    reconcile,
    totals_of_bases,
    totals_of_leases,
)
from fakturakjerne.errors import ReconciliationError
from fakturakjerne.testing.strategies import amounts, bases


def points(made: list[InvoiceBasis]) -> list[Point]:
    leases = [lease for basis in made for lease in basis.leases]
    of_bases = totals_of_bases(made)
    document = evolve(of_bases, texts=of_bases.lines)
    return [
        Point("leases", totals_of_leases(leases)),
        Point("bases", of_bases),
        Point("document", document),
        Point("read back", document),
    ]


@given(made=bases())
def test_a_way_without_a_loss_agrees(made: list[InvoiceBasis]) -> None:
    assert list(reconcile(points(made)).points) == points(made)


@given(
    made=bases(),
    at=st.integers(0, 3),
    name=st.sampled_from(["orders", "lines", "texts", "net", "first_order", "last_order"]),
    by=st.integers().filter(bool),
)
def test_any_changed_total_is_noticed(
    made: list[InvoiceBasis], at: int, name: str, by: int
) -> None:
    every = points(made)
    totals = every[at].totals
    value = getattr(totals, name)
    assume(value is not None)
    changes: dict[str, Any] = {name: value + by}
    every[at] = evolve(every[at], totals=evolve(totals, **changes))
    with pytest.raises(ReconciliationError, match=name.partition("_")[0]):
        reconcile(every)


@given(made=bases(), by=amounts(), data=st.data())
def test_one_changed_charge_is_noticed(
    made: list[InvoiceBasis], by: Ore, data: st.DataObject
) -> None:
    assume(made)
    original = points(made)
    at = data.draw(st.integers(0, len(made) - 1))
    first, *others = made[at].leases
    charge, *charges = first.charges
    changed = evolve(first, charges=(evolve(charge, net=Ore(charge.net + by)), *charges))
    made[at] = evolve(made[at], leases=(changed, *others))
    with pytest.raises(ReconciliationError):
        reconcile([original[0], Point("bases", totals_of_bases(made))])


@given(made=bases(), data=st.data())
def test_a_lost_invoice_is_noticed(made: list[InvoiceBasis], data: st.DataObject) -> None:
    assume(made)
    original = points(made)
    made.pop(data.draw(st.integers(0, len(made) - 1)))
    with pytest.raises(ReconciliationError):
        reconcile([*original[:2], Point("read back", totals_of_bases(made))])


@given(net=amounts(), gross=amounts())
def test_net_is_never_taken_for_gross(net: Ore, gross: Ore) -> None:
    first = ControlTotals(orders=1, lines=1, net=net)
    second = ControlTotals(orders=1, lines=1, gross=gross)
    with pytest.raises(ReconciliationError, match="neither net nor gross"):
        reconcile([Point("bases", first), Point("document", second)])
