from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.workflow.billing import Billing
from fakturakjerne.workflow.completion import complete, staging_owner
from fakturakjerne.workflow.observer import Unwatched
from tests.workflow.month import intake, job, month, names
from tests.workflow.watching import At, Interrupted, Steps, interrupt

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger

FILES = [
    "260302-1.manifest.json",
    "external_2603021.txt",
    "external_2603021.txt.log.csv",
    "external_2603021.txt.manifest.json",
    "internal_2603022.txt",
    "internal_2603022.txt.log.csv",
    "internal_2603022.txt.manifest.json",
]
DOCUMENTS = ("external_2603021.txt", "internal_2603022.txt")


def interrupted(ledger: SqlLedger, target: Path, *, at: str = "committed") -> None:
    """Leave what a run leaves that ends at that step."""
    billing = Billing(job=job(target), ledger=ledger, observer=At(at, interrupt))
    with pytest.raises(Interrupted):
        billing.run(intake(month()))


def test_without_an_interrupted_run_there_is_nothing_to_complete(ledger: SqlLedger) -> None:
    assert complete(ledger, Unwatched()) == []


def test_what_was_committed_gets_its_names(ledger: SqlLedger, target: Path) -> None:
    interrupted(ledger, target)
    assert names(target) == []
    steps = Steps()
    findings = complete(ledger, steps)
    assert names(target) == FILES
    assert [(one.code, one.severity.value, one.path) for one in findings] == [
        ("run.completed", "info", str(target / name)) for name in DOCUMENTS
    ]
    assert findings[0].values["batch"] == "260302-1"
    assert ledger.pending() == ()
    assert steps.names[:3] == [
        "placed: external_2603021.txt.log.csv",
        "placement noted: external_2603021.txt.log.csv",
        "placed: external_2603021.txt.manifest.json",
    ]
    assert complete(ledger, Unwatched()) == []


def test_a_document_comes_after_its_log_and_manifest(ledger: SqlLedger, target: Path) -> None:
    """Whoever waits for the document finds all of it."""
    interrupted(ledger, target, at="placed: external_2603021.txt.manifest.json")
    assert names(target) == FILES[2:4]
    complete(ledger, Unwatched())
    assert names(target) == FILES


def test_a_file_that_was_placed_but_not_noted_is_noted(ledger: SqlLedger, target: Path) -> None:
    interrupted(ledger, target, at="placed: external_2603021.txt")
    before = (target / "external_2603021.txt").stat()
    complete(ledger, Unwatched())
    after = (target / "external_2603021.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert ledger.pending() == ()


def test_a_run_completes_before_it_begins_and_tells(ledger: SqlLedger, target: Path) -> None:
    interrupted(ledger, target)
    outcome = Billing(job=job(target), ledger=ledger).run(intake(month()))
    assert names(target) == FILES
    assert outcome.all_billed
    assert [one.code for one in outcome.findings][:2] == ["run.completed", "run.completed"]


def test_a_dry_run_leaves_it_to_a_real_one(ledger: SqlLedger, target: Path, url: str) -> None:
    interrupted(ledger, target)
    with open_ledger(url, dry_run=True) as copy:
        outcome = Billing(job=job(target), ledger=copy, dry_run=True).run(intake(month()))
    assert outcome.all_billed
    assert names(target) == []


def test_a_folder_that_cannot_be_made_is_a_warning_for_each_file(
    ledger: SqlLedger, target: Path
) -> None:
    interrupted(ledger, target)
    shutil.rmtree(target)
    target.write_text("a file in place of the folder")
    outcome = Billing(job=job(target.with_name("elsewhere")), ledger=ledger).run(intake(month()))
    told = [one for one in outcome.findings if one.code == "run.incomplete"]
    assert [one.severity.value for one in told] == ["warning"] * 7
    assert {one.path for one in told} == {str(target / name) for name in FILES}
    assert "its content is safe in the document store" in told[0].message
    assert f"{target} cannot be written: File exists" in told[0].message
    assert outcome.all_billed
    target.unlink()
    assert len(complete(ledger, Unwatched())) == 2
    assert names(target) == FILES


def test_a_name_that_was_taken_meanwhile_holds_up_no_other_file(
    ledger: SqlLedger, target: Path
) -> None:
    interrupted(ledger, target)
    taken = target / "external_2603021.txt"
    taken.write_text("somebody else's")
    findings = complete(ledger, Unwatched())
    assert [one.code for one in findings] == ["run.incomplete", "run.completed"]
    assert "exists already and is never overwritten" in findings[0].message
    assert names(target) == FILES
    assert taken.read_text() == "somebody else's"
    assert [one.name for one in ledger.pending()] == ["external_2603021.txt"]
    taken.unlink()
    assert [one.code for one in complete(ledger, Unwatched())] == ["run.completed"]


def test_a_document_that_is_gone_from_the_store_is_told(ledger: SqlLedger, target: Path) -> None:
    interrupted(ledger, target)
    (document,) = (one for one in ledger.pending() if one.name == "internal_2603022.txt")
    ledger.store.path(document.sha256).unlink()
    findings = complete(ledger, Unwatched())
    assert [one.code for one in findings] == ["run.completed", "run.incomplete"]
    assert "restore it from a backup" in findings[1].message
    assert names(target) == [name for name in FILES if name != "internal_2603022.txt"]


def test_hidden_files_belong_to_one_ledger(ledger: SqlLedger, tmp_path: Path) -> None:
    with open_ledger(f"sqlite:///{tmp_path / 'other.db'}") as other:
        assert staging_owner(other) != staging_owner(ledger)
    assert staging_owner(ledger) == staging_owner(ledger)
    assert len(staging_owner(ledger)) == 8
