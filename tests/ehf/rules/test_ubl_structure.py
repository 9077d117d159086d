from __future__ import annotations

import pytest

from tests.ehf.rules.documents import VAT, count


def reference(kind: str, inside: str = "") -> str:
    return (
        f"<AdditionalDocumentReference><ID>1</ID><DocumentTypeCode>{kind}</DocumentTypeCode>"
        f"{inside}</AdditionalDocumentReference>"
    )


def seller(inside: str) -> str:
    return f"<AccountingSupplierParty><Party>{inside}</Party></AccountingSupplierParty>"


def scheme(vat: str, number: str = "<CompanyID/>") -> str:
    return f"<PartyTaxScheme>{number}{vat}</PartyTaxScheme>"


OTHER = "<TaxScheme><ID>TAX</ID></TaxScheme>"
REGISTERED = "<PartyLegalEntity><RegistrationName>A</RegistrationName></PartyLegalEntity>"


def payee(name: str, inside: str = "") -> str:
    return f"<PayeeParty><PartyName><Name>{name}</Name></PartyName>{inside}</PayeeParty>"


def payee_id(scheme_id: str) -> str:
    return f'<PartyIdentification><ID schemeID="{scheme_id}">1</ID></PartyIdentification>'


CASES = [
    ("UBL-SR-01", "<ContractDocumentReference><ID/></ContractDocumentReference>", 0),
    ("UBL-SR-01", "<ContractDocumentReference><ID/></ContractDocumentReference>" * 2, 1),
    ("UBL-SR-04", reference("130") * 2, 1),
    ("UBL-SR-04", reference("130") + reference("50"), 0),
    ("UBL-SR-12", seller(scheme(VAT) * 2), 1),
    ("UBL-SR-12", seller(scheme(VAT) + scheme("<TaxScheme><ID> VAT </ID></TaxScheme>")), 0),
    ("UBL-SR-12", seller(scheme(VAT) + scheme("<TaxScheme><ID>vat</ID></TaxScheme>")), 1),
    ("UBL-SR-13", seller(scheme(OTHER) + scheme("<TaxScheme/>")), 1),
    ("UBL-SR-13", seller(scheme(OTHER) + scheme("") + scheme(VAT)), 0),
    ("UBL-SR-18", seller(scheme(VAT) * 2), 0),
    # The payee must be called otherwise than the seller, whatever else is asked.
    ("UBL-SR-19", seller(REGISTERED) + payee("B"), 0),
    ("UBL-SR-19", seller(REGISTERED) + payee("A"), 1),
    ("UBL-SR-19", payee("B"), 1),
    ("UBL-SR-19", seller(REGISTERED) + "<PayeeParty/>", 1),
    ("UBL-SR-19", seller(REGISTERED) + payee("A", "<PartyName><Name>B</Name></PartyName>"), 1),
    ("UBL-SR-20", seller(REGISTERED) + payee("B", payee_id("sepa") + payee_id("0192")), 0),
    ("UBL-SR-20", seller(REGISTERED) + payee("B", payee_id("x") + payee_id("0192")), 1),
    ("UBL-SR-21", seller(REGISTERED) + payee("B"), 0),
    ("UBL-SR-24", "<Delivery/><Delivery/>", 1),
    ("UBL-SR-29", payee("A", payee_id("SEPA")) + payee("A", payee_id("sepa")), 1),
    ("UBL-SR-29", payee("A", payee_id("SEPA")) + payee("A", payee_id("0192")), 0),
    ("UBL-SR-34", "<InvoiceLine><Note/><Note/></InvoiceLine>", 1),
    ("UBL-SR-42", seller(scheme(VAT) + scheme(OTHER)), 0),
    ("UBL-SR-42", seller(scheme(VAT) * 3), 1),
    ("UBL-SR-43", reference("130"), 0),
    ("UBL-SR-43", reference("50"), 1),
    ("UBL-SR-43", reference("916"), 1),
    ("UBL-SR-43", "<AdditionalDocumentReference><ID>1</ID></AdditionalDocumentReference>", 0),
    (
        "UBL-SR-43",
        '<AdditionalDocumentReference><ID schemeID="x">1</ID></AdditionalDocumentReference>',
        1,
    ),
    # Several payment means are fine, with one code and one KID.
    ("UBL-SR-44", "<PaymentMeans><PaymentID>1</PaymentID></PaymentMeans>" * 2, 0),
    ("UBL-SR-44", "<PaymentID>1</PaymentID><PaymentID>2</PaymentID>", 1),
    (
        "UBL-SR-47",
        "<PaymentMeansCode>30</PaymentMeansCode><PaymentMeansCode>31</PaymentMeansCode>",
        1,
    ),
    ("UBL-SR-46", '<PaymentMeans><PaymentMeansCode name="a"/></PaymentMeans>' * 2, 1),
    ("UBL-SR-48", "<InvoiceLine/>", 1),
    (
        "UBL-SR-48",
        "<InvoiceLine><Item><ClassifiedTaxCategory/></Item></InvoiceLine>",
        0,
    ),
    ("UBL-SR-51", "<Address><AddressLine/><AddressLine/></Address>", 1),
    ("UBL-SR-53", scheme(VAT), 0),
    ("UBL-SR-53", scheme(VAT, ""), 1),
    ("UBL-SR-53", scheme("<TaxScheme/>"), 1),
    ("UBL-CR-666", reference("130", "<Attachment/>"), 1),
    ("UBL-CR-666", reference("50", "<Attachment/>"), 0),
    ("UBL-CR-673", reference("130", "<DocumentDescription/>"), 1),
    ("UBL-DT-01", "<PerUnitAmount>1.234</PerUnitAmount>", 1),
    ("UBL-DT-01", '<x:MyAmount xmlns:x="urn:x">1.234</x:MyAmount>', 1),
    ("UBL-DT-01", "<Price><PriceAmount>1.234</PriceAmount></Price>", 0),
    ("UBL-DT-01", "<Price><AllowanceCharge><Amount>1.234</Amount></AllowanceCharge></Price>", 0),
    ("UBL-DT-01", "<AllowanceCharge><Amount>1.234</Amount></AllowanceCharge>", 1),
    ("UBL-DT-06", "<EmbeddedDocumentBinaryObject/>", 1),
    ("UBL-DT-07", '<EmbeddedDocumentBinaryObject filename="a"/>', 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_how_it_is_written_in_ubl(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times


def test_only_a_credit_note_names_its_project_so() -> None:
    assert count("UBL-SR-43", reference("50"), "CreditNote") == 0
