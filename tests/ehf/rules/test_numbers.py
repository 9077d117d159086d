from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_ehf.rules.numbers import EXACT, nearest, parse, quotient, shown, to_cents


@pytest.mark.parametrize("text", ["12", "12.", ".5", "+1", "-0.50", "\t7\n"])
def test_what_is_a_number(text: str) -> None:
    assert parse(text) == Decimal(text.strip())


@pytest.mark.parametrize(
    "text", ["", ".", "-", "1E3", "NaN", "Infinity", "1_000", "1 000", "1,5", "١", "1" * 101, "0x1"]
)
def test_what_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(("number", "whole"), [("2.5", 3), ("-2.5", -2), ("-0.5", 0), ("0.49", 0)])
def test_ties_go_toward_plus_infinity(number: str, whole: int) -> None:
    assert nearest(Decimal(number)) == whole
    assert to_cents(Decimal(number) / 100) == Decimal(whole) / 100


@given(st.integers(min_value=-(10**30), max_value=10**30))
def test_cents_of_thousandths_are_exact(thousandths: int) -> None:
    with localcontext(EXACT):
        rounded = to_cents(Decimal(thousandths) / 1000)
        assert rounded * 100 == (thousandths + 5) // 10


def test_a_quotient_has_eighteen_decimals_or_more_and_ties_go_down() -> None:
    assert quotient(Decimal("1.50"), Decimal(1)) == Decimal("1.50")
    assert quotient(Decimal(1), Decimal(3)) == Decimal("0." + "3" * 18)
    assert quotient(Decimal(1), Decimal(2) ** 19) == Decimal("0.000001907348632812")
    assert quotient(Decimal("1E-20"), Decimal(2)) == Decimal(0)
    assert quotient(Decimal("3E-20"), Decimal(2)) == Decimal("1E-20")


def test_amounts_are_written_as_norwegians_write_them() -> None:
    assert shown(Decimal("1234567.5")) == "1 234 567,50"
    assert shown(Decimal("490.000")) == "490,00"
    assert shown(Decimal("0.1234")) == "0,1234"
    assert shown(None) == "–"
