"""KID: the number on an invoice that tells the payee what a payment is for.

Digits, the last of them a check digit; with modulus 11 the check digit may be ``-``.  Source: the
system specifications of AvtaleGiro (3.3, 2016) and OCR giro, both official, for the two methods
and the 25 characters; that two are the least is what vendors say, as those do not.
"""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import cycle, islice
from operator import mul
from typing import Final, Self

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.identifiers import masked_repr
from fakturakjerne.errors import InvalidValueError

SHORTEST: Final = 2
LONGEST: Final = 25
_DASH: Final = "-"
_ZERO: Final = ord("0")
_ONCE: Final = bytes(max(0, byte - _ZERO) for byte in range(256))
_DOUBLED: Final = bytes(sum(divmod(2 * max(0, byte - _ZERO) % 20, 10)) for byte in range(256))
_WEIGHTS: Final = tuple(islice(cycle(range(2, 8)), LONGEST))
_FEWEST_COMPOSED: Final = 3  # before the check digit, as the OCR user handbook asks of the payee
_PARTS: Final = re.compile(r"\{(?P<name>customer|invoice):0(?P<width>[1-9][0-9]?)\}|[0-9]")
_PART_NAMES: Final = {
    "customer": ("kundenummeret", "customer number"),
    "invoice": ("fakturanummeret", "invoice number"),
}


class KidMethod(Enum):
    """How the check digit is computed; the payee's agreement with the bank says which.

    Example:
        >>> KidMethod.MOD10.check_digit("12345678"), KidMethod.MOD11.check_digit("12345678")
        ('2', '5')
    """

    MOD10 = "mod10"
    MOD11 = "mod11"

    def check_digit(self, payload: str) -> str:
        """Return the check digit of what stands before it; ``-`` where modulus 11 has none.

        Args:
            payload: digits, at most 24.
        """
        digits = payload.encode("ascii")
        return _mod10(digits) if self is KidMethod.MOD10 else _mod11(digits)


ANY_METHOD: Final = tuple(KidMethod)
"""Both methods: for files of others, of which nobody says which it was."""


def _mod10(payload: bytes) -> str:
    total = sum(payload[::-2].translate(_DOUBLED) + payload[-2::-2].translate(_ONCE))
    return str(-total % 10)


def _mod11(payload: bytes) -> str:
    remainder = sum(map(mul, reversed(payload.translate(_ONCE)), _WEIGHTS)) % 11
    return _DASH if remainder == 1 else str(-remainder % 11)


def kid_problem(
    text: str, *, methods: Sequence[KidMethod] = ANY_METHOD, dash: bool = True
) -> InvalidValueError | None:
    """Say why a text is no KID; None where it is one.

    Args:
        text: without the spaces that pad it in a file.
        methods: the check digit must be right by one of these.
        dash: whether ``-`` may be the check digit of modulus 11.

    Example:
        >>> print(kid_problem("123456783", methods=[KidMethod.MOD10]))
        '123456783' is no KID: its check digit is wrong; right would be 2
        >>> kid_problem("1000005-") is None
        True
        >>> kid_problem("1000005-", dash=False).code
        'kid.dash'
    """
    payload = text[:-1]
    if not (payload.isdigit() and text.isascii() and (text[-1].isdigit() or text[-1] == _DASH)):
        if len(text) < SHORTEST and text.isdigit():
            return _length(text)
        return _refuse(catalogue.KID_FORM, text)
    if len(text) > LONGEST:
        return _length(text)
    for method in methods:
        if method.check_digit(payload) == text[-1]:
            break
    else:
        expected = dict.fromkeys(method.check_digit(payload) for method in methods)
        return _refuse(catalogue.KID_CHECK, text, expected=" / ".join(expected))
    if text[-1] == _DASH and not dash:
        return _refuse(catalogue.KID_DASH, text)
    return None


def _is_right_by_mod10(text: str) -> bool:
    """Whether nothing is wrong with the usual kind of KID, told by one sum over all its digits."""
    if not (text.isascii() and text.isdigit() and SHORTEST <= len(text) <= LONGEST):
        return False
    digits = text.encode("ascii")
    return not sum(digits[::-2].translate(_ONCE) + digits[-2::-2].translate(_DOUBLED)) % 10


def _length(text: str) -> InvalidValueError:
    return _refuse(
        catalogue.KID_LENGTH, text, length=str(len(text)), least=str(SHORTEST), most=str(LONGEST)
    )


def _refuse(sentence: Text, value: str, **values: str) -> InvalidValueError:
    return InvalidValueError(sentence, value=masked_repr(value), **values)


@frozen
class Kid:
    """A KID whose check digit is right, by modulus 10 or modulus 11.

    Raises:
        InvalidValueError: if the text is none; the error says why.

    Example:
        >>> Kid.of("12345678")
        Kid(text='123456782')
        >>> Kid("123456783")
        Traceback (most recent call last):
        fakturakjerne.errors.InvalidValueError: '123456783' is no KID: ... would be 2 / 5
    """

    text: str = field(repr=masked_repr)

    @text.validator
    def _check(self, _attribute: object, text: str) -> None:
        if not _is_right_by_mod10(text) and (problem := kid_problem(text)):
            raise problem

    @classmethod
    def of(cls, payload: str, *, method: KidMethod = KidMethod.MOD10, dash: bool = False) -> Self:
        """Append the check digit.

        Args:
            payload: all digits but the last.
            method: how it is computed.
            dash: whether ``-`` may be the check digit of modulus 11; some banks refuse it.

        Raises:
            InvalidValueError: if no KID comes of it.
        """
        if not (payload.isascii() and payload.isdigit()):
            raise _refuse(catalogue.KID_FORM, payload)
        text = payload + method.check_digit(payload)
        if problem := kid_problem(text, methods=[method], dash=dash):
            raise problem
        return cls(text)

    @classmethod
    def parse(
        cls, text: str, *, methods: Sequence[KidMethod] = ANY_METHOD, dash: bool = True
    ) -> Self:
        """Read a KID by the method that was agreed on.

        Raises:
            InvalidValueError: if it is none; see :func:`kid_problem`.
        """
        if problem := kid_problem(text, methods=methods, dash=dash):
            raise problem
        return cls(text)

    def __str__(self) -> str:
        """Return the text, as it is written on the invoice."""
        return self.text


@frozen
class KidTemplate:
    """How KIDs are composed: parts of fixed width, so that no two invoices share one.

    Attributes:
        text: digits, and the customer number or the invoice number or both in braces, each with
            its width, such as ``{customer:06}{invoice:08}``.  AvtaleGiro wants the customer's
            part first, and the same in every KID of the customer.
        method: how the check digit is computed.
        dash: whether ``-`` may be the check digit of modulus 11; some banks refuse it.

    Raises:
        InvalidValueError: if the template cannot give a KID.

    Example:
        >>> KidTemplate("{customer:06}{invoice:08}").compose(customer="1001", invoice="34500001")
        Kid(text='001001345000019')
    """

    text: str = field()
    method: KidMethod = KidMethod.MOD10
    dash: bool = False

    @text.validator
    def _check(self, _attribute: object, text: str) -> None:
        names = [part["name"] for part in _PARTS.finditer(text) if part["name"]]
        width = sum(int(part["width"] or 1) for part in _PARTS.finditer(text))
        if (
            _PARTS.sub("", text)
            or not names
            or len(names) != len(set(names))
            or not _FEWEST_COMPOSED <= width < LONGEST
        ):
            raise InvalidValueError(
                catalogue.KID_TEMPLATE,
                value=repr(text),
                least=str(_FEWEST_COMPOSED),
                most=str(LONGEST - 1),
            )

    def compose(self, *, customer: str, invoice: str) -> Kid:
        """Return the KID of one invoice.

        Args:
            customer: the customer number, digits; any text where the template does not use it.
            invoice: the same for the invoice number.

        Raises:
            InvalidValueError: if a number that is used is no digits, or has more of them than its
                part has room for, or the check digit is a ``-`` that is not allowed.
        """
        given = {"customer": customer, "invoice": invoice}

        def written(part: re.Match[str]) -> str:
            name = part["name"]
            return _padded(name, given[name], int(part["width"])) if name else part[0]

        return Kid.of(_PARTS.sub(written, self.text), method=self.method, dash=self.dash)


def _padded(name: str, value: str, width: int) -> str:
    norwegian, english = _PART_NAMES[name]
    values = {"part_nb": norwegian, "part_en": english, "value": masked_repr(value)}
    if not (value.isascii() and value.isdigit()):
        raise InvalidValueError(catalogue.KID_PART_FORM, **values)
    if len(value) > width:
        raise InvalidValueError(catalogue.KID_PART_WIDE, **values, width=str(width))
    return value.zfill(width)
