"""No binary fraction comes near an amount: not where money is defined, ruled on or written."""

from __future__ import annotations

import ast
import re

import pytest

from tests.project.repository import place, plugin_packages, source_files

WHERE = ["fakturakjerne/domain", "fakturakjerne/engine", "fakturakjerne/codec"]
WORD = re.compile(r"\bfloat\b")


def floats_in(source: str) -> list[int]:
    """Return the lines with a float literal, annotation or call; refusing one is allowed.

    ``isinstance(value, float)`` is how a value is refused, so it does not count.
    """
    tree = ast.parse(source)
    refusals = {
        id(name)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "isinstance"
        for name in ast.walk(node.args[1])
    }
    annotations = {
        id(part)
        for node in ast.walk(tree)
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if isinstance(annotation, ast.AST)
        for part in ast.walk(annotation)
    }
    return sorted(
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Name) and node.id == "float" and id(node) not in refusals)
        or (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) in annotations
            and WORD.search(node.value)
        )
    )


def test_money_rules_and_formats_know_no_float() -> None:
    found = [
        place(file, line)
        for file in source_files(*WHERE, *plugin_packages())
        for line in floats_in(file.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(["float near an amount:", *found])


@pytest.mark.parametrize(
    "source",
    [
        "rate = 0.25",
        "net = float(text)",
        "def net(lease) -> float: ...",
        "def net(price: 'float | None'): ...",
        "nets: dict[str, float] = {}",
        "total = sum(map(float, parts))",
    ],
)
def test_each_way_to_write_a_float_is_seen(source: str) -> None:
    assert floats_in(source) == [1]


def test_refusing_a_float_is_no_float() -> None:
    assert floats_in("if isinstance(value, bool | float): raise TypeError") == []
