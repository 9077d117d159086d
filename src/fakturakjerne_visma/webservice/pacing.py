"""When the next request may start: never too soon after the last, later after a refusal."""

from datetime import UTC
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Final

from attrs import define, field

from fakturakjerne.plugin.interface import Clock
from fakturakjerne_visma.webservice.settings import WebserviceSettings

__all__ = ["Pace"]

_A_SECOND: Final = 1_000_000_000
_MOST_DIGITS: Final = 9


@define
class Pace:
    """Keeps the starts of requests apart.

    The first waits as well: the session before may have ended just now, and Visma is said to fail
    two orders of the same second.

    Attributes:
        clock: what is waited by.
        interval: nanoseconds between two starts, at least.
        longest: nanoseconds that a further try is waited for, at most.
    """

    clock: Clock
    interval: int
    longest: int
    _earliest: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._earliest = self.clock.nanoseconds() + self.interval

    @classmethod
    def of(cls, settings: WebserviceSettings, clock: Clock) -> "Pace":
        """Return the pace that the settings ask for."""
        return cls(
            clock,
            interval=int(settings.min_interval * _A_SECOND),
            longest=int(settings.max_pause * _A_SECOND),
        )

    def wait(self) -> None:
        """Wait until a request may start; it starts when this returns."""
        left = self._earliest - self.clock.nanoseconds()
        if left > 0:
            self.clock.sleep(left)
        self._earliest = self.clock.nanoseconds() + self.interval

    def put_off(self, *, tries: int, retry_after: str) -> bool:
        """Put the next start off after a refusal, the longer the more tries there were.

        Args:
            tries: how many there were, from 1.
            retry_after: the header of the refusal, empty where there was none.

        Returns:
            False if it asks for a longer wait than there may be; then no further try is made.
        """
        asked = self._asked(retry_after)
        if asked > self.longest:
            return False
        pause = max(asked, min(_A_SECOND << min(tries - 1, 20), self.longest))
        self._earliest = max(self._earliest, self.clock.nanoseconds() + pause)
        return True

    def _asked(self, retry_after: str) -> int:
        """Return the nanoseconds that Retry-After asks for; 0 where it cannot be understood."""
        text = retry_after.strip()
        if text.isascii() and text.isdigit():
            return int(text[:_MOST_DIGITS]) * _A_SECOND if len(text) <= _MOST_DIGITS else 1 << 62
        try:
            until = parsedate_to_datetime(text)
        except (ValueError, TypeError, OverflowError):
            return 0
        if until.tzinfo is None:
            until = until.replace(tzinfo=UTC)
        seconds = Decimal(str((until - self.clock.now()).total_seconds()))
        return max(0, int(seconds * _A_SECOND))
