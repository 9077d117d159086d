"""A number has one way of writing, and a wrong one is told the right one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange.kinds import JsonFloat, JsonInteger, Kind
from fakturakjerne.interchange.numbers import Kroner, Number

PRICE = Number(whole=14, places=4)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
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


@pytest.mark.parametrize("written", ["15819010029,5", "158 190 100 29", JsonFloat("15819010029.5")])
def test_a_personal_number_is_in_no_suggestion_either(written: object) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Kroner().read(written)
    for language in ("en", "nb"):
        assert "0029" not in caught.value.in_language(language)
