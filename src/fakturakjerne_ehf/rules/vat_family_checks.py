"""The checks of the families of VAT categories, each made for the category it is asked for."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from math import fsum
from typing import Literal

from fakturakjerne_ehf.rules.numbers import ZERO, shown
from fakturakjerne_ehf.rules.prepared import is_charge, registrations
from fakturakjerne_ehf.rules.rule import FIRES, Check, Values
from fakturakjerne_ehf.rules.vat_breakdown import within_band
from fakturakjerne_ehf.rules.vat_use import (
    Category,
    Nets,
    Use,
    adjusted,
    nets,
    placed,
    use,
    vat_codes,
)
from fakturakjerne_ehf.rules.view import Node, View

# --- 01: use and breakdown agree ----------------------------------------------------------------


def broken_down_once(code: str) -> Check:
    """Ask, where the category is used, for exactly one breakdown of it."""

    def check(_root: Node, view: View) -> Values | None:
        if code not in vat_codes(view).everywhere:
            return None
        found = sum(each.vat and each.code == code for each in use(view).breakdown)
        return None if found == 1 else {"found": found}

    return check


def used_and_broken_down(_root: Node, view: View) -> Values | None:
    """Ask for S in use and breakdown, or in neither; the scheme does not matter."""
    where = use(view)
    used = any(each.code == "S" for each in (*where.items, *where.adjustments))
    found = sum(each.code == "S" for each in where.breakdown)
    return None if used == bool(found) else {"found": found}


def used_and_broken_down_raw(code: str, *, vat: bool) -> Check:
    """Ask for the category in use and breakdown, or in neither."""

    def check(_root: Node, view: View) -> Values | None:
        codes = vat_codes(view)
        breakdown = use(view).breakdown
        if code in codes.items or code in codes.adjustments:
            found = sum(
                any(node.text == code for node in each.node.all("ID")) and (each.vat or not vat)
                for each in breakdown
            )
            return None if found else {"found": found}
        found = sum(each.vat and each.code == code for each in breakdown)
        return {"found": found} if found else None

    return check


# --- 02 to 04: the parties' numbers ---------------------------------------------------------------

_Trigger = Callable[[Node, View], bool]


def on_line(code: str) -> _Trigger:
    """Return what calls for rule 02 of a family: a line of the category."""
    return lambda _root, view: code in vat_codes(view).items


def in_adjustment(code: str, belongs: Callable[[Node], bool]) -> _Trigger:
    """Return what calls for rule 03 (allowances) or 04 (charges) of a family."""
    if code == "O":  # of the document alone
        return lambda root, view: any(
            each.vat and each.code == code and each.node.parent in parts
            for parts in ([part for part in root.all("AllowanceCharge") if belongs(part)],)
            for each in use(view).adjustments
        )
    if code == "L" and belongs is is_charge:  # the official list compares this one untrimmed
        return lambda _root, view: any(
            each.vat and any(node.text == code for node in each.node.all("ID"))
            for each in use(view).charges
        )
    if belongs is is_charge:
        return lambda _root, view: code in vat_codes(view).charges
    return lambda _root, view: code in vat_codes(view).allowances


def has_numbers(triggered: _Trigger, needed: Sequence[str]) -> Check:
    """Ask for numbers of the parties."""

    def check(root: Node, view: View) -> Values | None:
        if not triggered(root, view):
            return None
        has = registrations(view)
        known = {
            "seller": has.seller or has.representative_vat,
            "vat": has.seller_vat or has.representative_vat,
            "buyer": has.buyer_vat or has.buyer_legal,
            "buyer vat": has.buyer_vat,
        }
        return None if all(known[each] for each in needed) else FIRES

    return check


def standard_rated_lines(_root: Node, view: View) -> Values | None:
    """Ask for numbers of the parties where lines are S; and for S of VAT where they are of another."""
    if all(each.code != "S" for each in use(view).items):
        return None
    has = registrations(view)
    numbers = has.seller or has.representative_vat
    return None if numbers and "S" in vat_codes(view).items else FIRES


def no_vat_ids(triggered: _Trigger) -> Check:
    """Ask that none of the parties has a VAT number."""

    def check(root: Node, view: View) -> Values | None:
        if not triggered(root, view):
            return None
        has = registrations(view)
        return FIRES if has.seller_vat or has.representative_vat or has.buyer_vat else None

    return check


# --- 05 to 07: the rate at the place of use -------------------------------------------------------


def rate(kind: Literal["above", "any", "zero", "none"]) -> Check:
    """Ask for a rate of that kind."""

    def check(category: Node, _view: View) -> Values | None:
        if kind == "none":
            percent = category.first("Percent")
            return None if percent is None else {"rate": percent.trimmed[:20]}
        number = category.amount("Percent")
        fits = number is not None and (
            (kind == "above" and number > 0)
            or (kind == "any" and number >= 0)
            or (kind == "zero" and number == 0)
        )
        return None if fits else {"rate": shown(number)}

    return check


# --- 08 to 10: the breakdown ----------------------------------------------------------------------


def base_exact(code: str) -> Check:
    """Ask for a taxable amount that is what lines, charges and allowances come to."""

    def check(category: Node, view: View) -> Values | None:
        base = _subtotal(category).amount("TaxableAmount")
        sums = [each.by_code.get(code, ZERO) for each in nets(view) if each.any]
        return None if base is not None and base in sums else _sums(base, sums)

    return check


def base_by_rate(code: str) -> Check:
    """Ask for a taxable amount less than one away from what its rate's lines come to."""

    def counts(kind: Nets, key: tuple[str, Decimal], view: View) -> bool:
        if code == "S":
            return key in kind.used or key in adjusted(view)
        return kind.any

    def check(category: Node, view: View) -> Values | None:
        base = _subtotal(category).amount("TaxableAmount")
        for percent in category.all("Percent"):
            key = (code, percent.number)
            sums = [kind.by_rate.get(key, ZERO) for kind in nets(view) if counts(kind, key, view)]
            if base is None or not any(_within_one(base, each) for each in sums):
                return _sums(base, sums)
        return None

    return check


def _within_one(base: Decimal, net: Decimal) -> bool:
    """Compare as the official rules do: with bounds that are binary fractions."""
    return Decimal(fsum((base, -1))) < net < Decimal(fsum((base, 1)))


def _sums(base: Decimal | None, sums: Sequence[Decimal]) -> Values:
    return {"stated": shown(base), "computed": shown(sums[0] if sums else ZERO)}


def _subtotal(category: Node) -> Node:
    return category.parent or category


def tax_by_rate(category: Node, _view: View) -> Values | None:
    """Ask for a tax amount less than one away from the rate of the base."""
    percent = category.amount("Percent")
    if percent is None:
        tax, base = (_subtotal(category).amount(name) for name in ("TaxAmount", "TaxableAmount"))
        return {"stated": shown(tax), "base": shown(base), "rate": "–", "computed": "–"}
    return within_band(_subtotal(category), percent)


def no_tax(category: Node, _view: View) -> Values | None:
    """Ask for a tax amount of zero."""
    tax = _subtotal(category).amount("TaxAmount")
    return None if tax is not None and tax == 0 else {"stated": shown(tax)}


def reason(*, required: bool) -> Check:
    """Ask for a reason for exemption, or for none."""

    def check(category: Node, _view: View) -> Values | None:
        given = category.has("TaxExemptionReason") or category.has("TaxExemptionReasonCode")
        return None if given == required else FIRES

    return check


# --- what only K and O have -----------------------------------------------------------------------


def _in_breakdown(view: View, code: str) -> bool:
    return ("breakdown", code) in placed(view)


def delivery_is_dated(root: Node, view: View) -> Values | None:
    """Ask, where K is broken down, for a delivery date or a period."""
    if not _in_breakdown(view, "K"):
        return None
    day = root.first("Delivery", "ActualDeliveryDate")
    dated = day is not None and len(day.text) > 1
    return None if dated or any(node.children for node in root.all("InvoicePeriod")) else FIRES


def delivery_has_country(root: Node, view: View) -> Values | None:
    """Ask, where K is broken down, for a country of delivery."""
    if not _in_breakdown(view, "K"):
        return None
    path = ("Delivery", "DeliveryLocation", "Address", "Country", "IdentificationCode")
    country = root.first(*path)
    return None if country is not None and len(country.text) > 1 else FIRES


def nothing_else(select: Callable[[Use], Sequence[Category]]) -> Check:
    """Ask, where O is broken down, for no other category of VAT at a place."""

    def check(_root: Node, view: View) -> Values | None:
        if not _in_breakdown(view, "O"):
            return None
        others = {each.code or "–" for each in select(use(view)) if each.vat and each.code != "O"}
        return {"codes": ", ".join(sorted(others))[:60]} if others else None

    return check
