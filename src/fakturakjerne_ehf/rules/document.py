"""Rules about the document as a whole (EN 16931, section 3 of the facts)."""

from typing import Final

from fakturakjerne_ehf.rules.checks import differ, filled, present, short
from fakturakjerne_ehf.rules.contexts import DOCUMENT
from fakturakjerne_ehf.rules.numbers import shown, to_cents
from fakturakjerne_ehf.rules.prepared import currency
from fakturakjerne_ehf.rules.rule import FIRES, Rule, Values, holds
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES"]


def _accounting_currency_has_its_total(root: Node, view: View) -> Values | None:
    stated = {
        node.attributes.get("currencyID")
        for total in view.all("TaxTotal")
        for node in total.all("TaxAmount")
    }
    missing = [node for node in root.all("TaxCurrencyCode") if node.text not in stated]
    return {"currency": short(missing[0].text)} if missing else None


def _one_tax_point(root: Node, _view: View) -> Values | None:
    both = root.has("TaxPointDate") and root.first("InvoicePeriod", "DescriptionCode") is not None
    return FIRES if both else None


def _total_with_vat(root: Node, view: View) -> Values | None:
    if currency(view) is None:
        return None
    vat = [
        node
        for node in root.all("TaxTotal", "TaxAmount")
        if node.attributes.get("currencyID") == currency(view)
    ]
    stated = root.amount("LegalMonetaryTotal", "TaxInclusiveAmount")
    net = root.amount("LegalMonetaryTotal", "TaxExclusiveAmount")
    if len(vat) != 1 or net is None:
        return {
            "stated": shown(stated),
            "net": shown(net),
            "vat": " / ".join(shown(node.number) for node in vat) or shown(None),
            "computed": shown(None),
        }
    wrong = differ(stated, to_cents(net + vat[0].number))
    return wrong and {**wrong, "net": shown(net), "vat": shown(vat[0].number)}


RULES: Final = (
    Rule(
        "BR-01",
        DOCUMENT,
        filled("CustomizationID"),
        nb="Spesifikasjonsidentifikatoren (BT-24, CustomizationID) mangler.",
        en="The specification identifier (BT-24, CustomizationID) is missing.",
    ),
    Rule(
        "BR-02",
        DOCUMENT,
        filled("ID"),
        nb="Fakturanummeret (BT-1) mangler.",
        en="The invoice number (BT-1) is missing.",
    ),
    Rule(
        "BR-03",
        DOCUMENT,
        filled("IssueDate"),
        nb="Fakturadatoen (BT-2) mangler.",
        en="The issue date (BT-2) is missing.",
    ),
    Rule(
        "BR-04",
        DOCUMENT,
        filled("InvoiceTypeCode", "CreditNoteTypeCode"),
        nb="Fakturatypen (BT-3) mangler.",
        en="The type of the invoice (BT-3) is missing.",
    ),
    Rule(
        "BR-05",
        DOCUMENT,
        filled("DocumentCurrencyCode"),
        nb="Fakturavalutaen (BT-5) mangler.",
        en="The currency of the invoice (BT-5) is missing.",
    ),
    Rule(
        "BR-06",
        DOCUMENT,
        filled("AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName"),
        nb="Selgerens registrerte navn (BT-27) mangler.",
        en="The seller's registered name (BT-27) is missing.",
    ),
    Rule(
        "BR-07",
        DOCUMENT,
        filled("AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName"),
        nb="Kjøperens registrerte navn (BT-44) mangler.",
        en="The buyer's registered name (BT-44) is missing.",
    ),
    Rule(
        "BR-08",
        DOCUMENT,
        present("AccountingSupplierParty/Party/PostalAddress"),
        nb="Selgerens postadresse (BG-5) mangler.",
        en="The seller's postal address (BG-5) is missing.",
    ),
    Rule(
        "BR-10",
        DOCUMENT,
        present("AccountingCustomerParty/Party/PostalAddress"),
        nb="Kjøperens postadresse (BG-8) mangler.",
        en="The buyer's postal address (BG-8) is missing.",
    ),
    Rule(
        "BR-16",
        DOCUMENT,
        present("InvoiceLine", "CreditNoteLine"),
        nb="Dokumentet har ingen linjer (BG-25).",
        en="The document has no lines (BG-25).",
    ),
    Rule(
        "BR-53",
        DOCUMENT,
        _accounting_currency_has_its_total,
        nb="Regnskapsvalutaen er {currency} (BT-6), men ingen sum av mva. (BT-111) er oppgitt i den.",
        en="The accounting currency is {currency} (BT-6), but no VAT total (BT-111) is given in it.",
    ),
    Rule(
        "BR-CO-03",
        DOCUMENT,
        _one_tax_point,
        nb="Både avgiftsdato (BT-7) og kode for avgiftsdato (BT-8) er oppgitt; bare én av dem kan stå.",
        en="Both a tax point date (BT-7) and a code for it (BT-8) are given; only one may stand.",
    ),
    Rule(
        "BR-CO-15",
        DOCUMENT,
        _total_with_vat,
        nb="{stated} med mva. er oppgitt (BT-112), {net} + {vat} = {computed} er beregnet "
        "(BT-109 + BT-110).",
        en="{stated} with VAT stated (BT-112), {net} + {vat} = {computed} computed "
        "(BT-109 + BT-110).",
    ),
    Rule(
        "BR-CO-18",
        DOCUMENT,
        present("TaxTotal/TaxSubtotal"),
        nb="Mva.-fordelingen (BG-23) mangler.",
        en="The VAT breakdown (BG-23) is missing.",
    ),
    *(
        Rule(
            rule,
            DOCUMENT,
            holds,
            nb=f"{nb} har mer enn to desimaler; regelen slår aldri ut, UBL-DT-01 gjør det.",
            en=f"{en} has more than two decimals; the rule never fires, UBL-DT-01 does.",
        )
        for rule, nb, en in (
            ("BR-DEC-13", "Sum av mva. (BT-110)", "The VAT total (BT-110)"),
            (
                "BR-DEC-15",
                "Sum av mva. i regnskapsvaluta (BT-111)",
                "The VAT total in the accounting currency (BT-111)",
            ),
        )
    ),
)
