"""A made-up invoice and credit note in EHF, as small as may be or with everything in it."""

from __future__ import annotations

from pathlib import Path

from fakturakjerne_ehf.profiles import BILLING

SHARED = Path(__file__).parents[3] / "shared"
SAMPLES = SHARED / "samples" / "ehf"
NAMESPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)
SELLER = """<cac:AccountingSupplierParty><cac:Party>
<cbc:EndpointID schemeID="0192">974760673</cbc:EndpointID>
<cac:PartyIdentification><cbc:ID schemeID="0088">7300010000001</cbc:ID></cac:PartyIdentification>
<cac:PartyIdentification><cbc:ID>K-1</cbc:ID></cac:PartyIdentification>
<cac:PartyName><cbc:Name>Vann</cbc:Name></cac:PartyName>
<cac:PostalAddress><cbc:StreetName>Gata 1</cbc:StreetName>
<cbc:AdditionalStreetName>Oppgang B</cbc:AdditionalStreetName><cbc:CityName>Bergen</cbc:CityName>
<cbc:PostalZone>5003</cbc:PostalZone><cbc:CountrySubentity>Vestland</cbc:CountrySubentity>
<cac:AddressLine><cbc:Line>Bygg 2</cbc:Line></cac:AddressLine>
<cac:Country><cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>NO974760673MVA</cbc:CompanyID>
<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyTaxScheme><cbc:CompanyID>Foretaksregisteret</cbc:CompanyID>
<cac:TaxScheme><cbc:ID>TAX</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>Vann AS</cbc:RegistrationName>
<cbc:CompanyID schemeID="0192">974760673</cbc:CompanyID>
<cbc:CompanyLegalForm>AS</cbc:CompanyLegalForm></cac:PartyLegalEntity>
<cac:Contact><cbc:Name>Kari</cbc:Name><cbc:Telephone>55 55 55 55</cbc:Telephone>
<cbc:ElectronicMail>kari@example.com</cbc:ElectronicMail></cac:Contact>
</cac:Party></cac:AccountingSupplierParty>"""
BUYER = """<cac:AccountingCustomerParty><cac:Party>
<cbc:EndpointID schemeID="0192">311111116</cbc:EndpointID>
<cac:PartyLegalEntity><cbc:RegistrationName>Kommunen</cbc:RegistrationName></cac:PartyLegalEntity>
</cac:Party></cac:AccountingCustomerParty>"""
OTHERS = """<cac:PayeeParty><cac:PartyName><cbc:Name>Factoring AS</cbc:Name></cac:PartyName>
</cac:PayeeParty><cac:TaxRepresentativeParty><cac:PartyName><cbc:Name>Avgift AS</cbc:Name>
</cac:PartyName></cac:TaxRepresentativeParty>
<cac:Delivery><cbc:ActualDeliveryDate>2026-02-28</cbc:ActualDeliveryDate><cac:DeliveryLocation>
<cbc:ID schemeID="0088">7300010000002</cbc:ID><cac:Address><cbc:CityName>Os</cbc:CityName>
</cac:Address></cac:DeliveryLocation><cac:DeliveryParty><cac:PartyName><cbc:Name>Skolen</cbc:Name>
</cac:PartyName></cac:DeliveryParty></cac:Delivery>"""
PAYMENT = """<cac:PaymentMeans><cbc:PaymentMeansCode name="Bank">30</cbc:PaymentMeansCode>
{due}<cbc:PaymentID>1234567897</cbc:PaymentID><cac:CardAccount>
<cbc:PrimaryAccountNumberID>123456</cbc:PrimaryAccountNumberID><cbc:NetworkID>VISA</cbc:NetworkID>
<cbc:HolderName>Kari</cbc:HolderName></cac:CardAccount><cac:PayeeFinancialAccount>
<cbc:ID>86011117947</cbc:ID><cbc:Name>Drift</cbc:Name><cac:FinancialInstitutionBranch>
<cbc:ID>DNBANOKK</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount>
<cac:PaymentMandate><cbc:ID>M1</cbc:ID><cac:PayerFinancialAccount><cbc:ID>97104133219</cbc:ID>
</cac:PayerFinancialAccount></cac:PaymentMandate></cac:PaymentMeans>
<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode></cac:PaymentMeans>
<cac:PaymentTerms><cbc:Note>30 dager</cbc:Note></cac:PaymentTerms>"""
VAT = "<cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
AMOUNTS = f"""<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator>
<cbc:AllowanceChargeReasonCode>FC</cbc:AllowanceChargeReasonCode>
<cbc:AllowanceChargeReason>Frakt</cbc:AllowanceChargeReason>
<cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric>
<cbc:Amount currencyID="NOK">10.00</cbc:Amount><cbc:BaseAmount currencyID="NOK">100.00</cbc:BaseAmount>
<cac:TaxCategory>{VAT}</cac:TaxCategory></cac:AllowanceCharge>
<cac:TaxTotal><cbc:TaxAmount currencyID="NOK">27.50</cbc:TaxAmount><cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="NOK">110.00</cbc:TaxableAmount>
<cbc:TaxAmount currencyID="NOK">27.50</cbc:TaxAmount><cac:TaxCategory>{VAT}</cac:TaxCategory>
</cac:TaxSubtotal></cac:TaxTotal>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">2.40</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="NOK">100.00</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="NOK">110.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="NOK">137.50</cbc:TaxInclusiveAmount>
<cbc:AllowanceTotalAmount currencyID="NOK">0.00</cbc:AllowanceTotalAmount>
<cbc:ChargeTotalAmount currencyID="NOK">10.00</cbc:ChargeTotalAmount>
<cbc:PrepaidAmount currencyID="NOK">7.00</cbc:PrepaidAmount>
<cbc:PayableRoundingAmount currencyID="NOK">0.50</cbc:PayableRoundingAmount>
<cbc:PayableAmount currencyID="NOK">131.00</cbc:PayableAmount></cac:LegalMonetaryTotal>"""
LINE = f"""<cac:{{line}}><cbc:ID>1</cbc:ID><cbc:Note>Måler 7</cbc:Note>
<cbc:{{quantity}} unitCode="MTQ">40</cbc:{{quantity}}>
<cbc:LineExtensionAmount currencyID="NOK">100.00</cbc:LineExtensionAmount>
<cbc:AccountingCost>4711</cbc:AccountingCost><cac:InvoicePeriod>
<cbc:StartDate>2026-02-01</cbc:StartDate><cbc:EndDate>2026-02-28</cbc:EndDate></cac:InvoicePeriod>
<cac:OrderLineReference><cbc:LineID>3</cbc:LineID></cac:OrderLineReference>
<cac:DocumentReference><cbc:ID schemeID="ABZ">M-7</cbc:ID>
<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:DocumentReference>
<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>
<cbc:Amount currencyID="NOK">5.00</cbc:Amount></cac:AllowanceCharge>
<cac:Item><cbc:Description>Vann i februar</cbc:Description><cbc:Name>Vann</cbc:Name>
<cac:BuyersItemIdentification><cbc:ID>B1</cbc:ID></cac:BuyersItemIdentification>
<cac:SellersItemIdentification><cbc:ID>S1</cbc:ID></cac:SellersItemIdentification>
<cac:StandardItemIdentification><cbc:ID schemeID="0160">7300010000003</cbc:ID>
</cac:StandardItemIdentification><cac:OriginCountry>
<cbc:IdentificationCode>NO</cbc:IdentificationCode></cac:OriginCountry>
<cac:CommodityClassification><cbc:ItemClassificationCode listID="TST" listVersionID="2">86140000
</cbc:ItemClassificationCode></cac:CommodityClassification>
<cac:ClassifiedTaxCategory>{VAT}</cac:ClassifiedTaxCategory>
<cac:AdditionalItemProperty><cbc:Name>Farge</cbc:Name><cbc:Value>blå</cbc:Value>
</cac:AdditionalItemProperty></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="NOK">26.25</cbc:PriceAmount>
<cbc:BaseQuantity unitCode="MTQ">10</cbc:BaseQuantity><cac:AllowanceCharge>
<cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="NOK">0.75</cbc:Amount>
<cbc:BaseAmount currencyID="NOK">27.00</cbc:BaseAmount></cac:AllowanceCharge></cac:Price>
</cac:{{line}}>"""
HEADER = """<cbc:Note>Hei</cbc:Note><cbc:TaxPointDate>2026-03-01</cbc:TaxPointDate>
<cbc:DocumentCurrencyCode>NOK</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>
<cbc:AccountingCost>1234</cbc:AccountingCost><cbc:BuyerReference>ref-7</cbc:BuyerReference>
<cac:InvoicePeriod><cbc:StartDate>2026-02-01</cbc:StartDate><cbc:EndDate>2026-02-28</cbc:EndDate>
<cbc:DescriptionCode>35</cbc:DescriptionCode></cac:InvoicePeriod>
<cac:OrderReference><cbc:ID>PO-1</cbc:ID><cbc:SalesOrderID>SO-1</cbc:SalesOrderID></cac:OrderReference>
<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>1000</cbc:ID>
<cbc:IssueDate>2026-02-02</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>
<cac:DespatchDocumentReference><cbc:ID>D1</cbc:ID></cac:DespatchDocumentReference>
<cac:ReceiptDocumentReference><cbc:ID>R1</cbc:ID></cac:ReceiptDocumentReference>
<cac:OriginatorDocumentReference><cbc:ID>T1</cbc:ID></cac:OriginatorDocumentReference>
<cac:ContractDocumentReference><cbc:ID>C1</cbc:ID></cac:ContractDocumentReference>
<cac:AdditionalDocumentReference><cbc:ID schemeID="ABT">OBJ-1</cbc:ID>
<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>
<cac:AdditionalDocumentReference><cbc:ID>V1</cbc:ID>
<cbc:DocumentDescription>Timeliste</cbc:DocumentDescription><cac:Attachment>
<cbc:EmbeddedDocumentBinaryObject mimeCode="text/csv" filename="timer.csv">YTti
Cg==</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>
<cac:AdditionalDocumentReference><cbc:ID>V2</cbc:ID><cac:Attachment><cac:ExternalReference>
<cbc:URI>https://example.com/v2</cbc:URI></cac:ExternalReference></cac:Attachment>
</cac:AdditionalDocumentReference>"""


def invoice() -> bytes:
    """Return an invoice with every element of the standard."""
    return _document(
        "Invoice",
        "<cbc:DueDate>2026-04-01</cbc:DueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>",
        HEADER + "<cac:ProjectReference><cbc:ID>P1</cbc:ID></cac:ProjectReference>",
        PAYMENT.format(due="")
        + AMOUNTS
        + LINE.format(line="InvoiceLine", quantity="InvoicedQuantity"),
    )


def credit_note() -> bytes:
    """Return a credit note with the same."""
    project = (
        "<cac:AdditionalDocumentReference><cbc:ID>P1</cbc:ID>"
        "<cbc:DocumentTypeCode>50</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>"
    )
    due = "<cbc:PaymentDueDate>2026-04-01</cbc:PaymentDueDate>"
    return _document(
        "CreditNote",
        "<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>",
        HEADER + project,
        PAYMENT.format(due=due)
        + AMOUNTS
        + LINE.format(line="CreditNoteLine", quantity="CreditedQuantity"),
    )


def _document(root: str, own: str, header: str, rest: str) -> bytes:
    namespace = f"urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="{namespace}" {NAMESPACES}>
<cbc:CustomizationID>{BILLING}</cbc:CustomizationID>
<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
<cbc:ID>1001</cbc:ID><cbc:IssueDate>2026-03-02</cbc:IssueDate>{own}{header}
{SELLER}{BUYER}{OTHERS}{rest}</{root}>""".encode()


def changed(old: str, new: str, document: bytes | None = None) -> bytes:
    """Return the invoice with one text in place of another that must be there."""
    data = invoice() if document is None else document
    assert old.encode() in data
    return data.replace(old.encode(), new.encode(), 1)
