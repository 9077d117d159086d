"""The numbers of a lease file: exact decimals as strings, or integers; never JSON floats."""

import re
from decimal import Decimal
from typing import Any, Final

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange.kinds import JsonFloat, JsonInteger, expected, shown

_COMMA: Final = re.compile(
    r"-?(?:[0-9]+(?:[ \u00a0\u202f][0-9]{3})*(?:,[0-9]*)?|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]*)"
)
_EXAMPLE: Final = "400.00"
_AS_STRING_EN: Final = 'a number as a string, such as "400.00"'


@frozen
class Number:
    """A decimal number written as a string, or an integer; never a JSON float.

    Attributes:
        whole: the most digits before the point.
        places: the most digits after it.
        signed: whether it may be negative.

    Example:
        >>> Number(whole=16, places=2).read("400.00")
        Decimal('400.00')
        >>> Number(whole=16, places=2).read("400,00")
        Traceback (most recent call last):
        fakturakjerne.errors.InvalidValueError: '400,00' is no decimal number; write it with a
        point: 400.00
    """

    whole: int
    places: int
    signed: bool = True
    _written: re.Pattern[str] = field(init=False, repr=False, eq=False)

    @_written.default
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @property
    def pattern(self) -> str:
        """The regular expression of what may be written; the same in Python and JSON Schema."""
        sign = "-?" if self.signed else ""
        return f"{sign}[0-9]{{1,{self.whole}}}([.][0-9]{{1,{self.places}}})?"

    def read(self, value: object) -> Decimal:
        """Return the exact number."""
        text = value.text if isinstance(value, JsonInteger) else value
        if isinstance(text, str) and self._written.fullmatch(text):
            return Decimal(text)
        raise self._refuse(value)

    def _refuse(self, value: object) -> InvalidValueError:
        if isinstance(value, JsonFloat):
            suggestion = value.text if self._written.fullmatch(value.text) else _EXAMPLE
            return InvalidValueError(
                catalogue.INPUT_FLOAT, value=shown(value), suggestion=f'"{_told(suggestion)}"'
            )
        if isinstance(value, str) and _COMMA.fullmatch(value.strip()):
            suggestion = _with_point(value)
            if self._written.fullmatch(suggestion):
                return InvalidValueError(
                    catalogue.INPUT_COMMA, value=shown(value), suggestion=_told(suggestion)
                )
        if not isinstance(value, str | JsonInteger):
            return expected(value, nb='et tall som tekst, slik: "400.00"', en=_AS_STRING_EN)
        return InvalidValueError(
            catalogue.INPUT_NUMBER, value=shown(value), whole=self.whole, places=self.places
        )

    def schema(self) -> dict[str, Any]:
        """Return a schema of a string or an integer."""
        limit = 10**self.whole
        low = 1 - limit if self.signed else 0
        return {
            "anyOf": [
                {"type": "string", "pattern": f"^{self.pattern}$"},
                {"type": "integer", "minimum": low, "maximum": limit - 1},
            ]
        }


@frozen
class Kroner:
    """An amount in kroner with at most two decimals, kept in øre.

    Example:
        >>> Kroner().read("-400.5")
        -40050
    """

    number: Number = Number(whole=16, places=2)

    def read(self, value: object) -> Ore:
        """Return the amount in øre."""
        return Ore(int(self.number.read(value).scaleb(2)))

    def schema(self) -> dict[str, Any]:
        """Return the schema of the number."""
        return self.number.schema()


def _with_point(text: str) -> str:
    whole, _, decimals = text.strip().partition(",")
    plain = "".join(character for character in whole if character.isdigit() or character == "-")
    return f"{plain}.{decimals}" if decimals else plain


def _told(suggestion: str) -> str:
    """Suggest no more than what may be shown of the value: it may be a personal number."""
    return suggestion if mask(suggestion) == suggestion else _EXAMPLE
