"""Rules about the VAT breakdown, whatever its categories (EN 16931, BG-23)."""

from decimal import Decimal
from typing import Final

from fakturakjerne_ehf.rules.checks import differ, present, two_decimals
from fakturakjerne_ehf.rules.contexts import anywhere, in_the_root
from fakturakjerne_ehf.rules.numbers import nearest, shown, to_cents
from fakturakjerne_ehf.rules.prepared import is_vat, total
from fakturakjerne_ehf.rules.rule import FIRES, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES", "within_band"]

_SUBTOTAL: Final = anywhere("TaxTotal/TaxSubtotal")


def _total_is_sum(tax_total: Node, _view: View) -> Values | None:
    if not tax_total.has("TaxSubtotal"):
        return None
    return differ(
        tax_total.amount("TaxAmount"), to_cents(total(tax_total.all("TaxSubtotal", "TaxAmount")))
    )


def _vat_categories(subtotal: Node) -> list[Node]:
    return [each for each in subtotal.all("TaxCategory") if is_vat(each)]


def _has_code(subtotal: Node, _view: View) -> Values | None:
    return None if any(each.has("ID") for each in _vat_categories(subtotal)) else FIRES


def _has_rate(subtotal: Node, _view: View) -> Values | None:
    if any(
        each.has("Percent") or any(node.trimmed == "O" for node in each.all("ID"))
        for each in _vat_categories(subtotal)
    ):
        return None
    return FIRES


def _tax_is_rate_of_base(subtotal: Node, _view: View) -> Values | None:
    rates = [node for each in _vat_categories(subtotal) for node in each.all("Percent")]
    rate = rates[0].number if rates else None
    tax = subtotal.amount("TaxAmount")
    if rate is None or nearest(rate) == 0:
        if tax is not None and nearest(tax) == 0:
            return None
        return {"stated": shown(tax), "base": "–", "rate": shown(rate), "computed": "0,00"}
    return within_band(subtotal, rate)


def within_band(subtotal: Node, rate: Decimal) -> Values | None:
    """Ask for a tax amount less than one away from the rate of the base, signs aside."""
    base, tax = subtotal.amount("TaxableAmount"), subtotal.amount("TaxAmount")
    computed = None if base is None else to_cents(abs(base) * rate / 100)
    if tax is not None and computed is not None and abs(tax) - 1 < computed < abs(tax) + 1:
        return None
    return {
        "stated": shown(tax),
        "base": shown(base),
        "rate": shown(rate),
        "computed": shown(computed),
    }


RULES: Final = (
    Rule(
        "BR-CO-14",
        in_the_root("TaxTotal"),
        _total_is_sum,
        nb="Sum av mva. er oppgitt som {stated} (BT-110), men fordelingen (BT-117) er til sammen "
        "{computed}.",
        en="The VAT total is stated as {stated} (BT-110), but the breakdown (BT-117) is {computed} "
        "together.",
    ),
    Rule(
        "BR-45",
        _SUBTOTAL,
        present("TaxableAmount"),
        nb="Mva.-fordelingen har ikke grunnlag (BT-116).",
        en="The VAT breakdown has no taxable amount (BT-116).",
    ),
    Rule(
        "BR-46",
        _SUBTOTAL,
        present("TaxAmount"),
        nb="Mva.-fordelingen har ikke mva.-beløp (BT-117).",
        en="The VAT breakdown has no tax amount (BT-117).",
    ),
    Rule(
        "BR-47",
        _SUBTOTAL,
        _has_code,
        nb="Mva.-fordelingen har ikke kategori (BT-118).",
        en="The VAT breakdown has no category (BT-118).",
    ),
    Rule(
        "BR-48",
        _SUBTOTAL,
        _has_rate,
        nb="Mva.-fordelingen har ikke sats (BT-119), og kategorien er ikke O (utenfor loven).",
        en="The VAT breakdown has no rate (BT-119), and the category is not O (outside scope).",
    ),
    Rule(
        "BR-CO-17",
        _SUBTOTAL,
        _tax_is_rate_of_base,
        nb="Mva. er oppgitt som {stated} (BT-117), {rate} % av {base} er beregnet til {computed}; "
        "de skal være mindre enn 1,00 fra hverandre.",
        en="VAT of {stated} is stated (BT-117), {rate} % of {base} is computed to {computed}; they "
        "must be less than 1.00 apart.",
    ),
    Rule(
        "BR-DEC-19",
        _SUBTOTAL,
        two_decimals("TaxableAmount"),
        nb="Grunnlaget for mva. (BT-116) har mer enn to desimaler: {value}.",
        en="The taxable amount (BT-116) has more than two decimals: {value}.",
    ),
    Rule(
        "BR-DEC-20",
        _SUBTOTAL,
        two_decimals("TaxAmount"),
        nb="Mva.-beløpet (BT-117) har mer enn to desimaler: {value}.",
        en="The tax amount (BT-117) has more than two decimals: {value}.",
    ),
)
