from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from fakturakjerne.ledger.access import ROWS_A_QUERY
from fakturakjerne.ledger.invoice_records import (
    Channel,
    OrderKey,
    SendingState,
    TransmissionKind,
)
from fakturakjerne.ledger.register_records import EfakturaStatus
from tests.ledger.made_books import ORIGIN, entry, invoice, issue, issued, register, send
from tests.ledger.made_records import FEBRUARY, PERSON, make_batch

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger


def test_unsent_is_told_by_the_way(ledger: SqlLedger) -> None:
    first, second = issue(ledger, 2)
    send(ledger, first)
    unsent = ledger.invoices.listed(unsent=Channel.EFAKTURA)
    assert [each.number for each in unsent] == [second]
    unsent = ledger.invoices.listed(unsent=Channel.AVTALEGIRO)
    assert [each.number for each in unsent] == [first, second]
    with ledger.begin() as transaction:
        inside = transaction.outgoing.unsent(Channel.EFAKTURA)
        assert [each.number for each in inside] == [second]
    send(ledger, first, kind=TransmissionKind.AVTALEGIRO, transmission_number=2)
    assert [each.state for each in ledger.invoices.sendings(first)] == [SendingState.SENT] * 2


def test_all_invoices_are_listed(ledger: SqlLedger) -> None:
    numbers = issue(ledger, ROWS_A_QUERY + 1)
    assert [each.number for each in ledger.invoices.listed()] == numbers


def test_an_invoice_tells_how_its_customer_is_now(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    issue(ledger)
    assert next(ledger.invoices.listed()).efaktura is EfakturaStatus.NONE
    ledger.customers.update([entry("1001", EfakturaStatus.ACTIVE)], ORIGIN)
    assert next(ledger.invoices.listed()).efaktura is EfakturaStatus.ACTIVE


def test_an_invoice_that_was_redacted_still_stands(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    (number,) = issue(ledger)
    raw.execute("UPDATE content SET salt = NULL, reference = NULL, kid = NULL, content = NULL")
    found = next(ledger.invoices.listed())
    assert (found.number, found.invoice) == (number, None)


def test_orders_are_issued_from_what_is_live(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction, ["9001", "9002", "9003"])
    raw.execute("UPDATE billed_lease SET state = 'rejected' WHERE lease = '9002'")
    with ledger.begin() as transaction:
        key = OrderKey(series="external", number=34500003)
        transaction.outgoing.issue([issued(invoice("1"), order=key)])
    (order,) = ledger.invoices.orders_to_issue()
    assert order.key == OrderKey(series="external", number=34500001)
    assert (order.batch, order.period, order.net) == ("260302-1", FEBRUARY, 80000)
    assert order.customer_id == PERSON
    assert order.leases == {"9001": "print of 9001"}
    assert PERSON not in repr(order)


def test_many_orders_are_yielded_in_chunks(ledger: SqlLedger) -> None:
    count = ROWS_A_QUERY // 2
    with ledger.begin() as transaction:
        make_batch(transaction, [f"{number:04d}" for number in range(count)])
    found = list(ledger.invoices.orders_to_issue())
    assert [each.key.number for each in found] == list(range(34500001, 34500001 + count))
    assert all(len(each.leases) == 1 for each in found)


def test_the_orders_of_a_batch_that_were_invoiced(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        first = make_batch(transaction, ("9001", "9002"))
        second = make_batch(transaction, ("9003",))
    key = OrderKey(series="external", number=34500002)
    with ledger.begin() as transaction:
        transaction.outgoing.issue([issued(invoice("1"), order=key)])
    assert ledger.invoices.orders_invoiced(first) == {key}
    assert ledger.invoices.orders_invoiced(second) == frozenset()
