from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fakturakjerne.plugin.interface import Clock
from fakturakjerne.workflow.clock import SystemClock


def test_the_clock_tells_utc_and_waits() -> None:
    clock: Clock = SystemClock()
    assert clock.now().utcoffset() == timedelta(0)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
    before = clock.nanoseconds()
    clock.sleep(2_000_000)
    assert clock.nanoseconds() - before >= 2_000_000
