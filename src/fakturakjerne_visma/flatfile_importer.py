"""The importer ``visma-fakturering``: reads what any system wrote, to check it or to compare.

It is lenient where real files are: several ST..SL blocks in one file, blanks cut off at the end of a
record, blanks in place of zeros before a number, an ST before each order.  What a strict reader
might stumble over is a finding beside the record.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, Literal

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.fixedwidth import Layout
from fakturakjerne.codec.lenient_lines import Line, lenient_lines
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore, format_kroner
from fakturakjerne.plugin.cells import show
from fakturakjerne.plugin.interface import PluginInfo
from fakturakjerne.plugin.options import option
from fakturakjerne_visma import catalogue
from fakturakjerne_visma.amounts import product_of
from fakturakjerne_visma.flatfile import SPEC
from fakturakjerne_visma.layouts import EXTENDED_MARK, FormatName, layout_of
from fakturakjerne_visma.records import VismaEnd, VismaLine, VismaRecord, VismaStart, VismaText

Key = tuple[str, str, str, str]

_KEY: Final = ("kundenr", "oppdrgnr", "varenr", "lopenr")
_NUMBER: Final = re.compile(r"[0-9]+")
_SIGNED: Final = re.compile(r"(?P<digits>[0-9]+)(?P<sign>-?)")
_LONGEST_START: Final = 70
"""What may begin a file; the vendor's own example has an ST of 65."""


@frozen(kw_only=True)
class VismaImportOptions:
    """Options of the importer; format and line endings are seen in the file itself.

    Example:
        >>> VismaImportOptions().quantity_decimals
        2
    """

    quantity_decimals: Literal[2, 0] = option(
        nb="Desimaler i GRUNNLAG.", en="Decimals of GRUNNLAG.", default=2
    )
    encoding: Literal["iso-8859-1", "cp1252"] = option(
        nb="Tegnsett.", en="Encoding.", default="iso-8859-1"
    )


class VismaImporter:
    """Reads flat files into start, lines, texts and end.

    Example:
        >>> [read] = VismaImporter().read([b"XX"], VismaImportOptions())
        >>> read.item, read.findings[0].message
        (None, "The record begins with 'XX'; it must begin with ST, FL, LT or SL.")
    """

    info = PluginInfo(
        name="visma-fakturering",
        title=Text(
            "visma.title-import",
            nb="Visma Enterprise Fakturering, fakturagrunnlag på fil",
            en="Visma Enterprise Fakturering, flat files",
        ),
        item_type=VismaLine,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        texts=catalogue.TEXTS,
    )
    options_type = VismaImportOptions

    def recognize(self, head: bytes, *, name: str) -> bool:  # noqa: ARG002 - the file has no name of its own
        """Whether the first record is an ST, and the next one may follow it."""
        first, newline, rest = head.partition(b"\n")
        short = len(first.removesuffix(b"\r")) <= _LONGEST_START
        return bool(newline) and short and first[:2] == b"ST" and rest[:2] in {b"FL", b"SL", b"ST"}

    def read(
        self, chunks: Iterable[bytes], options: VismaImportOptions
    ) -> Iterator[Read[VismaRecord]]:
        """Yield what each record became, with what is wrong with it."""
        reader = _Reader(options)
        for line in lenient_lines(chunks):
            yield reader.read(line)


class _Reader:
    """Reads record by record, and remembers what the next one should be."""

    def __init__(self, options: VismaImportOptions) -> None:
        self._options = options
        self._formats: Mapping[bool, FormatName] = {False: "standard", True: "extended"}
        self._extended: bool | None = None
        self._record = self._counted = 0
        self._findings: list[Finding] = []
        self._key: Key | None = None
        self._texts = 0
        self._used: dict[tuple[str, ...], int] = {}

    def read(self, line: Line) -> Read[VismaRecord]:
        self._record += 1
        self._counted += 1
        self._findings = []
        kinds = {b"ST": self._start, b"FL": self._line, b"LT": self._text, b"SL": self._end}
        make = kinds.get(line.data[:2])
        if make is None:
            found = show(line.data[:2].decode("iso-8859-1"))
            self._say(catalogue.RECORD_UNKNOWN, Severity.ERROR, "posttype", found=found)
            return Read(None, tuple(self._findings))
        item = make(line)
        return Read(item, tuple(self._findings))

    # --- the four records ----------------------------------------------------------------------

    def _start(self, line: Line) -> VismaStart:
        extended = line.data[62:63] == EXTENDED_MARK
        layout = layout_of(self._formats[extended], "ST")
        if self._counted > 1:
            self._place("ST", nb="blokken foran har ingen SL", en="the block before it has no SL")
        self._extended = extended
        self._see_length("ST", line, layout)
        self._key = None
        values = self._values(line.data, layout)
        return VismaStart(
            record=self._record,
            reference=values.get("referanse", ""),
            extended=extended,
            raw=line.data,
            end=line.end,
        )

    def _line(self, line: Line) -> VismaLine | None:
        standard = layout_of("standard", "FL")
        extended = line.length > standard.length if self._extended is None else self._extended
        layout = layout_of(self._formats[extended], "FL")
        shortest = layout.spans["belop"].stop - 1  # the sign may be a blank that was cut off
        self._key, self._texts = None, 0
        if not shortest <= line.length <= layout.length:
            self._say(
                catalogue.RECORD_LENGTH,
                Severity.ERROR,
                "",
                kind="FL",
                found=line.length,
                length=layout.length,
                format=self._formats[extended],
            )
            return None
        values = self._values(line.data, layout)
        key = self._key_of(values)
        self._see_sequence(key)
        price, quantity = self._signed(values, "pris", layout), self._grunnlag(values, layout)
        amount = self._signed(values, "belop", layout)
        if price is not None and quantity is not None and amount is not None:
            self._see_product(price, quantity, amount)
        self._key = key
        decimals = self._options.quantity_decimals
        return VismaLine(
            record=self._record,
            key=key,
            price=price,
            quantity=None if quantity is None else Decimal(quantity).scaleb(-decimals),
            amount=amount,
            values=values,
            raw=line.data,
            end=line.end,
        )

    def _text(self, line: Line) -> VismaText:
        layout = layout_of("standard", "LT")
        self._see_length("LT", line, layout)
        values = self._values(line.data, layout)
        key = self._key_of(values)
        self._texts += 1
        number = self._whole(values, "linjenr", layout)
        if self._key is None:
            self._place("LT", nb="ingen FL står foran", en="no FL stands before it")
        else:
            for name, found, expected in zip(_KEY, key, self._key, strict=True):
                if found != expected:
                    self._sequence(name, found, expected)
            if number is not None and number != self._texts:
                self._sequence("linjenr", values["linjenr"], f"{self._texts:02}")
        text = line.data[layout.spans["tekst"].start :].decode(self._options.encoding, "replace")
        return VismaText(
            record=self._record,
            key=key,
            number=number,
            text=text.rstrip(" "),
            raw=line.data,
            end=line.end,
        )

    def _end(self, line: Line) -> VismaEnd:
        layout = layout_of("standard", "SL")
        self._see_length("SL", line, layout)
        count = self._whole(self._values(line.data, layout), "antpost", layout)
        if count is not None and count != self._counted:
            self._say(
                catalogue.RECORD_COUNT,
                Severity.WARNING,
                "antpost",
                found=count,
                counted=self._counted,
            )
        self._counted, self._key, self._used = 0, None, {}
        return VismaEnd(record=self._record, count=count, raw=line.data, end=line.end)

    # --- columns -------------------------------------------------------------------------------

    def _values(self, data: bytes, layout: Layout) -> dict[str, str]:
        values: dict[str, str] = {}
        for name, span in layout.spans.items():
            content = data[span].strip(b" ")
            if not content:
                continue
            values[name] = content.decode(self._options.encoding, "replace")
            if "\N{REPLACEMENT CHARACTER}" in values[name]:
                encoding = self._options.encoding
                self._column(catalogue.RECORD_CHARACTERS, name, layout, encoding=encoding)
        return values

    def _key_of(self, values: Mapping[str, str]) -> Key:
        customer, principal, article, running = (values.get(name, "") for name in _KEY)
        return customer, principal, article, running

    def _whole(self, values: Mapping[str, str], name: str, layout: Layout) -> int | None:
        text = values.get(name, "")
        if _NUMBER.fullmatch(text):
            return int(text)
        self._no_digits(name, text, layout)
        return None

    def _grunnlag(self, values: Mapping[str, str], layout: Layout) -> int | None:
        return self._whole(values, "grunnlag", layout)

    def _signed(self, values: Mapping[str, str], name: str, layout: Layout) -> Ore | None:
        """Return an amount; its sign stands last, in the last position of the column."""
        text = values.get(name, "")
        match = _SIGNED.fullmatch(text)
        if match is None:
            self._no_digits(name, text, layout)
            return None
        return Ore(-int(match["digits"]) if match["sign"] else int(match["digits"]))

    # --- what the next record should be --------------------------------------------------------

    def _see_length(self, kind: Literal["ST", "LT", "SL"], line: Line, layout: Layout) -> None:
        if line.length > layout.length:
            self._say(
                catalogue.RECORD_LONG,
                Severity.WARNING,
                "",
                kind=kind,
                found=line.length,
                length=layout.length,
            )

    def _see_sequence(self, key: Key) -> None:
        number = self._used.get(key[:3], 0) + 1
        self._used[key[:3]] = number
        if key[3] != f"{number:02}":
            self._sequence("lopenr", key[3], f"{number:02}")

    def _see_product(self, price: int, quantity: int, amount: int) -> None:
        size = product_of(abs(price), quantity, decimals=self._options.quantity_decimals)
        product = -size if price < 0 else size
        if product != amount:
            self._say(
                catalogue.RECORD_PRODUCT,
                Severity.WARNING,
                "belop",
                product=format_kroner(Ore(product)),
                amount=format_kroner(Ore(amount)),
            )

    # --- findings ------------------------------------------------------------------------------

    def _sequence(self, column: str, found: str, expected: str) -> None:
        self._say(
            catalogue.RECORD_SEQUENCE,
            Severity.WARNING,
            column,
            column=column,
            found=show(found),
            expected=show(expected),
        )

    def _place(self, kind: str, *, nb: str, en: str) -> None:
        self._say(
            catalogue.RECORD_PLACE, Severity.WARNING, "", kind=kind, expected_nb=nb, expected_en=en
        )

    def _no_digits(self, name: str, found: str, layout: Layout) -> None:
        self._column(catalogue.RECORD_DIGITS, name, layout, found=show(found))

    def _column(self, text: Text, name: str, layout: Layout, **values: object) -> None:
        span = layout.spans[name]
        severity = Severity.ERROR if text is catalogue.RECORD_DIGITS else Severity.WARNING
        self._say(text, severity, name, column=name, start=span.start + 1, end=span.stop, **values)

    def _say(self, text: Text, severity: Severity, at: str, **values: object) -> None:
        path = f"record {self._record}"
        self._findings.append(
            Finding(
                severity=severity, text=text, path=f"{path}, {at}" if at else path, values=values
            )
        )
