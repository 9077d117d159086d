"""The business rules of Peppol BIS Billing 3."""

from collections.abc import Callable, Sequence
from typing import Final

from fakturakjerne_ehf.rules.checks import at_most_one, present, short
from fakturakjerne_ehf.rules.code_lists import AMOUNTS
from fakturakjerne_ehf.rules.contexts import DOCUMENT, LINE, anywhere
from fakturakjerne_ehf.rules.numbers import shown
from fakturakjerne_ehf.rules.prepared import both_german, currency, day, profile
from fakturakjerne_ehf.rules.rule import FIRES, Context, Rule, Values
from fakturakjerne_ehf.rules.ubl_structure import is_project
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES"]

_BILLING: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
_DIRECT_DEBITS: Final = frozenset({"49", "59"})
_OBJECT: Final = "130"


def _one_note(root: Node, view: View) -> Values | None:
    count = len(root.all("Note"))
    return None if count <= 1 or both_german(view) else {"count": count}


def _is_billing(root: Node, _view: View) -> Values | None:
    node = root.first("CustomizationID")
    text = "" if node is None else node.trimmed
    return None if text.startswith(_BILLING) and "::" not in text else {"value": short(text)}


def _other_currency(node: Node, _view: View) -> Values | None:
    beside = node.parent and node.parent.first("DocumentCurrencyCode")
    if beside is not None and beside.trimmed == node.trimmed:
        return {"value": short(node.text)}
    return None


def _known_profile(root: Node, view: View) -> Values | None:
    if profile(view) is not None:
        return None
    node = root.first("ProfileID")
    return {"value": short(node.text) if node else "–"}


def _fires(_node: Node, _view: View) -> Values | None:
    return FIRES


def _in_document_currency(amount: Node, view: View) -> Values | None:
    stated = amount.attributes.get("currencyID")
    if stated is not None and stated == currency(view):
        return None
    return {"value": short(stated or "–"), "currency": short(currency(view) or "–")}


def _own_currency(view: View) -> Sequence[Node]:
    return [
        node
        for node in AMOUNTS.select(view)
        if node.name != "TaxAmount" or _is_of_breakdown(node.parent)
    ]


def _is_of_breakdown(node: Node | None) -> bool:
    return node is not None and (
        node.name == "TaxSubtotal" or (node.name == "TaxTotal" and node.has("TaxSubtotal"))
    )


def _one_breakdown(root: Node, _view: View) -> Values | None:
    count = sum(total.has("TaxSubtotal") for total in root.all("TaxTotal"))
    return None if count == 1 else {"count": count}


def _total_in_accounting_currency(root: Node, _view: View) -> Values | None:
    count = sum(not total.has("TaxSubtotal") for total in root.all("TaxTotal"))
    expected = int(root.has("TaxCurrencyCode"))
    return None if count == expected else {"count": count, "expected": expected}


def _same_sign(root: Node, _view: View) -> Values | None:
    accounting, document = root.first("TaxCurrencyCode"), root.first("DocumentCurrencyCode")
    if accounting is None:
        return None
    amounts = root.all("TaxTotal", "TaxAmount")
    ours, theirs = (
        [
            node.number
            for node in amounts
            if code is not None and node.attributes.get("currencyID") == code.trimmed
        ]
        for code in (accounting, document)
    )
    both_down = any(each <= 0 for each in ours) and any(each <= 0 for each in theirs)
    both_up = any(each >= 0 for each in ours) and any(each >= 0 for each in theirs)
    return None if both_down or both_up else FIRES


_DEBIT: Final = Context(
    f"PaymentMeans of code {' or '.join(sorted(_DIRECT_DEBITS))}",
    lambda view: [
        means
        for means in view.all("PaymentMeans")
        if any(code.trimmed in _DIRECT_DEBITS for code in means.all("PaymentMeansCode"))
    ],
    element="PaymentMeans",
)


def _one_project(root: Node, view: View) -> Values | None:
    if view.is_invoice:
        return None
    count = sum(is_project(each) for each in root.all("AdditionalDocumentReference"))
    return None if count <= 1 else {"count": count}


def _only_objects(line: Node, _view: View) -> Values | None:
    references = line.children.get("DocumentReference")
    if not references:
        return None
    types = [node.text for each in references for node in each.all("DocumentTypeCode")]
    return None if _OBJECT in types else {"value": short(", ".join(types)) or "–"}


def _line_dates(name: str) -> Context:
    """Return the dates of the periods of lines, where the document's period has that date too."""

    def select(view: View) -> Sequence[Node]:
        if view.root.first("InvoicePeriod", name) is None:
            return ()
        kind = "InvoiceLine" if view.is_invoice else "CreditNoteLine"
        return view.root.all(kind, "InvoicePeriod", name)

    return Context(
        f"DOC/LINE/InvoicePeriod/{name}, where DOC/InvoicePeriod/{name} is", select, element=name
    )


def _within_period(name: str, agrees: Callable[[str, str], bool]) -> Callable[..., Values | None]:
    def check(date: Node, view: View) -> Values | None:
        frame = view.root.first("InvoicePeriod", name)
        ours, whole = day(date), day(frame)
        if not ours or not whole or agrees(ours, whole):
            return None
        return {"line": ours, "document": whole}

    return check


def _base_quantity_above_zero(line: Node, _view: View) -> Values | None:
    quantity = line.amount("Price", "BaseQuantity")
    return None if quantity is None or quantity > 0 else {"value": shown(quantity)}


def _same_unit(quantity: Node, view: View) -> Values | None:
    line = quantity.parent and quantity.parent.parent
    if line is None or not (line.has("InvoicedQuantity") or line.has("CreditedQuantity")):
        return None
    counted = line.all("InvoicedQuantity" if view.is_invoice else "CreditedQuantity")
    unit = quantity.attributes["unitCode"]
    if any(node.attributes.get("unitCode") == unit for node in counted):
        return None
    units = " ".join(node.attributes.get("unitCode", "–") for node in counted)
    return {"price": short(unit), "line": short(units) or "–"}


RULES: Final = (
    Rule(
        "PEPPOL-EN16931-R001",
        DOCUMENT,
        present("ProfileID"),
        nb="Forretningsprosessen (BT-23, ProfileID) mangler.",
        en="The business process (BT-23, ProfileID) is missing.",
    ),
    Rule(
        "PEPPOL-EN16931-R002",
        DOCUMENT,
        _one_note,
        nb="Dokumentet har {count} merknader (BT-22); bare én kan stå, unntatt mellom tyske parter.",
        en="The document has {count} notes (BT-22); only one may stand, save between German "
        "parties.",
    ),
    Rule(
        "PEPPOL-EN16931-R003",
        DOCUMENT,
        present("BuyerReference", "OrderReference/ID"),
        nb="Verken kjøpers referanse (BT-10) eller ordrereferanse (BT-13) er oppgitt.",
        en="Neither a buyer reference (BT-10) nor an order reference (BT-13) is given.",
    ),
    Rule(
        "PEPPOL-EN16931-R004",
        DOCUMENT,
        _is_billing,
        nb="Spesifikasjonen (BT-24) er {value}, ikke Peppol BIS Billing 3.",
        en="The specification (BT-24) is {value}, not Peppol BIS Billing 3.",
    ),
    Rule(
        "PEPPOL-EN16931-R005",
        anywhere("TaxCurrencyCode"),
        _other_currency,
        nb="Regnskapsvalutaen (BT-6) er {value}, den samme som fakturavalutaen (BT-5); da skal den "
        "ikke stå.",
        en="The accounting currency (BT-6) is {value}, that of the invoice (BT-5); then it must not "
        "stand.",
    ),
    Rule(
        "PEPPOL-EN16931-R007",
        DOCUMENT,
        _known_profile,
        nb="Forretningsprosessen (BT-23) er ukjent: {value}.",
        en="The business process (BT-23) is unknown: {value}.",
    ),
    Rule(
        "PEPPOL-EN16931-R008",
        Context("every element without children and without text", lambda view: view.empty),
        _fires,
        nb="Elementet er tomt; det skal fylles ut eller utelates.",
        en="The element is empty; it must be filled or left out.",
    ),
    Rule(
        "PEPPOL-EN16931-R010",
        anywhere("AccountingCustomerParty/Party"),
        present("EndpointID"),
        nb="Kjøperens elektroniske adresse (BT-49) mangler.",
        en="The buyer's electronic address (BT-49) is missing.",
    ),
    Rule(
        "PEPPOL-EN16931-R020",
        anywhere("AccountingSupplierParty/Party"),
        present("EndpointID"),
        nb="Selgerens elektroniske adresse (BT-34) mangler.",
        en="The seller's electronic address (BT-34) is missing.",
    ),
    Rule(
        "PEPPOL-EN16931-R051",
        Context("every amount in the document's currency", _own_currency),
        _in_document_currency,
        nb="Beløpet er i {value}, men fakturavalutaen (BT-5) er {currency}.",
        en="The amount is in {value}, but the currency of the invoice (BT-5) is {currency}.",
    ),
    Rule(
        "PEPPOL-EN16931-R053",
        DOCUMENT,
        _one_breakdown,
        nb="Nøyaktig én mva.-sum (TaxTotal) skal ha fordeling, men {count} har det.",
        en="Exactly one VAT total (TaxTotal) must have a breakdown, but {count} have.",
    ),
    Rule(
        "PEPPOL-EN16931-R054",
        DOCUMENT,
        _total_in_accounting_currency,
        nb="{count} mva.-summer uten fordeling er oppgitt; det skal være {expected} (én når "
        "regnskapsvaluta, BT-6, er oppgitt).",
        en="{count} VAT totals without breakdown are given; there must be {expected} (one where an "
        "accounting currency, BT-6, is given).",
    ),
    Rule(
        "PEPPOL-EN16931-R055",
        DOCUMENT,
        _same_sign,
        nb="Mva. i regnskapsvaluta (BT-111) og i fakturavaluta (BT-110) må begge stå, med samme "
        "fortegn.",
        en="VAT in the accounting currency (BT-111) and in that of the invoice (BT-110) must both "
        "stand, with the same sign.",
    ),
    Rule(
        "PEPPOL-EN16931-R061",
        _DEBIT,
        present("PaymentMandate/ID"),
        nb="Direkte belastning krever en fullmakt (BT-89).",
        en="Direct debit asks for a mandate (BT-89).",
    ),
    Rule(
        "PEPPOL-EN16931-R080",
        DOCUMENT,
        _one_project,
        nb="Kreditnotaen har {count} prosjektreferanser (BT-11); bare én kan stå.",
        en="The credit note has {count} project references (BT-11); only one may stand.",
    ),
    Rule(
        "PEPPOL-EN16931-R100",
        LINE,
        at_most_one("DocumentReference"),
        nb="Linjen har {count} fakturerte objekter (BT-128); bare ett kan stå.",
        en="The line has {count} invoiced objects (BT-128); only one may stand.",
    ),
    Rule(
        "PEPPOL-EN16931-R101",
        LINE,
        _only_objects,
        nb="Linjens dokumentreferanse er av type {value}; bare 130 (fakturert objekt) kan stå.",
        en="The line's document reference is of type {value}; only 130 (invoiced object) may stand.",
    ),
    Rule(
        "PEPPOL-EN16931-R110",
        _line_dates("StartDate"),
        _within_period("StartDate", lambda line, document: line >= document),
        nb="Linjens periode begynner {line} (BT-134), før fakturaperioden {document} (BT-73).",
        en="The period of the line starts on {line} (BT-134), before the invoicing period on "
        "{document} (BT-73).",
    ),
    Rule(
        "PEPPOL-EN16931-R111",
        _line_dates("EndDate"),
        _within_period("EndDate", lambda line, document: line <= document),
        nb="Linjens periode slutter {line} (BT-135), etter fakturaperioden {document} (BT-74).",
        en="The period of the line ends on {line} (BT-135), after the invoicing period on "
        "{document} (BT-74).",
    ),
    Rule(
        "PEPPOL-EN16931-R121",
        LINE,
        _base_quantity_above_zero,
        nb="Prisens basisantall (BT-149) er {value}; det skal være over null.",
        en="The base quantity of the price (BT-149) is {value}; it must be above zero.",
    ),
    Rule(
        "PEPPOL-EN16931-R130",
        Context(
            "Price/BaseQuantity with @unitCode",
            lambda view: [
                node
                for node in view.all("BaseQuantity")
                if "unitCode" in node.attributes and node.parent and node.parent.name == "Price"
            ],
            element="BaseQuantity",
        ),
        _same_unit,
        nb="Prisen er per {price} (BT-150), men antallet på linjen er i {line} (BT-130).",
        en="The price is per {price} (BT-150), but the quantity of the line is in {line} (BT-130).",
    ),
)
