"""The texts of a line: LT, one record a row, wrapped between words and numbered from 01.

A text begins with LT and the key of its line.  All that follows in it depends on the charge or the
lease alone, so it is made once for many lines, and a line and its texts are joined by what each
text begins with.
"""

import textwrap
from datetime import datetime
from functools import lru_cache
from typing import Final

from attrs import frozen

from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.plugin.cells import REMEMBERED, Cells, Problems, problem
from fakturakjerne.plugin.lease_texts import TEXT_KEYS, texts_of
from fakturakjerne_visma import catalogue
from fakturakjerne_visma.layouts import layout_of
from fakturakjerne_visma.options import WRITTEN_AS, VismaOptions

MOST_TEXTS: Final = 99
"""The last LINJENR."""


@frozen
class Texts:
    """Some texts of a line, in order.

    Attributes:
        records: each from LINJENR to its line end, without the key of its line.
        problems: what is to be said about them.
    """

    records: tuple[bytes, ...] = ()
    problems: Problems = ()


@frozen
class _Rows:
    """What TEKST holds, row by row, padded."""

    rows: tuple[bytes, ...] = ()
    problems: Problems = ()


class TextRecords:
    """Prepares the texts of lines for one set of options, in two parts.

    The first texts may be the charge's own, which many charges share (:meth:`leading`).  The others
    are those that the lease fills, and all that come after them (:meth:`following`).
    """

    def __init__(self, options: VismaOptions) -> None:
        layout = layout_of(options.format, "LT")
        self._width = layout["tekst"].width
        self._end = options.line_end
        self._cells = Cells(
            layout,
            charset=options.charset,
            texts=catalogue.CELLS,
            transliterate=options.transliterate,
        )
        self._asked_for = bool(options.text_rows)
        self._leads = options.text_rows[:1] == ("text",)
        self._sources = options.text_rows[1:] if self._leads else options.text_rows
        self._period_alone = self._sources == ("period",)
        self._wrapped = lru_cache(REMEMBERED)(self._wrap)
        self._leading = lru_cache(REMEMBERED)(self._leading_of)
        self._period = lru_cache(REMEMBERED)(self._period_record)

    def leading(self, charge: Charge) -> Texts:
        """Return the texts that a charge has before its lease has any.

        Before the first stands an empty record, where the line itself will end, so that the key of
        a line joins all of them.
        """
        return self._leading(charge.text)

    def following(self, lease: Lease, charge: Charge, first: int) -> Texts:
        """Return the other texts of a line.

        Args:
            lease: whose charge it is.
            charge: whose line it is.
            first: LINJENR of the first of them.
        """
        if self._period_alone:
            return self._period(lease.start, lease.end, first)
        found = self._rows_of(lease, charge)
        texts = self._numbered(found.rows, first)
        return Texts(texts.records, found.problems + texts.problems)

    def count(self, lease: Lease, charge: Charge) -> int:
        """Return how many texts a line has, and make none that is not shared."""
        leading = len(self._leading(charge.text).records) - 1
        if self._period_alone:
            return leading + 1
        return leading + len(self._rows_of(lease, charge).rows)

    def _leading_of(self, text: str) -> Texts:
        if not self._leads:
            return Texts((b"",))
        found = self._wrapped(text, "text")
        return Texts((b"", *self._records(found.rows, first=1)), found.problems)

    def _rows_of(self, lease: Lease, charge: Charge) -> _Rows:
        rows: tuple[bytes, ...] = ()
        problems: Problems = ()
        for source in self._sources:
            found = self._wrapped(_text_of(lease, charge, source), source)
            rows += found.rows
            problems += found.problems
        return _Rows(rows, problems)

    def _period_record(self, start: datetime, end: datetime, first: int) -> Texts:
        text = f"{start.isoformat(' ', 'minutes')} - {end.isoformat(' ', 'minutes')}"
        return self._numbered((text.encode("ascii").ljust(self._width),), first)

    def _numbered(self, rows: tuple[bytes, ...], first: int) -> Texts:
        """Number the last rows of a line, and say where it has too many or none."""
        texts = first - 1 + len(rows)
        if texts > MOST_TEXTS:
            many = problem(catalogue.TOO_MANY_TEXTS, "linjenr", texts=texts, most=MOST_TEXTS)
            return Texts((), (many.at("text", "charge"),))
        if not texts and self._asked_for:
            empty = problem(catalogue.TEXT_MISSING, "tekst", severity=Severity.WARNING)
            return Texts((), (empty.at("text", "charge"),))
        return Texts(self._records(rows, first=first))

    def _records(self, rows: tuple[bytes, ...], *, first: int) -> tuple[bytes, ...]:
        end = self._end
        return tuple([b"%02d%b%b" % (number, row, end) for number, row in enumerate(rows, first)])

    def _wrap(self, text: str, source: str) -> _Rows:
        data, problems = self._cells.encoded("tekst", text)
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
