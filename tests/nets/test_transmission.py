from __future__ import annotations

from fakturakjerne_nets.records import ClaimAmount, ClaimReference, ClaimText
from fakturakjerne_nets.transmission import Transaction
from tests.nets.examples import claim


def test_records_are_found_by_their_class() -> None:
    transaction = Transaction(number=1, records=tuple(claim(1)), line=3)
    first = transaction.first(ClaimAmount)
    assert first is not None
    assert first.amount == 100
    assert transaction.first(ClaimText) is None
    assert [each.short_name for each in transaction.every(ClaimReference)] == ["NORDMANN"]
