from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import Read
from fakturakjerne.errors import OptionsError
from fakturakjerne_visma.factum_importer import FactumImporter, FactumImportOptions
from fakturakjerne_visma.factum_records import FactumBasis, FactumOther, FactumRecord, write
from tests.agresso.examples import HALL, WASH, basis, batch, lease
from tests.visma.factum_examples import options, written

FILE = written(
    batch(basis(lease(9001, HALL), lease(9002, WASH)), basis(lease(9003), number=2)), options()
)


def read(data: bytes, *, size: int = 100_000) -> list[Read[FactumRecord]]:
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    return list(FactumImporter().read(chunks, FactumImportOptions()))


def codes(data: bytes) -> list[tuple[str, str]]:
    return [(each.code, each.severity.value) for one in read(data) for each in one.findings]


def test_invoices_and_lines_with_their_values() -> None:
    first, second, end = [one.item for one in read(FILE)]
    assert isinstance(first, FactumBasis)
    assert isinstance(second, FactumBasis)
    assert isinstance(end, FactumOther)
    assert (first.line, first.values["Fagsystemkundeid"], len(second.lines)) == (3, "311111116", 1)
    hall, wash = first.lines
    assert (hall.number, hall.net, hall.vat, hall.quantity) == (1, 80000, None, Decimal(2))
    assert (wash.number, wash.net, wash.vat, wash.unit_price) == (
        2,
        14999,
        3750,
        Decimal("99.9933"),
    )
    assert wash.values["Tilleggstekst"].startswith("Vask & rydding - ")
    assert end.raw == b"\n</BkPffFakturagrunnlags>"


@pytest.mark.parametrize("size", [1, 100, 100_000])
def test_writing_what_was_read_gives_the_same_bytes(size: int) -> None:
    data = FILE.replace(b"<antall>", b"<!-- ours --><antall>").replace(
        b"\n<ArtDim>", b"<Ny/><ArtDim>"
    )
    assert b"".join(write(one.item for one in read(data, size=size) if one.item)) == data


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b">800<", b">28.999999999999996<", [("factum.record-number", "error")] * 2),
        (b"<antall>2<", b"<antall>1E5<", [("factum.record-number", "error")] * 2),
        (b"<Linjenr>2<", b"<Linjenr>7<", [("factum.record-order", "warning")]),
        (b"<Linjenr>2<", b"<Linjenr>x<", [("factum.record-number", "error")]),
        (b"<Linjenr>2</Linjenr>", b"", [("factum.record-missing", "error")]),
        (
            b"<Fagsystemkundeid>311111116<",
            b"<Fagsystemkundeid> <",
            [("factum.record-missing", "error")] * 2,
        ),
        (
            b"<mvakode>12</mvakode>",
            b"<mvakode>1</mvakode><mvakode>2</mvakode>",
            [("factum.record-twice", "warning")],
        ),
        (b"<Fakturalinjer>", b"<Fakturalinjer>tekst", [("factum.record-text", "error")] * 2),
        (
            b"</Fakturalinjer>",
            b"<Linje/></Fakturalinjer>",
            [("factum.record-element", "error")] * 2,
        ),
        (b"Fakturalinjer>", b"Linjer>", [("factum.record-missing", "error")] * 2),
        (b"Fakturagrunnlags>", b"X>", [("factum.record-element", "error")] * 2),
        (
            b"</BkPffFakturagrunnlags>",
            b"<Basis/></BkPffFakturagrunnlags>",
            [("factum.record-element", "error")],
        ),
        (b"</BkPffFakturagrunnlags>", b"", [("xml.malformed", "error")]),
        (b"<enhetspris>400</enhetspris>", b"", []),
    ],
)
def test_a_bad_record_is_a_finding_and_the_rest_is_read(
    old: bytes, new: bytes, expected: list[tuple[str, str]]
) -> None:
    data = FILE.replace(old, new)
    assert data != FILE
    assert codes(data) == expected
    items = [one.item for one in read(data) if isinstance(one.item, FactumBasis)]
    assert len(items) == (0 if b"BkPffX>" in data else 2)
    if b"</BkPffFakturagrunnlags>" in data:
        assert b"".join(write(one.item for one in read(data) if one.item)) == data


def test_findings_say_the_line_and_mask_personal_numbers() -> None:
    (finding,) = (
        each for one in read(FILE.replace(b">149.99<", b">15819010029x<")) for each in one.findings
    )
    assert finding.path.startswith("line 42, SumPris")
    assert "line 42: SumPrisUtenAvgift is '15**********'; it must be an amount" in finding.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_files_are_recognized_by_their_root(encoding: str) -> None:
    head = FILE.decode("iso-8859-1")[:300].encode(encoding)
    assert FactumImporter().recognize(head, name="a.txt")
    assert not FactumImporter().recognize(b"<BkPffKunder>", name="a.xml")


def test_the_size_is_capped_and_the_cap_is_held_against_what_it_can_be() -> None:
    big = b"<BkPffFakturagrunnlags>" + b" " * (1 << 20)
    (one,) = FactumImporter().read([big], FactumImportOptions(max_mebibytes=1))
    assert [each.code for each in one.findings] == ["xml.size"]
    with pytest.raises(OptionsError, match="max_mebibytes"):
        FactumImportOptions(max_mebibytes=0)


@given(data=st.binary(max_size=300), at=st.integers(0, len(FILE)), size=st.integers(1, 900))
def test_no_bytes_make_it_raise(data: bytes, at: int, size: int) -> None:
    for one in read(FILE[:at] + data + FILE[at + len(data) :], size=size):
        assert one.item is not None or one.findings
