"""What is installed, and its options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell, shell

__all__ = ["shell"]


def test_the_installed_formats_are_listed(shell: Shell) -> None:
    rows = json.loads(shell("plugins", "--json").stdout)

    assert {(row["name"], row["role"]) for row in rows} >= {
        ("agresso-lg04", "exporter"),
        ("agresso-lg04", "importer"),
        ("leases-csv", "importer"),
    }
    assert all(row["title"] and row["version"] for row in rows)
    assert "Leases, CSV" in shell("plugins").stdout


def test_the_options_of_a_format_are_shown_in_both_languages(shell: Shell) -> None:
    options = json.loads(shell("plugins", "show", "agresso-lg04", "--json").stdout)["exporter"]
    table = shell("plugins", "show", "agresso-lg04", "--lang", "nb")

    by_name = {option["name"]: option for option in options}
    assert by_name["layout"]["default"] == "(required)"
    assert by_name["responsible"]["default"] == '"BOOKING"'
    assert "(påkrevd)" in table.stdout
    assert "Topptekst" in table.stdout
    assert "[implementation]" in table.stdout


def test_an_unknown_name_is_wrong_usage(shell: Shell) -> None:
    result = shell("plugins", "show", "agreso-lg04")

    assert result.exit_code == 2
    assert "agresso-lg04" in result.stderr


def test_a_broken_plugin_says_why_and_hinders_nobody(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist_info = tmp_path / "broken-1.0.dist-info"
    dist_info.mkdir()
    (dist_info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    entries = "[fakturakjerne.exporters]\nbroken = nowhere:Broken\n"
    entries += "[fakturakjerne.commands]\nextra = nowhere:extra\n"
    (dist_info / "entry_points.txt").write_text(entries)
    monkeypatch.syspath_prepend(tmp_path)

    rows = json.loads(shell("plugins", "--json").stdout)

    titles = {row["name"]: row["title"] for row in rows}
    assert "nowhere" in titles["broken"]
    assert titles["extra"] == "A command; see fakturakjerne extra --help"
    assert titles["leases-json"] == "Leases, JSON array"


def test_the_language_of_the_group_holds_for_its_commands(shell: Shell) -> None:
    assert "Betydning" in shell("plugins", "--lang", "nb", "show", "leases-csv").stdout
    assert (
        "Meaning" in shell("plugins", "--lang", "nb", "show", "leases-csv", "--lang", "en").stdout
    )
    assert (
        "Meaning" in shell("plugins", "--lang", "en", "show", "leases-csv", LC_ALL="nb_NO").stdout
    )
