"""A line of a supplier's invoice: what, how many, at which price, as stated."""

from datetime import date
from decimal import Decimal

from attrs import field, frozen

from fakturakjerne.domain.invoice_amounts import EXACT, AllowanceCharge, VatCategory, round_cents
from fakturakjerne.domain.masked import Masked
from fakturakjerne.domain.trade_party import Identifier


@frozen(kw_only=True, repr=False)
class StatedPeriod(Masked):
    """From when to when (BG-14, BG-26); either may be missing.

    Example:
        >>> StatedPeriod(start=date(2026, 3, 1)).end is None
        True
    """

    start: date | None = None
    end: date | None = None
    vat_point_code: str = ""
    """Of the document only: which day VAT counts from (BT-8)."""


@frozen(kw_only=True, repr=False)
class ItemClassification(Masked):
    """A code in a list, such as UNSPSC (BT-158).

    Example:
        >>> ItemClassification(code="86140000", list_id="TST").list_version
        ''
    """

    code: str = ""
    list_id: str = ""
    list_version: str = ""


@frozen(kw_only=True, repr=False)
class ItemProperty(Masked):
    """A name and a value (BG-32).

    Example:
        >>> ItemProperty(name="Farge", value="blå").value
        'blå'
    """

    name: str = ""
    value: str = ""


@frozen(kw_only=True, repr=False)
class InvoiceItem(Masked):
    """What was sold (BG-31).

    Attributes:
        name, description: BT-153, BT-154.
        sellers_id, buyers_id: BT-155, BT-156.
        standard_id: BT-157, such as a GTIN (scheme 0160).
        origin_country: BT-159.
        classifications: BT-158.
        vat: BG-30; None where it is not stated.
        properties: BG-32.

    Example:
        >>> InvoiceItem(name="Vann").classifications
        ()
    """

    name: str = ""
    description: str = ""
    sellers_id: str = ""
    buyers_id: str = ""
    standard_id: Identifier | None = None
    origin_country: str = ""
    classifications: tuple[ItemClassification, ...] = ()
    vat: VatCategory | None = None
    properties: tuple[ItemProperty, ...] = ()


@frozen(kw_only=True, repr=False)
class ItemPrice(Masked):
    """The price (BG-29), with any number of decimals.

    Attributes:
        amount: net, after the discount (BT-146).
        base_quantity, base_unit: for how many (BT-149, BT-150); one where None.
        discount, gross: BT-147, BT-148.

    Example:
        >>> ItemPrice(amount=Decimal("0.0125")).base_quantity is None
        True
    """

    amount: Decimal
    base_quantity: Decimal | None = None
    base_unit: str = ""
    discount: Decimal | None = None
    gross: Decimal | None = None


@frozen(kw_only=True, repr=False)
class SupplierInvoiceLine(Masked):
    """A line (BG-25).

    Attributes:
        id: BT-126.
        net: as stated, without VAT (BT-131).
        note: BT-127.
        quantity, unit: BT-129, BT-130; of a credit note what is credited.
        accounting_cost: the buyer's own coding (BT-133).
        period: BG-26.
        order_line: BT-132.
        object_id: what it is about, such as a meter (BT-128).
        allowances_charges: BG-27, BG-28; in the stated sum already.
        item: BG-31.
        price: BG-29; None where it is not stated.

    Example:
        >>> line = SupplierInvoiceLine(id="1", net=Decimal("5.00"), quantity=Decimal(2),
        ...     price=ItemPrice(amount=Decimal("2.5")))
        >>> line.computed_net
        Decimal('5.00')
    """

    id: str
    net: Decimal
    note: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    accounting_cost: str = ""
    period: StatedPeriod | None = None
    order_line: str = ""
    object_id: Identifier | None = None
    allowances_charges: tuple[AllowanceCharge, ...] = ()
    item: InvoiceItem = field(factory=InvoiceItem)
    price: ItemPrice | None = None

    @property
    def computed_net(self) -> Decimal | None:
        """What quantity, price and allowances make; None where one is missing or divides by 0."""
        if self.quantity is None or self.price is None:
            return None
        base = self.price.base_quantity
        if base is not None and not base:
            return None
        product = EXACT.multiply(self.quantity, self.price.amount)
        result = product if base is None else EXACT.divide(product, base)
        for each in self.allowances_charges:
            result = EXACT.add(result, each.signed)
        return round_cents(result)
