"""Rules about seller, buyer, payee, tax representative and delivery (EN 16931)."""

from typing import Final

from fakturakjerne_ehf.rules.checks import filled, has_attribute, present, short
from fakturakjerne_ehf.rules.codes import joined
from fakturakjerne_ehf.rules.contexts import anywhere
from fakturakjerne_ehf.rules.prepared import is_vat
from fakturakjerne_ehf.rules.rule import FIRES, Context, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES"]

_PREFIXES: Final = joined("vat_id_country_prefixes")
_VAT_SCHEME: Final = Context(
    "PartyTaxScheme of VAT",
    lambda view: [node for node in view.all("PartyTaxScheme") if is_vat(node)],
)
_PAYEE: Final = anywhere("PayeeParty")
_REPRESENTATIVE: Final = anywhere("TaxRepresentativeParty")


def _seller_is_identified(seller: Node, _view: View) -> Values | None:
    party_ids = seller.all("Party", "PartyIdentification", "ID")
    if (
        seller.first("Party", "PartyLegalEntity", "CompanyID")
        or any(node.attributes.get("schemeID") != "SEPA" for node in party_ids)
        or any(
            scheme.has("CompanyID") and is_vat(scheme)
            for scheme in seller.all("Party", "PartyTaxScheme")
        )
    ):
        return None
    return FIRES


def _vat_id_has_country(scheme: Node, _view: View) -> Values | None:
    company = scheme.first("CompanyID")
    if company is None or company.text[:2] in _PREFIXES:  # also one character, and none: Q1
        return None
    return {"value": short(company.text)}


def _payee_is_another(payee: Node, _view: View) -> Values | None:
    beside = payee.parent or payee
    names = {node.text for node in payee.all("PartyName", "Name")}
    numbers = {node.text for node in payee.all("PartyIdentification", "ID")}
    sellers = beside.all("AccountingSupplierParty", "Party")
    if (
        names
        and not any(
            node.text in names for each in sellers for node in each.all("PartyName", "Name")
        )
        and not any(
            node.text in numbers
            for each in sellers
            for node in each.all("PartyIdentification", "ID")
        )
    ):
        return None
    return FIRES


def _has_vat_id(party: Node, _view: View) -> Values | None:
    schemes = party.all("PartyTaxScheme")
    return None if any(each.has("CompanyID") and is_vat(each) for each in schemes) else FIRES


RULES: Final = (
    Rule(
        "BR-62",
        anywhere("AccountingSupplierParty/Party/EndpointID"),
        has_attribute("schemeID"),
        nb="Selgerens elektroniske adresse (BT-34) {value} sier ikke hvilken ordning den hører til.",
        en="The seller's electronic address (BT-34) {value} does not say which scheme it is of.",
    ),
    Rule(
        "BR-63",
        anywhere("AccountingCustomerParty/Party/EndpointID"),
        has_attribute("schemeID"),
        nb="Kjøperens elektroniske adresse (BT-49) {value} sier ikke hvilken ordning den hører til.",
        en="The buyer's electronic address (BT-49) {value} does not say which scheme it is of.",
    ),
    Rule(
        "BR-09",
        anywhere("AccountingSupplierParty/Party/PostalAddress"),
        filled("Country/IdentificationCode"),
        nb="Landkoden i selgerens adresse (BT-40) mangler.",
        en="The country code of the seller's address (BT-40) is missing.",
    ),
    Rule(
        "BR-11",
        anywhere("AccountingCustomerParty/Party/PostalAddress"),
        filled("Country/IdentificationCode"),
        nb="Landkoden i kjøperens adresse (BT-55) mangler.",
        en="The country code of the buyer's address (BT-55) is missing.",
    ),
    Rule(
        "BR-20",
        anywhere("TaxRepresentativeParty/PostalAddress"),
        filled("Country/IdentificationCode"),
        nb="Landkoden i adressen til selgerens skatterepresentant (BT-69) mangler.",
        en="The country code of the tax representative's address (BT-69) is missing.",
    ),
    Rule(
        "BR-57",
        anywhere("Delivery/DeliveryLocation/Address"),
        present("Country/IdentificationCode"),
        nb="Landkoden i leveringsadressen (BT-80) mangler.",
        en="The country code of the delivery address (BT-80) is missing.",
    ),
    Rule(
        "BR-CO-26",
        anywhere("AccountingSupplierParty"),
        _seller_is_identified,
        nb="Selgeren har verken identifikator (BT-29), organisasjonsnummer (BT-30) eller "
        "mva.-nummer (BT-31).",
        en="The seller has no identifier (BT-29), no legal registration (BT-30) and no VAT "
        "identifier (BT-31).",
    ),
    Rule(
        "BR-CO-09",
        _VAT_SCHEME,
        _vat_id_has_country,
        nb="Mva.-nummeret {value} begynner ikke med en landkode, slik som NO.",
        en="The VAT identifier {value} does not begin with a country code, such as NO.",
    ),
    Rule(
        "BR-17",
        _PAYEE,
        _payee_is_another,
        nb="Betalingsmottakeren (BG-10) må ha et navn (BT-59), og navn og identifikator må være "
        "andre enn selgerens.",
        en="The payee (BG-10) must have a name (BT-59), and name and identifier must be others "
        "than the seller's.",
    ),
    Rule(
        "BR-18",
        _REPRESENTATIVE,
        filled("PartyName/Name"),
        nb="Navnet på selgerens skatterepresentant (BT-62) mangler.",
        en="The name of the tax representative (BT-62) is missing.",
    ),
    Rule(
        "BR-19",
        _REPRESENTATIVE,
        present("PostalAddress"),
        nb="Adressen til selgerens skatterepresentant (BG-12) mangler.",
        en="The address of the tax representative (BG-12) is missing.",
    ),
    Rule(
        "BR-56",
        _REPRESENTATIVE,
        _has_vat_id,
        nb="Mva.-nummeret til selgerens skatterepresentant (BT-63) mangler.",
        en="The VAT identifier of the tax representative (BT-63) is missing.",
    ),
)
