from __future__ import annotations

from fakturakjerne.domain.trade_party import Identifier
from fakturakjerne_ehf.reader import read_document
from tests.ehf.examples import changed, credit_note, invoice

OBJECT = "<cbc:DocumentTypeCode>130</cbc:DocumentTypeCode>"


def test_an_object_a_project_and_a_document() -> None:
    item = read_document(credit_note()).item
    assert item is not None
    assert (item.object_ids, item.project) == ((Identifier("OBJ-1", "ABT"),), "P1")
    assert [each.number for each in item.documents] == ["V1", "V2"]


def test_an_invoice_has_its_project_elsewhere() -> None:
    item = read_document(changed(OBJECT, OBJECT.replace("130", "50"))).item
    assert item is not None
    assert (item.object_ids, item.project) == ((), "P1")
    assert [(each.number, each.type_code) for each in item.documents] == [
        ("OBJ-1", "50"),
        ("V1", ""),
        ("V2", ""),
    ]


def test_a_second_project_is_reported() -> None:
    data = changed(OBJECT, OBJECT.replace("130", "50"), credit_note())
    read = read_document(data)
    assert read.item is not None
    assert read.item.project == "OBJ-1"
    assert [each.code for each in read.findings] == ["ehf.twice"]


def test_a_document_without_a_number_is_kept() -> None:
    item = read_document(changed("<cbc:ID>V1</cbc:ID>", "")).item
    assert item is not None
    assert item.documents[0].number == ""
    assert item.documents[0].attachment is not None
    assert read_document(invoice()).item != item
