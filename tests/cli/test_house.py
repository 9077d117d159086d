from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakturakjerne.cli.house import House, ledger_url
from fakturakjerne.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path, url: str) -> Path:
    path.write_text(f'[ledger]\nurl = "{url}"\n')
    return path


def test_the_command_line_goes_before_the_environment_and_that_before_the_config(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FAKTURAKJERNE_LEDGER", raising=False)
    monkeypatch.setenv("FAKTURAKJERNE_CONFIG", str(written(tmp_path / "a.toml", "sqlite:///a.db")))
    named = written(tmp_path / "b.toml", "sqlite:///b.db")
    assert House.of(None, None).url == "sqlite:///a.db"
    assert House.of(named, None).url == "sqlite:///b.db"
    monkeypatch.setenv("FAKTURAKJERNE_LEDGER", "sqlite:///c.db")
    assert House.of(named, None).url == "sqlite:///c.db"
    assert House.of(named, "sqlite:///d.db").url == "sqlite:///d.db"
    assert "d.db" not in repr(House.of(named, "sqlite:///d.db"))


def test_without_a_config_there_are_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FAKTURAKJERNE_CONFIG", "FAKTURAKJERNE_LEDGER"):
        monkeypatch.delenv(name, raising=False)
    house = House.of(None, None)
    assert house.config.profiles == {}
    assert house.url.startswith("sqlite:")


def test_a_config_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        House.of(tmp_path / "nowhere.toml", None)


def test_a_bare_path_is_a_file_and_a_url_stays_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ledger_url("postgresql://db/x") == "postgresql://db/x"
    house = House(config=House.of(None, "x").config, url=ledger_url("kept here.db"))
    with house.ledger() as ledger:
        assert ledger.batches() == ()
    assert (tmp_path / "kept here.db").is_file()
    with House(config=house.config, url=ledger_url("forgotten.db")).ledger(dry_run=True) as ledger:
        assert ledger.batches() == ()
    assert not (tmp_path / "forgotten.db").exists()
