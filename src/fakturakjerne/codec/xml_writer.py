"""XML to write: one encoding, escaped, and no character that XML forbids."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from fakturakjerne.codec.charset import Charset, Encoded

__all__ = ["XmlWriter", "in_chunks"]

_CHUNK_BYTES: Final = 256 * 1024
_FORBIDDEN: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""Beside the control characters, which a charset replaces itself."""
_MARKUP: Final = re.compile(rb"[&<>]")


@frozen
class XmlWriter:
    r"""Writes elements in an encoding; what the encoding or XML lacks is replaced.

    Attributes:
        charset: the encoding, and how to write what it lacks.

    Example:
        >>> writer = XmlWriter(Charset("iso-8859-1"))
        >>> writer.declaration
        b'<?xml version="1.0" encoding="ISO-8859-1"?>'
        >>> text = writer.text("Vask & rydding – 5 \x01")
        >>> text.data, text.replaced
        (b'Vask &amp; rydding - 5  ', ('–', '\x01'))
        >>> writer.element("Varetekst", text.data)
        b'<Varetekst>Vask &amp; rydding - 5  </Varetekst>'
    """

    charset: Charset

    @property
    def declaration(self) -> bytes:
        """The first line of a document, without its end."""
        return f'<?xml version="1.0" encoding="{self.charset.encoding.upper()}"?>'.encode("ascii")

    def text(self, value: str) -> Encoded:
        """Return a text as it stands in an element, and what had to be replaced for it."""
        plain = self.plain(value)
        return Encoded(self.escape(plain.data), plain.replaced)

    def plain(self, value: str) -> Encoded:
        """Return the same before it is escaped, for one who wants to cut it.

        A line break or tab becomes a space, and a character that XML cannot hold ``?`` or a space.
        """
        forbidden = dict.fromkeys(_FORBIDDEN.findall(value))
        encoded = self.charset.encode(_FORBIDDEN.sub("?", value) if forbidden else value)
        return Encoded(encoded.data, (*forbidden, *encoded.replaced)) if forbidden else encoded

    def escape(self, data: bytes) -> bytes:
        """Escape what would be markup; after encoding, because ``＆`` may become ``&`` there."""
        if not _MARKUP.search(data):
            return data
        plain = data.decode(self.charset.encoding)
        escaped = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return escaped.encode(self.charset.encoding)

    def element(self, name: str, data: bytes = b"") -> bytes:
        """Return an element that holds a text, escaped already; the name is taken as it is."""
        tag = name.encode(self.charset.encoding)
        return b"<%b>%b</%b>" % (tag, data, tag)


def in_chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join pieces to chunks of about 256 KiB; no more than one is held.

    Example:
        >>> list(in_chunks([b"<a>", b"</a>"]))
        [b'<a></a>']
    """
    kept: list[bytes] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length >= _CHUNK_BYTES:
            yield b"".join(kept)
            kept, length = [], 0
    if kept:
        yield b"".join(kept)
