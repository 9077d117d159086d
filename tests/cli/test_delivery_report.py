from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from fakturakjerne.cli.delivery_report import DeliveryReport
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.workflow.delivery_status import DocumentStatus
from tests.ledger.made_deliveries import record_documents

if TYPE_CHECKING:
    import pytest


def test_a_document_of_many_orders_shows_the_first_and_the_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with open_ledger("sqlite://") as ledger:
        (document,) = ledger.documents(record_documents(ledger, 1))
    many = DocumentStatus(document=evolve(document, orders=(5, 6, 9)))
    none = DocumentStatus(document=evolve(document, orders=()))
    DeliveryReport("en", as_json=False).documents([many, none])
    shown = capsys.readouterr().out
    assert "5 – 9 (3)" in shown
    assert shown.count("not sent") == 2
