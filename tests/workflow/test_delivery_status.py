from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.delivery_records import Resolution
from fakturakjerne.ledger.records import NumberSeries
from fakturakjerne.workflow.delivery_status import find_order, resolve_delivery, status
from tests.ledger.made_deliveries import record_documents
from tests.ledger.made_records import TODAY, empty_batch

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger

ACCEPTED, REJECTED, UNKNOWN, NOT_SENT = ReceiptStatus


def test_each_document_has_its_attempts(ledger: SqlLedger) -> None:
    first, second, third = ledger.documents(record_documents(ledger, 3))
    for document, said in ((first, REJECTED), (second, UNKNOWN), (first, ACCEPTED)):
        begun = ledger.begin_delivery(document, transport="ws", actor="kari")
        ledger.finish_delivery(begun, Receipt(said))
    found = status(ledger, "260302-1")
    assert [each.document for each in found] == [first, second, third]
    assert [each.state for each in found] == [ACCEPTED, UNKNOWN, NOT_SENT]
    assert [each.status for each in found[0].attempts] == [REJECTED, ACCEPTED]
    assert [each.last and each.last.status for each in found] == [ACCEPTED, UNKNOWN, None]


def test_an_unknown_batch_is_told_the_newest(ledger: SqlLedger) -> None:
    with pytest.raises(ConfigError, match=r"no batch 1; it has: -$"):
        status(ledger, "1")
    for _ in range(6):
        with ledger.begin() as transaction:
            transaction.record(empty_batch(transaction.next_batch_id(TODAY)))
    assert status(ledger, "260302-6") == []
    with pytest.raises(ConfigError, match=r"it has: 260302-6, 260302-5, .*, 260302-2$"):
        status(ledger, "260302-7")


def test_an_order_is_found_by_number_and_where_needed_by_series(ledger: SqlLedger) -> None:
    record_documents(ledger, 2)
    record_documents(ledger, 1, series=NumberSeries("internal", first=34500001, last=34500009))
    assert find_order(ledger, 34500002).batch == "260302-1"
    assert find_order(ledger, 34500001, series="internal").batch == "260302-2"
    with pytest.raises(ConfigError, match="several series: external, internal"):
        find_order(ledger, 34500001)
    with pytest.raises(ConfigError, match=r"ledger\.db has no order 7$"):
        find_order(ledger, 7)
    with pytest.raises(ConfigError, match="internal has no order 34500002"):
        find_order(ledger, 34500002, series="internal")


def test_an_answer_without_a_reason_is_none(ledger: SqlLedger) -> None:
    (document,) = ledger.documents(record_documents(ledger, 1))
    ledger.begin_delivery(document, transport="ws", actor="kari")
    found = Resolution(status=ACCEPTED, reference="", reason=" ", actor="ola")
    with pytest.raises(ConfigError, match="--reason cannot be empty"):
        resolve_delivery(ledger, document, found)
    assert status(ledger, "260302-1")[0].state is UNKNOWN
    found = Resolution(status=ACCEPTED, reference="", reason="seen", actor="ola")
    (settled,) = resolve_delivery(ledger, document, found)
    assert settled.state is ACCEPTED
