from __future__ import annotations

import pytest

from tests.ehf.rules.documents import count

BILLING = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"


def country(party: str, code: str) -> str:
    address = f"<PostalAddress><Country><IdentificationCode>{code}</IdentificationCode></Country></PostalAddress>"
    return f"<{party}><Party>{address}</Party></{party}>"


GERMANS = country("AccountingSupplierParty", " de ") + country("AccountingCustomerParty", "DE")
HALF_GERMAN = country("AccountingSupplierParty", "DE") + country("AccountingCustomerParty", "NO")


def vat(amount: str, currency: str, inside: str = "") -> str:
    return f'<TaxTotal><TaxAmount currencyID="{currency}">{amount}</TaxAmount>{inside}</TaxTotal>'


CURRENCIES = (
    "<DocumentCurrencyCode>EUR</DocumentCurrencyCode><TaxCurrencyCode> NOK </TaxCurrencyCode>"
)
EURO = "<DocumentCurrencyCode>EUR</DocumentCurrencyCode>"


def line(inside: str) -> str:
    return f"<InvoiceLine>{inside}</InvoiceLine>"


def period(tag: str, day: str) -> str:
    return f"<InvoicePeriod><{tag}>{day}</{tag}></InvoicePeriod>"


def reference(kind: str) -> str:
    return f"<DocumentReference><DocumentTypeCode>{kind}</DocumentTypeCode></DocumentReference>"


def priced(unit: str, quantity: str) -> str:
    return line(f'{quantity}<Price><BaseQuantity unitCode="{unit}">1</BaseQuantity></Price>')


CASES = [
    ("R001", "<ProfileID/>", 0),
    ("R002", "<Note/>", 0),
    ("R002", "<Note/><Note/>", 1),
    ("R002", "<Note/><Note/>" + GERMANS, 0),
    ("R002", "<Note/><Note/>" + HALF_GERMAN, 1),
    ("R003", "<BuyerReference/>", 0),
    ("R003", "<OrderReference><ID/></OrderReference>", 0),
    ("R003", "<OrderReference/>", 1),
    ("R004", "", 1),
    ("R004", f"<CustomizationID> {BILLING}#more </CustomizationID>", 0),
    ("R004", f"<CustomizationID>{BILLING}::2.1</CustomizationID>", 1),
    ("R005", CURRENCIES, 0),
    ("R005", CURRENCIES.replace("NOK", "EUR"), 1),
    ("R005", "<TaxCurrencyCode>EUR</TaxCurrencyCode>", 0),
    ("R007", "", 1),
    ("R007", "<ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:09:1.0</ProfileID>", 1),
    ("R007", "<ProfileID> urn:peppol:bis:billing_with_response </ProfileID>", 0),
    ("R008", '<ID schemeID="1"> </ID><Party><Name/></Party>', 2),
    ("R008", "", 1),
    ("R010", country("AccountingCustomerParty", "NO"), 1),
    ("R020", "<AccountingSupplierParty><Party><EndpointID/></Party></AccountingSupplierParty>", 0),
    ("R051", EURO + '<Amount currencyID="EUR">1</Amount>', 0),
    ("R051", EURO + '<Amount currencyID="NOK">1</Amount><BaseAmount>1</BaseAmount>', 2),
    ("R051", '<Amount currencyID="EUR">1</Amount>', 1),
    ("R051", EURO + vat("1", "NOK"), 0),  # BT-111 is free
    ("R051", EURO + vat("1", "NOK", '<TaxSubtotal><TaxAmount currencyID="NOK"/></TaxSubtotal>'), 2),
    ("R053", "<TaxTotal/>", 1),
    ("R053", "<TaxTotal><TaxSubtotal/></TaxTotal>", 0),
    ("R053", "<TaxTotal><TaxSubtotal/></TaxTotal>" * 2, 1),
    ("R054", "<TaxTotal/>", 1),
    ("R054", CURRENCIES + "<TaxTotal/>", 0),
    ("R054", CURRENCIES, 1),
    ("R055", "", 0),
    ("R055", CURRENCIES, 1),
    ("R055", CURRENCIES + vat("1", "NOK") + vat("2", "EUR"), 0),
    ("R055", CURRENCIES + vat("-1", "NOK") + vat("2", "EUR"), 1),
    ("R055", CURRENCIES + vat("-1", "NOK") + vat("-2", "EUR"), 0),
    ("R055", CURRENCIES + vat("-1", "NOK") + vat("0", "EUR"), 0),
    ("R055", "<TaxCurrencyCode>NOK</TaxCurrencyCode>" + vat("-1", "NOK"), 1),
    ("R061", "<PaymentMeans><PaymentMeansCode> 59 </PaymentMeansCode></PaymentMeans>", 1),
    ("R061", "<PaymentMeans><PaymentMeansCode>30</PaymentMeansCode></PaymentMeans>", 0),
    ("R100", line(reference("130") * 2), 1),
    ("R101", line(""), 0),
    ("R101", line(reference("130") + reference("50")), 0),
    ("R101", line(reference("50")), 1),
    ("R101", line("<DocumentReference/>"), 1),
    ("R110", line(period("StartDate", "2026-01-01")), 0),
    ("R110", period("StartDate", "2026-01-02") + line(period("StartDate", "2026-01-01")), 1),
    ("R110", period("StartDate", "2026-01-02") + line(period("StartDate", "2026-01-02")), 0),
    ("R110", period("StartDate", "2026-01-02") + line(period("StartDate", "soon")), 0),
    ("R110", period("StartDate", "soon") + line(period("StartDate", "2026-01-02")), 0),
    ("R111", period("EndDate", "2026-01-02") + line(period("EndDate", "2026-01-03")), 1),
    ("R121", line(""), 0),
    ("R121", line("<Price><BaseQuantity>0</BaseQuantity></Price>"), 1),
    ("R121", line("<Price><BaseQuantity>0.1</BaseQuantity></Price>"), 0),
    ("R130", priced("HUR", ""), 0),
    ("R130", priced("HUR", '<InvoicedQuantity unitCode="HUR"/>'), 0),
    ("R130", priced("HUR", '<InvoicedQuantity unitCode="C62"/>'), 1),
    ("R130", priced("HUR", "<InvoicedQuantity/>"), 1),
    ("R130", priced("HUR", '<CreditedQuantity unitCode="HUR"/>'), 1),
    ("R130", '<BaseQuantity unitCode="HUR">1</BaseQuantity>', 0),
    ("R130", '<Price><BaseQuantity unitCode="HUR">1</BaseQuantity></Price>', 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_the_business_rules_of_peppol(rule: str, body: str, times: int) -> None:
    assert count(f"PEPPOL-EN16931-{rule}", body) == times


PROJECT = (
    "<AdditionalDocumentReference><DocumentTypeCode>50</DocumentTypeCode>"
    "</AdditionalDocumentReference>"
)


@pytest.mark.parametrize(
    ("rule", "body", "times"),
    [
        ("R080", PROJECT, 0),
        ("R080", PROJECT * 2, 1),
        (
            "R110",
            period("StartDate", "2026-01-02")
            + line(period("StartDate", "2026-01-01"))
            + line(period("StartDate", "2026-01-01")).replace("InvoiceLine", "CreditNoteLine"),
            1,
        ),
        ("R130", priced("HUR", '<CreditedQuantity unitCode="HUR"/>'), 0),
    ],
)
def test_credit_notes(rule: str, body: str, times: int) -> None:
    assert count(f"PEPPOL-EN16931-{rule}", body, "CreditNote") == times


def test_an_invoice_may_name_projects_as_it_likes() -> None:
    assert count("PEPPOL-EN16931-R080", PROJECT * 2) == 0
