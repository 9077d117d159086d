from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from alembic import command
from attrs import evolve

from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.errors import DeliveryRefusedError, LedgerError
from fakturakjerne.ledger import schema
from fakturakjerne.ledger.delivery_records import Resolution
from fakturakjerne.ledger.engine import file_engine
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.records import NumberSeries
from tests.ledger.made_deliveries import name_of, record_documents
from tests.ledger.made_records import FEBRUARY, NAME, NOW, PERSON, TODAY, document, empty_batch

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from fakturakjerne.ledger.delivery_records import Attempt, DocumentToDeliver
    from fakturakjerne.ledger.sql import SqlLedger

ACCEPTED, REJECTED, UNKNOWN, NOT_SENT = ReceiptStatus
INTERNAL = NumberSeries("internal", first=34500001, last=34500009)


@pytest.fixture
def documents(ledger: SqlLedger) -> tuple[DocumentToDeliver, ...]:
    return tuple(ledger.documents(record_documents(ledger, 3)))


def begin(
    ledger: SqlLedger, document: DocumentToDeliver, *, by: str = "ws", why: str = ""
) -> Attempt:
    return ledger.begin_delivery(document, transport=by, actor="kari", override=why)


def tried(ledger: SqlLedger, document: DocumentToDeliver, status: ReceiptStatus) -> Attempt:
    return ledger.finish_delivery(begin(ledger, document), Receipt(status))


def answer(status: ReceiptStatus, reason: str = "asked finance") -> Resolution:
    return Resolution(status=status, reference="R7", reason=reason, actor="ola")


def lease_states(raw: sqlite3.Connection) -> list[str]:
    rows = raw.execute("SELECT state FROM billed_lease ORDER BY order_number").fetchall()
    return [state for (state,) in rows]


def test_documents_of_a_batch_are_as_they_were_recorded(
    ledger: SqlLedger, documents: tuple[DocumentToDeliver, ...]
) -> None:
    assert [each.name for each in documents] == [name_of(34500001 + each) for each in range(3)]
    first = documents[0]
    assert (first.batch, first.media_type, first.series) == ("260302-1", "text/plain", "external")
    assert (first.kind, first.orders, first.period) == ("external", (34500001,), FEBRUARY)
    assert (first.profile, first.is_message) == ("lg04", False)
    assert (first.totals.net, first.totals.gross, first.totals.lines) == (80000, None, 2)
    assert b"".join(ledger.store.open(first.sha256)) == b"external 34500001\n"
    assert ledger.documents("260302-9") == ()


def test_batches_are_counted(ledger: SqlLedger) -> None:
    assert ledger.batches() == ()
    record_documents(ledger, 3)
    with ledger.begin() as transaction:
        transaction.record(empty_batch(transaction.next_batch_id(TODAY)))
    assert [(each.id, each.documents, each.orders) for each in ledger.batches()] == [
        ("260302-1", 3, 3),
        ("260302-2", 0, 0),
    ]
    first = ledger.batches()[0]
    assert (first.today, first.profiles, first.actor, first.created_at) == (
        TODAY,
        ["lg04"],
        "kari@kommune",
        NOW,
    )


def test_a_document_without_orders_has_no_period(ledger: SqlLedger) -> None:
    record_documents(ledger, 1)
    with ledger.begin() as transaction:
        transaction.record(evolve(empty_batch("260302-2"), documents=[document(sequence=2)]))
    (found,) = ledger.documents("260302-2")
    assert (found.orders, found.period) == ((), None)


def test_an_attempt_is_there_before_the_call_and_answered_after_it(
    ledger: SqlLedger, documents: tuple[DocumentToDeliver, ...], raw: sqlite3.Connection
) -> None:
    begun = begin(ledger, documents[0])
    (found,) = ledger.deliveries("260302-1")
    assert found == begun
    assert (found.number, found.started_at, found.is_open) == (1, NOW, True)
    finished = ledger.finish_delivery(begun, Receipt(ACCEPTED, "R1", ("thanks",)))
    assert ledger.deliveries("260302-1") == (finished,)
    assert (finished.status, finished.reference, finished.messages) == (ACCEPTED, "R1", ("thanks",))
    assert finished.finished_at == NOW
    assert lease_states(raw) == ["sent", "filed", "filed"]


@pytest.mark.parametrize("status", [REJECTED, UNKNOWN, NOT_SENT])
def test_leases_are_sent_only_when_they_were_accepted(
    ledger: SqlLedger,
    documents: tuple[DocumentToDeliver, ...],
    raw: sqlite3.Connection,
    status: ReceiptStatus,
) -> None:
    tried(ledger, documents[0], status)
    assert set(lease_states(raw)) == {"filed"}


def test_a_lease_that_was_confirmed_is_not_sent_back(
    ledger: SqlLedger, documents: tuple[DocumentToDeliver, ...], raw: sqlite3.Connection
) -> None:
    raw.execute("UPDATE billed_lease SET state = 'confirmed'")
    tried(ledger, documents[0], ACCEPTED)
    assert set(lease_states(raw)) == {"confirmed"}


@pytest.mark.parametrize("status", [ACCEPTED, UNKNOWN, None])
@pytest.mark.parametrize("by", ["ws", "sftp"])
def test_what_was_or_may_have_been_taken_is_refused_on_any_transport(
    ledger: SqlLedger,
    documents: tuple[DocumentToDeliver, ...],
    status: ReceiptStatus | None,
    by: str,
) -> None:
    if status is None:
        begin(ledger, documents[0])
    else:
        tried(ledger, documents[0], status)
    before = ledger.deliveries("260302-1")
    with pytest.raises(DeliveryRefusedError, match="order-34500001") as caught:
        begin(ledger, documents[0], by=by)
    assert "sendes ikke igjen" in caught.value.in_language("nb")
    assert ledger.deliveries("260302-1") == before
    begin(ledger, documents[1], by=by)


@pytest.mark.parametrize("status", [REJECTED, NOT_SENT])
def test_what_the_receiver_has_not_may_be_sent_again(
    ledger: SqlLedger, documents: tuple[DocumentToDeliver, ...], status: ReceiptStatus
) -> None:
    tried(ledger, documents[0], status)
    assert begin(ledger, documents[0]).number == 2
    assert len(ledger.deliveries("260302-1")) == 2


def test_a_reason_lets_a_document_pass_once_for_each_profile(
    ledger: SqlLedger, documents: tuple[DocumentToDeliver, ...]
) -> None:
    tried(ledger, documents[0], ACCEPTED)
    again = begin(ledger, documents[0], why="finance lost it")
    assert (again.number, again.override) == (2, "finance lost it")
    with pytest.raises(DeliveryRefusedError):
        begin(ledger, documents[0], why="finance lost it")
    assert begin(ledger, documents[0], by="sftp", why="finance lost it").number == 1
    assert begin(ledger, documents[0], why="finance lost it again").number == 3


def test_an_answer_is_given_once(
    ledger: SqlLedger, documents: tuple[DocumentToDeliver, ...]
) -> None:
    begun = begin(ledger, documents[0])
    ledger.finish_delivery(begun, Receipt(REJECTED))
    with pytest.raises(LedgerError, match="attempt 1 has its answer already"):
        ledger.finish_delivery(begun, Receipt(ACCEPTED))
    assert ledger.deliveries("260302-1")[0].status is REJECTED


@pytest.mark.parametrize("is_open", [True, False])
def test_a_person_settles_what_is_unknown(
    ledger: SqlLedger,
    documents: tuple[DocumentToDeliver, ...],
    raw: sqlite3.Connection,
    is_open: bool,
) -> None:
    for each in documents[:2]:
        if is_open:
            begin(ledger, each)
        else:
            tried(ledger, each, UNKNOWN)
    (accepted,) = ledger.resolve(documents[0], answer(ACCEPTED))
    (rejected,) = ledger.resolve(documents[1], answer(REJECTED))
    assert ledger.deliveries("260302-1") == (accepted, rejected)
    assert accepted.resolution == evolve(answer(ACCEPTED), at=NOW)
    assert lease_states(raw) == ["sent", "filed", "filed"]
    with pytest.raises(DeliveryRefusedError):
        begin(ledger, documents[0])
    assert begin(ledger, documents[1]).number == 2


def test_what_is_known_is_not_resolved(
    ledger: SqlLedger, documents: tuple[DocumentToDeliver, ...]
) -> None:
    tried(ledger, documents[0], UNKNOWN)
    ledger.resolve(documents[0], answer(REJECTED))
    tried(ledger, documents[1], REJECTED)
    for each in documents:
        with pytest.raises(LedgerError, match="has no delivery that is unknown"):
            ledger.resolve(each, answer(ACCEPTED))


def test_a_receipt_that_comes_after_the_person_counts_when_it_says_accepted(
    ledger: SqlLedger, documents: tuple[DocumentToDeliver, ...], raw: sqlite3.Connection
) -> None:
    begun = begin(ledger, documents[0])
    ledger.resolve(documents[0], answer(REJECTED))
    ledger.finish_delivery(begun, Receipt(ACCEPTED))
    assert ledger.deliveries("260302-1")[0].state is ACCEPTED
    assert lease_states(raw)[0] == "sent"
    with pytest.raises(DeliveryRefusedError):
        begin(ledger, documents[0])


def test_no_personal_number_gets_in(
    ledger: SqlLedger, documents: tuple[DocumentToDeliver, ...], raw: sqlite3.Connection
) -> None:
    why = f"for {PERSON}"
    begun = begin(ledger, documents[0], why=why)
    ledger.finish_delivery(begun, Receipt(UNKNOWN, PERSON, (why,)))
    ledger.resolve(documents[0], evolve(answer(REJECTED, why), reference=PERSON))
    for table in ("delivery", "resolution"):
        text = str(raw.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 - our own names
        assert "15*" in text
        assert PERSON not in text
        assert NAME not in text
    begun = begin(ledger, documents[0], why=why)
    ledger.finish_delivery(begun, Receipt(ACCEPTED))
    with pytest.raises(DeliveryRefusedError):
        begin(ledger, documents[0], why=why)


def test_orders_are_found_in_each_series(ledger: SqlLedger) -> None:
    record_documents(ledger, 2)
    record_documents(ledger, 2, series=INTERNAL)
    found = ledger.documents_of_order(34500002)
    assert [(each.batch, each.series) for each in found] == [
        ("260302-1", "external"),
        ("260302-2", "internal"),
    ]
    assert ledger.documents_of_order(7) == ()


def test_of_many_that_begin_at_once_one_does(url: str) -> None:
    with open_ledger(url) as ledger:
        (document,) = ledger.documents(record_documents(ledger, 1))
    ready = threading.Barrier(6)
    begun: list[Attempt | None] = []

    def race() -> None:
        with open_ledger(url, lock_timeout=20) as own:
            ready.wait()
            try:
                begun.append(begin(own, document))
            except DeliveryRefusedError:
                begun.append(None)

    racers = [threading.Thread(target=race) for _ in range(6)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert len(begun) == 6
    assert begun.count(None) == 5


def test_a_ledger_of_the_first_version_is_brought_up_to_date(url: str, path: Path) -> None:
    engine = file_engine(path, lock_timeout=0)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        command.upgrade(schema.alembic_config(connection), "0001")
    engine.dispose()
    with open_ledger(url) as ledger:
        (document,) = ledger.documents(record_documents(ledger, 1))
        assert begin(ledger, document).number == 1


OLD_BATCH = """
INSERT INTO batch VALUES ('260201-1', '2026-02-01', 1, 'lg04', 'agresso-lg04', '0.0.9', '0.0.9',
    '{}', 'kari', '2026-02-01 10:00:00.000000');
INSERT INTO series VALUES ('external', 34500002, 1);
INSERT INTO document VALUES (1, '260201-1', '2026-02-01', 1, 'a.txt', 'text/plain', 'agresso-lg04',
    'external', 'external', printf('%064d', 7), 3, 0, 0, NULL, 0, NULL, NULL, NULL)
"""


def test_what_an_older_ledger_says_of_its_batches_goes_along(url: str, path: Path) -> None:
    engine = file_engine(path, lock_timeout=0)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        command.upgrade(schema.alembic_config(connection), "0002")
        for statement in OLD_BATCH.split(";"):
            connection.exec_driver_sql(statement)
    engine.dispose()
    with open_ledger(url) as ledger:
        (batch,) = ledger.batches()
        assert (batch.id, batch.profiles, batch.documents) == ("260201-1", ["lg04"], 1)
        (document,) = ledger.documents("260201-1")
        assert (document.name, document.profile, document.is_message) == ("a.txt", "lg04", False)
