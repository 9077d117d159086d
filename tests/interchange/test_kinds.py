"""Each kind of value takes one way of writing, and says what would be right."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange.kinds import (
    Choice,
    Flag,
    Identifier,
    JsonFloat,
    JsonInteger,
    Kind,
    Kroner,
    Line,
    Moment,
    Number,
    Prose,
    shown,
)

PRICE = Number(whole=14, places=4)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Line(10), "Hall\u00a0A", "Hall\u00a0A"),
        (Line(10), "", ""),
        (Prose(10), "a\n\tb", "a\n\tb"),
        (Identifier(10), "9001", "9001"),
        (Choice(CustomerKind), "internal", CustomerKind.INTERNAL),
        (Flag(), False, False),
        (Moment(), "2026-02-02T18:00", datetime.fromisoformat("2026-02-02T18:00")),
        (Moment(), "2026-02-02T18:00:59", datetime.fromisoformat("2026-02-02T18:00:59")),
        (PRICE, "-0.0001", Decimal("-0.0001")),
        (PRICE, JsonInteger("12"), Decimal(12)),
        (Kroner(), "9999999999999999.99", 999999999999999999),
        (Kroner(), "-400.5", -40050),
        (Kroner(), JsonInteger("-7"), -700),
    ],
)
def test_right(kind: Kind, written: object, value: object) -> None:
    read: Any = kind.read(written)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("kind", "written", "code", "message"),
    [
        (Line(3), "Hall", "input.text-length", "'Hall' has 4 characters; at most 3 fit"),
        (Line(9), "a\nb", "input.control-character", "Character number 2 is the control character"),
        (Prose(9), "a\x7f", "input.control-character", "U+007F"),
        (Prose(9), "\ud800", "input.control-character", "U+D800"),
        (Line(9), JsonInteger("9001"), "input.quotes", '9001 must stand in quotes: "9001"'),
        (Line(9), ["x"], "input.expected", "[…]: this must be a string in quotes"),
        (Line(9), (("a", 1),), "input.expected", "{…}: this must be a string in quotes"),
        (Identifier(9), "", "input.text-empty", "something must stand here"),
        (Identifier(9), " ", "input.text-empty", "something must stand here"),
        (Identifier(9), "a ", "input.text-blanks", "'a ' has blanks around it; write 'a'"),
        (Choice(CustomerKind), "extern", "input.expected", "one of external, internal"),
        (Choice(CustomerKind), True, "input.expected", "true: this must be one of"),
        (Flag(), "true", "input.expected", "'true': this must be true or false"),
        (Moment(), "2026-02-30T18:00", "input.time", "'2026-02-30T18:00' is no time"),
        (Moment(), "2026-02-02", "input.time", "such as 2026-02-02T18:00"),
        (Moment(), "2026-02-02T18:00Z", "input.time-zone", "has a time zone"),
        (Moment(), "2026-02-02T18:00+01:00", "input.time-zone", "'2026-02-02T18:00+01:00'"),
        (Moment(), "15819010029", "input.time", "'15*********'"),
        (Kroner(), "400,00", "input.comma", "write it with a point: 400.00"),
        (Kroner(), "1 234,50", "input.comma", "write it with a point: 1234.50"),
        (Kroner(), "-1.234,5", "input.comma", "write it with a point: -1234.5"),
        (Kroner(), "1 234", "input.comma", "write it with a point: 1234"),
        (Kroner(), "1,005", "input.number", "at most 16 before the point and 2 after it"),
        (Kroner(), JsonFloat("400.00"), "input.float", 'write it as a string: "400.00"'),
        (Kroner(), JsonFloat("4e2"), "input.float", "4e2 is a JSON number with decimals"),
        (Kroner(), JsonFloat("NaN"), "input.float", "NaN"),
        (Kroner(), True, "input.expected", "a number as a string"),
        (Kroner(), "1.005", "input.number", "'1.005' is no number here"),
        (Kroner(), "1e3", "input.number", "is no number here"),
        (Kroner(), "NaN", "input.number", "is no number here"),
        (Kroner(), "٤٠٠", "input.number", "is no number here"),
        (Kroner(), "+1", "input.number", "is no number here"),
        (Kroner(), "1.00\n", "input.number", "is no number here"),
        (Kroner(), "", "input.number", "is no number here"),
        (Kroner(), "1" * 17, "input.number", "at most 16 before the point"),
        (Kroner(), JsonInteger("1" * 17), "input.number", "at most 16 before the point"),
        (Number(whole=3, places=2, signed=False), "-1", "input.number", "is no number here"),
    ],
)  # fmt: skip
def test_wrong(kind: Kind, written: object, code: str, message: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        kind.read(written)
    assert caught.value.code == code
    assert message in str(caught.value)
    assert caught.value.in_language("nb")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("15819010029", "'15*********'"),
        ("x" * 50, repr("x" * 40 + "…")),
        (JsonInteger("15819010029"), "15*********"),
        (JsonFloat("1.5"), "1.5"),
        (None, "null"),
        (False, "false"),
        ([1], "[…]"),
        ({}, "{…}"),
    ],
)
def test_what_may_stand_in_a_message(value: object, text: str) -> None:
    assert shown(value) == text
