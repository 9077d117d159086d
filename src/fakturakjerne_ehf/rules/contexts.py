"""Where rules look: the contexts, by the names that the official lists use."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from fakturakjerne_ehf.rules.prepared import is_allowance, is_charge, lines
from fakturakjerne_ehf.rules.rule import Context
from fakturakjerne_ehf.rules.view import Node, View

__all__ = [
    "ALLOWANCE_ANYWHERE",
    "CHARGE_ANYWHERE",
    "DOCUMENT",
    "DOCUMENT_ALLOWANCE",
    "DOCUMENT_CHARGE",
    "LINE",
    "LINE_ALLOWANCE",
    "LINE_CHARGE",
    "anywhere",
    "in_the_root",
    "in_the_root_or_its_lines",
    "on_a_line",
    "with_attribute",
]

_LINES: Final = ("InvoiceLine", "CreditNoteLine")

DOCUMENT: Final = Context("DOC", lambda view: (view.root,))
"""The invoice or credit note itself, once."""

LINE: Final = Context("LINE", lines)
"""Each invoice line and credit note line anywhere."""


@cache
def anywhere(*tails: str) -> Context:
    """Return the context of every node whose name, and whose parents' names, end a path so.

    Example:
        >>> anywhere("Delivery/DeliveryLocation/Address").label
        'Delivery/DeliveryLocation/Address'
    """
    if len(tails) > 1:
        parts = [anywhere(tail) for tail in tails]
        return Context(
            ", ".join(tails),
            lambda view: [
                node for part in parts if part.element in view.by_name for node in part.select(view)
            ],
        )
    first, *names = tails[0].split("/")
    if not names:
        return Context(first, lambda view: view.all(first), element=first)
    return Context(
        tails[0],
        lambda view: [node for top in view.all(first) for node in top.all(*names)],
        element=names[-1],
    )


@cache
def in_the_root(path: str) -> Context:
    """Return the context of the nodes that a path leads to from the root, child by child."""
    names = path.split("/")
    return Context(f"DOC/{path}", lambda view: view.root.all(*names), element=names[-1])


@cache
def on_a_line(path: str) -> Context:
    """Return the context of the nodes that a path leads to from any line."""
    names = path.split("/")
    return Context(
        f"LINE/{path}",
        lambda view: [node for line in lines(view) for node in line.all(*names)],
        element=names[-1],
    )


@cache
def in_the_root_or_its_lines(name: str) -> Context:
    """Return the context of the children of that name of the root and of its lines."""

    def select(view: View) -> Sequence[Node]:
        root = view.root
        return [
            *root.all(name),
            *(node for line in _LINES for node in root.all(line, name)),
        ]

    return Context(f"DOC/{name}, DOC/LINE/{name}", select, element=name)


@cache
def with_attribute(context: Context, attribute: str) -> Context:
    """Return a context narrowed to the nodes that carry an attribute."""
    return Context(
        f"{context.label} with @{attribute}",
        lambda view: [node for node in context.select(view) if attribute in node.attributes],
        element=context.element,
        attribute=attribute,
    )


def _allowances(view: View) -> Sequence[Node]:
    return [node for node in view.all("AllowanceCharge") if is_allowance(node)]


def _charges(view: View) -> Sequence[Node]:
    return [node for node in view.all("AllowanceCharge") if is_charge(node)]


ALLOWANCE_ANYWHERE: Final = Context(
    "AllowanceCharge, an allowance", _allowances, element="AllowanceCharge"
)
CHARGE_ANYWHERE: Final = Context("AllowanceCharge, a charge", _charges, element="AllowanceCharge")
DOCUMENT_ALLOWANCE: Final = Context(
    "DOC/AllowanceCharge, an allowance",
    lambda view: [node for node in view.root.all("AllowanceCharge") if is_allowance(node)],
    element="AllowanceCharge",
)
DOCUMENT_CHARGE: Final = Context(
    "DOC/AllowanceCharge, a charge",
    lambda view: [node for node in view.root.all("AllowanceCharge") if is_charge(node)],
    element="AllowanceCharge",
)
LINE_ALLOWANCE: Final = Context(
    "LINE/AllowanceCharge, an allowance",
    lambda view: [
        node
        for line in lines(view)
        for node in line.children.get("AllowanceCharge", ())
        if is_allowance(node)
    ],
    element="AllowanceCharge",
)
LINE_CHARGE: Final = Context(
    "LINE/AllowanceCharge, a charge",
    lambda view: [
        node
        for line in lines(view)
        for node in line.children.get("AllowanceCharge", ())
        if is_charge(node)
    ],
    element="AllowanceCharge",
)
