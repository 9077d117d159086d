"""Rules about allowances and charges, of the document and of its lines (EN 16931).

A missing reason gives two findings: the official list has the test under two ids.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from fakturakjerne_ehf.rules.checks import present, two_decimals
from fakturakjerne_ehf.rules.contexts import (
    DOCUMENT_ALLOWANCE,
    DOCUMENT_CHARGE,
    LINE_ALLOWANCE,
    LINE_CHARGE,
)
from fakturakjerne_ehf.rules.prepared import is_vat
from fakturakjerne_ehf.rules.rule import FIRES, Context, Rule, Values, holds
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES"]


class _Place(NamedTuple):
    """One of the four kinds, with the ids of its rules and of its terms."""

    context: Context
    nb: str
    en: str
    amount: tuple[str, str]
    category: tuple[str, str] | None
    reason: tuple[str, str, str]
    decimals: tuple[str, str]
    base_term: str
    never: str


_PLACES: Final = (
    _Place(
        DOCUMENT_ALLOWANCE,
        "Rabatten på dokumentet",
        "The allowance of the document",
        ("BR-31", "BT-92"),
        ("BR-32", "BT-95"),
        ("BR-33", "BR-CO-21", "BT-97, BT-98"),
        ("BR-DEC-01", "BR-DEC-02"),
        "BT-93",
        "BR-CO-05",
    ),
    _Place(
        DOCUMENT_CHARGE,
        "Gebyret på dokumentet",
        "The charge of the document",
        ("BR-36", "BT-99"),
        ("BR-37", "BT-102"),
        ("BR-38", "BR-CO-22", "BT-104, BT-105"),
        ("BR-DEC-05", "BR-DEC-06"),
        "BT-100",
        "BR-CO-06",
    ),
    _Place(
        LINE_ALLOWANCE,
        "Rabatten på linjen",
        "The allowance of the line",
        ("BR-41", "BT-136"),
        None,
        ("BR-42", "BR-CO-23", "BT-139, BT-140"),
        ("BR-DEC-24", "BR-DEC-25"),
        "BT-137",
        "BR-CO-07",
    ),
    _Place(
        LINE_CHARGE,
        "Gebyret på linjen",
        "The charge of the line",
        ("BR-43", "BT-141"),
        None,
        ("BR-44", "BR-CO-24", "BT-144, BT-145"),
        ("BR-DEC-27", "BR-DEC-28"),
        "BT-142",
        "BR-CO-08",
    ),
)


def _has_category(node: Node, _view: View) -> Values | None:
    return (
        None if any(each.has("ID") and is_vat(each) for each in node.all("TaxCategory")) else FIRES
    )


def _rules_of(place: _Place) -> Iterator[Rule]:
    context = place.context
    amount, amount_term = place.amount
    yield Rule(
        amount,
        context,
        present("Amount"),
        nb=f"{place.nb} har ikke beløp ({amount_term}).",
        en=f"{place.en} has no amount ({amount_term}).",
    )
    if place.category:
        category, category_term = place.category
        yield Rule(
            category,
            context,
            _has_category,
            nb=f"{place.nb} har ikke mva.-kategori ({category_term}).",
            en=f"{place.en} has no VAT category ({category_term}).",
        )
    *reasons, reason_terms = place.reason
    for reason in reasons:
        yield Rule(
            reason,
            context,
            present("AllowanceChargeReason", "AllowanceChargeReasonCode"),
            nb=f"{place.nb} har verken årsak eller årsakskode ({reason_terms}).",
            en=f"{place.en} has neither a reason nor a reason code ({reason_terms}).",
        )
    amounts = (("Amount", amount_term), ("BaseAmount", place.base_term))
    for rule, (element, term) in zip(place.decimals, amounts, strict=True):
        yield Rule(
            rule,
            context,
            two_decimals(element),
            nb=f"{place.nb}: {element} ({term}) har mer enn to desimaler: {{value}}.",
            en=f"{place.en}: {element} ({term}) has more than two decimals: {{value}}.",
        )
    yield Rule(
        place.never,
        context,
        holds,
        nb=f"{place.nb}: årsak og årsakskode skal si det samme; ingen maskin kan avgjøre det.",
        en=f"{place.en}: reason and reason code must say the same; no machine can decide it.",
    )


RULES: Final = tuple(rule for place in _PLACES for rule in _rules_of(place))
