"""The two rules about category B, split payment, which is of Italy alone (EN 16931)."""

from typing import Final

from fakturakjerne_ehf.rules.contexts import DOCUMENT
from fakturakjerne_ehf.rules.prepared import once
from fakturakjerne_ehf.rules.rule import FIRES, Rule, Values
from fakturakjerne_ehf.rules.vat_use import use
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES"]


@once
def _names_b(view: View) -> bool:
    return any(
        each.code is not None and "B" in each.code and _raw(each.node)
        for each in use(view).everywhere
    )


def _raw(category: Node) -> bool:
    return any(node.text == "B" for node in category.all("ID"))


def _all_italian(_root: Node, view: View) -> Values | None:
    if not _names_b(view):
        return None
    others = {node.text for node in view.all("IdentificationCode")} - {"IT"}
    return {"countries": ", ".join(sorted(others))[:60]} if others else None


def _not_beside_s(root: Node, view: View) -> Values | None:
    if not _names_b(view):
        return None
    places = (
        *root.all("TaxTotal", "TaxSubtotal", "TaxCategory", "ID"),
        *root.all("AllowanceCharge", "TaxCategory", "ID"),
        *(node for each in view.all("ClassifiedTaxCategory") for node in each.all("ID")),
    )
    return FIRES if {"B", "S"} <= {node.text for node in places} else None


RULES: Final = (
    Rule(
        "BR-B-01",
        DOCUMENT,
        _all_italian,
        nb="Mva.-kategori B (delt betaling) gjelder bare innen Italia, men dokumentet nevner "
        "{countries}.",
        en="VAT category B (split payment) is for Italy alone, but the document names {countries}.",
    ),
    Rule(
        "BR-B-02",
        DOCUMENT,
        _not_beside_s,
        nb="Mva.-kategori B (delt betaling) kan ikke stå sammen med S (alminnelig sats).",
        en="VAT category B (split payment) cannot stand with S (standard rated).",
    ),
)
