"""An invoice or credit note from a supplier: all that it states, and what we compute from it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import frozen

from fakturakjerne.domain.invoice_amounts import (
    EXACT,
    ZERO,
    AllowanceCharge,
    InvoiceTotals,
    VatCategory,
    VatSubtotal,
    VatTotal,
    round_cents,
    total,
)
from fakturakjerne.domain.masked import Masked
from fakturakjerne.domain.payment_means import PaymentMeans
from fakturakjerne.domain.supplier_invoice_line import StatedPeriod, SupplierInvoiceLine
from fakturakjerne.domain.supporting_document import DocumentReference, SupportingDocument
from fakturakjerne.domain.trade_party import Identifier, PartyAddress, TradeParty

SupplierInvoiceKind = Literal["invoice", "credit_note"]


@frozen(kw_only=True, repr=False)
class InvoiceDelivery(Masked):
    """Where and when it was delivered (BG-13, BG-15).

    Example:
        >>> InvoiceDelivery(day=date(2026, 3, 2), party_name="Skolen").location is None
        True
    """

    day: date | None = None
    location: Identifier | None = None
    address: PartyAddress | None = None
    party_name: str = ""


@frozen(kw_only=True, repr=False)
class SupplierInvoice(Masked):
    """What a supplier's document states; nothing is corrected, and nothing known to be right.

    Amounts are in ``currency``, as Decimals with the digits that are stated.  The positive amounts
    of a credit note reverse.  ``computed_totals`` and ``computed_vat`` are ours, from the lines up.

    Attributes:
        kind: by the document's root, whatever its amounts say.
        origin: how it came; ``ehf``.
        specification, process: BT-24, BT-23.
        number, type_code, issue_date, due_date: BT-1, BT-3, BT-2, BT-9.
        currency, vat_currency: BT-5, BT-6.
        notes: BT-22.
        vat_point_date: BT-7.
        accounting_cost, buyer_reference: BT-19, BT-10.
        period: BG-14.
        order, sales_order: BT-13, BT-14.
        preceding: the invoices that it is about (BG-3).
        despatch_advice, receiving_advice, tender, contract, project: BT-16, 15, 17, 12, 11.
        object_ids: BT-18.
        documents: BG-24, attachments inside.
        seller, buyer, payee, tax_representative: BG-4, BG-7, BG-10, BG-11.
        delivery: BG-13.
        payment_means, payment_terms: BG-16, BT-20.
        allowances_charges: BG-20, BG-21.
        vat_totals: BT-110 with BG-23, and BT-111.
        totals: BG-22.
        lines: BG-25.

    Example:
        >>> invoice = SupplierInvoice(
        ...     kind="invoice", origin="ehf", number="1001", type_code="380",
        ...     issue_date=date(2026, 3, 2), currency="NOK", seller=TradeParty(name="Vann AS"),
        ...     buyer=TradeParty(name="Kommunen"), lines=(),
        ...     totals=InvoiceTotals(lines=ZERO, without_vat=ZERO, with_vat=ZERO, payable=ZERO))
        >>> invoice.vat_amount, invoice.computed_totals.payable
        (None, Decimal('0.00'))
    """

    kind: SupplierInvoiceKind
    origin: str
    number: str
    type_code: str
    issue_date: date
    currency: str
    seller: TradeParty
    buyer: TradeParty
    totals: InvoiceTotals
    lines: tuple[SupplierInvoiceLine, ...]
    specification: str = ""
    process: str = ""
    due_date: date | None = None
    notes: tuple[str, ...] = ()
    vat_point_date: date | None = None
    vat_currency: str = ""
    accounting_cost: str = ""
    buyer_reference: str = ""
    period: StatedPeriod | None = None
    order: str = ""
    sales_order: str = ""
    preceding: tuple[DocumentReference, ...] = ()
    despatch_advice: str = ""
    receiving_advice: str = ""
    tender: str = ""
    contract: str = ""
    project: str = ""
    object_ids: tuple[Identifier, ...] = ()
    documents: tuple[SupportingDocument, ...] = ()
    payee: TradeParty | None = None
    tax_representative: TradeParty | None = None
    delivery: InvoiceDelivery | None = None
    payment_means: tuple[PaymentMeans, ...] = ()
    payment_terms: str = ""
    allowances_charges: tuple[AllowanceCharge, ...] = ()
    vat_totals: tuple[VatTotal, ...] = ()

    @property
    def vat_amount(self) -> Decimal | None:
        """The stated VAT in the document's currency (BT-110); None where none is stated."""
        return next(
            (each.amount for each in self.vat_totals if each.currency == self.currency), None
        )

    @property
    def vat_breakdown(self) -> tuple[VatSubtotal, ...]:
        """The stated VAT by category and rate (BG-23)."""
        return tuple(each for vat in self.vat_totals for each in vat.subtotals)

    @property
    def computed_vat(self) -> tuple[VatSubtotal, ...]:
        """What the VAT should be, by category and rate, from lines, allowances and charges."""
        taxable: defaultdict[tuple[str, Decimal], Decimal] = defaultdict(Decimal)
        categories: dict[tuple[str, Decimal], VatCategory] = {}
        for category, amount in self._parts():
            taxable[category.key] = EXACT.add(taxable[category.key], amount)
            categories.setdefault(category.key, category)
        return tuple(
            VatSubtotal(
                taxable=round_cents(amount),
                tax=round_cents(EXACT.multiply(amount, EXACT.scaleb(key[1], -2))),
                vat=categories[key],
            )
            for key, amount in taxable.items()
        )

    @property
    def computed_totals(self) -> InvoiceTotals:
        """What the totals should be, by the official formulas, from what the lines state.

        Prepaid and rounding are taken as stated: nothing says what else they should be.
        """
        lines = round_cents(total(line.net for line in self.lines))
        ours = self.allowances_charges
        allowances = round_cents(total(each.amount for each in ours if not each.is_charge))
        charges = round_cents(total(each.amount for each in ours if each.is_charge))
        without_vat = total((lines, EXACT.minus(allowances), charges))
        with_vat = total((without_vat, *(each.tax for each in self.computed_vat)))
        prepaid, rounding = self.totals.prepaid, self.totals.rounding
        return InvoiceTotals(
            lines=lines,
            allowances=allowances,
            charges=charges,
            without_vat=without_vat,
            with_vat=with_vat,
            prepaid=prepaid,
            rounding=rounding,
            payable=total((with_vat, EXACT.minus(prepaid or ZERO), rounding or ZERO)),
        )

    def _parts(self) -> Iterator[tuple[VatCategory, Decimal]]:
        for line in self.lines:
            yield line.item.vat or VatCategory(), line.net
        for each in self.allowances_charges:
            yield each.vat or VatCategory(), each.signed
