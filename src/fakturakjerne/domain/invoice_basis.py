"""One collective invoice (samlefaktura), before the finance system makes it an invoice."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from fakturakjerne.domain.customer import Customer
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import Ore


@frozen(order=True)
class Period:
    """The days that an invoice is about, both included."""

    start: date
    end: date


@frozen
class InvoiceLine:
    """A charge and the lease that it belongs to."""

    lease: Lease
    charge: Charge


@frozen(kw_only=True)
class InvoiceBasis:
    """What one customer owes for one period (fakturagrunnlag).

    Attributes:
        customer: as the first lease knows it.
        period: the month, or all until a date.
        leases: in the order of lines: end, start, id.  At least one.
        number: the order number, once the ledger has given it.
    """

    customer: Customer
    period: Period
    leases: tuple[Lease, ...]
    number: int | None = None

    @property
    def lines(self) -> Iterator[InvoiceLine]:
        """The charges that are written: all but the zeros, in order."""
        return (
            InvoiceLine(lease, charge)
            for lease in self.leases
            for charge in lease.charges
            if charge.net
        )

    @property
    def net(self) -> Ore:
        """The sum of its lines in øre."""
        return Ore(sum(charge.net for lease in self.leases for charge in lease.charges))
