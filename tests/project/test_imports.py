"""What a package may import from outside, where the contracts in pyproject.toml cannot say it.

The contracts say which floor sees which, and who alone may use click, rich or a database library.
Here: the pure packages name all that they may use, and ``import fakturakjerne`` is light.
"""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.project.repository import place, source_files

PURE: dict[str, frozenset[str]] = {
    "catalogue": frozenset({"attrs"}),
    "errors": frozenset({"attrs"}),
    "domain": frozenset({"attrs", "stdnum"}),
    "codec": frozenset({"attrs", "lxml"}),
    "engine": frozenset({"attrs"}),
}
CLOCK_CHANCE_AND_WORLD = frozenset(
    {
        "asyncio",
        "getpass",
        "http",
        "locale",
        "logging",
        "os",
        "random",
        "secrets",
        "shutil",
        "socket",
    }
    | {"sqlite3", "subprocess", "tempfile", "threading", "time", "urllib", "uuid"}
)
CLOCK_CALLS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
}
HEAVY = ("alembic", "click", "hypothesis", "lxml", "pytest", "rich", "sqlalchemy")


def imported_roots(tree: ast.AST) -> list[tuple[int, str]]:
    """Return line and top-level package of every import, those inside functions included."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name.partition(".")[0]) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.lineno, node.module.partition(".")[0]))
    return found


def reaches_outside(tree: ast.AST) -> list[int]:
    """Return the lines that ask the clock or open a file."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in {"open", "input", "print"})
            or (
                isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and (node.func.value.id, node.func.attr) in CLOCK_CALLS
            )
        )
    ]


@pytest.mark.parametrize("package", PURE)
def test_pure_packages_import_only_what_they_name(package: str) -> None:
    allowed = PURE[package] | (sys.stdlib_module_names - CLOCK_CHANCE_AND_WORLD) | {"fakturakjerne"}
    found = [
        f"{place(file, line)} imports {root}"
        for file in source_files(f"fakturakjerne/{package}")
        for line, root in imported_roots(ast.parse(file.read_text(encoding="utf-8")))
        if root not in allowed
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("package", PURE)
def test_pure_packages_ask_no_clock_and_open_no_file(package: str) -> None:
    found = [
        place(file, line)
        for file in source_files(f"fakturakjerne/{package}")
        for line in reaches_outside(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert not found, "\n".join(["the day and the bytes come in as arguments:", *found])


def test_the_walks_see_what_they_look_for() -> None:
    tree = ast.parse(
        "def f():\n    import os.path\nfrom time import sleep\nx = date.today()\nopen(x)"
    )
    assert sorted(imported_roots(tree)) == [(2, "os"), (3, "time")]
    assert reaches_outside(tree) == [4, 5]


def test_importing_the_library_loads_nothing_heavy() -> None:
    code = "import fakturakjerne, sys; print(*sys.modules, sep='\\n')"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "fakturakjerne" in loaded
    heavy = [
        name
        for name in loaded
        if name.partition(".")[0] in HEAVY or name.startswith("fakturakjerne_")
    ]
    assert not heavy
