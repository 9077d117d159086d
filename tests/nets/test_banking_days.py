from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_nets.banking_days import BankingDays, year_ahead

DAYS = BankingDays()
CLOSED_2019 = [  # as Norges Bank published them for 2019
    date(2019, 1, 1),
    date(2019, 4, 18),
    date(2019, 4, 19),
    date(2019, 4, 22),
    date(2019, 5, 1),
    date(2019, 5, 17),
    date(2019, 5, 30),
    date(2019, 6, 10),
    date(2019, 12, 24),
    date(2019, 12, 25),
    date(2019, 12, 26),
]


def test_the_closed_weekdays_of_a_year_are_those_of_norges_bank() -> None:
    year = [date(2019, 1, 1) + timedelta(day) for day in range(365)]
    assert [day for day in year if day.weekday() < 5 and not DAYS.is_open(day)] == CLOSED_2019


def test_christmas_eve_and_new_years_eve_are_what_the_options_say() -> None:
    eves = [date(2026, 12, 24), date(2026, 12, 31)]
    other = BankingDays(christmas_eve=True, new_years_eve=False)
    assert [DAYS.is_open(day) for day in eves] == [False, True]
    assert [other.is_open(day) for day in eves] == [True, False]


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_the_nearest_banking_days_are_open_with_none_between(day: date) -> None:
    after, before = DAYS.on_or_after(day), DAYS.on_or_before(day)
    assert DAYS.is_open(after)
    assert DAYS.is_open(before)
    between = (before + timedelta(at) for at in range(1, (after - before).days))
    assert not any(map(DAYS.is_open, between))
    assert (before == day == after) is DAYS.is_open(day)


@pytest.mark.parametrize(
    ("today", "after_cutoff", "received"),
    [
        (date(2026, 11, 20), False, date(2026, 11, 20)),
        (date(2026, 11, 20), True, date(2026, 11, 23)),
        (date(2026, 11, 21), False, date(2026, 11, 23)),
    ],
)
def test_a_file_counts_as_received_on_a_banking_day(
    today: date, after_cutoff: bool, received: date
) -> None:
    assert DAYS.received(today, after_cutoff=after_cutoff) == received


@pytest.mark.parametrize(
    ("received", "days", "earliest"),
    [
        (date(2026, 11, 20), 4, date(2026, 11, 24)),  # a weekend counts
        (date(2026, 12, 23), 4, date(2026, 12, 30)),  # three holidays do not
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_holidays_are_no_part_of_the_lead_time(received: date, days: int, earliest: date) -> None:
    assert DAYS.earliest_due(received, days=days) == earliest


@pytest.mark.parametrize(
    ("due", "last_day", "deadline"),
    [
        (date(2026, 12, 14), 14, date(2026, 10, 30)),
        (date(2026, 12, 15), 14, date(2026, 11, 30)),
        (date(2027, 1, 20), 14, date(2026, 12, 31)),
        (date(2027, 1, 5), 0, date(2026, 12, 31)),
    ],
)
def test_a_notice_needs_an_end_of_a_month(due: date, last_day: int, deadline: date) -> None:
    assert DAYS.notice_deadline(due, last_day=last_day) == deadline


def test_a_year_ahead_of_a_leap_day_is_the_last_of_february() -> None:
    assert year_ahead(date(2028, 2, 29)) == date(2029, 2, 28)
    assert year_ahead(date(2026, 11, 20)) == date(2027, 11, 20)
