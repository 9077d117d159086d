"""The commands that people copy are the commands that continuous integration runs."""

from __future__ import annotations

import os

from tests.project.repository import ROOT

CI = ROOT / ".ci" / "run"
PREFIX = "readme_command='"


def command_of_ci() -> str:
    """Return the test command as .ci/run spells it."""
    (line,) = [
        line for line in CI.read_text(encoding="utf-8").splitlines() if line.startswith(PREFIX)
    ]
    return line.removeprefix(PREFIX).removesuffix("'")


def test_the_readme_and_ci_share_one_test_command() -> None:
    command = command_of_ci()
    assert command.endswith("nox -s tests")
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()


def test_ci_can_be_run() -> None:
    assert os.access(CI, os.X_OK)
