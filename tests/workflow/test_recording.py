from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.fingerprint import fingerprint
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.engine.reconciliation import Point, Reconciliation
from fakturakjerne.ledger.records import BatchRecord, PlacementRole
from fakturakjerne.ledger.store import StoredFile
from fakturakjerne.workflow.billing import Billing
from fakturakjerne.workflow.job import library_version
from fakturakjerne.workflow.making import MadeDocument, MadePart, Part
from fakturakjerne.workflow.recording import batch_record, placements
from tests.workflow.month import CLUB, NOBODY, PERSON, TODAY, intake, job, lease, month

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger

FILE = StoredFile("ab" * 32, 7)
TOTALS = ControlTotals(orders=1, lines=1, texts=1, net=Ore(80000))
BASIS = InvoiceBasis(
    customer=CLUB,
    period=Period(date(2026, 2, 1), date(2026, 2, 28)),
    leases=(lease("1"),),
    number=34500001,
)


def record(target: Path, basis: InvoiceBasis) -> BatchRecord:
    batch = ExportBatch(id="260302-1", today=TODAY, sequence=1, kind="external", items=[basis])
    wanted = job(target)
    part = Part(batch=batch, outlet=wanted.outlet_of("external"), leases=basis.leases, excluded=())
    document = Document(
        name="a.txt", media_type="text/plain", totals=TOTALS, orders=(), period=None, open=tuple
    )
    made = MadeDocument(
        name="a.txt",
        part=part,
        document=document,
        reconciliation=Reconciliation((Point("document", TOTALS), Point("read back", TOTALS))),
        file=FILE,
    )
    parts = [MadePart(part=part, documents=[made], manifests=(), files=())]
    return batch_record(wanted, parts=parts, left_out=(), placements=())


def test_a_batch_says_who_made_it_with_what(target: Path) -> None:
    made = record(target, BASIS)
    assert (made.id, made.today, made.actor) == ("260302-1", TODAY, "kari")
    (part,) = made.parts
    assert (part.kind, part.profile, part.exporter) == ("external", "lg04", "agresso-lg04")
    assert part.plugin_version == made.library_version == library_version()
    assert (part.options["client"], part.messages) == ("XY", False)
    (document,) = made.documents
    assert (document.sha256, document.size, document.series) == (FILE.sha256, 7, "external")
    assert document.totals == TOTALS


def test_orders_and_leases_are_those_of_the_invoices(target: Path) -> None:
    made = record(target, BASIS)
    (order,) = made.orders
    assert (order.series, order.number, order.document) == ("external", 34500001, "a.txt")
    assert (order.party.id, order.party.number, order.party.name) == (
        "311111116",
        "1001",
        CLUB.name,
    )
    assert (order.lines, order.net, order.period) == (1, 80000, BASIS.period)
    (billed,) = made.leases
    assert (billed.lease, billed.order_number, billed.net) == ("1", 34500001, 80000)
    assert billed.fingerprint == fingerprint(lease("1"))


def test_what_must_have_been_seen_to_before_is_no_order(target: Path) -> None:
    nobody = evolve(BASIS, customer=NOBODY)
    with pytest.raises(AssertionError, match="without a usable id"):
        list(record(target, nobody).orders)
    unnumbered = evolve(BASIS, number=None)
    with pytest.raises(AssertionError, match="without a number"):
        list(record(target, unnumbered).orders)


def test_a_placement_knows_what_its_file_is(target: Path) -> None:
    files = [("a.txt.log.csv", FILE), ("a.txt.manifest.json", FILE), ("a.txt", FILE)]
    made = placements(job(target), "260302-1", files)
    assert [one.position for one in made] == [1, 2, 3]
    assert [one.role for one in made] == [
        PlacementRole.LOG,
        PlacementRole.MANIFEST,
        PlacementRole.DOCUMENT,
    ]
    assert {one.folder for one in made} == {target}


def test_the_ledger_keeps_a_persons_number_in_one_table_alone(
    ledger: SqlLedger, target: Path, tmp_path: Path
) -> None:
    mentioned = lease("9", text=f"for {PERSON}", note=f"for {PERSON}")
    options = [f"heading=Spørsmål: {PERSON}"]
    made = job(target, assignments=options)
    Billing(job=made, ledger=ledger).run(intake([*month(), mentioned]))
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as raw:
        tables = [
            name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        holding = {
            table
            for table in tables
            for row in raw.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of our own tables
            if PERSON in json.dumps(row, default=str)
        }
    assert holding == {"party"}
