"""The importer ``visma-factum``: reads what any system wrote, to check it or to compare."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, TypeVar

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.xml import XmlElement, XmlLimits, XmlRecord, read_records
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.errors import OptionsError, RecordError
from fakturakjerne.plugin.cells import show
from fakturakjerne.plugin.interface import PluginInfo
from fakturakjerne.plugin.options import option
from fakturakjerne_visma import factum_catalogue as catalogue
from fakturakjerne_visma.factum import SPEC
from fakturakjerne_visma.factum_elements import BASIS, LINE, LINES, ROOT
from fakturakjerne_visma.factum_records import FactumBasis, FactumLine, FactumOther, FactumRecord
from fakturakjerne_visma.factum_totals import amount_of

_NUMBER: Final = re.compile(r"-?[0-9]{1,16}(?:\.[0-9]{1,20})?")
_WHOLE: Final = re.compile(r"[0-9]{1,9}")
_LONGEST_NAME: Final = 60
_MOST_MEBIBYTES: Final = 1 << 20
T = TypeVar("T")


@frozen(kw_only=True)
class FactumImportOptions:
    """Options of the importer; the encoding is said by the file itself.

    Raises:
        OptionsError: if the size is none.

    Example:
        >>> FactumImportOptions().max_mebibytes
        1024
    """

    max_mebibytes: int = option(
        nb="Hvor stor en fil kan være, i MiB.",
        en="How large a file may be, in MiB.",
        default=1024,
    )

    def __attrs_post_init__(self) -> None:
        """Hold the size against what it can be."""
        if not 1 <= self.max_mebibytes <= _MOST_MEBIBYTES:
            raise OptionsError(
                catalogue.OPTION_VALUE,
                option="max_mebibytes",
                value=self.max_mebibytes,
                expected=f"1-{_MOST_MEBIBYTES}",
            )


class FactumImporter:
    """Reads FACTUM files into invoices with their lines, and what stands around them.

    Example:
        >>> [read] = FactumImporter().read([b"no XML"], FactumImportOptions())
        >>> read.item, read.findings[0].code
        (None, 'xml.malformed')
    """

    info = PluginInfo(
        name="visma-factum",
        title=Text("factum.title-import", nb="FACTUM-filer (XML)", en="FACTUM files (XML)"),
        item_type=FactumBasis,
        media_type="application/xml",
        encoding="iso-8859-1",
        spec=SPEC,
        texts=catalogue.TEXTS,
    )
    options_type = FactumImportOptions

    def recognize(self, head: bytes, *, name: str) -> bool:  # noqa: ARG002 - FACTUM has no name of its own
        """Whether the root element of FACTUM stands in the first bytes, in any encoding."""
        return f"<{ROOT}".encode() in head.replace(b"\0", b"")

    def read(
        self, chunks: Iterable[bytes], options: FactumImportOptions
    ) -> Iterator[Read[FactumRecord]]:
        """Yield what each part became; where it is no XML any more, a finding is the last."""
        limits = XmlLimits(mebibytes=options.max_mebibytes)
        try:
            for record in read_records(chunks, with_end=True, limits=limits):
                yield _Reading(record).read()
        except RecordError as error:
            yield Read(None, (_finding(error.text, "", values=error.values),))


class _Reading:
    """One part being read, with what is found wrong in it."""

    def __init__(self, record: XmlRecord) -> None:
        self._record = record
        self._findings: list[Finding] = []

    def read(self) -> Read[FactumRecord]:
        item = self._item(self._record.element, self._record.parents[0])
        return Read(item, tuple(self._findings))

    def _item(self, element: XmlElement | None, root: str) -> FactumRecord:
        raw = self._record.raw
        if element is None:
            return FactumOther(raw=raw)
        if root != ROOT or element.name != BASIS:
            found, expected = (root, ROOT) if root != ROOT else (element.name, BASIS)
            self._say(
                catalogue.RECORD_ELEMENT,
                element,
                found=mask(found)[:_LONGEST_NAME],
                expected=expected,
            )
            return FactumOther(raw=raw)
        values = self._values(element)
        if not values.get("Fagsystemkundeid", "").strip():
            self._say(catalogue.RECORD_MISSING, element, parent=BASIS, element="Fagsystemkundeid")
        containers = [child for child in element.children if child.name == LINES]
        if not containers:
            self._say(catalogue.RECORD_MISSING, element, parent=BASIS, element=LINES)
        lines: list[FactumLine] = []
        for container in containers:
            self._stray(container)
            for child in container.children:
                if child.name == LINE:
                    lines.append(self._line(child, len(lines) + 1))
                else:
                    name = mask(child.name)[:_LONGEST_NAME]
                    self._say(catalogue.RECORD_ELEMENT, child, found=name, expected=LINE)
        return FactumBasis(line=element.line, values=values, lines=tuple(lines), raw=raw)

    def _line(self, element: XmlElement, expected: int) -> FactumLine:
        values = self._values(element)
        by_name = {child.name: child for child in reversed(element.children)}
        number = self._number(by_name, "Linjenr", _whole)
        if number is not None and number != expected:
            self._say(
                catalogue.RECORD_ORDER,
                by_name["Linjenr"],
                severity=Severity.WARNING,
                found=number,
                expected=expected,
            )
        for needed in ("SumPrisUtenAvgift", "Linjenr"):
            if needed not in by_name:
                self._say(catalogue.RECORD_MISSING, element, parent=LINE, element=needed)
        return FactumLine(
            line=element.line,
            number=number,
            net=self._number(by_name, "SumPrisUtenAvgift", amount_of),
            vat=self._number(by_name, "Avgift", amount_of) if values.get("Avgift") else None,
            quantity=self._number(by_name, "antall", _decimal),
            unit_price=self._number(by_name, "enhetspris", _decimal),
            values=values,
        )

    def _values(self, element: XmlElement) -> Mapping[str, str]:
        """Return the texts of the children that hold nothing else; of namesakes the first."""
        self._stray(element)
        values: dict[str, str] = {}
        for child in element.children:
            name = mask(child.name)[:_LONGEST_NAME]
            if child.name in values:
                self._say(
                    catalogue.RECORD_TWICE,
                    child,
                    severity=Severity.WARNING,
                    parent=element.name,
                    element=name,
                )
            elif child.name != LINES:
                values[child.name] = child.text
        return values

    def _stray(self, element: XmlElement) -> None:
        if not element.is_blank:
            found = show(element.text.strip())
            self._say(catalogue.RECORD_TEXT, element, found=found, parent=element.name)

    def _number(
        self, by_name: Mapping[str, XmlElement], name: str, read: Callable[[XmlElement], T]
    ) -> T | None:
        element = by_name.get(name)
        if element is None:
            return None
        try:
            return read(element)
        except RecordError as error:
            self._findings.append(
                _finding(error.text, f"line {element.line}, {name}", values=error.values)
            )
            return None

    def _say(
        self,
        text: Text,
        place: XmlElement,
        *,
        severity: Severity = Severity.ERROR,
        **values: object,
    ) -> None:
        path = f"line {place.line}, {mask(place.name)[:_LONGEST_NAME]}"
        values["line"] = place.line
        self._findings.append(_finding(text, path, values=values, severity=severity))


def _finding(
    text: Text,
    path: str,
    *,
    values: Mapping[str, object],
    severity: Severity = Severity.ERROR,
) -> Finding:
    return Finding(severity=severity, text=text, path=path, values=values)


def _whole(element: XmlElement) -> int:
    if not _WHOLE.fullmatch(element.text):
        raise _no_number(element, "et heltall", "a whole number")
    return int(element.text)


def _decimal(element: XmlElement) -> Decimal:
    if not _NUMBER.fullmatch(element.text):
        raise _no_number(
            element, "et tall med punktum, slik: 1.5", "a number with a point, such as 1.5"
        )
    return Decimal(element.text)


def _no_number(element: XmlElement, nb: str, en: str) -> RecordError:
    return RecordError(
        catalogue.RECORD_NUMBER,
        line=element.line,
        element=element.name,
        found=show(element.text),
        expected_nb=nb,
        expected_en=en,
    )
