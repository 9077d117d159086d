from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger.invoice_records import OrderKey
from fakturakjerne.ledger.records import NumberUse
from tests.ledger.made_books import (
    INVOICES,
    customer,
    invoice,
    issue,
    issued,
    register,
)
from tests.ledger.made_records import NOW, make_batch

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger


def test_an_invoice_is_what_was_issued(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    with ledger.begin() as transaction:
        make_batch(transaction)
    key = OrderKey(series="external", number=34500001)
    with ledger.begin() as transaction:
        (number,) = transaction.take_numbers(INVOICES, count=1)
        made = issued(invoice(str(number)), series=INVOICES.name, ordinal=number, order=key)
        transaction.outgoing.issue([made])
        assert transaction.number_use()["invoices"] == NumberUse(1, 1)
    found = ledger.invoices.by_numbers(["700001", "nothing"])["700001"]
    assert found.invoice == invoice("700001")
    assert (found.customer, found.order) == (1, key)
    assert (found.actor, found.issued_at) == ("kari@kommune", NOW)


def test_an_invoice_from_elsewhere_keeps_its_number(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        made = invoice("2026-A17", customer=customer(None), kid=None)
        transaction.outgoing.issue([issued(made), issued(invoice("2"))])
    assert [each.number for each in ledger.invoices.listed()] == ["2026-A17", "2"]
    assert next(ledger.invoices.listed()).customer is None


def test_an_order_is_issued_once(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction)
        key = OrderKey(series="external", number=34500001)
        transaction.outgoing.issue([issued(invoice("1"), order=key)])
    before = list(raw.iterdump())
    with pytest.raises(LedgerError, match="stands already"), ledger.begin() as transaction:
        transaction.outgoing.issue([issued(invoice("2"), order=key)])
    assert list(raw.iterdump()) == before


def test_a_number_is_issued_once(ledger: SqlLedger) -> None:
    issue(ledger)
    with pytest.raises(LedgerError, match="stands already"), ledger.begin() as transaction:
        transaction.outgoing.issue([issued(invoice("700001"))])


def test_a_number_that_is_taken_is_on_an_invoice(ledger: SqlLedger) -> None:
    with (  # noqa: PT012 - the transaction is part of it
        pytest.raises(LedgerError, match="Of 2 order numbers taken of series invoices, 1 are"),
        ledger.begin() as transaction,
    ):
        first, _ = transaction.take_numbers(INVOICES, count=2)
        made = issued(invoice(str(first)), series=INVOICES.name, ordinal=first)
        transaction.outgoing.issue([made])
    assert list(ledger.invoices.listed()) == []
    assert issue(ledger, 2) == ["700001", "700002"]


def test_a_number_that_was_not_taken_is_no_invoices(ledger: SqlLedger) -> None:
    issue(ledger)
    made = issued(invoice("700002"), series=INVOICES.name, ordinal=700002)
    with (
        pytest.raises(LedgerError, match="handed out, and used once"),
        ledger.begin() as transaction,
    ):
        transaction.outgoing.issue([made])


def test_a_number_that_this_run_did_not_take_is_not_used_by_it(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    issue(ledger)
    raw.execute("UPDATE series SET next_number = 700005 WHERE name = 'invoices'")
    made = issued(invoice("700003"), series=INVOICES.name, ordinal=700003)
    with (
        pytest.raises(LedgerError, match=r"Of 0 order numbers taken of series \*, 1 are"),
        ledger.begin() as transaction,
    ):
        transaction.outgoing.issue([made])


def test_an_invoice_number_is_no_orders(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction)
    made = issued(invoice("x"), series="external", ordinal=34500001)
    with (
        pytest.raises(LedgerError, match="handed out, and used once"),
        ledger.begin() as transaction,
    ):
        transaction.outgoing.issue([made])
