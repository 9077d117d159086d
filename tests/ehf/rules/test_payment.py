from __future__ import annotations

import pytest

from tests.ehf.rules.documents import count


def means(code: str, inside: str = "") -> str:
    return f"<PaymentMeans><PaymentMeansCode>{code}</PaymentMeansCode>{inside}</PaymentMeans>"


ACCOUNT = "<PayeeFinancialAccount><ID> </ID></PayeeFinancialAccount>"

CASES = [
    ("BR-49", "<PaymentMeans/>", 1),
    ("BR-61", "<PaymentMeans/>", 0),
    ("BR-61", means("48"), 0),
    ("BR-61", means(" 30 "), 1),
    ("BR-61", means("58", ACCOUNT), 0),
    ("BR-50", means("58", ACCOUNT), 1),
    ("BR-50", means("30", ACCOUNT.replace("> <", ">1<")), 0),
    ("BR-50", means(" 30 ", ACCOUNT), 0),
    (
        "BR-51",
        "<PaymentMeans><CardAccount><PrimaryAccountNumberID>123456 7890</PrimaryAccountNumberID></CardAccount></PaymentMeans>",
        1,
    ),
    (
        "BR-51",
        "<PaymentMeans><CardAccount><PrimaryAccountNumberID> 1234567890 </PrimaryAccountNumberID></CardAccount></PaymentMeans>",
        0,
    ),
    ("BR-52", "<AdditionalDocumentReference/>", 1),
    (
        "BR-55",
        "<BillingReference><InvoiceDocumentReference><ID/></InvoiceDocumentReference></BillingReference>",
        0,
    ),
    ("BR-55", "<BillingReference/>", 1),
    (
        "BR-29",
        "<InvoicePeriod><StartDate>2026-02-01</StartDate><EndDate>2026-01-31</EndDate></InvoicePeriod>",
        1,
    ),
    ("BR-CO-19", "<InvoicePeriod/>", 1),
    ("BR-CO-19", "<InvoiceLine><InvoicePeriod/></InvoiceLine>", 0),
    ("BR-CO-19", "<CreditNoteLine><InvoicePeriod/></CreditNoteLine>", 0),
    ("BR-CL-08", "<Note>#AAI#A</Note>", 0),
    ("BR-CL-08", "<Note>#XYZ#A</Note>", 1),
    ("BR-CL-08", "<Note>#XYZ A</Note>", 0),
    ("BR-CL-08", "<Note>XYZ</Note>", 0),
    ("BR-CL-08", "<Note>#TOOLONG#A</Note>", 0),
    ("BR-CL-08", "<Note>#A A#A</Note>", 0),  # Q2: across two neighbours of the list
    ("BR-CL-08", "<InvoiceLine><Note>#XYZ#A</Note></InvoiceLine>", 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_payment_references_periods_and_notes(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
