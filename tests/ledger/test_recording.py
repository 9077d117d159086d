from __future__ import annotations

import json
import sqlite3
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger.recording import ROWS_A_STATEMENT
from tests.ledger.made_records import (
    NAME,
    PERSON,
    SERIES,
    SHA256,
    TODAY,
    document,
    empty_batch,
    excluded,
    lease,
    make_batch,
    order,
    part,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fakturakjerne.ledger.records import LeaseRecord
    from fakturakjerne.ledger.sql import SqlLedger


def rows(raw: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    cursor = raw.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own tables
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def test_everything_of_a_batch_is_written(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction, excluded=[excluded("9002", batch="260201-1")])
    moment = "2026-03-02 10:30:00.000000"
    assert rows(raw, "batch") == [
        {
            "id": "260302-1",
            "today": "2026-03-02",
            "number": 1,
            "library_version": "0.1.0",
            "actor": "kari@kommune",
            "created_at": moment,
        }
    ]
    assert rows(raw, "part") == [
        {
            "batch_id": "260302-1",
            "kind": "external",
            "profile": "lg04",
            "exporter": "agresso-lg04",
            "plugin_version": "0.1.0",
            "options": '{"client": "XY"}',
            "messages": 0,
        }
    ]
    assert rows(raw, "document") == [
        {
            "id": 1,
            "batch_id": "260302-1",
            "today": "2026-03-02",
            "sequence": 1,
            "name": "a.txt",
            "media_type": "text/plain",
            "kind": "external",
            "series": "external",
            "sha256": SHA256,
            "bytes": 3,
            "orders": 1,
            "lines": 2,
            "texts": 2,
            "net_ore": 80000,
            "gross_ore": None,
            "first_order": None,
            "last_order": None,
        }
    ]
    (party,) = rows(raw, "party")
    assert (party["id"], party["number"], party["name"]) == (PERSON, "1001", NAME)
    assert rows(raw, "orders") == [
        {
            "series": "external",
            "number": 34500001,
            "document_id": 1,
            "customer_kind": "external",
            "party": party["digest"],
            "period_start": "2026-02-01",
            "period_end": "2026-02-28",
            "lines": 2,
            "net_ore": 80000,
        }
    ]
    assert rows(raw, "billed_lease") == [
        {
            "series": "external",
            "order_number": 34500001,
            "lease": "9001",
            "fingerprint": "print of 9001",
            "net_ore": 80000,
            "state": "filed",
        }
    ]
    assert rows(raw, "excluded") == [
        {
            "batch_id": "260302-1",
            "position": 1,
            "lease": "9002",
            "code": "lease.billed",
            "finding_values": '{"batch": "260201-1"}',
        }
    ]
    assert rows(raw, "placement") == [
        {
            "batch_id": "260302-1",
            "position": 1,
            "folder": "/srv/agresso",
            "name": "a.txt",
            "sha256": SHA256,
            "role": "document",
            "placed_at": None,
        }
    ]
    assert rows(raw, "step") == [
        {
            "id": 1,
            "subject_kind": "batch",
            "subject": "260302-1",
            "action": "made",
            "actor": "kari@kommune",
            "at": moment,
        }
    ]


def test_a_batch_may_bill_nothing(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    with ledger.begin() as transaction:
        transaction.record(empty_batch(transaction.next_batch_id(TODAY)))
    assert len(rows(raw, "batch")) == 1
    assert rows(raw, "orders") == []


def test_orders_stand_in_the_document_that_they_name(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    gross = evolve(
        document(sequence=2, name="b.txt"),
        totals=ControlTotals(orders=1, lines=2, gross=Ore(100000)),
    )
    with ledger.begin() as transaction:
        numbers = transaction.take_numbers(SERIES, count=2)
        batch = evolve(
            empty_batch(transaction.next_batch_id(TODAY)),
            documents=[document(), gross],
            orders=[
                order("external", numbers[0], document="b.txt"),
                order("external", numbers[1], document="a.txt"),
            ],
        )
        transaction.record(batch)
    query = "SELECT number, name FROM orders JOIN document ON id = document_id ORDER BY number"
    assert raw.execute(query).fetchall() == [(34500001, "b.txt"), (34500002, "a.txt")]


def test_an_order_in_a_document_that_is_not_there_is_refused(ledger: SqlLedger) -> None:
    with (  # noqa: PT012 - the transaction is part of it
        pytest.raises(LedgerError, match=r"Order 34500001 belongs to c\.txt"),
        ledger.begin() as transaction,
    ):
        numbers = transaction.take_numbers(SERIES, count=1)
        batch = evolve(
            empty_batch(transaction.next_batch_id(TODAY)),
            documents=[document()],
            orders=[order("external", numbers.start, document="c.txt")],
        )
        transaction.record(batch)


def test_a_lease_on_a_live_order_is_refused_and_nothing_is_written(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction, ["9001"])
    before = list(raw.iterdump())
    with (
        pytest.raises(LedgerError, match="refuses, and nothing was changed") as caught,
        ledger.begin() as transaction,
    ):
        make_batch(transaction, ["9002", "9001"])
    assert caught.value.code == "ledger.refused"
    assert list(raw.iterdump()) == before


def test_a_batch_comes_once(ledger: SqlLedger) -> None:
    with (  # noqa: PT012 - the transaction is part of it
        pytest.raises(LedgerError, match="a row of batch stands already"),
        ledger.begin() as transaction,
    ):
        transaction.record(empty_batch("260302-1"))
        transaction.record(empty_batch("260302-1"))


def test_nothing_but_the_party_holds_a_personal_number_or_a_name(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    said = excluded("9002", customer=f"{NAME} ({PERSON})", value=PERSON, name=NAME)
    with ledger.begin() as transaction:
        made_by = evolve(part(), options={"text": f"for {PERSON}"})
        make_batch(transaction, excluded=[said], parts=[made_by])
    (party,) = rows(raw, "party")
    assert PERSON in str(party)
    tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in set(tables) - {"party"}:
        text = json.dumps(rows(raw, table), ensure_ascii=False)
        assert PERSON not in text, table
        assert NAME not in text, table
        assert "Nordmann" not in text, table


def test_an_error_shows_no_row(ledger: SqlLedger) -> None:
    """SQLAlchemy would print the parameters of the statement, the customer's name among them."""
    with pytest.raises(LedgerError) as caught, ledger.begin() as transaction:  # noqa: PT012 - the transaction is part of it
        make_batch(transaction)
        bad = evolve(document(sequence=2), sha256="short")
        transaction.record(evolve(empty_batch("260302-2"), documents=[bad], actor=NAME))
    shown = "".join(str(each) for each in (caught.value, caught.value.__cause__))
    assert "CHECK constraint failed" in shown
    assert NAME not in shown
    assert "short" not in shown


def test_leases_pass_in_constant_memory(ledger: SqlLedger) -> None:
    count = 10 * ROWS_A_STATEMENT

    def leases(number: int) -> Iterator[LeaseRecord]:
        return (lease(f"{each:08d}", number) for each in range(count))

    with ledger.begin() as transaction:
        numbers = transaction.take_numbers(SERIES, count=1)
        batch = evolve(
            empty_batch(transaction.next_batch_id(TODAY)),
            documents=[document()],
            orders=[order("external", numbers.start)],
            leases=leases(numbers.start),
        )
        tracemalloc.start()
        transaction.record(batch)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    bytes_a_lease_if_all_were_held = 300
    assert peak < count * bytes_a_lease_if_all_were_held / 3
