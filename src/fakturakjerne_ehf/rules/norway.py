"""The two rules of Norway, for sellers from Norway."""

import re
from typing import Final

from fakturakjerne_ehf.rules.check_digits import is_norwegian
from fakturakjerne_ehf.rules.checks import short
from fakturakjerne_ehf.rules.contexts import anywhere
from fakturakjerne_ehf.rules.prepared import seller_country
from fakturakjerne_ehf.rules.rule import FIRES, Context, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES"]

_FORM: Final = re.compile("NO([0-9]{9})MVA")
_REGISTER: Final = "Foretaksregisteret"

_SELLERS: Final = anywhere("AccountingSupplierParty/Party")
_SELLER: Final = Context(
    f"{_SELLERS.label}, from Norway",
    lambda view: _SELLERS.select(view) if seller_country(view) == "NO" else (),
)


def _company_ids(party: Node, scheme: str) -> list[Node]:
    return [
        node
        for each in party.all("PartyTaxScheme")
        if any(found.trimmed == scheme for found in each.all("TaxScheme", "ID"))
        for node in each.all("CompanyID")
    ]


def _vat_number(party: Node, _view: View) -> Values | None:
    for node in _company_ids(party, "VAT"):
        match = _FORM.fullmatch(node.text)
        if node.text.startswith("NO") and not (match and is_norwegian(match[1])):
            return {"value": short(node.text)}
    return None


def _registered(party: Node, _view: View) -> Values | None:
    stated = any(node.trimmed == _REGISTER for node in _company_ids(party, "TAX"))
    return None if stated else FIRES


RULES: Final = (
    Rule(
        "NO-R-001",
        _SELLER,
        _vat_number,
        nb="Selgerens mva.-nummer (BT-31) er {value}; det skal være NO, ni sifre (modulus 11) og "
        "MVA, uten mellomrom.",
        en="The seller's VAT number (BT-31) is {value}; it must be NO, nine digits (modulus 11) and "
        "MVA, without spaces.",
    ),
    Rule(
        "NO-R-002",
        _SELLER,
        _registered,
        nb="Selgeren oppgir ikke Foretaksregisteret (BT-32, TAX); aksjeselskaper, "
        "allmennaksjeselskaper og norskregistrerte utenlandske foretak skal gjøre det.",
        en="The seller does not state Foretaksregisteret (BT-32, TAX); limited companies (AS, ASA) "
        "and registered foreign ones (NUF) must.",
        severity="warning",
    ),
)
