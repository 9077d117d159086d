from __future__ import annotations

from fakturakjerne.ledger.interface import DocumentStore, Ledger, Transaction
from fakturakjerne.ledger.sql import SqlLedger


def test_the_ledger_is_what_the_interface_says(ledger: SqlLedger) -> None:
    """The type checker proves it; at run time the assignments are only names."""
    as_ledger: Ledger = ledger
    store: DocumentStore = ledger.store
    with as_ledger.begin() as transaction:
        as_transaction: Transaction = transaction
        assert as_transaction.number_use() == {}
    assert store is as_ledger.store
