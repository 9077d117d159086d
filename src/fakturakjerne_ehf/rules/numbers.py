"""Numbers as the rules count them: exact decimals, and ties that go toward plus infinity."""

import re
from decimal import ROUND_FLOOR, ROUND_HALF_DOWN, Context, Decimal
from typing import Final

__all__ = ["EXACT", "ZERO", "nearest", "parse", "quotient", "shown", "to_cents"]

ZERO: Final = Decimal(0)
EXACT: Final = Context(prec=400)
"""More digits than a product of two of the longest numbers that we read: nothing is rounded."""

_LONGEST: Final = 100
_HALF: Final = Decimal("0.5")
_HALF_CENT: Final = Decimal("0.005")
_CENT: Final = Decimal("0.01")
_DECIMALS_OF_A_QUOTIENT: Final = 18
_NUMBER: Final = re.compile(r"[ \t\r\n]*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[ \t\r\n]*")


def parse(text: str) -> Decimal | None:
    """Return the number that a text is, or None: no exponent, no other digits, no separators.

    Example:
        >>> parse(" -0.50 "), parse("12."), parse("1E3"), parse("1 000")
        (Decimal('-0.50'), Decimal('12'), None, None)
    """
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text)


def nearest(number: Decimal) -> Decimal:
    """Round to a whole number, ties toward plus infinity.

    Example:
        >>> nearest(Decimal("2.5")), nearest(Decimal("-2.5"))
        (Decimal('3'), Decimal('-2'))
    """
    return (number + _HALF).to_integral_value(ROUND_FLOOR)


def to_cents(number: Decimal) -> Decimal:
    """Round to two decimals, ties toward plus infinity.

    Example:
        >>> to_cents(Decimal("2.345")), to_cents(Decimal("-2.345"))
        (Decimal('2.35'), Decimal('-2.34'))
    """
    return (number + _HALF_CENT).quantize(_CENT, ROUND_FLOOR, context=EXACT)


def quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Divide as the official rules do: to 18 decimals or more, ties of the last digit down.

    Example:
        >>> quotient(Decimal(2), Decimal(3))
        Decimal('0.666666666666666667')
    """
    if divisor == 1:
        return dividend
    decimals = max(_DECIMALS_OF_A_QUOTIENT, *(-_exponent(each) for each in (dividend, divisor)))
    return EXACT.divide(dividend, divisor).quantize(
        Decimal(1).scaleb(-decimals), ROUND_HALF_DOWN, context=EXACT
    )


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 - parse() reads no infinity and no NaN
    return exponent


def shown(number: Decimal | None) -> str:
    """Write an amount for people, as Norwegians do; a dash where there is none.

    Example:
        >>> shown(Decimal("1250")), shown(Decimal("-0.125")), shown(None)
        ('1 250,00', '-0,125', '–')
    """
    if number is None:
        return "–"
    if number == number.quantize(_CENT, context=EXACT):
        number = number.quantize(_CENT, context=EXACT)
    return f"{number:,f}".replace(",", " ").replace(".", ",")
