"""Ten seconds from a module to its test, and back.

``src/fakturakjerne/domain/money.py`` is tested in ``tests/domain/test_money.py``,
``src/fakturakjerne_agresso/lg04.py`` in ``tests/agresso/test_lg04.py``.
"""

from __future__ import annotations

import ast
from pathlib import Path

from tests.project.repository import ROOT, SOURCE, source_files

TESTS = ROOT / "tests"

# Modules with logic that are tested somewhere else than in a file of their name, and why.
TESTED_ELSEWHERE: dict[str, str] = {}

# Folders of tests that are about more than one module, and what they are about.
ABOUT_MORE_THAN_ONE_MODULE: dict[str, str] = {
    "crash": "a run killed at any point",
    "differential": "ours against an independent implementation",
    "fuzz": "files that are damaged in any way, read by every importer",
    "golden": "whole files against official or observed samples",
    "project": "the project itself",
    "property": "laws that hold across modules, one file a law",
    "spec": "a specification, section by section",
}


def has_logic(file: Path) -> bool:
    """Tell whether a module holds a function that does something; a table or protocol does not."""

    def only_declares(statement: ast.stmt) -> bool:
        return isinstance(statement, ast.Pass) or (
            isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        )

    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        and (isinstance(node, ast.Lambda) or not all(map(only_declares, node.body)))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    )


def home_of_tests(module: Path) -> Path:
    """Return where the test of a module below src stands."""
    package, *folders, name = module.relative_to(SOURCE).parts
    if package != "fakturakjerne":
        folders.insert(0, package.removeprefix("fakturakjerne_"))
    return TESTS.joinpath(*folders, f"test_{name}")


def module_of(test: Path) -> Path:
    """Return the module that a test file is named after."""
    *folders, name = test.relative_to(TESTS).parts
    plugin = f"fakturakjerne_{folders[0]}" if folders else ""
    if plugin and (SOURCE / plugin).is_dir():
        return SOURCE.joinpath(plugin, *folders[1:], name.removeprefix("test_"))
    return SOURCE.joinpath("fakturakjerne", *folders, name.removeprefix("test_"))


def needs_a_test(module: Path) -> bool:
    return (
        not module.name.startswith("__")
        and "migrations" not in module.parts  # alembic runs them; the ledger's tests migrate
        and module.relative_to(SOURCE).as_posix() not in TESTED_ELSEWHERE
        and has_logic(module)
    )


def test_every_module_with_logic_has_its_test_file() -> None:
    missing = [
        f"{module.relative_to(ROOT)} -> {home_of_tests(module).relative_to(ROOT)}"
        for module in source_files()
        if needs_a_test(module) and not home_of_tests(module).is_file()
    ]
    assert not missing, "\n".join(["modules without the test file of their name:", *missing])


def test_every_test_file_has_its_module() -> None:
    orphans = [
        f"{test.relative_to(ROOT)} -> {module_of(test).relative_to(ROOT)}"
        for test in sorted(TESTS.rglob("test_*.py"))
        if test.relative_to(TESTS).parts[0] not in ABOUT_MORE_THAN_ONE_MODULE
        and not module_of(test).is_file()
    ]
    assert not orphans, "\n".join(["test files whose module does not exist:", *orphans])


def test_the_exceptions_are_still_needed() -> None:
    assert not [name for name in TESTED_ELSEWHERE if not (SOURCE / name).is_file()]


def test_there_and_back_is_the_same_module() -> None:
    for module in source_files():
        assert module_of(home_of_tests(module)) == module
