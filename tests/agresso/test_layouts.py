from __future__ import annotations

import csv
from itertools import accumulate
from pathlib import Path

import pytest

from fakturakjerne.codec.fixedwidth import Kind
from fakturakjerne.errors import InvalidValueError
from fakturakjerne_agresso.layouts import (
    COLUMNS_53,
    COLUMNS_55,
    ROWS,
    STANDARD_NAMES,
    ZERO_COLUMNS,
    make_layout,
    standard_layout,
)

TABLES = Path(__file__).parents[3] / "shared" / "layouts"


@pytest.mark.skipif(not TABLES.is_dir(), reason="../shared/layouts is absent")
@pytest.mark.parametrize(
    ("file", "columns"), [("lg04_53.csv", COLUMNS_53), ("lg04_55.csv", COLUMNS_55)]
)
def test_the_tables_are_those_of_the_facts(
    file: str, columns: tuple[tuple[str, str, int], ...]
) -> None:
    with (TABLES / file).open(newline="", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    assert columns == tuple((row["column"], row["type"], int(row["length"])) for row in rows)
    ends = list(accumulate(width for _, _, width in columns))
    assert ends == [int(row["to"]) for row in rows]
    if file == "lg04_55.csv":
        assert {row["column"]: row["rows_HLT"] for row in rows} == ROWS


@pytest.mark.parametrize(
    ("name", "length", "columns"), [("5.3", 1905, 93), ("5.3-client4", 1905, 92), ("5.5", 4324, 98)]
)
def test_the_layouts_have_their_length(name: str, length: int, columns: int) -> None:
    layout = standard_layout(name)
    assert (layout.length, len(layout.columns)) == (length, columns)
    assert layout.source
    assert layout.trust == "implementation"


def test_client4_takes_the_place_of_client_and_client_ref() -> None:
    narrow, wide = standard_layout("5.3").spans, standard_layout("5.3-client4").spans
    assert (narrow["client"].start, narrow["client_ref"].stop) == (358, 362)
    assert wide["client"] == slice(358, 362)
    assert {name: span for name, span in narrow.items() if not name.startswith("client")} == {
        name: span for name, span in wide.items() if name != "client"
    }


@pytest.mark.parametrize(
    ("column", "position"),
    [
        ("amount", 192),
        ("batch_id", 347),
        ("order_id", 1526),
        ("short_info", 1681),
        ("zip_code", 1891),
    ],
)
def test_positions_that_the_facts_state(column: str, position: int) -> None:
    assert standard_layout("5.3").spans[column].start == position - 1


def test_columns_stand_as_they_should() -> None:
    layout = standard_layout("5.5", dates=Kind.RIGHT)
    assert layout["amount"].kind is Kind.NUMBER
    assert layout["tax_code"].kind is Kind.RIGHT
    assert layout["period"].kind is Kind.TEXT
    assert layout["deliv_date"].kind is Kind.RIGHT
    may_cut = {column.name for column in layout.columns if column.may_cut}
    assert may_cut == {"art_descr", "long_info1", "long_info2", "short_info"}


def test_zeros_are_for_columns_that_exist() -> None:
    assert all(column in standard_layout("5.3") for column in ZERO_COLUMNS)
    assert set(STANDARD_NAMES) == {"5.3", "5.3-client4", "5.5"}


def test_a_sum_of_widths_that_is_not_the_length_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="columns are 1905 bytes"):
        make_layout("x", COLUMNS_53, length=1904, source="", trust="inferred")
