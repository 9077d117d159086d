"""A small distribution that adds commands, laid where Python looks for installed ones."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return what lays a distribution with one module, and commands named in it."""

    def lay(name: str, module: str, **commands: str) -> None:
        folder = tmp_path / name
        dist_info = folder / f"{name}-1.2.dist-info"
        dist_info.mkdir(parents=True)
        (dist_info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
        lines = [f"{command} = {name}_module:{what}" for command, what in commands.items()]
        entries = "\n".join(["[fakturakjerne.commands]", *lines])
        (dist_info / "entry_points.txt").write_text(entries)
        (folder / f"{name}_module.py").write_text(dedent(module))
        monkeypatch.syspath_prepend(folder)
        monkeypatch.delitem(sys.modules, f"{name}_module", raising=False)

    return lay


GREETER = """
    import click

    @click.command()
    @click.option("--name", default="Kari")
    @click.pass_obj
    def greet(host, name):
        "Si hei. / Say hello."
        click.echo(f"hei {name} {type(host).__name__}")

    plain = "no command"
"""
