"""An invoice adds up, or it does not exist."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.identifiers import AccountNumber, OrganizationNumber
from fakturakjerne.domain.invoice import Invoice, InvoiceLine, Issuer, VatTotal
from fakturakjerne.domain.lease import VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.testing.bank_strategies import invoices

TOWN = Issuer(
    name="Bergen kommune",
    organization_number=OrganizationNumber("974760673"),
    account=AccountNumber("12345678903"),
)
HALL = InvoiceLine(text="Hall A", net=Ore(80000), vat=VatCode("12", Decimal(25)))
VAT = VatTotal(codes=("12",), rate=Decimal(25), net=Ore(80000), vat=Ore(20000))
INVOICE = Invoice(
    number="34500001",
    issue_date=date(2026, 3, 2),
    due_date=date(2026, 3, 16),
    issuer=TOWN,
    customer=Customer(kind=CustomerKind.EXTERNAL, name="Kari Nordmann"),
    lines=(HALL,),
    vat=(VAT,),
)


def test_net_vat_and_gross() -> None:
    assert (INVOICE.net, INVOICE.vat_amount, INVOICE.gross) == (80000, 20000, 100000)
    assert VAT.gross == 100000
    assert INVOICE.account is TOWN.account
    assert not INVOICE.is_credit


def test_a_negative_sum_is_a_credit_note() -> None:
    back = evolve(HALL, net=Ore(-1))
    total = evolve(VAT, net=Ore(-1), vat=Ore(0))
    assert evolve(INVOICE, lines=(back,), vat=(total,)).is_credit
    nothing = evolve(VAT, net=Ore(0), vat=Ore(0))
    assert not evolve(INVOICE, lines=(evolve(HALL, net=Ore(0)),), vat=(nothing,)).is_credit


@given(invoice=invoices())
def test_the_sums_of_all_rates_are_the_sums_of_the_invoice(invoice: Invoice) -> None:
    assert invoice.gross == sum(total.gross for total in invoice.vat)
    assert invoice.net == sum(line.net for line in invoice.lines)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"lines": (), "vat": ()}, "at least one line"),
        ({"due_date": date(2026, 3, 1)}, "not before the issue date, 2026-03-02"),
        ({"vat": ()}, "0,00 is invalid; the nets per VAT rate must add up to 800,00"),
        ({"vat": (VAT, VAT)}, "1 600,00"),
        ({"lines": (HALL, HALL)}, "1 600,00"),
    ],
)
def test_an_invoice_that_contradicts_itself_is_refused(
    changes: dict[str, Any], expected: str
) -> None:
    with pytest.raises(InvalidValueError, match=expected):
        evolve(INVOICE, **changes)


def test_it_may_be_due_at_once() -> None:
    assert evolve(INVOICE, due_date=INVOICE.issue_date).due_date == INVOICE.issue_date


def test_the_repr_hides_the_customer_and_what_was_bought() -> None:
    shown = repr(evolve(INVOICE, note="Hilsen Kari", buyer_reference="Kari"))
    assert "Kari" not in shown
    assert "Hall A" not in shown
