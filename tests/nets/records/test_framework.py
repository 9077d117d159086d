from __future__ import annotations

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.finding import Finding
from fakturakjerne.errors import CodecError, ColumnOverflowError, InvalidValueError
from fakturakjerne_nets.records import (
    ALL,
    LENGTH,
    Record,
    UnknownRecord,
    class_of,
    layout,
    rewritten,
)
from fakturakjerne_nets.records.avtalegiro import ClaimAmount
from fakturakjerne_nets.records.columns import number_at
from fakturakjerne_nets.records.enrollment import EnrollmentName
from fakturakjerne_nets.records.ocr import OcrReference
from fakturakjerne_nets.records.place import Place
from tests.nets.examples import records

ANY_CLASS = st.sampled_from(ALL)


@given(ANY_CLASS.flatmap(records))
def test_what_is_written_is_read_again(record: Record) -> None:
    found: list[Finding] = []
    data = record.write(transliterate=False)
    assert len(data) == LENGTH
    assert class_of(data[:8]) is type(record)
    assert type(record).read(data, findings=found) == record
    assert [each.code for each in found if each.code != "nets.control-characters"] == []


@given(ANY_CLASS, st.binary(max_size=100))
def test_any_bytes_are_read(cls: type[Record], raw: bytes) -> None:
    found: list[Finding] = []
    key = f"NY{cls.form.service}{cls.form.types[0]}{cls.form.record}".encode()
    record = cls.read(key + raw, findings=found)
    assert all(each.message for each in found)
    try:
        assert len(record.write()) == LENGTH
    except CodecError:
        assert "nets.not-digits" in {each.code for each in found}


@pytest.mark.parametrize("cls", ALL)
def test_every_class_says_where_it_comes_from(cls: type[Record]) -> None:
    assert cls.form.layout.source
    assert cls.form.layout.trust != "unverified"
    assert "Section" in (cls.__doc__ or "")


def test_fillers_are_ignored_and_written_as_specified() -> None:
    clean = ClaimAmount(type="21", transaction=1, amount=5, kid="1").write()
    dirty = clean[:21] + b"   99999999" + clean[32:74] + b"x\xff1234"
    found: list[Finding] = []
    record = ClaimAmount.read(dirty, findings=found)
    assert (record.write(), found) == (clean, [])
    assert rewritten(record, amount=6).raw == b""


def test_a_short_record_is_filled_up() -> None:
    assert ClaimAmount.read(b"NY2102300000001").transaction == 1


def test_findings_say_where() -> None:
    found: list[Finding] = []
    row = ClaimAmount(transaction=1).write()
    ClaimAmount.read(row[:15] + b"310226" + row[21:], place=Place(4, row, "f"), findings=found)
    assert [(each.path, each.values["code"]) for each in found] == [
        ("f: line 4, record 30 (NY210230), positions 16-21", "054")
    ]
    ClaimAmount.read(row[:15] + b"310226" + row[21:])  # nobody wants to know


def test_personal_numbers_are_masked() -> None:
    found: list[Finding] = []
    row = OcrReference(transaction=1).write()
    OcrReference.read(row[:47] + b"1581901002x" + row[58:], findings=found)
    OcrReference.read(row[:41] + b"x15819010029" + row[53:], findings=found)
    assert all("15819010029" not in each.message for each in found)
    with pytest.raises(ColumnOverflowError) as caught:
        EnrollmentName(last_name="15819010029 " * 4).write()
    assert "15819010029" not in str(caught.value)
    assert "Kari" not in repr(EnrollmentName(first_name="Kari", last_name="Nordmann"))


def test_a_type_that_the_layout_has_not_is_refused() -> None:
    with pytest.raises(CodecError) as caught:
        ClaimAmount(type="15").write()
    assert str(caught.value) == (
        "ClaimAmount does not exist for service 21 type '15'; give 02, 21, 93"
    )


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(CodecError) as caught:
        ClaimAmount(transaction=2, amount=-1).write()
    assert str(caught.value) == (
        "record NY210230, transaction 2: '-1' cannot stand in amount (positions 33-49); "
        "it must be a whole number, not negative (Nets 056)"
    )


def test_an_unknown_record_is_written_as_it_was_read() -> None:
    raw = b"NY429499" + bytes(range(72))
    assert UnknownRecord(raw=raw).write() == raw
    assert UnknownRecord(raw=raw).counted() is None


def test_columns_that_overlap_are_no_layout() -> None:
    with pytest.raises(InvalidValueError):

        @layout("00 00 99", source="none", trust="none")
        @frozen(kw_only=True)
        class Overlapping(Record):
            one: int = number_at(9, 20)
            two: int = number_at(20, 25)
