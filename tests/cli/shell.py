"""A shell for the tests: commands as a user types them, in a folder of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from click.testing import CliRunner, Result

from fakturakjerne.cli.app import application

CONFIG = """
[billing]
batch_by = ["customer_kind"]
[series.external]
first = 34500001
last = 34500009
[series.internal]
first = 1
last = 9
[profiles.lg04]
exporter = "agresso-lg04"
file_name = "{kind}_{today:%y%m%d}{sequence}.txt"
[profiles.lg04.options]
layout = "5.3"
client = "XY"
article = "3801"
own_organization_number = "999999999"
"""

CLUB = {"id": "311111116", "number": "1001", "kind": "external", "name": "Ålesund Turnforening"}
OFFICE = {"id": "28120", "kind": "internal", "name": "Kulturkontoret"}


def lease(number: str, customer: dict[str, str] | None = None, **changes: object) -> dict[str, Any]:
    """Return a good lease of February 2026 that costs 100 kroner."""
    return {
        "id": number,
        "customer": CLUB if customer is None else customer,
        "building": "Idrettshallen",
        "start": "2026-02-02T18:00",
        "end": "2026-02-02T20:00",
        "charges": [{"text": "Hall A", "net": "100.00"}],
        **changes,
    }


@frozen
class Shell:
    """Runs commands in a folder, which also holds the ledger and the files made."""

    folder: Path

    @property
    def out(self) -> Path:
        """Where `run` puts its files."""
        return self.folder / "out"

    def write(self, name: str, *leases: dict[str, Any]) -> Path:
        """Write leases as JSON Lines."""
        path = self.folder / name
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in leases))
        return path

    def __call__(self, *arguments: object, **environment: str) -> Result:
        """Run a command of `fakturakjerne`."""
        runner = CliRunner(env={"LC_ALL": "C", "FAKTURAKJERNE_CONFIG": "", **environment})
        return runner.invoke(application, [str(one) for one in arguments])

    def run(self, *arguments: object, **environment: str) -> Result:
        """Run `fakturakjerne run` with the usual config, ledger, folder and day."""
        config = self.folder / "config.toml"
        if not config.exists():
            config.write_text(CONFIG)
        return self(
            "run",
            *("--format", "lg04", "--config", config, "--out", self.out),
            *("--ledger", self.folder / "ledger.db", "--today", "2026-03-02"),
            *arguments,
            **environment,
        )

    def files(self) -> list[str]:
        """Return the names of all files made, hidden ones too."""
        return sorted(path.name for path in self.out.iterdir()) if self.out.exists() else []


def stderr_lines(result: Result) -> list[dict[str, Any]]:
    """Return the JSON lines of standard error."""
    return [json.loads(line) for line in result.stderr.splitlines()]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Give each test a shell in a folder of its own."""
    return Shell(tmp_path)
