"""Numbers, dates and flags as the standard writes them, and no other way.

Python itself reads more: ``1E9``, ``NaN``, ``1_000`` and digits of other scripts are Decimals to it,
and ``20260302`` and ``2026-W10-1`` are dates.  None of these is one here.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Final

MOST_DIGITS: Final = 18
"""Of an amount, on both sides of the point together."""

_NUMBER: Final = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FLAGS: Final = {"true": True, "1": True, "false": False, "0": False}


def number(text: str) -> Decimal | None:
    """Return a quantity, price or rate: up to 18 digits on each side of the point.

    Example:
        >>> number("-12.50"), number("1E9"), number("NaN"), number("٣")
        (Decimal('-12.50'), None, None, None)
    """
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def amount(text: str) -> Decimal | None:
    """Return an amount: up to 18 digits in all.

    Example:
        >>> amount("1234.50"), amount("123456789012345678.9")
        (Decimal('1234.50'), None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    if len(text) > MOST_DIGITS and sum(map(str.isdigit, text)) > MOST_DIGITS:
        return None
    return Decimal(text)


def day(text: str) -> date | None:
    """Return a date.

    Example:
        >>> day("2026-03-02"), day("2026-03-02Z"), day("20260302"), day("2026-02-30")
        (datetime.date(2026, 3, 2), None, None, None)
    """
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def flag(text: str) -> bool | None:
    """Return a boolean.

    Example:
        >>> flag("true"), flag("0"), flag("yes")
        (True, False, None)
    """
    return _FLAGS.get(text)
