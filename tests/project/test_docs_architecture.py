"""The picture of the house in docs/explanation/architecture.md is the house."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from tests.project.repository import ROOT, SOURCE, plugin_packages

PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WORD = re.compile(r"[a-z_]+")


def built_floors() -> list[set[str]]:
    """Return the floors of the contract, top down, with what exists of them."""
    (floors,) = [
        contract["layers"]
        for contract in PYPROJECT["tool"]["importlinter"]["contracts"]
        if contract["id"] == "floors"
    ]
    existing = [{name for name in WORD.findall(floor) if exists(name)} for floor in floors]
    return [floor for floor in existing if floor and floor != {"__main__"}]


def exists(name: str) -> bool:
    core = SOURCE / "fakturakjerne"
    return (core / name / "__init__.py").is_file() or (core / f"{name}.py").is_file()


def drawn_floors() -> list[set[str]]:
    """Return the floors of the picture, top down: each line's words before the remarks."""
    picture = PAGE.split("```text\n")[1].split("```")[0]
    names = {name for floor in built_floors() for name in floor}
    columns = [line[21:].split("  ")[0] for line in picture.splitlines()]
    floors = [set(WORD.findall(column)) for column in columns]
    return [floor for floor in floors if floor and floor <= names]


def test_the_picture_has_the_floors_of_the_contract() -> None:
    assert len(built_floors()) > 8
    assert drawn_floors() == built_floors()


def test_every_package_is_in_the_picture_and_in_the_table() -> None:
    picture, table = PAGE.split("```text\n")[1].split("```")[:2]
    table = table.split("\n## ")[0]
    packages = [name for floor in built_floors() for name in floor] + plugin_packages()
    assert not [name for name in packages if not re.search(rf"\b{name}\b", picture)]
    assert not [name for name in packages if f"\n| `{name}` |" not in table]


def test_every_module_that_the_page_names_exists() -> None:
    packages = "|".join(name for floor in built_floors() for name in floor)
    planned = PAGE.split("### Not built yet")
    named = set(re.findall(rf"`(?:fakturakjerne\.)?((?:{packages})\.[a-z_]+)`", planned[0]))
    assert len(named) > 12
    missing = [
        name
        for name in named
        if not (SOURCE / "fakturakjerne" / f"{name.replace('.', '/')}.py").is_file()
    ]
    assert not missing
