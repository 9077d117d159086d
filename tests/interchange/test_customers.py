"""Customers of CSV and JSON: the good ones survive, the bad ones are told where."""

from __future__ import annotations

import json

import pytest

from fakturakjerne.interchange.customers import CustomerReader, CustomerRow, RegisterStatus

READER = CustomerReader(name="c", test_identities=True)


def csv(text: str, encoding: str = "utf-8") -> tuple[list[CustomerRow], list[str]]:
    reader = CustomerReader(name="c", encoding=encoding)
    reads = list(reader.csv([text.encode(encoding)]))
    findings = [f"{one.path}: {one.code}" for read in reads for one in read.findings]
    return [read.item for read in reads if read.item is not None], findings


def of_json(value: object) -> tuple[list[CustomerRow], list[str]]:
    reads = list(READER.json([json.dumps(value).encode()]))
    findings = [f"{one.path}: {one.code}" for read in reads for one in read.findings]
    return [read.item for read in reads if read.item is not None], findings


def test_a_row_has_several_addresses_and_lines() -> None:
    heading = "number,address.lines,address2.place,address9.country,efaktura\n"
    [row], findings = csv(heading + "7,A|B,Bø,SE,off\n\n,,,,\n")
    assert findings == []
    assert [each.lines for each in row.customer.addresses] == [("A", "B"), (), ()]
    assert row.customer.addresses[2].country == "SE"
    assert row.efaktura is RegisterStatus.OFF
    assert row.origin == "c:2"


def test_another_encoding() -> None:
    [row], _ = csv("number;name\n1;Bjørn\n", "cp1252")
    assert row.customer.name == "Bjørn"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("", ["c: input.empty"]),
        ("number;nme\n1;a\n", ["c:1 'nme': input.key-unknown"]),
        ("number;number\n1;1\n", ["c:1 number: input.key-twice"]),
        ("number;name\n1\n", ["c:2: input.row-length"]),
        ('number;name\n1;"a\n', ["c:2: input.row-quotes"]),
        ("number;efaktura\n1;yes\n", ["c:2.efaktura: input.expected"]),
        ("number;kind\n1;extern\n", ["c:2.kind: input.expected"]),
        ("name\nKari\n", ["c:2: customers.number-missing"]),
    ],
)
def test_what_is_wrong_with_csv_is_told(text: str, findings: list[str]) -> None:
    rows, told = csv(text)
    assert (rows, told) == ([], findings)


def test_json_tells_the_element() -> None:
    rows, findings = of_json(
        [
            {"number": "1", "kind": "external", "address": {"place": "Bø"}, "efaktura": "none"},
            4,
            {"number": "2", "adress": {}},
            {"number": "3", "efaktura": "x"},
        ]
    )
    assert [row.customer.number for row in rows] == ["1"]
    assert findings == [
        "c $[1]: input.expected",
        "c $[2].adress: input.key-unknown",
        "c $[3].efaktura: input.expected",
    ]
    assert [one.code for read in READER.json([b"{"]) for one in read.findings] == ["input.json"]
