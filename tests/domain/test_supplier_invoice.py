from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs

from fakturakjerne.domain.invoice_amounts import (
    ZERO,
    AllowanceCharge,
    InvoiceTotals,
    VatCategory,
    VatSubtotal,
    VatTotal,
)
from fakturakjerne.domain.supplier_invoice import SupplierInvoice
from fakturakjerne.domain.supplier_invoice_line import InvoiceItem, SupplierInvoiceLine
from fakturakjerne.domain.trade_party import TradeParty

HIGH = VatCategory(code="S", rate=Decimal(25))
FOOD = VatCategory(code="S", rate=Decimal(15))
EXEMPT = VatCategory(code="E")


def line(net: str, vat: VatCategory | None) -> SupplierInvoiceLine:
    return SupplierInvoiceLine(id="1", net=Decimal(net), item=InvoiceItem(vat=vat))


def invoice(*lines: SupplierInvoiceLine) -> SupplierInvoice:
    return SupplierInvoice(
        kind="invoice",
        origin="ehf",
        number="1001",
        type_code="380",
        issue_date=date(2026, 3, 2),
        currency="NOK",
        seller=TradeParty(name="Ola 15819010029"),
        buyer=TradeParty(name="Kommunen"),
        totals=InvoiceTotals(lines=ZERO, without_vat=ZERO, with_vat=ZERO, payable=ZERO),
        lines=lines,
    )


def test_vat_is_computed_by_category_and_rate() -> None:
    computed = invoice(
        line("10.01", HIGH), line("10.01", FOOD), line("0.01", HIGH), line("7", EXEMPT)
    ).computed_vat
    assert [(each.vat, str(each.taxable), str(each.tax)) for each in computed] == [
        (HIGH, "10.02", "2.51"),
        (FOOD, "10.01", "1.50"),
        (EXEMPT, "7.00", "0.00"),
    ]


def test_totals_are_computed_from_the_lines_up() -> None:
    item = attrs.evolve(
        invoice(line("100", HIGH), line("50", None)),
        allowances_charges=(
            AllowanceCharge(is_charge=False, amount=Decimal(20), vat=HIGH),
            AllowanceCharge(is_charge=True, amount=Decimal(5)),
        ),
        totals=InvoiceTotals(
            lines=ZERO,
            without_vat=ZERO,
            with_vat=ZERO,
            payable=ZERO,
            prepaid=Decimal(30),
            rounding=Decimal("-0.40"),
        ),
    )
    assert item.computed_totals == InvoiceTotals(
        lines=Decimal(150),
        allowances=Decimal(20),
        charges=Decimal(5),
        without_vat=Decimal(135),
        with_vat=Decimal(155),
        prepaid=Decimal(30),
        rounding=Decimal("-0.40"),
        payable=Decimal("124.60"),
    )


def test_stated_vat_is_that_of_the_documents_currency() -> None:
    subtotal = VatSubtotal(taxable=Decimal(4), tax=Decimal(1), vat=HIGH)
    totals = (
        VatTotal(amount=Decimal(9), currency="EUR"),
        VatTotal(amount=Decimal(1), currency="NOK", subtotals=(subtotal,)),
    )
    item = attrs.evolve(invoice(), vat_totals=totals)
    assert (item.vat_amount, item.vat_breakdown) == (Decimal(1), (subtotal,))
    assert invoice().vat_amount is None


def test_no_personal_number_shows() -> None:
    assert "seller=TradeParty(name='Ola 15*********')" in repr(invoice())
