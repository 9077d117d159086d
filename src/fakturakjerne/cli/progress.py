"""A progress bar on a terminal for what takes more than two seconds; silence in a pipe."""

import time
from types import TracebackType
from typing import Final, Self

from attrs import define, field
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

_PATIENCE: Final = 2


def _progress() -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )


@define
class ProgressBar:
    """Watches a run and shows how far it is, once it has taken two seconds.

    Attributes:
        visible: whether anybody sees it: standard error is a terminal.
    """

    visible: bool
    _started: object = field(factory=time.monotonic, init=False)
    _bar: Progress = field(factory=_progress, init=False, repr=False)

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._bar.add_task("", total=None)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Take the bar away, whatever happened."""
        self._bar.stop()

    def step(self, name: str) -> None:
        """Name the step that is done."""
        self._show(description=name)

    def progress(self, done: int, total: int | None) -> None:
        """Show how much of the step under way is done."""
        self._show(completed=done, total=total)

    def _show(self, **update: object) -> None:
        if not self.visible:
            return
        if not self._bar.live.is_started and time.monotonic() - self._started > _PATIENCE:  # type: ignore[operator]  # seconds
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], **update)  # type: ignore[arg-type]  # as rich names them
