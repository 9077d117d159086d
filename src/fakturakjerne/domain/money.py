"""Money as integer øre; quantities and prices as Decimal; never a float."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, NewType

from fakturakjerne.errors import InvalidValueError

Ore = NewType("Ore", int)
"""An amount in øre, hundredths of a Norwegian krone."""

LARGEST: Final = 10**18 - 1
"""The largest amount that is accepted, in øre: 18 digits, so that any sum column can hold it."""

_EXACT: Final = Context(prec=80, rounding=ROUND_HALF_UP)
_HUNDREDTH: Final = Decimal("0.01")
_WRITTEN: Final = re.compile(
    r"(?P<sign>[-\u2212]?)(?P<kroner>[0-9]{1,16}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,5})"
    r"(?:[.,](?P<ore>[0-9]{1,2}))?"
)


def kroner(value: str | int | Decimal) -> Ore:
    """Read an amount in kroner and return it in øre.

    Text may be written the Norwegian or the technical way: ``1 234,50``, ``1234.5``, ``-7``.

    Raises:
        TypeError: for a float or bool, which cannot be exact money.
        InvalidValueError: if it is no amount, has fractions of an øre, or is beyond 18 digits.

    Example:
        >>> kroner("1 234,50"), kroner(12), kroner(Decimal("-0.01"))
        (123450, 1200, -1)
    """
    if isinstance(value, str):
        ore = _read(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        ore = value * 100
    elif isinstance(value, Decimal):
        ore = _exact_ore(value)
    else:
        message = f"an amount is str, int or Decimal, not {type(value).__name__}"
        raise TypeError(message)
    if abs(ore) > LARGEST:
        raise _refuse(value)
    return Ore(ore)


def format_kroner(amount: Ore, *, thousands: str = " ", decimal: str = ",") -> str:
    """Write an amount the Norwegian way.

    Example:
        >>> format_kroner(Ore(-123450))
        '-1 234,50'
        >>> format_kroner(Ore(123450), thousands="", decimal=".")
        '1234.50'
    """
    whole, rest = divmod(abs(amount), 100)
    grouped = f"{whole:,}".replace(",", thousands)
    return f"{'-' if amount < 0 else ''}{grouped}{decimal}{rest:02d}"


def multiply(quantity: Decimal, unit_price: Decimal) -> Ore:
    """Return quantity x unit price in øre, rounded half away from zero.

    Args:
        quantity: how many.
        unit_price: kroner each.

    Raises:
        InvalidValueError: if the product is beyond 18 digits.

    Example:
        >>> multiply(Decimal("1.5"), Decimal("99.99"))
        14999
    """
    product = _EXACT.multiply(quantity, unit_price)
    ore = int(_EXACT.quantize(product, _HUNDREDTH).scaleb(2, _EXACT))
    if abs(ore) > LARGEST:
        raise _refuse(product)
    return Ore(ore)


def vat_of(net: Ore, rate: Decimal) -> Ore:
    """Return the VAT of an amount in øre, rounded half away from zero.

    Args:
        net: øre without VAT.
        rate: per cent.

    Example:
        >>> vat_of(Ore(14999), Decimal(25))
        3750
    """
    return multiply(rate, Decimal(net).scaleb(-4, _EXACT))


def _read(text: str) -> int:
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise _refuse(text)
    whole = "".join(character for character in match["kroner"] if character.isdigit())
    ore = int(whole) * 100 + int((match["ore"] or "").ljust(2, "0"))
    return -ore if match["sign"] else ore


def _exact_ore(value: Decimal) -> int:
    if not value.is_finite() or value.adjusted() > len(str(LARGEST)):
        raise _refuse(value)
    scaled = value.scaleb(2, _EXACT)
    if scaled != scaled.to_integral_value():
        raise _refuse(value)
    return int(scaled)


def _refuse(value: object) -> InvalidValueError:
    return InvalidValueError(
        field="amount",
        value=repr(str(value)[:40]),
        expected_nb="et beløp i kroner med høyst to desimaler, slik: 1234.50",
        expected_en="an amount in kroner with at most two decimals, such as 1234.50",
    )
