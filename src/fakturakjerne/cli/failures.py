"""How an error ends a command: what is said, and the exit code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

import click

from fakturakjerne.cli.report import Report
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.errors import (
    BlockedError,
    CodecError,
    ConfigError,
    FakturakjerneError,
    InvalidValueError,
    OutsideError,
    PluginError,
    ReconciliationError,
)

DONE: Final = 0
BLOCKED: Final = 1
USAGE: Final = 2
UNRECONCILED: Final = 3
OUTSIDE: Final = 4

_CODES: Final = (
    (BlockedError, BLOCKED),
    (ConfigError, USAGE),
    (PluginError, USAGE),
    (ReconciliationError, UNRECONCILED),
    (OutsideError, OUTSIDE),
    (CodecError, BLOCKED),
    (InvalidValueError, USAGE),
)


@contextmanager
def failures(report: Report) -> Iterator[None]:
    """End the command with the exit code of the error, once it is told."""
    try:
        yield
    except FakturakjerneError as error:
        if isinstance(error, BlockedError):
            report.findings(error.findings)
        _end(report, error, _exit_code(error))
    except BrokenPipeError:  # whoever read our output has gone: not ours to complain of
        raise
    except OSError as error:
        reason = f"{error.filename or ''}: {error.strerror or error}".removeprefix(": ")
        _end(report, OutsideError(detail=reason), OUTSIDE)


def _exit_code(error: FakturakjerneError) -> int:
    return next((code for kind, code in _CODES if isinstance(error, kind)), BLOCKED)


def _end(report: Report, error: FakturakjerneError, code: int) -> NoReturn:
    report.findings([Finding(severity=Severity.ERROR, text=error.text, values=error.values)])
    raise click.exceptions.Exit(code)
