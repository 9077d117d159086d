"""What is drawn, what is chosen, and what is remembered."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime

from fakturakjerne_visma.testing.faults import Fault, Plan
from fakturakjerne_visma.testing.memory import Kind, Memory, Received


def following(plan: Plan) -> Memory:
    memory = Memory()
    memory.follow(plan)
    return memory


def request(*orders: int, taken: bool) -> Received:
    return Received(
        kind=Kind.SUBMISSION,
        method="POST",
        path="/",
        authorized=True,
        host="",
        orders=orders,
        sha256="",
        document_sha256="",
        at=datetime(2026, 3, 2, tzinfo=UTC),
        nanoseconds=0,
        taken=taken,
    )


def test_an_order_is_counted_as_often_as_it_was_taken() -> None:
    memory = following(Plan())
    for each in (request(1, taken=True), request(1, 2, taken=True), request(1, taken=False)):
        memory.note(each)
    assert [memory.taken(order) for order in (1, 2, 3)] == [2, 1, 0]
    assert len(memory.received) == 3


def test_the_same_seed_draws_the_same_and_the_weights_count() -> None:
    weights = {Fault.ACCEPT: 9, Fault.EMPTY: 1, Fault.HANG: 0}
    draws = [
        [memory.draw()[0] for _ in range(1000)]
        for memory in (following(Plan(weights=weights, seed=7)) for _ in range(2))
    ]
    assert draws[0] == draws[1]
    counted = Counter(draws[0])
    assert set(counted) == {Fault.ACCEPT, Fault.EMPTY}
    assert 50 < counted[Fault.EMPTY] < 150
    other = following(Plan(weights=weights, seed=8))
    assert [other.draw()[0] for _ in range(1000)] != draws[0]


def test_each_so_manieth_is_rejected_whatever_was_drawn() -> None:
    memory = following(Plan(reject_every=3, default=Fault.EMPTY))
    drawn = [memory.draw()[0] for _ in range(6)]
    assert drawn == [Fault.EMPTY, Fault.EMPTY, Fault.REJECT] * 2


def test_an_order_s_own_fault_goes_before_what_was_drawn() -> None:
    memory = following(Plan(orders={2: Fault.HANG}))
    assert memory.draw() == (Fault.ACCEPT, True)
    assert memory.choose([1, 2], Fault.EMPTY) is Fault.HANG
    assert memory.choose([1], Fault.EMPTY) is Fault.EMPTY
    assert following(Plan()).draw() == (Fault.ACCEPT, False)


def test_a_refusal_for_a_time_is_over_when_the_order_comes_again() -> None:
    memory = following(Plan(probe=Fault.UNAVAILABLE))
    for order in (1, 2):
        assert memory.choose([order], Fault.TOO_MANY) is Fault.TOO_MANY
        assert memory.choose([order], Fault.TOO_MANY) is Fault.ACCEPT
    assert memory.choose([1], Fault.REJECT) is Fault.REJECT
    assert [memory.probe(), memory.probe()] == [Fault.UNAVAILABLE, Fault.ACCEPT]


def test_another_plan_keeps_what_was_received() -> None:
    memory = following(Plan())
    memory.note(request(1, taken=True))
    memory.follow(Plan(default=Fault.EMPTY))
    assert memory.draw()[0] is Fault.EMPTY
    assert memory.taken(1) == 1


def test_threads_lose_nothing() -> None:
    memory = following(Plan())

    def note() -> None:
        for _ in range(200):
            memory.note(request(1, taken=True))

    threads = [threading.Thread(target=note) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert memory.taken(1) == 800
