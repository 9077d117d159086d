"""Two processes run the same job on one ledger at the same time: one bills, the other is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from tests.crash.trial import Driver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.crash.trial import Trial

ROUNDS = 20
DOCUMENTS = ["external_2603021.txt", "internal_2603022.txt", None]


@pytest.fixture(scope="module")
def second() -> Iterator[Driver]:
    started = Driver.start()
    yield started
    started.stop()


def race(drivers: tuple[Driver, Driver], trials: tuple[Trial, Trial]) -> tuple[Trial, Trial]:
    """Start both, and return who has billed and who has not."""
    for driver, trial in zip(drivers, trials, strict=True):
        trial.output.mkdir()
        driver.begin(trial)
    for driver, trial in zip(drivers, trials, strict=True):
        assert driver.end()["exit"] == 0, trial.stderr()
    (winner,) = (trial for trial in trials if trial.stdout())
    (loser,) = (trial for trial in trials if trial is not winner)
    assert loser.stdout() == []
    return winner, loser


@pytest.mark.parametrize("same", [True, False], ids=["the same folder", "a folder each"])
def test_one_bills_and_the_other_is_told(
    driver: Driver, second: Driver, new_trial: Callable[[], Trial], *, same: bool
) -> None:
    for _ in range(ROUNDS):
        one = evolve(new_trial(), says="one")
        other = evolve(one, says="other", out="out" if same else "elsewhere")
        winner, loser = race((driver, second), (one, other))
        assert '"code": "run.all-billed"' in loser.stderr()
        assert "batch 260302-1" in loser.stderr()
        assert '"code": "run.all-billed"' not in winner.stderr()
        assert [made["document"] for made in winner.stdout()] == DOCUMENTS
        winner.assert_laws()
        if not same:
            assert not loser.target.exists()
