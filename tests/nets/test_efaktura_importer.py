from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import Read
from fakturakjerne_nets.efaktura import EfakturaExporter
from fakturakjerne_nets.efaktura_importer import EfakturaImporter, EfakturaImportOptions
from fakturakjerne_nets.efaktura_invoice import EfakturaInvoice
from tests.nets.efaktura_examples import (
    ENROLLMENT,
    INVOICES,
    RECEIPT,
    RETURN,
    START,
    WISHES,
    batch,
    codes_of,
    content,
    enrollment,
    findings_of,
    items_of,
    lines_of,
    options,
    sample,
    shown,
)
from tests.nets.examples import claim, claims, written


def read(data: bytes, *, name: str = "") -> list[Read[EfakturaInvoice]]:
    return list(EfakturaImporter().read([data], EfakturaImportOptions(name=name)))


def file_of(*items: EfakturaInvoice) -> bytes:
    [document] = EfakturaExporter().export(batch(items), options())
    return content(document)


def test_the_sample_reads_without_a_finding() -> None:
    reads = read(sample(INVOICES), name="f.txt")
    assert findings_of(reads) == []
    kari, aase = items_of(reads)
    assert (kari.template, aase.template) == (1, 2)
    assert (kari.amount, kari.due_date, kari.kid) == (123450, date(2026, 12, 15), "0010010000015")
    assert (aase.consumer.name, aase.consumer.place) == ("Åse Bjørnsen", "BERGEN")
    assert kari.lines[-1].text == "Spørsmål? Ring 73 50 00 00"
    assert {line.kind for line in kari.lines} == {1, 2, 3, 4, 5, 6}
    assert (aase.transmission, aase.assignment, aase.transaction) == (1121002, 1121602, 2)
    assert aase.origin == "f.txt: line 50"


def test_the_sample_is_written_back_byte_for_byte() -> None:
    data = sample(INVOICES)
    assert file_of(*items_of(read(data))) == data


def test_a_file_of_several_agreements_reads_to_the_same_invoices() -> None:
    made = [shown(), shown(issuer="NOR974760673-1"), shown(number="2")]
    reads = read(file_of(*made))
    assert findings_of(reads) == []
    assert sorted(items_of(reads), key=str) == sorted(made, key=str)


def test_other_kinds_in_the_file_are_for_others() -> None:
    data = lines_of(START, WISHES, *enrollment(1), "NY4294880000000100000010", "NY000089")
    reads = read(data)
    assert items_of(reads) == []
    assert "efaktura.held-for-others" in codes_of(findings_of(reads))
    assert findings_of(read(b"\r\n".join(written(claims(claim(1)))))) == []


def test_strays_and_counts_are_findings() -> None:
    data = file_of(shown()).replace(b"NY42038800000001", b"NY42038800000002")
    assert codes_of(findings_of(read(data))) == ["543"]
    assert codes_of(findings_of(read(data + b"NY420330")))[-1] == "553"


@pytest.mark.parametrize(
    ("name", "known"), [(INVOICES, True), (RETURN, False), (ENROLLMENT, False), (RECEIPT, False)]
)
def test_recognises_invoices(name: str, known: bool) -> None:
    assert EfakturaImporter().recognize(sample(name)[:4096], name=name) is known


@given(data=st.binary(max_size=400), at=st.integers(0, 2500))
def test_random_bytes_never_raise(data: bytes, at: int) -> None:
    good = file_of(shown(short_name="Kari", phone="1", email="a@b.no"))
    read(data)
    read(good[:at] + data + good[at:])
