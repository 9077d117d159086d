from __future__ import annotations

import pytest

from fakturakjerne_ehf.rules.ubl_warnings import RULES, UNWANTED_RULES
from tests.ehf.rules.documents import count, findings

CASES = [
    ("UBL-CR-001", "<e:UBLExtensions/>", 1),
    ("UBL-CR-001", "<UBLExtensions/>", 0),
    ("UBL-CR-012", "<InvoicePeriod><StartTime/></InvoicePeriod>", 1),
    ("UBL-CR-520", "<InvoicePeriod><StartTime/></InvoicePeriod>", 0),
    (
        "UBL-CR-520",
        "<CreditNoteLine><InvoicePeriod><StartTime/></InvoicePeriod></CreditNoteLine>",
        1,
    ),
    ("UBL-CR-515", "<InvoiceLine><UUID/></InvoiceLine>" * 3, 1),  # once a document
    ("UBL-CR-630", "<InvoiceLine><Price><PriceList/></Price></InvoiceLine>", 0),
    ("UBL-CR-002", "", 0),
    ("UBL-CR-002", "<UBLVersionID>2.1</UBLVersionID>", 0),
    ("UBL-CR-002", "<UBLVersionID>2.2</UBLVersionID>", 1),
    ("UBL-CR-412", "<PaymentMeans><PaymentDueDate/></PaymentMeans>", 1),
    ("UBL-CR-412", "", 0),
    ("UBL-CR-648", '<CustomizationID schemeID=""/>', 1),
    ("UBL-CR-648", "<CustomizationID/>", 0),
    ("UBL-CR-652", '<X><PartyTaxScheme><CompanyID schemeID="1"/></PartyTaxScheme></X>', 1),
    ("UBL-CR-663", '<X unitCodeListID="1"/><X unitCodeListID="1"/>', 1),
    ("UBL-CR-664", "<FinancialInstitution/><FinancialInstitution/>", 1),
    (
        "UBL-CR-665",
        '<AdditionalDocumentReference><ID schemeID="1"/></AdditionalDocumentReference>',
        1,
    ),
    (
        "UBL-CR-665",
        (
            '<AdditionalDocumentReference><ID schemeID="1"/><DocumentTypeCode>130</DocumentTypeCode>'
            "</AdditionalDocumentReference>"
        ),
        0,
    ),
    ("UBL-DT-18", '<PaymentMeansCode name="a"/>', 0),
    ("UBL-DT-18", '<PaymentMeansCode name="a"/><ID name="a"/><Note name="b"/>', 1),
    ("UBL-DT-08", '<ID schemeName="a"/>', 1),
    ("UBL-DT-08", "<ID/>", 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_what_should_not_stand(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times


def test_a_credit_note_has_its_due_date_there() -> None:
    body = "<PaymentMeans><PaymentDueDate/></PaymentMeans>"
    assert count("UBL-CR-412", body, "CreditNote") == 0


def test_none_of_them_makes_a_document_invalid() -> None:
    rules = [*UNWANTED_RULES, *RULES]
    assert len(rules) == 697  # and BR-51
    assert {rule.severity for rule in rules} == {"warning"}


def test_it_is_said_where_the_first_stands() -> None:
    lines = "<InvoiceLine/><InvoiceLine><UUID/></InvoiceLine>"
    [finding] = findings(lines, "UBL-CR-515")
    assert finding.path == "line 1, /Invoice/cbc:InvoiceLine[2]/cbc:UUID"
    assert finding.message == "UUID should not stand in LINE."


def test_every_place_of_the_table_is_looked_at() -> None:
    for rule in UNWANTED_RULES:
        if rule.id in {"UBL-CR-001", "UBL-CR-602", "UBL-CR-629", "UBL-CR-630"}:
            continue  # of another namespace, and what UBL does not have
        body = ""
        for step in reversed(rule.context.label.replace("LINE", "InvoiceLine").split("/")):
            body = f"<{step}>{body}</{step}>" if step != "DOC" else body
        assert count(rule.id, body) == 1, rule.id
