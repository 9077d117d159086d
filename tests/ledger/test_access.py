from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakturakjerne.errors import LedgerBusyError
from fakturakjerne.ledger.access import chunks
from fakturakjerne.ledger.opening import open_ledger
from tests.ledger.made_books import ORIGIN, entry, register

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger


def test_chunks_lose_nothing() -> None:
    assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(chunks((), 2)) == []


def test_a_dry_run_changes_nothing(ledger: SqlLedger, url: str) -> None:
    register(ledger, "1001")
    with open_ledger(url, dry_run=True) as rehearsal:
        assert rehearsal.customers.update([entry("1002")], ORIGIN).added == 1
        assert list(rehearsal.customers.by_numbers(["1001", "1002"])) == ["1001"]
    assert list(ledger.customers.by_numbers(["1001", "1002"])) == ["1001"]


def test_who_writes_waits_for_the_one_who_holds_the_ledger(ledger: SqlLedger, url: str) -> None:
    with open_ledger(url, lock_timeout=0) as second, ledger.begin():
        with pytest.raises(LedgerBusyError):
            register(second, "1001")
        assert second.customers.by_numbers(["1001"]) == {}
