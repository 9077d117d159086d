"""Batches are listed, sent, resolved; each end of a command has its exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.records import NumberSeries
from tests.cli.shell import CONFIG, OFFICE, Shell, lease, shell
from tests.ledger.made_deliveries import name_of, record_documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

__all__ = ["shell"]

BATCH = "260302-1"
NAMES = [name_of(34500001 + each) for each in range(3)]
MODULE = """
import json
from contextlib import contextmanager
from pathlib import Path

from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.plugin.options import option
from tests.workflow.scripted import INFO, Receiver
from attrs import evolve, frozen


@frozen(kw_only=True)
class Options:
    script: str = option(nb="Manus.", en="The script.", default="")


class Scripted:
    info = evolve(INFO, name="scripted-test")
    options_type = Options

    @contextmanager
    def open(self, options, *, clock):
        yield Receiver(options.script.split(","))
"""


@pytest.fixture
def house(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A ledger with a batch of three documents, and transports in the config."""
    dist_info = tmp_path / "plugin" / "scripted-1.0.dist-info"
    dist_info.mkdir(parents=True)
    (dist_info / "METADATA").write_text("Metadata-Version: 2.1\nName: scripted\nVersion: 1.0\n")
    entries = "[fakturakjerne.transports]\nscripted-test = scripted_transport:Scripted\n"
    (dist_info / "entry_points.txt").write_text(entries)
    (tmp_path / "plugin" / "scripted_transport.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path / "plugin")
    with open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as ledger:
        record_documents(ledger, 3)
    return shell


def batch(house: Shell, *arguments: object, script: str = "") -> Result:
    """Run a command of `batch`; a transport does as the script says, one word a document."""
    config = house.folder / "config.toml"
    config.write_text(
        f"""
        [ledger]
        url = "sqlite:///{house.folder / "ledger.db"}"
        [transports.ws]
        transport = "scripted-test"
        options.script = "{script}"
        [transports.bad]
        transport = "scripted-test"
        options.scirpt = "x"
        """
    )
    return house("batch", *arguments, "--config", config)


def send(house: Shell, *arguments: object, script: str = "accept,accept,accept") -> Result:
    return batch(house, "send", BATCH, "--transport", "ws", *arguments, script=script)


def states(house: Shell) -> list[str]:
    rows: list[dict[str, Any]] = json.loads(batch(house, "status", BATCH, "--json").stdout)
    return [row["state"] for row in rows]


def test_a_batch_that_is_accepted_ends_well(house: Shell) -> None:
    result = send(house)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("accepted") == 3
    assert f"R-{NAMES[0]}" in result.stdout
    again = send(house)
    assert again.exit_code == 0
    assert "Nothing to send: what was asked for of batch 260302-1 was tried before." in again.stderr


def test_a_few_at_a_time_say_what_is_left(house: Shell) -> None:
    result = send(house, "--only", 2, "--lang", "nb")
    assert result.exit_code == 0
    assert result.stdout.count("godtatt") == 2
    assert "ikke sendt" in result.stdout
    assert send(house).exit_code == 0
    assert states(house) == ["accepted"] * 3


def test_what_is_rejected_or_unknown_is_shown_and_ends_with_one(house: Shell) -> None:
    result = send(house, script="reject,vanish,accept")
    assert result.exit_code == 1
    assert f"{NAMES[0]}: rejected by the receiver: no such customer" in result.stderr
    assert "batch resolve 34500002" in result.stderr
    again = send(house, "--lang", "nb")
    assert again.exit_code == 1
    assert "avvist av mottakeren" in again.stderr
    assert "Ingenting å sende" in again.stderr


def test_a_stop_says_what_was_left(house: Shell) -> None:
    result = send(house, script="accept,refuse")
    assert result.exit_code == 1
    assert f"Stopped after {NAMES[1]}; not tried: 1." in result.stderr
    assert f"{NAMES[1]}: not sent: closed" in result.stderr
    assert NAMES[2] not in result.stderr


def test_everything_as_json(house: Shell) -> None:
    result = send(house, "--json", script="reject,accept,accept")
    rows = json.loads(result.stdout)
    assert [row["document"] for row in rows] == NAMES
    assert rows[0]["attempts"][0]["messages"] == ["no such customer"]
    assert rows[0]["attempts"][0]["resolution"] is None
    (finding,) = [json.loads(line) for line in result.stderr.splitlines()]
    assert (finding["code"], finding["path"]) == ("delivery.rejected", NAMES[0])
    (listed,) = json.loads(batch(house, "list", "--json").stdout)
    assert listed["states"] == {"rejected": 1, "accepted": 2}
    assert (listed["batch"], listed["documents"], listed["orders"]) == (BATCH, 3, 3)


def test_rejected_ones_are_sent_again_when_asked(house: Shell) -> None:
    send(house, script="reject,accept,accept")
    assert send(house, "--rejected").exit_code == 0
    assert states(house) == ["accepted"] * 3


def test_an_override_needs_a_reason(house: Shell) -> None:
    send(house)
    result = send(house, "--override", " ")
    assert result.exit_code == 2
    assert "--override cannot be empty" in result.stderr
    result = send(house, "--override", "lost", "--order", 34500002)
    assert result.exit_code == 0
    rows = json.loads(batch(house, "status", BATCH, "--json").stdout)
    assert [len(row["attempts"]) for row in rows] == [1, 2, 1]
    assert rows[1]["attempts"][1]["override"] == "lost"


def test_batches_are_listed(house: Shell) -> None:
    assert "3 not sent" in batch(house, "list").stdout
    send(house, script="accept,vanish,accept")
    shown = batch(house, "list", "--lang", "nb").stdout
    assert "2 godtatt, 1 uavklart" in shown
    assert BATCH in shown


def test_what_is_unknown_is_resolved(house: Shell) -> None:
    send(house, script="vanish,time out,accept")
    arguments = ("--reference", "R9", "--reason", "seen by finance")
    done = batch(house, "resolve", 34500001, "accepted", *arguments)
    assert done.exit_code == 0, done.stderr
    assert f"{NAMES[0]}, with 1 order(s), is resolved: accepted" in done.stderr
    assert "R9" in done.stdout
    batch(house, "resolve", 34500002, "rejected", "--reason", "not there")
    assert states(house) == ["accepted", "rejected", "accepted"]
    rows = json.loads(batch(house, "status", BATCH, "--json").stdout)
    resolution = rows[0]["attempts"][0]["resolution"]
    assert (resolution["status"], resolution["reason"]) == ("accepted", "seen by finance")
    again = batch(house, "resolve", 34500001, "rejected", *arguments)
    assert again.exit_code == 4
    assert "has no delivery that is unknown" in again.stderr


def test_an_order_in_two_series_needs_its_series(house: Shell) -> None:
    with open_ledger(f"sqlite:///{house.folder / 'ledger.db'}") as ledger:
        record_documents(ledger, 1, series=NumberSeries("internal", first=34500001, last=34500001))
    send(house, script="vanish")
    arguments = (34500001, "accepted", "--reason", "seen")
    result = batch(house, "resolve", *arguments)
    assert result.exit_code == 2
    assert "external, internal" in result.stderr
    assert batch(house, "resolve", *arguments, "--series", "external").exit_code == 0
    status = batch(house, "status", BATCH)
    assert "34500001" in status.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("send", "260302-9", "--transport", "ws"), "it has: 260302-1"),
        (("send", BATCH, "--transport", "visma"), "it has: ws, bad. Installed: "),
        (("send", BATCH, "--transport", "bad"), "did you mean script?"),
        (("send", BATCH, "--transport", "ws", "--only", "0"), "0"),
        (("send", BATCH, "--transport", "ws", "--order", "5"), "260302-1 has no order 5"),
        (("send", BATCH), "--transport"),
        (("status", "1"), "no batch 1"),
        (("resolve", "5", "accepted", "--reason", "x"), "has no order 5"),
        (("resolve", "34500001", "unknown", "--reason", "x"), "unknown"),
        (("resolve", "34500001", "accepted"), "--reason"),
        (("resolve", "34500001", "accepted", "--reason", " "), "--reason cannot be empty"),
    ],
)
def test_wrong_usage_ends_with_two(house: Shell, arguments: tuple[str, ...], said: str) -> None:
    result = batch(house, *arguments)
    assert result.exit_code == 2, result.stderr
    assert said in result.stderr
    assert states(house) == ["not_sent"] * 3


def test_a_ledger_that_cannot_be_opened_ends_with_four(house: Shell) -> None:
    result = batch(house, "list", "--ledger", house.folder)
    assert result.exit_code == 4


def test_the_ledger_is_found_without_a_config(house: Shell) -> None:
    result = house("batch", "list", FAKTURAKJERNE_LEDGER=str(house.folder / "ledger.db"))
    assert BATCH in result.stdout


AUTO_SEND = CONFIG.replace("[profiles.lg04.options]", 'auto_send = "ws"\n[profiles.lg04.options]')


@pytest.fixture
def at_once(house: Shell) -> Callable[..., Result]:
    """A run whose profile sends at once, by a script."""

    def run(script: str, *arguments: object) -> Result:
        transport = f'[transports.ws]\ntransport = "scripted-test"\noptions.script = "{script}"\n'
        (house.folder / "config.toml").write_text(AUTO_SEND + transport)
        leases = house.write("leases.jsonl", lease("1"), lease("2", OFFICE))
        return house.run(leases, "--ledger", house.folder / "own.db", *arguments)

    return run


def test_a_run_sends_what_it_made(at_once: Callable[..., Result]) -> None:
    result = at_once("accept,accept")
    assert result.exit_code == 0, result.stderr
    assert "Sending of batch 260302-1: 2 accepted" in result.stdout


def test_a_run_that_was_not_sent_whole_says_so_and_the_next_goes_on(
    at_once: Callable[..., Result],
) -> None:
    stopped = at_once("refuse")
    assert stopped.exit_code == 1
    assert "not sent: closed" in stopped.stderr
    assert "external_2603021.txt" in stopped.stdout, "what was billed is told all the same"
    again = at_once("accept,reject", "--json")
    assert again.exit_code == 1
    assert json.loads(again.stdout) == []
    assert "delivery.rejected" in again.stderr
    assert at_once("").exit_code == 1, "what was rejected needs a person"


def test_a_dry_run_sends_nothing(at_once: Callable[..., Result]) -> None:
    result = at_once("reject", "--dry-run")
    assert result.exit_code == 0, result.stderr
    assert "Sending of batch" not in result.stdout


def test_a_sending_that_is_broken_off_says_where_to_look(house: Shell) -> None:
    result = send(house, script="accept,interrupt")
    assert result.exit_code == 1
    assert "see what was sent with `fakturakjerne batch status 260302-1`" in result.stderr
    assert states(house) == ["accepted", "unknown", "not_sent"]
