"""What will stand in a line and in its texts, beside what its customer fills."""

import textwrap
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.plugin.cells import REMEMBERED, Cell, Cells, Problems, problem, show
from fakturakjerne.plugin.lease_texts import TEXT_KEYS, texts_of
from fakturakjerne_visma import catalogue
from fakturakjerne_visma.amounts import Amounts
from fakturakjerne_visma.layouts import layout_of
from fakturakjerne_visma.options import WRITTEN_AS, VismaOptions

MOST_TEXTS: Final = 99
"""The last LINJENR."""


class Codes(NamedTuple):
    """The parts of a line that its principal, its item and its posting fill.

    Attributes:
        key: OPPDRGNR and VARENR.
        tail: KB01 to PROFIL where the format has them.
        problems: what is to be said about them.
    """

    key: bytes
    tail: bytes
    problems: Problems = ()


class Texts(NamedTuple):
    """The texts of a line.

    Attributes:
        records: how many they are.
        parts: those records with their line ends, cut apart where the key of their line stands,
            KUNDENR to LØPENR, so that ``key.join(parts)`` puts it in.
        problems: what is to be said about them.
    """

    records: int
    parts: tuple[bytes, ...]
    problems: Problems = ()


class _Rows(NamedTuple):
    """What TEKST holds, row by row, padded."""

    rows: tuple[bytes, ...]
    problems: Problems = ()


class Lines:
    """Prepares lines and texts for one set of options."""

    def __init__(self, cells: Cells, options: VismaOptions) -> None:
        self._cells = cells
        self._options = options
        self._extended = options.format == "extended"
        self._line = layout_of(options.format, "FL")
        self._width = layout_of(options.format, "LT")["tekst"].width
        self._text_cells = Cells(
            layout_of(options.format, "LT"),
            charset=options.charset,
            texts=catalogue.CELLS,
            transliterate=options.transliterate,
        )
        columns = ["oppdrgnr", "varenr"]
        if self._extended:
            columns += ["mvakode", "profil", *options.dimensions]
        self._columns = columns
        self._row = self._line.writer(texts=columns).row
        spans = self._line.spans
        self._key = slice(spans["oppdrgnr"].start, spans["varenr"].stop)
        self._tail = slice(self._line.length, None)
        if self._extended:
            self._tail = slice(spans["kb01"].start, spans["profil"].stop)
        self.amounts = Amounts(options)
        self._codes = lru_cache(REMEMBERED)(self._codes_of)
        self._texts = lru_cache(REMEMBERED)(self._texts_of)
        self._wrapped = lru_cache(REMEMBERED)(self._wrap)
        self._period = lru_cache(REMEMBERED)(self._period_row)
        self._usual = options.text_rows == ("text", "period")

    # --- codes ---------------------------------------------------------------------------------

    def codes(self, lease: Lease, charge: Charge) -> Codes:
        """Return principal, item and posting of a charge."""
        vat = charge.vat
        code = None if vat is None or not self._extended else vat.code
        return self._codes(lease.dimensions, charge.dimensions, charge.article, code)

    def _codes_of(
        self,
        lease_dimensions: Dimensions,
        charge_dimensions: Dimensions,
        article: str | None,
        vat: str | None,
    ) -> Codes:
        both = lease_dimensions, charge_dimensions
        found = [self._principal(*both), self._article(*both, article)]
        if self._extended:
            found.append(self._cells.text("mvakode", vat or "").at("vat.code", "charge"))
            found.append(self._cells.text("profil", self._options.profile).at("profile", "batch"))
            for column, name in self._options.dimensions.items():
                cell = self._cells.text(column, self._value(name, *both))
                found.append(self._dimension(cell, name, charge_dimensions))
        problems = tuple(each for cell in found for each in cell.problems)
        if any(each.severity is Severity.ERROR for each in problems):
            found = [Cell()] * len(found)
        row = self._row(tuple(cell.data for cell in found))
        return Codes(row[self._key], row[self._tail], problems)

    def _principal(self, lease: Dimensions, charge: Dimensions) -> Cell:
        options = self._options
        name = options.principal_dimension
        value = self._value(name, lease, charge)
        if not value:
            return self._default("oppdrgnr", "principal", f"dimensions.{name}" if name else "")
        cell = self._coded("oppdrgnr", value, "principals")
        return self._dimension(cell, name, charge)

    def _article(self, lease: Dimensions, charge: Dimensions, article: str | None) -> Cell:
        name = self._options.article_dimension
        value = self._value(name, lease, charge) if name else (article or "").strip()
        if not value:
            return self._default("varenr", "article", f"dimensions.{name}" if name else "article")
        cell = self._coded("varenr", value, "articles")
        return self._dimension(cell, name, charge) if name else cell.at("article", "charge")

    def _value(self, name: str, lease: Dimensions, charge: Dimensions) -> str:
        value = charge[name] if name in charge else lease.get(name, "")
        return value.strip()

    def _dimension(self, cell: Cell, name: str, charge: Dimensions) -> Cell:
        return cell.at(f"dimensions.{name}", "charge" if name in charge else "lease")

    def _coded(self, column: str, value: str, option: str) -> Cell:
        """Return a code as Visma knows it; one that the map lacks is never written as it is."""
        codes = getattr(self._options, option)
        if codes and value not in codes:
            unknown = problem(catalogue.CODE_UNKNOWN, column, value=show(value), option=option)
            return Cell(b"", (unknown,))
        return self._number(column, codes[value] if codes else value)

    def _default(self, column: str, option: str, field: str) -> Cell:
        value = getattr(self._options, option)
        if value:
            return self._number(column, value).at(option, "batch")
        missing = problem(catalogue.CODE_MISSING, column, field=field or "dimension", option=option)
        return Cell(b"", (missing.at(field or option, "charge"),))

    def _number(self, column: str, value: str) -> Cell:
        cell = self._cells.text(column, value)
        if cell.data or cell.problems:
            return cell
        return Cell(b"", (problem(catalogue.CELLS.not_digits, column, value=show(value)),))

    # --- texts ---------------------------------------------------------------------------------

    def texts(self, lease: Lease, charge: Charge) -> Texts:
        """Return the texts of a line, wrapped; an empty one has no record."""
        if self._usual:
            rows, problems = self._wrapped(charge.text, "text")
            rows += self._period(lease.start, lease.end)
        else:
            rows, problems = self._asked_for(lease, charge)
        texts = self._texts(rows)
        return texts._replace(problems=problems + texts.problems) if problems else texts

    def count_texts(self, lease: Lease, charge: Charge) -> int:
        """Return how many records the texts of a line are, and make none of them."""
        if self._usual:
            return len(self._wrapped(charge.text, "text").rows) + 1
        return len(self._asked_for(lease, charge).rows)

    def _asked_for(self, lease: Lease, charge: Charge) -> _Rows:
        rows: tuple[bytes, ...] = ()
        problems: Problems = ()
        for source in self._options.text_rows:
            if source == "period":
                rows += self._period(lease.start, lease.end)
                continue
            found = self._wrapped(_text_of(lease, charge, source), source)
            rows += found.rows
            problems += found.problems
        return _Rows(rows, problems)

    def _texts_of(self, rows: tuple[bytes, ...]) -> Texts:
        """Number the rows, and say where there are too many or none."""
        if not rows:
            if not self._options.text_rows:
                return Texts(0, (b"",))
            empty = problem(catalogue.TEXT_MISSING, "tekst", severity=Severity.WARNING)
            return Texts(0, (b"",), (empty.at("text", "charge"),))
        if len(rows) > MOST_TEXTS:
            many = problem(catalogue.TOO_MANY_TEXTS, "linjenr", texts=len(rows), most=MOST_TEXTS)
            return Texts(0, (b"",), (many.at("text", "charge"),))
        end, begin = self._options.line_end, b"LT"
        parts = [b"%02d%b%b%b" % (number, row, end, begin) for number, row in enumerate(rows, 1)]
        return Texts(len(rows), (begin, *parts[:-1], parts[-1].removesuffix(begin)))

    def _period_row(self, start: datetime, end: datetime) -> tuple[bytes]:
        text = f"{start.isoformat(' ', 'minutes')} - {end.isoformat(' ', 'minutes')}"
        return (text.encode("ascii").ljust(self._width),)

    def _wrap(self, text: str, source: str) -> _Rows:
        data, problems = self._text_cells.encoded("tekst", text)
        if source == "text":
            problems = tuple(each.at(source, "charge") for each in problems)
        else:
            problems = tuple(each.at(TEXT_KEYS[source], "lease") for each in problems)
        if len(data) <= self._width:
            return _Rows((data.ljust(self._width),) if data else (), problems)
        written = data.decode(WRITTEN_AS)
        rows = textwrap.wrap(written, self._width, break_on_hyphens=False)
        return _Rows(tuple(row.encode(WRITTEN_AS).ljust(self._width) for row in rows), problems)


def _text_of(lease: Lease, charge: Charge, source: str) -> str:
    if source == "text":
        return charge.text
    found = texts_of(lease, (source,))
    return found[0][1] if found else ""
