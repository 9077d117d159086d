"""A file is answered once, customers become active with the answer, whatever crashes in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakturakjerne.catalogue import ENROLLMENT_REDACTED
from fakturakjerne.domain.enrollment import EnrollmentAnswer
from fakturakjerne.errors import BlockedError, ConfigError, OutsideError, TargetError
from fakturakjerne.ledger.enrollment_records import DecisionOutcome, FileState
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.register_records import EfakturaStatus
from fakturakjerne.workflow.answering import _answered, find_file, finish
from fakturakjerne.workflow.enrollment import Verdict, decide, read_enrollments, review
from fakturakjerne_nets.enrollment_importer import EnrollmentImporter, EnrollmentImportOptions
from tests.workflow.bank_formats import (
    Wish,
    desk,
    enrollments,
    processed,
    put,
    register,
    status_of,
)
from tests.workflow.watching import At, Interrupted, Steps, interrupt

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger

YES = Verdict(outcome=DecisionOutcome.ACCEPT)
NO = Verdict(outcome=DecisionOutcome.REJECT)
FILE = enrollments(
    Wish(), Wish(reference="9999", first_name="Pål"), Wish(action="C", last_name="Hansen")
)


def decided(ledger: SqlLedger, folder: Path) -> None:
    register(ledger)
    put(folder, FILE)
    work = desk(ledger, folder)
    read_enrollments(work, folder / "in" / "enroll.txt")
    [file] = review(work)
    first, second, third = (each.enrollment.id for each in file.new)
    decide(work, first, YES)
    decide(work, second, NO)
    decide(work, third, NO)


def answers(path: Path) -> list[tuple[str, str, str, str, str]]:
    """Read an answer as its receiver would: it has the form of the file that it answers."""
    content = path.read_bytes().replace(b"NY00001000010200", b"NY00001000008080")
    reads = EnrollmentImporter().read([content], EnrollmentImportOptions())
    items = [read.item for read in reads if read.item is not None]
    return [
        (each.reference, each.action.value, each.status.value, each.error_code, each.user_id)
        for each in items
    ]


def test_the_answer_is_written_the_customer_active_and_the_file_moved(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    decided(ledger, tmp_path)
    assert status_of(ledger) is EfakturaStatus.NONE
    done = finish(desk(ledger, tmp_path), find_file(desk(ledger, tmp_path), None))
    assert done.answer == tmp_path / "out" / "retfile_enroll.txt"
    assert (done.accepted, done.rejected) == (1, 2)
    assert answers(done.answer) == [
        ("1001", "A", "A", "", "U0000001"),
        ("9999", "A", "N", "01", "U0000002"),
        ("1001", "C", "N", "02", "U0000003"),
    ]
    assert status_of(ledger) is EfakturaStatus.ACTIVE
    assert done.moved == tmp_path / "in" / "read" / "enroll.txt"
    assert done.moved.read_bytes() == FILE
    assert not (tmp_path / "in" / "enroll.txt").exists()
    assert done.file.state is FileState.MOVED
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["retfile_enroll.txt"]


def steps(folder: Path) -> list[str]:
    """All steps that a finish has, in order."""
    folder.mkdir()
    watching = Steps()
    with open_ledger(f"sqlite:///{folder / 'ledger.db'}") as ledger:
        decided(ledger, folder)
        work = desk(ledger, folder, watching)
        finish(work, find_file(work, "enroll.txt"))
    return watching.names


STEPS = (
    "document written: retfile_enroll.txt",
    "staged: retfile_enroll.txt",
    "recorded: retfile_enroll.txt",
    "committed",
    "placed: retfile_enroll.txt",
    "placement noted: retfile_enroll.txt",
    "copied: enroll.txt",
    "moved: enroll.txt",
    "move noted: enroll.txt",
)


def test_these_are_the_steps(tmp_path: Path) -> None:
    assert tuple(steps(tmp_path / "whole")) == STEPS


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_is_made_good_by_the_next_run(
    step: str, ledger: SqlLedger, tmp_path: Path
) -> None:
    decided(ledger, tmp_path)
    crashing = desk(ledger, tmp_path, At(step, interrupt))
    with pytest.raises(Interrupted):
        finish(crashing, find_file(crashing, None))
    out, was_there = tmp_path / "out" / "retfile_enroll.txt", STEPS.index(step) >= 4
    assert out.exists() == was_there
    if not was_there or step.startswith("placed"):
        assert status_of(ledger) is not EfakturaStatus.ACTIVE  # nobody is active before it is sent
    before = out.read_bytes() if was_there else None
    work = desk(ledger, tmp_path)
    done = finish(work, find_file(work, "enroll.txt"))
    assert done.file.state is FileState.MOVED
    assert status_of(ledger) is EfakturaStatus.ACTIVE
    assert len(answers(out)) == 3
    assert before in (None, out.read_bytes())
    assert len(ledger.transmissions.listed()) == 1
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["read"]
    assert [path.name for path in (tmp_path / "in" / "read").iterdir()] == ["enroll.txt"]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["retfile_enroll.txt"]
    assert finish(work, find_file(work, "enroll.txt")).moved is None


def test_undecided_ones_are_refused(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger)
    put(tmp_path, FILE)
    work = desk(ledger, tmp_path)
    file = read_enrollments(work, tmp_path / "in" / "enroll.txt").file
    with pytest.raises(BlockedError) as refused:
        finish(work, file)
    assert len(refused.value.findings) == 3
    assert not (tmp_path / "out").exists()
    assert (tmp_path / "in" / "enroll.txt").exists()


def test_or_rejected_as_the_rest(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger)
    put(tmp_path, FILE)
    work = desk(ledger, tmp_path)
    file = read_enrollments(work, tmp_path / "in" / "enroll.txt").file
    done = finish(work, file, reject_rest=True)
    assert done.answer is not None
    assert [(each[2], each[3]) for each in answers(done.answer)] == [
        ("N", "02"),
        ("N", "01"),  # no customer has the reference: that is what is wrong
        ("N", "02"),
    ]
    assert status_of(ledger) is EfakturaStatus.REJECTED
    [first, *_] = ledger.enrollments.of_file(file.id).enrollments
    assert first.decision is not None
    assert (first.decision.actor, first.decision.proposal) == ("kari", "accept")


def test_a_file_with_deletions_alone_gets_no_answer(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger, status=EfakturaStatus.ACTIVE)
    put(tmp_path, enrollments(Wish(action="D")))
    work = desk(ledger, tmp_path)
    file = read_enrollments(work, tmp_path / "in" / "enroll.txt").file
    assert status_of(ledger) is EfakturaStatus.OFF
    done = finish(work, file)
    assert done.answer is None
    assert done.moved == tmp_path / "in" / "read" / "enroll.txt"
    assert not (tmp_path / "out").exists()


def test_receipts_in_the_same_file_are_done_with_it(ledger: SqlLedger, tmp_path: Path) -> None:
    put(tmp_path, enrollments(Wish(action="D"), receipts=processed(77)))
    work = desk(ledger, tmp_path)
    file = read_enrollments(work, tmp_path / "in" / "enroll.txt").file
    finish(work, file)
    assert [each.state for each in ledger.enrollments.files()] == [FileState.MOVED] * 2


def test_a_name_that_is_taken_in_the_outgoing_folder_stops_all(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    decided(ledger, tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "retfile_enroll.txt").write_text("another")
    work = desk(ledger, tmp_path)
    with pytest.raises(TargetError):
        finish(work, find_file(work, None))
    assert ledger.transmissions.listed() == ()
    assert status_of(ledger) is EfakturaStatus.NONE
    assert (tmp_path / "out" / "retfile_enroll.txt").read_text() == "another"


def test_a_name_that_is_taken_after_the_commit_is_told_and_tried_again(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    decided(ledger, tmp_path)
    crashing = desk(ledger, tmp_path, At("committed", interrupt))
    with pytest.raises(Interrupted):
        finish(crashing, find_file(crashing, None))
    taken = tmp_path / "out" / "retfile_enroll.txt"
    taken.write_text("another")
    work = desk(ledger, tmp_path)
    done = finish(work, find_file(work, "enroll.txt"))
    assert [one.code for one in done.findings] == ["file.still-pending"]
    assert status_of(ledger) is EfakturaStatus.ACCEPTED
    taken.unlink()
    again = finish(work, find_file(work, "enroll.txt"))
    assert [one.code for one in again.findings] == ["file.completed"]
    assert status_of(ledger) is EfakturaStatus.ACTIVE


def test_a_file_that_has_gone_is_told(ledger: SqlLedger, tmp_path: Path) -> None:
    decided(ledger, tmp_path)
    (tmp_path / "in" / "enroll.txt").unlink()
    work = desk(ledger, tmp_path)
    with pytest.raises(OutsideError, match="is gone"):
        finish(work, find_file(work, None))
    put(tmp_path, FILE)
    assert finish(work, find_file(work, None)).moved is not None


def test_which_file_is_meant(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    with pytest.raises(ConfigError, match="no file that was read waits"):
        find_file(work, None)
    with pytest.raises(ConfigError, match=r"called other\.txt"):
        find_file(work, "other.txt")
    for name, number in (("one.txt", 1), ("two.txt", 2)):
        put(tmp_path, enrollments(Wish(), number=number), name)
        read_enrollments(work, tmp_path / "in" / name)
    with pytest.raises(ConfigError, match=r"one\.txt, two\.txt"):
        find_file(work, None)
    assert find_file(work, "in/two.txt").name == "two.txt"


def test_what_was_redacted_cannot_be_answered(ledger: SqlLedger, tmp_path: Path) -> None:
    from attrs import evolve  # noqa: PLC0415 - beside its only use

    decided(ledger, tmp_path)
    [enrollment, *_] = ledger.enrollments.of_file(1).enrollments
    assert isinstance(_answered(enrollment), EnrollmentAnswer)
    with pytest.raises(ConfigError) as refused:
        _answered(evolve(enrollment, record=None))
    assert refused.value.text is ENROLLMENT_REDACTED
