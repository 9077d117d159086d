"""Single values: strict as TOML gives them, read as text from a command line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fakturakjerne.plugin.values import SIMPLE_VALUES, AssignedText, safe_decimal, toml_of


@pytest.mark.parametrize("text", ["1e999999999999999999999", "inf", "nan", "1e5"])
def test_numbers_that_are_none(text: str) -> None:
    assert safe_decimal(text).is_nan()


def test_numbers_are_exact() -> None:
    assert safe_decimal("0.10") == Decimal("0.10")


def test_assigned_text_is_read_as_toml_where_it_is_toml() -> None:
    assert toml_of(AssignedText('["a", 1.50]')) == ["a", Decimal("1.50")]
    assert toml_of(AssignedText("[" * 5000)) == "[" * 5000
    assert toml_of(AssignedText("1\nother = 2")) == "1\nother = 2"
    assert toml_of("[1]") == "[1]"


@pytest.mark.parametrize(
    ("wanted", "value", "expected"),
    [
        (bool, True, True),
        (bool, "true", None),
        (bool, AssignedText("true"), True),
        (bool, AssignedText("ja"), None),
        (int, 3, 3),
        (int, True, None),
        (int, "3", None),
        (int, AssignedText("+3"), 3),
        (int, AssignedText("3 "), None),
        (Decimal, "1.5", Decimal("1.5")),
        (Decimal, True, None),
        (Decimal, 0.5, None),
        (Decimal, Decimal("Infinity"), None),
        (object, "x", "x"),
    ],
)
def test_a_value_fits_or_is_none(wanted: type, value: object, expected: object) -> None:
    result = SIMPLE_VALUES[wanted](value)
    assert result == expected
    assert type(result) is type(expected)
