"""A UBL document from outside as a tree, read so that nothing in it can do harm.

The only module of this package that knows the XML library.  What it refuses is in
:func:`parse`'s docstring.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias

from attrs import field, frozen
from lxml import etree

from fakturakjerne.catalogue import XML_DEPTH, XML_DOCTYPE, XML_MALFORMED, XML_SIZE
from fakturakjerne.codec.xml import XmlLimits, check_well_formed
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import RecordError
from fakturakjerne_ehf.tree_catalogue import COMPRESSED, EMPTY, ENCODING, MARKUP

__all__ = [
    "CAC",
    "CBC",
    "CREDIT_NOTE",
    "INVOICE",
    "Element",
    "Tree",
    "TreeLimits",
    "name_of",
    "parse",
    "refusal",
]

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's own name for what it hands out

_UBL: Final = "urn:oasis:names:specification:ubl:schema:xsd:"
CAC: Final = f"{{{_UBL}CommonAggregateComponents-2}}"
CBC: Final = f"{{{_UBL}CommonBasicComponents-2}}"
INVOICE: Final = f"{{{_UBL}Invoice-2}}Invoice"
CREDIT_NOTE: Final = f"{{{_UBL}CreditNote-2}}CreditNote"

_PREFIXES: Final[Mapping[str, str]] = {CAC[1:-1]: "cac:", CBC[1:-1]: "cbc:"}
_MEBIBYTE: Final = 1 << 20
_DEPTH: Final = 64
_HUGE: Final = 9_000_000
"""libxml2 refuses a text of 10,000,000 bytes unless it is told that the document is huge."""
_TOO_DEEP: Final = etree.XPath(f"boolean({'/*' * (_DEPTH + 1)})")
_DECLARED: Final = re.compile(rb"""\sencoding\s*=\s*["']([^"'>]*)["']""")
_ENCODINGS: Final = frozenset(
    (b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252")
)
_HEAD: Final = 512
_SMALLEST: Final = 4
"""Bytes of ``<a/>``; no attribute is shorter."""
_BEFORE: Final = b"\xef\xbb\xbf\xff\xfe \t\r\n"
"""Byte order marks, and space."""
_PACKED: Final = (b"PK\x03\x04", b"\x1f\x8b")
_SHOWN: Final = 60


@frozen(kw_only=True)
class TreeLimits:
    """How much XML is accepted; elements are never nested more than 64 deep.

    Attributes:
        mebibytes: of the whole document.
        markup: elements and attributes, counted by their signs ``<`` and ``=``; each of them
            takes a hundred bytes of memory, and four in the document.
    """

    mebibytes: int = 25
    markup: int = 2_500_000


@frozen
class Tree:
    """A document that is well-formed and harmless; what it says is not known to be right.

    Attributes:
        root: of lxml; without comments and processing instructions.

    Example:
        >>> tree = parse(b"<Invoice><Note>1</Note><Note/></Invoice>")
        >>> tree.kind, tree.place(tree.root[1])
        (None, 'line 1, /Invoice/Note[2]')
    """

    root: Element = field(repr=False, eq=False)
    _reached: dict[tuple[Element, str], tuple[Element, int]] = field(
        init=False, factory=dict, repr=False, eq=False
    )

    @property
    def kind(self) -> Literal["invoice", "credit_note"] | None:
        """Which of the two documents it is by its root, in its namespace; None for any other."""
        tag = self.root.tag
        return "invoice" if tag == INVOICE else "credit_note" if tag == CREDIT_NOTE else None

    def path(self, element: Element) -> str:
        """Return such as ``/Invoice/cac:InvoiceLine[2]/cbc:ID``; numbered among namesakes."""
        steps = []
        at: Element | None = element
        while at is not None:
            parent = at.getparent()
            number = 0 if parent is None else self._number(parent, at)
            steps.append(name_of(at) + (f"[{number}]" if number else ""))
            at = parent
        return "/" + "/".join(reversed(steps))

    def place(self, element: Element) -> str:
        """Return line and path, as findings show it."""
        return f"line {element.sourceline or 1}, {self.path(element)}"

    def _number(self, parent: Element, element: Element) -> int:
        """Return the place among the namesakes, from 1; 0 where it has none.

        It counts back to the one that was asked for before, so that asking for all of them in
        their order takes no longer than walking past them once, and no memory.
        """
        tag = str(element.tag)
        before, reached = self._reached.get((parent, tag), (None, 0))
        number = 1
        for each in element.itersiblings(tag, preceding=True):
            if each is before:
                number += reached
                break
            number += 1
        self._reached[parent, tag] = (element, number)
        alone = number == 1 and next(element.itersiblings(tag), None) is None
        return 0 if alone else number


def parse(data: bytes | Iterable[bytes], *, limits: TreeLimits | None = None) -> Tree:
    """Read a document, or refuse it as a whole.

    Refused are: a document type (DTD) in any encoding, and so every entity but XML's own five;
    elements nested more than 64 deep; more than the limits allow; what is compressed, not
    well-formed, or in an encoding that no invoice has.  Nothing is fetched.  Comments and
    processing instructions are gone: ``<ID>12<!-- -->34</ID>`` is 1234, as the official rules
    see it.

    Args:
        data: the document, whole or cut anywhere.
        limits: how much is accepted; the defaults of :class:`TreeLimits` where None.

    Raises:
        RecordError: says why and in which line, never what stands there;
            :func:`refusal` makes it a finding.

    Example:
        >>> parse(b"<!DOCTYPE Invoice><Invoice/>")
        Traceback (most recent call last):
        fakturakjerne.errors.RecordError: line 1: a document type (DOCTYPE) is not accepted...
    """
    limits = limits or TreeLimits()
    whole = _joined(data, limits)
    _look_at(whole, limits)
    try:
        root = etree.fromstring(whole, _parser(huge=len(whole) > _HUGE))
    except etree.XMLSyntaxError as error:
        raise _explained(whole, error) from None
    if root.getroottree().docinfo.internalDTD is not None:
        _check(whole)
        raise RecordError(XML_DOCTYPE, line=1)  # pragma: no cover - expat saw it in the line above
    if _TOO_DEEP(root):
        _check(whole)
        raise RecordError(XML_DEPTH, line=1, limit=_DEPTH)  # pragma: no cover - as above
    return Tree(root)


def refusal(error: RecordError) -> Finding:
    """Return what :func:`parse` raised as a finding of severity error."""
    path = f"line {error.values.get('line', 1)}"
    return Finding(severity=Severity.ERROR, text=error.text, path=path, values=error.values)


def name_of(element: Element) -> str:
    """Return ``cbc:ID``, or the bare name outside the two namespaces of UBL's parts."""
    namespace, _, name = str(element.tag).rpartition("}")
    return _PREFIXES.get(namespace[1:], "") + mask(name)[:_SHOWN]


def _joined(data: bytes | Iterable[bytes], limits: TreeLimits) -> bytes:
    most = limits.mebibytes * _MEBIBYTE
    if isinstance(data, bytes):
        whole = data
    else:
        pieces, length = [], 0
        for piece in data:
            length += len(piece)
            pieces.append(piece)
            if length > most:
                break
        whole = b"".join(pieces)
    if len(whole) > most:
        raise RecordError(XML_SIZE, line=1, limit=limits.mebibytes)
    return whole


def _look_at(whole: bytes, limits: TreeLimits) -> None:
    """Refuse what the parser should not even see."""
    head = whole[:_HEAD].replace(b"\0", b"").lstrip(_BEFORE)
    if not head:
        raise RecordError(EMPTY, line=1)
    if head.startswith(_PACKED):
        raise RecordError(COMPRESSED, line=1)
    if not head.startswith(b"<"):
        raise RecordError(XML_MALFORMED, line=1, column=1, reason="no element")
    if head.startswith(b"<?xml"):
        declaration, closed, _ = head.partition(b"?>")
        encoding = _DECLARED.search(declaration)
        if not closed or (encoding and encoding[1].strip().lower() not in _ENCODINGS):
            raise RecordError(ENCODING, line=1)
    if (
        len(whole) > _SMALLEST * limits.markup
        and whole.count(b"<") + whole.count(b"=") > limits.markup
    ):
        raise RecordError(MARKUP, line=1, limit=limits.markup)


def _parser(*, huge: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=huge,
        remove_comments=True,
        remove_pis=True,
    )


def _check(whole: bytes) -> None:
    """Let expat say what is wrong, for it knows the line and meets a document type first."""
    check_well_formed([whole], limits=XmlLimits(depth=_DEPTH))


def _explained(whole: bytes, error: etree.XMLSyntaxError) -> RecordError:
    """Return why it is refused; lxml's own words are left out, for they quote the document."""
    try:
        _check(whole)
    except RecordError as reason:
        return reason
    return RecordError(
        XML_MALFORMED,
        line=error.lineno or 1,
        column=error.offset or 1,
        reason=f"libxml2 {error.code}",
    )
