"""Invoices of files get the issuer of the config and VAT of their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.errors import BlockedError, ConfigError, OutsideError
from fakturakjerne.workflow.invoice_files import invoices_of
from tests.workflow.bank_formats import ISSUER, desk
from tests.workflow.bank_invoices import document, written

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger


def test_an_invoice_is_complete(ledger: SqlLedger, tmp_path: Path) -> None:
    texts = {"title": "Purring", "note": "Takk", "buyer_reference": "Anne", "order_reference": "7"}
    [invoice] = invoices_of(desk(ledger, tmp_path), [written(tmp_path, document(**texts))])
    assert (invoice.number, invoice.gross, invoice.issuer.efaktura_issuer) == (
        "900001",
        100000,
        ISSUER,
    )
    shown = (invoice.title, invoice.note, invoice.buyer_reference, invoice.order_reference)
    assert shown == ("Purring", "Takk", "Anne", "7")


def test_the_same_twice_is_one_and_another_is_refused(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    assert len(invoices_of(work, [written(tmp_path, document(), document())])) == 1
    with pytest.raises(BlockedError) as refused:
        invoices_of(work, [written(tmp_path, document(), document(note="other"))])
    assert [one.code for one in refused.value.findings] == ["invoices.differs"]


def test_what_contradicts_itself_is_told_where(ledger: SqlLedger, tmp_path: Path) -> None:
    wrong = written(tmp_path, document(due_date="2026-03-01"), document(number=""))
    with pytest.raises(BlockedError) as refused:
        invoices_of(desk(ledger, tmp_path), [wrong])
    places = [one.path for one in refused.value.findings]
    assert places == ["invoices.json $[0]", "invoices.json $[1].number"]


def test_an_issuer_must_be_configured(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    lacking = evolve(work.config, invoices=evolve(work.config.invoices, issuer=None))
    with pytest.raises(ConfigError, match=r"\[invoices\] issuer"):
        invoices_of(evolve(work, config=lacking), [])


def test_a_file_that_is_missing_is_told(ledger: SqlLedger, tmp_path: Path) -> None:
    with pytest.raises(OutsideError):
        invoices_of(desk(ledger, tmp_path), [tmp_path / "none.json"])
