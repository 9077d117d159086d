"""A ledger in an empty folder, and a second look at its file without our code in between."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.ledger.opening import open_ledger
from tests.ledger.made_records import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def ledger(url: str) -> Iterator[SqlLedger]:
    with open_ledger(url, lock_timeout=0, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def raw(ledger: SqlLedger, path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of sqlite3's own, as a person with a database tool has it: nothing switched on."""
    assert ledger.pending() == ()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection
