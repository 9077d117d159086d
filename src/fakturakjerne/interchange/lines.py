"""Bytes to numbered lines of text: one bad line never hides another."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.errors import InvalidValueError

LONGEST_LINE: Final = 2**20
"""The most bytes of one line."""

UTF8_BOM: Final = b"\xef\xbb\xbf"
"""What some programs write before UTF-8."""


@frozen
class NumberedLine:
    """One line of a file.

    Attributes:
        number: from 1.
        raw: its bytes without the line break; None where they are too many.
    """

    number: int
    raw: bytes | None = field(repr=False)

    def decoded(self, encoding: str) -> str:
        """Return its text.

        Raises:
            InvalidValueError: if the line is too long, or a byte is none of the encoding.
        """
        if self.raw is None:
            raise InvalidValueError(catalogue.INPUT_LINE_LENGTH, limit=LONGEST_LINE)
        try:
            return self.raw.decode(encoding)
        except UnicodeDecodeError as error:
            raise not_decodable(error, encoding=encoding) from None


def numbered_lines(chunks: Iterable[bytes]) -> Iterator[NumberedLine]:
    r"""Split bytes into lines at ``\n``; a byte order mark and ``\r`` before it are left out.

    Args:
        chunks: the file's bytes, cut anywhere.

    Example:
        >>> [line.raw for line in numbered_lines([b"on", b"e\r\ntwo"])]
        [b'one', b'two']
    """
    for number, raw in enumerate(_raw_lines(chunks), start=1):
        if raw is None:
            yield NumberedLine(number, None)
        else:
            line = raw.removeprefix(UTF8_BOM) if number == 1 else raw
            yield NumberedLine(number, line.removesuffix(b"\r"))


def not_decodable(error: UnicodeDecodeError, *, encoding: str) -> InvalidValueError:
    """Return what to say of a byte that is no character: which, where, and what to try."""
    line_start = error.object.rfind(b"\n", 0, error.start) + 1
    return InvalidValueError(
        catalogue.INPUT_ENCODING,
        column=error.start - line_start + 1,
        byte=f"0x{error.object[error.start]:02X}",
        encoding=encoding,
        suggestion="utf-8" if encoding == "cp1252" else "cp1252",
    )


def _raw_lines(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """Yield each line; None for one that is too long, of which no more than that is held."""
    held: list[bytes] = []
    length = 0
    for chunk in chunks:
        *lines, rest = chunk.split(b"\n")
        for line in lines:
            whole = length + len(line)
            yield b"".join([*held, line]) if whole <= LONGEST_LINE else None
            held.clear()
            length = 0
        length += len(rest)
        if length <= LONGEST_LINE:
            held.append(rest)
        else:
            held.clear()
    if length:
        yield b"".join(held) if length <= LONGEST_LINE else None
