"""The config file: what it says, and everything that can be wrong with it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fakturakjerne.config import (
    LARGEST_FILE,
    Billing,
    Config,
    Ledger,
    Profile,
    Series,
    TransportProfile,
    load_config,
    read_environment,
)
from fakturakjerne.errors import ConfigError, InvalidValueError, OptionsError
from fakturakjerne.plugin.options import describe
from fakturakjerne.plugin.template import Template

FULL = """\
test_identities = true                # synthetic national identity numbers pass; off by default
[billing]
group_by = "until"
month_by = "start"
batch_by = ["customer_kind"]
split_by = ["building", "dimension:prosjekt"]
[series.external]
first = 34500001
last = 34599999
[series.default]
first = 1
last = 999999
[profiles.lg04]
exporter = "agresso-lg04"
file_name = "{kind}_{today:%y%m%d}{sequence}.txt"
[profiles.lg04.options]
layout = "5.3-client4"
final_newline = false
rate = 12.50
[profiles.lg04.options.line_dimensions]
dim_1 = "ansvar"
[transports.agresso]
transport = "folder"
[transports.agresso.options]
path = "/srv/agresso"
[ledger]
url = "sqlite:////srv/faktura.db"
lock_timeout = 5
documents = "/srv/documents"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kommune.toml"


def load(file: Path, text: str) -> Config:
    file.write_text(text, encoding="utf-8")
    return load_config(file)


def problems(file: Path, text: str) -> dict[str, str]:
    """Return the sentence for each path."""
    with pytest.raises(ConfigError) as caught:
        load(file, text)
    assert str(caught.value).startswith(f"{file} is wrong:\n  ")
    assert caught.value.in_language("nb").startswith(f"{file} er feil:\n  ")
    found = caught.value.values["problems"]
    assert isinstance(found, tuple)
    return {each.path: each.message for each in found}


def test_a_full_file(file: Path) -> None:
    config = load(file, FULL)
    options = {
        "layout": "5.3-client4",
        "final_newline": False,
        "rate": Decimal("12.50"),
        "line_dimensions": {"dim_1": "ansvar"},
    }
    assert config == Config(
        test_identities=True,
        billing=Billing(
            group_by="until",
            month_by="start",
            batch_by=("customer_kind",),
            split_by=("building", "dimension:prosjekt"),
        ),
        series={
            "external": Series(first=34500001, last=34599999),
            "default": Series(first=1, last=999999),
        },
        profiles={
            "lg04": Profile(
                exporter="agresso-lg04",
                file_name=Template("{kind}_{today:%y%m%d}{sequence}.txt"),
                options=options,
            )
        },
        transports={
            "agresso": TransportProfile(transport="folder", options={"path": "/srv/agresso"})
        },
        ledger=Ledger(
            url="sqlite:////srv/faktura.db", lock_timeout=5, documents=Path("/srv/documents")
        ),
    )


def test_an_empty_file_says_what_no_file_says(file: Path) -> None:
    assert load(file, "") == Config()
    assert Config().billing == Billing(group_by="month", month_by="end", batch_by=(), split_by=())
    assert Config().ledger == Ledger(url=None, lock_timeout=30, documents=None)
    assert not Config().test_identities


def test_a_byte_order_mark_is_no_part_of_it(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbftest_identities = true\r\n")
    assert load_config(file).test_identities


def test_kinds_fall_back_to_the_default_series(file: Path) -> None:
    config = load(file, FULL)
    assert config.series_for("external") == ("external", 34500001, 34599999)
    assert config.series_for("internal") == ("default", 1, 999999)
    assert Config().series_for("internal") is None


def test_a_profile_by_its_name(file: Path) -> None:
    profile = load(file, FULL).profile("lg04")
    assert profile is not None
    assert profile.exporter == "agresso-lg04"
    assert load(file, FULL).profile("agresso-lg04") is None
    assert Profile(exporter="x").file_name == Template("{today:%y%m%d}{sequence}.txt")


@pytest.mark.parametrize(
    ("text", "path", "sentence"),
    [
        ("[biling]", "biling", "did you mean billing?"),
        ("test_identities = 1", "test_identities", "expected: true or false"),
        ("[billing]\ngroup_by = 'week'", "billing.group_by", "expected: one of month, until"),
        ("[billing]\nbatch_by = 'customer_kind'", "billing.batch_by", "put it in brackets"),
        ("[billing]\nbatch_by = ['kind']", "billing.batch_by[0]", "one of customer_kind"),
        ("[billing]\nsplit_by = ['room']", "billing.split_by", "building, resource, contact, note"),
        ("[billing]\nsplit_by = ['dimension:']", "billing.split_by", "dimension:NAME"),
        ("[series.extern]\nfirst=1\nlast=2", "series.extern", "one of external, internal, default"),
        ("[series.external]\nfirst = 1", "series.external.last", "missing, and required"),
        ("[series.external]\nfirst=0\nlast=2", "series.external.first", "from 1 to"),
        ("[series.external]\nfirst=1\nlast=9999999999999999", "series.external.last", "from 1 to"),
        ("[series.external]\nfirst=3\nlast=2", "series.external", "first (3) comes after last (2)"),
        ("[series.external]\nfirst='1'\nlast=2", "series.external.first", "whole number"),
        ("[profiles.a]", "profiles.a.exporter", "missing, and required"),
        ("[profiles.a]\nexporter='x'\noptions=1", "profiles.a.options", "table of anything"),
        ("[transports.a]", "transports.a.transport", "missing, and required"),
        ("[transports.a]\ntransprt='x'\ntransport='x'", "transports.a.transprt", "did you mean"),
        ("[profiles.'æ ø']\nexporter=1", 'profiles."æ ø".exporter', "put it in quotes"),
        ("[ledger]\nlock_timeout = -1", "ledger.lock_timeout", "from 0 to 3600"),
        ("[ledger]\nlock_timeout = 1.5", "ledger.lock_timeout", "1.5 does not fit"),
        ("[ledger]\nurl = 5", "ledger.url", "put it in quotes"),
        ("ledger = 'x'", "ledger", "expected: table"),
        ("test_identities = 2026-03-02", "test_identities", "expected: true or false"),
    ],
)
def test_a_problem_has_its_path(file: Path, text: str, path: str, sentence: str) -> None:
    found = problems(file, text)
    assert list(found) == [path]
    assert sentence in found[path]


@pytest.mark.parametrize(
    "name",
    ["a/b.txt", "..", "", "a\\\\b", "C:x", "a\\nb", "{today:%y/%m}.txt", "{sequence}?.txt"],
)
def test_a_file_name_names_no_folder(file: Path, name: str) -> None:
    found = problems(file, f'[profiles.a]\nexporter = "x"\nfile_name = "{name}"')
    assert list(found) == ["profiles.a.file_name"]
    assert "can have no folders" in found["profiles.a.file_name"]


def test_a_wrong_template_is_told_what_may_stand_in_braces(file: Path) -> None:
    found = problems(file, '[profiles.a]\nexporter = "x"\nfile_name = "{date}.txt"')
    assert "today, sequence, kind, batch" in found["profiles.a.file_name"]


def test_all_problems_are_named_at_once(file: Path) -> None:
    text = "x = 1\n[billing]\ngroup_by = 'x'\nmonth_by = 'x'\n[series.default]\nfirst = 'x'"
    assert set(problems(file, text)) == {
        "x",
        "billing.group_by",
        "billing.month_by",
        "series.default.first",
        "series.default.last",
    }


def test_the_error_is_of_the_config_not_of_options(file: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(file, "x = 1")
    assert not isinstance(caught.value, OptionsError)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a = 1\nb = [1,\nc", 3),
        (b"a = 1\na = 2\n", 2),
        (b"a = 1\n\nb = \xe5\n", 3),
        (b"a = [", 1),
        (b"a = 1\nb = '", 2),
        (b"a = " + b"9" * 5000, 1),
        (b"a = " + b"[" * 100_000, 1),
    ],
)
def test_what_is_no_toml_is_told_its_line(file: Path, content: bytes, line: int) -> None:
    file.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load_config(file)
    assert f"{file}, line {line}: " in str(caught.value)
    assert f"{file}, linje {line}: " in caught.value.in_language("nb")


def test_a_file_that_is_not_there(file: Path, tmp_path: Path) -> None:
    for path in (file, tmp_path):
        with pytest.raises(ConfigError) as caught:
            load_config(path)
        assert str(caught.value).startswith(f"{path} cannot be read: ")


def test_a_file_that_is_too_large_to_be_one(file: Path) -> None:
    file.write_bytes(b"#" * LARGEST_FILE)
    assert load_config(file) == Config()
    file.write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(ConfigError, match="larger than"):
        load_config(file)


def test_made_by_hand_it_is_checked_as_well() -> None:
    with pytest.raises(InvalidValueError, match="comes after"):
        Series(first=2, last=1)
    with pytest.raises(InvalidValueError, match="from 1"):
        Series(first=0, last=1)


def test_passwords_in_the_ledger_s_url_are_in_no_repr() -> None:
    url = "postgresql://finance:hemmelig@db/faktura"
    environment = read_environment({"FAKTURAKJERNE_LEDGER": url})
    assert environment.ledger == url
    assert "hemmelig" not in repr(Config(ledger=Ledger(url=url))) + repr(environment)


@pytest.mark.parametrize(
    "variables", [{}, {"FAKTURAKJERNE_CONFIG": "", "FAKTURAKJERNE_LEDGER": ""}]
)
def test_an_empty_environment(variables: dict[str, str]) -> None:
    environment = read_environment(variables)
    assert environment.config is None
    assert environment.ledger is None


def test_the_environment_names_the_file() -> None:
    assert read_environment({"FAKTURAKJERNE_CONFIG": "k.toml"}).config == Path("k.toml")


def test_every_key_is_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/config.md").read_text(encoding="utf-8")
    for table in (Config, Series, Profile, TransportProfile):
        for info in describe(table):
            assert f"`{info.name}`" in page
            assert info.help.render("en", {}) in page
