"""Peppol's rules that compute: allowances and charges, prices, and the net amount of a line."""

from decimal import Decimal
from typing import Final

from fakturakjerne_ehf.rules.checks import short
from fakturakjerne_ehf.rules.contexts import LINE, anywhere, in_the_root_or_its_lines
from fakturakjerne_ehf.rules.numbers import ZERO, quotient, shown, to_cents
from fakturakjerne_ehf.rules.prepared import total
from fakturakjerne_ehf.rules.rule import FIRES, Context, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES"]

_SLACK: Final = Decimal("0.02")
_ONE: Final = Decimal(1)

_ADJUSTMENT: Final = in_the_root_or_its_lines("AllowanceCharge")
_WHOLE_ADJUSTMENT: Final = Context(
    f"{_ADJUSTMENT.label}, with percentage and base amount or with neither",
    # The official list tries R041 and R042 first, and a node that they are about no further.
    lambda view: [
        node
        for node in _ADJUSTMENT.select(view)
        if node.has("MultiplierFactorNumeric") == node.has("BaseAmount")
    ],
    element="AllowanceCharge",
)
_DISCOUNT: Final = anywhere("Price/AllowanceCharge")


def _is_percentage(node: Node, _view: View) -> Values | None:
    base, percentage = node.amount("BaseAmount"), node.amount("MultiplierFactorNumeric")
    if base is None or percentage is None:
        return None
    stated = node.amount("Amount")
    computed = base * percentage / 100
    if abs((stated or ZERO) - computed) <= _SLACK:
        return None
    return {
        "stated": shown(stated),
        "percentage": shown(percentage),
        "base": shown(base),
        "computed": shown(computed),
    }


def _has_base(node: Node, _view: View) -> Values | None:
    missing = node.has("MultiplierFactorNumeric") and not node.has("BaseAmount")
    return FIRES if missing else None


def _has_percentage(node: Node, _view: View) -> Values | None:
    missing = node.has("BaseAmount") and not node.has("MultiplierFactorNumeric")
    return FIRES if missing else None


def _indicator(node: Node) -> str:
    indicator = node.first("ChargeIndicator")
    return "" if indicator is None else indicator.trimmed


def _says_true_or_false(node: Node, _view: View) -> Values | None:
    value = _indicator(node)
    return None if value in {"true", "false"} else {"value": short(value) or "–"}


def _is_discount(node: Node, _view: View) -> Values | None:
    value = _indicator(node)
    return None if value == "false" else {"value": short(value) or "–"}


def _net_price(node: Node, _view: View) -> Values | None:
    gross = node.amount("BaseAmount")
    if gross is None or node.parent is None:
        return None
    discount, net = node.amount("Amount"), node.parent.amount("PriceAmount")
    computed = None if discount is None else gross - discount
    if net is not None and net == computed:
        return None
    return {
        "stated": shown(net),
        "gross": shown(gross),
        "discount": shown(discount),
        "computed": shown(computed),
    }


def _line_amount(line: Node, view: View) -> Values | None:
    stated = line.amount("LineExtensionAmount") or ZERO
    quantity = line.amount("InvoicedQuantity" if view.is_invoice else "CreditedQuantity")
    price = line.amount("Price", "PriceAmount") or ZERO
    base = line.amount("Price", "BaseQuantity") or _ONE
    charges, allowances = (_adjustments(line, each) for each in ("true", "false"))
    computed = (
        (_ONE if quantity is None else quantity) * quotient(price, base) + charges - allowances
    )
    if stated - _SLACK <= computed <= stated + _SLACK:
        return None
    return {
        "stated": shown(stated),
        "quantity": shown(quantity),
        "price": shown(price),
        "base": shown(base),
        "charges": shown(charges),
        "allowances": shown(allowances),
        "computed": shown(to_cents(computed)),
    }


def _adjustments(line: Node, indicator: str) -> Decimal:
    parts = line.children.get("AllowanceCharge")
    if not parts:
        return ZERO
    return to_cents(
        total(
            node for each in parts if _indicator(each) == indicator for node in each.all("Amount")
        )
    )


RULES: Final = (
    Rule(
        "PEPPOL-EN16931-R040",
        _WHOLE_ADJUSTMENT,
        _is_percentage,
        nb="{stated} er oppgitt som rabatt eller gebyr, {percentage} % av {base} er beregnet til "
        "{computed}.",
        en="{stated} is stated as allowance or charge, {percentage} % of {base} is computed to "
        "{computed}.",
    ),
    Rule(
        "PEPPOL-EN16931-R041",
        _ADJUSTMENT,
        _has_base,
        nb="Rabatten eller gebyret har prosent, men ikke grunnlag (BaseAmount).",
        en="The allowance or charge has a percentage, but no base amount (BaseAmount).",
    ),
    Rule(
        "PEPPOL-EN16931-R042",
        _ADJUSTMENT,
        _has_percentage,
        nb="Rabatten eller gebyret har grunnlag, men ikke prosent (MultiplierFactorNumeric).",
        en="The allowance or charge has a base amount, but no percentage "
        "(MultiplierFactorNumeric).",
    ),
    Rule(
        "PEPPOL-EN16931-R043",
        _WHOLE_ADJUSTMENT,
        _says_true_or_false,
        nb="ChargeIndicator er {value}; den skal være true (gebyr) eller false (rabatt).",
        en="ChargeIndicator is {value}; it must be true (charge) or false (allowance).",
    ),
    Rule(
        "PEPPOL-EN16931-R044",
        _DISCOUNT,
        _is_discount,
        nb="ChargeIndicator i en pris er {value}; bare rabatt (false) kan stå der.",
        en="ChargeIndicator in a price is {value}; only a discount (false) may stand there.",
    ),
    Rule(
        "PEPPOL-EN16931-R046",
        _DISCOUNT,
        _net_price,
        nb="Nettoprisen er oppgitt som {stated} (BT-146), {gross} − {discount} = {computed} er "
        "beregnet (BT-148 − BT-147).",
        en="The net price is stated as {stated} (BT-146), {gross} − {discount} = {computed} "
        "computed (BT-148 − BT-147).",
    ),
    Rule(
        "PEPPOL-EN16931-R120",
        LINE,
        _line_amount,
        nb="Linjens nettobeløp er oppgitt som {stated} (BT-131), {quantity} × {price} / {base} + "
        "{charges} − {allowances} = {computed} er beregnet.",
        en="The net amount of the line is stated as {stated} (BT-131), {quantity} × {price} / "
        "{base} + {charges} − {allowances} = {computed} computed.",
    ),
)
