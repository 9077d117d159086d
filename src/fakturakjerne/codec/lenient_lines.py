"""A stream of bytes, cut into lines of any length, whatever they hold: for readers that never raise."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

LONGEST_LINE: Final = 200_000
"""Of a line longer than this only the first part is kept."""


class Line(NamedTuple):
    """One line as it stood.

    Attributes:
        data: without its end; the first part of it where it is endless.
        end: CRLF, LF, or nothing.
        length: of the whole line in bytes, without its end.
    """

    data: bytes
    end: bytes
    length: int


def lenient_lines(chunks: Iterable[bytes]) -> Iterator[Line]:
    r"""Yield each line, its end and its length; no more than a chunk and a line is held.

    Args:
        chunks: cut anywhere.

    Example:
        >>> [tuple(line) for line in lenient_lines([b"ab\r", b"\nc"])]
        [(b'ab', b'\r\n', 2), (b'c', b'', 1)]
    """
    kept, length = b"", 0
    for chunk in chunks:
        *lines, rest = chunk.split(b"\n")
        for line in lines:
            whole = kept + line
            content = whole.removesuffix(b"\r")
            total = length + len(line) - (len(whole) - len(content))
            yield Line(content, whole[len(content) :] + b"\n", total)
            kept, length = b"", 0
        length += len(rest)
        kept = (kept + rest)[:LONGEST_LINE] if len(kept) < LONGEST_LINE else kept
    if length:
        yield Line(kept, b"", length)
