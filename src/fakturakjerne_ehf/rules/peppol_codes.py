"""Peppol's rules about codes and dates; its lists are other than EN 16931's in places."""

from collections.abc import Sequence
from datetime import date
from re import ASCII
from re import compile as pattern
from typing import Final

from fakturakjerne_ehf.rules.checks import attribute_in, short, text_in
from fakturakjerne_ehf.rules.code_lists import AMOUNTS
from fakturakjerne_ehf.rules.contexts import anywhere, with_attribute
from fakturakjerne_ehf.rules.prepared import both_german, profile
from fakturakjerne_ehf.rules.rule import Check, Context, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES", "is_day"]

_GERMAN_TYPES: Final = frozenset({"326", "384"})
_DAY: Final = pattern(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", ASCII)
_LEAP_YEAR: Final = 2000
"""Stands for the year 0000, which the calendar of the computer does not have."""

_EXEMPTIONS: Final = (  # number, code of the reason, category
    ("04", "VATEX-EU-G", "G"),
    ("05", "VATEX-EU-O", "O"),
    ("06", "VATEX-EU-IC", "K"),
    ("07", "VATEX-EU-AE", "AE"),
    ("08", "VATEX-EU-D", "E"),
    ("09", "VATEX-EU-F", "E"),
    ("10", "VATEX-EU-I", "E"),
    ("11", "VATEX-EU-J", "E"),
)


def _reasons(indicator: str) -> Context:
    def select(view: View) -> Sequence[Node]:
        return [
            node
            for node in view.all("AllowanceChargeReasonCode")
            if node.parent is not None
            and node.parent.name == "AllowanceCharge"
            and any(each.text == indicator for each in node.parent.all("ChargeIndicator"))
        ]

    return Context(
        f"AllowanceCharge, {indicator}/AllowanceChargeReasonCode",
        select,
        element="AllowanceChargeReasonCode",
    )


def _known_type(list_name: str) -> Check:
    known = text_in(list_name)
    return lambda node, view: None if profile(view) is None else known(node, view)


def _german_type(node: Node, view: View) -> Values | None:
    if node.trimmed not in _GERMAN_TYPES or both_german(view):
        return None
    return {"value": node.trimmed}


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, written YYYY-MM-DD; nothing around it.

    Example:
        >>> is_day("2024-02-29"), is_day("2019-02-30"), is_day("2019-02-01Z")
        (True, False, False)
    """
    match = _DAY.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part) for part in match.groups())
    try:
        date(year or _LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def _is_day(node: Node, _view: View) -> Values | None:
    return None if is_day(node.text) else {"value": short(node.text)}


def _exempted_by(code: str) -> Context:
    return Context(
        f"TaxCategory with {code}",
        lambda view: [
            node.parent
            for node in view.all("TaxExemptionReasonCode")
            if node.parent is not None
            and node.parent.name == "TaxCategory"
            and node.text.upper() == code
        ],
        element="TaxExemptionReasonCode",
    )


def _is_category(code: str) -> Check:
    def check(category: Node, _view: View) -> Values | None:
        ids = [node.trimmed for node in category.all("ID")]
        return None if code in ids else {"value": short(" ".join(ids)) or "–"}

    return check


RULES: Final = (
    Rule(
        "PEPPOL-EN16931-CL001",
        with_attribute(anywhere("EmbeddedDocumentBinaryObject"), "mimeCode"),
        attribute_in("mime_types", "mimeCode", raw=True),
        nb="Peppol tar ikke imot vedlegg av filtypen «{value}» (BT-125).",
        en="Peppol takes no attachments of the file type “{value}” (BT-125).",
    ),
    Rule(
        "PEPPOL-EN16931-CL002",
        _reasons("false"),
        text_in("allowance_reasons_uncl5189"),
        nb="Peppol kjenner ikke «{value}» som årsak til rabatt (BT-98, BT-140).",
        en="Peppol does not know “{value}” as the reason of an allowance (BT-98, BT-140).",
    ),
    Rule(
        "PEPPOL-EN16931-CL003",
        _reasons("true"),
        text_in("charge_reasons_uncl7161"),
        nb="Peppol kjenner ikke «{value}» som årsak til gebyr (BT-105, BT-145).",
        en="Peppol does not know “{value}” as the reason of a charge (BT-105, BT-145).",
    ),
    Rule(
        "PEPPOL-EN16931-CL006",
        anywhere("InvoicePeriod/DescriptionCode"),
        text_in("vat_point_date_codes_uncl2005_2475"),
        nb="Peppol kjenner ikke «{value}» som kode for avgiftsdato (BT-8).",
        en="Peppol does not know “{value}” as a code of the VAT point date (BT-8).",
    ),
    Rule(
        "PEPPOL-EN16931-CL007",
        AMOUNTS,
        attribute_in("currencies_iso4217_peppol", "currencyID", raw=True),
        nb="Peppol kjenner ikke «{value}» som valuta i et beløp (currencyID).",
        en="Peppol does not know “{value}” as the currency of an amount (currencyID).",
    ),
    Rule(
        "PEPPOL-EN16931-CL008",
        with_attribute(anywhere("EndpointID"), "schemeID"),
        attribute_in("electronic_address_schemes_eas_peppol", "schemeID", raw=True),
        nb="Peppol kjenner ikke «{value}» som ordning for elektronisk adresse (BT-34, BT-49).",
        en="Peppol does not know “{value}” as an electronic address scheme (BT-34, BT-49).",
    ),
    Rule(
        "PEPPOL-EN16931-P0100",
        anywhere("InvoiceTypeCode"),
        _known_type("invoice_type_codes_uncl1001_peppol"),
        nb="Peppol tar ikke imot fakturatypen «{value}» (BT-3).",
        en="Peppol takes no invoices of the type “{value}” (BT-3).",
    ),
    Rule(
        "PEPPOL-EN16931-P0101",
        anywhere("CreditNoteTypeCode"),
        _known_type("credit_note_type_codes_uncl1001_peppol"),
        nb="Peppol tar ikke imot kreditnotatypen «{value}» (BT-3).",
        en="Peppol takes no credit notes of the type “{value}” (BT-3).",
    ),
    *(
        Rule(
            f"PEPPOL-EN16931-P01{number}",
            _exempted_by(code),
            _is_category(category),
            nb=f"Begrunnelsen {code} (BT-121) hører til mva.-kategori {category}, ikke {{value}}.",
            en=f"The reason {code} (BT-121) belongs to VAT category {category}, not {{value}}.",
        )
        for number, code, category in _EXEMPTIONS
    ),
    Rule(
        "PEPPOL-EN16931-P0112",
        anywhere("InvoiceTypeCode"),
        _german_type,
        nb="Fakturatype {value} (BT-3) kan bare brukes mellom tyske parter.",
        en="Invoice type {value} (BT-3) can be used only between German parties.",
    ),
    Rule(
        "PEPPOL-EN16931-F001",
        anywhere(
            "IssueDate", "DueDate", "TaxPointDate", "StartDate", "EndDate", "ActualDeliveryDate"
        ),
        _is_day,
        nb="«{value}» er ingen dato på formen ÅÅÅÅ-MM-DD.",
        en="“{value}” is no date of the form YYYY-MM-DD.",
    ),
)
