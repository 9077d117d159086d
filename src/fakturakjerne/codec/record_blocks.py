"""A stream of bytes, cut into blocks of whole records of one length."""

from collections.abc import Iterable, Iterator

from fakturakjerne.catalogue import RECORD_END, RECORD_SHORT, Text
from fakturakjerne.errors import RecordError


def record_blocks(
    chunks: Iterable[bytes], *, length: int
) -> Iterator[tuple[bytes, memoryview | bytes]]:
    r"""Yield the line end and a block of whole records, each with that line end.

    The first record says whether lines end with LF or CRLF; the last one may have no line end and
    comes in a block of its own.  No more than a chunk is held.

    Args:
        chunks: cut anywhere.
        length: of a record, without its line end.

    Raises:
        RecordError: at the first record of another length, or with another line end.

    Example:
        >>> [(end, bytes(block)) for end, block in record_blocks([b"ab\nc", b"d"], length=2)]
        [(b'\n', b'ab\n'), (b'', b'cd')]
    """
    return (each for each in _Stream(length, iter(chunks)).blocks() if len(each[1]))


class _Stream:
    """Cuts a stream into blocks of whole records, whatever its chunks are."""

    def __init__(self, length: int, chunks: Iterator[bytes]) -> None:
        self._length = length
        self._chunks = chunks
        self._records = 0
        self._rest = b""

    def blocks(self) -> Iterator[tuple[bytes, memoryview | bytes]]:
        end = self._detect_end()
        stride = self._length + len(end)
        for chunk in self._head_first():
            missing = -len(self._rest) % stride
            if len(chunk) < missing:
                self._rest += chunk
                continue
            if missing:
                yield end, self._checked(memoryview(self._rest + chunk[:missing]), end)
            whole = missing + (len(chunk) - missing) // stride * stride
            yield end, self._checked(memoryview(chunk)[missing:whole], end)
            self._rest = chunk[whole:]
        if len(self._rest) == self._length and not self._rest.endswith(b"\r"):
            yield b"", self._rest
        elif self._rest:
            raise self._wrong(RECORD_SHORT, offset=self._records * stride, found=len(self._rest))

    def _detect_end(self) -> bytes:
        """Read on to the end of the first record, and see what stands there."""
        head = self._rest
        while len(head) < self._length + 2:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            head += chunk
        self._rest = head
        found = head[self._length : self._length + 2]
        if found == b"\r\n" or found[:1] != b"\n":
            return b"\r\n"
        return b"\n"

    def _head_first(self) -> Iterator[bytes]:
        head, self._rest = self._rest, b""
        yield head
        yield from self._chunks

    def _checked(self, block: memoryview, end: bytes) -> memoryview:
        stride = self._length + len(end)
        count = len(block) // stride
        for place, byte in enumerate(end, start=self._length):
            column = bytes(block[place::stride])
            if column != bytes([byte]) * count:
                bad = next(number for number, found in enumerate(column) if found != byte)
                raise self._wrong_end(block, bad, end)
        last_bytes = bytes(block[self._length - 1 :: stride])
        if b"\r" in last_bytes:  # a CRLF one byte too early is no LF
            raise self._wrong_end(block, last_bytes.index(b"\r"), end)
        self._records += count
        return block

    def _wrong_end(self, block: memoryview, bad: int, end: bytes) -> RecordError:
        stride = self._length + len(end)
        self._records += bad
        start = bad * stride + self._length
        return self._wrong(
            RECORD_END,
            offset=self._records * stride + self._length,
            found=bytes(block[start : start + len(end)]),
        )

    def _wrong(self, text: Text, **values: object) -> RecordError:
        return RecordError(text, record=self._records + 1, length=self._length, **values)
