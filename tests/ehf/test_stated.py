from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_ehf import stated

NO_NUMBERS = [
    *("1E9", "1e9", "NaN", "sNaN", "Infinity", "-Infinity", "1_000", "", " ", "-", ".", "+1"),
    *("1.", ".5", "1,5", "1 000", "--1", "0x1", "٣", "１", "1" * 19, "1\n", "−1", "1.5.1"),
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number(text: str) -> None:
    assert stated.number(text) is None
    assert stated.amount(text) is None


@pytest.mark.parametrize("text", ["0", "-0", "12.50", "-7", "007", "999999999999999999"])
def test_numbers_keep_their_digits(text: str) -> None:
    assert str(stated.number(text)) == str(stated.amount(text)) == str(Decimal(text))


def test_a_price_may_have_more_digits_than_an_amount() -> None:
    assert stated.number("33.333333333333333333") == Decimal("33.333333333333333333")
    assert stated.amount("33.333333333333333333") is None
    assert stated.amount("-1234567890123456.78") == Decimal("-1234567890123456.78")


@given(st.text())
def test_a_number_is_plain_digits(text: str) -> None:
    value = stated.number(text)
    assert value is None or (text.isascii() and set(text) <= set("-.0123456789"))


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-02Z", "2026-03-02+01:00", "20260302", "2026-W10-1", "02.03.2026", "2026-02-30"),
        *("", "2026-3-2", "２０２６-03-02", "0000-01-01", "2026-03-02T00:00:00", "2026-03-02\n"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert stated.day(text) is None


def test_dates() -> None:
    assert stated.day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("true", True), ("1", True), ("false", False), ("0", False), ("TRUE", None), ("", None)],
)
def test_flags(text: str, expected: bool | None) -> None:
    assert stated.flag(text) is expected
