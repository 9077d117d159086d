"""The catalogue of what can go wrong."""

from __future__ import annotations

import pytest

from fakturakjerne.errors import InvalidValueError
from fakturakjerne_visma.testing.faults import Fault, Plan


def test_what_takes_an_order_is_known_of_each_fault() -> None:
    assert {fault for fault in Fault if fault.takes} == {
        Fault.ACCEPT,
        Fault.OTHER_ORDER,
        Fault.EMPTY,
        Fault.SERVER_ERROR_TAKEN,
        Fault.HANG_TAKEN,
        Fault.DROP_TAKEN,
        Fault.FLOOD,
        Fault.DRIP,
    }


def test_nothing_is_taken_whose_body_is_not_read() -> None:
    before = [fault for fault in Fault if fault.is_before_the_body]
    assert before == [Fault.HANG_BEFORE, Fault.DROP_BEFORE]
    assert not any(fault.takes for fault in before)


def test_only_refusals_for_a_time_are_over_soon() -> None:
    assert [fault for fault in Fault if fault.is_over_soon] == [Fault.TOO_MANY, Fault.UNAVAILABLE]


def test_a_plan_does_not_change_with_what_it_was_made_of() -> None:
    orders, weights = {1: Fault.REJECT}, {Fault.EMPTY: 1}
    plan = Plan(orders=orders, weights=weights)
    orders.clear()
    weights.clear()
    assert plan.orders == {1: Fault.REJECT}
    assert plan.weights == {Fault.EMPTY: 1}
    with pytest.raises(TypeError, match="assignment"):
        plan.orders[2] = Fault.EMPTY  # type: ignore[index]  # what is tried


@pytest.mark.parametrize("weights", [{Fault.EMPTY: 0}, {Fault.EMPTY: -1, Fault.ACCEPT: 2}])
def test_a_plan_from_which_nothing_can_be_drawn_is_refused(weights: dict[Fault, int]) -> None:
    with pytest.raises(InvalidValueError, match="at least one above"):
        Plan(weights=weights)


def test_a_plan_that_rejects_each_minus_first_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="0 for none"):
        Plan(reject_every=-1)
