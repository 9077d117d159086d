"""The importer ``agresso-lg04``: reads what any system wrote, to check it or to compare."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from attrs import Factory, field, frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.charset import Charset
from fakturakjerne.codec.fixedwidth import Layout
from fakturakjerne.codec.lenient_lines import lenient_lines
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import CodecError, OptionsError
from fakturakjerne.plugin.cells import show
from fakturakjerne.plugin.interface import PluginInfo
from fakturakjerne.plugin.options import option
from fakturakjerne_agresso import catalogue
from fakturakjerne_agresso.layouts import STANDARD_NAMES, standard_layout
from fakturakjerne_agresso.lg04 import SPEC
from fakturakjerne_agresso.records import Lg04Line, Lg04Order, Lg04Record, Lg04Text
from fakturakjerne_agresso.site_layout import load_layout

_HUNDRED: Final = 100
_NUMBER: Final = re.compile(r"[0-9]+")
_AMOUNT: Final = re.compile(r"0*(?P<sign>-?)(?P<digits>[0-9]+)")
"""The sign first, as it should be, or in the middle of the zeros, as one system writes it."""


def _layout(options: "Lg04ImportOptions") -> Layout:
    return load_layout(options.layout)


@frozen(kw_only=True)
class Lg04ImportOptions:
    """Options of the importer; line endings are seen in the file itself.

    Raises:
        OptionsError: if the layout or the encoding does not exist.

    Example:
        >>> Lg04ImportOptions(layout="5.3").columns.length
        1905
    """

    layout: str = option(
        nb="5.3, 5.3-client4, 5.5, eller en TOML-fil med egne kolonner.",
        en="5.3, 5.3-client4, 5.5, or a TOML file with columns of one's own.",
    )
    encoding: str = option(nb="Tegnsett.", en="Encoding.", default="iso-8859-1")
    columns: Layout = field(init=False, repr=False, default=Factory(_layout, takes_self=True))

    def __attrs_post_init__(self) -> None:
        """See that the encoding exists."""
        try:
            Charset(self.encoding)
        except CodecError as error:
            raise OptionsError(error.text, **error.values) from None


class Lg04Importer:
    """Reads LG04 files into orders, lines and texts.

    Example:
        >>> importer = Lg04Importer()
        >>> [read] = importer.read([b"too short"], Lg04ImportOptions(layout="5.3"))
        >>> read.item, read.findings[0].message
        (None, 'The line is 9 bytes; layout 5.3 has 1905.')
    """

    info = PluginInfo(
        name="agresso-lg04",
        title=Text(
            "lg04.title-import", nb="Agresso/Unit4 LG04-filer", en="Agresso/Unit4 LG04 files"
        ),
        item_type=Lg04Order,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        texts=catalogue.TEXTS,
    )
    options_type = Lg04ImportOptions

    def recognize(self, head: bytes, *, name: str) -> bool:  # noqa: ARG002 - LG04 has no name of its own
        """Whether the first line is as long as a standard layout and says it is an order."""
        line = head.split(b"\n", 1)[0].removesuffix(b"\r")
        layouts = map(standard_layout, STANDARD_NAMES)
        return any(
            len(line) == layout.length and line[layout.spans["trans_type"]].strip().isdigit()
            for layout in layouts
        )

    def read(
        self, chunks: Iterable[bytes], options: Lg04ImportOptions
    ) -> Iterator[Read[Lg04Record]]:
        """Yield what each row became; a bad row is a finding, and the next one is read."""
        row = _Row(options)
        for number, (line, end, length) in enumerate(lenient_lines(chunks), start=1):
            yield row.read(number, line, end, length)


class _BadFieldError(Exception):
    def __init__(self, column: str, found: str) -> None:
        super().__init__(column)
        self.column = column
        self.found = found


class _Row:
    """Reads one row of one layout."""

    def __init__(self, options: Lg04ImportOptions) -> None:
        self._layout = options.columns
        self._encoding = options.encoding

    def read(self, number: int, line: bytes, end: bytes, length: int) -> Read[Lg04Record]:
        if length != self._layout.length:
            return Read(
                None,
                (
                    Finding(
                        severity=Severity.ERROR,
                        text=catalogue.RECORD_LENGTH,
                        path=f"record {number}",
                        values={
                            "found": length,
                            "layout": self._layout.name,
                            "length": self._layout.length,
                        },
                    ),
                ),
            )
        values, findings = self._values(number, line)
        try:
            record = self._record(number, values, line, end)
        except _BadFieldError as error:
            bad = self._finding(number, catalogue.RECORD_DIGITS, error.column, error.found)
            return Read(None, (*findings, bad))
        return Read(record, findings)

    def _values(self, number: int, line: bytes) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
        values: dict[str, str] = {}
        findings = []
        for name, span in self._layout.spans.items():
            data = line[span].strip(b" ")
            if not data:
                continue
            values[name] = data.decode(self._encoding, "replace")
            if "\N{REPLACEMENT CHARACTER}" in values[name]:
                text = catalogue.RECORD_CHARACTERS
                findings.append(self._finding(number, text, name, values[name]))
        return values, tuple(findings)

    def _finding(self, number: int, text: Text, column: str, found: str) -> Finding:
        span = self._layout.spans[column]
        bad = text is catalogue.RECORD_DIGITS
        return Finding(
            severity=Severity.ERROR if bad else Severity.WARNING,
            text=text,
            path=f"record {number}, {column}",
            values={
                "column": column,
                "start": span.start + 1,
                "end": span.stop,
                "found": show(found),
                "encoding": self._encoding,
            },
        )

    def _record(self, number: int, values: Mapping[str, str], raw: bytes, end: bytes) -> Lg04Record:
        order_id = _digits(values, "order_id", default="")
        line_no = _digits(values, "line_no", default="0")
        sequence_no = _digits(values, "sequence_no", default="0")
        if not line_no:
            return Lg04Order(record=number, order_id=order_id, values=values, raw=raw, end=end)
        if not sequence_no:
            quantity = _hundredths(values, "value_1")
            net = _hundredths(values, "amount")
            return Lg04Line(
                record=number,
                order_id=order_id,
                line_no=line_no,
                net=None if net is None else Ore(net),
                quantity=None if quantity is None else Decimal(quantity) / _HUNDRED,
                values=values,
                raw=raw,
                end=end,
            )
        return Lg04Text(
            record=number,
            order_id=order_id,
            line_no=line_no,
            sequence_no=sequence_no,
            text=values.get("short_info", ""),
            values=values,
            raw=raw,
            end=end,
        )


def _digits(values: Mapping[str, str], column: str, *, default: str) -> int:
    text = values.get(column, default)
    if not _NUMBER.fullmatch(text):
        raise _BadFieldError(column, text)
    return int(text)


def _hundredths(values: Mapping[str, str], column: str) -> int | None:
    text = values.get(column)
    if text is None:
        return None
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise _BadFieldError(column, text)
    return int(match["sign"] + match["digits"])
