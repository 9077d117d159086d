"""An invoice that we issue ourselves: a basis with number, dates, KID and VAT.

It holds what eFaktura and AvtaleGiro need, and what an EHF invoice (Peppol BIS Billing 3.0, which
follows EN 16931) asks for; the names of that standard (BT-10 and the like) stand where they help.
"""

from datetime import date
from decimal import Decimal

from attrs import field, frozen

from fakturakjerne.domain.customer import Address, Customer
from fakturakjerne.domain.identifiers import AccountNumber, OrganizationNumber
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.lease import ONE, VatCode
from fakturakjerne.domain.money import Ore, format_kroner
from fakturakjerne.errors import InvalidValueError


@frozen(kw_only=True)
class Issuer:
    """Who issues the invoice (fakturautsteder).

    Attributes:
        name: as it stands on the invoice.
        account: where the money goes.
        efaktura_issuer: the issuer's reference at Nets, such as ``NOR974760673-1``; blank where
            there is no agreement.
        vat_registered: whether ``MVA`` follows the organisation number.

    Example:
        >>> town = Issuer(
        ...     name="Bergen kommune",
        ...     organization_number=OrganizationNumber("974760673"),
        ...     account=AccountNumber("12345678903"),
        ... )
        >>> town.account.grouped
        '1234.56.78903'
    """

    name: str
    organization_number: OrganizationNumber
    account: AccountNumber
    address: Address = Address()  # noqa: RUF009 - frozen, a value
    phone: str = ""
    email: str = ""
    efaktura_issuer: str = ""
    vat_registered: bool = True


@frozen(kw_only=True)
class InvoiceLine:
    """One thing to pay for, as it stands on the invoice.

    Attributes:
        text: what the customer reads.
        quantity: how many.
        unit_price: kroner each without VAT; None where only the net is known.
        net: øre without VAT.
        vat: None where the invoice carries no VAT.
        lease: id of the lease that it is for; None where it is for none.
        article: the article, where there is one (BT-155).
        period: the days of the lease (BG-26).

    Example:
        >>> InvoiceLine(text="Hall A", net=Ore(80000), vat=VatCode("12", Decimal(25))).quantity
        Decimal('1')
    """

    text: str = field(repr=False)
    quantity: Decimal = ONE
    unit_price: Decimal | None = None
    net: Ore
    vat: VatCode | None = None
    lease: str | None = None
    article: str = ""
    period: Period | None = None


@frozen(kw_only=True)
class VatTotal:
    """The VAT of all lines of one rate (BG-23).

    Attributes:
        codes: the finance system's VAT codes of the rate, in order; exactly one where the rate is
            zero, as exempt and zero-rated lines are never summed together.
        rate: per cent.
        net: øre that the VAT is computed of.
        vat: øre.

    Example:
        >>> VatTotal(codes=("12",), rate=Decimal(25), net=Ore(80000), vat=Ore(20000)).gross
        100000
    """

    codes: tuple[str, ...]
    rate: Decimal
    net: Ore
    vat: Ore

    @property
    def gross(self) -> Ore:
        """Net and VAT in øre."""
        return Ore(self.net + self.vat)


@frozen(kw_only=True)
class Invoice:
    """One invoice, or credit note where its sum is negative, as it goes to the customer.

    Attributes:
        number: unique for ever.
        issue_date, due_date: when it was made, and when it is to be paid.
        kid: None where it is paid without.
        issuer: who wants the money.
        customer: who bought.
        payer: who pays, where it is another.
        period: the days that it is about (BG-14); None where nobody says.
        lines: at least one.
        vat: one total a rate; their nets add up to that of the lines.
        title: what it is called.
        order_reference: the customer's order number (BT-13).
        buyer_reference: the person or unit at the customer (BT-10).
        note: free text to the customer.
        credits: number of the invoice that it credits; blank where it credits none.
        order: the order number of the basis that it was made of; None where it was made of none.

    Raises:
        InvalidValueError: if it has no line, is due before it is made, or the VAT totals do not
            add up.

    Example:
        >>> from fakturakjerne.domain.customer import CustomerKind
        >>> town = Issuer(
        ...     name="Bergen kommune",
        ...     organization_number=OrganizationNumber("974760673"),
        ...     account=AccountNumber("12345678903"),
        ... )
        >>> hall = InvoiceLine(text="Hall A", net=Ore(80000), vat=VatCode("12", Decimal(25)))
        >>> invoice = Invoice(
        ...     number="34500001",
        ...     issue_date=date(2026, 3, 2),
        ...     due_date=date(2026, 3, 16),
        ...     issuer=town,
        ...     customer=Customer(kind=CustomerKind.EXTERNAL),
        ...     lines=(hall,),
        ...     vat=(VatTotal(codes=("12",), rate=Decimal(25), net=Ore(80000), vat=Ore(20000)),),
        ... )
        >>> invoice.net, invoice.vat_amount, invoice.gross
        (80000, 20000, 100000)
    """

    number: str
    issue_date: date
    due_date: date
    kid: Kid | None = None
    issuer: Issuer
    customer: Customer
    payer: Customer | None = None
    period: Period | None = None
    lines: tuple[InvoiceLine, ...]
    vat: tuple[VatTotal, ...]
    title: str = "Faktura"
    order_reference: str = field(default="", repr=False)
    buyer_reference: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    credits: str = ""
    order: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an invoice that contradicts itself."""
        if not self.lines:
            raise InvalidValueError(
                field="lines",
                value="()",
                expected_nb="en faktura har minst én linje",
                expected_en="an invoice has at least one line",
            )
        if self.due_date < self.issue_date:
            raise InvalidValueError(
                field="due_date",
                value=self.due_date.isoformat(),
                expected_nb=f"tidligst fakturadatoen, {self.issue_date}",
                expected_en=f"not before the issue date, {self.issue_date}",
            )
        if (taxed := Ore(sum(total.net for total in self.vat))) != self.net:
            raise InvalidValueError(
                field="vat",
                value=format_kroner(taxed),
                expected_nb=f"nettosummene per mva-sats skal bli {format_kroner(self.net)} i alt",
                expected_en=f"the nets per VAT rate must add up to {format_kroner(self.net)}",
            )

    @property
    def account(self) -> AccountNumber:
        """Where the money goes: the issuer's account."""
        return self.issuer.account

    @property
    def net(self) -> Ore:
        """Øre without VAT."""
        return Ore(sum(line.net for line in self.lines))

    @property
    def vat_amount(self) -> Ore:
        """All VAT in øre."""
        return Ore(sum(total.vat for total in self.vat))

    @property
    def gross(self) -> Ore:
        """What is to be paid, in øre; negative where money goes back."""
        return Ore(self.net + self.vat_amount)

    @property
    def is_credit(self) -> bool:
        """Whether it gives money back (kreditnota)."""
        return self.gross < 0
