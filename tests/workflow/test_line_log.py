from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.engine.consolidation import Policy, consolidate, number
from fakturakjerne.workflow.line_log import COLUMNS, line_log
from tests.workflow.month import CLUB, PERSON, PRIVATE, charge, lease

if TYPE_CHECKING:
    from fakturakjerne.domain.lease import Lease


def written(*leases: Lease) -> bytes:
    bases = consolidate(leases, Policy(until=date(2026, 2, 28)))
    return b"".join(line_log(number(bases, range(7, 7 + len(bases)))))


def read(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_row_a_line_for_people_with_a_spreadsheet() -> None:
    content = written(lease("1", charges=(charge("1234.5"), charge("0"), charge("-0.01"))))
    assert content.startswith(
        b"\xef\xbb\xbflease;order_number;customer;text;period;building;net\r\n"
    )
    rows = read(content)
    assert [row["net"] for row in rows] == ["1234,50", "-0,01"], "a charge of zero is no line"
    assert rows[0] == {
        "lease": "1",
        "order_number": "7",
        "customer": "Ålesund Turnforening (311111116/1001)",
        "text": "Hall A",
        "period": "2026-02-02 18:00 - 2026-02-02 20:00",
        "building": "Idrettshallen",
        "net": "1234,50",
    }


def test_no_invoices_make_a_header_alone() -> None:
    assert written().decode("utf-8-sig") == ";".join(COLUMNS) + "\r\n"


def test_what_separates_and_quotes_is_quoted() -> None:
    text = 'Sal "A"; første\r\netasje'
    (row,) = read(written(lease("1", building=text, charges=(charge(text=text),))))
    assert (row["building"], row["text"]) == (text, text)


def test_a_charge_without_a_text_has_that_of_its_lease() -> None:
    (row,) = read(written(lease("1", charges=(charge(text=""),))))
    assert row["text"] == "Idrettshallen: Hall A"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_a_text_that_a_spreadsheet_would_run_is_inert(start: str) -> None:
    text = f'{start}HYPERLINK("http://example.invalid")'
    customer = evolve(CLUB, name=text)
    (row,) = read(written(lease(text, customer, building=text, charges=(charge(text=text),))))
    for column in ("lease", "customer", "text", "building"):
        assert row[column].startswith(f"'{text}"), column


@pytest.mark.parametrize("person", [PERSON, "158190 10029", "158190-10029"])
def test_a_personal_number_is_masked_wherever_it_stands(person: str) -> None:
    text = f"Leie for {person}"
    for customer in (PRIVATE, evolve(CLUB, name=text), evolve(CLUB, number=person)):
        made = lease("1", customer, building=text, charges=(charge(text=text),))
        content = written(made, evolve(made, id="2", text=text, charges=(charge(text=""),)))
        assert person not in content.decode("utf-8-sig")
        rows = read(content)
        assert len(rows) == 2
        assert {row["text"] for row in rows} == {f"Leie for 15{'*' * (len(person) - 2)}"}


def test_thousands_of_rows_come_in_chunks() -> None:
    leases = [lease(f"{index:05}") for index in range(2500)]
    customers = [evolve(CLUB, number=str(1000 + index % 5)) for index in range(2500)]
    placed = [evolve(one, customer=who) for one, who in zip(leases, customers, strict=True)]
    bases = consolidate(placed, Policy(until=date(2026, 2, 28)))
    chunks = list(line_log(number(bases, range(1, len(bases) + 1))))
    assert len(chunks) == 3, "the header, two thousand rows and more, the rest"
    assert sorted(row["lease"] for row in read(b"".join(chunks))) == [one.id for one in leases]
