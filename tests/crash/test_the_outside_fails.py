"""Disk full, folder unwritable, ledger locked: exit code 4, the path named, the state intact."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.ledger.opening import open_ledger
from tests.crash.trial import HERE, unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.crash.trial import Driver, Trial

LIMITED = """
import resource, sys
from fakturakjerne.cli import main
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
main()
"""


@pytest.fixture
def mount() -> Iterator[Callable[..., None]]:
    """Mount a small file system in memory, for as long as the test takes."""
    with ExitStack() as mounted:

        def make(folder: Path, *, options: str) -> None:
            folder.mkdir()
            done = subprocess.run(
                ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],  # noqa: S607 - root's own
                capture_output=True,
                check=False,
            )
            if done.returncode != 0:
                pytest.skip("mounting a file system takes rights that this process has not")
            mounted.callback(subprocess.run, ["umount", str(folder)], check=True)

        yield make


def remount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)  # noqa: S607 - as above


def assert_nothing_happened(trial: Trial) -> None:
    """Nothing is billed, and nothing stands in the folder or waits in the store."""
    with open_ledger(trial.url) as ledger:
        with ledger.begin() as transaction:
            assert transaction.number_use() == {}
            assert transaction.billed(["1", "2", "3", "4", "5"]) == {}
        assert ledger.pending() == ()
    found = list(trial.target.iterdir()) if trial.target.is_dir() else []
    assert found == []
    store = trial.folder / "ledger.documents"
    assert [path for path in store.rglob("*") if path.is_file()] == []


def fail(driver: Driver, trial: Trial, *, told: str) -> None:
    """Run, and see that the outside is said to have failed, in one line of JSON."""
    answer = driver.command(trial)
    assert answer["exit"] == 4, trial.stderr()
    assert told in trial.stderr()
    assert "Traceback" not in trial.stderr()


def succeed(driver: Driver, trial: Trial) -> None:
    assert driver.command(trial)["exit"] == 0, trial.stderr()
    trial.assert_laws()


def test_the_disk_of_the_target_is_full(
    driver: Driver, new_trial: Callable[[], Trial], mount: Callable[..., None]
) -> None:
    for size in ("4k", "8k", "16k"):
        trial = new_trial()
        mount(trial.target, options=f"size={size}")
        fail(driver, trial, told="No space left on device")
        assert str(trial.target) in trial.stderr()
        assert_nothing_happened(trial)
        remount(trial.target, "size=1m")
        succeed(driver, trial)


def test_the_disk_of_the_ledger_is_full(
    driver: Driver, new_trial: Callable[[], Trial], mount: Callable[..., None]
) -> None:
    """Wherever it fills up: in the migration, in the store, in the ledger while it is recorded."""
    ends = set()
    for kilobytes in (8, 60, 140, 190, 210, 230, 250, 270, 290, 330, 600):
        small = new_trial()
        disk = small.folder / "disk"
        mount(disk, options=f"size={kilobytes}k")
        trial = evolve(small, folder=disk, out="../out", says="../said")
        ends.add(driver.command(trial)["exit"])
        assert ends <= {0, 4}, trial.stderr()
        assert "Traceback" not in trial.stderr()
        remount(disk, "size=2m")
        succeed(driver, trial)
    assert ends == {0, 4}


def test_no_file_may_grow(driver: Driver, new_trial: Callable[[], Trial]) -> None:
    """A limit on the size of files, as a quota is one; whichever file meets it first."""
    ends = set()
    for kilobytes in (1, 10, 20, 40, 90, 120, 400):
        trial = new_trial()
        open_ledger(trial.url).close()
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, str(kilobytes * 1024), *trial.arguments],
            capture_output=True,
            text=True,
            check=False,
            env=unmeasured(),
        )
        assert done.returncode in {0, 4}, done.stderr
        assert "Traceback" not in done.stderr
        ends.add(done.returncode)
        succeed(driver, trial)
    assert ends == {0, 4}


def test_the_folder_is_a_file(driver: Driver, new_trial: Callable[[], Trial]) -> None:
    trial = new_trial()
    file = trial.folder / "file"
    file.write_text("no folder")
    below = evolve(trial, out="file/out")
    fail(driver, below, told=f"{below.target} cannot be written: Not a directory")
    assert_nothing_happened(trial)
    succeed(driver, trial)


def test_the_folder_can_only_be_read(
    driver: Driver, new_trial: Callable[[], Trial], mount: Callable[..., None]
) -> None:
    trial = new_trial()
    mount(trial.target, options="size=1m,ro")
    fail(driver, trial, told="cannot be written: Read-only file system")
    assert str(trial.target) in trial.stderr()
    assert_nothing_happened(trial)
    remount(trial.target, "rw")
    succeed(driver, trial)


def test_another_process_holds_the_ledger(driver: Driver, new_trial: Callable[[], Trial]) -> None:
    trial = new_trial()
    open_ledger(trial.url).close()
    impatient = trial.folder / "impatient.toml"
    config = (HERE / "month.toml").read_text("utf-8")
    impatient.write_text(config.replace("lock_timeout = 20", "lock_timeout = 1"), "utf-8")
    hurried = evolve(trial, config=impatient)
    with closing(sqlite3.connect(trial.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        fail(driver, hurried, told='"code": "ledger.busy"')
        assert str(trial.database) in trial.stderr()
        assert not trial.target.exists()
        other.execute("ROLLBACK")
    assert_nothing_happened(trial)
    succeed(driver, hurried)


def test_what_a_failed_run_could_not_place_is_placed_by_the_next(
    driver: Driver, new_trial: Callable[[], Trial], mount: Callable[..., None]
) -> None:
    """The disk goes read-only after the commit: the next run warns, and one after it completes."""
    trial = new_trial()
    mount(trial.target, options="size=1m")
    points = driver.job(trial, kill_at=-1)["points"]
    trial = evolve(new_trial(), out="../1/out")
    for path in trial.target.iterdir():
        path.unlink()
    committed = points.index("step: committed")
    assert driver.job(trial, kill_at=committed)["exit"] < 0
    remount(trial.target, "ro")
    assert driver.command(trial)["exit"] == 0
    assert trial.stderr().count('"code": "run.incomplete"') == 7
    assert trial.stdout() == []
    remount(trial.target, "rw")
    succeed(driver, trial)
