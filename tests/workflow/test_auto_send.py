"""What a run made is sent at once; what an interrupted run left, by the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from attrs import evolve, frozen

from fakturakjerne.config import TransportProfile
from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.errors import ConfigError, TargetError
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne.workflow.auto_send import AutoSend
from fakturakjerne.workflow.billing import Billing
from fakturakjerne.workflow.delivery_status import status
from fakturakjerne.workflow.job import Wish, resolve
from tests.workflow.month import CONFIG, TODAY, intake, lease, month
from tests.workflow.scripted import PowerCut, Receiver, route_to

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.config import Config
    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.job import Job

REGISTRY: Final = Registry(
    [
        Plugin(
            group="fakturakjerne.exporters",
            name="messages",
            target="tests.workflow.exporters:Messages",
            version="9.9",
        ),
        Plugin(
            group="fakturakjerne.exporters",
            name="agresso-lg04",
            target="fakturakjerne_agresso.lg04:Lg04Exporter",
            version="9.9",
        ),
        Plugin(
            group="fakturakjerne.transports",
            name="folder",
            target="fakturakjerne.transport.folder:FolderTransport",
        ),
    ]
)
LG04: Final = CONFIG.profiles["lg04"]


def mixed(transport: str = "ws") -> Config:
    """External customers by messages that are sent at once, internal ones by a file."""
    return evolve(
        CONFIG,
        billing=evolve(
            CONFIG.billing, batch_by=(), profiles={"external": "messages", "internal": "lg04"}
        ),
        profiles={"lg04": LG04, "messages": evolve(LG04, exporter="messages", auto_send=transport)},
        transports={"ws": TransportProfile(transport="folder", options={"path": "."})},
    )


def job(target: Path) -> Job:
    wish = Wish(format=None, target=target, today=TODAY, actor="kari")
    return resolve(wish, mixed(), REGISTRY)


def auto_send(made: Job, receiver: Receiver) -> AutoSend:
    return AutoSend(job=made, routes={"messages": route_to(receiver, messages=True)})


def test_the_messages_of_a_run_are_sent_and_its_files_are_not(
    ledger: SqlLedger, target: Path
) -> None:
    receiver = Receiver()
    made = job(target)
    outcome = Billing(job=made, ledger=ledger).run(intake(month()))
    sent = auto_send(made, receiver).after(outcome, ledger)
    assert sent.is_good
    assert receiver.taken == [f"external_2603021-3450000{number}.txt" for number in (1, 2, 3, 4)]
    assert [each.state.value for each in status(ledger, "260302-1")] == [
        *["accepted"] * 4,
        "not_sent",
    ]
    assert status(ledger, "260302-1")[0].attempts[0].actor == "kari"
    assert [(each.profile, each.is_message) for each in ledger.documents("260302-1")] == [
        ("messages", True)
    ] * 4 + [("lg04", False)]
    assert ledger.batches()[0].profiles == ["lg04", "messages"]


def test_a_run_again_sends_what_an_interrupted_one_left(ledger: SqlLedger, target: Path) -> None:
    receiver = Receiver(["accept", "cut before"])
    made = job(target)
    sending = auto_send(made, receiver)
    with pytest.raises(PowerCut):
        sending.after(Billing(job=made, ledger=ledger).run(intake(month())), ledger)
    sent = sending.after(Billing(job=made, ledger=ledger).run(intake(month())), ledger)
    assert [each.state for each in status(ledger, "260302-1")[:4]] == [
        ReceiptStatus.ACCEPTED,
        ReceiptStatus.UNKNOWN,
        ReceiptStatus.ACCEPTED,
        ReceiptStatus.ACCEPTED,
    ]
    assert not sent.is_good, "the unknown one needs a person"
    assert len(receiver.asked) == 4, "and is not sent again"


def test_nothing_made_is_nothing_sent(ledger: SqlLedger, target: Path) -> None:
    receiver = Receiver()
    made = job(target)
    outcome = Billing(job=made, ledger=ledger).run(intake([lease("20", charges=())]))
    sent = auto_send(made, receiver).after(outcome, ledger)
    assert (sent.outcomes, sent.findings, sent.is_good, receiver.asked) == ([], [], True, [])


@frozen
class Off:
    enabled: bool = False


def test_a_transport_that_is_switched_off_waits_and_says_so(
    ledger: SqlLedger, target: Path
) -> None:
    made = job(target)
    outcome = Billing(job=made, ledger=ledger).run(intake(month()))
    route = evolve(route_to(Receiver(), messages=True), options=Off())
    sent = AutoSend(job=made, routes={"messages": route}).after(outcome, ledger)
    assert (sent.outcomes, sent.is_good) == ([], True)
    (finding,) = sent.findings
    assert finding.code == "delivery.auto-send-off"
    assert "batch send 260302-1 --transport ws" in finding.in_language("en")


def test_the_routes_are_those_of_the_profiles_that_send_at_once(target: Path) -> None:
    assert {
        name: each.profile
        for name, each in AutoSend.of(job(target), mixed(), REGISTRY).routes.items()
    } == {"messages": "ws"}
    lacking = mixed("sftp")
    made = resolve(Wish(format=None, target=target, today=TODAY), lacking, REGISTRY)
    with pytest.raises(ConfigError, match=r"the config has no \[transports\.sftp\]"):
        AutoSend.of(made, lacking, REGISTRY)


def test_a_transport_that_cannot_be_opened_is_told_before_anything_is_billed(
    target: Path,
) -> None:
    made = job(target)
    lacking = evolve(
        mixed(),
        transports={"ws": TransportProfile(transport="folder", options={"path": "not/there"})},
    )
    with pytest.raises(TargetError, match="not/there"):
        AutoSend.of(made, lacking, REGISTRY).prepare()
    off = evolve(route_to(Receiver(), messages=True), options=Off())
    AutoSend(job=made, routes={"messages": off}).prepare()
    auto_send(made, Receiver()).prepare()
