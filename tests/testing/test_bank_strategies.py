"""What the strategies of the banks promise, and that they reach the corners they are made for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis.strategies import SearchStrategy

from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.customer import Address
from fakturakjerne.domain.enrollment import EnrollmentAction, EnrollmentRecord, EnrollmentStatus
from fakturakjerne.domain.invoice import Invoice
from fakturakjerne.domain.kid import Kid, KidMethod, kid_problem
from fakturakjerne.domain.mandate import MandateKind
from fakturakjerne.domain.money import Ore
from fakturakjerne.domain.payment import Payment, PaymentKind
from fakturakjerne.engine.issuing import vat_totals
from fakturakjerne.testing import bank_strategies as strategies

QUICK = settings(max_examples=2000, database=None, phases=[Phase.generate])


@given(kid=strategies.kids())
def test_kids_have_no_dash_unless_asked_for(kid: Kid) -> None:
    assert kid_problem(kid.text, dash=False) is None


@given(kid=strategies.kids(methods=[KidMethod.MOD11], max_size=6))
def test_kids_are_as_short_and_by_the_method_asked_for(kid: Kid) -> None:
    assert len(kid.text) <= 6
    assert kid_problem(kid.text, methods=[KidMethod.MOD11]) is None


@given(invoice=strategies.invoices(credit=False, largest=Ore(10)))
def test_invoices_without_credits_ask_for_money(invoice: Invoice) -> None:
    assert invoice.net > 0
    assert all(line.net <= 10 for line in invoice.lines)


@given(invoice=strategies.invoices())
def test_invoices_have_the_vat_that_the_engine_computes(invoice: Invoice) -> None:
    computed = vat_totals(invoice.lines)
    assert {(total.rate, total.net, total.vat) for total in computed} == {
        (total.rate, total.net, total.vat) for total in invoice.vat
    }


@given(
    record=strategies.enrollments(
        actions=[EnrollmentAction.ADD], statuses=[EnrollmentStatus.PENDING]
    )
)
def test_enrollments_are_what_was_asked_for(record: EnrollmentRecord) -> None:
    assert record.is_new
    assert not record.error_code


@given(claim=strategies.claims(cancels=False))
def test_claims_fit_the_columns(claim: Claim) -> None:
    assert not claim.cancels
    assert len(claim.payer_name) <= 10
    assert len(claim.reference) <= 25


@given(payment=strategies.payments())
def test_payments_are_negative_only_where_money_goes_back(payment: Payment) -> None:
    assert payment.amount <= 0 if payment.kind.is_reversal else payment.amount >= 0


@pytest.mark.parametrize(
    ("strategy", "corner"),
    [
        (strategies.kids(dash=True), lambda kid: kid.text.endswith("-")),
        (strategies.kids(), lambda kid: kid.text.startswith("0")),
        (strategies.kids(), lambda kid: len(kid.text) == 25),
        (strategies.account_numbers(), lambda account: account.text.startswith("0")),
        (strategies.words(max_size=9), lambda text: any(each in text for each in "æøåÆØÅ")),
        (strategies.addresses(), lambda address: address == Address()),
        (strategies.addresses(), lambda address: len(address.lines) == 2 and address.postal_code),
        (strategies.issuers(), lambda issuer: issuer.phone and not issuer.email),
        (strategies.enrollments(), lambda record: record.is_deletion),
        (strategies.enrollments(), lambda record: record.is_confirmation and record.error_code),
        (strategies.invoices(), lambda invoice: invoice.is_credit),
        (strategies.invoices(), lambda invoice: len(invoice.vat) > 2),
        (strategies.claims(), lambda claim: claim.cancels and not claim.bank_notice),
        (strategies.claims(), lambda claim: claim.bank_notice and len(claim.lines) > 1),
        (strategies.mandates(), lambda mandate: mandate.kind is MandateKind.FULL),
        (strategies.payments(), lambda paid: paid.kind is PaymentKind.REVERSAL_WITH_TEXT),
        (strategies.payments(), lambda paid: paid.kid and paid.bank_date and paid.debit_account),
    ],
)
def test_the_corners_are_reached(
    strategy: SearchStrategy[Any], corner: Callable[[Any], object]
) -> None:
    find(strategy, lambda made: bool(corner(made)), settings=QUICK)
