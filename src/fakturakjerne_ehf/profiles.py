"""Which documents are read at all, and what the others are."""

from typing import Final

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.plugin.cells import show
from fakturakjerne_ehf import catalogue
from fakturakjerne_ehf.tree import CBC, Tree, name_of

BILLING: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
"""What CustomizationID (BT-24) of Peppol BIS Billing 3 begins with (PEPPOL-EN16931-R004)."""

_SPACE: Final = " \t\r\n"
_OLD: Final = ("difi.no:ehf", "biitrns010", "biitrns014", "biicoretrdm010", "biicoretrdm014")
_OTHERS: Final = (
    ("poacc:selfbilling", "egenfakturering i Peppol", "Peppol's self-billing"),
    ("xrechnung", "tyske XRechnung", "the German XRechnung"),
    ("nlcius", "nederlandske NLCIUS", "the Dutch NLCIUS"),
    ("peppol:pint", "Peppol PINT", "Peppol PINT"),
    ("factur-x", "Factur-X", "Factur-X"),
    ("en16931", "EN 16931 uten reglene fra Peppol", "EN 16931 without the rules of Peppol"),
    ("", "et ukjent format", "an unknown format"),
)


def refusal_of(tree: Tree) -> Finding | None:
    """Say why a document is not read; None for an invoice or credit note of EHF 3.0.

    Example:
        >>> from fakturakjerne_ehf.tree import parse
        >>> refusal_of(parse(b"<Order/>")).message
        "The document is 'Order', no invoice or credit note of UBL 2.1; ask the supplier for EHF ..."
    """
    root = tree.root
    if tree.kind is None:
        name = name_of(root)
        if name == "StandardBusinessDocument":
            return _refusal(tree, catalogue.ROOT_ENVELOPE)
        return _refusal(tree, catalogue.ROOT_OTHER, found=show(name))
    stated = (root.findtext(f"{CBC}CustomizationID") or "").strip(_SPACE)
    if stated.startswith(BILLING):
        return None
    if not stated:
        return _refusal(tree, catalogue.PROFILE_MISSING, expected=BILLING)
    lower = stated.lower()
    if any(part in lower for part in _OLD):
        return _refusal(tree, catalogue.PROFILE_OLD)
    nb, en = next((nb, en) for part, nb, en in _OTHERS if part in lower)
    return _refusal(
        tree,
        catalogue.PROFILE_OTHER,
        profile_nb=nb,
        profile_en=en,
        found=show(stated),
        expected=BILLING,
    )


def _refusal(tree: Tree, text: Text, /, **values: object) -> Finding:
    return Finding(severity=Severity.ERROR, text=text, path=tree.place(tree.root), values=values)
