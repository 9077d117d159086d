from __future__ import annotations

import pytest

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.charset import Charset
from fakturakjerne.codec.fixedwidth import Column, Kind, Layout
from fakturakjerne.domain.finding import Severity
from fakturakjerne.errors import ColumnOverflowError, EncodingError
from fakturakjerne.plugin.cells import Cell, Cells, CellTexts, ProblemReport, refuse, show

LAYOUT = Layout(
    "demo",
    (
        Column("article", 15),
        Column("tax_code", 2, Kind.RIGHT),
        Column("apar_id", 8, Kind.NUMBER),
        Column("art_descr", 35, may_cut=True),
    ),
    length=60,
)


def sentence(code: str) -> Text:
    return Text(
        f"demo.{code}",
        nb="{column}: {value}",
        en="{value} is wrong in {column}",
    )


TEXTS = CellTexts(
    overflow=Text(
        "demo.overflow",
        nb="{value}",
        en="{value} is {length} bytes, but {column} holds {width}",
    ),
    cut=sentence("cut"),
    replaced=sentence("replaced"),
    refused=Text("demo.refused", nb="{characters}", en="{characters} is not in {encoding}"),
    not_digits=sentence("not-digits"),
)


def cells(*, transliterate: bool = True) -> Cells:
    return Cells(
        LAYOUT,
        charset=Charset("iso-8859-1"),
        texts=TEXTS,
        transliterate=transliterate,
        upper=("article",),
    )


CELLS = cells()


def test_a_cell_without_problems_is_itself_everywhere() -> None:
    cell = CELLS.text("article", "3801")
    assert cell == Cell(b"3801")
    assert cell.at("article", "charge") is cell


def test_spaces_after_a_value_are_padding() -> None:
    assert CELLS.text("tax_code", "6  ") == Cell(b"6")


def test_a_finding_knows_its_place() -> None:
    [problem] = CELLS.text("article", "A" * 16).at("article", "charge").problems
    assert problem.finding(lease="9001", charge=2).path == "charges[2].article -> article"
    batch = problem.at("article", "batch").finding(lease="9001", charge=0)
    assert (batch.path, batch.lease) == ("options.article -> article", None)
    order = problem.at("number", "order").finding(lease="9001", charge=0)
    assert (order.path, order.lease) == ("number -> article", "9001")


def test_a_number_column_takes_digits() -> None:
    assert CELLS.text("apar_id", "1001").data == b"00001001"
    assert CELLS.text("apar_id", "").data == b""
    assert [each.text.code for each in CELLS.text("apar_id", "K1").problems] == ["demo.not-digits"]


def test_a_cut_is_told_beside_a_replacement() -> None:
    cell = CELLS.text("art_descr", "–" * 40)
    assert cell.data == b"-" * 35
    assert [each.severity for each in cell.problems] == [Severity.WARNING] * 2


def test_errors_are_raised_as_what_they_are_and_warnings_pass() -> None:
    refuse(CELLS.text("art_descr", "–" * 40).problems)
    with pytest.raises(ColumnOverflowError, match="16 bytes, but article holds 15"):
        refuse(CELLS.text("article", "A" * 16).problems)
    with pytest.raises(EncodingError, match=r"U\+2013"):
        refuse(cells(transliterate=False).text("article", "–").problems)


def test_a_value_is_shown_masked_and_not_too_long() -> None:
    assert show("15819010029") == "'15*********'"
    assert len(show("x" * 500)) < 100


def test_some_columns_are_written_in_capitals() -> None:
    assert CELLS.text("article", "a1").data == b"A1"
    assert CELLS.text("art_descr", "a1").data == b"a1"


def test_a_text_may_be_encoded_at_any_length() -> None:
    assert CELLS.encoded("tax_code", "Møte på Åsen ") == Cell("Møte på Åsen".encode("iso-8859-1"))
    long = CELLS.encoded("tax_code", "– " * 40)
    assert len(long.data) == 79
    assert [each.text.code for each in long.problems] == ["demo.replaced"]


def test_what_belongs_to_the_options_is_reported_once() -> None:
    report = ProblemReport()
    problems = CELLS.text("article", "A" * 16).at("article", "batch").problems
    assert [each.lease for each in report.findings(problems, "1")] == [None]
    assert list(report.findings(problems, "2")) == []
    charge = CELLS.text("article", "A" * 16).at("article", "charge").problems
    assert [each.path for each in report.findings(charge, "1", charge=1)] == [
        "charges[1].article -> article"
    ]
    assert len(list(report.findings(charge, "1"))) == 1
