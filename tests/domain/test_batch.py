"""What goes to an exporter and comes out of it."""

from __future__ import annotations

from datetime import date

import pytest
from attrs.exceptions import FrozenInstanceError

from fakturakjerne.catalogue import LEASE_FREE
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch, Read
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.money import Ore


def test_totals_are_unknown_unless_given() -> None:
    totals = ControlTotals(orders=None, lines=1)
    assert (totals.texts, totals.net, totals.gross) == (None, None, None)
    assert (totals.first_order, totals.last_order) == (None, None)
    assert totals != ControlTotals(orders=None, lines=1, net=Ore(0))


def test_the_repr_of_a_batch_shows_no_items() -> None:
    batch = ExportBatch(
        id="260302-1", today=date(2026, 3, 2), sequence=1, kind="all", items=["Kari Nordmann"]
    )
    assert list(batch.items) == ["Kari Nordmann"]
    assert "Kari" not in repr(batch)


def test_a_document_gives_the_same_bytes_at_every_opening() -> None:
    document = Document(
        name="260302.txt",
        media_type="text/plain",
        totals=ControlTotals(orders=1, lines=1),
        orders=range(7, 8),
        period=None,
        open=lambda: [b"one", b"two"],
    )
    assert b"".join(document.open()) == b"".join(document.open()) == b"onetwo"
    assert "range" not in repr(document)
    with pytest.raises(FrozenInstanceError):
        document.name = "other"  # type: ignore[misc]  # that it is refused is what is shown


def test_a_read_record_may_have_an_item_findings_or_both() -> None:
    finding = Finding(severity=Severity.INFO, text=LEASE_FREE)
    assert Read(1).findings == ()
    assert Read(None, (finding,)).item is None
    assert Read(1, (finding,)) == Read(1, (finding,))
