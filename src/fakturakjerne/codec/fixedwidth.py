"""Records of fixed width: a layout is declared once, as a table, and read and written by it.

Writing binds all that is constant in a batch into one template, so that a row costs one formatting
call over the few values that vary.  Values come as bytes, encoded already: width is counted in
bytes.  Padding never cuts, so one look at the row's length tells whether every value fitted; which
one did not is found out only then.

Reading slices the columns that are asked for, and no others, out of blocks of whole records.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import islice
from operator import itemgetter
from struct import Struct
from typing import Final

from attrs import field, frozen

from fakturakjerne.catalogue import (
    COLUMN_OVERFLOW,
    LAYOUT_COLUMN_TWICE,
    LAYOUT_COLUMN_UNKNOWN,
    LAYOUT_COLUMN_WIDTH,
    LAYOUT_LENGTH,
)
from fakturakjerne.codec.record_blocks import record_blocks
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import CodecError, ColumnOverflowError, InvalidValueError

_CHUNK_BYTES: Final = 256 * 1024
_SHOWN: Final = 60


class Kind(Enum):
    """How a value stands in its column; a value that is absent is spaces in every kind."""

    TEXT = "text"
    """Left-aligned, spaces after it."""
    RIGHT = "right"
    """Right-aligned, spaces before it."""
    NUMBER = "number"
    """Zeros before it; a negative one has its sign first and the zeros after that."""


@frozen
class Column:
    """One column of a layout.

    Attributes:
        name: as the format names it.
        width: in bytes.
        kind: how a value stands in it.
        may_cut: whether a text that is too long may lose its end.  A number or a code never may.

    Example:
        >>> Column("amount", 6, Kind.NUMBER).pad(-25)
        b'-00025'
    """

    name: str
    width: int
    kind: Kind = Kind.TEXT
    may_cut: bool = field(default=False, kw_only=True)

    @property
    def limits(self) -> range:
        """The whole numbers that the column can hold."""
        return range(1 - 10 ** (self.width - 1), 10**self.width)

    def format(self, *, number: bool) -> str:
        """Return the %-format of a varying value: a number, or bytes."""
        if number:
            return f"%0{self.width}d"
        return f"%-{self.width}b" if self.kind is Kind.TEXT else f"%{self.width}b"

    def pad(self, value: bytes | int) -> bytes:
        """Return the value as it stands in the column; longer than the column if it does not fit."""
        return self.format(number=isinstance(value, int)).encode() % value


@frozen
class Layout:
    r"""The columns of a record, in order.

    Attributes:
        name: for people.
        columns: in the order of the record.
        length: declared length of the record in bytes; the widths must add up to it.
        source: where the layout stands, as document, version and section.
        trust: how far that source is to be trusted.
        spans: where each column lies, counted from 0.

    Raises:
        InvalidValueError: if a name stands twice, a width is no width, or the length is wrong.

    Example:
        >>> layout = Layout("demo", (Column("id", 3, Kind.NUMBER), Column("text", 5)), length=8)
        >>> write = layout.writer(numbers=["id"], texts=["text"])
        >>> write.row((7, b"abc"))
        b'007abc  '
        >>> list(layout.reader(["text"]).records([b"007abc  ", b"\n008de   "]))
        [(b'abc  ',), (b'de   ',)]
    """

    name: str
    columns: tuple[Column, ...] = field(repr=False)
    length: int = field(kw_only=True)
    source: str = field(default="", kw_only=True)
    trust: str = field(default="unverified", kw_only=True)
    spans: Mapping[str, slice] = field(init=False, repr=False, eq=False)
    _by_name: Mapping[str, Column] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Lay the columns out, and hold the sum against the declared length."""
        spans: dict[str, slice] = {}
        start = 0
        for column in self.columns:
            if column.name in spans:
                raise InvalidValueError(
                    LAYOUT_COLUMN_TWICE, layout=self.name, column=repr(column.name)
                )
            if column.width < 1:
                raise InvalidValueError(
                    LAYOUT_COLUMN_WIDTH, layout=self.name, column=column.name, width=column.width
                )
            spans[column.name] = slice(start, start + column.width)
            start += column.width
        if start != self.length:
            raise InvalidValueError(
                LAYOUT_LENGTH, layout=self.name, sum=start, declared=self.length
            )
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Column:
        """Return the column of that name.

        Raises:
            CodecError: if there is none.
        """
        try:
            return self._by_name[name]
        except KeyError:
            raise CodecError(LAYOUT_COLUMN_UNKNOWN, layout=self.name, column=repr(name)) from None

    def writer(
        self,
        *,
        numbers: Sequence[str] = (),
        texts: Sequence[str] = (),
        constants: Mapping[str, bytes | int] | None = None,
    ) -> "RowWriter":
        """Compile a row kind.

        Args:
            numbers: columns that get an int each, row by row.
            texts: columns that get bytes each, row by row.
            constants: what is the same in every row; all other columns are spaces.

        Raises:
            CodecError: if a column is unknown, or a constant is longer than its column.
        """
        return RowWriter(self, numbers=numbers, texts=texts, constants=constants or {})

    def reader(self, names: Sequence[str]) -> "RecordReader":
        """Return what reads these columns out of a stream."""
        return RecordReader(self, names)


class RowWriter:
    """One row kind of a layout, compiled; see :meth:`Layout.writer`."""

    def __init__(
        self,
        layout: Layout,
        *,
        numbers: Sequence[str],
        texts: Sequence[str],
        constants: Mapping[str, bytes | int],
    ) -> None:
        given = [*numbers, *texts]
        for name in (*given, *constants):
            _ = layout[name]
        order = [column.name for column in layout.columns if column.name in given]
        self._columns = [layout[name] for name in given]
        self._length = layout.length
        self._pick = None if order == given else itemgetter(*map(given.index, order))
        self._template = b"".join(
            column.format(number=column.name in numbers).encode()
            if column.name in given
            else _fitting(column, constants.get(column.name, b"")).replace(b"%", b"%%")
            for column in layout.columns
        )

    def row(self, values: tuple[bytes | int, ...]) -> bytes:
        """Return one row.

        Args:
            values: those of ``numbers``, then those of ``texts``, in the order asked for.

        Raises:
            ColumnOverflowError: if a value is longer than its column; it is named.
        """
        row = self._template % (values if self._pick is None else self._pick(values))
        if len(row) != self._length:
            list(map(_fitting, self._columns, values))  # raises at the one that does not fit
        return row


def _fitting(column: Column, value: bytes | int) -> bytes:
    cell = column.pad(value)
    if len(cell) == column.width:
        return cell
    shown = str(value) if isinstance(value, int) else value.decode("iso-8859-1")
    raise ColumnOverflowError(
        COLUMN_OVERFLOW,
        column=column.name,
        width=column.width,
        value=repr(mask(shown)[:_SHOWN]),
        length=len(cell),
    )


def chunks_of(rows: Iterable[bytes], *, end: bytes, final_end: bool) -> Iterator[bytes]:
    r"""Join rows of one length, with a line end between them, to chunks of about 256 KiB.

    Args:
        rows: one after the other; only those of one chunk are held.
        end: the line end.
        final_end: whether the last row has one too.

    Example:
        >>> b"".join(chunks_of([b"ab", b"cd"], end=b"\n", final_end=False))
        b'ab\ncd'
    """
    iterator = iter(rows)
    first = next(iterator, None)
    if first is None:
        return
    count = max(1, _CHUNK_BYTES // max(1, len(first) + len(end)))
    yield first
    while block := list(islice(iterator, count)):
        yield end.join((b"", *block))
    if final_end:
        yield end


class RecordReader:
    """Reads some columns of a layout out of a stream; see :meth:`Layout.reader`."""

    def __init__(self, layout: Layout, names: Sequence[str]) -> None:
        order = [column.name for column in layout.columns if column.name in names]
        for name in names:
            _ = layout[name]
        self._length = layout.length
        self._formats = "".join(
            f"{column.width}{'s' if column.name in names else 'x'}" for column in layout.columns
        )
        self._pick = None if order == list(names) else itemgetter(*map(order.index, names))

    def records(self, chunks: Iterable[bytes]) -> Iterator[tuple[bytes, ...]]:
        """Yield the columns asked for, record by record, holding no more than a chunk.

        Lines end with LF or CRLF, all of them the same; the last one may have none.

        Raises:
            RecordError: at the first record that has not the layout's length.
        """
        records = self._in_order(chunks)
        return records if self._pick is None else map(self._pick, records)

    def _in_order(self, chunks: Iterable[bytes]) -> Iterator[tuple[bytes, ...]]:
        for end, block in record_blocks(chunks, length=self._length):
            yield from Struct(f"={self._formats}{len(end)}x").iter_unpack(block)
