"""Where a document uses which VAT category, gathered once for the families of rules."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from fakturakjerne_ehf.rules.numbers import ZERO
from fakturakjerne_ehf.rules.prepared import is_allowance, is_charge, is_vat, once, total
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["Category", "Codes", "Nets", "Use", "adjusted", "nets", "use", "vat_codes"]

_LINES: Final = ("InvoiceLine", "CreditNoteLine")


class Category(NamedTuple):
    """One TaxCategory or ClassifiedTaxCategory.

    Attributes:
        node: the element.
        code: its trimmed ID; None where it has none.
        vat: whether its scheme is VAT.
    """

    node: Node
    code: str | None
    vat: bool


class Use(NamedTuple):
    """Where the categories of a document stand.

    Attributes:
        items: every ClassifiedTaxCategory anywhere.
        allowances: every TaxCategory of an allowance, at any level.
        charges: every TaxCategory of a charge, at any level.
        adjustments: every TaxCategory of an AllowanceCharge of either kind, or of none.
        breakdown: every TaxCategory of the document's VAT breakdown.
        everywhere: all of them, and those that stand anywhere else.
    """

    items: Sequence[Category]
    allowances: Sequence[Category]
    charges: Sequence[Category]
    adjustments: Sequence[Category]
    breakdown: Sequence[Category]
    everywhere: Sequence[Category]


@once
def use(view: View) -> Use:
    """Return where the categories of a document stand."""
    items = [_category(node) for node in view.all("ClassifiedTaxCategory")]
    others = [_category(node) for node in view.all("TaxCategory")]
    adjustments = [each for each in others if _parent(each.node).name == "AllowanceCharge"]
    return Use(
        items=items,
        allowances=[each for each in adjustments if is_allowance(_parent(each.node))],
        charges=[each for each in adjustments if is_charge(_parent(each.node))],
        adjustments=adjustments,
        breakdown=[each for each in others if _in_breakdown(each.node, view.root)],
        everywhere=[*items, *others],
    )


def _category(node: Node) -> Category:
    code = node.first("ID")
    return Category(node, None if code is None else code.trimmed, is_vat(node))


def _parent(node: Node) -> Node:
    return node.parent or node


def _in_breakdown(node: Node, root: Node) -> bool:
    subtotal = _parent(node)
    tax_total = _parent(subtotal)
    return (
        subtotal.name == "TaxSubtotal" and tax_total.name == "TaxTotal" and tax_total.parent is root
    )


@once
def vat_codes(view: View) -> "Codes":
    """Return the codes of the VAT categories, by where they stand."""
    where = use(view)
    return Codes(
        items=_codes(where.items),
        allowances=_codes(where.allowances),
        charges=_codes(where.charges),
        adjustments=_codes(where.adjustments),
        everywhere=_codes(where.everywhere),
    )


class Codes(NamedTuple):
    """The codes of VAT categories, by where they stand; as :class:`Use`."""

    items: frozenset[str | None]
    allowances: frozenset[str | None]
    charges: frozenset[str | None]
    adjustments: frozenset[str | None]
    everywhere: frozenset[str | None]


def _codes(categories: Iterable[Category]) -> frozenset[str | None]:
    return frozenset(each.code for each in categories if each.vat)


class Nets(NamedTuple):
    """What the lines of one kind, with the document's charges and allowances, come to.

    Attributes:
        by_code: for every category.
        by_rate: for every category and rate.
        used: the categories and rates of lines anywhere.
        any: whether there is any line of the kind, anywhere.
    """

    by_code: dict[str, Decimal]
    by_rate: dict[tuple[str, Decimal], Decimal]
    used: frozenset[tuple[str, Decimal]]
    any: bool


@once
def nets(view: View) -> Sequence[Nets]:
    """Return what invoice lines come to, and what credit note lines do."""
    return [_nets_of(kind, view) for kind in _LINES]


def _nets_of(kind: str, view: View) -> Nets:
    by_code: dict[str, Decimal] = defaultdict(lambda: ZERO)
    by_rate: dict[tuple[str, Decimal], Decimal] = defaultdict(lambda: ZERO)
    parts = [(line, line.all("LineExtensionAmount"), 1) for line in view.root.all(kind)]
    for part in view.root.all("AllowanceCharge"):
        if is_charge(part):
            parts.append((part, part.all("Amount"), 1))
        elif is_allowance(part):
            parts.append((part, part.all("Amount"), -1))
    for part, amounts, sign in parts:
        amount = sign * total(amounts)
        codes, rates = codes_and_rates(part)
        for code in codes:
            by_code[code] += amount
            for rate in rates:
                by_rate[code, rate] += amount
    return Nets(by_code, by_rate, _used(view.all(kind)), bool(view.all(kind)))


@once
def adjusted(view: View) -> frozenset[tuple[str, Decimal]]:
    """Return the categories and rates of allowances and charges anywhere."""
    return _used(view.all("AllowanceCharge"))


def _used(nodes: Iterable[Node]) -> frozenset[tuple[str, Decimal]]:
    return frozenset(
        (code, rate)
        for node in nodes
        for codes, rates in (codes_and_rates(node),)
        for code in codes
        for rate in rates
    )


def codes_and_rates(node: Node) -> tuple[set[str], set[Decimal]]:
    """Return the categories of a line or an allowance, and its rates; of any scheme."""
    if node.name in _LINES:
        categories = node.all("Item", "ClassifiedTaxCategory")
    else:
        categories = node.children.get("TaxCategory", [])
    return (
        {code.trimmed for each in categories for code in each.children.get("ID", ())},
        {rate.number for each in categories for rate in each.children.get("Percent", ())},
    )
