from __future__ import annotations

import pytest

from tests.ehf.rules.documents import count


def reference(kind: str, name: str = "AdditionalDocumentReference") -> str:
    return f'<{name}><ID schemeID="XX">1</ID><ID>2</ID><DocumentTypeCode>{kind}</DocumentTypeCode></{name}>'


def party(scheme: str, around: str) -> str:
    return f'<{around}><PartyIdentification><ID schemeID="{scheme}">1</ID></PartyIdentification></{around}>'


CASES = [
    ("BR-CL-01", "<InvoiceTypeCode> 380 </InvoiceTypeCode>", 0),
    ("BR-CL-01", "<InvoiceTypeCode>381</InvoiceTypeCode>", 1),
    ("BR-CL-01", "<CreditNoteTypeCode>381</CreditNoteTypeCode>", 0),
    ("BR-CL-01", "<CreditNoteTypeCode>380</CreditNoteTypeCode>", 1),
    ("BR-CL-03", "<Amount>1</Amount>", 1),
    ("BR-CL-03", '<TaxAmount currencyID=" NOK ">1</TaxAmount>', 0),  # trimmed, but not by Peppol
    ("PEPPOL-EN16931-CL007", '<TaxAmount currencyID=" NOK ">1</TaxAmount>', 1),
    ("BR-CL-03", '<TaxAmount currencyID="STD">1</TaxAmount>', 0),
    ("PEPPOL-EN16931-CL007", '<TaxAmount currencyID="STD">1</TaxAmount>', 1),
    ("BR-CL-03", '<TaxAmount currencyID="STN">1</TaxAmount>', 1),
    ("PEPPOL-EN16931-CL007", '<TaxAmount currencyID="STN">1</TaxAmount>', 0),
    ("BR-CL-04", "<DocumentCurrencyCode>nok</DocumentCurrencyCode>", 1),
    ("BR-CL-04", "<DocumentCurrencyCode/>", 1),
    ("BR-CL-04", "", 0),
    ("BR-CL-07", reference("130"), 1),
    ("BR-CL-07", reference("130", "DocumentReference"), 1),
    ("BR-CL-07", reference(" 130 "), 0),
    ("BR-CL-10", party("0192", "X"), 0),
    ("BR-CL-10", party("9908", "X"), 1),
    ("BR-CL-10", party(" SEPA ", "PayeeParty"), 0),
    ("BR-CL-10", party("SEPA", "AccountingCustomerParty"), 1),
    ("BR-CL-14", "<Country><IdentificationCode>1A</IdentificationCode></Country>", 0),
    ("BR-CL-14", "<Country><IdentificationCode>no</IdentificationCode></Country>", 1),
    ("BR-CL-14", "<OriginCountry><IdentificationCode>no</IdentificationCode></OriginCountry>", 0),
    ("BR-CL-17", "<TaxCategory><ID>X</ID></TaxCategory>", 1),
    (
        "BR-CL-19",
        (
            "<AllowanceCharge><ChargeIndicator>0</ChargeIndicator>"
            "<AllowanceChargeReasonCode>FC</AllowanceChargeReasonCode></AllowanceCharge>"
        ),
        1,
    ),
    (
        "BR-CL-20",
        (
            "<AllowanceCharge><ChargeIndicator>1</ChargeIndicator>"
            "<AllowanceChargeReasonCode>FC</AllowanceChargeReasonCode></AllowanceCharge>"
        ),
        0,
    ),
    ("BR-CL-22", "<TaxExemptionReasonCode>vatex-eu-g</TaxExemptionReasonCode>", 0),
    ("BR-CL-22", "<TaxExemptionReasonCode>vatex-eu-x</TaxExemptionReasonCode>", 1),
    ("BR-CL-23", '<BaseQuantity unitCode="stk">1</BaseQuantity>', 1),
    ("BR-CL-23", "<BaseQuantity>1</BaseQuantity>", 0),
    (
        "BR-CL-24",
        '<EmbeddedDocumentBinaryObject mimeCode=" image/png">1</EmbeddedDocumentBinaryObject>',
        1,
    ),
    ("BR-CL-25", '<EndpointID schemeID="9908">1</EndpointID>', 1),  # Norway's before 0192
    ("PEPPOL-EN16931-CL008", '<EndpointID schemeID="9908">1</EndpointID>', 1),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_a_code_is_in_its_list(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
