"""A file of ours is written, committed and placed; a crash between any two loses nothing."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.ledger.enrollment_records import FileState
from fakturakjerne.ledger.invoice_records import Channel, Sending, TransmissionKind
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.register_records import EfakturaStatus
from tests.ledger.made_books import (
    INVOICES,
    YES,
    enrollment,
    ids,
    invoice,
    issue,
    issued,
    read,
    register,
    status_of,
    transmission,
)

if TYPE_CHECKING:
    from fakturakjerne.ledger.interface import Ledger
    from fakturakjerne.ledger.sql import SqlLedger

STEPS = ("file sealed", "recorded", "committed", "placed", "moved")


class Crash(Exception):  # noqa: N818 - a crash is no error of the code
    """The process dies here."""


def finish(ledger: Ledger, file: int, *, crash_after: str = "") -> None:
    """Answer a file as a run does it, and die after a step."""

    def step(name: str) -> None:
        if name == crash_after:
            raise Crash

    found = ledger.enrollments.of_file(file).file
    if found.state is FileState.READ:
        with ledger.begin() as transaction:
            assert transaction.outgoing.enrollments(file).undecided == ()
            with ledger.store.writer() as writer:
                writer.write(b"the answer")
                stored = writer.seal()
            step("file sealed")
            number = transaction.outgoing.next_transmission(2026)
            record = transmission(TransmissionKind.ANSWER, number=number, answers=file)
            record = evolve(record, sha256=stored.sha256, size=stored.size)
            transaction.outgoing.transmit(record)
            step("recorded")
    step("committed")
    for each in ledger.transmissions.pending():
        ledger.store.verify(each.sha256)
        ledger.transmissions.placed(each.id)
    step("placed")
    ledger.enrollments.moved(file)
    step("moved")


@pytest.mark.parametrize("crash_after", STEPS)
def test_an_answer_survives_a_crash_after_each_step(
    ledger: SqlLedger, url: str, crash_after: str
) -> None:
    register(ledger, "1001")
    file = read(ledger, enrollment())
    ledger.enrollments.decide(ids(ledger, file)[0], YES)
    with pytest.raises(Crash), open_ledger(url) as dying:
        finish(dying, file, crash_after=crash_after)
    is_sent = crash_after in STEPS[3:]
    assert (status_of(ledger) is EfakturaStatus.ACTIVE) == is_sent
    finish(ledger, file)
    assert status_of(ledger) is EfakturaStatus.ACTIVE
    (sent,) = ledger.transmissions.listed()
    assert sent.placed_at is not None
    assert b"".join(ledger.store.open(sent.sha256)) == b"the answer"
    assert ledger.enrollments.of_file(file).file.state is FileState.MOVED


@pytest.mark.parametrize("when", ["issued", "sent"])
def test_what_is_not_committed_has_not_happened(
    ledger: SqlLedger, raw: sqlite3.Connection, when: str
) -> None:
    issue(ledger)
    before = list(raw.iterdump())
    with pytest.raises(Crash), ledger.begin() as transaction:  # noqa: PT012 - the transaction is part of it
        (number,) = transaction.take_numbers(INVOICES, count=1)
        made = issued(invoice(str(number)), series=INVOICES.name, ordinal=number)
        transaction.outgoing.issue([made])
        if when == "sent":
            sending = Sending(invoice=str(number), assignment=1, transaction=1)
            transaction.outgoing.transmit(transmission(sendings=[sending]))
            assert [each.number for each in transaction.outgoing.unsent(Channel.EFAKTURA)] == [
                "700001"
            ]
        raise Crash
    assert list(raw.iterdump()) == before
    assert issue(ledger) == [str(number)]
