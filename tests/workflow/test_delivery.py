"""Batches go to a receiver that does its worst; nothing goes twice, and nothing is lost."""

from __future__ import annotations

import getpass
import random
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import define, evolve, field

from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.errors import ConfigError, LedgerError
from fakturakjerne.ledger.delivery_records import Resolution
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.workflow.delivery import Delivery, Sending
from fakturakjerne.workflow.delivery_status import resolve_delivery, status
from tests.ledger.made_deliveries import name_of, record_documents
from tests.ledger.made_records import TODAY, document, empty_batch, part
from tests.workflow.scripted import PowerCut, Receiver, StillClock, route_to
from tests.workflow.watching import At, Interrupted, Steps, interrupt

if TYPE_CHECKING:
    from fakturakjerne.domain.batch import Document
    from fakturakjerne.domain.receipt import Receipt
    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.delivery import DeliveryOutcome

ACCEPTED, REJECTED, UNKNOWN, NOT_SENT = ReceiptStatus
BATCH = "260302-1"
NAMES = [name_of(34500001 + each) for each in range(4)]


@pytest.fixture
def batch(ledger: SqlLedger) -> str:
    return record_documents(ledger, 4)


def send(ledger: SqlLedger, receiver: Receiver, **asked: object) -> DeliveryOutcome:
    delivery = Delivery(ledger=ledger, route=route_to(receiver), clock=StillClock())
    return delivery.send(Sending(batch=BATCH, **asked))  # type: ignore[arg-type]  # a test's own


def states(ledger: SqlLedger) -> list[ReceiptStatus]:
    return [each.state for each in status(ledger, BATCH)]


def settle(ledger: SqlLedger, receiver: Receiver) -> None:
    """Answer for all that is unknown, as a person does who asks the receiver."""
    for each in status(ledger, BATCH):
        if each.state is UNKNOWN:
            said = ACCEPTED if each.document.name in receiver.taken else REJECTED
            answer = Resolution(status=said, reference="", reason="asked", actor="ola")
            resolve_delivery(ledger, each.document, answer)


def test_a_batch_is_sent_in_order_and_once(ledger: SqlLedger, batch: str) -> None:
    receiver = Receiver()
    outcome = send(ledger, receiver)
    assert receiver.taken == NAMES
    assert outcome.is_good
    assert len(outcome.tried) == 4
    assert [each.state for each in outcome.documents] == [ACCEPTED] * 4
    (attempt,) = outcome.documents[0].attempts
    assert (attempt.transport, attempt.reference) == ("ws", f"R-{NAMES[0]}")
    assert attempt.actor == getpass.getuser()
    again = send(ledger, receiver)
    assert (again.is_good, again.tried, receiver.taken) == (True, (), NAMES)


def test_a_few_first_then_the_rest(ledger: SqlLedger, batch: str) -> None:
    receiver = Receiver()
    outcome = send(ledger, receiver, only=1, actor="kari")
    assert outcome.is_good
    assert receiver.taken == NAMES[:1]
    assert outcome.documents[0].attempts[0].actor == "kari"
    send(ledger, receiver, only=2)
    assert receiver.taken == NAMES[:3]
    send(ledger, receiver)
    assert receiver.taken == NAMES


def test_a_rejected_one_goes_on_to_the_next_and_is_not_tried_by_itself(
    ledger: SqlLedger, batch: str
) -> None:
    receiver = Receiver(["accept", "reject"])
    outcome = send(ledger, receiver)
    assert not outcome.is_good
    assert states(ledger) == [ACCEPTED, REJECTED, ACCEPTED, ACCEPTED]
    assert not send(ledger, receiver).tried
    assert send(ledger, receiver, rejected=True).is_good
    assert receiver.asked == [*NAMES, NAMES[1]]


@pytest.mark.parametrize(
    ("step", "state"), [("stop", REJECTED), ("refuse", NOT_SENT), ("raise before", UNKNOWN)]
)
def test_a_receipt_that_says_stop_ends_the_sending(
    ledger: SqlLedger, batch: str, step: str, state: ReceiptStatus
) -> None:
    receiver = Receiver(["accept", step])
    outcome = send(ledger, receiver)
    assert states(ledger) == [ACCEPTED, state, NOT_SENT, NOT_SENT]
    assert not outcome.is_good
    assert outcome.stopped is not None
    assert (outcome.stopped.name, outcome.left) == (NAMES[1], 2)
    assert len(outcome.tried) == 2


def test_what_was_not_sent_is_tried_again_where_it_stopped(ledger: SqlLedger, batch: str) -> None:
    receiver = Receiver(["accept", "refuse"])
    send(ledger, receiver)
    assert send(ledger, receiver).is_good
    assert receiver.asked == [NAMES[0], NAMES[1], *NAMES[1:]]


@pytest.mark.parametrize("step", ["vanish", "time out", "raise after"])
def test_what_is_unknown_is_never_sent_again_by_itself(
    ledger: SqlLedger, batch: str, step: str
) -> None:
    receiver = Receiver([step])
    send(ledger, receiver)
    for asked in ({}, {"rejected": True}, {"orders": [34500001]}):
        assert not send(ledger, receiver, **asked).is_good
    assert Counter(receiver.asked)[NAMES[0]] == 1
    settle(ledger, receiver)
    send(ledger, receiver, rejected=True)
    assert sorted(receiver.taken) == NAMES


def test_what_a_session_raises_is_told_by_its_kind_alone(ledger: SqlLedger, batch: str) -> None:
    outcome = send(ledger, Receiver(["raise after"]))
    (attempt,) = outcome.documents[0].attempts
    (message,) = attempt.messages
    assert "RuntimeError" in message
    assert "secret" not in message


@pytest.mark.parametrize("step", ["cut before", "cut after"])
def test_who_ends_the_process_leaves_it_unknown(ledger: SqlLedger, batch: str, step: str) -> None:
    receiver = Receiver(["accept", step])
    with pytest.raises(PowerCut):
        send(ledger, receiver)
    assert states(ledger) == [ACCEPTED, UNKNOWN, NOT_SENT, NOT_SENT]
    send(ledger, receiver)
    assert receiver.asked == NAMES


def test_every_step_is_observed(ledger: SqlLedger, batch: str) -> None:
    steps = Steps()
    delivery = Delivery(
        ledger=ledger, route=route_to(Receiver()), clock=StillClock(), observer=steps
    )
    delivery.send(Sending(batch=BATCH, only=1))
    one = ("verified", "delivery begun", "delivered", "receipt noted")
    named = [f"{step}: {NAMES[0]}" for step in one]
    assert steps.names == ["session opened", *named, "session closed"]


@pytest.mark.parametrize("step", ["verified", "delivery begun", "delivered", "receipt noted"])
def test_interrupted_between_two_steps_and_resumed(
    ledger: SqlLedger, batch: str, step: str
) -> None:
    receiver = Receiver()
    at = At(f"{step}: {NAMES[1]}", interrupt)
    delivery = Delivery(ledger=ledger, route=route_to(receiver), clock=StillClock(), observer=at)
    with pytest.raises(Interrupted):
        delivery.send(Sending(batch=BATCH))
    send(ledger, receiver)
    settle(ledger, receiver)
    assert send(ledger, receiver, rejected=True).is_good
    assert sorted(receiver.taken) == NAMES


def test_an_override_sends_each_once_more_and_can_be_resumed(ledger: SqlLedger, batch: str) -> None:
    receiver = Receiver()
    send(ledger, receiver)
    receiver.script = ["accept", "refuse"]
    why = "finance lost customer 15819010029"
    send(ledger, receiver, override=why)
    assert send(ledger, receiver, override=why).is_good
    assert not send(ledger, receiver, override=why).tried
    assert Counter(receiver.taken) == dict.fromkeys(NAMES, 2)
    attempts = status(ledger, BATCH)[3].attempts
    assert [each.override for each in attempts] == ["", "finance lost customer 15*********"]


def test_only_the_orders_that_are_named(ledger: SqlLedger, batch: str) -> None:
    receiver = Receiver()
    send(ledger, receiver, orders=[34500003])
    send(ledger, receiver, orders=[34500003], override="lost")
    assert receiver.taken == [NAMES[2]] * 2
    with pytest.raises(ConfigError, match="260302-1 has no order 7"):
        send(ledger, receiver, orders=[7])


def test_an_unknown_batch_opens_no_session(ledger: SqlLedger) -> None:
    receiver = Receiver()
    with pytest.raises(ConfigError, match="no batch 260302-1"):
        send(ledger, receiver)


def test_a_document_that_was_changed_in_the_store_does_not_leave(
    ledger: SqlLedger, batch: str, tmp_path: Path
) -> None:
    sha256 = status(ledger, BATCH)[1].document.sha256
    ledger.store.path(sha256).write_bytes(b"external 99999999\n")
    receiver = Receiver()
    with pytest.raises(LedgerError, match="was changed after it was stored"):
        send(ledger, receiver)
    assert receiver.asked == NAMES[:1]
    assert states(ledger) == [ACCEPTED, NOT_SENT, NOT_SENT, NOT_SENT]


@define
class Reader(Receiver):
    """A receiver that reads twice, and keeps what it read."""

    read: list[bytes] = field(factory=list)

    def deliver(self, document: Document) -> Receipt:
        self.read += [b"".join(document.open()), b"".join(document.open())]
        return super().deliver(document)


@define
class Removing:
    """Removes what the store holds as soon as a delivery has begun."""

    folder: Path

    def step(self, name: str) -> None:
        if name.startswith("delivery begun"):
            for path in [each for each in self.folder.rglob("*") if each.is_file()]:
                path.unlink()

    def progress(self, done: int, total: int | None) -> None:
        """Not told."""


@pytest.mark.parametrize("size", [0, (1 << 20) + 1])
def test_a_document_can_be_read_again_and_again(ledger: SqlLedger, size: int) -> None:
    record_documents(ledger, 1, size=size)
    receiver = Reader()
    assert send(ledger, receiver).is_good
    stored = b"".join(ledger.store.open(status(ledger, BATCH)[0].document.sha256))
    assert len(stored) >= size
    assert receiver.read == [stored, stored]


@pytest.mark.parametrize(("size", "found"), [(1 << 20, ACCEPTED), ((1 << 20) + 1, UNKNOWN)])
def test_only_a_small_document_is_kept_in_memory(
    ledger: SqlLedger, size: int, found: ReceiptStatus
) -> None:
    record_documents(ledger, 1, size=size)
    watching = Removing(ledger.store.root)
    delivery = Delivery(
        ledger=ledger, route=route_to(Reader()), clock=StillClock(), observer=watching
    )
    delivery.send(Sending(batch=BATCH))
    assert states(ledger) == [found]


def test_of_two_that_send_the_same_batch_one_sends_each_document(
    url: str, ledger: SqlLedger
) -> None:
    count = 30
    record_documents(ledger, count)
    receiver, steps = Receiver(), [Steps(), Steps()]
    ready = threading.Barrier(2)

    def race(observer: Steps) -> None:
        with open_ledger(url, lock_timeout=30) as own:
            delivery = Delivery(
                ledger=own, route=route_to(receiver), clock=StillClock(), observer=observer
            )
            ready.wait()
            delivery.send(Sending(batch=BATCH))

    racers = [threading.Thread(target=race, args=[each]) for each in steps]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert Counter(receiver.taken) == {name_of(34500001 + each): 1 for each in range(count)}
    assert set(states(ledger)) == {ACCEPTED}


def test_a_document_that_another_took_in_the_meantime_is_left_to_it(
    ledger: SqlLedger, batch: str
) -> None:
    receiver, steps = Receiver(), Steps()
    (_, second, *_) = ledger.documents(batch)

    class Other(Steps):
        def step(self, name: str) -> None:
            steps.step(name)
            if name == f"verified: {NAMES[1]}":
                ledger.begin_delivery(second, transport="sftp", actor="ola")

    Delivery(ledger=ledger, route=route_to(receiver), clock=StillClock(), observer=Other()).send(
        Sending(batch=BATCH)
    )
    assert receiver.asked == [NAMES[0], *NAMES[2:]]
    assert f"taken by another: {NAMES[1]}" in steps.names


FAULTS = [
    *("accept", "reject", "stop", "refuse", "vanish", "time out"),
    *("raise before", "raise after", "cut before", "cut after"),
]


@pytest.mark.parametrize("seed", [20260302, 7])
def test_two_hundred_documents_under_random_faults(ledger: SqlLedger, seed: int) -> None:
    """Sent again and again, settled by a person now and then: each is taken exactly once."""
    count = 200
    record_documents(ledger, count)
    chance, receiver = random.Random(seed), Receiver()
    for _ in range(2000):
        receiver.script = chance.choices(FAULTS, weights=[12, *[1] * 9], k=count)
        try:
            done = send(ledger, receiver, rejected=True, only=chance.choice([None, 1, 10]))
        except PowerCut:
            continue
        if done.is_good and len(done.documents) == Counter(states(ledger))[ACCEPTED]:
            break
        assert max(Counter(receiver.taken).values(), default=1) == 1, f"seed {seed}"
        if chance.random() < 0.5:
            settle(ledger, receiver)
    assert Counter(receiver.taken) == {name_of(34500001 + each): 1 for each in range(count)}
    assert states(ledger) == [ACCEPTED] * count


def channel(ledger: SqlLedger, *, messages: bool, **asked: object) -> Receiver:
    """Send what is in the ledger by a transport of files or of messages."""
    receiver = Receiver()
    route = route_to(receiver, profile="visma", messages=messages)
    delivery = Delivery(ledger=ledger, route=route, clock=StillClock())
    delivery.send(Sending(batch=BATCH, **asked))  # type: ignore[arg-type]  # a test's own
    return receiver


def test_a_file_leaves_as_a_message_only_with_a_reason(ledger: SqlLedger, batch: str) -> None:
    """It lies in a folder, and nobody knows who has taken it from there."""
    with pytest.raises(ConfigError, match=r"was made as a file.*visma sends messages"):
        channel(ledger, messages=True)
    assert states(ledger) == [NOT_SENT] * 4
    reason = "the folder was emptied by hand"
    assert channel(ledger, messages=True, override=reason).taken == NAMES
    (attempt,) = status(ledger, BATCH)[0].attempts
    assert attempt.override == reason


def test_a_message_leaves_as_a_file_only_with_a_reason(ledger: SqlLedger) -> None:
    record_documents(ledger, 4, messages=True)
    with pytest.raises(ConfigError, match=r"is a message, and visma delivers files"):
        channel(ledger, messages=False)
    assert channel(ledger, messages=True, only=1).taken == NAMES[:1]
    assert channel(ledger, messages=False, override="the service is down", orders=(34500002,)).taken
    assert states(ledger) == [ACCEPTED, ACCEPTED, NOT_SENT, NOT_SENT]


def test_what_was_sent_as_a_message_is_not_asked_about_again(ledger: SqlLedger) -> None:
    """Nothing is left to send, so that no channel is wrong."""
    record_documents(ledger, 4, messages=True)
    assert channel(ledger, messages=True).taken == NAMES
    assert channel(ledger, messages=False).taken == []


def test_the_documents_of_one_profile_may_be_sent_alone(ledger: SqlLedger, batch: str) -> None:
    assert send(ledger, Receiver(), profile="another").tried == ()
    assert len(send(ledger, Receiver(), profile="lg04").tried) == 4


def mixed_batch(ledger: SqlLedger) -> str:
    """Record a batch of a message to external customers and a file to internal ones."""
    with ledger.begin() as transaction:
        with ledger.store.writer() as writer:
            writer.write(b"told\n")
            told = writer.seal()
        batch = empty_batch(transaction.next_batch_id(TODAY))
        file = evolve(document(sequence=2, name="file.txt"), kind="internal")
        parts = [part(messages=True), evolve(part(), kind="internal", profile="files")]
        documents = [
            evolve(each, sha256=told.sha256, size=told.size)
            for each in (document(name="message.xml"), file)
        ]
        transaction.record(evolve(batch, parts=parts, documents=documents))
    return batch.id


def test_of_a_batch_of_both_each_transport_takes_its_own(ledger: SqlLedger) -> None:
    record_documents(ledger, 1)
    batch = mixed_batch(ledger)
    for messages, taken in ((True, ["message.xml"]), (False, ["file.txt"])):
        receiver = Receiver()
        route = route_to(receiver, messages=messages)
        delivery = Delivery(ledger=ledger, route=route, clock=StillClock())
        delivery.send(Sending(batch=batch))
        assert delivery.send(Sending(batch=batch)).tried == ()
        assert receiver.taken == taken
