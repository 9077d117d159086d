from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_visma.webservice.pacing import Pace
from tests.visma.webservice.sessions import settings_for
from tests.workflow.scripted import StillClock

SECOND = 1_000_000_000
NOW = StillClock().now()


def paced(clock: StillClock, *, interval: int = SECOND, longest: int = 60 * SECOND) -> Pace:
    return Pace(clock, interval=interval, longest=longest)


@given(st.lists(st.integers(0, 3 * SECOND)), st.integers(0, 2 * SECOND))
def test_starts_are_apart_whatever_happens_in_between(spent: list[int], interval: int) -> None:
    clock = StillClock()
    pace = paced(clock, interval=interval)
    starts = [0]
    for each in spent:
        pace.wait()
        starts.append(clock.slept)
        clock.slept += each
    gaps = [later - sooner for sooner, later in pairwise(starts)]
    assert all(gap >= interval for gap in gaps)
    busy = [0, *spent[:-1]]
    assert gaps == [max(interval, each) for each in busy[: len(gaps)]]


def test_it_is_what_the_settings_say() -> None:
    clock = StillClock()
    pace = Pace.of(settings_for("https://v/fakturering_ws/", min_interval=Decimal("1.1")), clock)
    pace.wait()
    assert clock.slept == 1_100_000_000


def test_a_pause_grows_up_to_the_longest() -> None:
    clock = StillClock()
    pace = paced(clock, interval=0, longest=5 * SECOND)
    pauses = []
    for tries in range(1, 6):
        before = clock.slept
        assert pace.put_off(tries=tries, retry_after="")
        pace.wait()
        pauses.append(clock.slept - before)
    assert pauses == [each * SECOND for each in (1, 2, 4, 5, 5)]


def test_a_pause_never_shortens_the_interval() -> None:
    clock = StillClock()
    pace = paced(clock, interval=10 * SECOND)
    pace.wait()
    assert pace.put_off(tries=1, retry_after="2")
    pace.wait()
    assert clock.slept == 20 * SECOND


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("30", 30),
        (" 30 ", 30),
        ("0", 1),
        ("soon", 1),
        ("-5", 1),
        ("1.5", 1),
        ("٣", 1),
        (format_datetime(NOW + timedelta(seconds=20), usegmt=True), 20),
        (format_datetime(NOW - timedelta(days=20), usegmt=True), 1),
        ((NOW + timedelta(seconds=20)).strftime("%a, %d %b %Y %H:%M:%S -0000"), 20),
        ("Mon, 99 Mar 2026 00:00:00 GMT", 1),
    ],
)
def test_retry_after_is_understood(retry_after: str, seconds: int) -> None:
    clock = StillClock()
    pace = paced(clock, interval=0)
    assert pace.put_off(tries=1, retry_after=retry_after)
    pace.wait()
    assert clock.slept == seconds * SECOND


@pytest.mark.parametrize("retry_after", ["61", "9" * 9, "9" * 10, "9" * 5000])
def test_a_longer_wait_than_there_may_be_is_refused(retry_after: str) -> None:
    assert not paced(StillClock()).put_off(tries=1, retry_after=retry_after)
    late = format_datetime(datetime(9999, 12, 31, tzinfo=NOW.tzinfo), usegmt=True)
    assert not paced(StillClock()).put_off(tries=1, retry_after=late)
