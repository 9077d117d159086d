"""A sending is killed at every point between two things that it does; nothing goes twice."""

from __future__ import annotations

import random
import shutil
import signal
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.ledger.delivery_records import Resolution
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.transport.folder import FolderOptions, FolderTransport
from fakturakjerne.workflow.clock import SystemClock
from fakturakjerne.workflow.delivery import Delivery, Sending
from fakturakjerne.workflow.delivery_status import resolve_delivery, status
from fakturakjerne.workflow.route import Route
from tests.crash.receiver import Letterbox, mail_to
from tests.ledger.made_deliveries import record_documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from fakturakjerne.ledger.sql import SqlLedger
    from tests.crash.trial import Driver, Trial

BATCH = "260302-1"
SEED = 20260302


def prepared(new_trial: Callable[[], Trial], count: int) -> Callable[[], Trial]:
    """Make trials whose ledger holds a batch that is ready to be sent."""
    template = new_trial()
    with open_ledger(template.url) as ledger:
        record_documents(ledger, count)

    def make() -> Trial:
        trial = new_trial()
        shutil.copy2(template.database, trial.database)
        documents = "ledger.documents"
        shutil.copytree(template.folder / documents, trial.folder / documents)
        trial.target.mkdir()
        return trial

    return make


def letterbox(trial: Trial) -> Letterbox:
    return Letterbox(trial.target / "taken")


def route_of(trial: Trial, transport: str) -> Route:
    if transport == "letterbox":
        return mail_to(letterbox(trial).path)
    return Route(
        profile="mail", transport=FolderTransport(), options=FolderOptions(path=trial.target)
    )


def received(trial: Trial, transport: str) -> list[str]:
    """Return what the receiver has, hidden leftovers aside."""
    if transport == "letterbox":
        return letterbox(trial).taken()
    return [path.name for path in trial.target.iterdir() if not path.name.startswith(".")]


def settle(ledger: SqlLedger, taken: list[str]) -> int:
    """Answer for what is unknown as a person does who looks; return how much that was."""
    unknown = [each for each in status(ledger, BATCH) if each.state is ReceiptStatus.UNKNOWN]
    for each in unknown:
        there = each.document.name in taken
        answer = Resolution(
            status=ReceiptStatus.ACCEPTED if there else ReceiptStatus.REJECTED,
            reference="",
            reason="looked",
            actor="kari",
        )
        resolve_delivery(ledger, each.document, answer)
    return len(unknown)


def resume(trial: Trial, transport: str) -> None:
    """Send again, settle what is unknown, send what was not taken; then each is there once."""
    with open_ledger(trial.url) as ledger:
        delivery = Delivery(ledger=ledger, route=route_of(trial, transport), clock=SystemClock())
        delivery.send(Sending(batch=BATCH))
        assert settle(ledger, received(trial, transport)) <= 1, "one was under way"
        outcome = delivery.send(Sending(batch=BATCH, rejected=True))
        assert outcome.is_good
        wanted = {each.document.name: 1 for each in outcome.documents}
        assert {each.state for each in outcome.documents} == {ReceiptStatus.ACCEPTED}
    assert Counter(received(trial, transport)) == wanted


def send(driver: Driver, trial: Trial, transport: str, *, kill_at: int) -> dict[str, Any]:
    return driver.delivery(trial, kill_at=kill_at, batch=BATCH, transport=transport)


@pytest.mark.parametrize("transport", ["letterbox", "folder"])
def test_killed_at_each_point_once(
    driver: Driver, new_trial: Callable[[], Trial], transport: str
) -> None:
    make = prepared(new_trial, 2)
    whole = make()
    answer = send(driver, whole, transport, kill_at=-1)
    assert answer["exit"] == 0, whole.stderr()
    points = answer["points"]
    assert [point for point in points if "step: delivered" in point]
    assert points.count("before the commit") >= 4, "one before and one after each call"
    for number, name in enumerate(points):
        trial = make()
        killed = send(driver, trial, transport, kill_at=number)
        assert killed["exit"] == -signal.SIGKILL, f"point {number}: {name}: {trial.stderr()}"
        try:
            resume(trial, transport)
        except AssertionError as error:
            message = f"killed at point {number}, {name}"
            raise AssertionError(message) from error


def test_two_hundred_documents_and_a_kill_now_and_then(
    driver: Driver, new_trial: Callable[[], Trial]
) -> None:
    count, kills = 200, 25
    trial, chance = prepared(new_trial, count)(), random.Random(SEED)
    for _ in range(kills):
        send(driver, trial, "letterbox", kill_at=chance.randrange(20, 200))
        if chance.random() < 0.5:
            with open_ledger(trial.url) as ledger:
                settle(ledger, letterbox(trial).taken())
        twice = {name: each for name, each in Counter(letterbox(trial).taken()).items() if each > 1}
        assert not twice, f"seed {SEED}"
    with open_ledger(trial.url) as ledger:
        settle(ledger, letterbox(trial).taken())
    resume(trial, "letterbox")
