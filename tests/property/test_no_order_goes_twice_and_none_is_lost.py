"""Two hundred orders go to a service that does its worst; none goes twice, and none is lost.

A real ledger, real documents, real HTTP.  What stops a sending is put right by a person: all that is
unknown is looked up in the books of the (made-up) installation, and the batch is sent again, with
what was rejected.  After every single sending the ledger must agree with those books.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.ledger.delivery_records import Resolution
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.workflow.delivery import Delivery, Sending
from fakturakjerne.workflow.delivery_status import resolve_delivery, status
from fakturakjerne.workflow.route import Route
from fakturakjerne_visma.testing import Fault, Kind, Plan, RehearsalServer
from fakturakjerne_visma.webservice.settings import WebserviceSettings
from fakturakjerne_visma.webservice.transport import WebserviceTransport
from tests.ledger.made_records import SERIES, TODAY, document, empty_batch, lease, order, part
from tests.visma.examples import HALL, basis, batch
from tests.visma.examples import lease as of_lease
from tests.visma.webservice.order_examples import documents, options
from tests.workflow.scripted import StillClock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.delivery_status import DocumentStatus

ACCEPTED, REJECTED, UNKNOWN, NOT_SENT = ReceiptStatus
ORDERS = 200
MOST_SENDINGS = 200
USER, PASSWORD, VARIABLE = "ABC", "p4ssord/æøå", "VISMA_PASSWORD"
SUBMIT = "secure/orders"

OFTEN = {Fault.ACCEPT: 60, Fault.REJECT: 6, Fault.DROP_TAKEN: 6, Fault.DROP_BEFORE: 6}
SLOW = dict.fromkeys((Fault.HANG, Fault.HANG_TAKEN, Fault.HANG_BEFORE, Fault.DRIP), 1)
WEIGHTS = dict.fromkeys(Fault, 2) | OFTEN | SLOW


def record(ledger: SqlLedger, dialect: str) -> str:
    """Record a batch of real documents, one an order, as a run does."""
    with ledger.begin() as transaction:
        batch_id = transaction.next_batch_id(TODAY)
        sequence = transaction.next_sequence(TODAY)
        numbers = transaction.take_numbers(SERIES, count=ORDERS)
        made = batch(*(basis(of_lease(each, HALL), number=each) for each in numbers))
        recorded = []
        for each in documents(made, options(dialect=dialect)):
            with ledger.store.writer() as writer:
                for chunk in each.open():
                    writer.write(chunk)
                stored = writer.seal()
            recorded.append(
                evolve(
                    document(sequence=sequence, name=each.name),
                    media_type=each.media_type,
                    totals=each.totals,
                    sha256=stored.sha256,
                    size=stored.size,
                )
            )
        transaction.record(
            evolve(
                empty_batch(batch_id),
                parts=[part(messages=True)],
                documents=recorded,
                orders=[
                    order(SERIES.name, number, document=each.name)
                    for number, each in zip(numbers, recorded, strict=True)
                ],
                leases=[lease(str(number), number) for number in numbers],
            )
        )
    return batch_id


def route_to(server: RehearsalServer, dialect: str) -> Route:
    settings = WebserviceSettings(
        company="1",
        url=server.url,
        username=USER,
        password_env=VARIABLE,
        enabled=True,
        allow_http=True,
        dialect="vuxml" if dialect == "vuxml" else "flatfile-upload",
        submit_path=SUBMIT,
        connect_timeout=Decimal(5),
        read_timeout=Decimal("0.2"),
        total_timeout=Decimal("0.4"),
        max_reply=1 << 16,
    )
    return Route(profile="ws", transport=WebserviceTransport(), options=settings)


def agree(server: RehearsalServer, stand: Sequence[DocumentStatus]) -> None:
    """Hold the ledger against the books of the installation."""
    for each in stand:
        (number,) = each.document.orders
        times = server.taken(number)
        may_be = {ACCEPTED: {1}, REJECTED: {0}, NOT_SENT: {0}, UNKNOWN: {0, 1}}[each.state]
        assert times in may_be, f"{number} is {each.state}, but was taken {times} times"


def settle(ledger: SqlLedger, server: RehearsalServer, stand: Sequence[DocumentStatus]) -> int:
    """Answer for all that is unknown, as a person who looks into the books; return how many."""
    unknown = [each.document for each in stand if each.state is UNKNOWN]
    for each in unknown:
        said = ACCEPTED if server.taken(each.orders[0]) else REJECTED
        resolve_delivery(
            ledger, each, Resolution(status=said, reference="", reason="looked", actor="kari")
        )
    return len(unknown)


@pytest.mark.parametrize(("dialect", "seed"), [("vuxml", 1), ("flatfile-upload", 2)])
def test_no_order_goes_twice_and_none_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dialect: str, seed: int
) -> None:
    monkeypatch.setenv(VARIABLE, PASSWORD)
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    now = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
    server = RehearsalServer(
        username=USER,
        password=PASSWORD,
        submit_path=SUBMIT,
        plan=Plan(weights=WEIGHTS, seed=seed),
        flood=1 << 20,
    )
    clock, unknown, sendings = StillClock(), 0, 0
    with open_ledger(url, lock_timeout=0, clock=lambda: now) as ledger, server:
        batch_id = record(ledger, dialect)
        delivery = Delivery(ledger=ledger, route=route_to(server, dialect), clock=clock)
        while True:
            sendings += 1
            assert sendings <= MOST_SENDINGS
            outcome = delivery.send(Sending(batch=batch_id, rejected=True))
            server.settle()
            agree(server, outcome.documents)
            unknown += settle(ledger, server, outcome.documents)
            stand = status(ledger, batch_id)
            if all(each.state is ACCEPTED for each in stand):
                break

    agree(server, stand)
    taken = [each for each in server.received if each.taken]
    assert Counter(number for each in taken for number in each.orders) == dict.fromkeys(
        (number for each in stand for number in each.document.orders), 1
    )
    assert len(taken) == len(stand) == ORDERS
    assert {each.document_sha256 for each in taken} == {each.document.sha256 for each in stand}
    # the service did its worst, else this has shown nothing
    assert {each.fault for each in server.received} == {*Fault}
    assert unknown > 20
    assert sendings > 10
    assert {(each.kind, each.host) for each in server.received} == {
        (Kind.SUBMISSION, f"127.0.0.1:{server.port}")
    }
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes()
