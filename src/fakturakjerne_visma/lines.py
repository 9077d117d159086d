"""What will stand in a line, beside what its customer fills."""

from functools import lru_cache
from typing import Any

from attrs import frozen

from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.plugin.cells import REMEMBERED, Cell, Cells, Problems, problem, show
from fakturakjerne_visma import catalogue
from fakturakjerne_visma.amounts import Amounts
from fakturakjerne_visma.layouts import layout_of
from fakturakjerne_visma.options import VismaOptions
from fakturakjerne_visma.texts import TextRecords


@frozen
class Codes:
    """The parts of a line that its principal, its item and its posting fill.

    Attributes:
        key: OPPDRGNR and VARENR.
        tail: KB01 to PROFIL where the format has them.
        problems: what is to be said about them.
    """

    key: bytes
    tail: bytes
    problems: Problems = ()


@frozen
class Line:
    """What lines of the same charge for the same dimensions have in common.

    Attributes:
        key: OPPDRGNR and VARENR.
        amounts: PRIS to BELØP.
        tail: KB01 to PROFIL where the format has them.
        texts: an empty record, then the texts of the charge that come first, each from LINJENR to
            its line end.
        problems: what is to be said about them.
    """

    key: bytes
    amounts: bytes
    tail: bytes
    texts: tuple[bytes, ...]
    problems: Problems


class Lines:
    """Prepares lines and texts for one set of options."""

    def __init__(self, cells: Cells, options: VismaOptions) -> None:
        self._cells = cells
        self._options = options
        self._extended = options.format == "extended"
        layout = layout_of(options.format, "FL")
        columns = ["oppdrgnr", "varenr"]
        if self._extended:
            columns += ["mvakode", "profil", *options.dimensions]
        self._columns = columns
        self._row = layout.writer(texts=columns).row
        spans = layout.spans
        self._key = slice(spans["oppdrgnr"].start, spans["varenr"].stop)
        self._tail = slice(layout.length, None)
        if self._extended:
            self._tail = slice(spans["kb01"].start, spans["profil"].stop)
        self._gross = options.amounts == "gross"
        self._amounts = Amounts(options)
        self.texts = TextRecords(options)
        self._codes = lru_cache(REMEMBERED)(self._codes_of)
        self._known: dict[Any, Line] = {}

    def line(self, lease: Lease, charge: Charge) -> Line:
        """Return what a line shares with others; the latest few thousand are remembered."""
        vat = charge.vat
        key = (
            lease.dimensions,
            charge.dimensions,
            charge.net,
            charge.article,
            charge.text,
            charge.unit_price,
            charge.quantity,
            None if vat is None else vat.code,
            vat.rate if self._gross and vat is not None else None,
        )
        try:
            line = self._known.get(key)
        except TypeError:  # a signalling NaN cannot be remembered
            return self._line_of(lease, charge)
        if line is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            line = self._known[key] = self._line_of(lease, charge)
        return line

    def _line_of(self, lease: Lease, charge: Charge) -> Line:
        codes = self.codes(lease, charge)
        amounts = self._amounts.cell(charge)
        texts = self.texts.leading(charge)
        return Line(
            codes.key,
            amounts.data,
            codes.tail,
            texts.records,
            (*codes.problems, *amounts.problems, *texts.problems),
        )

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
