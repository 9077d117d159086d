"""Runs what the documentation says: README.md, docs/ and every docstring, by Sybil.

- ``python`` blocks, and ``>>>`` examples, run in order, one namespace a page or module.
- ``json`` and ``toml`` blocks must parse.
- ``console`` blocks: each ``$ fakturakjerne ...`` runs and must succeed; where lines follow it, they
  are what it prints on standard output (``...`` stands for anything). Other commands are not run.
- Before a block, an HTML comment names the file that the block is: ``<!-- file: config.toml -->``.
- Before a ``console`` block, ``<!-- exit: 1 -->`` says how its commands end; what follows them is then
  all that a terminal shows: standard error, then standard output.

A page starts in an empty folder of its own, and so does its user data: nothing outside is touched.
"""

from __future__ import annotations

import doctest
import json
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sybil import Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sybil.example import Example
    from sybil.typing import Parser

DOCTEST_OPTIONS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
SECONDS_A_COMMAND = 120
FILE_COMMENT = re.compile(r"<!-- file: (?P<name>[\w.-]+) -->\s*\Z")
EXIT_COMMENT = re.compile(r"<!-- exit: (?P<code>\d+) -->\s*\Z")


def private_environment(folder: Path) -> dict[str, str]:
    """Return what keeps a process away from the user's own data, config and language."""
    return {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture(autouse=True, scope="session")
def _away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the data folder of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in private_environment(tmp_path_factory.mktemp("home")).items():
            patch.setenv(name, value)
        patch.delenv("LANGUAGE", raising=False)
        yield


def save_named_file(example: Example) -> None:
    """Write the block to the file that the comment before it names, if one does."""
    before = example.document.text[: example.region.start]
    if named := FILE_COMMENT.search(before):
        Path(named["name"]).write_text(str(example.parsed), encoding="utf-8")


def check_json(example: Example) -> None:
    """A block of JSON parses, as one value or as JSON Lines."""
    save_named_file(example)
    text = str(example.parsed)
    try:
        json.loads(text)
    except json.JSONDecodeError:
        for line in text.splitlines():
            json.loads(line)


def check_toml(example: Example) -> None:
    """A block of TOML parses."""
    save_named_file(example)
    tomllib.loads(str(example.parsed))


def run_console(example: Example) -> str | None:
    """Run each command of ours, compare what it prints with the lines below it."""
    comment = EXIT_COMMENT.search(example.document.text[: example.region.start])
    wanted_code = int(comment["code"]) if comment else 0
    for part in re.split(r"^\$ ", str(example.parsed), flags=re.MULTILINE)[1:]:
        command, _, expected = part.replace("\\\n", " ").partition("\n")
        program, *arguments = shlex.split(command)
        if program != "fakturakjerne":
            continue
        script = Path(sys.executable).with_name(program)
        done = subprocess.run(
            [script, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=SECONDS_A_COMMAND,
            check=False,
        )
        if done.returncode != wanted_code:
            return f"$ {command}\nended with {done.returncode}:\n{done.stdout}{done.stderr}"
        printed = done.stderr + done.stdout if comment else done.stdout
        if expected.strip() and not doctest.OutputChecker().check_output(
            expected.strip() + "\n", printed.strip() + "\n", doctest.ELLIPSIS
        ):
            return f"$ {command}\nprinted:\n{printed}\ninstead of:\n{expected}"
    return None


def enter_folder(namespace: dict[str, Any]) -> None:
    """Start a page in an empty folder, with a home of its own."""
    folder = tempfile.TemporaryDirectory()
    patch = pytest.MonkeyPatch()
    for name, value in private_environment(Path(folder.name)).items():
        patch.setenv(name, value)
    patch.chdir(folder.name)
    namespace["__page__"] = (folder, patch)


def leave_folder(namespace: dict[str, Any]) -> None:
    """End what the page left running, go back to where the tests run, and remove the folder."""
    for each in namespace.values():
        if isinstance(each, ExitStack):
            each.close()
    folder, patch = namespace.pop("__page__")
    patch.undo()
    folder.cleanup()


PAGE_PARSERS: list[Parser] = [
    SkipParser(),
    PythonCodeBlockParser(doctest_optionflags=DOCTEST_OPTIONS),
    CodeBlockParser(language="json", evaluator=check_json),
    CodeBlockParser(language="jsonl", evaluator=check_json),
    CodeBlockParser(language="toml", evaluator=check_toml),
    CodeBlockParser(language="csv", evaluator=save_named_file),
    CodeBlockParser(language="console", evaluator=run_console),
]
README = Sybil(
    PAGE_PARSERS,
    patterns=["README.md"],
    excludes=["*/*"],
    setup=enter_folder,
    teardown=leave_folder,
)
DOCS = Sybil(
    PAGE_PARSERS, path="docs", patterns=["*.md"], setup=enter_folder, teardown=leave_folder
)
DOCSTRINGS = Sybil(
    [DocTestParser(DOCTEST_OPTIONS)],
    path="src",
    patterns=["*.py"],
    excludes=["migrations/*.py", "migrations/versions/*.py"],
    setup=enter_folder,
    teardown=leave_folder,
)

pytest_collect_file = SybilCollection((README, DOCS, DOCSTRINGS)).pytest()
