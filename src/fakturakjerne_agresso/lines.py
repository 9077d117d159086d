"""What will stand in a line of LG04 and in its texts."""

from datetime import datetime
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import Ore, format_kroner
from fakturakjerne.errors import ColumnOverflowError
from fakturakjerne.plugin.cells import (
    REMEMBERED,
    Cell,
    Cells,
    Prepared,
    Problem,
    Problems,
    problem,
    show,
)
from fakturakjerne.plugin.lease_texts import TEXT_KEYS, texts_of
from fakturakjerne_agresso import catalogue
from fakturakjerne_agresso.options import Lg04Options

_EXACT: Final = Context(prec=80)
_LARGEST_EXPONENT: Final = 30
_PERIOD_LENGTH: Final = len("2026-03-02 18:00 - 2026-03-02 20:00")


class Lines:
    """Prepares lines and texts for one set of options."""

    def __init__(self, cells: Cells, options: Lg04Options) -> None:
        self._cells = cells
        self._options = options
        self._layout = options.columns
        self._period_varies = options.period_source == "basis"
        self._amounts = self._layout["amount"].limits
        self._quantities = self._layout["value_1"].limits
        self._codes = lru_cache(REMEMBERED)(self._codes_of)
        self._quantity = lru_cache(REMEMBERED)(self._quantity_of)
        self._period_cells = lru_cache(REMEMBERED)(_period_cells)
        self._period_is_plain = self._layout["short_info"].width >= _PERIOD_LENGTH
        self._period_alone = self._period_is_plain and options.text_rows == ("period",)

    @property
    def columns(self) -> list[str]:
        """The text columns of a line, in the order of its values."""
        return [
            "art_descr",
            *(["period"] if self._period_varies else []),
            "article",
            "account",
            "tax_code",
            *self._options.line_dimensions,
        ]

    def line(self, lease: Lease, charge: Charge, period: bytes) -> Prepared:
        """Return amount, quantity and the texts of a line; its numbers come before them.

        Args:
            lease: whose charge it is.
            charge: not zero.
            period: of its header, where it varies.
        """
        vat = charge.vat
        codes = self._codes(
            lease.dimensions,
            charge.dimensions,
            charge.article,
            charge.account,
            None if vat is None else vat.code,
        )
        text = self._cells.text("art_descr", charge.text)
        known = self._quantity if charge.quantity.is_finite() else self._quantity_of
        quantity = known(charge.quantity)
        problems = codes.problems
        if not codes.values[0]:
            missing = problem(catalogue.ARTICLE_MISSING, "article", text=mask(charge.text)[:60])
            problems += (missing.at("article", "charge"),)
        if text.problems:
            problems += text.at("text", "charge").problems
        if quantity.problems:
            problems += quantity.problems
        net = charge.net
        if net not in self._amounts:
            problems += (self._amount(net),)
        if self._period_varies:
            return Prepared((net, quantity.values[0], text.data, period, *codes.values), problems)
        return Prepared((net, quantity.values[0], text.data, *codes.values), problems)

    def texts(self, lease: Lease) -> tuple[Cell, ...]:
        """Return the text rows of each of a lease's lines."""
        if self._period_alone:
            return self._period_cells(lease.start, lease.end)
        return tuple(self._text_row(*each) for each in texts_of(lease, self._options.text_rows))

    def text_problems(self, lease: Lease) -> Problems:
        """Return what is to be said about those rows."""
        if self._period_alone:
            return ()
        return tuple(each for cell in self.texts(lease) for each in cell.problems)

    def _text_row(self, source: str, text: str) -> Cell:
        if source == "period" and self._period_is_plain:
            return Cell(text.encode("ascii"))
        return self._cells.text("short_info", text).at(TEXT_KEYS[source], "lease")

    def _codes_of(
        self,
        lease_dimensions: Dimensions,
        charge_dimensions: Dimensions,
        article: str | None,
        account: str | None,
        vat: str | None,
    ) -> Prepared:
        """Return what many lines have in common."""
        options, cells = self._options, self._cells
        found = [
            cells.text("article", article).at("article", "charge")
            if article
            else cells.text("article", options.article).at("article", "batch"),
            cells.text("account", account).at("account", "charge")
            if account
            else cells.text("account", options.account).at("account", "batch"),
            cells.text("tax_code", vat or "").at("vat.code", "charge"),
        ]
        for column, name in options.line_dimensions.items():
            if name in charge_dimensions:
                cell = cells.text(column, charge_dimensions[name])
                found.append(cell.at(f"dimensions.{name}", "charge"))
            else:
                cell = cells.text(column, lease_dimensions.get(name, ""))
                found.append(cell.at(f"dimensions.{name}", "lease"))
        problems = tuple(each for cell in found for each in cell.problems)
        return Prepared(tuple(cell.data for cell in found), problems)

    def _quantity_of(self, quantity: Decimal) -> Prepared:
        """Return hundredths; LG04 has no other way to write a quantity."""
        width = self._layout["value_1"].width
        text = catalogue.QUANTITY_OVERFLOW
        if quantity.is_finite() and quantity.adjusted() < _LARGEST_EXPONENT:
            scaled = quantity.scaleb(2, _EXACT)
            if scaled != scaled.to_integral_value():
                text = catalogue.QUANTITY_DECIMALS
            elif int(scaled) in self._quantities:
                return Prepared((int(scaled),))
        found = problem(
            text, "value_1", error=ColumnOverflowError, value=show(str(quantity)), width=width
        )
        return Prepared((0,), (found.at("quantity", "charge"),))

    def _amount(self, net: Ore) -> Problem:
        column = self._layout["amount"]
        found = problem(
            catalogue.AMOUNT_OVERFLOW,
            column.name,
            error=ColumnOverflowError,
            value=format_kroner(net),
            width=column.width,
        )
        return found.at("net", "charge")


def _between(start: datetime, end: datetime) -> str:
    return f"{start.isoformat(' ', 'minutes')} - {end.isoformat(' ', 'minutes')}"


def _period_cells(start: datetime, end: datetime) -> tuple[Cell]:
    return (Cell(_between(start, end).encode("ascii")),)
