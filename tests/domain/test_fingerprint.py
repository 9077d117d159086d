"""A fingerprint stands for the whole content of a lease."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from attrs import evolve
from hypothesis import given

from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.fingerprint import Fingerprinter, fingerprint
from fakturakjerne.domain.identifiers import OrganizationNumber, UnusableId, parse_customer_id
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.testing.strategies import leases

at = datetime.fromisoformat
ADDRESS: dict[str, Any] = {"lines": ("x", "y"), "postal_code": "1", "place": "x", "country": "SE"}
CUSTOMER: dict[str, Any] = {
    "id": OrganizationNumber("974760673"),
    "number": "another",
    "name": "another",
    "contact": "another",
    "addresses": (Address(), Address(), Address()),
    "payer": OrganizationNumber("974760673"),
    "email": "another",
    "efaktura_reference": "another",
}
CHARGE: dict[str, Any] = {
    "text": "another",
    "quantity": Decimal("77777.7"),
    "unit_price": Decimal("77777.7"),
    "net": Ore(7),
    "article": "another",
    "account": "another",
    "vat": VatCode("another"),
    "dimensions": Dimensions({"another": ""}),
}


@given(leases(ready=False))
def test_equal_leases_have_equal_fingerprints(lease: Lease) -> None:
    copy = evolve(
        lease,
        origin="elsewhere",
        dimensions=Dimensions(dict(reversed(list(lease.dimensions.items())))),
        charges=tuple(evolve(c, quantity=c.quantity + Decimal("0.000")) for c in lease.charges),
    )
    assert copy == lease
    assert fingerprint(copy) == fingerprint(lease)


@given(leases())
def test_every_field_counts(lease: Lease) -> None:
    customer, charge, rest = lease.customer, lease.charges[0], lease.charges[1:]
    kind = next(kind for kind in CustomerKind if kind is not customer.kind)
    changed = [
        evolve(lease, id="another"),
        evolve(lease, start=lease.start - timedelta(seconds=1)),
        evolve(lease, end=lease.end + timedelta(seconds=1)),
        evolve(lease, charges=()),
        evolve(lease, building="another"),
        evolve(lease, resource="another"),
        evolve(lease, text=lease.text + "x"),
        evolve(lease, note="another"),
        evolve(lease, dimensions=Dimensions({"another": ""})),
        evolve(lease, active=not lease.active),
        evolve(lease, paid=not lease.paid),
        evolve(lease, customer=evolve(customer, kind=kind)),
        *(evolve(lease, customer=evolve(customer, **{k: v})) for k, v in CUSTOMER.items()),
        *(
            evolve(lease, customer=evolve(customer, addresses=(Address(**{k: v}),)))
            for k, v in ADDRESS.items()
        ),
        *(evolve(lease, charges=(evolve(charge, **{k: v}), *rest)) for k, v in CHARGE.items()),
    ]
    for other in changed:
        assert (fingerprint(other) == fingerprint(lease)) == (other == lease)


def test_no_field_is_forgotten() -> None:
    def names(cls: type) -> set[str]:
        return {attribute.name for attribute in attrs.fields(cls)}

    assert names(Customer) == {*CUSTOMER, "kind"}
    assert names(Charge) == {*CHARGE}
    assert names(Address) == {*ADDRESS}


HALL = Charge(text="Hall A", net=Ore(100))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (HALL, evolve(HALL, vat=VatCode("12"))),
        (evolve(HALL, vat=VatCode("12")), evolve(HALL, vat=VatCode("12", Decimal(25)))),
        (evolve(HALL, quantity=Decimal(20)), evolve(HALL, quantity=Decimal(2))),
        (evolve(HALL, text="', 'x"), evolve(HALL, text='", "x')),
        (evolve(HALL, text="å"), evolve(HALL, text="\\xe5")),
        (evolve(HALL, article=None), evolve(HALL, article="None")),
    ],
)
def test_what_is_written_alike_elsewhere_differs(one: Charge, other: Charge) -> None:
    assert fingerprint(of(one)) != fingerprint(of(other))


@pytest.mark.parametrize(
    ("one", "other"), [("2", "2.000"), ("0", "-0.0"), ("1E+2", "100"), ("0.5", "0.50")]
)
def test_equal_numbers_are_alike(one: str, other: str) -> None:
    first, second = (of(evolve(HALL, quantity=Decimal(text))) for text in (one, other))
    assert fingerprint(first) == fingerprint(second)


def test_an_unusable_id_is_not_the_usable_one() -> None:
    usable = parse_customer_id("28120", internal=True)
    unusable = parse_customer_id("28120")
    assert isinstance(unusable, UnusableId)
    lease = of(HALL)
    first, second = (
        evolve(lease, customer=evolve(lease.customer, id=value)) for value in (usable, unusable)
    )
    assert fingerprint(first) != fingerprint(second)


def test_the_ledger_has_it_written_down() -> None:
    """A fingerprint is kept for years: no change may make yesterday's leases look changed."""
    assert fingerprint(of(HALL)) == "009921b29a3a3c54fc51a1743cded760"


def test_one_for_many_leases_gives_what_each_would_alone() -> None:
    """Even where it has forgotten its parts and their ids may belong to others by now."""
    fingerprints = Fingerprinter()
    for number in range(12_000):
        lease = of(evolve(HALL, text=str(number)))
        found = fingerprints.of(lease)
        if not number % 100:
            assert found == fingerprint(lease)


def of(charge: Charge) -> Lease:
    customer = Customer(kind=CustomerKind.EXTERNAL, id=OrganizationNumber("311111116"))
    return evolve(BASE, customer=customer, charges=(charge,))


BASE = Lease(
    id="9001",
    customer=Customer(kind=CustomerKind.EXTERNAL),
    start=at("2026-02-02T18:00"),
    end=at("2026-02-02T20:00"),
)
