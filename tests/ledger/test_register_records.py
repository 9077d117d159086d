from __future__ import annotations

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.ledger.register_records import EfakturaStatus, RegisteredCustomer
from tests.ledger.made_books import customer


def registered(customer: Customer) -> RegisteredCustomer:
    return RegisteredCustomer(
        id=1, version=1, person_version=1, customer=customer, efaktura=EfakturaStatus.NONE
    )


def test_a_customer_enrolls_with_its_number_unless_it_has_a_reference() -> None:
    assert registered(customer("1001")).reference == "1001"
    assert registered(customer("1001", efaktura_reference="77")).reference == "77"
    assert registered(Customer(kind=CustomerKind.EXTERNAL)).number == ""
