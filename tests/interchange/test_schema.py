"""The JSON Schema in the documentation is what the readers do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from fakturakjerne import demo
from fakturakjerne.interchange.json_leases import json_decoder
from fakturakjerne.interchange.problems import Examiner
from fakturakjerne.interchange.schema import lease_schema
from tests.interchange.documents import lease, mistaken_texts

COMMITTED = Path(__file__).parents[2] / "docs" / "reference" / "lease.schema.json"
VALIDATOR = Draft202012Validator(lease_schema())
EXAMINER = Examiner()
BEYOND_A_SCHEMA = {"input.key-twice", "input.time-order", "input.time", "value.invalid"}


def test_the_committed_copy_is_the_generated_one() -> None:
    """Where this fails: write ``lease_schema()`` to the file, with ``json.dumps(indent=2)``."""
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == lease_schema()


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(lease_schema())


def test_samples_validate() -> None:
    VALIDATOR.validate(lease())
    VALIDATOR.validate(lease(customer__address=..., customer__addresses=[{"lines": ["Gata 1"]}]))
    wrong = []
    for line in demo.leases().read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        wrong += [document["id"]] if not VALIDATOR.is_valid(document) else []
    assert wrong == ["9706", "9707"]


@pytest.mark.parametrize(
    "changes",
    [
        {"note": None, "active": None, "charges": None, "dimensions": {"ansvar": None}},
        {"customer__id": None, "customer__number": None, "customer__addresses": None},
        {"customer__address": None, "customer__addresses": [{"lines": None}]},
        {"charges__0__net": None, "charges__0__unit_price": "400.00", "charges__0__vat": None},
    ],
)
def test_null_is_absent(changes: dict[str, Any]) -> None:
    document = lease(**changes)
    text = json.dumps(document)
    assert EXAMINER.problems(json_decoder().decode(text), root="$") == []
    VALIDATOR.validate(document)


@pytest.mark.parametrize(
    "changes",
    [
        {"id": ""},
        {"id": None},
        {"customer": None},
        {"charges__0__net": None, "charges__0__unit_price": None},
        {"id": " 1"},
        {"customer__kind": "extern"},
        {"customer__addresses": []},
        {"bulding": "x"},
        {"charges__0__net": 800.5},
        {"charges__0__net": "800,00"},
        {"charges__0__net": ..., "charges__0__unit_price": ...},
        {"start": "2026-02-02T18:00Z"},
        {"dimensions": {"ansvar": 7}},
        {"text": "\x00"},
    ],
)
def test_mistakes_do_not_validate(changes: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(lease(**changes))


@given(mistaken_texts())
def test_it_refuses_nothing_that_is_read(text: str) -> None:
    if not EXAMINER.problems(json_decoder().decode(text), root="$"):
        assert VALIDATOR.is_valid(json.loads(text))


@given(mistaken_texts())
def test_it_takes_nothing_that_is_refused_but_what_it_cannot_say(text: str) -> None:
    codes = {p.reason.code for p in EXAMINER.problems(json_decoder().decode(text), root="$")}
    whole_floats = "input.float" in codes  # 400.0 is an integer to JSON Schema
    if codes - BEYOND_A_SCHEMA and not whole_floats and "\\u" not in text:
        assert not VALIDATOR.is_valid(json.loads(text))
