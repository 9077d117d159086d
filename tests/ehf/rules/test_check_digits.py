from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_ehf.rules import check_digits


@pytest.mark.parametrize(
    ("check", "text", "expected"),
    [
        ("is_norwegian", "991825827", True),
        ("is_norwegian", "974760673", True),
        ("is_norwegian", "974760674", False),
        ("is_norwegian", "000000000", False),
        ("is_norwegian", "97476067", False),
        ("is_norwegian", "974760673\n", False),
        ("is_norwegian", "٩٧٤٧٦٠٦٧٣", False),
        ("is_norwegian", "123456780", False),  # the check digit would be ten
        ("is_gln", "7300010000001", True),
        ("is_gln", "7300010000002", False),
        ("is_gln", "17", True),
        ("is_gln", "0", True),
        ("is_gln", "", False),
        ("is_gln", "73-1", False),
        ("is_belgian_enterprise", "0202239951", True),
        ("is_belgian_enterprise", "0202239952", False),
        ("is_belgian_enterprise", "202239951", False),
        ("is_swedish", "5567321707", True),
        ("is_swedish", "5567321708", False),
        ("is_swedish", "556732-1707", False),
        ("is_abn", "51824753556", True),
        ("is_abn", "51824753557", False),
        ("is_abn", "5182475355", False),
        ("is_italian_tax_code", "12345678901", True),
        ("is_italian_tax_code", "+2345678901", True),
        ("is_italian_tax_code", "1234567890A", False),
        ("is_italian_tax_code", "RSSMRA85T10A562S", True),
        ("is_italian_tax_code", "RSSMRA85T10A56SS", False),
        ("is_italian_tax_code", "RSSMRA85T10A562", False),
        ("is_italian_vat_number", "IT00743110157", True),
        ("is_italian_vat_number", "it00743110157", True),
        ("is_italian_vat_number", "IT00743110158", False),
        ("is_italian_vat_number", "IT0074311015", False),
        ("is_italian_vat_number", "00743110158", True),
        ("is_italian_vat_number", "It1", True),
    ],
)
def test_a_number_of_a_register(check: str, text: str, expected: bool) -> None:
    assert getattr(check_digits, check)(text) is expected


@given(st.integers(min_value=0, max_value=99_999_999), st.integers(min_value=1, max_value=9))
def test_no_two_check_digits_fit(number: int, step: int) -> None:
    text = f"{number:08d}"
    fitting = [digit for digit in range(10) if check_digits.is_norwegian(f"{text}{digit}")]
    assert len(fitting) <= 1
    for digit in fitting:
        assert not check_digits.is_norwegian(f"{text}{(digit + step) % 10}")
