"""How each error ends a command."""

from __future__ import annotations

import errno

import click
import pytest

from fakturakjerne.catalogue import Text
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.report import Report
from fakturakjerne.errors import (
    BlockedError,
    ColumnOverflowError,
    ConfigError,
    FakturakjerneError,
    InvalidValueError,
    LedgerBusyError,
    ReconciliationError,
    UnknownPluginError,
)

WRONG = Text("test.wrong", nb="Galt: {what}", en="Wrong: {what}")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BlockedError(WRONG, (), what="x"), 1),
        (ColumnOverflowError(WRONG, what="x"), 1),
        (FakturakjerneError(WRONG, what="x"), 1),
        (ConfigError(WRONG, what="x"), 2),
        (UnknownPluginError(WRONG, what="x"), 2),
        (InvalidValueError(WRONG, what="x"), 2),
        (ReconciliationError(WRONG, what="x"), 3),
        (LedgerBusyError(WRONG, what="x"), 4),
    ],
)
def test_each_error_has_its_exit_code_and_is_told(
    error: FakturakjerneError, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(click.exceptions.Exit) as ended, failures(Report("nb", as_json=False)):
        raise error

    assert ended.value.exit_code == code
    assert capsys.readouterr().err == "feil: Galt: x (test.wrong)\n"


def test_a_disk_that_fails_is_outside(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(click.exceptions.Exit) as ended, failures(Report("en", as_json=False)):
        raise OSError(errno.ENOSPC, "No space left on device", "here.txt")

    assert ended.value.exit_code == 4
    assert capsys.readouterr().err == "error: here.txt: No space left on device (error)\n"


def test_a_closed_pipe_is_none_of_ours() -> None:
    with pytest.raises(BrokenPipeError), failures(Report("en", as_json=False)):
        raise BrokenPipeError
