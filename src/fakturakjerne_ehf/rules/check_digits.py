"""The numbers of the registers that rules look at: their forms and check digits.

Digits are 0 to 9 alone, and the whole text must fit.
"""

import re
from typing import Final

__all__ = [
    "is_abn",
    "is_belgian_enterprise",
    "is_gln",
    "is_italian_tax_code",
    "is_italian_vat_number",
    "is_norwegian",
    "is_swedish",
]

_MOD11_WEIGHTS: Final = (3, 2, 7, 6, 5, 4, 3, 2)
_ABN_WEIGHTS: Final = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
_ABN_MODULUS: Final = 89
_BELGIAN_MODULUS: Final = 97
_ITALIAN_EVEN: Final = "0246813579"
_PERSON: Final = re.compile(
    r"[A-Za-z]{6}(?:[0-9]{2}|[+-][0-9])[A-Za-z](?:[0-9]{2}|[+-][0-9]).{3}[0-9][A-Za-z]", re.DOTALL
)
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")


def _digits(text: str, length: int) -> list[int] | None:
    if len(text) != length or not (text.isascii() and text.isdigit()):
        return None
    return [int(digit) for digit in text]


def is_norwegian(text: str) -> bool:
    """Whether it is an organisation number of Norway (0192): nine digits, modulus 11.

    Example:
        >>> is_norwegian("991825827"), is_norwegian("991825828"), is_norwegian("000000000")
        (True, False, False)
    """
    digits = _digits(text, 9)
    if digits is None or not any(digits):
        return False
    total = sum(weight * digit for weight, digit in zip(_MOD11_WEIGHTS, digits, strict=False))
    return (11 - total % 11) % 11 == digits[8]


def is_gln(text: str) -> bool:
    """Whether it is a GLN (0088): digits of any number, the last of them the check digit.

    Example:
        >>> is_gln("7300010000001"), is_gln("7300010000002")
        (True, False)
    """
    digits = _digits(text, len(text))
    if not digits:
        return False
    *body, check = digits
    total = sum(digit * (1 if place % 2 else 3) for place, digit in enumerate(reversed(body)))
    return (10 - total % 10) % 10 == check


def is_belgian_enterprise(text: str) -> bool:
    """Whether it is an enterprise number of Belgium (0208): ten digits, modulus 97."""
    if _digits(text, 10) is None:
        return False
    return _BELGIAN_MODULUS - int(text[:8]) % _BELGIAN_MODULUS == int(text[8:])


def is_swedish(text: str) -> bool:
    """Whether it is an organisation number of Sweden (0007): ten digits, by Luhn.

    Example:
        >>> is_swedish("5567321707")
        True
    """
    digits = _digits(text, 10)
    if digits is None:
        return False
    *body, check = digits
    total = sum(
        digit if place % 2 else sum(divmod(2 * digit, 10))
        for place, digit in enumerate(reversed(body))
    )
    return (10 - total % 10) % 10 == check


def is_abn(text: str) -> bool:
    """Whether it is a business number of Australia (0151): eleven digits, modulus 89.

    Example:
        >>> is_abn("51824753556")
        True
    """
    digits = _digits(text, 11)
    if digits is None:
        return False
    digits[0] -= 1
    total = sum(weight * digit for weight, digit in zip(_ABN_WEIGHTS, digits, strict=True))
    return total % _ABN_MODULUS == 0


def is_italian_tax_code(text: str) -> bool:
    """Whether it is a tax code of Italy (0210, 9907): a company's 11 or a person's 16 characters."""
    if len(text) == 11:  # noqa: PLR2004 - a company's
        return bool(_INTEGER.fullmatch(text))
    return bool(_PERSON.fullmatch(text))


def is_italian_vat_number(text: str) -> bool:
    """Whether it is a VAT number of Italy (0211); what does not begin with IT is not looked at."""
    if text[:2] not in {"IT", "it"}:
        return True
    digits = _digits(text[2:], 11)
    if digits is None:
        return False
    total = sum(
        int(_ITALIAN_EVEN[digit]) if place % 2 else digit for place, digit in enumerate(digits)
    )
    return total % 10 == 0
