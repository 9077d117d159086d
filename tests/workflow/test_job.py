from __future__ import annotations

import getpass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.config import Billing, Config, Series
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.records import NumberSeries
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.job import Wish, resolve
from tests.workflow.month import CONFIG, ONE_DOCUMENT, OPTIONS, TODAY, job

if TYPE_CHECKING:
    from pathlib import Path

EXTERNAL = NumberSeries("external", 34500001, 34599999)


def batch(kind: str) -> ExportBatch[InvoiceBasis]:
    return ExportBatch(id="260302-1", today=TODAY, sequence=1, kind=kind, items=())


def test_a_wish_is_held_against_config_and_plugins(target: Path) -> None:
    made = job(target)
    outlet = made.outlet_of("external")
    assert outlet is made.outlet_of("internal")
    assert (outlet.profile, made.formats) == ("lg04", "agresso-lg04")
    assert (made.target, made.actor) == (target, "kari")
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
    made = job(target, assignments=["client=AB", "line_dimensions.dim_1=ansvar"])
    options = made.outlet_of("external").options
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
    assert made.outlet_of("all").options.layout == "5.3"
    assert made.batch_by == ()
    assert made.kind_of(CustomerKind.INTERNAL) == "all"
    assert made.series_of("all") == NumberSeries("default", 1, 999_999_999)
    assert [one.code for one in made.notes] == ["series.default"]
    assert made.notes[0].severity.value == "warning"
    assert made.document_name(batch("all")) == "2603021.txt"


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


def test_the_kind_is_in_the_name_where_there_is_one_document_a_kind(target: Path) -> None:
    assert job(target).document_name(batch("external")) == "external_2603021.txt"
    one = job(target, config=ONE_DOCUMENT)
    assert one.document_name(batch("all")) == "all_2603021.txt"


LG04 = CONFIG.profiles["lg04"]
BY_KIND = evolve(
    CONFIG,
    billing=Billing(profiles={"external": "lg04", "internal": "other"}),
    profiles={"lg04": LG04, "other": evolve(LG04, options={**OPTIONS, "client": "ZZ"})},
)


def test_the_config_names_a_profile_for_each_kind(target: Path) -> None:
    made = job(target, config=BY_KIND, format=None)
    assert made.outlet_of("external").options.client == "XY"
    assert made.outlet_of("internal").options.client == "ZZ"
    assert (made.batch_by, made.formats) == (("customer_kind",), "agresso-lg04")
    assert made.kind_of(CustomerKind.INTERNAL) == "internal"
    assert made.series_of("internal") == NumberSeries("internal", 1, 999999)


def test_a_format_that_is_asked_for_goes_before_those_of_the_kinds(target: Path) -> None:
    made = job(target, config=BY_KIND, format="other")
    assert (made.batch_by, list(made.outlets)) == ((), ["all"])
    assert made.outlet_of("all").profile == "other"


def test_without_any_format_it_is_asked_for(target: Path) -> None:
    with pytest.raises(ConfigError, match=r"Give --format, or set \[billing\.profiles\]"):
        job(target, format=None)


def test_a_kind_without_a_profile_is_told_when_it_is_met(target: Path) -> None:
    lacking = evolve(BY_KIND, billing=Billing(profiles={"external": "lg04"}))
    made = job(target, config=lacking, format=None)
    assert made.outlet_of("external").profile == "lg04"
    with pytest.raises(ConfigError, match=r"set \[billing\.profiles\] internal"):
        made.outlet_of("internal")


def test_an_assignment_is_for_one_profile(target: Path) -> None:
    with pytest.raises(ConfigError, match=r"--set is about one profile.*lg04, other"):
        job(target, config=BY_KIND, format=None, assignments=["client=AB"])


def test_a_job_does_not_show_its_options(target: Path) -> None:
    assert "Lg04Options" not in repr(job(target))
