"""The demo month, as the README runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell, shell

__all__ = ["shell"]


def test_the_demo_shows_the_whole_job(shell: Shell) -> None:
    result = shell("demo", "--out", shell.out)

    assert result.exit_code == 0, result.output
    assert "Leases in" in result.stdout
    assert "some faulty leases on purpose" in result.stderr
    assert "Excluded: cancelled" in result.stdout
    points = [line for line in result.stdout.splitlines() if line.count("│") == 5]
    amounts = {line.split("│")[4].strip() for line in points}
    assert len(points) == 4
    assert len(amounts) == 1
    for ending in (".txt", ".log.csv", ".manifest.json"):
        assert any(name.endswith(ending) for name in shell.files())


def test_every_lease_of_the_demo_is_billed_or_listed(shell: Shell) -> None:
    manifests = json.loads(shell("demo", "--out", shell.out, "--json").stdout)

    assert sum(one["orders"] for one in manifests) > 50
    assert {code for one in manifests for code in map(_code, one["excluded"])} >= {
        "lease.free",
        "lease.paid",
        "lease.inactive",
        "lease.future",
        "customer.id-missing",
        "charge.zero",
    }


def test_each_demo_gets_a_folder_of_its_own(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    results = [shell("demo"), shell("demo"), shell("demo")]

    assert [result.exit_code for result in results] == [0, 0, 0]
    folders = sorted(path.name for path in tmp_path.glob("fakturakjerne-demo*"))
    assert folders == ["fakturakjerne-demo", "fakturakjerne-demo-2", "fakturakjerne-demo-3"]


def _code(exclusion: dict[str, str]) -> str:
    return exclusion["code"]
