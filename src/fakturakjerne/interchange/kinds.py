"""The kinds of single values that a lease file holds: how each is read, and its JSON Schema.

Numbers have a module of their own, :mod:`fakturakjerne.interchange.numbers`.

Each kind is strict: what it accepts has one meaning only.  What it refuses raises
:class:`~fakturakjerne.errors.InvalidValueError` with what would be right.
"""

import re
import unicodedata
from datetime import datetime
from enum import Enum
from typing import Any, Final, Protocol

from attrs import frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import InvalidValueError

_SHOWN: Final = 40
_REFUSED_CATEGORIES: Final = ("Cc", "Cs")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_DATED: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]?[0-9:.+Z-]{0,19}")
_PERSONAL: Final = re.compile(r"[0-9]{6}")
_OFFSET: Final = re.compile(r".*[0-9](?:Z|[+-][0-9]{2}:?[0-9]{2})", re.IGNORECASE | re.DOTALL)


@frozen
class JsonInteger:
    """A JSON number without point or exponent, as it was written."""

    text: str


@frozen
class JsonFloat:
    """A JSON number with point or exponent, or NaN and its like: never exact, so never read."""

    text: str


class Kind(Protocol):
    """How one value is read, and what a JSON Schema says of it."""

    def read(self, value: object) -> Any:
        """Return the value as the domain keeps it.

        Raises:
            InvalidValueError: if it is anything else.
        """
        ...

    def schema(self) -> dict[str, Any]:
        """Return the same rule as JSON Schema, as far as that can say it."""
        ...


@frozen
class Line:
    """Text on one line, without control characters.

    Attributes:
        limit: the most characters.

    Example:
        >>> Line(limit=5).read("Hall A")
        Traceback (most recent call last):
        fakturakjerne.errors.InvalidValueError: 'Hall A' has 6 characters; at most 5 fit
    """

    limit: int

    def read(self, value: object) -> str:
        """Return the text itself."""
        return _one_line(value, limit=self.limit)

    def schema(self) -> dict[str, Any]:
        """Return a string schema."""
        return {
            "type": "string",
            "maxLength": self.limit,
            "pattern": r"^[^\u0000-\u001f\u007f-\u009f]*$",
        }


@frozen
class Prose:
    r"""Text that may have line breaks and tabs.

    Attributes:
        limit: the most characters.

    Example:
        >>> Prose(limit=100).read("first\nsecond")
        'first\nsecond'
    """

    limit: int

    def read(self, value: object) -> str:
        """Return the text itself."""
        text = _string(value)
        if not text.isprintable():
            refuse_control_characters(text, allowed="\n\t")
        return _no_longer_than(self.limit, text)

    def schema(self) -> dict[str, Any]:
        """Return a string schema."""
        return {
            "type": "string",
            "maxLength": self.limit,
            "pattern": r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]*$",
        }


@frozen
class Identifier:
    """Text that names something: never empty, no blanks around it, on one line.

    Attributes:
        limit: the most characters.

    Example:
        >>> Identifier(limit=100).read(" 9001")
        Traceback (most recent call last):
        fakturakjerne.errors.InvalidValueError: ' 9001' has blanks around it; write '9001'
    """

    limit: int

    def read(self, value: object) -> str:
        """Return the text itself."""
        text = _one_line(value, limit=self.limit)
        if text and text.strip() == text:
            return text
        if not text.strip():
            raise InvalidValueError(catalogue.INPUT_TEXT_EMPTY)
        raise InvalidValueError(
            catalogue.INPUT_TEXT_BLANKS, value=shown(text), suggestion=shown(text.strip())
        )

    def schema(self) -> dict[str, Any]:
        """Return a string schema."""
        return {
            "type": "string",
            "minLength": 1,
            "maxLength": self.limit,
            "pattern": r"^[^\s\u0000-\u001f\u007f-\u009f]"
            r"([^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f])?$",
        }


@frozen
class Choice:
    """One of the values of an enumeration."""

    values: type[Enum]

    def read(self, value: object) -> Enum:
        """Return the member."""
        names = self.names
        if isinstance(value, str) and value in names:
            return self.values(value)
        listed = ", ".join(names)
        raise expected(value, nb=f"en av {listed}", en=f"one of {listed}")

    @property
    def names(self) -> list[str]:
        """The values that may be written."""
        return [member.value for member in self.values]

    def schema(self) -> dict[str, Any]:
        """Return an enum schema."""
        return {"enum": self.names}


@frozen
class Flag:
    """true or false."""

    def read(self, value: object) -> bool:
        """Return the value itself."""
        if isinstance(value, bool):
            return value
        raise expected(value, nb="true eller false", en="true or false")

    def schema(self) -> dict[str, Any]:
        """Return a boolean schema."""
        return {"type": "boolean"}


@frozen
class Moment:
    """A local time without zone: ``2026-02-02T18:00``, seconds optional."""

    def read(self, value: object) -> datetime:
        """Return the naive time."""
        text = _string(value)
        if _MOMENT.fullmatch(text) is None:
            zoned = _OFFSET.fullmatch(text) is not None and "T" in text
            about = catalogue.INPUT_TIME_ZONE if zoned else catalogue.INPUT_TIME
            raise InvalidValueError(about, value=_shown_time(text))
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            raise InvalidValueError(catalogue.INPUT_TIME, value=_shown_time(text)) from None

    def schema(self) -> dict[str, Any]:
        """Return a string schema."""
        return {"type": "string", "pattern": f"^{_MOMENT.pattern}$"}


def shown(value: object) -> str:
    """Return a value as it may stand in a message: masked, short, never a whole structure."""
    if isinstance(value, str):
        masked = mask(value)
        return repr(masked if len(masked) <= _SHOWN else masked[:_SHOWN] + "…")
    if isinstance(value, JsonInteger | JsonFloat):
        return mask(value.text[:_SHOWN])
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return "[…]" if isinstance(value, list) else "{…}"


def expected(value: object, *, nb: str, en: str) -> InvalidValueError:
    """Return the error for a value of another type than its place asks for."""
    return InvalidValueError(
        catalogue.INPUT_EXPECTED, value=shown(value), expected_nb=nb, expected_en=en
    )


def refuse_control_characters(text: str, *, allowed: str) -> None:
    """Raise if the text holds a control character or half a character (a lone surrogate).

    Raises:
        InvalidValueError: naming the character and where it stands.
    """
    for position, character in enumerate(text, start=1):
        if character not in allowed and unicodedata.category(character) in _REFUSED_CATEGORIES:
            raise InvalidValueError(
                catalogue.INPUT_CONTROL_CHARACTER,
                character=f"U+{ord(character):04X}",
                position=position,
            )


def _shown_time(text: str) -> str:
    """Show what is nearly a time: its many digits are no personal number."""
    is_dated = _DATED.fullmatch(text) is not None and _PERSONAL.search(text) is None
    return repr(text) if is_dated else shown(text)


def _string(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, JsonInteger):
        suggestion = f'"{value.text[:_SHOWN]}"'
        raise InvalidValueError(
            catalogue.INPUT_QUOTES, value=shown(value), suggestion=mask(suggestion)
        )
    raise expected(value, nb='en tekst i anførselstegn: "..."', en='a string in quotes: "..."')


def _one_line(value: object, *, limit: int) -> str:
    text = _string(value)
    if not text.isprintable():
        refuse_control_characters(text, allowed="")
    return _no_longer_than(limit, text)


def _no_longer_than(limit: int, text: str) -> str:
    if len(text) > limit:
        raise InvalidValueError(
            catalogue.INPUT_TEXT_LENGTH, value=shown(text), length=len(text), limit=limit
        )
    return text
