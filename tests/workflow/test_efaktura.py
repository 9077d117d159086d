"""What goes as eFaktura: enrolled, not past due, never sent; all others with the reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import BlockedError
from fakturakjerne.ledger.enrollment_records import DecisionOutcome
from fakturakjerne.ledger.invoice_records import SendingState
from fakturakjerne.ledger.register_records import EfakturaStatus
from fakturakjerne.workflow.answering import find_file, finish
from fakturakjerne.workflow.efaktura import _reason, export
from fakturakjerne.workflow.enrollment import Verdict, decide, read_enrollments
from fakturakjerne.workflow.invoice_files import invoices_of
from fakturakjerne.workflow.receipts import read_receipts
from fakturakjerne_nets.efaktura_importer import EfakturaImporter, EfakturaImportOptions
from tests.workflow.bank_formats import (
    KARI,
    Wish,
    desk,
    enrollments,
    processed,
    put,
    received,
    register,
    transmission,
)
from tests.workflow.bank_invoices import HALL, document, issued, lease, written
from tests.workflow.outgoing_formats import refusing, with_sender
from tests.workflow.watching import At, Interrupted, interrupt

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.domain.finding import Finding
    from fakturakjerne.ledger.sql import SqlLedger

NUMBERS = ("1002", "1003", "1004", "1005")


def left(findings: object) -> dict[str, str]:
    assert isinstance(findings, tuple)
    every: tuple[Finding, ...] = findings
    return {one.path: one.code for one in every}


def in_file(path: Path) -> list[tuple[str, str, int]]:
    content = path.read_bytes()
    reads = EfakturaImporter().read([content], EfakturaImportOptions())
    return [
        (read.item.number, read.item.agreement, read.item.amount)
        for read in reads
        if read.item is not None
    ]


def test_an_active_customer_gets_it_and_the_others_have_a_reason(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    statuses = (
        EfakturaStatus.NONE,
        EfakturaStatus.ACCEPTED,
        EfakturaStatus.REJECTED,
        EfakturaStatus.OFF,
    )
    register(ledger, evolve(KARI, efaktura_reference="REF-1"), status=EfakturaStatus.ACTIVE)
    for number, status in zip(NUMBERS, statuses, strict=True):
        register(ledger, evolve(KARI, number=number), status=status)
    others = [lease(number, evolve(KARI, number=number)) for number in NUMBERS]
    credit = lease("6", evolve(KARI, number="1006"), charges=(evolve(HALL, net=Ore(-100)),))
    made = issued(ledger, tmp_path, lease("1"), *others, credit)
    assert len(made.invoices) == 6
    done = export(desk(ledger, tmp_path))
    [file] = done.files
    assert (file.invoices, file.gross, file.transmission) == (["700001"], 100000, 1)
    assert in_file(file.path) == [("700001", "REF-1", 100000)]
    assert left(done.left) == {
        "700002": "export.not-enrolled",
        "700003": "export.answer-unsent",
        "700004": "export.customer-rejected",
        "700005": "export.customer-off",
        "700006": "export.credit",
    }
    [sending] = ledger.invoices.sendings("700001")
    assert (sending.assignment, sending.transaction) == (302601, 1)
    again = export(desk(ledger, tmp_path))
    assert again.files == []
    assert left(again.left)["700001"] == "export.sent-before"


def test_who_was_accepted_gets_it_once_the_answer_was_sent(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    issued(ledger, tmp_path, lease("1"))
    work = desk(ledger, tmp_path)
    read_enrollments(work, put(tmp_path, enrollments(Wish())))
    decide(work, 1, Verdict(outcome=DecisionOutcome.ACCEPT))
    assert left(export(work).left) == {"700001": "export.not-enrolled"}
    finish(work, find_file(work, None))
    assert [each.invoices for each in export(work).files] == [["700001"]]


def test_what_is_past_due_stays(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger, status=EfakturaStatus.ACTIVE)
    issued(ledger, tmp_path, lease("1"))
    late = export(desk(ledger, tmp_path, today=date(2026, 3, 17)))
    assert left(late.left) == {"700001": "export.past-due"}
    assert not (tmp_path / "out").exists()
    on_the_day = export(desk(ledger, tmp_path, today=date(2026, 3, 16)))
    assert len(on_the_day.files) == 1


def test_with_nothing_left_no_file_is_written(ledger: SqlLedger, tmp_path: Path) -> None:
    assert export(desk(ledger, tmp_path)).files == []
    assert not (tmp_path / "out").exists()
    assert ledger.transmissions.listed() == ()


def test_an_invoice_that_the_format_refuses_is_left(ledger: SqlLedger, tmp_path: Path) -> None:
    active = EfakturaStatus.ACTIVE
    register(ledger, KARI, evolve(KARI, number="1002", efaktura_reference="X" * 40), status=active)
    issued(ledger, tmp_path, lease("1"), lease("2", evolve(KARI, number="1002")))
    done = export(desk(ledger, tmp_path))
    assert [each.invoices for each in done.files] == [["700001"]]
    assert left(done.left) == {"700002": "export.refused"}
    assert any(one.blocks for one in done.findings)


def test_a_file_that_would_be_refused_as_a_whole_is_not_begun(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    with pytest.raises(BlockedError):
        export(refusing(desk(ledger, tmp_path)))


def test_receipts_accept_and_reject_and_what_is_rejected_goes_again(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    ole = evolve(KARI, number="1002")
    register(ledger, KARI, ole, status=EfakturaStatus.ACTIVE)
    first, second = issued(ledger, tmp_path, lease("1"), lease("2", ole)).invoices
    work = desk(ledger, tmp_path)
    export(work)
    put(tmp_path, transmission(received(1), count=0), "r1.txt")
    read_receipts(work, tmp_path / "in" / "r1.txt")
    assert ledger.invoices.sendings(first.number)[-1].state is SendingState.RECEIVED
    assert second.kid is not None
    rejection = processed(1, 302601, accepted=1, rejected=[(2, second.kid.text, "504")])
    put(tmp_path, transmission(rejection, count=1), "r2.txt")
    done = read_receipts(work, tmp_path / "in" / "r2.txt")
    assert (list(done.applied.accepted), list(done.applied.rejected)) == (["700001"], ["700002"])
    [told] = [one for one in done.findings if one.code == "receipts.rejected"]
    assert "504" in told.message
    assert "eFaktura reference is missing or wrong" in told.message
    assert "mangler eller er feil" in told.in_language("nb")
    assert done.moved == tmp_path / "in" / "read" / "r2.txt"
    again = export(work)
    assert [each.invoices for each in again.files] == [["700002"]]
    assert again.files[0].transmission == 2


STEPS = (
    "document written: prodefakbbs20260000001.txt",
    "staged: prodefakbbs20260000001.txt",
    "recorded: prodefakbbs20260000001.txt",
    "committed",
    "placed: prodefakbbs20260000001.txt",
    "placement noted: prodefakbbs20260000001.txt",
)


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_at_any_step_sends_each_invoice_once(
    step: str, ledger: SqlLedger, tmp_path: Path
) -> None:
    register(ledger, status=EfakturaStatus.ACTIVE)
    issued(ledger, tmp_path, lease("1"))
    with pytest.raises(Interrupted):
        export(with_sender(desk(ledger, tmp_path, At(step, interrupt))))
    done = export(with_sender(desk(ledger, tmp_path)))
    out = [path.name for path in (tmp_path / "out").iterdir()]
    assert out == ["prodefakbbs20260000001.txt"]
    assert in_file(tmp_path / "out" / out[0]) == [("700001", "1001", 100000)]
    assert len(ledger.invoices.sendings("700001")) == 1
    assert len(done.files) == (STEPS.index(step) < 3)


def test_invoices_of_a_file_are_entered_and_sent_once(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger, status=EfakturaStatus.ACTIVE)
    issued(ledger, tmp_path, lease("1"))
    work = desk(ledger, tmp_path)
    stranger = {"kind": "external", "number": "7777", "name": "Nobody"}
    path = written(tmp_path, document(), document("900002", customer=stranger))
    done = export(work, invoices_of(work, [path]))
    assert [each.invoices for each in done.files] == [["900001"]]  # and not the ledger's own
    assert left(done.left) == {"900002": "export.customer-unknown"}
    again = export(work, invoices_of(work, [path]))
    assert again.files == []
    assert left(again.left)["900001"] == "export.sent-before"


def test_a_number_is_used_once(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    export(work, invoices_of(work, [written(tmp_path, document())]))
    other = written(tmp_path, document(note="another"))
    with pytest.raises(BlockedError):
        export(work, invoices_of(work, [other]))


def test_what_was_redacted_is_left(ledger: SqlLedger, tmp_path: Path) -> None:
    issued(ledger, tmp_path, lease("1"))
    [stored] = ledger.invoices.listed()
    gone = _reason(desk(ledger, tmp_path), evolve(stored, invoice=None), None)
    assert gone is not None
    assert gone.code == "export.redacted"
