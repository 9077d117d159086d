"""Where a document uses which VAT category, gathered once for the families of rules."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from fakturakjerne_ehf.rules.numbers import ZERO
from fakturakjerne_ehf.rules.prepared import is_allowance, is_charge, is_vat, once, total
from fakturakjerne_ehf.rules.view import Node, View

__all__ = [
    "Category",
    "Codes",
    "Nets",
    "Use",
    "adjusted",
    "codes_used",
    "nets",
    "placed",
    "use",
    "vat_codes",
]

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
def codes_used(view: View) -> frozenset[str | None]:
    """Return every code of a category that the document names, wherever and of any scheme."""
    return frozenset(each.code for each in use(view).everywhere)


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


@once
def placed(view: View) -> Mapping[tuple[str, str | None], Sequence[Node]]:
    """Return the VAT categories by place (line, allowance, charge, breakdown) and code."""
    where = use(view)
    places = (
        ("line", [each for each in where.items if _is_on_line(each.node)]),
        ("allowance", where.allowances),
        ("charge", where.charges),
        ("breakdown", where.breakdown),
    )
    found: dict[tuple[str, str | None], list[Node]] = {}
    for place, categories in places:
        for node, code, vat in categories:
            if vat:
                found.setdefault((place, code), []).append(node)
    return found


def _is_on_line(node: Node) -> bool:
    item = node.parent
    return (
        item is not None
        and item.name == "Item"
        and item.parent is not None
        and item.parent.name in _LINES
    )


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
    used: set[tuple[str, Decimal]]
    any: bool


@once
def nets(view: View) -> Sequence[Nets]:
    """Return what invoice lines come to, and what credit note lines do."""
    return [_nets_of(kind, view) for kind in _LINES]


def _nets_of(kind: str, view: View) -> Nets:
    found = Nets(defaultdict(lambda: ZERO), defaultdict(lambda: ZERO), set(), bool(view.all(kind)))
    for line in view.all(kind):
        pairs = codes_and_rates(line.all("Item", "ClassifiedTaxCategory"))
        found.used.update(_pairs(*pairs))
        if line.parent is view.root:
            _add(found, total(line.all("LineExtensionAmount")), *pairs)
    for part in view.root.all("AllowanceCharge"):
        amount = total(part.all("Amount"))
        if is_charge(part):
            _add(found, amount, *codes_and_rates(part.all("TaxCategory")))
        elif is_allowance(part):
            _add(found, -amount, *codes_and_rates(part.all("TaxCategory")))
    return found


def _add(to: Nets, amount: Decimal, codes: Collection[str], rates: Collection[Decimal]) -> None:
    for code in codes:
        to.by_code[code] += amount
    for pair in _pairs(codes, rates):
        to.by_rate[pair] += amount


@once
def adjusted(view: View) -> Collection[tuple[str, Decimal]]:
    """Return the categories and rates of allowances and charges anywhere."""
    return {
        pair
        for node in view.all("AllowanceCharge")
        for pair in _pairs(*codes_and_rates(node.all("TaxCategory")))
    }


def _pairs(codes: Collection[str], rates: Collection[Decimal]) -> Iterable[tuple[str, Decimal]]:
    return [(code, rate) for code in codes for rate in rates]


def codes_and_rates(categories: Iterable[Node]) -> tuple[set[str], set[Decimal]]:
    """Return the codes of some categories, and their rates; of any scheme."""
    codes: set[str] = set()
    rates: set[Decimal] = set()
    for each in categories:
        codes.update(node.trimmed for node in each.all("ID"))
        rates.update(node.number for node in each.all("Percent"))
    return codes, rates
