"""One collective invoice: its lines and its sum."""

from __future__ import annotations

from datetime import date, datetime

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.invoice_basis import InvoiceBasis, InvoiceLine, Period
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import Ore

CLUB = Customer(kind=CustomerKind.EXTERNAL)
HALL, FREE, CREDIT = (Charge(net=Ore(net)) for net in (100, 0, -300))
HOUR = datetime.fromisoformat("2026-02-02 18:00")
FIRST = Lease(id="1", customer=CLUB, start=HOUR, end=HOUR, charges=(HALL, FREE, CREDIT))
SECOND = Lease(id="2", customer=CLUB, start=HOUR, end=HOUR, charges=(HALL,))
BASIS = InvoiceBasis(
    customer=CLUB, period=Period(date(2026, 2, 1), date(2026, 2, 28)), leases=(FIRST, SECOND)
)


def test_lines_are_the_charges_that_are_not_zero_in_order() -> None:
    assert list(BASIS.lines) == [
        InvoiceLine(FIRST, HALL),
        InvoiceLine(FIRST, CREDIT),
        InvoiceLine(SECOND, HALL),
    ]


def test_the_net_is_the_sum_of_its_lines() -> None:
    assert BASIS.net == -100 == sum(line.charge.net for line in BASIS.lines)


def test_a_basis_has_no_number_until_it_is_given() -> None:
    assert BASIS.number is None


def test_periods_come_in_time_order() -> None:
    january = Period(date(2026, 1, 1), date(2026, 1, 31))
    assert january < BASIS.period
    assert Period(date(2026, 1, 1), date(2026, 1, 30)) < january
