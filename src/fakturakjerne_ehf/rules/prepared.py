"""What several rules ask of a document, answered once."""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import wraps
from typing import Final, NamedTuple, TypeVar

from fakturakjerne_ehf.rules.numbers import ZERO
from fakturakjerne_ehf.rules.view import Node, View, trimmed

__all__ = [
    "Registrations",
    "both_german",
    "currency",
    "day",
    "is_allowance",
    "is_charge",
    "is_vat",
    "line_total",
    "lines",
    "once",
    "profile",
    "registrations",
    "seller_country",
    "total",
]

_Answer = TypeVar("_Answer")

_DATE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_PROFILES: Final = {
    "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0": "01",
    "urn:peppol:france:billing:regulated": "01",
    "urn:peppol:france:billing:non-regulated": "01",
    "urn:peppol:bis:billing_with_response": "02",
}


def once(question: Callable[[View], _Answer]) -> Callable[[View], _Answer]:
    """Let a question about a document be answered at its first asking, and then remembered."""

    @wraps(question)
    def answer(view: View) -> _Answer:
        try:
            return view.answers[question]  # type: ignore[return-value] # what it was asked for
        except KeyError:
            found = view.answers[question] = question(view)
            return found

    return answer


@once
def lines(view: View) -> Sequence[Node]:
    """Return the invoice lines and credit note lines anywhere."""
    return [*view.all("InvoiceLine"), *view.all("CreditNoteLine")]


@once
def line_total(view: View) -> Decimal:
    """Return the sum of the net amounts of all lines (BT-131)."""
    return total(node for line in lines(view) for node in line.all("LineExtensionAmount"))


def total(nodes: Iterable[Node]) -> Decimal:
    """Return the sum of what stands in some nodes; zero where there are none."""
    return sum((node.number for node in nodes), ZERO)


@once
def currency(view: View) -> str | None:
    """Return the document currency (BT-5), raw."""
    node = view.root.first("DocumentCurrencyCode")
    return None if node is None else node.text


@once
def profile(view: View) -> str | None:
    """Return which of the billing processes the document names (BT-23); None if unknown."""
    node = view.root.first("ProfileID")
    return None if node is None else _PROFILES.get(node.trimmed)


@once
def both_german(view: View) -> bool:
    """Whether seller and buyer both have German addresses: some rules are other for them."""
    return all(
        _country(view, party) == "DE"
        for party in ("AccountingSupplierParty", "AccountingCustomerParty")
    )


def _country(view: View, party: str) -> str:
    node = view.root.first(party, "Party", "PostalAddress", "Country", "IdentificationCode")
    return "" if node is None else node.trimmed.upper()


@once
def seller_country(view: View) -> str | None:
    """Return the seller's country as the national rules see it; None where it is undefined."""
    for path in (("AccountingSupplierParty", "Party"), ("TaxRepresentativeParty",)):
        schemes = [
            scheme
            for scheme in view.root.all(*path, "PartyTaxScheme")
            if any(node.text == "VAT" for node in scheme.all("TaxScheme", "ID"))
        ]
        companies = [node for scheme in schemes for node in scheme.all("CompanyID")]
        if len(companies) > 1:
            return None
        country = trimmed(companies[0].text[:2]).upper() if companies else ""
        if country:
            return country
    return _country(view, "AccountingSupplierParty") or "XX"


def day(node: Node | None) -> str:
    """Return a date so that the later is the greater; "" for none, and for what is no date."""
    match = None if node is None else _DATE.fullmatch(node.trimmed)
    return match[1] if match else ""


def is_vat(node: Node) -> bool:
    """Whether a tax category or a party's tax scheme is of VAT."""
    for scheme in node.all("TaxScheme", "ID"):
        if scheme.text == "VAT" or scheme.trimmed.upper() == "VAT":
            return True
    return False


def is_charge(node: Node) -> bool:
    """Whether an AllowanceCharge is a charge, read as EN 16931 does."""
    indicator = node.first("ChargeIndicator")
    return indicator is not None and indicator.trimmed in {"true", "1"}


def is_allowance(node: Node) -> bool:
    """Whether an AllowanceCharge is an allowance, read as EN 16931 does."""
    indicator = node.first("ChargeIndicator")
    return indicator is not None and indicator.trimmed in {"false", "0"}


class Registrations(NamedTuple):
    """Which numbers the parties are registered under, anywhere in the document.

    Attributes:
        seller: a tax id of any scheme (BT-31, BT-32).
        seller_vat: a VAT id (BT-31).
        representative_vat: a VAT id (BT-63).
        buyer_vat: a VAT id (BT-48).
        buyer_legal: a legal registration (BT-47).
    """

    seller: bool
    seller_vat: bool
    representative_vat: bool
    buyer_vat: bool
    buyer_legal: bool


@once
def registrations(view: View) -> Registrations:
    """Return which numbers the parties are registered under."""
    sellers, buyers = (
        [party for each in view.all(name) for party in each.all("Party")]
        for name in ("AccountingSupplierParty", "AccountingCustomerParty")
    )
    return Registrations(
        seller=any(party.all("PartyTaxScheme", "CompanyID") for party in sellers),
        seller_vat=_has_vat_id(sellers),
        representative_vat=_has_vat_id(view.all("TaxRepresentativeParty")),
        buyer_vat=_has_vat_id(buyers),
        buyer_legal=any(party.all("PartyLegalEntity", "CompanyID") for party in buyers),
    )


def _has_vat_id(parties: Sequence[Node]) -> bool:
    return any(
        scheme.has("CompanyID") and is_vat(scheme)
        for party in parties
        for scheme in party.all("PartyTaxScheme")
    )
