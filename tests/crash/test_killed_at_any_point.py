"""A run is killed at every point between two things that it does; the next run makes it whole."""

from __future__ import annotations

import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.ledger.opening import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.crash.trial import Driver, Trial

STEPS = [
    "leases read",
    "ledger held",
    "ledger asked",
    "planned",
    "document written",
    "document read back",
    "reconciled",
    "log and manifest written",
    "staged",
    "recorded",
    "committed",
    "placed",
    "placement noted",
]


@pytest.fixture
def begun(new_trial: Callable[[], Trial]) -> Callable[[], Trial]:
    """Make trials whose ledger is there already, with its tables and nothing in them."""
    template = new_trial()
    open_ledger(template.url).close()

    def make() -> Trial:
        trial = new_trial()
        shutil.copy2(template.database, trial.database)
        return trial

    return make


def points_of(driver: Driver, trial: Trial) -> list[str]:
    """Run the job without harm, and return the points where it can be killed."""
    answer = driver.job(trial, kill_at=-1)
    assert answer["exit"] == 0, trial.stderr()
    trial.assert_laws()
    points: list[str] = answer["points"]
    return points


def kill_and_resume(driver: Driver, trial: Trial, number: int, name: str) -> None:
    """Kill the job at a point, run it again, and see that the laws hold."""
    killed = driver.job(trial, kill_at=number)
    assert killed["exit"] == -signal.SIGKILL, f"point {number}: {name}: {trial.stderr()}"
    resumed = driver.command(trial)
    said = f"killed at point {number}, {name}; then {trial.stderr()}"
    assert resumed["exit"] == 0, said
    try:
        trial.assert_laws()
    except AssertionError as error:
        raise AssertionError(said) from error


def test_the_points_are_where_something_happens(
    driver: Driver, new_trial: Callable[[], Trial]
) -> None:
    points = points_of(driver, new_trial())
    steps = [point.split(": ")[1] for point in points if point.startswith("step: ")]
    assert list(dict.fromkeys(steps)) == STEPS, "by their first time"
    assert (steps.count("document written"), steps.count("placed")) == (2, 7)
    kinds = ("statement: INSERT", "before the commit", "before open", "before os.link")
    for kind in (*kinds, "before os.rename", "before os.remove", "before os.mkdir"):
        assert any(point.startswith(kind) for point in points), kind


def test_killed_at_each_point_once(driver: Driver, begun: Callable[[], Trial]) -> None:
    """At each step, between any two statements, and between any two changes of files."""
    for number, name in enumerate(points_of(driver, begun())):
        kill_and_resume(driver, begun(), number, name)


def test_killed_while_a_new_ledger_is_made(driver: Driver, new_trial: Callable[[], Trial]) -> None:
    points = points_of(driver, new_trial())
    made = points.index("step: ledger held")
    for number in range(0, made, 5):
        kill_and_resume(driver, new_trial(), number, points[number])


@pytest.mark.long
def test_killed_at_each_point_of_a_run_on_a_new_ledger(
    driver: Driver, new_trial: Callable[[], Trial]
) -> None:
    for number, name in enumerate(points_of(driver, new_trial())):
        kill_and_resume(driver, new_trial(), number, name)


@pytest.mark.long
def test_killed_at_each_point_and_again_at_another(
    driver: Driver, begun: Callable[[], Trial]
) -> None:
    """Twice in a row: what resumes is killed as well."""
    count = len(points_of(driver, begun()))
    for number in range(count):
        trial, second = begun(), (number * 7) % count
        assert driver.job(trial, kill_at=number)["exit"] == -signal.SIGKILL
        driver.job(trial, kill_at=second)  # there may be less to do: then it comes to its end
        assert driver.command(trial)["exit"] == 0, f"killed at {number}, then at {second}"
        trial.assert_laws()
