from __future__ import annotations

import pytest

from tests.ehf.rules.documents import VAT, count


def seller(inside: str) -> str:
    return f"<AccountingSupplierParty><Party>{inside}</Party></AccountingSupplierParty>"


def scheme(number: str, vat: str = VAT) -> str:
    return f"<PartyTaxScheme><CompanyID>{number}</CompanyID>{vat}</PartyTaxScheme>"


PAYEE = (
    "<PayeeParty><PartyIdentification><ID>1</ID></PartyIdentification>"
    "<PartyName><Name>A</Name></PartyName></PayeeParty>"
)
LOWER_VAT = "<TaxScheme><ID> vat </ID></TaxScheme>"

CASES = [
    ("BR-62", seller("<EndpointID>1</EndpointID>"), 1),
    ("BR-62", seller('<EndpointID schemeID="">1</EndpointID>'), 0),
    ("BR-62", "<EndpointID>1</EndpointID>", 0),
    ("BR-09", seller("<PostalAddress/>"), 1),
    ("BR-57", "<Delivery><DeliveryLocation><Address/></DeliveryLocation></Delivery>", 1),
    ("BR-57", "<DeliveryLocation><Address/></DeliveryLocation>", 0),
    ("BR-CO-26", "<AccountingSupplierParty/>", 1),
    ("BR-CO-26", seller(scheme("1")), 0),
    ("BR-CO-26", seller(scheme("1", "<TaxScheme><ID>TAX</ID></TaxScheme>")), 1),
    ("BR-CO-26", seller("<PartyLegalEntity><CompanyID/></PartyLegalEntity>"), 0),
    ("BR-CO-26", seller("<PartyIdentification><ID>1</ID></PartyIdentification>"), 0),
    (
        "BR-CO-26",
        seller('<PartyIdentification><ID schemeID="SEPA">1</ID></PartyIdentification>'),
        1,
    ),
    # Q1: the first two characters are looked for in all prefixes with spaces between them.
    ("BR-CO-09", scheme("NO974760673MVA"), 0),
    ("BR-CO-09", scheme("EL1", LOWER_VAT), 0),
    ("BR-CO-09", scheme("no1"), 1),
    ("BR-CO-09", scheme("12"), 1),
    ("BR-CO-09", scheme("12", "<TaxScheme><ID>TAX</ID></TaxScheme>"), 0),
    ("BR-CO-09", scheme(""), 0),
    ("BR-CO-09", scheme("N"), 0),
    ("BR-CO-09", scheme("9"), 1),
    ("BR-CO-09", scheme("O 123"), 0),
    ("BR-CO-09", scheme(" N123"), 0),
    ("BR-CO-09", f"<PartyTaxScheme>{VAT}</PartyTaxScheme>", 0),
    ("BR-17", PAYEE, 0),
    ("BR-17", "<PayeeParty/>", 1),
    ("BR-17", seller("<PartyName><Name>A</Name></PartyName>") + PAYEE, 1),
    ("BR-17", seller("<PartyIdentification><ID>1</ID></PartyIdentification>") + PAYEE, 1),
    ("BR-17", seller("<PartyName><Name>B</Name></PartyName>") + PAYEE, 0),
    ("BR-18", "<TaxRepresentativeParty/>", 1),
    ("BR-19", "<TaxRepresentativeParty><PostalAddress/></TaxRepresentativeParty>", 0),
    ("BR-56", "<TaxRepresentativeParty/>", 1),
    ("BR-56", f"<TaxRepresentativeParty>{scheme('NO1')}</TaxRepresentativeParty>", 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_the_parties(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
