"""Which element of an EHF document becomes what: the syntax of Peppol BIS Billing 3, as tables.

Source: OpenPEPPOL/peppol-bis-invoice-3, ``structure/syntax``, version 3.0.19 (vendor text).
Groups that an invoice and a credit note share are stated once; where they differ stands in
:func:`_document`.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final

from fakturakjerne.domain.invoice_amounts import (
    AllowanceCharge,
    InvoiceTotals,
    VatCategory,
    VatSubtotal,
    VatTotal,
)
from fakturakjerne.domain.payment_means import PaymentCard, PaymentMeans
from fakturakjerne.domain.supplier_invoice import InvoiceDelivery
from fakturakjerne.domain.supplier_invoice_line import (
    InvoiceItem,
    ItemClassification,
    ItemPrice,
    ItemProperty,
    StatedPeriod,
    SupplierInvoiceLine,
)
from fakturakjerne.domain.supporting_document import DocumentReference
from fakturakjerne.domain.trade_party import Identifier, PartyAddress, PartyContact, TradeParty
from fakturakjerne_ehf import stated
from fakturakjerne_ehf.document_references import SupportingDocuments
from fakturakjerne_ehf.reading import Row, Table
from fakturakjerne_ehf.rows import (
    Amount,
    AnyAmount,
    Attributed,
    Day,
    File,
    Flag,
    Group,
    Id,
    Ids,
    Inside,
    NoCharge,
    Number,
    Passed,
    Text,
    Texts,
)
from fakturakjerne_ehf.tree import CAC, CBC


def _table(**rows: Row) -> Table:
    """Name each child by its prefix: ``cbc_ID`` is ``{...CommonBasicComponents-2}ID``."""
    namespaces = {"cbc": CBC, "cac": CAC}
    return {namespaces[name[:3]] + name[4:]: row for name, row in rows.items()}


def _inside(**rows: Row) -> Inside:
    return Inside(_table(**rows))


_price_amount: Final = partial(Amount, convert=stated.number)

# --- parties -----------------------------------------------------------------------------------

_ADDRESS: Final = _table(
    cbc_StreetName=Text("street"),
    cbc_AdditionalStreetName=Text("additional_street"),
    cbc_CityName=Text("city"),
    cbc_PostalZone=Text("postal_code"),
    cbc_CountrySubentity=Text("subdivision"),
    cac_AddressLine=_inside(cbc_Line=Text("line")),
    cac_Country=_inside(cbc_IdentificationCode=Text("country")),
)
_TAX_ID: Final = Group(
    name="tax_ids",
    table=_table(cbc_CompanyID=Text("value"), cac_TaxScheme=_inside(cbc_ID=Text("scheme"))),
    make=Identifier,
    needs={"value": "cbc:CompanyID"},
    many=True,
)
_PARTY: Final = _table(
    cbc_EndpointID=Id("endpoint"),
    cac_PartyIdentification=_inside(cbc_ID=Ids("ids")),
    cac_PartyName=_inside(cbc_Name=Text("trading_name")),
    cac_PostalAddress=Group(name="address", table=_ADDRESS, make=PartyAddress),
    cac_PartyTaxScheme=_TAX_ID,
    cac_PartyLegalEntity=_inside(
        cbc_RegistrationName=Text("name"),
        cbc_CompanyID=Id("legal_id"),
        cbc_CompanyLegalForm=Text("legal_form"),
    ),
    cac_Contact=Group(
        name="contact",
        table=_table(
            cbc_Name=Text("name"),
            cbc_Telephone=Text("telephone"),
            cbc_ElectronicMail=Text("email"),
        ),
        make=PartyContact,
    ),
)

# --- amounts -----------------------------------------------------------------------------------

_VAT: Final = _table(
    cbc_ID=Text("code"),
    cbc_Percent=Number("rate"),
    cbc_TaxExemptionReasonCode=Text("reason_code"),
    cbc_TaxExemptionReason=Text("reason"),
    cac_TaxScheme=_inside(cbc_ID=Text("scheme")),
)
_ALLOWANCE_CHARGE: Final = Group(
    name="allowances_charges",
    table=_table(
        cbc_ChargeIndicator=Flag("is_charge"),
        cbc_AllowanceChargeReasonCode=Text("reason_code"),
        cbc_AllowanceChargeReason=Text("reason"),
        cbc_MultiplierFactorNumeric=Number("percent"),
        cbc_Amount=Amount("amount"),
        cbc_BaseAmount=Amount("base"),
        cac_TaxCategory=Group(name="vat", table=_VAT, make=VatCategory),
    ),
    make=AllowanceCharge,
    needs={"is_charge": "cbc:ChargeIndicator", "amount": "cbc:Amount"},
    many=True,
)
_VAT_TOTAL: Final = Group(
    name="vat_totals",
    table=_table(
        cbc_TaxAmount=AnyAmount("amount", currency="currency"),
        cac_TaxSubtotal=Group(
            name="subtotals",
            table=_table(
                cbc_TaxableAmount=Amount("taxable"),
                cbc_TaxAmount=Amount("tax"),
                cac_TaxCategory=Group(name="vat", table=_VAT, make=VatCategory),
            ),
            make=VatSubtotal,
            needs={"taxable": "cbc:TaxableAmount", "tax": "cbc:TaxAmount"},
            many=True,
        ),
    ),
    make=VatTotal,
    needs={"amount": "cbc:TaxAmount"},
    many=True,
)
_TOTALS: Final = Group(
    name="totals",
    table=_table(
        cbc_LineExtensionAmount=Amount("lines"),
        cbc_TaxExclusiveAmount=Amount("without_vat"),
        cbc_TaxInclusiveAmount=Amount("with_vat"),
        cbc_AllowanceTotalAmount=Amount("allowances"),
        cbc_ChargeTotalAmount=Amount("charges"),
        cbc_PrepaidAmount=Amount("prepaid"),
        cbc_PayableRoundingAmount=Amount("rounding"),
        cbc_PayableAmount=Amount("payable"),
    ),
    make=InvoiceTotals,
    needs={
        "lines": "cbc:LineExtensionAmount",
        "without_vat": "cbc:TaxExclusiveAmount",
        "with_vat": "cbc:TaxInclusiveAmount",
        "payable": "cbc:PayableAmount",
    },
)

# --- payment and delivery ----------------------------------------------------------------------

_PAYMENT_MEANS: Final = Group(
    name="payment_means",
    table=_table(
        cbc_PaymentMeansCode=Attributed("code", attributes=(("name", "name"),)),
        cbc_PaymentDueDate=Day("due_date"),
        cbc_PaymentID=Text("payment_id"),
        cac_CardAccount=Group(
            name="card",
            table=_table(
                cbc_PrimaryAccountNumberID=Text("number"),
                cbc_NetworkID=Text("network"),
                cbc_HolderName=Text("holder"),
            ),
            make=PaymentCard,
        ),
        cac_PayeeFinancialAccount=_inside(
            cbc_ID=Text("account"),
            cbc_Name=Text("account_name"),
            cac_FinancialInstitutionBranch=_inside(cbc_ID=Text("bank")),
        ),
        cac_PaymentMandate=_inside(
            cbc_ID=Text("mandate"),
            cac_PayerFinancialAccount=_inside(cbc_ID=Text("payer_account")),
        ),
    ),
    make=PaymentMeans,
    many=True,
)
_DELIVERY: Final = Group(
    name="delivery",
    table=_table(
        cbc_ActualDeliveryDate=Day("day"),
        cac_DeliveryLocation=_inside(
            cbc_ID=Id("location"),
            cac_Address=Group(name="address", table=_ADDRESS, make=PartyAddress),
        ),
        cac_DeliveryParty=_inside(cac_PartyName=_inside(cbc_Name=Text("party_name"))),
    ),
    make=InvoiceDelivery,
)
_PERIOD: Final = Group(
    name="period",
    table=_table(
        cbc_StartDate=Day("start"),
        cbc_EndDate=Day("end"),
        cbc_DescriptionCode=Text("vat_point_code"),
    ),
    make=StatedPeriod,
)

# --- lines -------------------------------------------------------------------------------------

_ITEM: Final = Group(
    name="item",
    table=_table(
        cbc_Description=Text("description"),
        cbc_Name=Text("name"),
        cac_BuyersItemIdentification=_inside(cbc_ID=Text("buyers_id")),
        cac_SellersItemIdentification=_inside(cbc_ID=Text("sellers_id")),
        cac_StandardItemIdentification=_inside(cbc_ID=Id("standard_id")),
        cac_OriginCountry=_inside(cbc_IdentificationCode=Text("origin_country")),
        cac_CommodityClassification=Group(
            name="classifications",
            table=_table(
                cbc_ItemClassificationCode=Attributed(
                    "code", attributes=(("listID", "list_id"), ("listVersionID", "list_version"))
                )
            ),
            make=ItemClassification,
            many=True,
        ),
        cac_ClassifiedTaxCategory=Group(name="vat", table=_VAT, make=VatCategory),
        cac_AdditionalItemProperty=Group(
            name="properties",
            table=_table(cbc_Name=Text("name"), cbc_Value=Text("value")),
            make=ItemProperty,
            many=True,
        ),
    ),
    make=InvoiceItem,
)
_PRICE: Final = Group(
    name="price",
    table=_table(
        cbc_PriceAmount=_price_amount("amount"),
        cbc_BaseQuantity=Number("base_quantity", unit="base_unit"),
        cac_AllowanceCharge=_inside(
            cbc_ChargeIndicator=NoCharge(),
            cbc_Amount=_price_amount("discount"),
            cbc_BaseAmount=_price_amount("gross"),
        ),
    ),
    make=ItemPrice,
    needs={"amount": "cbc:PriceAmount"},
)


def _line(quantity: str) -> Group:
    return Group(
        name="lines",
        table=_table(
            cbc_ID=Text("id"),
            cbc_Note=Text("note"),
            **{f"cbc_{quantity}": Number("quantity", unit="unit")},
            cbc_LineExtensionAmount=Amount("net"),
            cbc_AccountingCost=Text("accounting_cost"),
            cac_InvoicePeriod=_PERIOD,
            cac_OrderLineReference=_inside(cbc_LineID=Text("order_line")),
            cac_DocumentReference=_inside(cbc_ID=Id("object_id"), cbc_DocumentTypeCode=Passed()),
            cac_AllowanceCharge=_ALLOWANCE_CHARGE,
            cac_Item=_ITEM,
            cac_Price=_PRICE,
        ),
        make=SupplierInvoiceLine,
        needs={"id": "cbc:ID", "net": "cbc:LineExtensionAmount"},
        many=True,
    )


# --- the documents -----------------------------------------------------------------------------


def _reference(name: str) -> Inside:
    return _inside(cbc_ID=Text(name))


def _party(name: str) -> Inside:
    return _inside(cac_Party=Group(name=name, table=_PARTY, make=TradeParty))


def _document(**own: Row) -> Table:
    return _table(
        cbc_CustomizationID=Text("specification"),
        cbc_ProfileID=Text("process"),
        cbc_ID=Text("number"),
        cbc_IssueDate=Day("issue_date"),
        cbc_Note=Texts("notes"),
        cbc_TaxPointDate=Day("vat_point_date"),
        cbc_DocumentCurrencyCode=Text("currency"),
        cbc_TaxCurrencyCode=Text("vat_currency"),
        cbc_AccountingCost=Text("accounting_cost"),
        cbc_BuyerReference=Text("buyer_reference"),
        cac_InvoicePeriod=_PERIOD,
        cac_OrderReference=_inside(cbc_ID=Text("order"), cbc_SalesOrderID=Text("sales_order")),
        cac_BillingReference=_inside(
            cac_InvoiceDocumentReference=Group(
                name="preceding",
                table=_table(cbc_ID=Text("number"), cbc_IssueDate=Day("issue_date")),
                make=DocumentReference,
                many=True,
            )
        ),
        cac_DespatchDocumentReference=_reference("despatch_advice"),
        cac_ReceiptDocumentReference=_reference("receiving_advice"),
        cac_OriginatorDocumentReference=_reference("tender"),
        cac_ContractDocumentReference=_reference("contract"),
        cac_AccountingSupplierParty=_party("seller"),
        cac_AccountingCustomerParty=_party("buyer"),
        cac_PayeeParty=Group(name="payee", table=_PARTY, make=TradeParty),
        cac_TaxRepresentativeParty=Group(name="tax_representative", table=_PARTY, make=TradeParty),
        cac_Delivery=_DELIVERY,
        cac_PaymentMeans=_PAYMENT_MEANS,
        cac_PaymentTerms=_inside(cbc_Note=Text("payment_terms")),
        cac_AllowanceCharge=_ALLOWANCE_CHARGE,
        cac_TaxTotal=_VAT_TOTAL,
        cac_LegalMonetaryTotal=_TOTALS,
        **own,
    )


_DOCUMENT_NEEDS: Final[Mapping[str, str]] = {
    "number": "cbc:ID",
    "issue_date": "cbc:IssueDate",
    "currency": "cbc:DocumentCurrencyCode",
    "seller": "cac:AccountingSupplierParty",
    "buyer": "cac:AccountingCustomerParty",
    "totals": "cac:LegalMonetaryTotal",
}
INVOICE_NEEDS: Final = {
    **_DOCUMENT_NEEDS,
    "type_code": "cbc:InvoiceTypeCode",
    "lines": "cac:InvoiceLine",
}
CREDIT_NOTE_NEEDS: Final = {
    **_DOCUMENT_NEEDS,
    "type_code": "cbc:CreditNoteTypeCode",
    "lines": "cac:CreditNoteLine",
}
INVOICE_TABLE: Final = _document(
    cbc_DueDate=Day("due_date"),
    cbc_InvoiceTypeCode=Text("type_code"),
    cac_ProjectReference=_reference("project"),
    cac_AdditionalDocumentReference=SupportingDocuments(
        _table(
            cbc_ID=Id("number"),
            cbc_DocumentTypeCode=Text("type_code"),
            cbc_DocumentDescription=Text("description"),
            cac_Attachment=_inside(
                cbc_EmbeddedDocumentBinaryObject=File("attachment"),
                cac_ExternalReference=_inside(cbc_URI=Text("uri")),
            ),
        )
    ),
    cac_InvoiceLine=_line("InvoicedQuantity"),
)
CREDIT_NOTE_TABLE: Final = _document(
    cbc_CreditNoteTypeCode=Text("type_code"),
    cac_AdditionalDocumentReference=INVOICE_TABLE[f"{CAC}AdditionalDocumentReference"],
    cac_CreditNoteLine=_line("CreditedQuantity"),
)
