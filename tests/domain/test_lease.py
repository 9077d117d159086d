"""Leases and their charges."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from attrs import evolve

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import InvalidValueError

LEASE = Lease(
    id="9001",
    customer=Customer(kind=CustomerKind.EXTERNAL),
    start=datetime.fromisoformat("2026-02-02 18:00:59"),
    end=datetime.fromisoformat("2026-02-03 00:00"),
    charges=(Charge(net=Ore(100)), Charge(net=Ore(-1))),
    origin="leases.jsonl:1",
)


def test_a_net_not_given_is_quantity_times_price() -> None:
    charge = Charge(quantity=Decimal("1.5"), unit_price=Decimal("99.99"))
    assert charge.net == 14999


def test_a_net_that_is_given_counts() -> None:
    assert Charge(quantity=Decimal(2), unit_price=Decimal(5), net=Ore(0)).net == 0


def test_a_charge_needs_a_net_or_a_price() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Charge(text="Hall A")
    assert str(caught.value) == "net: None is invalid; give net or unit_price"
    assert caught.value.in_language("nb").endswith("oppgi net eller unit_price")


def test_a_charge_has_one_of_a_thing_and_no_vat_code_by_default() -> None:
    charge = Charge(net=Ore(1))
    assert charge.quantity == 1
    assert (charge.vat, charge.article, charge.account) == (None, None, None)
    assert VatCode("12").rate is None


def test_the_net_of_a_lease_is_the_sum_of_its_charges() -> None:
    assert LEASE.net == 99
    assert evolve(LEASE, charges=()).net == 0


@pytest.mark.parametrize(
    ("nets", "free"), [((), True), ((0, 0), True), ((0, 1), False), ((1, -1), False)]
)
def test_free_is_what_has_no_charge_but_zeros(nets: tuple[int, ...], free: bool) -> None:
    charges = tuple(Charge(net=Ore(net)) for net in nets)
    assert evolve(LEASE, charges=charges).is_free is free


def test_dimensions_of_a_charge_are_laid_over_those_of_the_lease() -> None:
    charge = Charge(net=Ore(1), dimensions=Dimensions({"objekt": "7"}))
    lease = evolve(LEASE, dimensions=Dimensions({"ansvar": "1", "objekt": "2"}))
    assert lease.dimensions_of(charge) == Dimensions({"ansvar": "1", "objekt": "7"})
    assert lease.dimensions_of(Charge(net=Ore(1))) is lease.dimensions


def test_when_is_written_for_people_without_seconds_and_with_both_dates() -> None:
    assert LEASE.when == "2026-02-02 18:00 - 2026-02-03 00:00"


def test_where_a_lease_was_read_is_no_part_of_what_it_says() -> None:
    moved = evolve(LEASE, origin="leases.jsonl:2")
    assert moved == LEASE
    assert hash(moved) == hash(LEASE)
    assert "leases.jsonl" not in repr(LEASE)
    assert evolve(LEASE, paid=True) != LEASE


def test_gross_is_net_and_its_vat_or_unknown() -> None:
    assert Charge(net=Ore(-14999), vat=VatCode("12", Decimal(25))).gross == -18749
    assert Charge(net=Ore(100), vat=VatCode("12")).gross is None
    assert Charge(net=Ore(100)).gross is None
