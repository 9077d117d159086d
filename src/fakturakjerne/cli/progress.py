"""A progress bar on a terminal for what takes more than two seconds; silence in a pipe."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, Self

from attrs import define, field
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from fakturakjerne.catalogue import Language
from fakturakjerne.cli import wording

PATIENCE: Final = 2
"""Seconds before a bar is shown."""


@define
class ProgressBar:
    """Watches a run and shows how far it is, once it has taken two seconds.

    Attributes:
        language: what the steps are told in.
        console: where it is shown, if that is a terminal: standard error.
        clock: tells seconds.
    """

    language: Language
    console: Console = field(factory=lambda: Console(stderr=True))
    clock: Callable[[], Any] = time.monotonic
    _bar: Progress = field(init=False, repr=False)
    _due: Any = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Begin to count the seconds."""
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn())
        self._bar = Progress(*columns, TimeElapsedColumn(), console=self.console, transient=True)
        self._bar.add_task("", total=None)
        self._due = self.clock() + PATIENCE

    def __enter__(self) -> Self:
        """Watch until the block ends."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Take the bar away, whatever happened."""
        if self._bar.live.is_started:
            self._bar.stop()

    def step(self, name: str) -> None:
        """Name the step that is done."""
        if self._is_shown():
            self._bar.update(self._bar.task_ids[0], description=self._told(name))

    def progress(self, done: int, total: int | None) -> None:
        """Show how much of the step under way is done."""
        if self._is_shown():
            self._bar.update(self._bar.task_ids[0], completed=done, total=total)

    def _told(self, name: str) -> str:
        """Return a step in the reader's language; one that has no words yet, by its name."""
        step, colon, what = name.partition(": ")
        words = wording.STEPS.get(step)
        return f"{words.render(self.language, {})}{colon}{what}" if words else name

    def _is_shown(self) -> bool:
        if self.console.is_terminal and not self._bar.live.is_started and self.clock() >= self._due:
            self._bar.start()
        return self._bar.live.is_started
