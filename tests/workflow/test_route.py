from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve, frozen

from fakturakjerne.config import Config, TransportProfile
from fakturakjerne.errors import ConfigError, OptionsError, UnknownPluginError
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne.workflow.route import resolve_route

FOLDER = Plugin(
    group="fakturakjerne.transports",
    name="folder",
    target="fakturakjerne.transport.folder:FolderTransport",
)
REGISTRY = Registry([FOLDER])


def config(transport: str = "folder", **options: object) -> Config:
    return Config(transports={"agresso": TransportProfile(transport=transport, options=options)})


def test_a_profile_is_a_transport_with_its_options() -> None:
    route = resolve_route("agresso", config(path="/srv/in"), REGISTRY)
    assert route.profile == "agresso"
    assert route.options.path == Path("/srv/in")
    assert "/srv/in" not in repr(route)


def test_an_unknown_profile_is_told_what_there_is() -> None:
    with pytest.raises(ConfigError) as caught:
        resolve_route("visma", config(path="/srv/in"), REGISTRY)
    assert str(caught.value) == (
        "the config has no [transports.visma]; it has: agresso. Installed: folder"
    )
    with pytest.raises(ConfigError, match=r"it has: -\. Installed: -"):
        resolve_route("visma", Config(), Registry())


def test_a_transport_that_is_not_installed_is_told_the_nearest() -> None:
    with pytest.raises(UnknownPluginError, match="did you mean folder"):
        resolve_route("agresso", config("foldr"), REGISTRY)


def test_every_wrong_option_is_told_by_its_path() -> None:
    with pytest.raises(OptionsError) as caught:
        resolve_route("agresso", config(paht="/srv/in"), REGISTRY)
    assert "transports.agresso.options.paht: unknown key; did you mean path?" in str(caught.value)
    assert "transports.agresso.options.path: missing" in str(caught.value)


@frozen
class Switch:
    enabled: bool


def test_a_transport_may_have_a_switch() -> None:
    route = resolve_route("agresso", config(path="/srv/in"), REGISTRY)
    assert route.enabled
    assert evolve(route, options=Switch(enabled=True)).enabled
    assert not evolve(route, options=Switch(enabled=False)).enabled
