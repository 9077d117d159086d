"""The amounts of a supplier's invoice: allowances, VAT and totals, as stated, and how they add up."""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from typing import Final

from attrs import field, frozen

from fakturakjerne.domain.masked import Masked

EXACT: Final = Context(prec=100, rounding=ROUND_HALF_UP, Emax=9999, Emin=-9999)
"""Enough digits for the product of any two numbers that are read, and sums of a million of them."""

ZERO: Final = Decimal(0)
_HUNDREDTH: Final = Decimal("0.01")
_HALF: Final = Decimal("0.005")


def round_cents(value: Decimal) -> Decimal:
    """Round to two decimals as the official rules do: half goes up, also below zero.

    Example:
        >>> round_cents(Decimal("2.345")), round_cents(Decimal("-2.345"))
        (Decimal('2.35'), Decimal('-2.34'))
    """
    return EXACT.add(value, _HALF).quantize(_HUNDREDTH, ROUND_FLOOR, EXACT)


def total(values: Iterable[Decimal]) -> Decimal:
    """Return a sum, exactly."""
    result = ZERO
    for value in values:
        result = EXACT.add(result, value)
    return result


@frozen(kw_only=True, repr=False)
class VatCategory(Masked):
    """Which VAT applies.

    Attributes:
        code: such as ``S`` (BT-118, BT-151, BT-95, BT-102).
        rate: per cent (BT-119, BT-152); None where none is stated.
        scheme: of the tax; ``VAT``.
        reason_code, reason: why there is none (BT-121, BT-120).

    Example:
        >>> VatCategory(code="S", rate=Decimal(25)).key
        ('S', Decimal('25'))
    """

    code: str = ""
    rate: Decimal | None = None
    scheme: str = ""
    reason_code: str = ""
    reason: str = ""

    @property
    def key(self) -> tuple[str, Decimal]:
        """What lines are grouped by."""
        return (self.code, ZERO if self.rate is None else self.rate)


@frozen(kw_only=True, repr=False)
class AllowanceCharge(Masked):
    """A discount or a fee, of the document (BG-20, BG-21) or of a line (BG-27, BG-28).

    Attributes:
        is_charge: a fee, not a discount.
        amount: without VAT; counted with the sign that its kind has.
        base, percent: what it was made of, where stated.
        reason_code, reason: why.
        vat: of the document's only.

    Example:
        >>> AllowanceCharge(is_charge=False, amount=Decimal("10")).signed
        Decimal('-10')
    """

    is_charge: bool
    amount: Decimal
    base: Decimal | None = None
    percent: Decimal | None = None
    reason_code: str = ""
    reason: str = ""
    vat: VatCategory | None = None

    @property
    def signed(self) -> Decimal:
        """What it adds to the sum."""
        return self.amount if self.is_charge else EXACT.minus(self.amount)


@frozen(kw_only=True, repr=False)
class VatSubtotal(Masked):
    """The VAT of one category and rate (BG-23).

    Example:
        >>> VatSubtotal(taxable=Decimal(100), tax=Decimal(25), vat=VatCategory(code="S")).tax
        Decimal('25')
    """

    taxable: Decimal
    tax: Decimal
    vat: VatCategory = field(factory=VatCategory)


@frozen(kw_only=True, repr=False)
class VatTotal(Masked):
    """All VAT in one currency: that of the document (BT-110), or of the accounts (BT-111).

    Example:
        >>> VatTotal(amount=Decimal(25), currency="NOK").subtotals
        ()
    """

    amount: Decimal
    currency: str
    subtotals: tuple[VatSubtotal, ...] = ()


@frozen(kw_only=True, repr=False)
class InvoiceTotals(Masked):
    """The totals (BG-22); a total that need not be stated is None where it is not.

    Attributes:
        lines: sum of the lines (BT-106).
        allowances, charges: of the document (BT-107, BT-108).
        without_vat, with_vat: BT-109, BT-112.
        prepaid: paid already (BT-113).
        rounding: to whole kroner (BT-114).
        payable: what is due (BT-115).

    Example:
        >>> totals = InvoiceTotals(lines=Decimal(100), without_vat=Decimal(100),
        ...     with_vat=Decimal(125), payable=Decimal(125))
        >>> totals.prepaid is None
        True
    """

    lines: Decimal
    without_vat: Decimal
    with_vat: Decimal
    payable: Decimal
    allowances: Decimal | None = None
    charges: Decimal | None = None
    prepaid: Decimal | None = None
    rounding: Decimal | None = None
