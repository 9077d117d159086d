"""Rules that ask for a code of a list (EN 16931, BR-CL); Peppol's own are in :mod:`.peppol_codes`.

They are about a code that stands there: none of them asks that one does.
"""

from typing import Final

from fakturakjerne_ehf.rules.checks import attribute_in, short, text_in
from fakturakjerne_ehf.rules.codes import codes
from fakturakjerne_ehf.rules.contexts import (
    ALLOWANCE_ANYWHERE,
    CHARGE_ANYWHERE,
    anywhere,
    with_attribute,
)
from fakturakjerne_ehf.rules.rule import Check, Context, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View, trimmed

__all__ = ["AMOUNTS", "OBJECT_TYPE", "RULES"]

OBJECT_TYPE: Final = "130"
"""The document type of a reference to the object that is invoiced (BT-18, BT-128)."""

AMOUNTS: Final = anywhere(
    "Amount",
    "BaseAmount",
    "PriceAmount",
    "TaxAmount",
    "TaxableAmount",
    "LineExtensionAmount",
    "TaxExclusiveAmount",
    "TaxInclusiveAmount",
    "AllowanceTotalAmount",
    "ChargeTotalAmount",
    "PrepaidAmount",
    "PayableRoundingAmount",
    "PayableAmount",
)
"""The elements that state a currency."""

_SCHEMES: Final = "identifier_schemes_icd_iso6523"
_SCHEME_CODES: Final = codes(_SCHEMES)


def _object_ids(view: View) -> list[Node]:
    return [
        node
        for name in ("AdditionalDocumentReference", "DocumentReference")
        for reference in view.all(name)
        if any(code.text == OBJECT_TYPE for code in reference.all("DocumentTypeCode"))
        for node in reference.all("ID")
        if "schemeID" in node.attributes
    ]


def _reason_codes(kind: Context) -> Context:
    return Context(
        f"{kind.label}/AllowanceChargeReasonCode",
        lambda view: [
            code for node in kind.select(view) for code in node.all("AllowanceChargeReasonCode")
        ],
        element="AllowanceChargeReasonCode",
    )


def _party_scheme(node: Node, _view: View) -> Values | None:
    scheme = trimmed(node.attributes["schemeID"])
    if scheme in _SCHEME_CODES or (scheme == "SEPA" and _is_paid(node)):
        return None
    return {"value": short(scheme)}


def _is_paid(node: Node) -> bool:
    """Whether it lies inside the seller or the payee."""
    if node.parent is None:
        return False
    return node.parent.name in {"AccountingSupplierParty", "PayeeParty"} or _is_paid(node.parent)


def _rule(number: str, context: Context, check: Check, what: tuple[str, str]) -> Rule:
    nb, en = what
    return Rule(
        f"BR-CL-{number}",
        context,
        check,
        nb=f"«{{value}}» er ingen gyldig kode for {nb}.",
        en=f"“{{value}}” is no valid code of {en}.",
    )


_TYPES: Final = Context(
    "InvoiceTypeCode, CreditNoteTypeCode",
    lambda view: [*view.all("InvoiceTypeCode"), *view.all("CreditNoteTypeCode")],
)
_INVOICE_TYPE: Final = text_in("invoice_type_codes_uncl1001_cen")
_CREDIT_NOTE_TYPE: Final = text_in("credit_note_type_codes_uncl1001_cen")


def _type(node: Node, view: View) -> Values | None:
    return (_INVOICE_TYPE if node.name == "InvoiceTypeCode" else _CREDIT_NOTE_TYPE)(node, view)


RULES: Final = (
    _rule("01", _TYPES, _type, ("fakturatype (BT-3)", "the type of an invoice (BT-3)")),
    _rule(
        "03",
        AMOUNTS,
        attribute_in("currencies_iso4217_cen", "currencyID"),
        ("valuta i et beløp (currencyID)", "the currency of an amount (currencyID)"),
    ),
    _rule(
        "04",
        anywhere("DocumentCurrencyCode"),
        text_in("currencies_iso4217_cen"),
        ("fakturavaluta (BT-5)", "the currency of the invoice (BT-5)"),
    ),
    _rule(
        "05",
        anywhere("TaxCurrencyCode"),
        text_in("currencies_iso4217_cen"),
        ("regnskapsvaluta (BT-6)", "the accounting currency (BT-6)"),
    ),
    _rule(
        "06",
        anywhere("InvoicePeriod/DescriptionCode"),
        text_in("vat_point_date_codes_uncl2005_2475"),
        ("avgiftsdato (BT-8)", "the VAT point date (BT-8)"),
    ),
    _rule(
        "07",
        Context("reference of type 130/ID with @schemeID", _object_ids, attribute="schemeID"),
        attribute_in("object_identifier_schemes_uncl1153", "schemeID"),
        (
            "ordning for fakturert objekt (BT-18, BT-128)",
            "an invoiced object's scheme (BT-18, BT-128)",
        ),
    ),
    _rule(
        "10",
        with_attribute(anywhere("PartyIdentification/ID"), "schemeID"),
        _party_scheme,
        (
            "partens identifikatorordning (BT-29, BT-46, BT-60)",
            "a party's scheme (BT-29, BT-46, BT-60)",
        ),
    ),
    _rule(
        "11",
        with_attribute(anywhere("PartyLegalEntity/CompanyID"), "schemeID"),
        attribute_in(_SCHEMES, "schemeID"),
        (
            "registreringsordning (BT-30, BT-47, BT-61)",
            "a registration scheme (BT-30, BT-47, BT-61)",
        ),
    ),
    _rule(
        "13",
        with_attribute(anywhere("CommodityClassification/ItemClassificationCode"), "listID"),
        attribute_in("item_classification_schemes_uncl7143", "listID"),
        ("vareklassifikasjon (BT-158)", "an item classification (BT-158)"),
    ),
    _rule(
        "14",
        anywhere("Country/IdentificationCode"),
        text_in("countries_iso3166"),
        ("land (BT-40, BT-55, BT-69, BT-80)", "a country (BT-40, BT-55, BT-69, BT-80)"),
    ),
    _rule(
        "15",
        anywhere("OriginCountry/IdentificationCode"),
        text_in("countries_iso3166"),
        ("varens opprinnelsesland (BT-159)", "the item's country of origin (BT-159)"),
    ),
    _rule(
        "16",
        anywhere("PaymentMeans/PaymentMeansCode"),
        text_in("payment_means_uncl4461"),
        ("betalingsmåte (BT-81)", "payment means (BT-81)"),
    ),
    _rule(
        "17",
        anywhere("TaxCategory/ID"),
        text_in("vat_categories_uncl5305"),
        ("mva.-kategori (BT-95, BT-102, BT-118)", "a VAT category (BT-95, BT-102, BT-118)"),
    ),
    _rule(
        "18",
        anywhere("ClassifiedTaxCategory/ID"),
        text_in("vat_categories_uncl5305"),
        ("mva.-kategori på en linje (BT-151)", "a line's VAT category (BT-151)"),
    ),
    _rule(
        "19",
        _reason_codes(ALLOWANCE_ANYWHERE),
        text_in("allowance_reasons_uncl5189"),
        ("årsak til rabatt (BT-98, BT-140)", "the reason of an allowance (BT-98, BT-140)"),
    ),
    _rule(
        "20",
        _reason_codes(CHARGE_ANYWHERE),
        text_in("charge_reasons_uncl7161"),
        ("årsak til gebyr (BT-105, BT-145)", "the reason of a charge (BT-105, BT-145)"),
    ),
    _rule(
        "21",
        with_attribute(anywhere("StandardItemIdentification/ID"), "schemeID"),
        attribute_in(_SCHEMES, "schemeID"),
        ("ordning for varens standardnummer (BT-157)", "the scheme of an item's number (BT-157)"),
    ),
    _rule(
        "22",
        anywhere("TaxExemptionReasonCode"),
        text_in("vat_exemption_reasons_vatex", upper=True),
        ("begrunnelse for fritak (BT-121)", "the reason for exemption (BT-121)"),
    ),
    _rule(
        "23",
        with_attribute(
            anywhere("InvoicedQuantity", "CreditedQuantity", "BaseQuantity"), "unitCode"
        ),
        attribute_in("unit_codes_rec20_rec21", "unitCode"),
        ("enhet (BT-130, BT-150)", "a unit (BT-130, BT-150)"),
    ),
    _rule(
        "24",
        with_attribute(anywhere("EmbeddedDocumentBinaryObject"), "mimeCode"),
        attribute_in("mime_types", "mimeCode", raw=True),
        ("filtypen til et vedlegg (BT-125)", "the file type of an attachment (BT-125)"),
    ),
    _rule(
        "25",
        with_attribute(anywhere("EndpointID"), "schemeID"),
        attribute_in("electronic_address_schemes_eas_cen", "schemeID"),
        (
            "ordning for elektronisk adresse (BT-34, BT-49)",
            "an electronic address scheme (BT-34, BT-49)",
        ),
    ),
    _rule(
        "26",
        with_attribute(anywhere("DeliveryLocation/ID"), "schemeID"),
        attribute_in(_SCHEMES, "schemeID"),
        ("ordning for leveringssted (BT-71)", "a delivery location's scheme (BT-71)"),
    ),
)
