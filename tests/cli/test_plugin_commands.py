"""Commands of plugins stand beside the core's own, and cannot hinder them."""

from __future__ import annotations

import json
import sys

import pytest

from tests.cli.distribution import GREETER, Install, install
from tests.cli.shell import Shell, shell

__all__ = ["install", "shell"]


def test_a_plugin_s_command_is_called_and_gets_the_host(shell: Shell, install: Install) -> None:
    install("greeter", GREETER, greet="greet")
    result = shell("greet", "--name", "Ola")
    assert (result.exit_code, result.stdout) == (0, "hei Ola Host\n")
    assert "--name" in shell("greet", "--help").stdout


def test_it_is_in_the_help_of_all(shell: Shell, install: Install) -> None:
    install("greeter", GREETER, greet="greet")
    text = shell("--help").stdout
    assert "Si hei." in text
    assert "Fra leieforhold til riktige fakturaer." in text
    assert text.index("  batch") < text.index("  greet") < text.index("  run")


def test_nothing_is_loaded_that_is_not_asked_for(shell: Shell, install: Install) -> None:
    install("lazy", "raise SystemExit", lazy="x")
    assert shell("plugins").exit_code == 0
    assert shell("plugins", "--help").exit_code == 0
    assert "lazy_module" not in sys.modules
    assert shell("no-such-command").exit_code == 2


@pytest.mark.parametrize(
    ("module", "what", "cause"),
    [
        ("raise SystemExit(3)", "x", "SystemExit: 3"),
        ("import not_there", "x", "No module named 'not_there'"),
        (GREETER, "absent", "AttributeError"),
        (GREETER, "plain", "broken_module:plain is str, not click.Command"),
    ],
)
def test_a_broken_one_says_why_when_it_is_called_and_hinders_no_other(
    shell: Shell, install: Install, module: str, what: str, cause: str
) -> None:
    install("broken", module, broken=what)
    install("greeter", GREETER, greet="greet")
    for arguments in ([], ["--help"], ["check", "--json", "x"]):
        result = shell("broken", *arguments)
        assert result.exit_code == 2
        assert cause in result.stderr
        assert "broken 1.2" in result.stderr
    assert "kan ikke brukes" in shell("broken", LC_ALL="nb_NO").stderr
    assert shell("greet").exit_code == 0
    text = shell("--help").stdout
    assert "Kan ikke brukes / Cannot be used" in text
    assert "Si hei." in text


def test_two_of_one_name_are_both_named(shell: Shell, install: Install) -> None:
    install("one", GREETER, greet="greet")
    install("two", GREETER, greet="greet")
    result = shell("greet")
    assert result.exit_code == 2
    assert "one 1.2" in result.stderr
    assert "two 1.2" in result.stderr


def test_the_core_s_own_names_win_and_the_list_says_so(shell: Shell, install: Install) -> None:
    install("thief", GREETER, plugins="greet", greet="greet")
    rows = json.loads(shell("plugins", "--json").stdout)
    titles = {row["name"]: row["title"] for row in rows if row["distribution"] == "thief"}
    assert "Not reached" in titles["plugins"]
    assert titles["greet"] == "A command; see fakturakjerne greet --help"
    assert "Nås ikke" in shell("plugins", "--lang", "nb").stdout
