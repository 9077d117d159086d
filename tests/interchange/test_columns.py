from __future__ import annotations

import re
from pathlib import Path

import pytest

from fakturakjerne.interchange.columns import (
    column_names,
    document_of,
    has_charge,
    heading_of,
    place_in_rows,
)

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "interchange.md"


def test_the_page_lists_every_column() -> None:
    section = PAGE.read_text(encoding="utf-8").split("## CSV")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `([^`]+)`", section, flags=re.MULTILINE)
    assert tuple(listed) == column_names()


def test_cells_to_a_document() -> None:
    heading = heading_of(["id", " customer.address.lines", "active", "charge.vat.code", "paid"])
    assert heading.problems == ()
    rows = [["1", "a|b", "True", "12", "ja"], ["1", "a|b", "True", "", "ja"]]
    assert document_of(heading, rows) == (
        ("id", "1"),
        ("customer", (("address", (("lines", ["a", "b"]),)),)),
        ("active", True),
        ("paid", "ja"),
        ("charges", [(("vat", (("code", "12"),)),)]),
    )
    assert [has_charge(heading, row) for row in rows] == [True, False]


def test_dimensions_of_any_name() -> None:
    heading = heading_of(["id", "dimensions.vår.ref", "charge.dimensions.ny"])
    assert document_of(heading, [["1", "x", "y"]]) == (
        ("id", "1"),
        ("dimensions", (("vår.ref", "x"),)),
        ("customer", ()),
        ("charges", [(("dimensions", (("ny", "y"),)),)]),
    )


@pytest.mark.parametrize(("cells", "found"), [(["1"], 1), (["1", "2", "3"], 3)])
def test_rows_of_another_length(cells: list[str], found: int) -> None:
    reason = heading_of(["id", "text"]).length_problem(cells, delimiter=";")
    assert reason is not None
    assert (reason.values["found"], reason.values["expected"]) == (found, 2)


def test_the_id_may_stand_anywhere() -> None:
    heading = heading_of(["text", "id"])
    assert (heading.id_of(["x", "1"]), heading.id_of(["x"])) == ("1", "")


def test_place() -> None:
    assert place_in_rows("$.charges[0]", rows_of_charges=[7]) == (7, "charge")
