"""The driver, started once a session, and folders for trials where writing to them is quick."""

from __future__ import annotations

import shutil
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.crash.trial import Driver, Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEMORY = Path("/dev/shm")  # noqa: S108 - a killed process loses no page, on a disk or not

collect_ignore_glob = [] if sys.platform == "linux" else ["test_*.py"]


@pytest.fixture(scope="session")
def driver() -> Iterator[Driver]:
    started = Driver.start()
    yield started
    started.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    if not MEMORY.is_dir():
        yield tmp_path
        return
    made = Path(tempfile.mkdtemp(dir=MEMORY, prefix="fakturakjerne-"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def new_trial(folder: Path) -> Callable[[], Trial]:
    """Make trials, each in an empty folder of its own."""
    numbers = count(1)

    def make() -> Trial:
        trial = Trial(folder / str(next(numbers)))
        trial.output.mkdir(parents=True)
        return trial

    return make
