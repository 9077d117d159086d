"""Rules about the lines, and what stands inside them (EN 16931, BG-25 to BG-32)."""

from typing import Final

from fakturakjerne_ehf.rules.checks import filled, has_attribute, present, two_decimals
from fakturakjerne_ehf.rules.contexts import LINE, anywhere, on_a_line
from fakturakjerne_ehf.rules.numbers import shown
from fakturakjerne_ehf.rules.prepared import day, is_vat
from fakturakjerne_ehf.rules.rule import FIRES, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES", "ends_after_it_starts"]

_QUANTITIES: Final = ("InvoicedQuantity", "CreditedQuantity")


def _has_unit(line: Node, _view: View) -> Values | None:
    for name in _QUANTITIES:
        if any("unitCode" in node.attributes for node in line.children.get(name, ())):
            return None
    return FIRES


def _price_not_negative(line: Node, _view: View) -> Values | None:
    price = line.amount("Price", "PriceAmount")
    return None if price is not None and price >= 0 else {"value": shown(price)}


def _gross_price_not_negative(line: Node, _view: View) -> Values | None:
    price = line.amount("Price", "AllowanceCharge", "BaseAmount")
    return None if price is None or price >= 0 else {"value": shown(price)}


def _category_has_code(line: Node, _view: View) -> Values | None:
    categories = line.all("Item", "ClassifiedTaxCategory")
    return None if any(each.has("ID") and is_vat(each) for each in categories) else FIRES


def ends_after_it_starts(period: Node, _view: View) -> Values | None:
    """Ask for a period that does not end before it starts."""
    start, end = day(period.first("StartDate")), day(period.first("EndDate"))
    return {"start": start, "end": end} if start and end and end < start else None


RULES: Final = (
    Rule(
        "BR-21",
        LINE,
        filled("ID"),
        nb="Linjen har ikke linjenummer (BT-126).",
        en="The line has no identifier (BT-126).",
    ),
    Rule(
        "BR-22",
        LINE,
        present(*_QUANTITIES),
        nb="Linjen har ikke antall (BT-129).",
        en="The line has no quantity (BT-129).",
    ),
    Rule(
        "BR-23",
        LINE,
        _has_unit,
        nb="Antallet på linjen har ikke enhet (BT-130).",
        en="The quantity of the line has no unit (BT-130).",
    ),
    Rule(
        "BR-24",
        LINE,
        present("LineExtensionAmount"),
        nb="Linjen har ikke nettobeløp (BT-131).",
        en="The line has no net amount (BT-131).",
    ),
    Rule(
        "BR-25",
        LINE,
        filled("Item/Name"),
        nb="Varen på linjen har ikke navn (BT-153).",
        en="The item of the line has no name (BT-153).",
    ),
    Rule(
        "BR-26",
        LINE,
        present("Price/PriceAmount"),
        nb="Linjen har ikke nettopris (BT-146).",
        en="The line has no net price (BT-146).",
    ),
    Rule(
        "BR-27",
        LINE,
        _price_not_negative,
        nb="Nettoprisen (BT-146) mangler eller er negativ: {value}.",
        en="The net price (BT-146) is missing or negative: {value}.",
    ),
    Rule(
        "BR-28",
        LINE,
        _gross_price_not_negative,
        nb="Bruttoprisen (BT-148) er negativ: {value}.",
        en="The gross price (BT-148) is negative: {value}.",
    ),
    Rule(
        "BR-CO-04",
        LINE,
        _category_has_code,
        nb="Linjen har ikke mva.-kategori (BT-151).",
        en="The line has no VAT category (BT-151).",
    ),
    Rule(
        "BR-DEC-23",
        LINE,
        two_decimals("LineExtensionAmount"),
        nb="Nettobeløpet på linjen (BT-131) har mer enn to desimaler: {value}.",
        en="The net amount of the line (BT-131) has more than two decimals: {value}.",
    ),
    Rule(
        "BR-30",
        on_a_line("InvoicePeriod"),
        ends_after_it_starts,
        nb="Perioden på linjen slutter {end} (BT-135), før den begynner {start} (BT-134).",
        en="The period of the line ends on {end} (BT-135), before it starts on {start} (BT-134).",
    ),
    Rule(
        "BR-CO-20",
        on_a_line("InvoicePeriod"),
        present("StartDate", "EndDate"),
        nb="Perioden på linjen (BG-26) har verken start eller slutt.",
        en="The period of the line (BG-26) has neither a start nor an end.",
    ),
    Rule(
        "BR-54",
        anywhere("AdditionalItemProperty"),
        lambda node, _view: None if node.has("Name") and node.has("Value") else FIRES,
        nb="Vareegenskapen (BG-32) må ha både navn (BT-160) og verdi (BT-161).",
        en="The item attribute (BG-32) must have both a name (BT-160) and a value (BT-161).",
    ),
    Rule(
        "BR-64",
        on_a_line("Item/StandardItemIdentification/ID"),
        has_attribute("schemeID"),
        nb="Varens standardnummer (BT-157) {value} sier ikke hvilken ordning det hører til.",
        en="The standard identifier of the item (BT-157) {value} does not say which scheme it is "
        "of.",
    ),
    Rule(
        "BR-65",
        on_a_line("Item/CommodityClassification/ItemClassificationCode"),
        has_attribute("listID"),
        nb="Varens klassifikasjon (BT-158) {value} sier ikke hvilken kodeliste den er fra.",
        en="The classification of the item (BT-158) {value} does not say which list it is from.",
    ),
)
