"""Every error speaks both languages and carries its data."""

from __future__ import annotations

import pytest

from fakturakjerne import errors
from fakturakjerne.catalogue import LEASE_FREE, LEASE_FUTURE, Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.errors import BlockedError, FakturakjerneError, InvalidValueError

EVERY = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("kind", EVERY)
def test_every_error_is_ours_and_says_what_it_is(kind: type[FakturakjerneError]) -> None:
    assert issubclass(kind, FakturakjerneError)
    assert kind.__doc__


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    tree = errors.__doc__ or ""
    lines = [line for line in tree.splitlines() if "Error" in line and "──" in line]
    drawn = {line.split("── ")[1].split()[0]: line.index("──") // 4 for line in lines}
    depths = {kind.__name__: _depth(kind) for kind in EVERY if kind is not FakturakjerneError}
    assert drawn == depths


def _depth(kind: type[FakturakjerneError]) -> int:
    return len([base for base in kind.__mro__ if issubclass(base, FakturakjerneError)]) - 1


def test_an_error_carries_its_sentence_and_its_values() -> None:
    error = FakturakjerneError(LEASE_FUTURE, end="2026-03-01", until="2026-02-28")
    assert error.code == "lease.future"
    assert error.values == {"end": "2026-03-01", "until": "2026-02-28"}
    assert str(error) == error.in_language("en")
    assert error.in_language("nb").startswith("Slutter 2026-03-01, etter 2026-02-28")


def test_an_error_without_a_sentence_has_that_of_its_class() -> None:
    assert str(FakturakjerneError(detail="Disk full.")) == "Disk full."
    error = InvalidValueError(field="net", value="'x'", expected_nb="tall", expected_en="a number")
    assert str(error) == "net: 'x' is invalid; a number"
    assert isinstance(error, ValueError)


def test_values_are_taken_literally_braces_included() -> None:
    text = Text("x", nb="{value}", en="{value}")
    assert str(FakturakjerneError(text, value="{other}")) == "{other}"


def test_a_blocked_run_carries_all_its_findings() -> None:
    findings = [Finding(severity=Severity.ERROR, text=LEASE_FREE)] * 2
    error = BlockedError(Text("blocked", nb="{count} feil", en="{count} errors"), findings, count=2)
    assert error.findings == tuple(findings)
    assert error.in_language("nb") == "2 feil"
