"""A real ledger in a file, and a folder for the documents that is not there yet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.ledger.opening import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def ledger(url: str) -> Iterator[SqlLedger]:
    now = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
    with open_ledger(url, lock_timeout=0, clock=lambda: now) as opened:
        yield opened


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "to agresso"
