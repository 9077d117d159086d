"""Answering enrollments and sending eFaktura are killed at every point; the next run makes it good.

The file is there as a whole or not at all, nobody is active before the answer is there, no invoice
goes twice, and in the end everything is as if nothing had happened.
"""

from __future__ import annotations

import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.ledger.enrollment_records import DecisionOutcome, FileState
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.register_records import EfakturaStatus
from fakturakjerne.workflow.enrollment import Verdict, decide, read_enrollments
from tests.workflow.bank_formats import KARI, Wish, desk, enrollments, put, register, status_of
from tests.workflow.bank_invoices import issued, lease

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger
    from tests.crash.trial import Driver, Trial

ENROLLMENTS = enrollments(Wish(), Wish(reference="9999", first_name="Pål"))
INVOICES = ["700001", "700002"]
QUERIES = ("statement: SELECT", "statement: PRAGMA")
ERRANDS = ["finish", "export"]


def prepare(trial: Trial) -> None:
    """Read enrollments of which one is accepted; issue invoices to one who is active already."""
    with open_ledger(trial.url) as ledger:
        work = desk(ledger, trial.folder)
        register(ledger)
        read_enrollments(work, put(trial.folder, ENROLLMENTS))
        decide(work, 1, Verdict(outcome=DecisionOutcome.ACCEPT))


def prepare_invoices(trial: Trial) -> None:
    with open_ledger(trial.url) as ledger:
        register(ledger, KARI, status=EfakturaStatus.ACTIVE)
        issued(ledger, trial.folder, lease("1"))
        issued(ledger, trial.folder, lease("2"))


@pytest.fixture(params=ERRANDS)
def errand(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def begun(errand: str, new_trial: Callable[[], Trial]) -> Callable[[], Trial]:
    """Make trials in which the errand is to be done."""
    template = new_trial()
    (prepare if errand == "finish" else prepare_invoices)(template)

    def make() -> Trial:
        trial = new_trial()
        shutil.rmtree(trial.folder)
        shutil.copytree(template.folder, trial.folder)
        return trial

    return make


def files(folder: Path) -> dict[str, bytes]:
    """What a folder holds, folders aside."""
    found = folder.iterdir() if folder.is_dir() else ()
    return {path.name: path.read_bytes() for path in found if path.is_file()}


def visible(found: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in found.items() if not name.startswith(".")}


def assert_between(trial: Trial, errand: str, whole: Trial) -> None:
    """What holds while nobody has made it good yet."""
    out, wanted = visible(files(trial.folder / "out")), files(whole.folder / "out")
    assert out in ({}, wanted), "the file is whole or absent"
    lying = {**files(trial.folder / "in"), **visible(files(trial.folder / "in" / "read"))}
    assert lying == ({"enroll.txt": ENROLLMENTS} if errand == "finish" else {}), "is never lost"
    if errand == "finish":
        with open_ledger(trial.url) as ledger:
            assert out or status_of(ledger) is not EfakturaStatus.ACTIVE, "before it is answered"


def assert_done(trial: Trial, errand: str, whole: Trial) -> None:
    for folder in ("in", "in/read", "out"):
        assert files(trial.folder / folder) == files(whole.folder / folder), folder
    with open_ledger(trial.url) as ledger:
        assert ledger.transmissions.pending() == ()
        with ledger.begin():
            """Whoever holds the ledger clears away what others left in the document store."""
        assert list((trial.folder / "ledger.documents" / "incoming").iterdir()) == []
        for made in ledger.transmissions.listed():
            ledger.store.verify(made.sha256)
        assert status_of(ledger) is EfakturaStatus.ACTIVE
        (assert_answered if errand == "finish" else assert_sent)(ledger)


def assert_answered(ledger: SqlLedger) -> None:
    [made] = ledger.transmissions.listed()
    assert made.name == "retfile_enroll.txt"
    assert [each.state for each in ledger.enrollments.files()] == [FileState.MOVED]


def assert_sent(ledger: SqlLedger) -> None:
    assert len(ledger.transmissions.listed()) == 1
    for number in INVOICES:
        [sending] = ledger.invoices.sendings(number)
        assert sending.transaction == INVOICES.index(number) + 1


def whole_run(driver: Driver, trial: Trial, errand: str) -> list[str]:
    """Do the errand without harm, and return the points where it can be killed."""
    answer = driver.errand(trial, errand, kill_at=-1)
    assert answer["exit"] == 0, trial.stderr()
    assert_done(trial, errand, trial)
    points: list[str] = answer["points"]
    return points


def resume(driver: Driver, trial: Trial, errand: str) -> None:
    done = driver.errand(trial, errand, kill_at=-1)
    assert done["exit"] == 0, trial.stderr()


def test_the_points_are_where_something_happens(
    driver: Driver, begun: Callable[[], Trial], errand: str
) -> None:
    whole = begun()
    points = whole_run(driver, whole, errand)
    assert len(files(whole.folder / "out")) == 1
    steps = [point.removeprefix("step: ").split(":")[0] for point in points if "step" in point]
    after = ["copied", "moved", "move noted"] if errand == "finish" else []
    before = ["rejected"] if errand == "finish" else []
    assert steps == [
        *before,
        *("document written", "staged", "recorded", "committed", "placed", "placement noted"),
        *after,
    ]


def test_killed_at_each_point_once(driver: Driver, begun: Callable[[], Trial], errand: str) -> None:
    """Between two queries nothing has happened; the long test dies there as well."""
    whole = begun()
    for number, name in enumerate(whole_run(driver, whole, errand)):
        if name.startswith(QUERIES):
            continue
        trial = begun()
        killed = driver.errand(trial, errand, kill_at=number)
        assert killed["exit"] == -signal.SIGKILL, f"point {number}: {name}: {trial.stderr()}"
        try:
            assert_between(trial, errand, whole)
            resume(driver, trial, errand)
            assert_done(trial, errand, whole)
            resume(driver, trial, errand)
            assert_done(trial, errand, whole)
        except AssertionError as error:
            message = f"killed at point {number}, {name}"
            raise AssertionError(message) from error


@pytest.mark.long
def test_killed_at_each_point_and_again_at_another(
    driver: Driver, begun: Callable[[], Trial], errand: str
) -> None:
    whole = begun()
    count = len(whole_run(driver, whole, errand))
    for number in range(count):
        trial, second = begun(), (number * 7) % count
        assert driver.errand(trial, errand, kill_at=number)["exit"] == -signal.SIGKILL
        driver.errand(trial, errand, kill_at=second)  # there may be less to do, and no such point
        assert_between(trial, errand, whole)
        resume(driver, trial, errand)
        assert_done(trial, errand, whole)
