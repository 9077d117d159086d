"""How a step tells what it is doing, without knowing who watches."""

from typing import Protocol


class Observer(Protocol):
    """Watches a run: a progress bar, a log, or a test that kills the process between two steps."""

    def step(self, name: str) -> None:
        """The step of this name is done."""
        ...

    def progress(self, done: int, total: int | None) -> None:
        """So many units of the step under way are done, of so many where that is known."""
        ...


class Unwatched:
    """The observer of a run that nobody watches.

    Example:
        >>> Unwatched().step("leases read")
    """

    def step(self, name: str) -> None:
        """Ignore the step."""

    def progress(self, done: int, total: int | None) -> None:
        """Ignore the progress."""
