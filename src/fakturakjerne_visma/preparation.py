"""What will stand in each record of the flat file; check says it, and export writes it.

Everything that lines have in common is padded once, by the layout, and cut out of the record by its
columns: what belongs to a customer, and what belongs to a principal, an item and its posting.  A
line is then those parts with its numbers between them.
"""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.identifiers import UnusableId
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.errors import ColumnOverflowError
from fakturakjerne.plugin.cells import Cell, Cells, Problem, Problems, problem
from fakturakjerne_visma import catalogue
from fakturakjerne_visma.layouts import EXTENDED_MARK, layout_of
from fakturakjerne_visma.lines import Lines
from fakturakjerne_visma.options import VismaOptions

_NOTHING: Final = Cell()
_INTERNAL: Final = Cell(b"1")

Owner = tuple[str, ...]
"""What tells two customers apart who may share a KUNDENR."""


@frozen
class Party:
    """The parts of a line that its customer and its order fill.

    Attributes:
        number: KUNDENR, all of its digits.
        head: POSTTYPE to BETFORM.
        middle: SAKSNR, and INTFAKT where the format has it.
        tail: DERESREF and ORDREREF where the format has them, and the line end.
        problems: what is to be said about them.
    """

    number: bytes
    head: bytes
    middle: bytes
    tail: bytes
    problems: Problems = ()


class Preparation:
    """Prepares the records of one batch for one set of options."""

    def __init__(self, batch: ExportBatch[InvoiceBasis], options: VismaOptions) -> None:
        self._options = options
        self._extended = options.format == "extended"
        self._start, self._line, self._end = (
            layout_of(options.format, "ST"),
            layout_of(options.format, "FL"),
            layout_of(options.format, "SL"),
        )
        self._start_cells, self._cells = (
            Cells(
                layout,
                charset=options.charset,
                texts=catalogue.CELLS,
                transliterate=options.transliterate,
            )
            for layout in (self._start, self._line)
        )
        self.reference = self._start_cells.text(
            "referanse",
            options.reference.render(
                today=batch.today, sequence=batch.sequence, kind=batch.kind, batch=batch.id
            ),
        ).at("reference", "batch")
        self.lines = Lines(self._cells, options)
        self._owners: dict[bytes, Owner] = {}
        self._columns = [
            *("kundenr", "navn", "adresse1", "adresse2", "postnr"),
            *(("intfakt", "deresref", "ordreref") if self._extended else ()),
        ]
        constants: dict[str, bytes | int] = {
            "posttype": b"FL",
            "betform": options.payment_form.encode("ascii"),
        }
        if options.case_number == "zeros":
            constants["saksnr"] = b"0" * self._line["saksnr"].width
        self._row = self._line.writer(texts=self._columns, constants=constants).row
        spans = self._line.spans
        self._head = slice(0, spans["betform"].stop)
        self._middle = slice(
            spans["saksnr"].start, spans["intfakt" if self._extended else "saksnr"].stop
        )
        self._tail = slice(spans["deresref"].start if self._extended else self._line.length, None)

    # --- the records around the lines ----------------------------------------------------------

    def start(self) -> bytes:
        """Return ST."""
        constants: dict[str, bytes | int] = {"posttype": b"ST", "referanse": self.reference.data}
        if self._extended:
            constants["format"] = EXTENDED_MARK
        return self._start.writer(constants=constants).row(())

    def end(self, records: int) -> bytes:
        """Return SL.

        Args:
            records: how many there are, this one and ST included.

        Raises:
            ColumnOverflowError: if eight digits do not hold it.
        """
        return self._end.writer(numbers=["antpost"], constants={"posttype": b"SL"}).row((records,))

    # --- what a customer and an order fill -----------------------------------------------------

    def party(self, customer: Customer, number: int | None) -> Party:
        """Return the parts of the lines of a customer.

        Args:
            customer: as the lease knows it.
            number: of the order.
        """
        cells, problems = self._cells_of(customer)
        order = _NOTHING
        if self._extended:
            order = self._order(number)
            problems += order.problems
        problems += self._clash(customer, cells[0])
        values = (*cells, order.data) if self._extended else cells
        if problems and any(each.severity is Severity.ERROR for each in problems):
            values = (b"",) * len(self._columns)
        row = self._row(values)
        return Party(
            row[self._line.spans["kundenr"]],
            row[self._head],
            row[self._middle],
            row[self._tail] + self._options.line_end,
            problems,
        )

    def _cells_of(self, customer: Customer) -> tuple[tuple[bytes, ...], Problems]:
        found = list(self._party_cells(customer))
        problems = [each for cell in found if cell.problems for each in cell.problems]
        problems += self._unreachable(customer)
        return tuple([cell.data for cell in found]), tuple(problems)

    def _party_cells(self, customer: Customer) -> Iterator[Cell]:
        cells = self._cells
        yield self._number(customer)
        yield cells.text("navn", customer.name).at("customer.name", "order")
        address = customer.addresses[0] if customer.addresses else Address()
        abroad = address.country not in {"", "NO"}
        lines = (*address.lines, "", "")
        yield cells.text("adresse1", lines[0]).at("customer.address.lines[0]", "order")
        if self._options.address_2 == "line":
            yield cells.text("adresse2", lines[1]).at("customer.address.lines[1]", "order")
        elif self._options.address_2 == "place":
            place = f"{address.postal_code} {address.place}" if abroad else address.place
            yield cells.text("adresse2", place.strip()).at("customer.address.place", "order")
        else:
            yield _NOTHING
        if abroad:
            yield Cell(b"", (_abroad(address.country),))
        else:
            code = cells.text("postnr", address.postal_code)
            yield code.at("customer.address.postal_code", "order")
        if self._extended:
            yield _INTERNAL if customer.kind is CustomerKind.INTERNAL else _NOTHING
            yield cells.text("deresref", customer.contact or "").at("customer.contact", "order")

    def _number(self, customer: Customer) -> Cell:
        by_id = self._options.customer_number == "id"
        text = _id_of(customer) if by_id else (customer.number or "").strip()
        field = "id" if by_id else "number"
        if not text:
            missing = problem(catalogue.CUSTOMER_MISSING, "kundenr", field=field)
            return Cell(b"", (missing.at(f"customer.{field}", "order"),))
        return self._cells.text("kundenr", text).at(f"customer.{field}", "order")

    def _unreachable(self, customer: Customer) -> Problems:
        """Say what an external customer cannot be reached without."""
        if customer.kind is CustomerKind.INTERNAL:
            return ()
        address = customer.addresses[0] if customer.addresses else Address()
        if customer.name.strip() and address.postal_code.strip() and "".join(address.lines).strip():
            return ()
        missing = [
            names
            for names, value in (
                (("navn", "name"), customer.name),
                (("adresse", "address"), "".join(address.lines)),
                (("postnummer", "postal code"), address.postal_code),
            )
            if not value.strip()
        ]
        found = problem(
            catalogue.ADDRESS_MISSING,
            "adresse1",
            severity=Severity.WARNING,
            missing_nb=", ".join(nb for nb, _ in missing),
            missing_en=", ".join(en for _, en in missing),
        )
        return (found.at("customer", "order"),)

    def _clash(self, customer: Customer, number: bytes) -> Problems:
        """Say where the zeros before a number, or the choice of it, make two customers one."""
        if not number:
            return ()
        owner: Owner = (_id_of(customer),)
        if self._options.customer_number == "number":
            owner = (*owner, customer.number or "")
        if self._owners.setdefault(number, owner) == owner:
            return ()
        found = problem(catalogue.CUSTOMER_CLASH, "kundenr")
        return (found.at(f"customer.{self._options.customer_number}", "order"),)

    def _order(self, number: int | None) -> Cell:
        width = self._line["ordreref"].width
        if number is not None and 0 <= number < 10**width:
            return Cell(b"%d" % number)
        found = problem(catalogue.ORDER_NUMBER, "ordreref", error=ColumnOverflowError, value=number)
        return Cell(b"", (found.at("number", "order"),))


def _id_of(customer: Customer) -> str:
    if customer.id is None or isinstance(customer.id, UnusableId):
        return ""
    return customer.id.text


def _abroad(country: str) -> Problem:
    found = problem(
        catalogue.ADDRESS_FOREIGN, "adresse2", severity=Severity.WARNING, country=country[:2]
    )
    return found.at("customer.address.country", "order")
