"""What may stand in a column of a record: how it is read, leniently, and written, strictly.

A class of :mod:`fakturakjerne_nets.records` is its layout: each attribute says from and to which
position it stands, counted from 1 and inclusive, as the specifications count, and of which kind it
is.  Positions that no attribute names are filler.
"""

import re
from datetime import date
from typing import Any, ClassVar, Final

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.charset import Charset
from fakturakjerne.codec.fixedwidth import Kind
from fakturakjerne.domain.money import Ore, format_kroner, kroner
from fakturakjerne.errors import InvalidValueError
from fakturakjerne_nets import catalogue
from fakturakjerne_nets.records.century import Century, day_of

CHARSET: Final = Charset("iso-8859-1")
"""The encoding of every file to and from Nets."""

NEVER: Final = "(?!)"
"""The ``regular`` of a cell that only the reader of single records can judge."""

_CONTROLS: Final = re.compile(rb"[\x00-\x1f\x7f-\x9f]")


class UnreadableError(Exception):
    """A cell does not hold what its column is for; becomes a finding.

    Attributes:
        text: the sentence.
        values: for its placeholders, beside the column and what was found.
        value: what to go on with.
    """

    def __init__(self, text: Text, value: object, **values: object) -> None:
        super().__init__(text.code)
        self.text, self.value, self.values = text, value, values


class UnwritableError(Exception):
    """A value cannot stand in its column; the record says where.

    Attributes:
        text: the sentence.
        values: for its placeholders, beside those of the place.
    """

    def __init__(self, text: Text, **values: object) -> None:
        super().__init__(text.code)
        self.text, self.values = text, values


@frozen(kw_only=True)
class Cell:
    """Text, left-aligned, spaces after it: what the specifications call AN.

    Attributes:
        start: its first position, counted from 1.
        end: its last position.
        nets: the error code of Nets for a value that does not belong here; else the record's.
    """

    kind: ClassVar[Kind] = Kind.TEXT
    pattern: ClassVar[str] = r"[\x20-\x7e\xa0-\xff]"
    """What one character of it is in a regular file, for :mod:`fakturakjerne_nets.shapes`."""

    start: int
    end: int
    nets: str = ""

    @property
    def width(self) -> int:
        """How many characters it holds."""
        return self.end + 1 - self.start

    @property
    def regular(self) -> str:
        """A regular expression for its bytes in a file that is as it should be."""
        return f"{self.pattern}{{{self.width}}}"

    def read(self, raw: bytes, century: Century) -> Any:  # noqa: ARG002 - dates need it
        """Return the value of the column's bytes.

        Raises:
            UnreadableError: with what to go on with.
        """
        if _CONTROLS.search(raw):
            value = _CONTROLS.sub(b" ", raw).rstrip(b" ").decode("iso-8859-1")
            raise UnreadableError(catalogue.CONTROL_CHARACTERS, value)
        return raw.rstrip(b" ").decode("iso-8859-1")

    def write(self, value: Any, *, transliterate: bool) -> bytes:
        """Return the bytes of a value, without padding.

        Raises:
            UnwritableError: if it cannot stand here, whatever its length.
        """
        encoded = CHARSET.encode(value)
        if encoded.replaced and not transliterate:
            raise UnwritableError(catalogue.WRITE_CHARACTERS, characters=" ".join(encoded.replaced))
        return encoded.data


@frozen(kw_only=True)
class Reference(Cell):
    """A KID: right-aligned, spaces before it, in all services."""

    kind: ClassVar[Kind] = Kind.RIGHT

    def read(self, raw: bytes, century: Century) -> Any:
        """Return it without the spaces, on whichever side they stand."""
        return super().read(raw.strip(b" "), century)


@frozen(kw_only=True)
class Number(Cell):
    """A whole number, zeros before it; blank is 0."""

    kind: ClassVar[Kind] = Kind.RIGHT  # the zeros come from write
    pattern: ClassVar[str] = "[0-9]"

    def read(self, raw: bytes, century: Century) -> Any:  # noqa: ARG002 - dates need it
        """Return the number; 0 where nothing stands."""
        digits = raw.strip(b" ")
        if digits.isdigit():
            return int(digits)
        if not digits:
            return 0
        raise UnreadableError(catalogue.NOT_DIGITS, 0)

    def write(self, value: Any, *, transliterate: bool) -> bytes:  # noqa: ARG002 - texts need it
        """Return it with its zeros."""
        if value < 0:
            raise UnwritableError(
                catalogue.WRITE_DIGITS,
                expected_nb="et helt tall, ikke negativt",
                expected_en="a whole number, not negative",
            )
        return b"%0*d" % (self.width, value)


@frozen(kw_only=True)
class Code(Number):
    """Digits whose zeros count, such as an account number; a text to us, blank is blank."""

    def read(self, raw: bytes, century: Century) -> Any:  # noqa: ARG002 - dates need it
        """Return the digits as they stand."""
        digits = raw.strip(b" ")
        if digits.isdigit() or not digits:
            return digits.decode("ascii")
        raise UnreadableError(
            catalogue.NOT_DIGITS, _CONTROLS.sub(b" ", digits).decode("iso-8859-1").strip(" ")
        )

    def write(self, value: Any, *, transliterate: bool) -> bytes:  # noqa: ARG002 - texts need it
        """Return the digits, zeros before them."""
        if value and not (value.isascii() and value.isdigit()):
            raise UnwritableError(
                catalogue.WRITE_DIGITS, expected_nb="bare sifre", expected_en="digits only"
            )
        return bytes(value.encode("ascii").rjust(self.width, b"0"))


@frozen(kw_only=True)
class Day(Number):
    """A date as DDMMYY; zeros or blanks are None."""

    form: ClassVar[str] = "DDMMYY"

    @property
    def regular(self) -> str:
        """Zeros, or a day that exists, whatever the century."""
        day = "(?:0[1-9]|1[0-9]|2[0-8])(?:0[1-9]|1[0-2])|(?:29|30)(?:0[13-9]|1[0-2])"
        leap = "2902(?:0[48]|[2468][048]|[13579][26])"  # 1900 was none, so 00 is left out
        return f"(?:(?:{day}|31(?:0[13578]|1[02]))[0-9]{{2}}|{leap}|000000)"

    def read(self, raw: bytes, century: Century) -> Any:
        """Return the date."""
        if not raw.strip(b" 0"):
            return None
        if (day := self._day(raw, century)) is None:
            raise UnreadableError(catalogue.NO_DATE, None, form=self.form)
        return day

    def write(self, value: Any, *, transliterate: bool) -> bytes:  # noqa: ARG002 - texts need it
        """Return the digits."""
        return self._written(value) if value is not None else b"0" * self.width

    def _day(self, raw: bytes, century: Century) -> date | None:
        return century.day(raw)

    def _written(self, value: date) -> bytes:
        return f"{value.day:02}{value.month:02}{value.year % 100:02}".encode()


@frozen(kw_only=True)
class LongDay(Day):
    """A date as DDMMYYYY; zeros or blanks are None."""

    form: ClassVar[str] = "DDMMYYYY"
    regular: ClassVar[str] = NEVER

    def _day(self, raw: bytes, century: Century) -> date | None:  # noqa: ARG002 - four digits say it
        if not raw.isdigit():
            return None
        return day_of(int(raw[4:]), int(raw[2:4]), int(raw[:2]))

    def _written(self, value: date) -> bytes:
        return f"{value.day:02}{value.month:02}{value.year:04}".encode()


@frozen(kw_only=True)
class ShownDay(LongDay):
    """A date as it is shown to people, DD.MM.YYYY; blanks are None."""

    kind: ClassVar[Kind] = Kind.TEXT
    form: ClassVar[str] = "DD.MM.YYYY"

    def write(self, value: Any, *, transliterate: bool) -> bytes:
        """Return the text, or nothing."""
        return b"" if value is None else super().write(value, transliterate=transliterate)

    def _day(self, raw: bytes, century: Century) -> date | None:
        parts = raw.split(b".")
        if [len(part) for part in parts] != [2, 2, 4]:
            return None
        return super()._day(b"".join(parts), century)

    def _written(self, value: date) -> bytes:
        return f"{value.day:02}.{value.month:02}.{value.year:04}".encode()


@frozen(kw_only=True)
class ShownAmount(Cell):
    """An amount as it is shown to people, ``1.234,50``; blanks are None, an amount is øre."""

    regular: ClassVar[str] = NEVER

    def read(self, raw: bytes, century: Century) -> Any:  # noqa: ARG002 - dates need it
        """Return the amount; zeros before it do not matter."""
        text = raw.strip(b" ").decode("iso-8859-1")
        if not text:
            return None
        try:
            return kroner(text.replace(".", ""))
        except InvalidValueError:
            raise UnreadableError(catalogue.NO_AMOUNT, None) from None

    def write(self, value: Any, *, transliterate: bool) -> bytes:  # noqa: ARG002 - texts need it
        """Return the text, or nothing."""
        return b"" if value is None else format_kroner(Ore(value), thousands=".").encode("ascii")


@frozen(kw_only=True)
class Raw(Cell):
    """Positions whose meaning nobody told: bytes that are kept and written back."""

    def read(self, raw: bytes, century: Century) -> Any:  # noqa: ARG002 - dates need it
        """Return the bytes as they stand."""
        return raw

    def write(self, value: Any, *, transliterate: bool) -> bytes:  # noqa: ARG002 - texts need it
        """Return the bytes as they were."""
        return bytes(value)
