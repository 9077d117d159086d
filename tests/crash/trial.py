"""One ledger and one target folder, the processes that work on them, and the laws that must hold."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import IO, Any, Final

from attrs import define, frozen

from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.plugin.options import structure
from fakturakjerne_agresso.lg04 import Lg04Exporter
from fakturakjerne_agresso.options import Lg04Options

HERE: Final = Path(__file__).parent
TODAY: Final = "2026-03-02"
BILLED: Final = {"1", "2", "3", "4", "5"}
NET: Final = 80000 + 1234 - 1 + 9999 + 100 + 200
FILES: Final = [
    "260302-1.manifest.json",
    "external_2603021.txt",
    "external_2603021.txt.log.csv",
    "external_2603021.txt.manifest.json",
    "internal_2603022.txt",
    "internal_2603022.txt.log.csv",
    "internal_2603022.txt.manifest.json",
]
NUMBERS: Final = {"external": [34500001, 34500002, 34500003], "internal": [1]}
OPTIONS: Final = structure(
    Lg04Options,
    {"layout": "5.3-client4", "client": "XY", "own_organization_number": "999999999"},
    where="crash",
)


@frozen
class Trial:
    """A folder of its own for each trial: the ledger, its documents, and the target."""

    folder: Path
    out: str = "out"
    says: str = "said"
    config: Path = HERE / "month.toml"

    @property
    def output(self) -> Path:
        """Where standard output and error of its processes go."""
        return self.folder / self.says

    @property
    def target(self) -> Path:
        return self.folder / self.out

    @property
    def database(self) -> Path:
        return self.folder / "ledger.db"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.database}"

    @property
    def arguments(self) -> list[str]:
        """What follows the name of the program on the command line."""
        return [
            *("run", str(HERE / "month.jsonl"), "--format", "lg04", "--today", TODAY, "--json"),
            *("--config", str(self.config), "--allow-findings", "--lang", "en"),
            *("--ledger", self.url, "--out", str(self.target)),
        ]

    @property
    def job(self) -> dict[str, str]:
        """The same, for the driver's own way of running it."""
        return {
            "leases": str(HERE / "month.jsonl"),
            "config": str(self.config),
            "ledger": self.url,
            "out": str(self.target),
            "today": TODAY,
        }

    def stdout(self) -> list[dict[str, Any]]:
        """Return what the last run printed, as the JSON that it is."""
        manifests: list[dict[str, Any]] = json.loads((self.output / "stdout").read_text("utf-8"))
        return manifests

    def stderr(self) -> str:
        return (self.output / "stderr").read_text("utf-8")

    def assert_laws(self) -> None:
        """Every lease billed once, in files that are those recorded; nothing lost or left over."""
        self._assert_ledger()
        self._assert_store()
        self._assert_files()

    def _assert_ledger(self) -> None:
        with closing(sqlite3.connect(self.database)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
            billed = raw.execute("SELECT lease FROM billed_lease ORDER BY lease").fetchall()
            assert [name for (name,) in billed] == sorted(BILLED), "each lease once"
            assert raw.execute("SELECT sum(net_ore) FROM billed_lease").fetchone() == (NET,)
            assert raw.execute("SELECT count(*) FROM batch").fetchone() == (1,)
            for series, numbers in NUMBERS.items():
                found = raw.execute(
                    "SELECT number FROM orders WHERE series = ? ORDER BY number", (series,)
                ).fetchall()
                assert [number for (number,) in found] == numbers, f"numbers of {series}"
        with open_ledger(self.url) as ledger:
            assert ledger.pending() == ()
            with ledger.begin() as transaction:
                use = transaction.number_use()
        assert {name: each.handed_out for name, each in use.items()} == {
            name: each.on_orders for name, each in use.items()
        }
        assert {name: each.on_orders for name, each in use.items()} == {
            name: len(numbers) for name, numbers in NUMBERS.items()
        }

    def _assert_store(self) -> None:
        store = self.folder / "ledger.documents"
        incoming = store / "incoming"
        assert list(incoming.iterdir()) == [], "leftovers in the store"
        found = {path.parent.name + path.name for path in store.rglob("*") if path.is_file()}
        assert found == set(self._recorded().values()), "the store holds what is recorded"

    def _assert_files(self) -> None:
        recorded = self._recorded()
        assert sorted(recorded) == FILES
        assert sorted(path.name for path in self.target.iterdir()) == FILES, "nothing hidden left"
        net = 0
        for name, sha256 in recorded.items():
            content = (self.target / name).read_bytes()
            assert hashlib.sha256(content).hexdigest() == sha256, name
            if name.endswith(".txt"):
                net += Lg04Exporter().read_totals([content], OPTIONS).net or 0
        assert net == NET

    def _recorded(self) -> dict[str, str]:
        """Return the files that the ledger says are in the target folder, with their hashes."""
        with closing(sqlite3.connect(self.database)) as raw:
            query = "SELECT name, sha256 FROM placement WHERE folder = ? AND placed_at IS NOT NULL"
            return dict(raw.execute(query, (str(self.target),)).fetchall())


@define
class Driver:
    """The other end of ``driver.py``: gives orders, returns answers."""

    _process: subprocess.Popen[str]

    @classmethod
    def start(cls) -> Driver:
        return cls(
            subprocess.Popen(
                [sys.executable, "-m", "tests.crash.driver"],
                cwd=HERE.parents[1],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=unmeasured(),
            )
        )

    def command(self, trial: Trial, **order: object) -> dict[str, Any]:
        """Run the command line, killed if ``kill_after`` says so."""
        self.begin(trial, **order)
        return self.end()

    def begin(self, trial: Trial, **order: object) -> None:
        """Give the order; the answer is fetched later."""
        self._say({"arguments": trial.arguments, "output": str(trial.output), **order})

    def job(self, trial: Trial, *, kill_at: int) -> dict[str, Any]:
        """Run the job, killed at a point; -1 for none."""
        self._say(
            {
                "job": trial.job,
                "output": str(trial.output),
                "watched": str(trial.folder),
                "kill_at": kill_at,
            }
        )
        return self.end()

    def delivery(self, trial: Trial, *, kill_at: int, **delivery: str) -> dict[str, Any]:
        """Send a batch, killed at a point; -1 for none."""
        asked = {"ledger": trial.url, "target": str(trial.target), **delivery}
        self._say(
            {
                "delivery": asked,
                "output": str(trial.output),
                "watched": str(trial.folder),
                "kill_at": kill_at,
            }
        )
        return self.end()

    def errand(self, trial: Trial, what: str, *, kill_at: int) -> dict[str, Any]:
        """Finish a file or send eFaktura, killed at a point; -1 for none."""
        self._say(
            {
                "errand": {"what": what, "ledger": trial.url, "folder": str(trial.folder)},
                "output": str(trial.output),
                "watched": str(trial.folder),
                "kill_at": kill_at,
            }
        )
        return self.end()

    def end(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(_open(self._process.stdout).readline())
        return answer

    def stop(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            _open(stream).close()
        self._process.wait(timeout=60)

    def _say(self, order: dict[str, Any]) -> None:
        stream = _open(self._process.stdin)
        stream.write(json.dumps(order) + "\n")
        stream.flush()


def unmeasured() -> dict[str, str]:
    """Return the environment for processes that die before they could say what they covered."""
    return {name: each for name, each in os.environ.items() if not name.startswith("COVERAGE_")}


def _open(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream
