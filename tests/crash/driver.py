"""Runs the job in processes that are killed: a real subprocess of the tests, started once.

It reads one order a line from standard input, as JSON, and answers each with a line.  For every
order it forks, so that a run costs no imports; only the child is killed, always by SIGKILL::

    {"arguments": [...], "output": FOLDER}                       the command line, to its end
    {"arguments": [...], "output": FOLDER, "kill_after": 0.012}  killed after these seconds
    {"job": {...}, "output": FOLDER, "watched": FOLDER,
     "kill_at": 17}                                              the job, killed at its 17th point
    {"delivery": {...}, and the rest as above}                   a batch is sent, killed likewise
    {"errand": {...}, and the rest as above}                     a file is finished, or eFaktura sent

A *point* is a moment between two things that a run does to the world: a step that the observer is
told of, a statement of the database, a file of the watched folder made, linked, renamed or
removed.  Where ``kill_at`` is -1 the job runs to its end, and the answer lists its points.
Standard output and error of the child go to files in the output folder.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from attrs import define, field
from sqlalchemy import Engine, event

from fakturakjerne.cli import main
from fakturakjerne.config import load_config
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.transport.folder import FolderOptions, FolderTransport
from fakturakjerne.workflow.billing import Billing
from fakturakjerne.workflow.delivery import Delivery, Sending
from fakturakjerne.workflow.intake import LeaseFiles
from fakturakjerne.workflow.job import Wish, resolve
from fakturakjerne.workflow.route import Route
from tests.crash import errands
from tests.crash.receiver import mail_to

_FILE_EVENTS = frozenset({"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"})
_WRITING = os.O_WRONLY | os.O_RDWR


@define
class Points:
    """Counts the points of this process, and kills it at one of them; an observer too.

    Attributes:
        kill_at: the number of the point, from 0; -1 for none.
        watched: the folder whose files count.
        names: the points passed so far.
    """

    kill_at: int
    watched: str
    names: list[str] = field(factory=list)

    def step(self, name: str) -> None:
        self._pass(f"step: {name}")

    def progress(self, done: int, total: int | None) -> None:
        """Too many to die at each; the random kills do."""

    def watch(self) -> None:
        """Pass a point after every statement, and before every commit and change of a file."""
        event.listen(Engine, "after_cursor_execute", self._executed)
        event.listen(Engine, "commit", self._committing)
        sys.addaudithook(self._heard)

    def _executed(self, _connection: object, _cursor: object, said: str, *_others: object) -> None:
        self._pass(f"statement: {' '.join(said.split()[:3])}")

    def _committing(self, _connection: object) -> None:
        self._pass("before the commit")

    def _heard(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name not in _FILE_EVENTS or not str(arguments[0]).startswith(self.watched):
            return
        if name != "open" or arguments[2] & _WRITING:
            self._pass(f"before {name}")

    def _pass(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) - 1 == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def bill(job: dict[str, str], points: Points) -> int:
    """Do the main job as the command line does it, with points as its observer."""
    config = load_config(Path(job["config"]))
    registry = Registry.installed()
    wish = Wish(
        format="lg04",
        target=Path(job["out"]),
        today=date.fromisoformat(job["today"]),
        allow_findings=True,
    )
    files = LeaseFiles(
        paths=[Path(job["leases"])], registry=registry, test_identities=config.test_identities
    )
    resolved = resolve(wish, config, registry)
    intake = files.read(points)
    with open_ledger(job["ledger"], lock_timeout=config.ledger.lock_timeout) as ledger:
        Billing(job=resolved, ledger=ledger, observer=points).run(intake)
    return 0


def send(delivery: dict[str, str], points: Points) -> int:
    """Send a batch to a letterbox or into a folder."""
    target = Path(delivery["target"])
    if delivery["transport"] == "letterbox":
        route = mail_to(target / "taken")
    else:
        options = FolderOptions(path=target)
        route = Route(profile="mail", transport=FolderTransport(), options=options)
    with open_ledger(delivery["ledger"]) as ledger:
        outcome = Delivery(ledger=ledger, route=route, observer=points).send(
            Sending(batch=delivery["batch"], rejected=True)
        )
    return 0 if outcome.is_good else 1


def command(arguments: list[str]) -> int:
    """Run the command line and return its exit code."""
    sys.argv = ["fakturakjerne", *arguments]
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def child(order: dict[str, Any], answers: int) -> None:
    """Do what the order says; never returns."""
    for descriptor, name in ((1, "stdout"), (2, "stderr")):
        path = Path(order["output"], name)
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    points = Points(order.get("kill_at", -1), order.get("watched", ""))
    if "kill_at" in order:
        points.watch()
    if "delivery" in order:
        code = send(order["delivery"], points)
    elif "errand" in order:
        code = errands.run(order["errand"], points)
    else:
        code = bill(order["job"], points) if "job" in order else command(order["arguments"])
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(answers, json.dumps(points.names).encode())
    os._exit(code)


def obey(order: dict[str, Any]) -> dict[str, Any]:
    """Run one child and say how it ended."""
    reading, writing = os.pipe()
    began = time.monotonic()
    process = os.fork()
    if process == 0:
        child(order, writing)
    os.close(writing)
    if (patience := order.get("kill_after")) is not None:
        time.sleep(patience)
        os.kill(process, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        points = pipe.read()
    _, status = os.waitpid(process, 0)
    return {
        "exit": os.waitstatus_to_exitcode(status),
        "seconds": time.monotonic() - began,
        "points": json.loads(points or b"[]"),
    }


def serve() -> None:
    """Obey until standard input ends; first do the job once, so that children import nothing."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(__file__).parent
        job = {
            "leases": str(here / "month.jsonl"),
            "config": str(here / "month.toml"),
            "ledger": f"sqlite:///{folder}/ledger.db",
            "out": f"{folder}/out",
            "today": "2026-03-02",
        }
        bill(job, Points(-1, folder))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(obey(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
