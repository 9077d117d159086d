"""Enrollments are read once, shown beside the customers, and decided with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.domain.enrollment import AnswerError
from fakturakjerne.engine.likeness import Agreement
from fakturakjerne.engine.matching import Proposal
from fakturakjerne.errors import BlockedError, ConfigError, LedgerError
from fakturakjerne.ledger.enrollment_records import DecisionOutcome, EnrollmentKind
from fakturakjerne.ledger.register_records import EfakturaStatus
from fakturakjerne.workflow.answering import find_file, finish
from fakturakjerne.workflow.enrollment import (
    Verdict,
    _reviewed,
    answers_receipted,
    decide,
    read_enrollments,
    review,
    show,
)
from fakturakjerne.workflow.receipts import read_receipts
from tests.workflow.bank_formats import (
    KARI,
    PERSON,
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
from tests.workflow.watching import At, Interrupted, interrupt

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.enrollment import EnrollmentsRead

YES = Verdict(outcome=DecisionOutcome.ACCEPT)
NO = Verdict(outcome=DecisionOutcome.REJECT)


def read(
    ledger: SqlLedger, folder: Path, *wishes: Wish, name: str = "enroll.txt"
) -> EnrollmentsRead:
    put(folder, enrollments(*wishes), name)
    return read_enrollments(desk(ledger, folder), folder / "in" / name)


def test_the_rule_proposes_and_says_why(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger)
    read(
        ledger,
        tmp_path,
        Wish(),
        Wish(first_name="Kari Anne"),
        Wish(action="C", last_name="Hansen"),
        Wish(reference="9999"),
    )
    [file] = review(desk(ledger, tmp_path))
    assert [each.match.proposal for each in file.new] == [
        Proposal.ACCEPT,
        Proposal.DECIDE,
        Proposal.REJECT,
        Proposal.UNKNOWN,
    ]
    assert [one.code for one in file.new[0].match.reasons] == [
        "match.name-same",
        "match.address-same",
    ]
    assert file.new[0].customer is not None
    assert file.new[3].customer is None


def test_who_ends_it_is_off_at_once_and_confirmations_stand_apart(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    register(ledger, KARI, evolve(KARI, number="1002"), evolve(KARI, number="1003"))
    done = read(
        ledger,
        tmp_path,
        Wish(action="D"),
        Wish(reference="1002", status="A"),
        Wish(reference="1003"),
    )
    assert done.counts == dict.fromkeys(EnrollmentKind, 1)
    assert status_of(ledger) is EfakturaStatus.OFF
    assert status_of(ledger, "1002") is EfakturaStatus.ACTIVE
    [file] = review(desk(ledger, tmp_path))
    assert [len(part) for part in (file.new, file.deletions, file.confirmations)] == [1, 1, 1]


def test_a_file_is_read_once(ledger: SqlLedger, tmp_path: Path) -> None:
    first = read(ledger, tmp_path, Wish())
    again = read(ledger, tmp_path, Wish())
    assert (first.file.is_new, again.file.is_new) == (True, False)
    assert again.file.id == first.file.id
    [file] = review(desk(ledger, tmp_path))
    assert len(file.new) == 1


def test_a_file_with_an_error_is_not_read_at_all(ledger: SqlLedger, tmp_path: Path) -> None:
    content = enrollments(Wish(), Wish()).replace(b"NY42948800000002", b"NY42948800000003")
    put(tmp_path, content)
    with pytest.raises(BlockedError) as refused:
        read_enrollments(desk(ledger, tmp_path), tmp_path / "in" / "enroll.txt")
    assert refused.value.findings
    assert ledger.enrollments.files() == ()


def test_another_kind_of_file_is_told(ledger: SqlLedger, tmp_path: Path) -> None:
    put(tmp_path, transmission(received(7), count=0), "receipt.txt")
    with pytest.raises(BlockedError, match="it looks like efaktura-receipt"):
        read_enrollments(desk(ledger, tmp_path), tmp_path / "in" / "receipt.txt")
    put(tmp_path, b"hello", "letter.txt")
    with pytest.raises(BlockedError, match="it looks like -"):
        read_enrollments(desk(ledger, tmp_path), tmp_path / "in" / "letter.txt")


def test_receipts_in_the_file_are_entered_even_after_a_crash(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    put(tmp_path, enrollments(Wish(), receipts=processed(77)))
    path = tmp_path / "in" / "enroll.txt"
    crashing = desk(ledger, tmp_path, At("enrollments read: enroll.txt", interrupt))
    with pytest.raises(Interrupted):
        read_enrollments(crashing, path)
    done = read_enrollments(desk(ledger, tmp_path), path)
    assert done.receipts is not None
    assert (done.receipts.applied.is_new, done.receipts.count) == (True, 1)
    assert len(ledger.enrollments.files()) == 2


def test_one_enrollment_beside_each_address(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger)
    read(ledger, tmp_path, Wish(last_name="Nordman"), Wish(reference="9999"))
    work = desk(ledger, tmp_path)
    [file] = review(work)
    first, unknown = (each.enrollment.id for each in file.new)
    nearest = show(work, first)
    assert nearest.address == 2  # the second address is the one that agrees
    agreements = {each.name: each.agreement for each in nearest.pairs}
    assert agreements["line_1"] is Agreement.SAME
    assert agreements["name"] is Agreement.NEAR
    cabin = show(work, first, address=1)
    assert {each.name: each.register for each in cabin.pairs}["line_1"] == "Fjellveien 9"
    assert {each.name: each.agreement for each in cabin.pairs}["line_1"] is Agreement.OTHER
    assert show(work, unknown).pairs == ()
    for wrong in (0, 3):
        with pytest.raises(ConfigError, match="the customer has 2 addresses"):
            show(work, first, address=wrong)
    with pytest.raises(LedgerError):
        show(work, 99)


def test_a_customer_without_an_address_is_compared_all_the_same(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    register(ledger, evolve(KARI, addresses=()))
    read(ledger, tmp_path, Wish())
    shown = show(desk(ledger, tmp_path), 1)
    assert shown.address == 0
    assert {each.name: each.register for each in shown.pairs}["line_1"] == ""


def test_a_decision_has_a_reason_and_who_took_it(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger)
    read(ledger, tmp_path, Wish(), Wish(first_name="Kari Anne"))
    work = desk(ledger, tmp_path)
    taken = decide(work, 1, YES).enrollment.decision
    assert taken is not None
    assert (taken.outcome, taken.code, taken.actor) == (DecisionOutcome.ACCEPT, "", "kari")
    assert taken.reason.startswith("The name agrees")
    with pytest.raises(ConfigError, match="--reason"):
        decide(work, 2, YES)
    reason = evolve(YES, reason=f" known by {PERSON} ")
    decided = decide(work, 2, reason).enrollment.decision
    assert decided is not None
    assert decided.reason == "known by 15*********"
    with pytest.raises(ConfigError, match="--reason"):
        decide(work, 1, NO)
    changed = decide(
        work, 1, Verdict(outcome=NO.outcome, error=AnswerError.NOT_OFFERED, reason="x")
    )
    assert changed.enrollment.decision is not None
    assert changed.enrollment.decision.code == "03"


def test_an_unknown_reference_is_never_accepted(ledger: SqlLedger, tmp_path: Path) -> None:
    read(ledger, tmp_path, Wish(reference="9999"))
    work = desk(ledger, tmp_path)
    with pytest.raises(BlockedError, match="9999"):
        decide(work, 1, evolve(YES, reason="I am sure"))
    rejected = decide(work, 1, evolve(NO, error=AnswerError.DIFFERENT_PERSON)).enrollment.decision
    assert rejected is not None
    assert rejected.code == "01"
    register(ledger, evolve(KARI, number="9999"))  # once the register is right, it can be
    assert decide(work, 1, YES).enrollment.customer is not None


def test_a_reference_of_two_customers_is_no_ones(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger, KARI, evolve(KARI, number="1002", efaktura_reference="1001"))
    read(ledger, tmp_path, Wish())
    work = desk(ledger, tmp_path)
    [file] = review(work)
    assert [one.code for one in file.new[0].match.reasons] == ["enrollment.ambiguous"]
    with pytest.raises(BlockedError):
        decide(work, 1, evolve(YES, reason="the first one"))


def test_only_new_ones_are_decided(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger)
    read(ledger, tmp_path, Wish(status="A"))
    with pytest.raises(LedgerError):
        decide(desk(ledger, tmp_path), 1, evolve(NO, reason="no"))


def test_what_was_redacted_is_shown_as_that(ledger: SqlLedger, tmp_path: Path) -> None:
    read(ledger, tmp_path, Wish())
    gone = _reviewed(evolve(ledger.enrollments.get(1), record=None), {})
    assert [one.code for one in gone.match.reasons] == ["enrollment.redacted"]
    with pytest.raises(ConfigError):
        _ = gone.record


def test_answers_that_were_receipted_stand_in_a_part_of_their_own(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    register(ledger)
    read(ledger, tmp_path, Wish())
    work = desk(ledger, tmp_path)
    decide(work, 1, YES)
    finish(work, find_file(work, None))
    assert answers_receipted(work) == []
    put(tmp_path, transmission(processed(1, status=2, code="526"), count=0), "receipt.txt")
    done = read_receipts(work, tmp_path / "in" / "receipt.txt")
    assert [one.code for one in done.findings] == ["answer.rejected"]
    [answer] = answers_receipted(work)
    assert (answer.name, answer.code) == ("retfile_enroll.txt", "526")
    assert status_of(ledger) is EfakturaStatus.ACCEPTED  # no invoice goes to her any longer
