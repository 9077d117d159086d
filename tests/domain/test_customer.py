"""Who is billed, what makes two leases one customer's, and what may be shown."""

from __future__ import annotations

import pytest
from attrs import evolve

from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.identifiers import (
    NationalIdentityNumber,
    OrganizationNumber,
    ResourceNumber,
    UnusableId,
    parse_customer_id,
)

CLUB = Customer(
    kind=CustomerKind.EXTERNAL, id=OrganizationNumber("311111116"), number="7", name="Klubben"
)
PERSON = evolve(CLUB, id=NationalIdentityNumber("15819010029"), number=None, name="Kari")
UNIT = Customer(kind=CustomerKind.INTERNAL, id=ResourceNumber("012345"), number="9")


def unusable() -> UnusableId:
    parsed = parse_customer_id("15819010028")
    assert isinstance(parsed, UnusableId)
    return parsed


def test_only_a_usable_id_is_billable() -> None:
    assert CLUB.is_billable
    assert not evolve(CLUB, id=None).is_billable
    assert not evolve(CLUB, id=unusable()).is_billable


def test_the_key_of_an_external_customer_holds_the_sub_unit() -> None:
    assert CLUB.key == (0, 0, "311111116", "7")
    assert evolve(CLUB, number=None).key == (0, 0, "311111116", "")
    assert PERSON.key == (0, 1, "15819010029", "")


def test_the_key_of_an_internal_customer_is_its_id_alone() -> None:
    assert UNIT.key == (1, 2, "012345", "")
    assert evolve(UNIT, number="10").key == UNIT.key


def test_nothing_but_kind_id_and_number_is_in_the_key() -> None:
    other = evolve(CLUB, name="x", contact="y", payer=OrganizationNumber("974760673"), email="z")
    assert other.key == CLUB.key


@pytest.mark.parametrize("customer", [evolve(CLUB, id=None), evolve(CLUB, id=unusable())])
def test_without_a_usable_id_there_is_no_key(customer: Customer) -> None:
    with pytest.raises(ValueError, match="no key"):
        customer.key  # noqa: B018 - reading it raises


@pytest.mark.parametrize(
    ("customer", "label"),
    [
        (CLUB, "Klubben (311111116/7)"),
        (PERSON, "Kari (15*********)"),
        (UNIT, "012345/9"),
        (evolve(CLUB, number=None, name=""), "311111116"),
        (evolve(CLUB, id=None), "Klubben"),
        (evolve(CLUB, id=unusable(), number=None), "Klubben (15*********)"),
    ],
)
def test_the_label_masks_a_personal_number(customer: Customer, label: str) -> None:
    assert customer.label == label


def test_the_repr_shows_nothing_personal() -> None:
    address = Address(("Gata 5",), "6004", "ÅLESUND")
    customer = evolve(PERSON, contact="Ola", addresses=(address,), email="kari@example.no")
    for secret in ("15819010029", "Kari", "Ola", "Gata", "example"):
        assert secret not in repr(customer)
    customer = evolve(PERSON, number="15819010029", efaktura_reference="158190 10029")
    assert "10029" not in repr(customer)
    assert "number='7'" in repr(CLUB)


def test_an_address_is_norwegian_unless_said_otherwise() -> None:
    assert Address() == Address(lines=(), postal_code="", place="", country="NO")
