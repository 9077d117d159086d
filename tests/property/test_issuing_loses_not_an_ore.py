"""What is invoiced is what was owed, to the øre; VAT is within half an øre a rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fakturakjerne.domain.invoice import Issuer
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import VatCode
from fakturakjerne.engine.issuing import Terms, credit, issue_all, totals_of_invoices, vat_totals
from fakturakjerne.engine.reconciliation import Point, reconcile, totals_of_bases
from fakturakjerne.errors import ReconciliationError
from fakturakjerne.testing.bank_strategies import issuers
from fakturakjerne.testing.strategies import bases

RATES = (Decimal(25), Decimal(15), Decimal(12), Decimal(0), Decimal("11.11"))


def with_rates(basis: InvoiceBasis, rates: list[Decimal]) -> InvoiceBasis:
    return evolve(
        basis,
        leases=tuple(
            evolve(
                lease,
                charges=tuple(
                    evolve(charge, vat=VatCode(str(rate), rate))
                    for charge, rate in zip(lease.charges, rates, strict=False)
                ),
            )
            for lease in basis.leases
        ),
    )


@given(
    made=bases(),
    rates=st.lists(st.sampled_from(RATES), min_size=3, max_size=3),
    issuer=issuers(),
    days=st.integers(0, 60),
)
def test_every_charge_is_invoiced_once(
    made: list[InvoiceBasis], rates: list[Decimal], issuer: Issuer, days: int
) -> None:
    owed = [with_rates(basis, rates) for basis in made]
    terms = Terms(issuer=issuer, issue_date=date(2026, 4, 1), days=days)
    invoices = issue_all(owed, numbers=map(str, range(len(owed))), terms=terms)
    for basis, invoice in zip(owed, invoices, strict=True):
        assert invoice.net == basis.net
        assert [(line.lease, line.net) for line in invoice.lines] == [
            (line.lease.id, line.charge.net) for line in basis.lines
        ]
        for total in invoice.vat:
            assert abs(total.vat - total.net * total.rate / 100) <= Decimal("0.5")
        back = credit(invoice, number="0", issue_date=date(2026, 5, 1))
        assert invoice.gross + back.gross == 0
        assert set(vat_totals(back.lines)) == set(back.vat)


@settings(max_examples=30)
@given(made=bases(), issuer=issuers(), data=st.data())
def test_an_invoice_that_is_lost_is_noticed(
    made: list[InvoiceBasis], issuer: Issuer, data: st.DataObject
) -> None:
    owed = [with_rates(basis, [Decimal(25)] * 3) for basis in made]
    terms = Terms(issuer=issuer, issue_date=date(2026, 4, 1), days=14)
    invoices = issue_all(owed, numbers=map(str, range(len(owed))), terms=terms)
    assume(invoices)
    del invoices[data.draw(st.integers(0, len(invoices) - 1))]
    with pytest.raises(ReconciliationError, match="orders"):
        reconcile(
            [
                Point("bases", totals_of_bases(owed)),
                Point("invoices", totals_of_invoices(invoices)),
            ]
        )
