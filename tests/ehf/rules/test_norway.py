from __future__ import annotations

import pytest

from tests.ehf.rules.documents import VAT, count

TAX = "<TaxScheme><ID>TAX</ID></TaxScheme>"


def seller(inside: str, country: str = "NO") -> str:
    address = f"<PostalAddress><Country><IdentificationCode>{country}</IdentificationCode></Country></PostalAddress>"
    return f"<AccountingSupplierParty><Party>{inside}{address}</Party></AccountingSupplierParty>"


def scheme(number: str, vat: str = VAT) -> str:
    return f"<PartyTaxScheme><CompanyID>{number}</CompanyID>{vat}</PartyTaxScheme>"


def representative(number: str) -> str:
    return f"<TaxRepresentativeParty>{scheme(number)}</TaxRepresentativeParty>"


GOOD = "NO974760673MVA"

CASES = [
    ("NO-R-001", seller(scheme(GOOD)), 0),
    ("NO-R-001", seller(scheme("NO974760674MVA")), 1),
    ("NO-R-001", seller(scheme("NO 974760673MVA")), 1),
    ("NO-R-001", seller(scheme(f"{GOOD} ")), 1),
    ("NO-R-001", seller(scheme("no974760673")), 0),
    ("NO-R-001", seller(""), 0),
    ("NO-R-001", seller(scheme("NO1", TAX)), 0),
    ("NO-R-002", seller(""), 1),
    ("NO-R-002", seller(scheme(" Foretaksregisteret ", TAX)), 0),
    ("NO-R-002", seller(scheme("foretaksregisteret", TAX)), 1),
    ("NO-R-002", seller(scheme("Foretaksregisteret")), 0),  # "Fo" is no Norway
    # Whose rules: the VAT number's country, else the representative's, else the address's.
    ("NO-R-002", seller("", " no "), 1),
    ("NO-R-002", seller("", "SE"), 0),
    ("NO-R-002", seller(scheme(GOOD), "SE"), 1),
    ("NO-R-002", seller(scheme("SE1")), 0),
    ("NO-R-002", seller(scheme("  ") + "") + representative("SE1"), 0),
    ("NO-R-002", seller("", "SE") + representative("NO1"), 1),
    ("NO-R-002", seller(scheme("no1"), "SE"), 1),
    ("NO-R-002", seller(scheme(GOOD) * 2), 0),  # undefined
    ("NO-R-002", "<AccountingSupplierParty><Party/></AccountingSupplierParty>", 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_sellers_from_norway(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
