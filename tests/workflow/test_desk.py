"""The folders of a desk are those of the config."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.config import Config, Efaktura
from fakturakjerne.errors import ConfigError
from tests.workflow.bank_formats import desk

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger


def test_files_that_were_read_go_below_the_incoming_folder(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    work = desk(ledger, tmp_path)
    assert work.read_folder == tmp_path / "in" / "read"
    other = evolve(work.config.efaktura, read_folder=tmp_path / "done")
    assert evolve(work, config=Config(efaktura=other)).read_folder == tmp_path / "done"


def test_a_folder_that_is_missing_in_the_config_is_named(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path, config=Config(efaktura=Efaktura()))
    with pytest.raises(ConfigError, match=r"\[efaktura\] inbox"):
        _ = work.inbox
    with pytest.raises(ConfigError, match=r"\[efaktura\] outbox"):
        _ = work.outbox
