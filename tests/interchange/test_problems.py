"""Every mistake of a lease is named at once, with its path."""

from __future__ import annotations

import json

import pytest

from fakturakjerne.interchange.json_leases import json_decoder
from fakturakjerne.interchange.problems import Examiner, step, unknown_key
from tests.interchange.documents import lease

EXAMINER = Examiner()


def problems(document: object) -> list[tuple[str, str]]:
    text = document if isinstance(document, str) else json.dumps(document)
    found = EXAMINER.problems(json_decoder().decode(text), root="$")
    return [(problem.path, problem.reason.code) for problem in found]


def test_none() -> None:
    assert problems(lease()) == []
    assert problems(lease(note=None, charges=None, customer__address=None)) == []


def test_all_at_once() -> None:
    document = lease(
        id=9001,
        end="2026-02-02T17:00",
        customer__kind=...,
        customer__addresses=[],
        customer__address__lines=["ok", 1],
        charges__0__net=800.5,
        charges__0__quantity="2,5",
        charges__0__vat__cod="12",
        dimensions={"vår ref": 7, "": "x", "15819010029": 1},
    )
    document["charges"] += [{}, {"unit_price": "9" * 14, "quantity": "9" * 12}, 7, None]
    assert sorted(problems(document)) == [
        ("$.charges[0].net", "input.float"),
        ("$.charges[0].quantity", "input.comma"),
        ("$.charges[0].vat.cod", "input.key-unknown"),
        ("$.charges[1]", "input.no-amount"),
        ("$.charges[2]", "value.invalid"),
        ("$.charges[3]", "input.expected"),
        ("$.charges[4]", "input.expected"),
        ("$.customer.address.lines[1]", "input.quotes"),
        ("$.customer.addresses", "input.addresses"),
        ("$.customer.kind", "input.key-missing"),
        ("$.dimensions['']", "input.text-empty"),
        ("$.dimensions['15*********']", "input.quotes"),
        ("$.dimensions['vår ref']", "input.quotes"),
        ("$.end", "input.time-order"),
        ("$.id", "input.quotes"),
    ]


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ("[]", "$"),
        ("7", "$"),
        (lease(customer="x"), "$.customer"),
        (lease(customer=[""]), "$.customer"),
        (lease(customer=["id"]), "$.customer"),
        (lease(charges={}), "$.charges"),
        (lease(dimensions=[]), "$.dimensions"),
        (lease(charges="x"), "$.charges"),
        (lease(customer__address__lines="Gata 1"), "$.customer.address.lines"),
    ],
)
def test_another_type(document: object, path: str) -> None:
    found = problems(document)
    assert found[0] == (path, "input.expected")


def test_nothing_across_values_that_are_wrong_themselves() -> None:
    document = lease(end="later", charges__0__net=..., charges__0__quantity="x")
    assert problems(document) == [
        ("$.end", "input.time"),
        ("$.charges[0].quantity", "input.number"),
    ]


def test_a_key_that_stands_twice() -> None:
    text = json.dumps(lease()).replace('"code"', '"code": "1", "code"').replace('"text"', '"id"')
    assert problems(text) == [
        ("$.id", "input.key-twice"),
        ("$.charges[0].vat.code", "input.key-twice"),
        ("$.charges[0].id", "input.key-unknown"),
    ]


def test_the_nearest_key_is_named() -> None:
    assert unknown_key("bilding", ["id", "building"]).values["suggestion"] == "building"
    assert unknown_key("", ["id", "building"]).values["suggestion"] in {"id", "building"}


def test_no_personal_number_in_a_path() -> None:
    assert step("15819010029") == "['15*********']"
    assert len(step("x" * 1000)) < 60
