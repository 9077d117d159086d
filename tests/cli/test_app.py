"""The command as the shell starts it."""

from __future__ import annotations

import subprocess
import sys

import fakturakjerne.cli


def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "fakturakjerne", *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def test_the_version_is_that_of_the_distribution() -> None:
    assert run("--version").stdout == b"fakturakjerne 0.1.0\n"


def test_help_is_in_both_languages_and_lists_the_exit_codes() -> None:
    text = run("--help").stdout.decode()
    assert "Fra leieforhold til riktige fakturaer. / From leases to correct invoices." in text
    assert "3 avstemming feilet / reconciliation failed" in " ".join(text.split())


def test_no_command_and_a_wrong_one_are_wrong_usage() -> None:
    assert run("bill").returncode == 2


def test_the_script_s_entry_point_is_the_same() -> None:
    assert callable(fakturakjerne.cli.main)
