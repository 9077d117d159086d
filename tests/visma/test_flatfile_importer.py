from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Severity
from fakturakjerne_visma.flatfile_importer import VismaImporter, VismaImportOptions
from fakturakjerne_visma.layouts import RecordKind, layout_of
from fakturakjerne_visma.records import (
    VismaEnd,
    VismaLine,
    VismaRecord,
    VismaStart,
    VismaText,
    write,
)
from tests.visma.examples import CREDIT, WASH, basis, batch, lease, options, written

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
MADE = batch(basis(lease(9001, WASH, CREDIT)))
DATA = written(MADE, options())
RECORDS = DATA.split(b"\r\n")[:-1]


def read(
    data: bytes, *, size: int = 10**9, chosen: VismaImportOptions | None = None
) -> list[Read[VismaRecord]]:
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    return list(VismaImporter().read(chunks, chosen or VismaImportOptions()))


def items(reads: list[Read[VismaRecord]]) -> list[VismaRecord]:
    return [each.item for each in reads if each.item is not None]


def said(reads: list[Read[VismaRecord]]) -> list[tuple[str, str]]:
    return [(found.code, found.path) for each in reads for found in each.findings]


def joined(*records: bytes) -> bytes:
    return b"".join(record + b"\r\n" for record in records)


def changed(record: int, column: str, value: bytes) -> bytes:
    kinds: dict[bytes, RecordKind] = {b"ST": "ST", b"FL": "FL", b"LT": "LT", b"SL": "SL"}
    data = bytearray(RECORDS[record])
    data[layout_of("extended", kinds[RECORDS[record][:2]]).spans[column]] = value
    return joined(*RECORDS[:record], bytes(data), *RECORDS[record + 1 :])


def test_records_become_start_lines_texts_and_end() -> None:
    start, line, text, _, credit, _, _, end = items(read(DATA))
    assert isinstance(start, VismaStart)
    assert (start.reference, start.extended) == ("fakturakjerne 260302-1 external 2026-03-02", True)
    assert isinstance(line, VismaLine)
    assert line.key == ("00311111116", "142", "3805", "01")
    assert (line.price, line.quantity, line.amount) == (9999, Decimal("1.5"), 14999)
    assert line.values["navn"] == "Ålesund Turnforening"
    assert line.values["ordreref"] == "34500001"
    assert isinstance(text, VismaText)
    assert (text.key, text.number, text.text) == (line.key, 1, "Vask & rydding")
    assert isinstance(credit, VismaLine)
    assert (credit.price, credit.quantity, credit.amount) == (-5000, Decimal(1), -5000)
    assert isinstance(end, VismaEnd)
    assert (end.count, end.record) == (8, 8)


def test_the_standard_format_and_whole_quantities() -> None:
    data = written(MADE, options(format="standard", quantity_decimals=0))
    reads = read(data, chosen=VismaImportOptions(quantity_decimals=0))
    assert said(reads) == []
    line = items(reads)[1]
    assert isinstance(line, VismaLine)
    assert (line.price, line.quantity) == (14999, Decimal(1))


@given(
    size=st.integers(1, 900),
    end=st.sampled_from([b"\r\n", b"\n"]),
    final=st.booleans(),
    filler=st.binary(min_size=12, max_size=12).filter(lambda data: b"\n" not in data),
)
def test_writing_what_was_read_gives_the_same_bytes(
    size: int, end: bytes, final: bool, filler: bytes
) -> None:
    data = changed(1, "kb07", filler).replace(b"\r\n", end)
    data = data if final else data.removesuffix(end)
    reads = read(data, size=size)
    assert said(reads) == []
    assert b"".join(write(items(reads))) == data


def test_several_blocks_are_read_as_they_stand() -> None:
    reads = read(DATA + DATA)
    assert said(reads) == []
    assert b"".join(write(items(reads))) == DATA + DATA


def test_blanks_that_were_cut_off_and_blanks_before_numbers_are_tolerated() -> None:
    amount = layout_of("extended", "FL").spans["belop"]
    short = RECORDS[1][: amount.stop - 1]
    blanks = short.replace(b"0000014999", b"     14999")
    data = joined(RECORDS[0], blanks, RECORDS[2].rstrip(), b"SL       4")
    reads = read(data)
    assert said(reads) == []
    line, end = items(reads)[1], items(reads)[3]
    assert isinstance(line, VismaLine)
    assert line.amount == 14999
    assert isinstance(end, VismaEnd)
    assert end.count == 4


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (joined(*RECORDS[:7], b"SL00000009"), [("record-count", "record 8, antpost")]),
        (joined(*RECORDS[:7], b"SL000000x8"), [("record-digits", "record 8, antpost")]),
        (joined(*RECORDS[:7], b"SL000000080"), [("record-long", "record 8")]),
        (
            joined(RECORDS[0], *RECORDS[:7], b"SL00000009"),
            [("record-place", "record 2")],
        ),
        (joined(RECORDS[0], RECORDS[2], b"SL00000003"), [("record-place", "record 2")]),
        (changed(1, "lopenr", b"07")[: 65 + 399], [("record-sequence", "record 2, lopenr")]),
        (changed(2, "varenr", b"9999"), [("record-sequence", "record 3, varenr")]),
        (changed(2, "linjenr", b"02"), [("record-sequence", "record 3, linjenr")]),
        (changed(2, "linjenr", b"x1"), [("record-digits", "record 3, linjenr")]),
        (changed(1, "belop", b"0000015000 "), [("record-product", "record 2, belop")]),
        (changed(1, "pris", b"12498.75 "), [("record-digits", "record 2, pris")]),
        (changed(4, "pris", b"00-005000"), [("record-digits", "record 5, pris")]),
        (changed(1, "grunnlag", b"00000015-"), [("record-digits", "record 2, grunnlag")]),
    ],
)
def test_what_other_systems_get_wrong_is_read_with_a_finding(
    data: bytes, expected: list[tuple[str, str]]
) -> None:
    reads = read(data)
    assert said(reads) == [(f"visma.{code}", path) for code, path in expected]
    assert b"".join(write(items(reads))) == data


def test_a_number_that_is_none_is_unknown_and_an_error() -> None:
    reads = read(changed(1, "pris", b"12498.75 "))
    line, [found] = reads[1].item, reads[1].findings
    assert isinstance(line, VismaLine)
    assert (line.price, line.quantity, line.amount) == (None, Decimal("1.5"), 14999)
    assert found.severity is Severity.ERROR
    assert found.message == "pris (characters 149-157) must be digits, but is '12498.75'."


@pytest.mark.parametrize(
    ("record", "code", "message"),
    [
        (
            RECORDS[1] + b" ",
            "record-length",
            "FL is 398 characters; in the extended format it is 397",
        ),
        (RECORDS[1][:170], "record-length", "FL is 170 characters"),
        (b"KL", "record-unknown", "The record begins with 'KL'"),
        (b"", "record-unknown", "The record begins with ''"),
    ],
)
def test_a_record_that_cannot_be_read_is_a_finding_and_the_good_ones_survive(
    record: bytes, code: str, message: str
) -> None:
    reads = read(joined(RECORDS[0], record, *RECORDS[1:]))
    assert [at for at, each in enumerate(reads) if each.item is None] == [1]
    [found] = reads[1].findings
    assert (found.code, found.severity) == (f"visma.{code}", Severity.ERROR)
    assert found.message.startswith(message)


def test_a_line_without_a_start_is_known_by_its_length() -> None:
    extended, standard = (
        read(joined(RECORDS[1])),
        read(joined(written(MADE, options(format="standard")).split(b"\r\n")[1])),
    )
    for [each] in (extended, standard):
        assert isinstance(each.item, VismaLine)
        assert each.item.amount == 14999


def test_bytes_that_the_encoding_lacks_are_a_warning() -> None:
    reads = read(
        changed(1, "navn", b"\x81".ljust(40)), chosen=VismaImportOptions(encoding="cp1252")
    )
    [found] = reads[1].findings
    assert (found.code, found.severity) == ("visma.record-characters", Severity.WARNING)
    assert found.message == "navn (characters 14-53) has bytes that cp1252 does not have."


def test_a_personal_number_is_masked() -> None:
    reads = read(changed(2, "kundenr", b"15819010029"))
    [found] = reads[2].findings
    assert "15819010029" not in found.message + repr(reads[2].item)


@given(
    data=st.binary(max_size=300)
    | st.lists(
        st.sampled_from([*RECORDS, b"\n", b"\r\n", b"x", b"FL", b"LT", b"ST", b"SL", b"\x81"])
    ).map(b"".join),
    size=st.integers(1, 400),
    encoding=st.sampled_from(["iso-8859-1", "cp1252"]),
)
def test_random_bytes_are_read_without_an_error(data: bytes, size: int, encoding: str) -> None:
    chosen = VismaImportOptions(encoding="cp1252" if encoding == "cp1252" else "iso-8859-1")
    reads = read(data, size=size, chosen=chosen)
    assert all(each.item is not None or each.findings for each in reads)
    for each in reads:
        assert all(found.message and found.in_language("nb") for found in each.findings)
    if all(each.item is not None for each in reads):
        assert b"".join(write(items(reads))) == data


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is absent")
@pytest.mark.parametrize(
    ("file", "recognized"),
    [
        ("visma/kommfakt-standard-example-2001.txt", True),
        ("visma/synthetic/extended-U.txt", True),
        ("visma/synthetic/standard-2-kunder.txt", True),
        ("aktiv-kommune/VISMA_external.txt", True),
        ("aktiv-kommune/KOMMFAKT_external_fit.txt", True),
        ("aktiv-kommune/AGRESSO_external.txt", False),
    ],
)
def test_files_are_recognized_by_their_first_records(file: str, recognized: bool) -> None:
    head = (SAMPLES / file).read_bytes()[:4096]
    assert VismaImporter().recognize(head, name=file) is recognized


@pytest.mark.parametrize("head", [b"", b"ST", b"STABIL;1\r\nx", b"x" * 70 + b"\nFL", b"S\nFL"])
def test_other_files_are_not(head: bytes) -> None:
    assert not VismaImporter().recognize(head, name="orders.txt")
