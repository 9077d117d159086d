from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_ehf.rules.peppol_codes import is_day
from tests.ehf.rules.documents import count
from tests.ehf.rules.test_peppol import GERMANS

PROFILE = "<ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</ProfileID>"


def reason(indicator: str, code: str) -> str:
    return (
        f"<AllowanceCharge><ChargeIndicator>{indicator}</ChargeIndicator>"
        f"<AllowanceChargeReasonCode>{code}</AllowanceChargeReasonCode></AllowanceCharge>"
    )


def exempted(code: str, category: str, around: str = "TaxCategory") -> str:
    return (
        f"<{around}><ID> {category} </ID>"
        f"<TaxExemptionReasonCode>{code}</TaxExemptionReasonCode></{around}>"
    )


CASES = [
    ("CL001", '<EmbeddedDocumentBinaryObject mimeCode="text/html"/>', 1),
    ("CL001", "<EmbeddedDocumentBinaryObject/>", 0),
    ("CL002", reason("false", "FC"), 1),
    ("CL002", reason("false", " 95 "), 0),
    ("CL002", reason("0", "FC"), 0),
    ("CL002", "<AllowanceChargeReasonCode>FC</AllowanceChargeReasonCode>", 0),
    ("CL003", reason("true", "95"), 1),
    ("CL003", reason(" true ", "95"), 0),
    ("CL006", "<InvoicePeriod><DescriptionCode>4</DescriptionCode></InvoicePeriod>", 1),
    ("P0100", "<InvoiceTypeCode>81</InvoiceTypeCode>", 0),  # the profile is unknown
    ("P0100", PROFILE + "<InvoiceTypeCode>81</InvoiceTypeCode>", 1),
    ("P0100", PROFILE + "<InvoiceTypeCode> 380 </InvoiceTypeCode>", 0),
    ("P0101", PROFILE + "<CreditNoteTypeCode>261</CreditNoteTypeCode>", 1),
    ("P0112", "<InvoiceTypeCode>384</InvoiceTypeCode>", 1),
    ("P0112", "<InvoiceTypeCode>384</InvoiceTypeCode>" + GERMANS, 0),
    ("P0112", "<InvoiceTypeCode>380</InvoiceTypeCode>", 0),
    ("P0104", exempted("vatex-eu-g", "G"), 0),
    ("P0104", exempted("VATEX-EU-G", "E"), 1),
    ("P0104", exempted(" VATEX-EU-G", "E"), 0),
    ("P0104", exempted("VATEX-EU-G", "E", "ClassifiedTaxCategory"), 0),
    ("P0106", exempted("VATEX-EU-IC", "IC"), 1),
    ("P0106", exempted("VATEX-EU-IC", "K"), 0),
    ("F001", "<IssueDate>2026-01-01</IssueDate>", 0),
    ("F001", "<DueDate>2026-01-01 </DueDate><StartDate/><EndDate>26-01-01</EndDate>", 3),
    ("F001", "<PaymentDueDate>soon</PaymentDueDate>", 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_codes_and_dates(rule: str, body: str, times: int) -> None:
    assert count(f"PEPPOL-EN16931-{rule}", body) == times


@given(st.dates())
def test_every_day_of_the_calendar_is_a_day(day: date) -> None:
    assert is_day(day.isoformat())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0000-02-29", True),
        ("2019-02-29", False),
        ("2026-13-01", False),
        ("2026-00-01", False),
        ("2026-1-1", False),
        ("2026-01-01\n", False),
        ("2026-01-01Z", False),
        ("٢٠٢٦-٠١-٠١", False),
    ],
)
def test_what_is_a_day(text: str, expected: bool) -> None:
    assert is_day(text) is expected
