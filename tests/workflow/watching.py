"""Observers that look, and observers that interrupt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from collections.abc import Callable


class Interrupted(Exception):  # noqa: N818 - stands for a power cut, which is nobody's error
    """Ends a run at a step, as if the process had been killed there."""


@define
class Steps:
    """Remembers the steps and the progress."""

    names: list[str] = field(factory=list)
    done: int = 0

    def step(self, name: str) -> None:
        self.names.append(name)

    def progress(self, done: int, total: int | None) -> None:
        assert total is None or done <= total
        self.done = done


@define
class At:
    """Does something when a step of that name is done."""

    name: str
    do: Callable[[], object]

    def step(self, name: str) -> None:
        if name == self.name:
            self.do()

    def progress(self, done: int, total: int | None) -> None:
        """Is not looked at."""


def interrupt() -> None:
    """What :class:`At` does to end a run."""
    raise Interrupted
