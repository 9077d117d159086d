"""What will stand in each element of FACTUM; check says it, and export writes it."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from fakturakjerne.codec.xml_writer import XmlWriter
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.identifiers import UnusableId, mask
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.errors import EncodingError
from fakturakjerne.plugin.cells import REMEMBERED, Cell, Problem, Problems, problem, show
from fakturakjerne.plugin.lease_texts import TEXT_KEYS, texts_of
from fakturakjerne_visma import factum_catalogue as catalogue
from fakturakjerne_visma.factum_amounts import kroner_text, price_cell, quantity_cell, vat_cell
from fakturakjerne_visma.factum_elements import (
    ALWAYS_THERE,
    DIMENSION_ELEMENTS,
    FIRST_LEASE_ONLY,
    LINE_ELEMENTS,
    LONGEST_HEADING,
)
from fakturakjerne_visma.factum_options import FactumOptions

_SHOWN: Final = 60


class Elements(NamedTuple):
    """The content of elements by their names, and what is to be said about it."""

    values: dict[str, bytes]
    problems: Problems = ()


class Preparation:
    """Prepares the elements of one batch for one set of options."""

    def __init__(self, batch: ExportBatch[InvoiceBasis], options: FactumOptions) -> None:
        self.writer = XmlWriter(options.charset)
        self._options = options
        self._text = lru_cache(REMEMBERED)(self._text_of)
        self._codes = lru_cache(REMEMBERED)(self._codes_of)
        self._today = _day(batch.today)
        self._heading = self._text("Fakturaoverskrift", options.heading, LONGEST_HEADING)
        padded = options.system_id.ljust(options.system_id_width)
        self._constants = {
            "Systemid": self._text("Systemid", padded).at("system_id", "batch"),
            "Blanketttype": self._text("Blanketttype", options.form_type).at("form_type", "batch"),
            "Grunnlagstype": self._text("Grunnlagstype", options.line_type).at(
                "line_type", "batch"
            ),
            "Fakturaoverskrift": self._heading.at("heading", "batch"),
        }
        self._line_constants = {
            **dict.fromkeys(ALWAYS_THERE, b""),
            "Grunnlagstype": self._constants["Grunnlagstype"].data,
            "Fakturaoverskrift": self._constants["Fakturaoverskrift"].data,
        }

    @property
    def constant_problems(self) -> Problems:
        """What is to be said about the options."""
        return tuple(each for cell in self._constants.values() for each in cell.problems)

    # --- the head ------------------------------------------------------------------------------

    def head(self, basis: InvoiceBasis) -> Elements:
        """Return the elements around the lines of an invoice."""
        first = basis.leases[0]
        cells = {
            "Deresref": self._reference(basis.customer, first),
            "Fagsystemkundeid": self._customer(basis.customer),
        }
        values = {name: cell.data for name, cell in cells.items()}
        values["datoendr"] = self._today
        values |= {name: self._constants[name].data for name in ("Blanketttype", "Systemid")}
        return Elements(values, tuple(each for cell in cells.values() for each in cell.problems))

    def _reference(self, customer: Customer, first: Lease) -> Cell:
        texts = {"number": customer.number, "contact": customer.contact, "note": first.note}
        for source in self._options.reference:
            text = (texts[source] or "").strip()
            if text:
                path = source if source == "note" else f"customer.{source}"
                return self._text("Deresref", text).at(path, "order")
        return Cell()

    def _customer(self, customer: Customer) -> Cell:
        source = self._options.customer_id
        if source == "number":
            text = customer.number or ""
        else:
            given = customer.payer if source == "payer" and customer.payer else customer.id
            text = "" if given is None or isinstance(given, UnusableId) else given.text
        field = "id" if source == "customer" else source
        if not text.strip():
            missing = problem(catalogue.CUSTOMER_ID, "Fagsystemkundeid", field=field)
            return Cell(b"", (missing.at(f"customer.{field}", "order"),))
        return self._text("Fagsystemkundeid", text).at(f"customer.{field}", "order")

    # --- a line --------------------------------------------------------------------------------

    def line(self, lease: Lease, charge: Charge, order: int | None, *, first: bool) -> Elements:
        """Return the elements of a line but its number.

        Args:
            lease: whose charge it is.
            charge: not zero.
            order: the order number.
            first: whether the lease is the first of its invoice.
        """
        codes = self._codes(
            lease.dimensions,
            charge.dimensions,
            charge.article,
            lease.customer.kind,
            None if charge.vat is None else charge.vat.code,
        )
        problems = codes.problems
        quantity, vat = quantity_cell(charge), vat_cell(charge)
        price = price_cell(charge)
        text = self._additional(lease, charge, order)
        contact = self._text("contact_name", lease.customer.contact or "")
        if not codes.values["Varekode"]:
            missing = problem(
                catalogue.ARTICLE_MISSING, "Varekode", text=mask(charge.text)[:_SHOWN]
            )
            problems += (missing.at("article", "charge"),)
        problems += (*quantity.problems, *vat.problems, *price.problems, *text.problems)
        if contact.problems:
            problems += contact.at("customer.contact", "lease").problems
        values = {
            **self._line_constants,
            **codes.values,
            "antall": quantity.data,
            "Avgift": vat.data,
            "enhetspris": price.data,
            "fradato": _day(lease.start),
            "SumPrisUtenAvgift": kroner_text(charge.net).encode("ascii"),
            "tildato": _day(lease.end),
            "Tilleggstekst": text.data,
            "contact_name": contact.data,
        }
        if not first:
            values.pop(FIRST_LEASE_ONLY, None)
        return Elements(values, problems)

    def _codes_of(
        self,
        lease_dimensions: Dimensions,
        charge_dimensions: Dimensions,
        article: str | None,
        kind: CustomerKind,
        vat_code: str | None,
    ) -> Elements:
        """Return what many lines have in common."""
        options = self._options
        cells = {
            "Varekode": self._text("Varekode", article).at("article", "charge")
            if article
            else self._text("Varekode", options.article).at("article", "batch")
        }
        if vat_code:
            code = options.vat_codes.get(vat_code, vat_code)
            cells["mvakode"] = self._text("mvakode", code).at("vat.code", "charge")
        for element in DIMENSION_ELEMENTS:
            hidden = kind is not CustomerKind.INTERNAL and element in options.internal_only
            name = options.dimensions.get(element)
            if hidden or (name is None and element != FIRST_LEASE_ONLY):
                continue
            cells[element] = self._dimension(element, name, lease_dimensions, charge_dimensions)
        problems = tuple(each for cell in cells.values() for each in cell.problems)
        return Elements({name: cell.data for name, cell in cells.items()}, problems)

    def _dimension(
        self, element: str, name: str | None, lease_has: Dimensions, charge_has: Dimensions
    ) -> Cell:
        if name is None:
            return Cell()
        if name in charge_has:
            return self._text(element, charge_has[name]).at(f"dimensions.{name}", "charge")
        return self._text(element, lease_has.get(name, "")).at(f"dimensions.{name}", "lease")

    def _additional(self, lease: Lease, charge: Charge, order: int | None) -> Cell:
        """Return what the customer reads about a line."""
        parts = [text for _, text in self._parts(lease, charge, order)]
        cell = self._text_of("Tilleggstekst", " - ".join(parts), self._options.text_length)
        if not cell.problems:
            return cell
        found = [source for source, _ in self._parts(lease, charge, order)]
        return cell.at(f"text ({', '.join(found)})", "charge")

    def _parts(self, lease: Lease, charge: Charge, order: int | None) -> Iterator[tuple[str, str]]:
        for source in self._options.text:
            if source == "order":
                if order is not None:
                    yield "number", str(order)
            elif source == "text":
                if charge.text and not charge.text.isspace():
                    yield "text", charge.text
            else:
                for _, text in texts_of(lease, (source,)):
                    yield TEXT_KEYS[source], text

    # --- texts ---------------------------------------------------------------------------------

    def _text_of(self, element: str, value: str, longest: int = 0) -> Cell:
        plain = self.writer.plain(value)
        data = plain.data
        problems: list[Problem] = []
        if plain.replaced:
            problems.append(self._replaced(element, value, plain.replaced, data))
        if longest and len(data) > longest:
            text = data.decode(self._options.encoding)
            if len(text) > longest:
                data = text[:longest].encode(self._options.encoding)
                problems.append(
                    problem(
                        catalogue.TEXT_CUT,
                        element,
                        severity=Severity.WARNING,
                        value=show(value),
                        width=longest,
                    )
                )
        return Cell(self.writer.escape(data), tuple(problems))

    def _replaced(
        self, element: str, value: str, replaced: tuple[str, ...], data: bytes
    ) -> Problem:
        allowed = self._options.transliterate
        return problem(
            catalogue.REPLACED if allowed else catalogue.UNENCODABLE,
            element,
            severity=Severity.WARNING if allowed else Severity.ERROR,
            error=EncodingError,
            value=show(value),
            encoding=self._options.encoding,
            characters=" ".join(f"U+{ord(character):04X}" for character in replaced),
            written=show(data.decode(self._options.encoding)),
        )


_TEMPLATES: Final = {
    name: f"<{name}>%b</{name}>\n".encode("ascii") for name in LINE_ELEMENTS if name != "Linjenr"
}


def _day(day: date) -> bytes:
    return b"%02d.%02d.%04d" % (day.day, day.month, day.year)


def line_bytes(elements: Elements, number: int) -> bytes:
    """Return a line's elements in their order, its number among them."""
    values = elements.values
    return b"".join(
        b"<Linjenr>%d</Linjenr>\n" % number
        if name == "Linjenr"
        else _TEMPLATES[name] % values[name]
        for name in LINE_ELEMENTS
        if name == "Linjenr" or name in values
    )
