"""Rules about how EN 16931 is written in UBL (UBL-SR, and the fatal ones of UBL-CR and UBL-DT)."""

from collections.abc import Callable, Sequence
from typing import Final

from fakturakjerne_ehf.rules.checks import at_most_one, has_attribute, present, two_decimals
from fakturakjerne_ehf.rules.code_lists import OBJECT_TYPE
from fakturakjerne_ehf.rules.contexts import (
    ALLOWANCE_ANYWHERE,
    CHARGE_ANYWHERE,
    DOCUMENT,
    LINE,
    anywhere,
)
from fakturakjerne_ehf.rules.rule import FIRES, Check, Context, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES", "is_project"]

_PROJECT_TYPE: Final = "50"
_PARTY = ("AccountingSupplierParty", "Party")


def _count(nodes: Sequence[Node]) -> Values | None:
    return None if len(nodes) <= 1 else {"count": len(nodes)}


def _types(reference: Node) -> set[str]:
    return {node.text for node in reference.all("DocumentTypeCode")}


def is_project(reference: Node) -> bool:
    """Whether a reference is to the project, as a credit note names it (BT-11)."""
    return _PROJECT_TYPE in _types(reference)


def _one_object(root: Node, _view: View) -> Values | None:
    return _count(
        [
            node
            for each in root.all("AdditionalDocumentReference")
            if OBJECT_TYPE in _types(each)
            for node in each.all("ID")
        ]
    )


def _one_company(party: str, *, vat: bool) -> Check:
    """Ask for at most one company id of a VAT scheme, or of another; the scheme is not trimmed."""

    def belongs(scheme: Node) -> bool:
        if vat:
            return any(node.text.upper() == "VAT" for node in scheme.all("TaxScheme", "ID"))
        return any(
            not any(node.text.upper() == "VAT" for node in each.all("ID"))
            for each in scheme.all("TaxScheme")
        )

    def check(root: Node, _view: View) -> Values | None:
        schemes = root.all(party, "Party", "PartyTaxScheme")
        return _count([node for each in schemes if belongs(each) for node in each.all("CompanyID")])

    return check


def _one_creditor(_root: Node, view: View) -> Values | None:
    return _count(
        [
            node
            for each in view.all("PartyIdentification")
            for node in each.all("ID")
            if node.attributes.get("schemeID", "").upper() == "SEPA"
        ]
    )


def _same_text(name: str) -> Check:
    def check(_root: Node, view: View) -> Values | None:
        texts = {node.text for node in view.all(name)}
        return None if len(texts) <= 1 else {"count": len(texts)}

    return check


def _object_without(name: str) -> Check:
    def check(_root: Node, view: View) -> Values | None:
        references = view.all("AdditionalDocumentReference")
        bad = any(each.has(name) and OBJECT_TYPE in _types(each) for each in references)
        return FIRES if bad else None

    return check


def _one_means_name(root: Node, _view: View) -> Values | None:
    codes = root.all("PaymentMeans", "PaymentMeansCode")
    return _count([node for node in codes if "name" in node.attributes])


def _payee(counted: Callable[[Node], Sequence[Node]]) -> Check:
    """Ask for at most one of something, and that some name differs from some seller's."""

    def check(payee: Node, _view: View) -> Values | None:
        beside = payee.parent or payee
        names = {node.text for node in payee.all("PartyName", "Name")}
        sellers = {
            node.text for node in beside.all(*_PARTY, "PartyLegalEntity", "RegistrationName")
        }
        differs = bool(names) and bool(sellers) and len(names | sellers) > 1
        count = len(counted(payee))
        return None if count <= 1 and differs else {"count": count}

    return check


def _own_ids(payee: Node) -> Sequence[Node]:
    return [
        node
        for node in payee.all("PartyIdentification", "ID")
        if node.attributes.get("schemeID", "").upper() != "SEPA"
    ]


def _reference_type(reference: Node, view: View) -> Values | None:
    types = _types(reference)
    if OBJECT_TYPE in types or (_PROJECT_TYPE in types and not view.is_invoice):
        return None
    if not types and not any("schemeID" in node.attributes for node in reference.all("ID")):
        return None
    return {"codes": ", ".join(sorted(types))[:60] or "–"}


def _one_category(line: Node, _view: View) -> Values | None:
    count = len(line.all("Item", "ClassifiedTaxCategory"))
    return None if count == 1 else {"count": count}


def _scheme_is_whole(scheme: Node, _view: View) -> Values | None:
    whole = scheme.has("CompanyID") and scheme.first("TaxScheme", "ID") is not None
    return None if whole else FIRES


def _by_ending(label: str, ending: str) -> Context:
    """Return the context of all elements, of any namespace, whose name ends so."""
    return Context(
        label,
        lambda view: [
            node for name in view.by_name if name.endswith(ending) for node in view.by_name[name]
        ],
    )


_TWO_DECIMALS: Final = two_decimals()


def _amount_decimals(amount: Node, view: View) -> Values | None:
    wrong = _TWO_DECIMALS(amount, view)
    if wrong is None or amount.name.endswith("PriceAmount") or _is_of_price_discount(amount):
        return None
    return wrong


def _is_of_price_discount(node: Node) -> bool:
    above = node.parent
    if above is None or above.parent is None:
        return False
    if above.name == "AllowanceCharge" and above.parent.name == "Price":
        return True
    return _is_of_price_discount(above)


_AMOUNT: Final = _by_ending("*Amount, not of a price", "Amount")
_BINARY: Final = _by_ending("*BinaryObject", "BinaryObject")
_ADDRESS: Final = anywhere("PostalAddress", "Address")
_BILLING: Final = anywhere("BillingReference")
_PAYEE: Final = anywhere("PayeeParty")
_REPRESENTATIVE: Final = anywhere("TaxRepresentativeParty")
_MEANS: Final = anywhere("PaymentMeans")
_REFERENCE: Final = anywhere("AdditionalDocumentReference")


def _once(number: str, context: Context, what: str, check: Check | None = None) -> Rule:
    """Return the rule that something stands at most once; ``what`` is its path where it has one."""
    return Rule(
        f"UBL-SR-{number}",
        context,
        check or at_most_one(what),
        nb=f"{what} kan bare stå én gang, men står {{count}} ganger.",
        en=f"{what} may stand only once, but stands {{count}} times.",
    )


_SELLER: Final = "AccountingSupplierParty/Party"
_BUYER: Final = "AccountingCustomerParty/Party"

RULES: Final = (
    _once("01", DOCUMENT, "ContractDocumentReference/ID"),
    _once("02", DOCUMENT, "ReceiptDocumentReference/ID"),
    _once("03", DOCUMENT, "DespatchDocumentReference/ID"),
    _once("04", DOCUMENT, "AdditionalDocumentReference[DocumentTypeCode='130']/ID", _one_object),
    _once("05", DOCUMENT, "PaymentTerms/Note"),
    _once("06", _BILLING, "InvoiceDocumentReference"),
    Rule(
        "UBL-SR-07",
        _BILLING,
        present("InvoiceDocumentReference/ID"),
        nb="Referansen til en tidligere faktura (BG-3) har ikke fakturanummer (BT-25).",
        en="The reference to a preceding invoice (BG-3) has no number (BT-25).",
    ),
    _once("08", DOCUMENT, "InvoicePeriod"),
    _once("09", DOCUMENT, f"{_SELLER}/PartyLegalEntity/RegistrationName"),
    _once("10", DOCUMENT, f"{_SELLER}/PartyName/Name"),
    _once("11", DOCUMENT, f"{_SELLER}/PartyLegalEntity/CompanyID"),
    _once(
        "12",
        DOCUMENT,
        f"{_SELLER}/PartyTaxScheme[VAT]/CompanyID",
        _one_company("AccountingSupplierParty", vat=True),
    ),
    _once(
        "13",
        DOCUMENT,
        f"{_SELLER}/PartyTaxScheme[not VAT]/CompanyID",
        _one_company("AccountingSupplierParty", vat=False),
    ),
    _once("14", DOCUMENT, f"{_SELLER}/PartyLegalEntity/CompanyLegalForm"),
    _once("15", DOCUMENT, f"{_BUYER}/PartyLegalEntity/RegistrationName"),
    _once("16", DOCUMENT, f"{_BUYER}/PartyIdentification/ID"),
    _once("17", DOCUMENT, f"{_BUYER}/PartyLegalEntity/CompanyID"),
    _once(
        "18",
        DOCUMENT,
        f"{_BUYER}/PartyTaxScheme[VAT]/CompanyID",
        _one_company("AccountingCustomerParty", vat=True),
    ),
    *(
        Rule(
            f"UBL-SR-{number}",
            _PAYEE,
            _payee(counted),
            nb=f"Betalingsmottakeren kan bare ha ett {what_nb}, og må hete noe annet enn selgeren; "
            "{count} funnet.",
            en=f"The payee may have only one {what_en}, and must be called otherwise than the "
            "seller; {count} found.",
        )
        for number, counted, what_nb, what_en in (
            ("19", lambda payee: payee.all("PartyName", "Name"), "navn (BT-59)", "name (BT-59)"),
            ("20", _own_ids, "nummer (BT-60)", "identifier (BT-60)"),
            (
                "21",
                lambda payee: payee.all("PartyLegalEntity", "CompanyID"),
                "organisasjonsnummer (BT-61)",
                "legal registration (BT-61)",
            ),
        )
    ),
    _once("22", _REPRESENTATIVE, "PartyName/Name"),
    _once("23", _REPRESENTATIVE, "PartyTaxScheme/CompanyID"),
    _once("24", DOCUMENT, "Delivery"),
    _once("25", anywhere("Delivery"), "DeliveryParty/PartyName/Name"),
    _once("26", _MEANS, "PaymentID"),
    _once("27", _MEANS, "PaymentMeansCode"),
    _once("28", _MEANS, "PaymentMandate/ID"),
    _once("29", DOCUMENT, "PartyIdentification/ID[@schemeID='SEPA']", _one_creditor),
    _once("30", ALLOWANCE_ANYWHERE, "AllowanceChargeReason"),
    _once("31", CHARGE_ANYWHERE, "AllowanceChargeReason"),
    _once("32", anywhere("TaxSubtotal"), "TaxCategory/TaxExemptionReason"),
    _once("33", _REFERENCE, "DocumentDescription"),
    _once("34", LINE, "Note"),
    _once("35", LINE, "OrderLineReference/LineID"),
    _once("36", LINE, "InvoicePeriod"),
    _once("37", LINE, "Price/AllowanceCharge/Amount"),
    _once("39", DOCUMENT, "ProjectReference/ID"),
    _once("40", DOCUMENT, f"{_BUYER}/PartyName/Name"),
    Rule(
        "UBL-SR-42",
        anywhere(_SELLER),
        lambda party, _view: (
            None if len(party.all("PartyTaxScheme")) <= 2 else FIRES  # noqa: PLR2004 - VAT and another
        ),
        nb="Selgeren kan ha høyst to skattenumre (PartyTaxScheme): ett for mva. og ett annet.",
        en="The seller may have at most two tax numbers (PartyTaxScheme): one of VAT and another.",
    ),
    Rule(
        "UBL-SR-43",
        _REFERENCE,
        _reference_type,
        nb="Vedleggets dokumenttype er {codes}; bare 130 (fakturert objekt) og, i en kreditnota, 50 "
        "(prosjekt) kan stå, og schemeID bare sammen med 130.",
        en="The supporting document's type is {codes}; only 130 (invoiced object) and, in a credit "
        "note, 50 (project) may stand, and a schemeID only with 130.",
    ),
    Rule(
        "UBL-SR-44",
        DOCUMENT,
        _same_text("PaymentID"),
        nb="Dokumentet har {count} ulike KID-er (BT-83); alle betalingsmåter skal ha samme.",
        en="The document has {count} different remittance informations (BT-83); all payment means "
        "must carry the same.",
    ),
    _once("45", DOCUMENT, "PaymentMeans/PaymentDueDate"),
    _once("46", DOCUMENT, "PaymentMeans/PaymentMeansCode/@name", _one_means_name),
    Rule(
        "UBL-SR-47",
        DOCUMENT,
        _same_text("PaymentMeansCode"),
        nb="Dokumentet har {count} ulike koder for betalingsmåte (BT-81); alle skal være like.",
        en="The document has {count} different payment means codes (BT-81); all must be the same.",
    ),
    Rule(
        "UBL-SR-48",
        LINE,
        _one_category,
        nb="Linjen skal ha nøyaktig én mva.-kategori, men har {count}.",
        en="The line must have exactly one VAT category, but has {count}.",
    ),
    _once("49", DOCUMENT, "InvoicePeriod/DescriptionCode"),
    _once("50", LINE, "Item/Description"),
    _once("51", _ADDRESS, "AddressLine"),
    _once("52", LINE, "DocumentReference"),
    Rule(
        "UBL-SR-53",
        anywhere("PartyTaxScheme"),
        _scheme_is_whole,
        nb="Et skattenummer (PartyTaxScheme) må ha både nummer (CompanyID) og ordning "
        "(TaxScheme/ID).",
        en="A tax number (PartyTaxScheme) must have both a number (CompanyID) and a scheme "
        "(TaxScheme/ID).",
    ),
    _once("54", DOCUMENT, "PaymentMeans/CardAccount"),
    _once("55", DOCUMENT, "PaymentMeans/PaymentMandate"),
    _once("56", DOCUMENT, "OriginatorDocumentReference/ID"),
    Rule(
        "UBL-CR-666",
        DOCUMENT,
        _object_without("Attachment"),
        nb="Referansen til fakturert objekt (type 130) kan ikke ha vedlegg.",
        en="The reference to the invoiced object (type 130) cannot have an attachment.",
    ),
    Rule(
        "UBL-CR-673",
        DOCUMENT,
        _object_without("DocumentDescription"),
        nb="Referansen til fakturert objekt (type 130) kan ikke ha beskrivelse.",
        en="The reference to the invoiced object (type 130) cannot have a description.",
    ),
    Rule(
        "UBL-DT-01",
        _AMOUNT,
        _amount_decimals,
        nb="Beløpet har mer enn to desimaler: {value}.",
        en="The amount has more than two decimals: {value}.",
    ),
    Rule(
        "UBL-DT-06",
        _BINARY,
        has_attribute("mimeCode"),
        nb="Det innebygde vedlegget sier ikke hvilken filtype det er (mimeCode).",
        en="The embedded document does not say its file type (mimeCode).",
    ),
    Rule(
        "UBL-DT-07",
        _BINARY,
        has_attribute("filename"),
        nb="Det innebygde vedlegget har ikke filnavn (filename).",
        en="The embedded document has no file name (filename).",
    ),
)
