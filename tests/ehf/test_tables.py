from __future__ import annotations

import csv
from collections.abc import Iterator

import attrs
import pytest

from fakturakjerne_ehf.document_references import SupportingDocuments
from fakturakjerne_ehf.reading import Table
from fakturakjerne_ehf.rows import Group, Inside
from fakturakjerne_ehf.tables import CREDIT_NOTE_TABLE, INVOICE_TABLE
from fakturakjerne_ehf.tree import CAC, CBC
from tests.ehf.examples import SHARED

LAYOUTS = SHARED / "layouts"


def groups(table: Table) -> Iterator[Group]:
    for row in table.values():
        if isinstance(row, Group):
            yield row
        if isinstance(row, Group | Inside | SupportingDocuments):
            yield from groups(row.table)


def elements(table: Table) -> Iterator[str]:
    for name, row in table.items():
        short = name.replace(CBC, "cbc:").replace(CAC, "cac:")
        yield short
        if isinstance(row, Group | Inside | SupportingDocuments):
            yield from (f"{short}/{inner}" for inner in elements(row.table))


@pytest.mark.skipif(not LAYOUTS.is_dir(), reason="the layouts are kept beside the repository")
@pytest.mark.parametrize(
    ("kind", "table"), [("invoice", INVOICE_TABLE), ("creditnote", CREDIT_NOTE_TABLE)]
)
def test_every_element_of_the_standard_has_its_row(kind: str, table: Table) -> None:
    with (LAYOUTS / f"ehf-fields-{kind}.csv").open(encoding="utf-8", newline="") as file:
        paths = [row["path"].split("/", 2)[2] for row in csv.DictReader(file)]
    standard = {path for path in paths if "@" not in path}
    assert len(standard) > 200
    assert not standard - set(elements(table))


@pytest.mark.parametrize("table", [INVOICE_TABLE, CREDIT_NOTE_TABLE])
def test_every_field_exists_and_what_must_be_there_is_asked_for(table: Table) -> None:
    for group in groups(table):
        assert isinstance(group.make, type)
        fields = attrs.fields_dict(group.make)
        assert set(group.lists) <= set(fields)
        required = {name for name, field in fields.items() if field.default is attrs.NOTHING}
        assert required - set(group.needs) <= {"currency"}, group.name
