"""What a plugin's command gets is what the core's commands have."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from fakturakjerne.cli.host import Host
from fakturakjerne.errors import ConfigError, UnknownPluginError
from fakturakjerne.transport.folder import FolderOptions

if TYPE_CHECKING:
    from fakturakjerne.plugin.commands import CommandHost

CONFIG = """
[transports.disk]
transport = "folder"
options = { path = "/srv/agresso" }
[transports.bird]
transport = "pigeon"
[transports.wrong]
transport = "folder"
options = { pth = "x" }
"""


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> CommandHost:
    for name in ("FAKTURAKJERNE_CONFIG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return Host()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "kommune.toml"
    path.write_text(CONFIG)
    return path


def test_a_profile_s_options_are_of_its_transport_s_type(
    host: CommandHost, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = FolderOptions(path=Path("/srv/agresso"))
    assert host.transport_options("disk", config=config) == expected
    with pytest.raises(ConfigError, match="disk"):
        host.transport_options("disk", config=None)
    monkeypatch.setenv("FAKTURAKJERNE_CONFIG", str(config))
    assert host.transport_options("disk", config=None) == expected


def test_what_is_wrong_with_a_profile_is_told_as_the_core_does(
    host: CommandHost, config: Path
) -> None:
    with pytest.raises(ConfigError, match="disk, bird, wrong"):
        host.transport_options("dsk", config=config)
    with pytest.raises(UnknownPluginError, match="pigeon"):
        host.transport_options("bird", config=config)
    with pytest.raises(ConfigError, match="did you mean path"):
        host.transport_options("wrong", config=config)


def test_an_error_ends_the_command_with_its_exit_code(
    host: CommandHost, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(click.exceptions.Exit) as caught, host.failures("nb", as_json=False):
        raise ConfigError(detail="galt")
    assert caught.value.exit_code == 2
    assert "galt" in capsys.readouterr().err
    with pytest.raises(click.exceptions.Exit), host.failures("en", as_json=True):
        raise ConfigError(detail="wrong")
    assert json.loads(capsys.readouterr().err)["message"] == "wrong"
    with host.failures("en", as_json=False):
        pass


def test_the_language_is_the_user_s_else_the_locale_s(
    host: CommandHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert host.language(None) == "en"
    monkeypatch.setenv("LC_ALL", "nb_NO.UTF-8")
    assert host.language(None) == "nb"
    assert host.language("en") == "en"


def test_the_clock_is_the_machine_s(host: CommandHost) -> None:
    assert host.clock.now().tzinfo is UTC
