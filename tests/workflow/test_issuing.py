"""Each order becomes one invoice, of the leases that were billed and no others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.config import Invoices, Series
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.identifiers import ResourceNumber
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.errors import BlockedError, ConfigError, SeriesExhaustedError
from fakturakjerne.workflow.delivery import Delivery, Sending
from fakturakjerne.workflow.issuing import issue_orders
from tests.workflow.bank_formats import HOME, KARI, desk, register
from tests.workflow.bank_invoices import HALL, bill, issued, lease
from tests.workflow.scripted import Receiver, StillClock, route_to
from tests.workflow.watching import At, Interrupted, interrupt

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger

OLE = evolve(KARI, number="1002", name="Ole Olsen", addresses=())
OFFICE = Customer(kind=CustomerKind.INTERNAL, id=ResourceNumber("28120"), name="Kulturkontoret")


def test_an_order_becomes_an_invoice_with_number_dates_and_kid(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    done = issued(ledger, tmp_path, lease("1"), lease("2"), lease("3", OLE), lease("4", OFFICE))
    first, second = done.invoices
    assert (first.number, second.number) == ("700001", "700002")
    assert (first.net, first.gross) == (160000, 200000)
    assert (first.issue_date, first.due_date) == (date(2026, 3, 2), date(2026, 3, 16))
    assert first.kid is not None
    assert first.kid.text.startswith("00100100700001")
    assert done.left == ()
    assert [each.number for each in ledger.invoices.listed()] == ["700001", "700002"]
    again = issue_orders(desk(ledger, tmp_path), [lease("1"), lease("2"), lease("3", OLE)])
    assert again.invoices == []


def test_what_the_register_knows_beside_the_lease_is_on_the_invoice(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    register(ledger, evolve(OLE, addresses=(HOME,), efaktura_reference="X-1002"))
    [invoice] = issued(ledger, tmp_path, lease("1", OLE)).invoices
    assert invoice.customer.addresses == (HOME,)
    assert invoice.customer.efaktura_reference == "X-1002"


def test_a_customer_without_a_number_is_invoiced_without_the_register(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    nobody = evolve(KARI, number=None)
    bill(ledger, tmp_path, [lease("1", nobody)])
    work = desk(ledger, tmp_path)
    plain = evolve(work.config, invoices=evolve(work.config.invoices, kid=""))
    done = issue_orders(evolve(work, config=plain), [lease("1", nobody)])
    assert done.invoices[0].kid is None


def test_leases_that_are_missing_or_changed_leave_their_order(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    leases = [lease("1"), lease("2"), lease("3", OLE)]
    bill(ledger, tmp_path, leases)
    changed = lease("3", OLE, note="another")
    done = issue_orders(desk(ledger, tmp_path), [leases[0], changed])
    assert done.invoices == []
    assert [one.code for one in done.left] == ["invoices.leases-missing", "invoices.leases-changed"]
    assert done.left[0].path == "default 1"


def test_only_the_orders_of_one_batch(ledger: SqlLedger, tmp_path: Path) -> None:
    bill(ledger, tmp_path, [lease("1")])
    bill(ledger, tmp_path, [lease("2", OLE)])
    leases = [lease("1"), lease("2", OLE)]
    done = issue_orders(desk(ledger, tmp_path), leases, batch="260302-2")
    assert [each.customer.number for each in done.invoices] == ["1002"]


def test_an_error_blocks_all_or_leaves_its_order(ledger: SqlLedger, tmp_path: Path) -> None:
    leases = [lease("1"), lease("2", OLE, charges=(evolve(HALL, vat=None),))]
    bill(ledger, tmp_path, leases)
    work = desk(ledger, tmp_path)
    with pytest.raises(BlockedError):
        issue_orders(work, leases)
    assert list(ledger.invoices.listed()) == []
    done = issue_orders(work, leases, allow_findings=True)
    assert [each.customer.number for each in done.invoices] == ["1001"]
    assert [one.code for one in done.left] == ["invoice.vat-missing"]


def test_a_crash_before_the_commit_issues_nothing(ledger: SqlLedger, tmp_path: Path) -> None:
    bill(ledger, tmp_path, [lease("1")])
    with pytest.raises(Interrupted):
        issue_orders(desk(ledger, tmp_path, At("invoices recorded", interrupt)), [lease("1")])
    assert list(ledger.invoices.listed()) == []
    done = issue_orders(desk(ledger, tmp_path), [lease("1")])
    assert [each.number for each in done.invoices] == ["700001"]  # no number was lost


def test_who_issues_and_from_which_numbers_must_be_configured(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    work = desk(ledger, tmp_path)
    whole = work.config.invoices
    for key, lacking in (
        ("issuer", evolve(whole, issuer=None)),
        ("series", evolve(whole, series=None)),
    ):
        with pytest.raises(ConfigError, match=rf"\[invoices\] {key}"):
            issue_orders(evolve(work, config=evolve(work.config, invoices=lacking)), [])
    assert Invoices().issuer is None


def test_too_few_numbers_issue_nothing(ledger: SqlLedger, tmp_path: Path) -> None:
    leases = [lease("1"), lease("2", OLE)]
    bill(ledger, tmp_path, leases)
    work = desk(ledger, tmp_path)
    one = evolve(work.config.invoices, series=Series(first=5, last=5))
    with pytest.raises(SeriesExhaustedError):
        issue_orders(evolve(work, config=evolve(work.config, invoices=one)), leases)


def test_an_order_that_the_finance_system_has_gets_no_invoice_as_well(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    bill(ledger, tmp_path, [lease("1")])
    bill(ledger, tmp_path, [lease("2", OLE)])
    (document,) = ledger.documents("260302-1")
    attempt = ledger.begin_delivery(document, transport="agresso", actor="kari")
    leases = [lease("1"), lease("2", OLE)]
    work = desk(ledger, tmp_path)
    done = issue_orders(work, leases, batch="260302-1")
    assert (done.invoices, [one.code for one in done.left]) == ([], ["invoices.order-delivered"])
    ledger.finish_delivery(attempt, Receipt(ReceiptStatus.ACCEPTED))
    done = issue_orders(work, leases)
    assert [each.customer.number for each in done.invoices] == ["1002"]
    assert [one.code for one in done.left] == ["invoices.order-delivered"]


def test_an_order_that_we_invoiced_is_not_delivered_as_well(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    issued(ledger, tmp_path, lease("1"))
    (batch,) = ledger.batches()
    receiver = Receiver()
    delivery = Delivery(ledger=ledger, route=route_to(receiver), clock=StillClock())
    with pytest.raises(ConfigError, match=r"Order 1 of .* was invoiced by ourselves"):
        delivery.send(Sending(batch=batch.id))
    assert receiver.asked == []
    assert delivery.send(Sending(batch=batch.id, override="they asked for it")).is_good
