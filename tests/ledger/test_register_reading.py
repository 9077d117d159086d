from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from tests.ledger.made_books import register

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger


def test_a_customer_that_was_redacted_is_nobody(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    register(ledger, "1001", "1002")
    raw.execute(
        "UPDATE person SET number = NULL, reference = NULL, content = NULL WHERE number = '1001'"
    )
    assert [each.number for each in ledger.customers.listed()] == ["1002"]
    assert ledger.customers.by_numbers(["1001"]) == {}
    assert ledger.customers.by_references(["1001"]) == {}
    register(ledger, "1001")
    assert ledger.customers.by_numbers(["1001"])["1001"].id == 3


def test_a_number_is_looked_up_by_its_index(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    register(ledger, "1001")
    query = "EXPLAIN QUERY PLAN SELECT * FROM person WHERE number = '1' AND version = 1"
    assert "uq_person_number" in str(raw.execute(query).fetchall())
