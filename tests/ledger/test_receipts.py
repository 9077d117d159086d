from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from fakturakjerne.ledger.invoice_records import (
    Applied,
    Channel,
    Outcome,
    SendingState,
    TransmissionKind,
)
from fakturakjerne.ledger.register_records import EfakturaStatus
from tests.ledger.made_books import (
    KIDS,
    YES,
    answer,
    enrollment,
    ids,
    incoming,
    issue,
    read,
    register,
    send,
    status_of,
    transmission,
)
from tests.ledger.made_records import PERSON, TODAY

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger

STATE = SendingState
WHOLE = Outcome(transmission=1, state=STATE.RECEIVED)
ASSIGNMENT = Outcome(transmission=1, assignment=1, state=STATE.ACCEPTED)
REFUSED = Outcome(
    transmission=1,
    assignment=1,
    transaction=2,
    kid=f"          {KIDS[0].text}",
    state=STATE.REJECTED,
    code="040",
    reference=f"1001 {PERSON}",
)


def apply(ledger: SqlLedger, *outcomes: Outcome, name: str = "receipt.txt") -> Applied:
    return ledger.invoices.apply(incoming(name, importer="efaktura-receipt"), outcomes)


def states(ledger: SqlLedger, *numbers: str) -> list[SendingState]:
    return [ledger.invoices.sendings(number)[-1].state for number in numbers]


def test_one_is_refused_and_the_rest_of_its_assignment_accepted(ledger: SqlLedger) -> None:
    first, second, third = issue(ledger, 3)
    send(ledger, first, second, third)
    done = apply(ledger, evolve(WHOLE, state=STATE.ACCEPTED), ASSIGNMENT, REFUSED)
    assert done.is_new
    assert (done.accepted, done.rejected, done.unmatched) == ((first, third), (second,), ())
    assert states(ledger, first, second, third) == [STATE.ACCEPTED, STATE.REJECTED, STATE.ACCEPTED]
    (sending,) = ledger.invoices.sendings(second)
    assert (sending.code, sending.reference) == ("040", "1001 15*********")
    unsent = ledger.invoices.listed(unsent=Channel.EFAKTURA)
    assert [each.number for each in unsent] == [second]
    assert ledger.transmissions.listed()[0].state is STATE.ACCEPTED


def test_the_same_receipt_twice_changes_nothing(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    first, second = issue(ledger, 2)
    send(ledger, first, second)
    done = apply(ledger, ASSIGNMENT, REFUSED)
    send(ledger, second, transmission_number=2)
    before = list(raw.iterdump())
    again = apply(ledger, ASSIGNMENT, REFUSED)
    assert again == Applied(file=done.file, is_new=False)
    assert list(raw.iterdump()) == before


def test_another_receipt_that_says_the_same_changes_no_state(ledger: SqlLedger) -> None:
    first, second = issue(ledger, 2)
    send(ledger, first, second)
    apply(ledger, ASSIGNMENT, REFUSED)
    done = apply(ledger, ASSIGNMENT, REFUSED, name="again.txt")
    assert (done.accepted, done.rejected, done.unmatched) == ((), (), ())


def test_a_transmission_is_first_received(ledger: SqlLedger) -> None:
    (number,) = issue(ledger)
    send(ledger, number)
    apply(ledger, WHOLE)
    assert states(ledger, number) == [STATE.RECEIVED]
    apply(ledger, WHOLE, name="again")
    apply(ledger, ASSIGNMENT, evolve(WHOLE, state=STATE.ACCEPTED), name="processed")
    assert states(ledger, number) == [STATE.ACCEPTED]
    apply(ledger, WHOLE, name="late")
    assert states(ledger, number) == [STATE.ACCEPTED]
    assert ledger.transmissions.listed()[0].state is STATE.ACCEPTED


def test_what_is_refused_as_a_whole_goes_back_to_unsent(ledger: SqlLedger) -> None:
    first, second = issue(ledger, 2)
    send(ledger, first, second)
    done = apply(ledger, evolve(WHOLE, state=STATE.REJECTED, code="564"))
    assert done.rejected == (first, second)
    (refused,) = done.rejected_transmissions
    assert (refused.number, refused.state, refused.code) == (1, STATE.REJECTED, "564")
    send(ledger, first, second, transmission_number=2)
    assert states(ledger, first, second) == [STATE.SENT, STATE.SENT]


def test_an_assignment_refused_leaves_the_others(ledger: SqlLedger) -> None:
    (number,) = issue(ledger)
    send(ledger, number)
    apply(ledger, evolve(ASSIGNMENT, assignment=2, state=STATE.REJECTED))
    assert states(ledger, number) == [STATE.SENT]


@pytest.mark.parametrize(
    "wrong",
    [{"transmission": 9}, {"assignment": 9}, {"transaction": 9}, {"kid": KIDS[1].text}],
    ids=str,
)
def test_an_outcome_about_nothing_of_ours_is_told(ledger: SqlLedger, wrong: dict[str, Any]) -> None:
    first, second = issue(ledger, 2)
    send(ledger, first, second)
    outcome = evolve(REFUSED, **wrong)
    assert apply(ledger, outcome).unmatched == (outcome,)
    assert states(ledger, first, second) == [STATE.SENT, STATE.SENT]


def test_what_was_accepted_is_not_refused_later(ledger: SqlLedger) -> None:
    first, second = issue(ledger, 2)
    send(ledger, first, second)
    apply(ledger, ASSIGNMENT)
    assert apply(ledger, REFUSED, name="late").unmatched == (REFUSED,)
    apply(ledger, evolve(WHOLE, state=STATE.REJECTED), name="later")
    assert states(ledger, first, second) == [STATE.ACCEPTED, STATE.ACCEPTED]


def test_an_outcome_without_a_kid_is_known_by_its_numbers(ledger: SqlLedger) -> None:
    first, second = issue(ledger, 2)
    send(ledger, first, second)
    assert apply(ledger, evolve(REFUSED, kid="")).rejected == (second,)


def test_a_number_that_came_again_means_the_newest(ledger: SqlLedger) -> None:
    first, second = issue(ledger, 2)
    send(ledger, first)
    with ledger.begin() as transaction:
        later = transmission(number=1, today=TODAY.replace(year=2027))
        newest = transaction.outgoing.transmit(later)
    apply(ledger, WHOLE)
    assert [each.state for each in ledger.transmissions.listed()] == [STATE.SENT, STATE.RECEIVED]
    assert ledger.transmissions.listed()[1].id == newest.id
    assert second


def test_an_answer_that_was_refused_lets_its_customers_wait(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    file = read(ledger, enrollment())
    ledger.enrollments.decide(ids(ledger, file)[0], YES)
    ledger.transmissions.placed(answer(ledger, file))
    done = apply(ledger, evolve(WHOLE, state=STATE.REJECTED, code="507"))
    assert [each.kind for each in done.rejected_transmissions] == [TransmissionKind.ANSWER]
    assert status_of(ledger) is EfakturaStatus.ACCEPTED
