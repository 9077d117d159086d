"""Whoever switches a check off for a line says why on that line."""

from __future__ import annotations

import io
import re
import tokenize

import pytest

from tests.project.repository import ROOT, place, source_files

SUPPRESSION = re.compile(
    r"#\s*(?:"
    r"pragma:\s*no\s+(?:cover|branch)"
    r"|noqa(?::\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)?"
    r"|type:\s*ignore(?:\[[\w,\s-]+\])?"
    r")(?P<reason>.*)"
)
SHORTEST_REASON = 6  # letters: "as above" is one


def bare_suppressions(source: str) -> list[int]:
    """Return the lines whose suppression is followed by no reason."""
    return [
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
        for last in list(SUPPRESSION.finditer(token.string))[-1:]
        if len(re.findall(r"\w", last["reason"])) < SHORTEST_REASON
    ]


def test_every_suppression_has_its_reason() -> None:
    files = [
        *source_files(),
        *sorted((ROOT / "tests").rglob("*.py")),
        ROOT / "noxfile.py",
        ROOT / "conftest.py",
    ]
    found = [
        place(file, line)
        for file in files
        for line in bare_suppressions(file.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(["suppressions without a reason on the line:", *found])


NO = "no"  # so that no line of this file is itself a suppression


@pytest.mark.parametrize(
    ("comment", "bare"),
    [
        (f"# pragma: {NO} cover", True),
        (f"# pragma: {NO} branch", True),
        (f"# pragma: {NO} cover - a failing disk cannot be had in a test", False),
        (f"# {NO}qa: S608", True),
        (f"# {NO}qa: S608, S101", True),
        (f"# {NO}qa: S608 - the table's name is a constant", False),
        ("# type: " + "ignore[arg-type]", True),
        ("# type: " + "ignore[arg-type]  # the stub forgets bytes", False),
        ("# an ordinary comment", False),
    ],
)
def test_a_reason_is_told_from_none(comment: str, bare: bool) -> None:
    assert bool(bare_suppressions(f"x = 1  {comment}\n")) is bare
