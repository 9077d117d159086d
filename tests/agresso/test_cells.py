from __future__ import annotations

import pytest

from fakturakjerne.domain.finding import Severity
from fakturakjerne.errors import ColumnOverflowError, EncodingError
from fakturakjerne_agresso.cells import Cell, Cells, refuse, show
from tests.agresso.examples import options

CELLS = Cells(options())


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
    assert [each.text.code for each in CELLS.text("apar_id", "K1").problems] == ["lg04.not-digits"]


def test_a_cut_is_told_beside_a_replacement() -> None:
    cell = CELLS.text("art_descr", "–" * 40)
    assert cell.data == b"-" * 35
    assert [each.severity for each in cell.problems] == [Severity.WARNING] * 2


def test_errors_are_raised_as_what_they_are_and_warnings_pass() -> None:
    refuse(CELLS.text("art_descr", "–" * 40).problems)
    with pytest.raises(ColumnOverflowError, match="16 bytes, but article holds 15"):
        refuse(CELLS.text("article", "A" * 16).problems)
    with pytest.raises(EncodingError, match=r"U\+2013"):
        refuse(Cells(options(transliterate=False)).text("article", "–").problems)


def test_a_value_is_shown_masked_and_not_too_long() -> None:
    assert show("15819010029") == "'15*********'"
    assert len(show("x" * 500)) < 100
