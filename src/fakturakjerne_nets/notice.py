"""The text of a bank's notice: 42 lines of two columns of 40 characters.  Section 5.1: AG."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from fakturakjerne.catalogue import Text
from fakturakjerne_nets import giro_catalogue as catalogue
from fakturakjerne_nets.records import CHARSET, ClaimText, coded

MOST_LINES: Final = 42
COLUMN: Final = ClaimText.form.cells["text"].width
LINE: Final = 2 * COLUMN


class Part(NamedTuple):
    """What stands in one column of one line."""

    line: int
    column: int
    text: bytes


class Trouble(NamedTuple):
    """Why a notice cannot be written."""

    text: Text
    values: dict[str, object]


def latin(text: str) -> bytes:
    """Return a text in the encoding of the files, whatever it takes."""
    if text.isprintable():
        try:
            return text.encode("iso-8859-1")
        except UnicodeEncodeError:
            pass  # the charset knows the nearest ones
    return CHARSET.encode(text).data


def halves(line: str) -> tuple[bytes, bytes]:
    """Return what stands in both columns of a line, without the blanks after it."""
    written = latin(line)
    return written[:COLUMN].rstrip(), written[COLUMN:].rstrip()


def parts(lines: Sequence[str]) -> Iterator[Part]:
    """Yield what is written of a notice; nothing that is empty, as that must not be sent.

    Args:
        lines: of 80 characters at most; the second half of a line goes to the second column.

    Example:
        >>> [part[:2] for part in parts(["Vann", "", " " * 60 + "Sum"])]
        [(1, 1), (3, 2)]
    """
    for number, line in enumerate(lines, 1):
        for column, text in enumerate(halves(line), 1):
            if text:
                yield Part(number, column, text)


def troubles(lines: Sequence[str]) -> Iterator[Trouble]:
    """Yield why a notice cannot be written: too many lines (557), or too long ones."""
    if len(lines) > MOST_LINES:
        values = {"found": len(lines), "most": MOST_LINES, **coded("557")}
        yield Trouble(catalogue.TOO_MANY_LINES, values)
    for number, line in enumerate(lines, 1):
        if line.isascii() and len(line) <= LINE:
            continue
        length = len(latin(line).rstrip())
        if length > LINE:
            values = {"line": number, "length": length, "width": LINE, **coded("557")}
            yield Trouble(catalogue.LINE_LONG, values)
