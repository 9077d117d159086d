"""Rules about the totals of the document, each LegalMonetaryTotal (EN 16931, BG-22).

No tolerance in any of them.
"""

from collections.abc import Callable
from typing import Final

from fakturakjerne_ehf.rules.checks import differ, present, two_decimals
from fakturakjerne_ehf.rules.contexts import anywhere
from fakturakjerne_ehf.rules.numbers import ZERO, shown, to_cents
from fakturakjerne_ehf.rules.prepared import is_allowance, is_charge, line_total, total
from fakturakjerne_ehf.rules.rule import Check, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES"]

_TOTALS: Final = anywhere("LegalMonetaryTotal")


def _sum_of_lines(totals: Node, view: View) -> Values | None:
    return differ(totals.amount("LineExtensionAmount"), to_cents(line_total(view)))


def _sum_of(name: str, belongs: Callable[[Node], bool]) -> Check:
    """Ask for a total that is the sum of the document's own allowances, or charges."""

    def check(totals: Node, _view: View) -> Values | None:
        beside = (totals.parent or totals).all("AllowanceCharge")
        parts = [each for each in beside if belongs(each)]
        stated = totals.amount(name)
        if stated is None and not parts:
            return None
        return differ(
            stated, to_cents(total(part for each in parts for part in each.all("Amount")))
        )

    return check


def _without_vat(totals: Node, _view: View) -> Values | None:
    lines = totals.amount("LineExtensionAmount")
    allowances = totals.amount("AllowanceTotalAmount")
    charges = totals.amount("ChargeTotalAmount")
    computed = lines
    if lines is not None and (allowances is not None or charges is not None):
        computed = to_cents(lines - (allowances or ZERO) + (charges or ZERO))
    wrong = differ(totals.amount("TaxExclusiveAmount"), computed)
    return wrong and {
        **wrong,
        "lines": shown(lines),
        "allowances": shown(allowances or ZERO),
        "charges": shown(charges or ZERO),
    }


def _payable(totals: Node, _view: View) -> Values | None:
    gross = totals.amount("TaxInclusiveAmount")
    prepaid = totals.amount("PrepaidAmount")
    rounding = totals.amount("PayableRoundingAmount")
    stated = totals.amount("PayableAmount")
    due = gross if gross is None or prepaid is None else to_cents(gross - prepaid)
    unrounded = stated if stated is None or rounding is None else to_cents(stated - rounding)
    if unrounded is not None and unrounded == due:
        return None
    return {
        "stated": shown(stated),
        "gross": shown(gross),
        "prepaid": shown(prepaid or ZERO),
        "rounding": shown(rounding or ZERO),
        "computed": shown(None if due is None else due + (rounding or ZERO)),
    }


_AMOUNTS: Final = (  # element, BT, bokmål, English, rule of presence, rule of decimals
    (
        "LineExtensionAmount",
        "BT-106",
        "Sum av linjene",
        "The sum of the lines",
        "BR-12",
        "BR-DEC-09",
    ),
    ("AllowanceTotalAmount", "BT-107", "Sum av rabatter", "The sum of allowances", "", "BR-DEC-10"),
    ("ChargeTotalAmount", "BT-108", "Sum av gebyrer", "The sum of charges", "", "BR-DEC-11"),
    (
        "TaxExclusiveAmount",
        "BT-109",
        "Sum uten mva.",
        "The total without VAT",
        "BR-13",
        "BR-DEC-12",
    ),
    ("TaxInclusiveAmount", "BT-112", "Sum med mva.", "The total with VAT", "BR-14", "BR-DEC-14"),
    ("PrepaidAmount", "BT-113", "Forhåndsbetalt beløp", "The prepaid amount", "", "BR-DEC-16"),
    ("PayableRoundingAmount", "BT-114", "Avrundingen", "The rounding amount", "", "BR-DEC-17"),
    ("PayableAmount", "BT-115", "Beløp å betale", "The amount due", "BR-15", "BR-DEC-18"),
)

RULES: Final = (
    *(
        Rule(
            rule,
            _TOTALS,
            present(element),
            nb=f"{nb} ({term}) mangler.",
            en=f"{en} ({term}) is missing.",
        )
        for element, term, nb, en, rule, _ in _AMOUNTS
        if rule
    ),
    Rule(
        "BR-CO-10",
        _TOTALS,
        _sum_of_lines,
        nb="Sum av linjene er oppgitt som {stated} (BT-106), men linjene (BT-131) er til sammen "
        "{computed}.",
        en="The sum of the lines is stated as {stated} (BT-106), but the lines (BT-131) are "
        "{computed} together.",
    ),
    Rule(
        "BR-CO-11",
        _TOTALS,
        _sum_of("AllowanceTotalAmount", is_allowance),
        nb="Sum av rabatter er oppgitt som {stated} (BT-107), men rabattene på dokumentet (BT-92) "
        "er til sammen {computed}.",
        en="The sum of allowances is stated as {stated} (BT-107), but the allowances of the "
        "document (BT-92) are {computed} together.",
    ),
    Rule(
        "BR-CO-12",
        _TOTALS,
        _sum_of("ChargeTotalAmount", is_charge),
        nb="Sum av gebyrer er oppgitt som {stated} (BT-108), men gebyrene på dokumentet (BT-99) "
        "er til sammen {computed}.",
        en="The sum of charges is stated as {stated} (BT-108), but the charges of the document "
        "(BT-99) are {computed} together.",
    ),
    Rule(
        "BR-CO-13",
        _TOTALS,
        _without_vat,
        nb="{stated} uten mva. er oppgitt (BT-109), {lines} − {allowances} + {charges} = {computed} "
        "er beregnet (BT-106 − BT-107 + BT-108).",
        en="{stated} without VAT stated (BT-109), {lines} − {allowances} + {charges} = {computed} "
        "computed (BT-106 − BT-107 + BT-108).",
    ),
    Rule(
        "BR-CO-16",
        _TOTALS,
        _payable,
        nb="{stated} å betale er oppgitt (BT-115), {gross} − {prepaid} + {rounding} = {computed} er "
        "beregnet (BT-112 − BT-113 + BT-114).",
        en="{stated} due stated (BT-115), {gross} − {prepaid} + {rounding} = {computed} computed "
        "(BT-112 − BT-113 + BT-114).",
    ),
    *(
        Rule(
            rule,
            _TOTALS,
            two_decimals(element),
            nb=f"{nb} ({term}) har mer enn to desimaler: {{value}}.",
            en=f"{en} ({term}) has more than two decimals: {{value}}.",
        )
        for element, term, nb, en, _, rule in _AMOUNTS
    ),
)
