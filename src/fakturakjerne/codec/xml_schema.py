"""Holding an XML document against an XML schema (XSD 1.0), whoever wrote the schema.

lxml does it, not the package xmlschema: it is quick (a document of 100,000 lines in a second or
two, where Python code takes minutes), knows the line of every problem, and is one dependency less.
What it says is terse; here it becomes a sentence in both languages with a path that a person can
follow.  The tests hold our own schema against xmlschema as well, which is a second opinion.

Nothing is fetched: a schema's own files come from a function that is handed in, and what a document
says of where its schema lies (``xsi:schemaLocation``) libxml2 ignores once it has a schema.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from attrs import frozen
from lxml import etree

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.codec.xml import XmlLimits, check_well_formed
from fakturakjerne.codec.xml_schema_words import Expected, expected_children, expected_value
from fakturakjerne.domain.identifiers import mask, mask_within
from fakturakjerne.errors import CodecError, RecordError

__all__ = ["Schema", "SchemaProblem"]

_Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's own name for what it hands out

_XSD: Final = "{http://www.w3.org/2001/XMLSchema}"
_REFERRING: Final = tuple(_XSD + name for name in ("include", "import", "redefine", "override"))
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
_OUTSIDE: Final = re.compile(rf"{_ABSOLUTE.pattern}|\.\.(?:/|$)")
_BASE: Final = "schema:/"
_MOST_FILES: Final = 200
_MOST_MEBIBYTES: Final = 32
_SHOWN: Final = 80
_SHOWN_DETAIL: Final = 300
_STEP: Final = re.compile(r"(?P<name>[^\[]+)(?:\[(?P<number>[0-9]+)\])?")
_ATTRIBUTE: Final = re.compile(r"attribute '(?P<name>[^']*)'")
_ATTRIBUTE_NAME: Final = re.compile(r"The attribute '(?P<name>[^']*)'")
_ECHO: Final = "the value was either invalid or something strange happened."
"""Libxml2 says so of a key whose value it has refused already."""
_DOCUMENT: Final = XmlLimits(mebibytes=256)
_SCHEMA: Final = XmlLimits(mebibytes=_MOST_MEBIBYTES)


@frozen
class SchemaProblem:
    """One thing in a document that its schema does not allow.

    Attributes:
        line: where the element begins, from 1.
        path: the element, such as ``/Orders/Order[2]/Net``; numbered where it has namesakes.
        text: what is wrong, in both languages.
        values: for its placeholders; personal numbers masked.
    """

    line: int
    path: str
    text: Text
    values: Mapping[str, object]


class Schema:
    """An XML schema, ready to hold documents against.

    Args:
        name: of the schema's file, as ``read`` knows it.
        read: gives the bytes of a file by its name, for the schema and for what it includes or
            imports, by names relative to the same folder; None where there is no such file.

    Raises:
        CodecError: if it or what it refers to is no XML schema, or lies outside the folder; names
            the file.

    Example:
        >>> xsd = b'''<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        ... <xs:element name="net" type="xs:decimal"/></xs:schema>'''
        >>> schema = Schema("net.xsd", {"net.xsd": xsd}.get)
        >>> [problem] = schema.problems(b"<net>12,50</net>")
        >>> problem.line, problem.path, problem.text.render("en", problem.values)
        (1, '/net', "'12,50' is not accepted; this must be a decimal number, such as 1234.5")
    """

    def __init__(self, name: str, read: Callable[[str], bytes | None]) -> None:
        self._name = name
        files = _Files(read)
        files.collect(name)
        try:
            self._schema = etree.XMLSchema(files.main(name))
        except etree.XMLSchemaParseError as error:
            entry = error.error_log[0] if len(error.error_log) else None
            raise _unusable(
                files.named(entry.filename if entry else "") or name,
                catalogue.SCHEMA_INVALID,
                line=entry.line if entry else 1,
                detail=mask_within(entry.message if entry else str(error))[:_SHOWN_DETAIL],
            ) from None

    def problems(self, data: bytes) -> Iterator[SchemaProblem]:
        """Yield everything in a document that the schema does not allow.

        Raises:
            RecordError: if it is not well-formed, has a document type, or is too large or deep.
            CodecError: if the schema asks for more work than lxml will do.
        """
        root = _parse(data, _DOCUMENT)
        try:
            if self._schema.validate(root):
                return
        except etree.XMLSchemaValidateError:
            raise _unusable(self._name, catalogue.SCHEMA_TOO_HARD) from None
        places = _Places(root)
        for entry in self._schema.error_log:
            if not entry.message.endswith(_ECHO):
                yield _problem(entry, places)


class _Files(etree.Resolver):
    """The files of a schema, read before lxml sees any; it gets these and no others."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        super().__init__()
        self._read = read
        self._roots: dict[str, _Element] = {}
        self._size = 0

    def main(self, name: str) -> _Element:
        parser = _parser()
        parser.resolvers.add(self)
        return etree.fromstring(self._text_of(name), parser, base_url=self._url(name))

    def named(self, url: str | None) -> str:
        """Return the name of a file by what lxml calls it; empty where it is none of them."""
        return next((name for name in self._roots if url == self._url(name)), "")

    def resolve(  # type: ignore[override]  # lxml's own type of what it returns is private
        self,
        url: str | None,
        public_id: str | None,  # noqa: ARG002 - lxml's signature
        context: object,
        /,
    ) -> object:
        """Give lxml the file of a URL; a URL that is none of ours is a KeyError, never fetched."""
        return self.resolve_string(self._text_of(self.named(url)), context, base_url=url)

    def collect(self, name: str) -> None:
        """Read a file and all that it refers to, and give each a plain name of its own."""
        waiting = [(name, name, name, 1)]
        while waiting:
            wanted, location, by, line = waiting.pop()
            if wanted in self._roots:
                continue
            data = None if _OUTSIDE.match(wanted) else self._read(wanted)
            if data is None:
                shown = repr(mask_within(location)[:_SHOWN])
                raise _unusable(by, catalogue.SCHEMA_LOCATION, line=line, location=shown)
            root = self._roots[wanted] = self._parsed(wanted, data)
            for child, to in _references(root):
                waiting.append((_target(wanted, to), to, wanted, child.sourceline or 1))
        for wanted, root in self._roots.items():
            for child, to in _references(root):
                child.set("schemaLocation", self._url(_target(wanted, to)))

    def _parsed(self, name: str, data: bytes) -> _Element:
        self._size += len(data)
        if len(self._roots) >= _MOST_FILES or self._size > _MOST_MEBIBYTES << 20:
            raise _unusable(
                name, catalogue.SCHEMA_TOO_MUCH, files=_MOST_FILES, limit=_MOST_MEBIBYTES
            )
        try:
            root = _parse(data, _SCHEMA)
        except CodecError as error:
            raise _unusable(name, error.text, **error.values) from None
        if root.tag != f"{_XSD}schema":
            raise _unusable(name, catalogue.SCHEMA_NOT_ONE)
        return root

    def _url(self, name: str) -> str:
        return f"{_BASE}{list(self._roots).index(name)}.xsd"

    def _text_of(self, name: str) -> bytes:
        return etree.tostring(self._roots[name])


def _references(root: _Element) -> Iterator[tuple[_Element, str]]:
    for child in root:
        location = child.get("schemaLocation")
        if child.tag in _REFERRING and location is not None:
            yield child, location


def _target(name: str, location: str) -> str:
    """Return the file that a location means, by its name; what is no relative path as it is."""
    if _ABSOLUTE.match(location):
        return location
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), location))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )


def _parse(data: bytes, limits: XmlLimits) -> _Element:
    """Return the root, once expat has found nothing that does not belong."""
    check_well_formed([data], limits=limits)
    try:
        return etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise RecordError(
            catalogue.XML_MALFORMED,
            line=error.lineno or 1,
            column=error.offset or 1,
            reason=mask_within(error.msg or "")[:_SHOWN_DETAIL],
        ) from None


def _unusable(file: str, reason: Text, /, **values: object) -> CodecError:
    return CodecError(
        catalogue.SCHEMA_FILE,
        file=file,
        reason_nb=reason.render("nb", values),
        reason_en=reason.render("en", values),
    )


class _Places:
    """Finds elements by lxml's paths, and names them so that a person finds them too."""

    def __init__(self, root: _Element) -> None:
        self._root = root
        self._children: dict[_Element, dict[str, list[_Element]]] = {}
        self._labels: dict[_Element, dict[_Element, str]] = {}

    def find(self, path: str | None) -> tuple[_Element, str]:
        """Return the element and its readable path."""
        element, shown = self._root, f"/{_local(self._root.tag)}"
        for step in (path or "").split("/")[2:]:
            match = _STEP.fullmatch(step)
            namesakes = self._named(element).get(match["name"], []) if match else []
            number = int(match["number"] or 1) if match else 0
            if number > len(namesakes) or not number:
                break  # pragma: no cover - what lxml names is there; should it not be, its parent
            parent, element = element, namesakes[number - 1]
            shown += f"/{self._labels[parent][element]}"
        return element, shown

    def _named(self, parent: _Element) -> dict[str, list[_Element]]:
        """Return the children by each name that lxml may call them; ``*`` is any of them."""
        if parent not in self._children:
            children = list(parent)
            names: dict[str, list[_Element]] = {"*": children}
            counts = Counter(child.tag for child in children)
            seen: Counter[object] = Counter()
            labels: dict[_Element, str] = {}
            for child in children:
                local = _local(child.tag)
                called = f"{child.prefix}:{local}" if child.prefix else local
                names.setdefault(called, []).append(child)
                seen[child.tag] += 1
                many = counts[child.tag] > 1
                labels[child] = f"{local}[{seen[child.tag]}]" if many else local
            self._children[parent], self._labels[parent] = names, labels
        return self._children[parent]


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _show(value: str) -> str:
    return repr(mask(value.strip())[:_SHOWN])


def _problem(entry: etree._LogEntry, places: _Places) -> SchemaProblem:
    element, path = places.find(entry.path)
    text, values = _said(entry.type_name or "", entry.message, element)
    return SchemaProblem(entry.line, path, text, values)


def _said(kind: str, message: str, element: _Element) -> tuple[Text, Mapping[str, object]]:
    """Turn what lxml says into a sentence of ours; what is not known stays as lxml says it."""
    name = _local(element.tag)
    match = _ATTRIBUTE.search(message)
    attribute = match["name"] if match else ""
    words = expected_value(kind, message)
    if words is not None and attribute:
        value = _show(element.get(attribute) or "")
        return catalogue.SCHEMA_ATTRIBUTE_VALUE, {
            "attribute": attribute,
            "value": value,
            **_both(words),
        }
    if words is not None:
        return catalogue.SCHEMA_VALUE, {"value": _show(element.text or ""), **_both(words)}
    if kind == "SCHEMAV_ELEMENT_CONTENT":
        missing = "Missing child element" in message
        text = catalogue.SCHEMA_MISSING if missing else catalogue.SCHEMA_UNEXPECTED
        return text, {"name": name, **_both(expected_children(message))}
    if kind == "SCHEMAV_CVC_COMPLEX_TYPE_2_3":
        texts = (element.text, *(child.tail for child in element))
        stray = " ".join(part.strip() for part in texts if part and part.strip())
        return catalogue.SCHEMA_STRAY_TEXT, {"name": name, "value": _show(stray)}
    simple = {
        "SCHEMAV_CVC_COMPLEX_TYPE_4": catalogue.SCHEMA_ATTRIBUTE_MISSING,
        "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": catalogue.SCHEMA_ATTRIBUTE_UNEXPECTED,
        "SCHEMAV_CVC_TYPE_3_1_2": catalogue.SCHEMA_CHILDREN,
        "SCHEMAV_CVC_ELT_1": catalogue.SCHEMA_ROOT,
    }
    if kind in simple:
        named = _ATTRIBUTE_NAME.search(message)
        return simple[kind], {"name": name, "attribute": named["name"] if named else attribute}
    return catalogue.SCHEMA_OTHER, {"detail": mask_within(message)[:_SHOWN_DETAIL]}


def _both(words: Expected) -> dict[str, str]:
    return {"expected_nb": words.nb, "expected_en": words.en}
