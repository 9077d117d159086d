"""A stream of bytes, cut into lines whatever their ends are: CRLF, LF or CR, the last perhaps none."""

from collections.abc import Iterable
from typing import Final

_KEPT: Final = 256
_LONGEST: Final = 4096


class Lines:
    r"""The lines of a stream; never holds more than a chunk and a line.

    Attributes:
        buffer: what was read and not consumed yet, from ``at`` on; every line in it ends with LF.
        at: where the next line begins.
        number: of lines consumed.

    Example:
        >>> lines = Lines([b"a\r", b"\nb\rc"])
        >>> lines.take(), lines.take(), lines.take(), lines.take()
        ((b'a', 1), (b'b', 1), (b'c', 1), None)
    """

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._return = b""
        self._dropped = 0
        self._ended = False
        self.buffer = b""
        self.at = 0
        self.number = 0

    def take(self) -> tuple[bytes, int] | None:
        """Consume a line: its bytes, the first part of them where it is endless, and its length."""
        while (end := self.buffer.find(b"\n", self.at)) < 0:
            self._shorten()
            if not self._fill():
                return None
        line = self.buffer[self.at : end]
        length, self._dropped = len(line) + self._dropped, 0
        self.at = end + 1
        self.number += 1
        return line, length

    def ahead(self, size: int) -> None:
        """Have so many bytes in the buffer, if so many are left."""
        while len(self.buffer) - self.at < size and self._fill():
            pass

    def skip(self, *, to: int, lines: int) -> None:
        """Consume what was found in the buffer."""
        self.at = to
        self.number += lines

    def _fill(self) -> bool:
        """Read on; False where nothing is left."""
        if self._ended:
            return False
        chunk = next(self._chunks, None)
        rest = self.buffer[self.at :]
        if chunk is None:
            self._ended = True
            open_end = self._return or (rest and not rest.endswith(b"\n"))
            tail = b"\n" if open_end else b""
            self.buffer, self.at = rest + tail, 0
            return bool(tail)
        chunk = self._return + chunk
        self._return = b""
        if b"\r" in chunk:
            if chunk.endswith(b"\r"):
                chunk, self._return = chunk[:-1], b"\r"
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self.buffer, self.at = rest + chunk, 0
        return True

    def _shorten(self) -> None:
        """Drop the middle of a line that does not end."""
        if len(self.buffer) - self.at > _LONGEST:
            kept = self.buffer[self.at : self.at + _KEPT]
            self._dropped += len(self.buffer) - self.at - len(kept)
            self.buffer, self.at = kept, 0
