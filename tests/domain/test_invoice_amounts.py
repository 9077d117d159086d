from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.invoice_amounts import (
    AllowanceCharge,
    VatCategory,
    round_cents,
    total,
)

NUMBERS = st.decimals(
    allow_nan=False, allow_infinity=False, places=6, min_value=-(10**18), max_value=10**18
)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("2.345", "2.35"),
        ("-2.345", "-2.34"),
        ("-2.346", "-2.35"),
        ("0", "0.00"),
        ("-0.005", "0.00"),
    ],
)
def test_half_goes_up_also_below_zero(value: str, rounded: str) -> None:
    assert str(abs(round_cents(Decimal(value)))) == rounded.lstrip("-")
    assert round_cents(Decimal(value)) == Decimal(rounded)


@given(NUMBERS)
def test_rounding_moves_by_half_a_cent_at_most(value: Decimal) -> None:
    rounded = round_cents(value)
    assert -Fraction(1, 200) <= Fraction(value) - Fraction(rounded) < Fraction(1, 200)
    assert value < 0 or rounded == value.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(st.lists(NUMBERS))
def test_sums_are_exact(values: list[Decimal]) -> None:
    assert Fraction(total(values)) == sum(map(Fraction, values))


def test_a_charge_adds_and_an_allowance_takes() -> None:
    five = Decimal(5)
    assert AllowanceCharge(is_charge=True, amount=five).signed == five
    assert AllowanceCharge(is_charge=False, amount=five).signed == -five


def test_categories_without_a_rate_are_as_with_zero() -> None:
    assert VatCategory(code="O").key == VatCategory(code="O", rate=Decimal("0.00")).key
