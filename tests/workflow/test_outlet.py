from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.config import Config, Profile
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.errors import ConfigError, OptionsError, UnknownPluginError
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.plugin.template import Template
from fakturakjerne.workflow.job import library_version
from fakturakjerne.workflow.outlet import resolve_outlet
from fakturakjerne_agresso.options import Lg04Options
from tests.workflow.month import CONFIG, OPTIONS, TODAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fakturakjerne.domain.invoice_basis import InvoiceBasis
    from fakturakjerne.workflow.outlet import Outlet


def outlet(name: str = "lg04", *, config: Config = CONFIG, assign: Sequence[str] = ()) -> Outlet:
    return resolve_outlet(name, config, Registry.installed(), assignments=assign)


def test_a_profile_is_held_against_config_and_plugins() -> None:
    made = outlet(
        config=evolve(
            CONFIG,
            profiles={"lg04": Profile(exporter="agresso-lg04", options=OPTIONS, auto_send="sftp")},
        )
    )
    assert (made.profile, made.exporter.info.name) == ("lg04", "agresso-lg04")
    assert isinstance(made.options, Lg04Options)
    assert (made.plugin_version, made.auto_send) == (library_version(), "sftp")


def test_a_bare_exporter_is_a_profile_without_options() -> None:
    made = outlet("agresso-lg04", config=Config(), assign=["layout=5.3", "client=XY"])
    assert (made.profile, made.options.layout, made.auto_send) == ("agresso-lg04", "5.3", "")


def test_a_name_that_is_neither_profile_nor_exporter_is_told_with_all_there_are() -> None:
    with pytest.raises(ConfigError, match=r"'lg05' is neither a profile .*\(lg04\).*agresso-lg04"):
        outlet("lg05")
    with pytest.raises(ConfigError, match=r"\(-\).*\(-\)"):
        resolve_outlet("x", Config(), Registry())


def test_a_profile_of_an_exporter_that_is_not_installed() -> None:
    config = evolve(CONFIG, profiles={"lg04": Profile(exporter="agresso-lg03")})
    with pytest.raises(UnknownPluginError, match="did you mean agresso-lg04"):
        outlet(config=config)


def test_a_wrong_option_is_told_by_where_it_stands() -> None:
    profile = Profile(exporter="agresso-lg04", options={**OPTIONS, "clint": "XY"})
    with pytest.raises(OptionsError, match=r"(?s)profiles\.lg04\.options.*clint.*client"):
        outlet(config=evolve(CONFIG, profiles={"lg04": profile}))
    with pytest.raises(
        OptionsError, match=r"--set is wrong:\n  clint: unknown key; did you mean client"
    ):
        outlet("agresso-lg04", assign=["clint=XY"])


def named(text: str, *, by_kind: bool) -> str:
    batch: ExportBatch[InvoiceBasis] = ExportBatch(
        id="260302-1", today=TODAY, sequence=1, kind="external", items=()
    )
    return evolve(outlet(), file_name=Template(text)).document_name(batch, by_kind=by_kind)


def test_the_kind_is_in_the_name_where_there_may_be_another() -> None:
    assert named("{kind}-{batch}.txt", by_kind=True) == "external-260302-1.txt"
    assert named("{today:%y%m%d}{sequence}.txt", by_kind=True) == "external_2603021.txt"
    assert named("{today:%y%m%d}{sequence}.txt", by_kind=False) == "2603021.txt"


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "a/b.txt", "a\\b.txt", ".hidden", "a\n.txt", "", " . ", "{batch}" * 26, "a:b"],
)
def test_a_name_that_leaves_the_folder_or_hides_is_refused(name: str) -> None:
    """A booking system makes jobs without a config file, which would refuse most of these."""
    with pytest.raises(ConfigError, match="is no file name"):
        named(name, by_kind=False)


def test_an_outlet_does_not_show_its_options() -> None:
    assert "Lg04Options" not in repr(outlet())
