from __future__ import annotations

import pytest

from fakturakjerne.errors import OptionsError
from fakturakjerne_ehf.importer import EhfImporter, EhfImportOptions
from tests.ehf.examples import credit_note, invoice


@pytest.mark.parametrize("data", [invoice(), credit_note()])
def test_a_document_is_recognized_by_its_root_and_read(data: bytes) -> None:
    importer = EhfImporter()
    assert importer.recognize(data[:400], name="whatever")
    chunks = [data[at : at + 100] for at in range(0, len(data), 100)]
    [read] = importer.read(chunks, EhfImportOptions())
    assert read.item is not None
    assert isinstance(read.item, importer.info.item_type)


def test_utf_16_and_ehf_2_are_recognized_and_other_xml_is_not() -> None:
    importer = EhfImporter()
    assert importer.recognize(invoice().decode().encode("utf-16"), name="")
    assert not importer.recognize(b"<Fakturagrunnlag/>", name="invoice.xml")


def test_sizes_are_options() -> None:
    importer = EhfImporter()
    large = invoice() + b" " * (1 << 20)
    [read] = importer.read([large], EhfImportOptions(max_mebibytes=1))
    assert [each.code for each in read.findings] == ["xml.size"]
    [read] = importer.read([large], EhfImportOptions())
    assert read.findings == ()


@pytest.mark.parametrize("option", ["max_mebibytes", "attachment_mebibytes"])
@pytest.mark.parametrize("value", [0, 1025])
def test_a_size_that_is_none(option: str, value: int) -> None:
    with pytest.raises(OptionsError, match=rf"{option}: {value} is not valid; give 1-1024"):
        EhfImportOptions(**{option: value})


def test_every_sentence_is_in_the_catalogue() -> None:
    texts = EhfImporter.info.texts
    assert {"ehf.profile-old", "ehf.xml-empty", "ehf.number"} <= set(texts)
    assert all(code.startswith("ehf.") for code in texts)
