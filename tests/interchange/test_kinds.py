"""Each kind of value takes one way of writing, and says what would be right."""

from __future__ import annotations

from datetime import datetime
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
    Line,
    Moment,
    Prose,
    shown,
)


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
