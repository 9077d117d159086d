"""XML from outside, read safely and record by record, in constant memory.

No document type, no entity but the five of XML itself, no network; depth and sizes are capped.
Comments and processing instructions are gone before a text is read: ``1<!-- -->2`` is ``12``.

It reads with expat rather than lxml: expat says at which byte each record begins and ends, so that
a reader can hand out the bytes as they stood, refuses a document type when it meets one rather than
after reading it, and knows the line however long the file is.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple
from xml.parsers import expat

from attrs import field, frozen

from fakturakjerne.catalogue import (
    XML_DEPTH,
    XML_DOCTYPE,
    XML_MALFORMED,
    XML_RECORD_SIZE,
    XML_SIZE,
    XML_STRAY_TEXT,
    Text,
)
from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.errors import RecordError

__all__ = [
    "XmlElement",
    "XmlLimits",
    "XmlRecord",
    "check_well_formed",
    "read_outline",
    "read_records",
]

_MEBIBYTE: Final = 1 << 20
_PIECE: Final = 1 << 16
_SHOWN: Final = 40
_NO_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType({})


@frozen(kw_only=True)
class XmlLimits:
    """How much XML is accepted.

    Attributes:
        mebibytes: of the whole document.
        record_mebibytes: of one record, with what stands before it.
        depth: of elements in elements.
    """

    mebibytes: int = 1024
    record_mebibytes: int = 64
    depth: int = 64


class XmlElement(NamedTuple):
    """An element as it was read; a tuple, because a file has millions.

    Attributes:
        name: its name; ``{namespace}name`` where it has a namespace.
        text: its own text, without that of its children; as it stands, spaces and all.
        children: in order.
        attributes: by name, as ``name``.
        line: where it begins, from 1.

    Example:
        >>> [record] = read_records([b"<list><line><net>12.50</net></line></list>"])
        >>> record.element.name, record.element.children[0].text
        ('line', '12.50')
    """

    name: str
    text: str
    children: tuple["XmlElement", ...]
    attributes: Mapping[str, str]
    line: int

    def __repr__(self) -> str:
        """Show where it is, and nothing of what it holds."""
        return f"{type(self).__name__}(name={self.name!r}, line={self.line})"

    @property
    def is_blank(self) -> bool:
        """Whether its own text is nothing but space, as it should be beside children."""
        return not self.text.strip(" \t\r\n")


@frozen
class XmlRecord:
    """An element that is a record, with its bytes.

    Attributes:
        element: None at the end of the document.
        parents: the names of the elements around it, the root first; the root alone at the end.
        raw: the bytes from the end of the record before it to its own end; at the end of the
            document those that are left.  All of them, one after the other, are the document.
    """

    element: XmlElement | None
    parents: tuple[str, ...]
    raw: bytes = field(repr=False)


def read_records(
    chunks: Iterable[bytes],
    *,
    depth: int = 1,
    with_end: bool = False,
    limits: XmlLimits | None = None,
) -> Iterator[XmlRecord]:
    """Yield the elements at a depth, one by one; only one is held.

    Args:
        chunks: the document, cut anywhere.
        depth: how many elements are around a record; 0 for the root itself.
        with_end: whether the end of the document is yielded too: a record without an element.
        limits: how much is accepted; the defaults of :class:`XmlLimits` where None.

    Raises:
        RecordError: where the document is not well-formed, has a document type or text between
            its records, or goes beyond a limit; names the line.

    Example:
        >>> [record.raw for record in read_records([b"<r> <a/><b>1</b></r>"], with_end=True)]
        [b'<r> <a/>', b'<b>1</b>', b'</r>']
        >>> list(read_records([b"<!DOCTYPE r><r/>"]))
        Traceback (most recent call last):
        fakturakjerne.errors.RecordError: line 1: a document type (DOCTYPE) is not accepted...
    """
    reader = _RecordReader(depth, limits or XmlLimits())
    for piece in _pieces(chunks):
        yield from reader.feed(piece)
    for record in reader.close():
        if with_end or record.element is not None:
            yield record


def check_well_formed(chunks: Iterable[bytes], *, limits: XmlLimits | None = None) -> None:
    """Read a document and keep nothing of it.

    Args:
        chunks: the document, cut anywhere.
        limits: how much is accepted; those of a record do not count here.

    Raises:
        RecordError: as :func:`read_records`, but for text, which may stand anywhere.
    """
    reader = _Reader(limits or XmlLimits())
    for piece in _pieces(chunks):
        reader.parse(piece)
    reader.parse(b"", final=True)


def read_outline(
    chunks: Iterable[bytes], *, depth: int, limits: XmlLimits | None = None
) -> XmlElement:
    """Return the root of a document, with what is no deeper than so many elements, without texts.

    All of the document is checked; what lies deeper is not kept, which makes it quick.

    Args:
        chunks: the document, cut anywhere.
        depth: of the elements that are wanted; 1 for the root alone.
        limits: how much is accepted; those of a record do not count here.

    Raises:
        RecordError: as :func:`read_records`, but for text, which may stand anywhere.

    Example:
        >>> root = read_outline([b"<list><order id='7'><line/></order></list>"], depth=2)
        >>> root.children[0].attributes["id"], root.children[0].children
        ('7', ())
    """
    reader = _OutlineReader(depth, limits or XmlLimits())
    for piece in _pieces(chunks):
        reader.parse(piece)
    reader.parse(b"", final=True)
    return reader.top[0]


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), _PIECE):
            yield chunk[start : start + _PIECE]


class _Reader:
    """Watches what may be in a document at all."""

    def __init__(self, limits: XmlLimits) -> None:
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.limits = limits
        self.names: list[str] = []
        self._bytes = 0

    def parse(self, piece: bytes, *, final: bool = False) -> None:
        self._bytes += len(piece)
        if self._bytes > self.limits.mebibytes * _MEBIBYTE:
            raise self.refuse(XML_SIZE, limit=self.limits.mebibytes)
        try:
            self.parser.Parse(piece, final)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code) or "?"
            raise RecordError(
                XML_MALFORMED, line=error.lineno, column=error.offset + 1, reason=reason
            ) from None
        except (LookupError, ValueError) as error:  # an encoding that is none, by Python's codecs
            reason = mask_within(str(error))
            raise RecordError(XML_MALFORMED, line=1, column=1, reason=reason) from None

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 - expat's signature
        self.names.append(name)
        if len(self.names) > self.limits.depth:
            raise self.refuse(XML_DEPTH, limit=self.limits.depth)

    def end(self, name: str) -> None:  # noqa: ARG002 - expat's signature
        self.names.pop()

    def refuse(self, text: Text, **values: object) -> RecordError:
        return RecordError(text, line=self.parser.CurrentLineNumber, **values)

    def _doctype(self, *_: object) -> None:
        raise self.refuse(XML_DOCTYPE)


class _Open:
    """An element whose end has not come yet."""

    __slots__ = ("attributes", "children", "line", "name", "texts")

    def __init__(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.texts: list[str] = []
        self.children: list[XmlElement] = []

    def closed(self) -> XmlElement:
        return XmlElement(
            self.name, "".join(self.texts), tuple(self.children), self.attributes, self.line
        )


class _OutlineReader(_Reader):
    """Keeps elements down to a depth."""

    def __init__(self, depth: int, limits: XmlLimits) -> None:
        super().__init__(limits)
        self.top: list[XmlElement] = []
        self._depth = depth
        self._open: list[_Open] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        names = self.names
        names.append(name)
        if len(names) > self.limits.depth:
            raise self.refuse(XML_DEPTH, limit=self.limits.depth)
        if len(names) <= self._depth:
            self._open.append(_opened(name, attributes, self.parser.CurrentLineNumber))

    def end(self, name: str) -> None:  # noqa: ARG002 - expat's signature
        names = self.names
        if len(names) <= self._depth:
            element = self._open.pop().closed()
            (self._open[-1].children if self._open else self.top).append(element)
        names.pop()


class _RecordReader(_Reader):
    """Makes records; an end is known for sure only when the next thing begins."""

    def __init__(self, depth: int, limits: XmlLimits) -> None:
        super().__init__(limits)
        self.parser.CharacterDataHandler = self._text
        self.parser.CommentHandler = self._other
        self.parser.ProcessingInstructionHandler = self._other
        self._depth = depth
        self._root = ""
        self._open: list[_Open] = []
        self._ended: tuple[XmlElement, tuple[str, ...]] | None = None
        self._found: list[XmlRecord] = []
        self._kept = bytearray()
        self._kept_from = 0

    def feed(self, piece: bytes) -> Iterator[XmlRecord]:
        self._kept += piece
        if len(self._kept) > self.limits.record_mebibytes * _MEBIBYTE:
            raise self.refuse(XML_RECORD_SIZE, limit=self.limits.record_mebibytes)
        self.parse(piece)
        found, self._found = self._found, []
        yield from found

    def close(self) -> Iterator[XmlRecord]:
        self.parse(b"", final=True)
        self._emit(self._kept_from + len(self._kept))
        yield from self._found
        yield XmlRecord(None, (self._root,), bytes(self._kept))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._boundary()
        if not self.names:
            self._root = _qualified(name)
        super().start(name, attributes)
        if len(self.names) > self._depth:
            self._open.append(_opened(name, attributes, self.parser.CurrentLineNumber))

    def end(self, name: str) -> None:
        self._boundary()
        super().end(name)
        if not self._open:
            return
        element = self._open.pop().closed()
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._ended = (element, tuple(map(_qualified, self.names)))

    def _text(self, text: str) -> None:
        self._boundary()
        if self._open:
            self._open[-1].texts.append(text)
        elif text.strip(" \t\r\n"):
            found = repr(mask_within(text.strip())[:_SHOWN])
            raise self.refuse(XML_STRAY_TEXT, found=found)

    def _other(self, *_: object) -> None:
        self._boundary()

    def _boundary(self) -> None:
        if self._ended is not None:
            self._emit(self.parser.CurrentByteIndex)

    def _emit(self, until: int) -> None:
        if self._ended is None:
            return
        length = until - self._kept_from
        self._found.append(XmlRecord(*self._ended, bytes(self._kept[:length])))
        del self._kept[:length]
        self._kept_from, self._ended = until, None


def _opened(name: str, attributes: Mapping[str, str], line: int) -> _Open:
    held = {_qualified(key): value for key, value in attributes.items()} if attributes else None
    return _Open(_qualified(name), held or _NO_ATTRIBUTES, line)


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name
