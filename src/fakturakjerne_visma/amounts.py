"""PRIS, GRUNNLAG and BELØP: what a line costs, by the rule that BELØP is PRIS x GRUNNLAG.

PRIS and BELØP are øre with zeros before them and their sign in the last position; GRUNNLAG has no
sign.  So a credit has a negative PRIS and BELØP, and its quantity is positive.
"""

from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

from attrs import frozen

from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.lease import Charge
from fakturakjerne.domain.money import LARGEST, Ore, format_kroner, vat_of
from fakturakjerne.errors import ColumnOverflowError
from fakturakjerne.plugin.cells import REMEMBERED, Cell, Problem, Problems, problem, show
from fakturakjerne_visma import catalogue
from fakturakjerne_visma.options import VismaOptions

MOST_PRICE: Final = 10**8 - 1
"""The largest PRIS, in øre."""
MOST_AMOUNT: Final = 10**10 - 1
"""The largest BELØP, in øre."""
MOST_QUANTITY: Final = 10**9 - 1
"""The largest GRUNNLAG, in its own unit."""

_EXACT: Final = Context(prec=120)
_LARGEST_EXPONENT: Final = 30
_HUNDRED: Final = Decimal(100)
_NOTHING: Final = b"00000000 000000000" + b"0000000000 "


def product_of(price: int, quantity: int, *, decimals: int) -> int:
    """Return price x quantity, rounded half away from zero.

    Args:
        price: in øre, not negative.
        quantity: as GRUNNLAG holds it, not negative.
        decimals: how many of its digits are decimals.

    Example:
        >>> product_of(12499, 150, decimals=2)
        18749
    """
    unit: int = 10**decimals
    return (2 * price * quantity + unit) // (2 * unit)


@frozen
class _Sum:
    """What one line comes to, without its sign."""

    price: int
    quantity: int


class Amounts:
    """Prepares the three columns for one set of options, and remembers the latest few thousand."""

    def __init__(self, options: VismaOptions) -> None:
        self._gross = options.amounts == "gross"
        self._decimals = options.quantity_decimals
        self._single = options.price_mismatch == "single"
        self._known = lru_cache(REMEMBERED)(self._cell)

    def cell(self, charge: Charge) -> Cell:
        """Return the 29 bytes of PRIS, GRUNNLAG and BELØP, which stand side by side."""
        rate = charge.vat.rate if self._gross and charge.vat is not None else None
        try:
            return self._known(charge.quantity, charge.unit_price, charge.net, rate)
        except TypeError:  # a signalling NaN cannot be remembered
            return self._cell(charge.quantity, charge.unit_price, charge.net, rate)

    def _cell(
        self, quantity: Decimal, unit_price: Decimal | None, net: Ore, rate: Decimal | None
    ) -> Cell:
        problems = self._unusable(quantity, unit_price, net, rate)
        if problems:
            return Cell(_NOTHING, problems)
        amount = self._amount(net, rate)
        found = self._sum(quantity, self._with_vat(unit_price, rate), amount)
        if isinstance(found, Problem):
            problems = (found,)
            found = _Sum(abs(amount), 10**self._decimals)
        problems += _too_large(found, amount, decimals=self._decimals)
        if any(each.severity is Severity.ERROR for each in problems):
            return Cell(_NOTHING, problems)
        sign = b"-" if amount < 0 else b" "
        data = b"%08d%b%09d%010d%b" % (found.price, sign, found.quantity, abs(amount), sign)
        return Cell(data, problems)

    # --- before anything is calculated ---------------------------------------------------------

    def _unusable(
        self, quantity: Decimal, unit_price: Decimal | None, net: Ore, rate: Decimal | None
    ) -> Problems:
        """Return what cannot even be multiplied."""
        if self._gross and (rate is None or not _is_modest(rate)):
            return (problem(catalogue.VAT_MISSING, "belop").at("vat.rate", "charge"),)
        if abs(net) > LARGEST:
            return (_amount_overflow("belop", "net", net, most=MOST_AMOUNT),)
        if not _is_modest(quantity):
            return (_quantity_overflow(quantity, decimals=self._decimals),)
        if unit_price is not None and not _is_modest(unit_price):
            return (_price_overflow(show(str(unit_price))),)
        return ()

    def _amount(self, net: Ore, rate: Decimal | None) -> int:
        if not self._gross or rate is None:
            return net
        return net + vat_of(net, rate)

    def _with_vat(self, unit_price: Decimal | None, rate: Decimal | None) -> Decimal | None:
        """Return the exact unit price in øre, with VAT where amounts are."""
        if unit_price is None:
            return None
        percent = _HUNDRED if rate is None or not self._gross else _EXACT.add(_HUNDRED, rate)
        return _EXACT.multiply(unit_price, percent)

    # --- the calculation -----------------------------------------------------------------------

    def _sum(self, quantity: Decimal, price: Decimal | None, amount: int) -> _Sum | Problem:
        """Return price and quantity that give the amount, or why there are none."""
        scaled = _EXACT.scaleb(abs(quantity), self._decimals)
        if scaled != scaled.to_integral_value():
            return self._cannot_write(quantity, amount)
        whole = int(scaled)
        if price is None:
            shared = 10**self._decimals * abs(amount)
            price_in_ore = (2 * shared + whole) // (2 * whole) if whole else 0
            same_sign = True
        else:
            price_in_ore = _rounded(abs(price))
            same_sign = not amount or (price < 0) ^ (quantity < 0) == (amount < 0)
        product = product_of(price_in_ore, whole, decimals=self._decimals)
        if whole and same_sign and product == abs(amount):
            return _Sum(price_in_ore, whole)
        if whole > MOST_QUANTITY or price_in_ore > MOST_PRICE:
            return _Sum(price_in_ore, whole)  # said as an overflow, which no other writing hides
        negative = (amount < 0) if price is None else (price < 0) ^ (quantity < 0)
        return self._differs(quantity, price_in_ore, -product if negative else product, amount)

    def _differs(self, quantity: Decimal, price: int, product: int, amount: int) -> Problem:
        found = problem(
            catalogue.SINGLE if self._single else catalogue.MISMATCH,
            "belop",
            severity=Severity.WARNING if self._single else Severity.ERROR,
            quantity=show(str(quantity)).strip("'"),
            price=format_kroner(Ore(price)),
            product=format_kroner(Ore(product)),
            amount=format_kroner(Ore(amount)),
        )
        return found.at("net", "charge")

    def _cannot_write(self, quantity: Decimal, amount: int) -> Problem:
        found = problem(
            catalogue.QUANTITY_SINGLE if self._single else catalogue.QUANTITY_DECIMALS,
            "grunnlag",
            severity=Severity.WARNING if self._single else Severity.ERROR,
            quantity=show(str(quantity)).strip("'"),
            decimals=self._decimals,
            amount=format_kroner(Ore(amount)),
        )
        return found.at("quantity", "charge")


def _is_modest(number: Decimal) -> bool:
    """Whether a number can be calculated with, without filling the memory."""
    return number.is_finite() and -_LARGEST_EXPONENT < number.adjusted() < _LARGEST_EXPONENT


def _rounded(positive: Decimal) -> int:
    """Return a number that is not negative, rounded half away from zero."""
    return int(_EXACT.add(positive, Decimal("0.5")))


def _too_large(found: _Sum, amount: int, *, decimals: int) -> Problems:
    problems: Problems = ()
    if found.price > MOST_PRICE:
        problems += (_price_overflow(format_kroner(Ore(found.price))),)
    if found.quantity > MOST_QUANTITY:
        problems += (
            _quantity_overflow(Decimal(found.quantity).scaleb(-decimals), decimals=decimals),
        )
    if abs(amount) > MOST_AMOUNT:
        problems += (_amount_overflow("belop", "net", amount, most=MOST_AMOUNT),)
    return problems


def _price_overflow(value: str) -> Problem:
    found = problem(
        catalogue.AMOUNT_OVERFLOW,
        "pris",
        error=ColumnOverflowError,
        value=value,
        most=format_kroner(Ore(MOST_PRICE)),
    )
    return found.at("unit_price", "charge")


def _amount_overflow(column: str, source: str, amount: int, *, most: int) -> Problem:
    found = problem(
        catalogue.AMOUNT_OVERFLOW,
        column,
        error=ColumnOverflowError,
        value=format_kroner(Ore(amount)),
        most=format_kroner(Ore(most)),
    )
    return found.at(source, "charge")


def _quantity_overflow(quantity: Decimal, *, decimals: int) -> Problem:
    found = problem(
        catalogue.QUANTITY_OVERFLOW,
        "grunnlag",
        error=ColumnOverflowError,
        value=show(str(quantity)),
        most=Decimal(MOST_QUANTITY).scaleb(-decimals),
    )
    return found.at("quantity", "charge")
