"""What a bank is asked to draw."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import assume, given

from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.invoice import Invoice
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.testing.bank_strategies import invoices
from tests.domain.test_invoice import INVOICE

KID = Kid("123456782")


def test_a_claim_of_an_invoice() -> None:
    claim = Claim.of(evolve(INVOICE, kid=KID), bank_notice=True, lines=["Hall A"])
    assert claim == Claim(
        kid=KID,
        due_date=date(2026, 3, 16),
        amount=Ore(100000),
        payer_name="Kari Nordmann",
        reference="34500001",
        bank_notice=True,
        lines=("Hall A",),
    )
    assert "Kari" not in repr(claim)


def test_the_payer_pays_where_it_is_another() -> None:
    payer = Customer(kind=CustomerKind.EXTERNAL, name="Ola Nordmann")
    claim = Claim.of(evolve(INVOICE, kid=KID, payer=payer), cancels=True)
    assert claim.payer_name == "Ola Nordmann"
    assert claim.cancels


@given(invoice=invoices())
def test_what_is_to_be_paid_is_claimed(invoice: Invoice) -> None:
    assume(not invoice.is_credit)
    claim = Claim.of(invoice)
    assert (claim.amount, claim.kid) == (invoice.gross, invoice.kid)


def test_without_a_kid_nothing_is_claimed() -> None:
    with pytest.raises(InvalidValueError, match="invoice 34500001 must have a KID"):
        Claim.of(INVOICE)


def test_a_claim_gives_no_money_back() -> None:
    assert Claim(kid=KID, due_date=date(2026, 3, 16), amount=Ore(0)).amount == 0
    with pytest.raises(InvalidValueError, match="cannot be negative"):
        Claim(kid=KID, due_date=date(2026, 3, 16), amount=Ore(-1))
