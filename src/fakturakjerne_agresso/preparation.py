"""What will stand in each row of LG04; check says it, and export writes it.

Which columns a row kind fills: facts of one municipal booking system's files (implementation), the
row flags of Unit4's table for 5.5, see :mod:`fakturakjerne_agresso.layouts`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from fakturakjerne.codec.fixedwidth import Kind, RowWriter
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.identifiers import UnusableId
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.errors import ColumnOverflowError
from fakturakjerne.plugin.cells import Cell, Cells, Prepared, Problem, problem
from fakturakjerne_agresso import catalogue
from fakturakjerne_agresso.layouts import ROWS, ZERO_COLUMNS
from fakturakjerne_agresso.lines import Lines
from fakturakjerne_agresso.options import Lg04Options

MOST_LINES: Final = 9999
"""How many lines an order may have, by the table."""


class Preparation:
    """Prepares the rows of one batch for one set of options."""

    def __init__(self, batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> None:
        self._options = options
        self._layout = options.columns
        self._today = batch.today
        self._batch_id = options.batch_id.render(
            today=batch.today, sequence=batch.sequence, kind=batch.kind, batch=batch.id
        )
        self._cells = Cells(
            self._layout,
            charset=options.charset,
            texts=catalogue.CELLS,
            transliterate=options.transliterate,
            upper=options.upper,
        )
        self.lines = Lines(self._cells, options)
        self._customer_columns = tuple(
            dict.fromkeys(column for kind in CustomerKind for column in options.columns_of(kind))
        )
        self._dates = {"confirm_date": options.confirm_date, "deliv_date": options.delivery_date}
        self._period_varies = options.period_source == "basis"
        self.most_lines = min(MOST_LINES, self._layout["line_no"].limits.stop - 1)

    # --- what is the same in every row ---------------------------------------------------------

    def constants(self, rows: str) -> dict[str, Cell]:
        """Return the constant cells of a row kind: ``H``, ``L`` or ``T``."""
        options = self._options
        texts = {
            "batch_id": ("batch_id", self._batch_id),
            "client": ("client", options.client),
            "trans_type": ("trans_type", options.trans_type),
            "voucher_type": ("voucher_type", options.voucher_type),
        }
        if rows == "H":
            texts |= {name: (name, getattr(options, name)) for name in ("order_type", "pay_method")}
            texts |= {
                "currency": ("currency", options.currency),
                "long_info1": ("heading", options.heading),
                "responsible": ("responsible", options.responsible),
                "responsible2": ("responsible", options.responsible),
                "status": ("status", options.status),
            }
            for column, value in options.attributes.items():
                texts[column] = (f"attributes.{column}", value)
        if rows == "L":
            texts["status"] = ("status", options.status)
        cells = {
            column: self._cells.text(column, value).at(source, "batch")
            for column, (source, value) in texts.items()
        }
        if rows == "H":
            for column, source in self._dates.items():
                if source == "today":
                    cells[column] = self._date(column, self._today)
        if rows != "T" and not self._period_varies:
            cells["period"] = self._period(self._today).at("period_format", "batch")
        return cells | {name: Cell(data) for name, data in self._marks(rows).items()}

    def _marks(self, rows: str) -> dict[str, bytes]:
        """Return what only tells the row kinds apart, and the zeros of unused numbers."""
        layout = self._layout
        marks: dict[str, bytes] = {}
        if self._options.accept_flag and "accept_flag" in layout:
            marks["accept_flag"] = b"1" if rows == "H" else b"0"
        if rows == "H" and self._options.header_line_no == "0000":
            marks["line_no"] = layout["line_no"].pad(0)
        if rows == "L":
            marks |= {"amount_set": b"1", "sequence_no": layout["sequence_no"].pad(0)}
        if self._options.unused_numbers == "zero":
            marks |= {
                column.name: column.pad(0)
                for column in layout.columns
                if column.name in ZERO_COLUMNS
                and column.kind is Kind.NUMBER
                and rows in ROWS[column.name]
                and column.name not in (*self._options.header_dimensions, *self._customer_columns)
                and column.name not in self._options.line_dimensions
            }
        return marks

    def writer(self, rows: str) -> RowWriter:
        """Compile a row kind; its values are those that the methods below return."""
        numbers, texts = {
            "H": (["order_id"], self._header_columns),
            "L": (["line_no", "order_id", "amount", "value_1"], self.lines.columns),
            "T": (["line_no", "order_id", "sequence_no"], ["short_info"]),
        }[rows]
        constants = {name: cell.data for name, cell in self.constants(rows).items()}
        return self._layout.writer(numbers=numbers, texts=texts, constants=constants)

    @property
    def _header_columns(self) -> list[str]:
        return [
            *(column for column, source in self._dates.items() if source == "period_end"),
            *(["period"] if self._period_varies else []),
            "ext_ord_ref",
            "long_info2",
            *self._options.header_dimensions,
            *self._customer_columns,
        ]

    # --- the header ----------------------------------------------------------------------------

    def header(self, basis: InvoiceBasis) -> Prepared:
        """Return the order number and the texts of a header."""
        cells = list(self._header_cells(basis))
        problems = tuple(each for cell in cells for each in cell.problems)
        number = -1 if basis.number is None else basis.number
        if number not in range(self._layout["order_id"].limits.stop):
            problems = (*problems, self._order_number(basis.number))
        return Prepared((number, *(cell.data for cell in cells)), problems)

    def _header_cells(self, basis: InvoiceBasis) -> Iterator[Cell]:
        options, cells, first = self._options, self._cells, basis.leases[0]
        for column, source in self._dates.items():
            if source == "period_end":
                yield self._date(column, basis.period.end)
        if self._period_varies:
            yield self._period(basis.period.end).at("period_format", "batch")
        yield self._reference(basis.customer)
        yield cells.text("long_info2", first.note or "").at("note", "order")
        for column, name in options.header_dimensions.items():
            value = first.dimensions.get(name, "")
            yield cells.text(column, value).at(f"dimensions.{name}", "order")
        sources = options.columns_of(basis.customer.kind)
        for column in self._customer_columns:
            yield self._customer(column, sources.get(column, ""), basis.customer)

    def _date(self, column: str, day: date) -> Cell:
        text = day.strftime(self._options.date_format)
        return self._cells.text(column, text).at("date_format", "batch")

    def period_of(self, basis: InvoiceBasis) -> bytes:
        """Return the period that the lines of an order share with its header, where it varies."""
        return self._period(basis.period.end).data if self._period_varies else b""

    def _period(self, day: date) -> Cell:
        width = self._layout["period"].width
        form = self._options.period_format
        plain = f"{day.year:04d}{day.month:02d}".rjust(width, "0")
        return self._cells.text("period", day.strftime(form) if form else plain)

    def _reference(self, customer: Customer) -> Cell:
        texts = {"contact": customer.contact, "number": customer.number}
        for source in self._options.reference_of(customer.kind):
            text = (texts[source] or "").strip()
            if text:
                cell = self._cells.text("ext_ord_ref", text, source == "contact")
                return cell.at(f"customer.{source}", "order")
        return Cell()

    def _customer(self, column: str, source: str, customer: Customer) -> Cell:
        if source == "own":
            return self._own(column)
        if source == "number":
            text = customer.number or ""
        elif source:
            given = customer.payer if source == "payer" and customer.payer else customer.id
            if given is None or isinstance(given, UnusableId):
                found = problem(catalogue.CUSTOMER_ID, column)
                return Cell(b"", (found.at(f"customer.{_key(source)}", "order"),))
            text = given.text
        else:
            text = ""
        return self._cells.text(column, text).at(f"customer.{_key(source)}", "order")

    def _own(self, column: str) -> Cell:
        number = self._options.own_organization_number
        cell = self._cells.text(column, number)
        if not number:
            missing = problem(catalogue.OWN_NUMBER_MISSING, column, severity=Severity.WARNING)
            cell = Cell(b"", (missing,))
        return cell.at("own_organization_number", "batch")

    def _order_number(self, number: int | None) -> Problem:
        column = self._layout["order_id"]
        found = problem(
            catalogue.ORDER_NUMBER,
            column.name,
            error=ColumnOverflowError,
            value=number,
            width=column.width,
        )
        return found.at("number", "order")


def _key(source: str) -> str:
    return "id" if source == "customer" else source
