"""The command line is killed from outside at random times; the next run makes it whole."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.crash.trial import unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.crash.trial import Driver, Trial

SEED = 20260302


def kill_and_resume(driver: Driver, trial: Trial, *, patience: float) -> int:
    """Kill a run after some seconds, run again, see that the laws hold; return how it ended."""
    killed: int = driver.command(trial, kill_after=patience)["exit"]
    resumed = driver.command(trial)
    said = f"seed {SEED}, killed after {patience:.6f} s: {trial.folder}: {trial.stderr()}"
    assert resumed["exit"] == 0, said
    try:
        trial.assert_laws()
    except AssertionError as error:
        raise AssertionError(said) from error
    return killed


def kill_many(driver: Driver, new_trial: Callable[[], Trial], *, rounds: int) -> None:
    """Spread the kills over the time that a run takes, in a random part of each of its slices."""
    measured = [driver.command(new_trial())["seconds"] for _ in range(3)]
    duration = min(measured)
    chance = random.Random(SEED)
    moments = [(number + chance.random()) / rounds * duration for number in range(rounds)]
    ends = [kill_and_resume(driver, new_trial(), patience=moment) for moment in moments]
    assert ends.count(-signal.SIGKILL) > rounds // 2, "most were killed before they were done"


def test_killed_fifty_times(driver: Driver, new_trial: Callable[[], Trial]) -> None:
    kill_many(driver, new_trial, rounds=50)


@pytest.mark.long
def test_killed_many_times(driver: Driver, new_trial: Callable[[], Trial]) -> None:
    kill_many(driver, new_trial, rounds=600)


def test_a_whole_process_is_killed_its_imports_included(
    driver: Driver, new_trial: Callable[[], Trial]
) -> None:
    command = [sys.executable, "-m", "fakturakjerne"]
    chance = random.Random(SEED)
    began = time.monotonic()
    subprocess.run(
        [*command, *new_trial().arguments], check=True, capture_output=True, env=unmeasured()
    )
    duration = time.monotonic() - began
    for number in range(4):
        trial = new_trial()
        patience = duration * (number + chance.random()) / 4
        with subprocess.Popen(
            [*command, *trial.arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=unmeasured(),
        ) as process:
            time.sleep(patience)
            process.kill()
        assert driver.command(trial)["exit"] == 0, f"killed after {patience:.6f} s"
        trial.assert_laws()
