"""Which leases are ready to be billed, and why the others are left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Context, Decimal
from typing import Final

from attrs import frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import UnusableId, mask_within
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import format_kroner, multiply
from fakturakjerne.errors import InvalidValueError

__all__ = ["BilledBefore", "LeftOut", "Readiness", "assess"]

_product: Final = Context(prec=80).multiply
_HUNDRED: Final = Decimal(100)
_NO_VALUES: Final[Mapping[str, object]] = {}


@frozen
class BilledBefore:
    """What the ledger knows of a lease that it has billed.

    Attributes:
        batch: the batch that billed it.
        changed: whether its content differs from what was billed.

    Example:
        >>> BilledBefore("260302-1", changed=False)
        BilledBefore(batch='260302-1', changed=False)
    """

    batch: str
    changed: bool


@frozen
class LeftOut:
    """A lease that is not billed now, with the reason.

    Attributes:
        lease: as it was handed in.
        finding: the reason; an info or a warning where that is as it should be, an error where
            somebody has to correct something.

    Example:
        >>> from fakturakjerne.catalogue import LEASE_PAID
        >>> from fakturakjerne.domain.customer import Customer, CustomerKind
        >>> nobody = Customer(kind=CustomerKind.EXTERNAL)
        >>> hour = datetime(2026, 2, 2, 18)
        >>> lease = Lease(id="9001", customer=nobody, start=hour, end=hour, paid=True)
        >>> reason = Finding(severity=Severity.INFO, text=LEASE_PAID, lease=lease.id)
        >>> LeftOut(lease, reason).finding.message
        'Paid already.'
    """

    lease: Lease
    finding: Finding


@frozen
class Readiness:
    """Every lease that was handed in: ready or left out, exactly once.

    Attributes:
        ready: what can be billed, in the order it came.
        left_out: what cannot, in the order it came.
        notes: what a person should know about the ready ones; no errors among them.

    Example:
        >>> Readiness(ready=(), left_out=(), notes=()).blocks
        False
    """

    ready: Sequence[Lease]
    left_out: Sequence[LeftOut]
    notes: Sequence[Finding]

    @property
    def findings(self) -> Iterator[Finding]:
        """All reasons, then all notes."""
        yield from (left_out.finding for left_out in self.left_out)
        yield from self.notes

    @property
    def blocks(self) -> bool:
        """Whether a lease is left out by an error, which somebody has to correct."""
        return any(left_out.finding.blocks for left_out in self.left_out)


def assess(
    leases: Iterable[Lease], *, until: date, billed: Mapping[str, BilledBefore]
) -> Readiness:
    """Judge each lease, by the first of these that holds.

    It stands twice; it was billed before; it is inactive, paid, free or ends after the last day;
    its customer, or the one who pays for it, has no usable id.  So a lease that bills nothing
    needs no id.  Two leases of one id and different content are both left out, as nobody can
    know which is meant.

    Args:
        leases: of all customers, in any order.
        until: the last day; a lease that ends later is left out.
        billed: what the ledger has billed already, by lease id.

    Example:
        >>> from fakturakjerne.domain.customer import Customer, CustomerKind
        >>> from fakturakjerne.domain.money import kroner
        >>> nobody = Customer(kind=CustomerKind.EXTERNAL)
        >>> lease = Lease(
        ...     id="9001",
        ...     customer=nobody,
        ...     start=datetime(2026, 2, 2, 18),
        ...     end=datetime(2026, 2, 2, 20),
        ...     charges=(Charge(text="Hall A", net=kroner("800")),),
        ...     origin="leases.jsonl:1",
        ... )
        >>> readiness = assess([lease], until=date(2026, 2, 28), billed={})
        >>> [(one.finding.code, one.finding.path) for one in readiness.left_out]
        [('customer.id-missing', 'leases.jsonl:1 $.customer.id')]
    """
    every = leases if isinstance(leases, Sequence) else list(leases)
    judge = _Judge(until=until, billed=billed, doubles=_doubles(every))
    ready: list[Lease] = []
    left_out: list[LeftOut] = []
    notes: list[Finding] = []
    for lease in every:
        reason = judge.reason(lease)
        if reason is not None:
            left_out.append(LeftOut(lease, reason))
            continue
        ready.append(lease)
        for charge in lease.charges:
            if not charge.net or not _agrees(charge):
                notes.extend(_notes(lease))
                break
    return Readiness(ready, left_out, notes)


class _Judge:
    """Says why a lease is left out; remembers which of the repeated ones it has seen."""

    __slots__ = ("_billed", "_doubles", "_last_moment", "_seen", "_until")

    def __init__(
        self, *, until: date, billed: Mapping[str, BilledBefore], doubles: Mapping[str, Text]
    ) -> None:
        self._until = until
        self._last_moment = datetime.combine(until, time.max)
        self._billed = billed
        self._doubles = doubles
        self._seen: set[str] = set()

    def reason(self, lease: Lease) -> Finding | None:
        """Return why the lease is left out, or None where it is ready."""
        return self._met_before(lease) or self._nothing_due(lease) or _nobody_to_bill(lease)

    def _met_before(self, lease: Lease) -> Finding | None:
        if lease.id in self._doubles and (reason := self._double(lease)):
            return reason
        before = self._billed.get(lease.id)
        return _billed(lease, before) if before else None

    def _nothing_due(self, lease: Lease) -> Finding | None:
        if not lease.active:
            return _info(lease, catalogue.LEASE_INACTIVE)
        if lease.paid:
            return _info(lease, catalogue.LEASE_PAID)
        if lease.is_free:
            return _info(lease, catalogue.LEASE_FREE)
        if lease.end > self._last_moment:
            values = {"end": lease.end.date().isoformat(), "until": self._until.isoformat()}
            return _info(lease, catalogue.LEASE_FUTURE, values)
        return None

    def _double(self, lease: Lease) -> Finding | None:
        text = self._doubles[lease.id]
        if text is catalogue.LEASE_CONFLICT:
            return _error(lease, text, at="$.id")
        if lease.id in self._seen:
            return _info(lease, text)
        self._seen.add(lease.id)
        return None


def _doubles(leases: Sequence[Lease]) -> dict[str, Text]:
    """Return the ids that stand more than once, and whether the same or different content does."""
    if len({lease.id for lease in leases}) == len(leases):
        return {}
    counts = Counter(lease.id for lease in leases)
    first: dict[str, Lease] = {}
    doubles: dict[str, Text] = {}
    for lease in leases:
        if counts[lease.id] == 1:
            continue
        if lease.id not in first:
            first[lease.id] = lease
            doubles[lease.id] = catalogue.LEASE_REPEATED
        elif lease != first[lease.id]:
            doubles[lease.id] = catalogue.LEASE_CONFLICT
    return doubles


def _nobody_to_bill(lease: Lease) -> Finding | None:
    customer = lease.customer
    if customer.id is None:
        return _error(lease, catalogue.CUSTOMER_ID_MISSING, at="$.customer.id")
    if isinstance(customer.id, UnusableId):
        return _unusable(lease, customer.id, at="$.customer.id")
    if isinstance(customer.payer, UnusableId):
        return _unusable(lease, customer.payer, at="$.customer.payer")
    return None


def _billed(lease: Lease, before: BilledBefore) -> Finding:
    return Finding(
        severity=Severity.WARNING if before.changed else Severity.INFO,
        text=catalogue.LEASE_BILLED_CHANGED if before.changed else catalogue.LEASE_BILLED,
        path=lease.origin,
        values={"batch": before.batch},
        lease=lease.id,
    )


def _info(lease: Lease, text: Text, values: Mapping[str, object] = _NO_VALUES) -> Finding:
    return Finding(
        severity=Severity.INFO, text=text, path=lease.origin, values=values, lease=lease.id
    )


def _error(lease: Lease, text: Text, *, at: str) -> Finding:
    return Finding(severity=Severity.ERROR, text=text, path=_path(lease, at), lease=lease.id)


def _unusable(lease: Lease, unusable: UnusableId, *, at: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        text=unusable.reason.text,
        path=_path(lease, at),
        values=unusable.reason.values,
        lease=lease.id,
    )


def _notes(lease: Lease) -> Iterator[Finding]:
    for index, charge in enumerate(lease.charges):
        if not charge.net:
            yield Finding(
                severity=Severity.INFO,
                text=catalogue.CHARGE_ZERO,
                path=_path(lease, f"$.charges[{index}]"),
                values={"text": mask_within(charge.text)},
                lease=lease.id,
            )
        if (computed := _other_net(charge)) is not None:
            yield Finding(
                severity=Severity.WARNING,
                text=catalogue.CHARGE_NET_DIFFERS,
                path=_path(lease, f"$.charges[{index}].net"),
                values={"net": format_kroner(charge.net), "computed": computed},
                lease=lease.id,
            )


def _agrees(charge: Charge) -> bool:
    """Whether the net is quantity x unit price to the øre; the quick answer for nearly all."""
    if charge.unit_price is None:
        return True
    return _product(_product(charge.quantity, charge.unit_price), _HUNDRED) == charge.net


def _other_net(charge: Charge) -> str | None:
    """Return quantity x unit price, written, where it is something else than the net."""
    if charge.unit_price is None:
        return None
    try:
        computed = multiply(charge.quantity, charge.unit_price)
    except InvalidValueError:
        return f"{charge.quantity} x {charge.unit_price}"
    return None if computed == charge.net else format_kroner(computed)


def _path(lease: Lease, at: str) -> str:
    return f"{lease.origin} {at}" if lease.origin else at
