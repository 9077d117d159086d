"""Leases in CSV: one row a charge, columns named as the keys of the JSON shape."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.lease import Lease
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange.columns import (
    Heading,
    document_of,
    has_charge,
    heading_of,
    place_in_rows,
)
from fakturakjerne.interchange.kinds import shown
from fakturakjerne.interchange.lines import LONGEST_LINE, NumberedLine, numbered_lines
from fakturakjerne.interchange.options import CsvOptions
from fakturakjerne.interchange.structuring import Structurer, finding, refused
from fakturakjerne.plugin.interface import PluginInfo

_BROKEN: Final = '"quotes"that csv refuses\n'


class CsvLeases:
    r"""Reads CSV with a heading; rows of one id that follow each other are one lease.

    Example:
        >>> rows = (
        ...     b"id;customer.kind;start;end;charge.text;charge.net\n"
        ...     b"9001;external;2026-02-02T18:00;2026-02-02T20:00;Hall A;800.00\n"
        ...     b"9001;external;2026-02-02T18:00;2026-02-02T20:00;Cleaning;150.00\n"
        ... )
        >>> [read] = CsvLeases().read([rows], CsvOptions(name="leases.csv"))
        >>> read.item.net, len(read.item.charges)
        (95000, 2)
    """

    info = PluginInfo(
        name="leases-csv",
        title=Text("leases-csv", nb="Leieforhold, CSV", en="Leases, CSV"),
        item_type=Lease,
        media_type="text/csv",
        encoding="utf-8",
    )
    options_type = CsvOptions

    def recognize(self, head: bytes, *, name: str) -> bool:
        """Whether the name ends in ``.csv``, or, without any suffix, the bytes look like it."""
        if "." in name:
            return name.lower().endswith(".csv")
        first = head.split(b"\n", 1)[0]
        return b"customer." in first and (b";" in first or b"," in first)

    def read(self, chunks: Iterable[bytes], options: CsvOptions) -> Iterator[Read[Lease]]:
        """Yield what each lease became."""
        rows = _Rows(numbered_lines(chunks), options)
        try:
            heading = rows.heading()
        except InvalidValueError as reason:
            yield refused(f"{options.shown_name}:{rows.line}".removesuffix(":0"), reason)
            return
        if heading.problems:
            where = f"{options.shown_name}:{rows.line}"
            findings = [
                finding(f"{where} {problem.path}", problem.reason, lease=None)
                for problem in heading.problems
            ]
            yield Read(None, tuple(findings))
            return
        yield from _Leases(heading, options).read(rows)


@frozen
class _Row:
    """One record: its cells, or why it has none, and the line that it begins at."""

    line: int
    cells: Sequence[str] = field(repr=False)
    reason: InvalidValueError | None = None


class _Rows:
    """The records of a file; a line or record that cannot be read is one of them."""

    def __init__(self, lines: Iterator[NumberedLine], options: CsvOptions) -> None:
        self._lines = lines
        self._options = options
        self._reason: InvalidValueError | None = None
        self._length = 0
        self.line = 0
        self.delimiter = options.delimiter

    def heading(self) -> Heading:
        """Read the first line and settle on a delimiter.

        Raises:
            InvalidValueError: if there is none, or it is none of ours.
        """
        first = next((line for line in self._lines if line.raw is None or line.raw.strip()), None)
        if first is None:
            raise InvalidValueError(catalogue.INPUT_EMPTY)
        self.line = first.number
        if b"\0" in (first.raw or b""):
            raise _not_csv()
        text = first.decoded(self._options.encoding)
        if self.delimiter == "auto":
            self.delimiter = ";" if text.count(";") >= text.count(",") else ","
        try:
            [names] = csv.reader([text], delimiter=self.delimiter, strict=True)
        except csv.Error:
            raise _not_csv() from None
        if "id" not in [name.strip() for name in names]:
            raise _not_csv()
        return heading_of(names)

    def __iter__(self) -> Iterator[_Row]:
        reader = csv.reader(self._text(), delimiter=self.delimiter, strict=True)
        while True:
            self._begin_record()
            try:
                cells = next(reader, None)
            except csv.Error:
                reason = self._reason or InvalidValueError(catalogue.INPUT_ROW_QUOTES)
                yield _Row(self.line, (), reason)
                continue
            if cells is None:
                return
            if any(cells):
                yield _Row(self.line, cells, self._reason)

    def _begin_record(self) -> None:
        self._reason = None
        self._length = 0

    def _text(self) -> Iterator[str]:
        """Yield the lines to csv; note where a record begins, and which byte is no character.

        A line that cannot be decoded is passed on all the same, so that the id in it tells which
        lease it belongs to.
        """
        for line in self._lines:
            if not self._length:
                self.line = line.number
            raw = b"" if line.raw is None else line.raw
            self._length += len(raw) + 1
            try:
                text = line.decoded(self._options.encoding)
            except InvalidValueError as reason:
                self._reason = self._reason or reason
                text = raw.decode(self._options.encoding, "replace")
            yield text + "\n" if self._length <= LONGEST_LINE and line.raw is not None else _BROKEN


class _Leases:
    """Rows of one id to one lease."""

    def __init__(self, heading: Heading, options: CsvOptions) -> None:
        self._heading = heading
        self._name = options.shown_name
        self._structurer = Structurer(test_identities=options.test_identities)

    def read(self, rows: _Rows) -> Iterator[Read[Lease]]:
        """Yield a lease, or its findings, for each run of rows with one id.

        A row that cannot even be split may belong to the lease before it or to the one after it,
        so neither is billed on the rest of its rows.
        """
        group: list[_Row] = []
        current: str | None = None  # the id of the group's rows, once one of them can be split
        for row in rows:
            lease = self._heading.id_of(row.cells) if row.cells else None
            if None not in (lease, current) and (not lease or lease != current):
                yield self._lease(group, delimiter=rows.delimiter)
                group = [group[-1]] if not group[-1].cells else []
                current = None
            current = lease if current is None else current
            group.append(row)
        if group:
            yield self._lease(group, delimiter=rows.delimiter)

    def _lease(self, group: list[_Row], *, delimiter: str) -> Read[Lease]:
        findings = tuple(self._row_findings(group, delimiter=delimiter))
        if findings:
            return Read(None, findings)
        document = document_of(self._heading, [row.cells for row in group])
        charged = [row.line for row in group if has_charge(self._heading, row.cells)]

        def place(path: str) -> str:
            line, column = place_in_rows(path, rows_of_charges=charged)
            return f"{self._name}:{line or group[0].line} {column}"

        where = f"{self._name}:{group[0].line}"
        return self._structurer.read(document, where=where, place=place)

    def _row_findings(self, group: list[_Row], *, delimiter: str) -> Iterator[Finding]:
        lease = next((self._heading.id_of(row.cells) for row in group if row.cells), "") or None
        whole = None
        for row in group:
            where = f"{self._name}:{row.line}"
            reason = row.reason or self._heading.length_problem(row.cells, delimiter=delimiter)
            if reason is not None:
                yield finding(where, reason, lease=lease)
                continue
            whole = whole or row
            for column in self._heading.lease_columns:
                if row.cells[column.position] != whole.cells[column.position]:
                    differs = InvalidValueError(
                        catalogue.INPUT_ROW_DIFFERS, column=shown(column.name)
                    )
                    yield finding(f"{where} {column.name}", differs, lease=lease)


def _not_csv() -> InvalidValueError:
    return InvalidValueError(
        catalogue.INPUT_FORMAT,
        format_nb="CSV med leieforhold",
        format_en="CSV of leases",
        hint_nb="den første linjen skal være kolonnenavn, og ett av dem id",
        hint_en="the first line must be the names of the columns, id among them",
    )
