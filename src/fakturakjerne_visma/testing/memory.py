"""What a rehearsal server remembers, and what it draws next."""

import random
import threading
from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import datetime
from enum import Enum

from attrs import field, frozen

from fakturakjerne_visma.testing.faults import Fault, Plan

__all__ = ["Kind", "Memory", "Received"]


class Kind(Enum):
    """What a request wants.

    Members:
        PROBE: the open tasks of a user, by which a connection is proven.
        SUBMISSION: an order is handed over.
        OTHER: anything else, where no client should come.
    """

    PROBE = "probe"
    SUBMISSION = "submission"
    OTHER = "other"


@frozen(kw_only=True)
class Received:
    """One request that came in.

    Attributes:
        kind: what it wanted.
        method: of HTTP.
        path: without the host.
        authorized: whether it carried the right user and password.
        host: what the client took for our name.
        orders: the order numbers that it held; empty where it was not read or held none.
        sha256: of its body, in hexadecimal digits; of no bytes where it was not read.
        document_sha256: of the document in the body: the body itself, or the file in a form.
        at: when, as UTC.
        nanoseconds: when, on a clock that only goes up.
        fault: what was done with it; None where the plan was not asked.
        status: of HTTP; 0 where it got no answer.
        taken: whether the orders are in the books now.
    """

    kind: Kind
    method: str
    path: str
    authorized: bool
    host: str
    orders: Sequence[int] = ()
    sha256: str
    document_sha256: str
    at: datetime
    nanoseconds: int
    fault: Fault | None = None
    status: int = 0
    taken: bool = False


@frozen(eq=False)
class Memory:
    """Everything that came in, and the chances of what comes; safe among threads."""

    _lock: threading.Lock = field(factory=threading.Lock, init=False)
    _received: list[Received] = field(factory=list, init=False)
    _refused: set[Hashable] = field(factory=set, init=False)
    _chances: "list[_Chances]" = field(factory=list, init=False)

    def follow(self, plan: Plan) -> None:
        """Take another plan from here on; what was received stays."""
        with self._lock:
            self._chances[:] = [_Chances(plan)]

    def note(self, received: Received) -> None:
        """Remember a request."""
        with self._lock:
            self._received.append(received)

    @property
    def received(self) -> tuple[Received, ...]:
        """All requests so far, in the order in which they came."""
        with self._lock:
            return tuple(self._received)

    def taken(self, order: int) -> int:
        """Return how many times an order was taken."""
        books = Counter(number for each in self.received if each.taken for number in each.orders)
        return books[order]

    def probe(self) -> Fault:
        """Return what the next probe meets."""
        with self._lock:
            return self._once(self._chances[0].plan.probe, "probe")

    def draw(self) -> tuple[Fault, bool]:
        """Return what the next submission meets, and whether its orders may change that."""
        with self._lock:
            chances = self._chances[0]
            return chances.draw(), bool(chances.plan.orders)

    def choose(self, orders: Sequence[int], drawn: Fault) -> Fault:
        """Return what a submission meets whose orders are known now."""
        with self._lock:
            own = self._chances[0].plan.orders
            fault = next((own[order] for order in orders if order in own), drawn)
            return self._once(fault, tuple(orders))

    def _once(self, fault: Fault, who: Hashable) -> Fault:
        """Refuse for a time; the second time it is over."""
        if not fault.is_over_soon:
            return fault
        if who in self._refused:
            return Fault.ACCEPT
        self._refused.add(who)
        return fault


class _Chances:
    """A plan with its dice."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._random = random.Random(plan.seed)  # noqa: S311 - chooses faults, not secrets
        self._count = 0

    def draw(self) -> Fault:
        plan = self.plan
        self._count += 1
        drawn = (
            self._random.choices(list(plan.weights), weights=list(plan.weights.values()))[0]
            if plan.weights
            else plan.default
        )
        if plan.reject_every and self._count % plan.reject_every == 0:
            return Fault.REJECT
        return drawn
