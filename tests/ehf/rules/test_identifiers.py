from __future__ import annotations

import pytest

from tests.ehf.rules.documents import VAT, count, findings


def endpoint(scheme: str, value: str) -> str:
    return f'<EndpointID schemeID="{scheme}">{value}</EndpointID>'


def company(value: str, attributes: str = "", vat: str = VAT) -> str:
    return f"<PartyTaxScheme><CompanyID{attributes}>{value}</CompanyID>{vat}</PartyTaxScheme>"


CASES = [
    ("R040", endpoint("0088", " 7300010000001 "), 0),
    ("R040", endpoint("0088", "7300010000002"), 1),
    ("R041", endpoint("0192", "974760673"), 0),
    ("R041", endpoint("0192", "974 760 673"), 1),
    ("R041", '<PartyIdentification><ID schemeID="0192">1</ID></PartyIdentification>', 1),
    ("R041", '<PartyLegalEntity><CompanyID schemeID="0192">1</CompanyID></PartyLegalEntity>', 1),
    ("R041", endpoint(" 0192 ", "1"), 0),
    ("R042", endpoint("0184", "DK12345678"), 0),
    ("R042", endpoint("0184", "12345678"), 0),
    ("R042", endpoint("0184", "dk12345678"), 1),
    ("R042", endpoint("0184", " 12345678"), 1),
    ("R044", endpoint("0201", "ABCDE1"), 0),
    ("R046", endpoint("9907", "x"), 1),
    ("R046", company("x", ' schemeID="9907"'), 0),
    ("R052", endpoint("0096", "1234567890"), 0),
    ("R053", endpoint("0198", "12345678"), 1),
    ("R054", endpoint("0106", "12345678"), 0),
    ("R055", endpoint("0190", "1"), 1),
    ("R056-1", endpoint("9944", "NL123456789B01"), 0),
    ("R056-2", company("NL123456789B01"), 0),
    ("R056-2", company("NL1"), 1),
    ("R056-2", company("NO1"), 0),
    ("R056-2", company("NL1", vat="<TaxScheme><ID>vat</ID></TaxScheme>"), 0),
    # A scheme with a rule of its own comes first; 0217 comes after.
    ("R056-2", company("NL1", ' schemeID="9944"'), 0),
    ("R056-2", company("NL1", ' schemeID="9907"'), 1),
    ("R056-2", company("NL1", ' schemeID="0217"'), 1),
    ("R057", company("NL1", ' schemeID="0217"'), 0),
    ("R057", endpoint("0217", "123456789012"), 0),
    ("R057", endpoint("0217", "1"), 1),
    ("R041", "<EndpointID>1</EndpointID>", 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_numbers_of_registers(rule: str, body: str, times: int) -> None:
    assert count(f"PEPPOL-COMMON-{rule}", body) == times


def test_the_sentence_says_what_it_should_be() -> None:
    [finding] = findings(endpoint("0192", "1"), "PEPPOL-COMMON-R041")
    assert finding.message == "1 is no Norwegian organisation number (nine digits, modulus 11)."
