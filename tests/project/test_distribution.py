"""What is released: packages, entry points, changelog fragments."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from typing import Any

import pytest

from tests.project.repository import ROOT, SOURCE

PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENTRY_POINTS = [
    EntryPoint(name, value, group)
    for group, entries in PYPROJECT["project"]["entry-points"].items()
    for name, value in entries.items()
] + [EntryPoint(n, v, "console_scripts") for n, v in PYPROJECT["project"]["scripts"].items()]
FRAGMENTS = [file for file in (ROOT / "changelog.d").iterdir() if file.name != "README.md"]


def test_the_wheel_holds_every_package() -> None:
    packages = sorted(f"src/{init.parent.name}" for init in SOURCE.glob("*/__init__.py"))
    assert PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == packages


def test_every_package_is_held_to_the_contracts_and_measured() -> None:
    packages = sorted(init.parent.name for init in SOURCE.glob("*/__init__.py"))
    assert PYPROJECT["tool"]["importlinter"]["root_packages"] == packages
    assert PYPROJECT["tool"]["coverage"]["run"]["source_pkgs"] == packages


def test_every_package_is_typed() -> None:
    assert not [
        init.parent.name
        for init in SOURCE.glob("*/__init__.py")
        if not (init.parent / "py.typed").is_file()
    ]


@pytest.mark.parametrize("entry", ENTRY_POINTS, ids=lambda e: f"{e.group}:{e.name}")
def test_every_entry_point_leads_somewhere(entry: EntryPoint) -> None:
    assert callable(entry.load())


def test_every_changelog_fragment_has_a_known_type() -> None:
    types = {kind["directory"] for kind in PYPROJECT["tool"]["towncrier"]["type"]}
    wrong = [
        file.name
        for file in FRAGMENTS
        if file.suffix != ".md" or file.stem.rpartition(".")[2] not in types
    ]
    assert not wrong, f"{wrong}: named <issue>.<type>.md, with a type of {sorted(types)}"
