from __future__ import annotations

import pytest

from tests.ehf.rules.documents import count

CURRENCY = "<DocumentCurrencyCode>NOK</DocumentCurrencyCode>"


def vat_total(*amounts: str) -> str:
    stated = "".join(
        f'<TaxTotal><TaxAmount currencyID="NOK">{amount}</TaxAmount></TaxTotal>'
        for amount in amounts
    )
    return CURRENCY + stated


def totals(net: str, gross: str) -> str:
    return (
        f"<LegalMonetaryTotal><TaxExclusiveAmount>{net}</TaxExclusiveAmount>"
        f"<TaxInclusiveAmount>{gross}</TaxInclusiveAmount></LegalMonetaryTotal>"
    )


CASES = [
    ("BR-02", "<ID>1</ID>", 0),
    ("BR-02", "<ID> \t </ID>", 1),
    ("BR-04", "<CreditNoteTypeCode>381</CreditNoteTypeCode>", 0),
    ("BR-04", "", 1),
    (
        "BR-08",
        "<AccountingSupplierParty><Party><PostalAddress/></Party></AccountingSupplierParty>",
        0,
    ),
    ("BR-08", "<AccountingSupplierParty/>", 1),
    ("BR-16", "<CreditNoteLine/>", 0),
    ("BR-16", "", 1),
    ("BR-53", "<TaxCurrencyCode>EUR</TaxCurrencyCode>", 1),
    (
        "BR-53",
        (
            "<TaxCurrencyCode>EUR</TaxCurrencyCode>"
            '<TaxTotal><TaxAmount currencyID="EUR">1</TaxAmount></TaxTotal>'
        ),
        0,
    ),
    ("BR-53", "", 0),
    ("BR-CO-03", "<TaxPointDate>2026-01-01</TaxPointDate>", 0),
    (
        "BR-CO-03",
        "<TaxPointDate/><InvoicePeriod><DescriptionCode>3</DescriptionCode></InvoicePeriod>",
        1,
    ),
    ("BR-CO-15", "", 0),
    ("BR-CO-15", CURRENCY, 1),
    ("BR-CO-15", vat_total("25") + totals("100", "125"), 0),
    ("BR-CO-15", vat_total("25") + totals("100", "125.01"), 1),
    ("BR-CO-15", vat_total("25", "25") + totals("100", "125"), 1),
    (
        "BR-CO-15",
        vat_total("25")
        + totals("100", "").replace("<TaxInclusiveAmount></TaxInclusiveAmount>", ""),
        1,
    ),
    ("BR-CO-15", vat_total("-0.005") + totals("0", "0"), 0),  # a tie goes toward plus infinity
    ("BR-CO-15", vat_total("-0.005") + totals("0", "-0.01"), 1),
    ("BR-CO-18", "<TaxTotal/>", 1),
    ("BR-DEC-13", '<TaxTotal><TaxAmount currencyID="NOK">1.234</TaxAmount></TaxTotal>', 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_the_document_as_a_whole(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
