"""What a reply says in words, whatever it is: hostile, cut short, or an HTML page of a server."""

import html
import re
from collections.abc import Iterable
from typing import Final

from fakturakjerne.codec.xml import XmlElement, XmlLimits, read_records
from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.domain.receipt import printable
from fakturakjerne.errors import CodecError

MOST_MESSAGES: Final = 50
LONGEST_MESSAGE: Final = 500

_DEPTH: Final = 16
_TITLE: Final = re.compile(rb"<title[^<>]{0,200}>([^<]{1,1000})</title", re.IGNORECASE)
_LONGEST_PLAIN: Final = 2000


def parsed(content: bytes, *, mebibytes: int = 4) -> XmlElement | None:
    """Return the root of a document; None if it is no XML, has a document type, or is too large.

    Example:
        >>> parsed(b"<VUXML/>"), parsed(b"<html><br></html>")
        (XmlElement(name='VUXML', line=1), None)
    """
    limits = XmlLimits(mebibytes=mebibytes, record_mebibytes=mebibytes, depth=_DEPTH)
    try:
        (record,) = read_records([content], depth=0, limits=limits)
    except CodecError:
        return None
    return record.element


def said(texts: Iterable[str]) -> tuple[str, ...]:
    r"""Return texts fit to be shown: on one line, personal numbers masked, not too long or many.

    Example:
        >>> said(["  Ukjent kunde\n15819010029 ", "", "Ukjent kunde 15819010029"])
        ('Ukjent kunde 15*********',)
    """
    shown: dict[str, None] = {}
    for text in texts:
        if len(shown) == MOST_MESSAGES:
            break
        clean = mask_within(printable(text))
        if clean:
            shown[clean[:LONGEST_MESSAGE]] = None
    return tuple(shown)


def plain_messages(content: bytes) -> tuple[str, ...]:
    """Return what a reply that is not XML says: the title of a page, or a short text itself.

    Example:
        >>> plain_messages(b"<html><title>HTTP Status 401 &#8211; Unauthorized</title><br>")
        ('HTTP Status 401 – Unauthorized',)
    """
    title = _TITLE.search(content)
    if title is not None:
        return said([html.unescape(title[1].decode("utf-8", "replace"))])
    if len(content) > _LONGEST_PLAIN or b"<" in content:
        return ()
    return said([content.decode("utf-8", "replace")])
