"""The clock of the machine, for transports that wait."""

import time
from datetime import UTC, datetime
from typing import Final

_A_SECOND: Final = 1_000_000_000


class SystemClock:
    """Tells the time of the machine, and really waits.

    Example:
        >>> SystemClock().now().tzname()
        'UTC'
    """

    def now(self) -> datetime:
        """Return the time of day, as UTC with its zone."""
        return datetime.now(UTC)

    def nanoseconds(self) -> int:
        """Return a count that only goes up, to measure how long something takes."""
        return time.monotonic_ns()

    def sleep(self, nanoseconds: int) -> None:
        """Wait."""
        time.sleep(nanoseconds / _A_SECOND)
