"""Money is integer øre, read and written exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.money import LARGEST, Ore, format_kroner, kroner, multiply, vat_of
from fakturakjerne.errors import InvalidValueError


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("0", 0),
        ("12", 1200),
        ("1234.5", 123450),
        ("1234,05", 123405),
        ("1 234,50", 123450),
        ("12\u00a0345\u202f678,90", 1234567890),
        ("-7", -700),
        ("\u22127,01", -701),
        ("007", 700),
        (12, 1200),
        (-3, -300),
        (Decimal("0.01"), 1),
        (Decimal("-1E+2"), -10000),
        (Decimal("1.10"), 110),
        (Decimal("1.1000"), 110),
        ("9999999999999999.99", LARGEST),
        (Decimal("-9999999999999999.99"), -LARGEST),
    ],
)
def test_kroner_are_read_the_norwegian_and_the_technical_way(
    written: str | int | Decimal, ore: int
) -> None:
    assert kroner(written) == ore


@pytest.mark.parametrize(
    "written",
    [
        "",
        " 1",
        "1.234",
        "1.",
        ".5",
        "1 23",
        "1 2345",
        "1,234.50",
        "1e3",
        "NaN",
        "--1",
        "+1",
        "kr 1",
        "١٢",
        "1\n",
        "12345678901234567",
        10**16,
        Decimal("0.001"),
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1E+1000000"),
        Decimal("1E+16"),
    ],
)
def test_what_is_no_amount_is_refused(written: str | int | Decimal) -> None:
    with pytest.raises(InvalidValueError) as caught:
        kroner(written)
    assert "such as 1234.50" in str(caught.value)
    assert "slik: 1234.50" in caught.value.in_language("nb")


@pytest.mark.parametrize("value", [1.5, True, None, b"1"])
def test_what_cannot_be_exact_money_is_a_type_error(value: Any) -> None:  # noqa: ANN401 - any wrong type
    with pytest.raises(TypeError, match=f"not {type(value).__name__}"):
        kroner(value)


@pytest.mark.parametrize(
    ("ore", "written"),
    [
        (0, "0,00"),
        (1, "0,01"),
        (-1, "-0,01"),
        (-99, "-0,99"),
        (123450, "1 234,50"),
        (-123456789, "-1 234 567,89"),
        (LARGEST, "9 999 999 999 999 999,99"),
    ],
)
def test_kroner_are_written_the_norwegian_way(ore: int, written: str) -> None:
    assert format_kroner(Ore(ore)) == written


def test_kroner_are_written_the_technical_way_where_asked_for() -> None:
    assert format_kroner(Ore(-123450), thousands="", decimal=".") == "-1234.50"


@given(st.integers(-LARGEST, LARGEST).map(Ore))
def test_what_is_written_is_read_again(amount: Ore) -> None:
    assert kroner(format_kroner(amount)) == amount
    assert kroner(format_kroner(amount, thousands="", decimal=".")) == amount


@pytest.mark.parametrize(
    ("quantity", "price", "ore"),
    [
        ("2", "400.00", 80000),
        ("1.5", "99.99", 14999),
        ("1", "0.005", 1),
        ("1", "-0.005", -1),
        ("1", "0.0049", 0),
        ("0", "100", 0),
        ("3", "0.3333", 100),
        ("1", "9999999999999999.99", LARGEST),
    ],
)
def test_a_product_is_rounded_half_away_from_zero(quantity: str, price: str, ore: int) -> None:
    assert multiply(Decimal(quantity), Decimal(price)) == ore


def test_a_product_beyond_the_largest_amount_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="amount"):
        multiply(Decimal(2), Decimal("9999999999999999.99"))


@given(
    st.decimals("-9999.99", "9999.99", places=2),
    st.decimals("-99999.9999", "99999.9999", places=4),
)
def test_a_product_is_the_nearest_ore_and_mirrors_its_sign(
    quantity: Decimal, price: Decimal
) -> None:
    exact = Fraction(quantity) * Fraction(price) * 100
    ore = multiply(quantity, price)
    assert abs(ore - exact) <= Fraction(1, 2)
    assert multiply(-quantity, price) == -ore
    if abs(ore - exact) == Fraction(1, 2):
        assert abs(ore) > abs(exact)


@pytest.mark.parametrize(
    ("net", "rate", "vat"),
    [(14999, "25", 3750), (-14999, "25", -3750), (2, "25", 1), (99999, "15", 15000), (1, "0", 0)],
)
def test_vat_is_rounded_half_away_from_zero(net: int, rate: str, vat: int) -> None:
    assert vat_of(Ore(net), Decimal(rate)) == vat
