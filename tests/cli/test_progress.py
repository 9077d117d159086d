"""A bar on a terminal after two seconds, and silence everywhere else."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from attrs import define
from rich.console import Console

import fakturakjerne.workflow
from fakturakjerne.cli import wording
from fakturakjerne.cli.progress import PATIENCE, ProgressBar


@define
class Hand:
    """A clock that is moved by hand."""

    seconds: int = 0

    def __call__(self) -> int:
        return self.seconds


def terminal() -> Console:
    return Console(file=StringIO(), force_terminal=True, width=80)


def written(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_nothing_is_shown_before_two_seconds() -> None:
    console, clock = terminal(), Hand()
    with ProgressBar("nb", console, clock) as bar:
        clock.seconds = PATIENCE - 1
        bar.step("ledger held")
        bar.progress(1, 2)
    assert written(console) == ""


def test_after_two_seconds_the_step_is_shown_and_taken_away_at_the_end() -> None:
    console, clock = terminal(), Hand()
    with ProgressBar("nb", console, clock) as bar:
        clock.seconds = PATIENCE
        bar.step("document written: a.txt")
        bar.progress(1, 2)
    assert "dokument skrevet: a.txt" in written(console)
    assert written(console).endswith("\x1b[2K")


def test_a_pipe_stays_silent() -> None:
    console, clock = Console(file=StringIO()), Hand()
    with ProgressBar("nb", console, clock) as bar:
        clock.seconds = PATIENCE
        bar.step("ledger held")
    assert written(console) == ""


def test_every_step_of_the_workflow_has_words() -> None:
    folder = Path(fakturakjerne.workflow.__file__).parent
    told = {
        step
        for module in folder.glob("*.py")
        for step in re.findall(r'\.step\(f?"([^":]+)', module.read_text(encoding="utf-8"))
    }
    assert told
    assert told == set(wording.STEPS)


def test_a_step_without_words_is_told_by_its_name() -> None:
    console, clock = terminal(), Hand()
    with ProgressBar("nb", console, clock) as bar:
        clock.seconds = PATIENCE
        bar.step("something new: a.txt")
    assert "something new: a.txt" in written(console)
