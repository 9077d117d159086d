"""A file that is done with lies in the folder of read files, whatever is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakturakjerne.errors import LedgerError, OutsideError
from fakturakjerne.ledger.enrollment_records import FileState
from fakturakjerne.workflow.enrollment import read_enrollments
from fakturakjerne.workflow.shelving import _remove, put_away
from tests.workflow.bank_formats import Wish, desk, enrollments, put

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger

ENDED = enrollments(Wish(action="D"))


def test_another_file_of_its_name_is_left_alone(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    shelf = tmp_path / "in" / "read"
    shelf.mkdir()
    (shelf / "enroll.txt").write_text("of yesterday")
    (shelf / "enroll-2.txt").write_text("of today")
    file = read_enrollments(work, put(tmp_path, ENDED)).file
    assert put_away(work, file) == shelf / "enroll-3.txt"
    assert (shelf / "enroll.txt").read_text() == "of yesterday"
    assert (shelf / "enroll-3.txt").read_bytes() == ENDED
    assert ledger.enrollments.files()[0].state is FileState.MOVED


def test_a_file_that_lies_there_already_only_goes(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    file = read_enrollments(work, put(tmp_path, ENDED)).file
    (tmp_path / "in" / "read").mkdir()
    (tmp_path / "in" / "read" / "enroll.txt").write_bytes(ENDED)
    put_away(work, file)
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["read"]


def test_what_took_its_place_meanwhile_is_not_moved(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    file = read_enrollments(work, put(tmp_path, ENDED)).file
    put(tmp_path, b"of tomorrow")
    with pytest.raises(OutsideError, match="another file"):
        put_away(work, file)
    assert (tmp_path / "in" / "enroll.txt").read_bytes() == b"of tomorrow"


def test_what_is_not_answered_is_not_noted_as_moved(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    file = read_enrollments(work, put(tmp_path, enrollments(Wish()))).file
    with pytest.raises(LedgerError):
        put_away(work, file)


def test_a_file_that_cannot_be_removed_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutsideError, match=r"gone\.txt"):
        _remove(tmp_path / "gone.txt")
