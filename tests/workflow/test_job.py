from __future__ import annotations

import getpass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.config import Billing, Config, Profile, Series
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.errors import ConfigError, OptionsError, UnknownPluginError
from fakturakjerne.ledger.records import NumberSeries
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.plugin.template import Template
from fakturakjerne.workflow.job import Wish, library_version, resolve
from fakturakjerne_agresso.options import Lg04Options
from tests.workflow.month import CONFIG, ONE_DOCUMENT, OPTIONS, TODAY, job

if TYPE_CHECKING:
    from pathlib import Path

EXTERNAL = NumberSeries("external", 34500001, 34599999)


def test_a_wish_is_held_against_config_and_plugins(target: Path) -> None:
    made = job(target)
    assert made.exporter.info.name == "agresso-lg04"
    assert isinstance(made.options, Lg04Options)
    assert made.plugin_version == library_version()
    assert (made.profile, made.target, made.actor) == ("lg04", target, "kari")
    assert made.batch_by == ("customer_kind",)
    assert made.series_of("external") == EXTERNAL
    assert made.notes == ()


def test_what_is_billed_ends_the_day_before_unless_said(target: Path) -> None:
    assert job(target).policy.until == date(2026, 3, 1)
    assert job(target, until=date(2026, 2, 14)).policy.until == date(2026, 2, 14)


def test_who_does_it_is_who_is_logged_in_unless_said(target: Path) -> None:
    assert job(target, actor=None).actor == getpass.getuser()


def test_a_folder_is_where_the_caller_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert job(target.relative_to(tmp_path)).target == target


def test_assignments_are_laid_over_the_profile(target: Path) -> None:
    options = job(target, assignments=["client=AB", "line_dimensions.dim_1=ansvar"]).options
    assert (options.client, options.layout) == ("AB", "5.3-client4")
    assert options.line_dimensions == {"dim_1": "ansvar"}


def test_a_bare_exporter_needs_no_config(target: Path) -> None:
    wish = Wish(
        format="agresso-lg04",
        target=target,
        today=TODAY,
        assignments=["layout=5.3", "client=XY"],
    )
    made = resolve(wish, Config(), Registry.installed())
    assert made.options.layout == "5.3"
    assert made.batch_by == ()
    assert made.kind_of(CustomerKind.INTERNAL) == "all"
    assert made.series_of("all") == NumberSeries("default", 1, 999_999_999)
    assert [one.code for one in made.notes] == ["series.default"]
    assert made.notes[0].severity.value == "warning"
    assert made.document_name(sequence=3, kind="all", batch="260302-1") == "2603023.txt"


def test_a_name_that_is_neither_profile_nor_exporter_is_told_with_all_there_are(
    target: Path,
) -> None:
    with pytest.raises(ConfigError, match=r"'lg05' is neither a profile .*\(lg04\).*agresso-lg04"):
        job(target, format="lg05")
    with pytest.raises(ConfigError, match=r"\(-\).*\(-\)"):
        resolve(Wish(format="x", target=target, today=TODAY), Config(), Registry())


def test_a_profile_of_an_exporter_that_is_not_installed(target: Path) -> None:
    config = evolve(CONFIG, profiles={"lg04": Profile(exporter="agresso-lg03")})
    with pytest.raises(UnknownPluginError, match="did you mean agresso-lg04"):
        job(target, config=config)


def test_a_wrong_option_is_told_by_where_it_stands(target: Path) -> None:
    profile = Profile(exporter="agresso-lg04", options={**OPTIONS, "clint": "XY"})
    with pytest.raises(OptionsError, match=r"(?s)profiles\.lg04\.options.*clint.*client"):
        job(target, config=evolve(CONFIG, profiles={"lg04": profile}))
    with pytest.raises(
        OptionsError, match=r"--set is wrong:\n  clint: unknown key; did you mean client"
    ):
        job(target, format="agresso-lg04", assignments=["clint=XY"])


def test_kinds_may_share_a_series_and_may_lack_one(target: Path) -> None:
    shared = evolve(CONFIG, series={"default": Series(first=1, last=9)})
    made = job(target, config=shared)
    assert made.series_of("external") == made.series_of("internal") == NumberSeries("default", 1, 9)
    lacking = job(target, config=evolve(CONFIG, series={"external": Series(first=1, last=9)}))
    with pytest.raises(ConfigError, match=r"set \[series\.internal\] or \[series\.default\]"):
        lacking.series_of("internal")


def test_one_document_for_all_asks_for_the_series_that_it_can_have(target: Path) -> None:
    made = job(target, config=evolve(CONFIG, billing=Billing()))
    with pytest.raises(ConfigError, match=r"set \[series\.default\].*batch_by") as caught:
        made.series_of("all")
    assert caught.value.code == "series.missing-for-all"


def test_without_any_series_every_kind_counts_in_the_same(target: Path) -> None:
    made = job(target, config=evolve(CONFIG, series={}))
    assert made.series_of("external") is made.series_of("internal")
    assert len(made.notes) == 1


def named(text: str, target: Path, *, config: Config = CONFIG) -> str:
    made = evolve(job(target, config=config), file_name=Template(text))
    return made.document_name(sequence=1, kind="external", batch="260302-1")


def test_the_kind_is_in_the_name_where_there_is_one_document_a_kind(target: Path) -> None:
    assert named("{kind}-{batch}.txt", target) == "external-260302-1.txt"
    assert named("{today:%y%m%d}{sequence}.txt", target) == "external_2603021.txt"
    assert named("{today:%y%m%d}{sequence}.txt", target, config=ONE_DOCUMENT) == "2603021.txt"


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "a/b.txt", "a\\b.txt", ".hidden", "a\n.txt", "", " . ", "{batch}" * 26, "a:b"],
)
def test_a_name_that_leaves_the_folder_or_hides_is_refused(target: Path, name: str) -> None:
    """A booking system makes jobs without a config file, which would refuse most of these."""
    with pytest.raises(ConfigError, match="is no file name"):
        named(name, target, config=ONE_DOCUMENT)


def test_a_job_does_not_show_its_options(target: Path) -> None:
    assert "Lg04Options" not in repr(job(target))
