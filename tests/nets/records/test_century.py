from __future__ import annotations

from datetime import date

import pytest

from fakturakjerne_nets.records.century import Century, day_of


@pytest.mark.parametrize(
    ("first_year", "digits", "expected"),
    [
        (2000, b"010100", date(2000, 1, 1)),
        (2000, b"311299", date(2099, 12, 31)),
        (1970, b"010169", date(2069, 1, 1)),
        (1970, b"010170", date(1970, 1, 1)),
        (2000, b"290224", date(2024, 2, 29)),
        (2000, b"290223", None),
        (2000, b"000000", None),
        (2000, b"011326", None),
        (2000, b"01012", None),
        (2000, b"0101 6", None),
    ],
)
def test_two_digits_are_a_year_of_the_window(
    first_year: int, digits: bytes, expected: date | None
) -> None:
    century = Century(first_year=first_year)
    assert century.day(digits) == expected
    assert century.day_year_first(digits[4:] + digits[2:4] + digits[:2]) == expected


def test_a_day_that_is_none() -> None:
    assert day_of(0, 1, 1) is None
    assert day_of(10000, 1, 1) is None
    assert day_of(2026, 0, 1) is None
    assert day_of(2026, 1, 0) is None
