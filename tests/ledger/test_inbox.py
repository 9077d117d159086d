from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger.enrollment_records import FileState
from fakturakjerne.ledger.opening import open_ledger
from tests.ledger.made_books import enrollment, incoming, read
from tests.ledger.made_records import NOW

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger


def test_a_file_is_what_was_read(ledger: SqlLedger) -> None:
    file = ledger.enrollments.read(incoming(), [])
    assert file.is_new
    assert (file.name, file.actor, file.read_at) == ("enroll.txt", "kari@kommune", NOW)
    assert (file.state, file.answer) == (FileState.READ, None)
    assert ledger.enrollments.find(sha256=file.sha256, importer=file.importer) == file
    assert ledger.enrollments.find(sha256=file.sha256, importer="another") is None


def test_the_same_bytes_are_read_once_whatever_they_are_called(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    first = ledger.enrollments.read(incoming(), [enrollment()])
    before = list(raw.iterdump())
    again = ledger.enrollments.read(evolve(incoming(), name="other.txt"), [enrollment()])
    assert (again, again.is_new) == (first, False)
    assert list(raw.iterdump()) == before


def test_another_importer_may_read_the_same_bytes(ledger: SqlLedger) -> None:
    first = ledger.enrollments.read(incoming(), [])
    second = ledger.enrollments.read(incoming(importer="efaktura-receipt"), [])
    assert second.is_new
    assert ledger.enrollments.files() == (first, second)


def test_many_at_once_read_a_file_once(url: str, ledger: SqlLedger) -> None:
    def enter() -> None:
        with open_ledger(url, lock_timeout=30) as another:
            done.append(another.enrollments.read(incoming(), [enrollment()]).is_new)

    done: list[bool] = []
    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False, False, False, True]
    (file,) = ledger.enrollments.files()
    assert len(ledger.enrollments.of_file(file.id).enrollments) == 1


def test_a_file_that_is_moved_is_told_by_its_state(ledger: SqlLedger) -> None:
    read(ledger, name="a.txt")
    second = read(ledger, name="b.txt")
    assert ledger.enrollments.moved(second).state is FileState.MOVED
    assert ledger.enrollments.moved(second).state is FileState.MOVED
    assert [each.name for each in ledger.enrollments.files(state=FileState.MOVED)] == ["b.txt"]
    assert [each.name for each in ledger.enrollments.files(state=FileState.READ)] == ["a.txt"]


def test_a_file_that_is_not_there_is_told(ledger: SqlLedger) -> None:
    with pytest.raises(LedgerError, match="no file read of number 7") as caught:
        ledger.enrollments.of_file(7)
    assert "ingen innlest fil med nummer 7" in caught.value.in_language("nb")
