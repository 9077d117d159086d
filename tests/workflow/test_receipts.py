"""Receipts say what became of what was sent; the file is moved when all of it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakturakjerne.errors import BlockedError
from fakturakjerne.ledger.enrollment_records import DecisionOutcome, FileState
from fakturakjerne.ledger.invoice_records import SendingState
from fakturakjerne.ledger.register_records import EfakturaStatus
from fakturakjerne.workflow.answering import find_file, finish
from fakturakjerne.workflow.efaktura import export
from fakturakjerne.workflow.enrollment import Verdict, decide
from fakturakjerne.workflow.receipts import meaning_of, read_receipts
from tests.workflow.bank_formats import (
    Wish,
    desk,
    enrollments,
    processed,
    put,
    received,
    register,
    status_of,
    transmission,
)
from tests.workflow.bank_invoices import issued, lease
from tests.workflow.watching import At, Interrupted, interrupt

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.desk import Desk


@pytest.fixture
def sent(ledger: SqlLedger, tmp_path: Path) -> Desk:
    """A desk from which one invoice was sent."""
    register(ledger, status=EfakturaStatus.ACTIVE)
    issued(ledger, tmp_path, lease("1"))
    work = desk(ledger, tmp_path)
    export(work)
    return work


def test_a_transmission_that_is_refused_is_unsent_again(sent: Desk, tmp_path: Path) -> None:
    content = transmission(processed(1, status=2, code="526"), count=0)
    done = read_receipts(sent, put(tmp_path, content, "r.txt"))
    [told] = done.findings
    assert told.code == "receipts.transmission-rejected"
    assert "526" in told.message
    assert sent.ledger.invoices.sendings("700001")[-1].state is SendingState.REJECTED
    assert [each.transmission for each in export(sent).files] == [2]


def test_a_duplicate_changes_nothing(sent: Desk, tmp_path: Path) -> None:
    content = transmission(processed(1, status=2, code="529"), count=0)
    done = read_receipts(sent, put(tmp_path, content, "r.txt"))
    assert [one.code for one in done.findings] == ["receipts.duplicate"]
    assert sent.ledger.invoices.sendings("700001")[-1].state is SendingState.SENT


def test_what_was_never_sent_is_told(sent: Desk, tmp_path: Path) -> None:
    content = transmission(received(99), count=0)
    done = read_receipts(sent, put(tmp_path, content, "r.txt"))
    assert [one.code for one in done.findings] == ["receipts.unmatched"]


def test_the_same_file_twice_changes_nothing(sent: Desk, tmp_path: Path) -> None:
    content = transmission(processed(1, 302601, accepted=1), count=0)
    first = read_receipts(sent, put(tmp_path, content, "r.txt"))
    assert list(first.applied.accepted) == ["700001"]
    again = read_receipts(sent, put(tmp_path, content, "r.txt"))
    assert not again.applied.is_new
    assert again.applied.accepted == ()


@pytest.mark.parametrize("step", ["receipts read: r.txt", "copied: r.txt", "moved: r.txt"])
def test_a_crash_is_made_good_by_the_next_run(step: str, sent: Desk, tmp_path: Path) -> None:
    content = transmission(processed(1, 302601, accepted=1), count=0)
    path = put(tmp_path, content, "r.txt")
    crashing = desk(sent.ledger, tmp_path, At(step, interrupt))
    with pytest.raises(Interrupted):
        read_receipts(crashing, path)
    assert sent.ledger.invoices.sendings("700001")[-1].state is SendingState.ACCEPTED
    path.write_bytes(content)  # where it was moved already, a person lays it there again
    read_receipts(sent, path)
    assert not path.exists()
    assert [each.name for each in (tmp_path / "in" / "read").iterdir()] == ["r.txt"]
    assert [each.state for each in sent.ledger.enrollments.files()] == [FileState.MOVED]


def test_confirmations_tick_their_customers(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger)
    content = enrollments(Wish(status="A"), receipts=processed(7))
    done = read_receipts(desk(ledger, tmp_path), put(tmp_path, content, "r.txt"))
    assert status_of(ledger) is EfakturaStatus.ACTIVE
    assert done.moved is not None
    assert [each.state for each in ledger.enrollments.files()] == [FileState.MOVED] * 2


def test_new_enrollments_keep_the_file_until_they_are_answered(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    register(ledger)
    work = desk(ledger, tmp_path)
    path = put(tmp_path, enrollments(Wish(), receipts=processed(7)), "r.txt")
    assert read_receipts(work, path).waiting == 1
    decide(work, 1, Verdict(outcome=DecisionOutcome.ACCEPT))
    assert read_receipts(work, path).waiting == 1  # decided is not answered
    finish(work, find_file(work, "r.txt"))
    assert not path.exists()
    path.write_bytes((tmp_path / "in" / "read" / "r.txt").read_bytes())
    assert read_receipts(work, path).waiting == 0


def test_another_kind_of_file_is_told(ledger: SqlLedger, tmp_path: Path) -> None:
    with pytest.raises(BlockedError, match=r"letter\.txt is no efaktura-receipt"):
        read_receipts(desk(ledger, tmp_path), put(tmp_path, b"hello", "letter.txt"))


def test_a_file_with_an_error_is_not_entered(ledger: SqlLedger, tmp_path: Path) -> None:
    content = transmission(received(7), count=0).replace(b"NY00008900000000", b"NY00008900000009")
    with pytest.raises(BlockedError):
        read_receipts(desk(ledger, tmp_path), put(tmp_path, content, "r.txt"))
    assert ledger.enrollments.files() == ()


def test_a_code_that_nobody_knows_is_shown_as_that() -> None:
    assert meaning_of("999", {}, "nb") == "ukjent feilkode"
