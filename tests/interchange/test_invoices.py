"""Invoices of JSON: everything that is wrong, each where it stands."""

from __future__ import annotations

import json
from datetime import date

import pytest

from fakturakjerne.interchange.invoices import Day, KidText, read_invoices
from tests.workflow.bank_invoices import document


def findings(value: object) -> list[str]:
    reads = read_invoices([json.dumps(value).encode()], name="i")
    return sorted(f"{one.path}: {one.code}" for read in reads for one in read.findings)


def test_an_invoice_is_read() -> None:
    [read] = read_invoices([json.dumps(document()).encode()], name="i")
    assert read.item is not None
    assert (read.item.number, read.item.due_date) == ("900001", date(2026, 3, 16))
    assert read.item.lines[0].net == 80000
    without = document()
    del without["kid"]
    [read] = read_invoices([json.dumps([without]).encode()], name="i")
    assert read.item is not None
    assert read.item.kid is None


def test_all_that_is_wrong_is_told() -> None:
    wrong = document(
        issue_date="2.3.2026",
        due_date=4,
        kid="123456783",
        customer={"kind": "x"},
        lines=[{"text": "a"}],
        titel="x",
    )
    del wrong["number"]
    assert findings([wrong, 4]) == [
        "i $[0].customer.kind: input.expected",
        "i $[0].due_date: input.quotes",
        "i $[0].issue_date: input.expected",
        "i $[0].kid: kid.check-digit",
        "i $[0].lines[0]: input.no-amount",
        "i $[0].number: input.key-missing",
        "i $[0].titel: input.key-unknown",
        "i $[1]: input.expected",
    ]


def test_lines_need_a_rate() -> None:
    bare = {"text": "a", "net": "1.00"}
    assert findings(document(lines=[bare, {**bare, "vat": {"code": "1"}}])) == [
        "i $[0].lines[0].vat: invoices.no-rate",
        "i $[0].lines[1].vat: invoices.no-rate",
    ]
    assert findings(document(lines=[])) == ["i $[0].lines: invoices.empty"]
    lacking = document()
    del lacking["lines"], lacking["customer"]
    assert findings(lacking) == [
        "i $[0].customer: input.key-missing",
        "i $[0].lines: input.key-missing",
        "i $[0].lines: invoices.empty",
    ]


def test_no_json_is_told() -> None:
    [read] = read_invoices([b"{"], name="i")
    assert read.findings[0].code == "input.json"


@pytest.mark.parametrize("kind", [Day(), KidText()])
def test_a_kind_has_a_schema(kind: Day | KidText) -> None:
    assert kind.schema()["type"] == "string"
