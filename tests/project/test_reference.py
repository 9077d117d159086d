"""The pages of docs/reference that are made from the code say what the code says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fakturakjerne.catalogue import Text
from fakturakjerne_nets.records import ALL
from tests.project.repository import ROOT, SOURCE, place
from tools import make_reference

PAGES = make_reference.pages()
CODES = {code: text for texts in make_reference.texts().values() for code, text in texts.items()}
HOW_TO = ROOT / "docs" / "how-to"
CODE = re.compile(r"`([a-z][a-z0-9-]*\.[a-z][a-z-]+)`")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_stale(name: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == PAGES[name], f"{name} is stale: run python tools/make_reference.py"


@pytest.mark.parametrize(
    "name",
    ["when-a-run-stops.md", "export-to-agresso.md", "export-to-visma.md", "efaktura-month.md"],
)
def test_every_code_that_a_page_explains_exists(name: str) -> None:
    cells = [
        (number, line.split("|")[1])
        for number, line in enumerate((HOW_TO / name).read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith("| `")
    ]
    explained = [(number, code) for number, cell in cells for code in CODE.findall(cell)]
    assert len(explained) > 10
    wrong = [
        f"{place(HOW_TO / name, number)}: {code}" for number, code in explained if code not in CODES
    ]
    assert not wrong, "\n".join(["codes that no catalogue knows:", *wrong])


def test_every_code_says_how_it_is_met() -> None:
    assert all(make_reference.met_as(code) for code in CODES)
    unused = [
        beginning
        for beginning in make_reference.MET_AS
        if not any(code.startswith(beginning) for code in CODES)
    ]
    assert not unused


def test_every_code_is_listed_once() -> None:
    rows = [line for line in PAGES["findings.md"].splitlines() if line.startswith("| `")]
    listed = [row.split("`")[1] for row in rows]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(CODES)


def test_every_option_page_says_who_guides() -> None:
    pages = [name for name in PAGES if name.startswith(("options-", "transport-"))]
    names = {name.partition("-")[2].removesuffix(".md") for name in pages}
    assert names == set(make_reference.GUIDES)


def test_the_demo_meets_its_findings_as_the_page_says(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("fakturakjerne")
    done = subprocess.run(
        [script, "demo", "--json", "--out", tmp_path / "out"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    findings = [json.loads(line) for line in done.stderr.splitlines()]
    assert len({finding["code"] for finding in findings}) > 8
    for finding in findings:
        assert finding["severity"] in make_reference.met_as(finding["code"]), finding


def test_both_languages_have_the_same_placeholders() -> None:
    placeholders = re.compile(r"(?<!\{)\{(\w+?)(?:_nb|_en)?\}")
    different = [
        code
        for code, text in CODES.items()
        if set(placeholders.findall(text.nb)) != set(placeholders.findall(text.en))
    ]
    assert not different


def test_the_api_page_names_modules_that_exist() -> None:
    names = [name for names in make_reference.PUBLIC.values() for name in names]
    assert len(names) == len(set(names))
    paths = {name: SOURCE / name.replace(".", "/") for name in names}
    assert not [
        name
        for name, path in paths.items()
        if not (path.with_name(f"{path.name}.py").is_file() or (path / "__init__.py").is_file())
    ]


def test_every_record_of_nets_stands_in_its_page() -> None:
    page = PAGES["layouts-nets.md"]
    assert [line[4:] for line in page.splitlines() if line.startswith("### ")] == [
        record.__name__ for record in ALL
    ]


def test_a_code_means_one_sentence() -> None:
    """Plugins may share sentences; two sentences never share a code."""
    known: dict[str, Text] = {}
    for texts in make_reference.texts().values():
        for code, text in texts.items():
            assert known.setdefault(code, text) == text
