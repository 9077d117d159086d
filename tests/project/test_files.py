"""What may not stand in any file of the project."""

from __future__ import annotations

import re

import pytest

from tests.project.repository import place, project_files

# Each pattern is written so that it does not match itself.
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:wor[k]|roo[t]|tm[p]|hom[e]/\w+|User[s]/\w+)/\w|[A-Z]:\\User[s]\\"
)
REGISTRIES = re.compile(
    r"pythonhoste[d]|pypi\.or[g]|registry\.npmj[s]|conda\.anacond[a]|deb\.debia[n]"
    r"|--(?:extra-)?index-ur[l]"
)


def forbidden_lines(text: str) -> list[int]:
    return [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE_PATHS.search(line) or REGISTRIES.search(line)
    ]


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        place(file, line)
        for file in project_files()
        for line in forbidden_lines(file.read_bytes().decode("utf-8", errors="replace"))
    ]
    assert not found, "\n".join(["paths of a machine or hosts of a registry:", *found])


@pytest.mark.parametrize(
    "line",
    ["cd /ro" + "ot/dev", "open('/tm" + "p/x')", "C:\\Use" + "rs\\kari", "https://pypi.o" + "rg/x"],
)
def test_the_patterns_see_what_they_look_for(line: str) -> None:
    assert forbidden_lines(line) == [1]


@pytest.mark.parametrize(
    "line", ["#!/usr/bin/env bash", "src/work/x", "$HOME/work/x", "/srv/faktura"]
)
def test_the_patterns_leave_ordinary_paths_alone(line: str) -> None:
    assert forbidden_lines(line) == []
