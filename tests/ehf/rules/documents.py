"""Documents to try the rules on: parts of one, and a whole one that no rule objects to.

Prefixes are left out: the rules tell UBL's two namespaces of components apart by name alone.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from fakturakjerne.domain.finding import Finding
from fakturakjerne_ehf.rules import validate

SHARED = Path(__file__).parents[4] / "shared"
SAMPLES = SHARED / "samples" / "ehf"

needs_shared = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="../shared with the samples is not beside the repository"
)

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"


def part(body: str, root: str = "Invoice") -> bytes:
    """Return a document of which only a part is there."""
    return (
        f'<u:{root} xmlns:u="{_UBL}{root}-2" xmlns:e="{_UBL}CommonExtensionComponents-2" '
        f'xmlns="{_UBL}CommonBasicComponents-2">{body}</u:{root}>'
    ).encode()


def findings(body: str, *only: str, root: str = "Invoice") -> list[Finding]:
    return validate(part(body, root), only=set(only) if only else None)


def count(rule: str, body: str, root: str = "Invoice") -> int:
    """Return how often one rule fires."""
    return len(findings(body, rule, root=root))


def fired(body: str, root: str = "Invoice") -> Counter[str]:
    """Return all that fires, warnings too."""
    return Counter(each.code for each in findings(body, root=root))


def changed(old: str, new: str, *, times: int = 1) -> str:
    """Return the whole document with one thing changed."""
    assert WHOLE.count(old) >= times, old
    return WHOLE.replace(old, new, times)


VAT = "<TaxScheme><ID>VAT</ID></TaxScheme>"

WHOLE = f"""
<CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0\
</CustomizationID>
<ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</ProfileID>
<ID>2026-1</ID>
<IssueDate>2026-11-02</IssueDate>
<DueDate>2026-11-30</DueDate>
<InvoiceTypeCode>380</InvoiceTypeCode>
<Note>#AAI#Leie av hall</Note>
<DocumentCurrencyCode>NOK</DocumentCurrencyCode>
<BuyerReference>Kari</BuyerReference>
<InvoicePeriod><StartDate>2026-10-01</StartDate><EndDate>2026-10-31</EndDate></InvoicePeriod>
<BillingReference><InvoiceDocumentReference><ID>2026-0</ID></InvoiceDocumentReference>\
</BillingReference>
<AdditionalDocumentReference><ID>Vedlegg</ID><Attachment><EmbeddedDocumentBinaryObject \
mimeCode="application/pdf" filename="a.pdf">JVBERg==</EmbeddedDocumentBinaryObject></Attachment>\
</AdditionalDocumentReference>
<AccountingSupplierParty><Party>
<EndpointID schemeID="0192">974760673</EndpointID>
<PartyName><Name>Hallen</Name></PartyName>
<PostalAddress><Country><IdentificationCode>NO</IdentificationCode></Country></PostalAddress>
<PartyTaxScheme><CompanyID>NO974760673MVA</CompanyID>{VAT}</PartyTaxScheme>
<PartyTaxScheme><CompanyID>Foretaksregisteret</CompanyID><TaxScheme><ID>TAX</ID></TaxScheme>\
</PartyTaxScheme>
<PartyLegalEntity><RegistrationName>Hallen AS</RegistrationName>\
<CompanyID schemeID="0192">974760673</CompanyID></PartyLegalEntity>
</Party></AccountingSupplierParty>
<AccountingCustomerParty><Party>
<EndpointID schemeID="0192">991825827</EndpointID>
<PostalAddress><Country><IdentificationCode>NO</IdentificationCode></Country></PostalAddress>
<PartyLegalEntity><RegistrationName>Laget</RegistrationName></PartyLegalEntity>
</Party></AccountingCustomerParty>
<PayeeParty><PartyName><Name>Factoring</Name></PartyName></PayeeParty>
<Delivery><ActualDeliveryDate>2026-10-31</ActualDeliveryDate><DeliveryLocation><Address><Country>\
<IdentificationCode>NO</IdentificationCode></Country></Address></DeliveryLocation></Delivery>
<PaymentMeans><PaymentMeansCode>30</PaymentMeansCode><PaymentID>1234567</PaymentID>\
<PayeeFinancialAccount><ID>86011117947</ID></PayeeFinancialAccount></PaymentMeans>
<AllowanceCharge><ChargeIndicator>false</ChargeIndicator>\
<AllowanceChargeReasonCode>95</AllowanceChargeReasonCode>\
<MultiplierFactorNumeric>10</MultiplierFactorNumeric><Amount currencyID="NOK">50.00</Amount>\
<BaseAmount currencyID="NOK">500.00</BaseAmount>\
<TaxCategory><ID>S</ID><Percent>25</Percent>{VAT}</TaxCategory></AllowanceCharge>
<AllowanceCharge><ChargeIndicator>true</ChargeIndicator>\
<AllowanceChargeReasonCode>FC</AllowanceChargeReasonCode><Amount currencyID="NOK">20.00</Amount>\
<TaxCategory><ID>S</ID><Percent>25</Percent>{VAT}</TaxCategory></AllowanceCharge>
<TaxTotal><TaxAmount currencyID="NOK">242.50</TaxAmount>
<TaxSubtotal><TaxableAmount currencyID="NOK">970.00</TaxableAmount>\
<TaxAmount currencyID="NOK">242.50</TaxAmount>\
<TaxCategory><ID>S</ID><Percent>25</Percent>{VAT}</TaxCategory></TaxSubtotal>
<TaxSubtotal><TaxableAmount currencyID="NOK">100.00</TaxableAmount>\
<TaxAmount currencyID="NOK">0.00</TaxAmount>\
<TaxCategory><ID>E</ID><Percent>0</Percent><TaxExemptionReason>Unntatt</TaxExemptionReason>{VAT}\
</TaxCategory></TaxSubtotal></TaxTotal>
<LegalMonetaryTotal><LineExtensionAmount currencyID="NOK">1100.00</LineExtensionAmount>\
<TaxExclusiveAmount currencyID="NOK">1070.00</TaxExclusiveAmount>\
<TaxInclusiveAmount currencyID="NOK">1312.50</TaxInclusiveAmount>\
<AllowanceTotalAmount currencyID="NOK">50.00</AllowanceTotalAmount>\
<ChargeTotalAmount currencyID="NOK">20.00</ChargeTotalAmount>\
<PrepaidAmount currencyID="NOK">12.00</PrepaidAmount>\
<PayableRoundingAmount currencyID="NOK">0.50</PayableRoundingAmount>\
<PayableAmount currencyID="NOK">1301.00</PayableAmount></LegalMonetaryTotal>
<InvoiceLine><ID>1</ID><InvoicedQuantity unitCode="HUR">2</InvoicedQuantity>\
<LineExtensionAmount currencyID="NOK">1000.00</LineExtensionAmount>\
<InvoicePeriod><StartDate>2026-10-01</StartDate><EndDate>2026-10-02</EndDate></InvoicePeriod>\
<AllowanceCharge><ChargeIndicator>false</ChargeIndicator>\
<AllowanceChargeReason>Lag</AllowanceChargeReason><Amount currencyID="NOK">10.00</Amount>\
</AllowanceCharge><AllowanceCharge><ChargeIndicator>true</ChargeIndicator>\
<AllowanceChargeReason>Vask</AllowanceChargeReason><Amount currencyID="NOK">30.00</Amount>\
</AllowanceCharge>\
<Item><Name>Hall A</Name><ClassifiedTaxCategory><ID>S</ID><Percent>25.00</Percent>{VAT}\
</ClassifiedTaxCategory></Item><Price><PriceAmount currencyID="NOK">490.000</PriceAmount>\
<BaseQuantity unitCode="HUR">1</BaseQuantity><AllowanceCharge>\
<ChargeIndicator>false</ChargeIndicator><Amount currencyID="NOK">10.000</Amount>\
<BaseAmount currencyID="NOK">500.000</BaseAmount></AllowanceCharge></Price></InvoiceLine>
<InvoiceLine><ID>2</ID><InvoicedQuantity unitCode="C62">1</InvoicedQuantity>\
<LineExtensionAmount currencyID="NOK">100.00</LineExtensionAmount>\
<Item><Name>Kurs</Name><ClassifiedTaxCategory><ID>E</ID><Percent>0</Percent>{VAT}\
</ClassifiedTaxCategory></Item><Price><PriceAmount currencyID="NOK">200</PriceAmount>\
<BaseQuantity>2</BaseQuantity></Price></InvoiceLine>
"""
