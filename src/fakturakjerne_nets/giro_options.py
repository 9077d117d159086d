"""What the options of AvtaleGiro and OCR giro may be."""

from collections.abc import Callable
from typing import Final, Literal

from fakturakjerne.domain.identifiers import mask
from fakturakjerne.domain.kid import KidMethod
from fakturakjerne.errors import InvalidValueError
from fakturakjerne_nets import giro_catalogue as catalogue
from fakturakjerne_nets.records import NETS

KidChecking = Literal["either", "mod10", "mod11", "none"]

KID_METHODS: Final[dict[str, tuple[KidMethod, ...]]] = {
    "either": (KidMethod.MOD10, KidMethod.MOD11),
    "mod10": (KidMethod.MOD10,),
    "mod11": (KidMethod.MOD11,),
    "none": (),
}
"""By which methods the check digit of a KID may be right."""

_SENDER_DIGITS: Final = 8
_ACCOUNT_DIGITS: Final = 11


def between(least: int, most: int) -> Callable[[int], int]:
    """Return a converter that refuses numbers outside of these two.

    Example:
        >>> between(0, 30)(31)
        Traceback (most recent call last):
        fakturakjerne.errors.InvalidValueError: 31 cannot stand here; give 0 to 30.
    """

    def check(value: int) -> int:
        if not least <= value <= most:
            raise InvalidValueError(catalogue.OPTION_NUMBER, value=value, least=least, most=most)
        return value

    return check


def sender_of(text: str) -> str:
    """Return a customer unit id with its zeros.

    Raises:
        InvalidValueError: if it is none, or that of Nets itself, which Nets rejects as a sender.

    Example:
        >>> sender_of("10200")
        '00010200'
    """
    is_id = text.isascii() and text.isdigit() and len(text) <= _SENDER_DIGITS
    if not is_id or text.zfill(_SENDER_DIGITS) == NETS:
        raise InvalidValueError(catalogue.OPTION_SENDER, value=repr(mask(text)))
    return text.zfill(_SENDER_DIGITS)


def account_of(text: str) -> str:
    """Return the eleven digits of an account, written with or without dots and spaces.

    The check digit is for the exporter's check to judge.

    Raises:
        InvalidValueError: if it is anything else.

    Example:
        >>> account_of("1234.56.78903")
        '12345678903'
    """
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == _ACCOUNT_DIGITS):
        raise InvalidValueError(catalogue.OPTION_ACCOUNT, value=repr(mask(text)))
    return digits
