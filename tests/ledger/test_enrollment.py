from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.domain.enrollment import EnrollmentAction, EnrollmentRecord, EnrollmentStatus
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger.access import ROWS_A_QUERY
from fakturakjerne.ledger.enrollment_records import EnrollmentKind, FileState
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.register_records import EfakturaStatus
from tests.ledger.made_books import (
    NO,
    ORIGIN,
    YES,
    answer,
    enrollment,
    entry,
    ids,
    incoming,
    read,
    register,
    status_of,
)
from tests.ledger.made_records import NOW, PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fakturakjerne.ledger.sql import SqlLedger

GONE = enrollment(action=EnrollmentAction.DELETE)


def confirmed(status: EnrollmentStatus, reference: str = "1001") -> EnrollmentRecord:
    return enrollment(reference, status=status)


def test_a_file_comes_back_in_its_order(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    records = [
        enrollment("unknown"),
        enrollment("1001", action=EnrollmentAction.CHANGE),
        GONE,
        confirmed(EnrollmentStatus.ACTIVE),
    ]
    found = ledger.enrollments.of_file(read(ledger, *records)).enrollments
    assert [each.record for each in found] == records
    assert [each.position for each in found] == [1, 2, 3, 4]
    kinds = EnrollmentKind
    assert [each.kind for each in found] == [
        kinds.NEW,
        kinds.NEW,
        kinds.DELETION,
        kinds.CONFIRMATION,
    ]
    assert [each.customer for each in found] == [None, 1, 1, 1]
    assert ledger.enrollments.get(found[1].id) == found[1]


def test_a_long_file_is_read_in_chunks(ledger: SqlLedger) -> None:
    count = ROWS_A_QUERY + 1
    file = read(ledger, *(enrollment(str(number)) for number in range(count)))
    found = ledger.enrollments.of_file(file).enrollments
    assert [each.position for each in found] == list(range(1, count + 1))


def test_a_deletion_switches_off_at_once(ledger: SqlLedger) -> None:
    ledger.customers.update([entry("1001", EfakturaStatus.ACTIVE)], ORIGIN)
    file = read(ledger, GONE, enrollment("nobody", action=EnrollmentAction.DELETE))
    assert status_of(ledger) is EfakturaStatus.OFF
    assert ledger.customers.changes("1001")[-1].source == f"file {file}"
    assert ledger.enrollments.moved(file).state is FileState.MOVED


def test_a_file_that_fails_in_the_middle_leaves_nothing(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    def breaks() -> Iterator[EnrollmentRecord]:
        yield GONE
        yield from (enrollment(str(number)) for number in range(ROWS_A_QUERY))
        raise KeyError

    register(ledger, "1001")
    before = list(raw.iterdump())
    with pytest.raises(KeyError):
        ledger.enrollments.read(incoming(), breaks())
    assert list(raw.iterdump()) == before


def test_the_last_decision_counts_and_all_are_kept(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    register(ledger, "1001")
    (one,) = ids(ledger, read(ledger, enrollment()))
    ledger.enrollments.decide(one, YES)
    found = ledger.enrollments.decide(one, evolve(NO, reason=f"is {PERSON}", proposal="near"))
    expected = evolve(NO, reason="is 15*********", proposal="near", at=NOW)
    assert found.decision == expected
    assert raw.execute("SELECT outcome FROM decision").fetchall() == [("accept",), ("reject",)]
    assert status_of(ledger) is EfakturaStatus.NONE


def test_nobody_is_accepted_for_a_reference_of_none_or_of_two(ledger: SqlLedger) -> None:
    (one,) = ids(ledger, read(ledger, enrollment("77")))
    with pytest.raises(LedgerError, match="0 customers have the eFaktura reference") as caught:
        ledger.enrollments.decide(one, YES)
    assert "0 kunder har eFaktura-referansen" in caught.value.in_language("nb")
    ledger.customers.update([entry(each, efaktura_reference="77") for each in "ab"], ORIGIN)
    with pytest.raises(LedgerError, match="2 customers"):
        ledger.enrollments.decide(one, YES)
    assert ledger.enrollments.decide(one, evolve(NO, code="01")).customer is None


def test_a_customer_that_came_later_is_the_one_accepted(ledger: SqlLedger) -> None:
    (one,) = ids(ledger, read(ledger, enrollment()))
    register(ledger, "1001")
    assert ledger.enrollments.decide(one, YES).customer == 1


@pytest.mark.parametrize("record", [GONE, confirmed(EnrollmentStatus.ACTIVE)], ids=str)
def test_only_what_wants_an_answer_is_decided(ledger: SqlLedger, record: EnrollmentRecord) -> None:
    register(ledger, "1001")
    (one,) = ids(ledger, read(ledger, record))
    with pytest.raises(LedgerError, match="it gets no answer"):
        ledger.enrollments.decide(one, YES)


def test_what_was_redacted_cannot_be_accepted(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    register(ledger, "1001")
    (one,) = ids(ledger, read(ledger, enrollment()))
    raw.execute("UPDATE content SET salt = NULL, reference = NULL, kid = NULL, content = NULL")
    assert ledger.enrollments.get(one).record is None
    with pytest.raises(LedgerError, match="0 customers"):
        ledger.enrollments.decide(one, YES)


def test_an_answer_makes_wait_and_its_sending_makes_active(ledger: SqlLedger) -> None:
    register(ledger, "1001", "1002")
    file = read(ledger, enrollment("1001"), enrollment("1002"), enrollment("nobody"))
    first, second, third = ids(ledger, file)
    ledger.enrollments.decide(first, YES)
    ledger.enrollments.decide(second, NO)
    ledger.enrollments.decide(third, evolve(NO, code="01"))
    sent = answer(ledger, file)
    assert status_of(ledger, "1001") is EfakturaStatus.ACCEPTED
    assert status_of(ledger, "1002") is EfakturaStatus.REJECTED
    assert ledger.enrollments.of_file(file).file.answer == sent
    with pytest.raises(LedgerError, match=r"answered already, in file enroll\.txt"):
        ledger.enrollments.decide(first, NO)
    ledger.transmissions.placed(sent)
    assert status_of(ledger, "1001") is EfakturaStatus.ACTIVE
    assert ledger.enrollments.moved(file).state is FileState.MOVED


def test_an_undecided_file_is_not_answered(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    register(ledger, "1001")
    file = read(ledger, enrollment(), enrollment())
    ledger.enrollments.decide(ids(ledger, file)[0], YES)
    before = list(raw.iterdump())
    with pytest.raises(LedgerError, match=r"1 enrollments of file enroll\.txt are undecided"):
        answer(ledger, file)
    with pytest.raises(LedgerError, match="were not answered; finish it first"):
        ledger.enrollments.moved(file)
    assert list(raw.iterdump()) == before


def test_a_file_without_new_ones_is_closed_without_an_answer(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    file = read(ledger, GONE)
    with ledger.begin() as transaction:
        transaction.outgoing.close_without_answer(file, actor="kari")
    assert ledger.enrollments.of_file(file).file.state is FileState.ANSWERED


def test_a_file_with_new_ones_is_not_closed_without_an_answer(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    file = read(ledger, enrollment())
    ledger.enrollments.decide(ids(ledger, file)[0], YES)
    with pytest.raises(LedgerError, match="finish it first"), ledger.begin() as transaction:
        transaction.outgoing.close_without_answer(file, actor="kari")


def test_who_is_active_stays_so_whatever_is_answered(ledger: SqlLedger) -> None:
    ledger.customers.update([entry("1001", EfakturaStatus.ACTIVE)], ORIGIN)
    for number, decision in enumerate((YES, NO), start=1):
        file = read(ledger, enrollment(action=EnrollmentAction.CHANGE), name=f"{number}")
        ledger.enrollments.decide(ids(ledger, file)[0], decision)
        answer(ledger, file, number=number)
        assert status_of(ledger) is EfakturaStatus.ACTIVE


def test_who_switched_off_later_does_not_come_on_by_an_older_file(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    file = read(ledger, enrollment())
    read(ledger, GONE, name="later.txt")
    ledger.enrollments.decide(ids(ledger, file)[0], YES)
    ledger.transmissions.placed(answer(ledger, file))
    assert status_of(ledger) is EfakturaStatus.OFF


def test_who_switched_off_before_may_come_on_again(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    file = read(ledger, GONE, enrollment())
    ledger.enrollments.decide(ids(ledger, file)[1], YES)
    ledger.transmissions.placed(answer(ledger, file))
    assert status_of(ledger) is EfakturaStatus.ACTIVE


def test_who_switches_off_between_answer_and_sending_stays_off(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    file = read(ledger, enrollment())
    ledger.enrollments.decide(ids(ledger, file)[0], YES)
    sent = answer(ledger, file)
    read(ledger, GONE, name="later.txt")
    ledger.transmissions.placed(sent)
    assert status_of(ledger) is EfakturaStatus.OFF


STATUS = EnrollmentStatus


@pytest.mark.parametrize(
    ("decision", "said", "becomes"),
    [
        (None, STATUS.ACTIVE, EfakturaStatus.ACTIVE),
        (None, STATUS.NOT_ACTIVE, EfakturaStatus.REJECTED),
        (None, STATUS.DELETED, EfakturaStatus.OFF),
        (YES, STATUS.ACTIVE, EfakturaStatus.ACTIVE),
        (YES, STATUS.NOT_ACTIVE, EfakturaStatus.REJECTED),
        (YES, STATUS.DELETED, EfakturaStatus.OFF),
        (NO, STATUS.ACTIVE, EfakturaStatus.REJECTED),
        (NO, STATUS.NOT_ACTIVE, EfakturaStatus.REJECTED),
        (NO, STATUS.DELETED, EfakturaStatus.REJECTED),
    ],
)
def test_a_confirmation_is_matched_with_our_answer(
    ledger: SqlLedger,
    decision: object,
    said: EnrollmentStatus,
    becomes: EfakturaStatus,
) -> None:
    register(ledger, "1001")
    confirms = None
    if decision is not None:
        file = read(ledger, enrollment())
        (confirms,) = ids(ledger, file)
        ledger.enrollments.decide(confirms, YES if decision is YES else NO)
        ledger.transmissions.placed(answer(ledger, file))
    (one,) = ids(ledger, read(ledger, confirmed(said), name="confirmed.txt"))
    assert ledger.enrollments.get(one).confirms == confirms
    assert status_of(ledger) is becomes


def test_a_confirmed_refusal_of_another_person_leaves_the_customer_active(
    ledger: SqlLedger,
) -> None:
    ledger.customers.update([entry("1001", EfakturaStatus.ACTIVE)], ORIGIN)
    file = read(ledger, enrollment(last_name="Pedersen"))
    ledger.enrollments.decide(ids(ledger, file)[0], NO)
    ledger.transmissions.placed(answer(ledger, file))
    read(ledger, confirmed(STATUS.NOT_ACTIVE), name="confirmed.txt")
    assert status_of(ledger) is EfakturaStatus.ACTIVE


def test_many_at_once_answer_a_file_once(url: str, ledger: SqlLedger) -> None:
    register(ledger, "1001")
    file = read(ledger, enrollment())
    ledger.enrollments.decide(ids(ledger, file)[0], YES)

    def finish(number: int) -> None:
        with open_ledger(url, lock_timeout=30) as another:
            try:
                answer(another, file, number=number)
            except LedgerError as error:
                refused.append(str(error))

    refused: list[str] = []
    threads = [threading.Thread(target=finish, args=[number]) for number in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 3
    assert all("goes forward only" in each for each in refused)
    assert len(ledger.transmissions.listed()) == 1
