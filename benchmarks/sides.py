"""Both sides of each benchmark, each run in a process of its own: ``python -m benchmarks.sides``.

A side prints what it measured as one JSON object: ``seconds``, ``cpu_seconds``, ``mebibytes`` where
that is the question, and ``facts`` that both sides must agree on.
"""

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO, Final

from benchmarks import giro_sides, month
from benchmarks.measuring import Measured, peak, resident, stopwatch
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Lease
from fakturakjerne.engine.consolidation import Policy, consolidate, number
from fakturakjerne.engine.reconciliation import (
    Point,
    reconcile,
    totals_of_bases,
    totals_of_leases,
)
from fakturakjerne.plugin.options import structure
from fakturakjerne_agresso.lg04 import Lg04Exporter
from fakturakjerne_agresso.options import Lg04Options
from fakturakjerne_visma.flatfile import VismaExporter
from fakturakjerne_visma.options import VismaOptions

_TODAY: Final = date(2026, 3, 2)
_UNTIL: Final = date(2026, 2, 28)
_CHUNK: Final = 1 << 18
_EXPORTER: Final = Lg04Exporter()
_OPTIONS: Final[Lg04Options] = structure(
    Lg04Options,
    {
        "layout": "5.3",
        "client": "XY",
        "own_organization_number": "974760673",
        "heading": "Leie av kommunale lokaler",
        "line_dimensions": {
            "dim_1": "ansvar",
            "dim_2": "tjeneste",
            "dim_3": "objekt",
            "dim_5": "prosjekt",
        },
        "header_dimensions": {"dim_value_1": "oppdragsgiver"},
        "attributes": {"att_1_id": "A4"},
    },
    where="benchmark",
)
_VISMA: Final = VismaExporter()
_VISMA_OPTIONS: Final[VismaOptions] = structure(
    VismaOptions,
    {
        "amounts": "net",
        "customer_number": "id",
        "dimensions": {
            "kb01": "ansvar",
            "kb02": "tjeneste",
            "kb03": "objekt",
            "kb04": "prosjekt",
        },
    },
    where="benchmark",
)


def lg04_in_memory_ours(count: int) -> Measured:
    """Leases to the bytes of the file, hashed, read back and reconciled."""
    leases = month.leases(count)
    with stopwatch() as measured:
        bases, document = _exported(leases)
        chunks = list(document.open())
        digest = hashlib.sha256()
        for chunk in chunks:
            digest.update(chunk)
        _reconciled(leases, bases, document, chunks)
    return measured | _facts(document, digest.hexdigest(), sum(map(len, chunks)))


def lg04_in_memory_peer(count: int) -> Measured:
    """The same rows, ready-made in memory: joined and hashed."""
    _, document = _exported(month.leases(count))
    rows = b"".join(document.open()).splitlines(keepends=True)
    with stopwatch() as measured:
        whole = b"".join(rows)
        digest = hashlib.sha256(whole)
    return measured | _facts(document, digest.hexdigest(), len(whole))


def lg04_memory_ours(count: int) -> Measured:
    """Memory above that of the leases, while they are streamed to a file and read back from it."""
    leases = month.leases(count)
    before = resident()
    with tempfile.TemporaryFile() as sink:
        bases, document = _exported(leases)
        digest = hashlib.sha256()
        for chunk in document.open():
            digest.update(chunk)
            sink.write(chunk)
        size = sink.tell()
        sink.seek(0)
        _reconciled(leases, bases, document, _chunks(sink))
    above = (peak() - before) / 2**20
    return {"mebibytes": above} | _facts(document, digest.hexdigest(), size)


def lg04_memory_peer(count: int) -> Measured:
    """Memory of the leases themselves."""
    before = resident()
    leases = month.leases(count)
    assert len(leases) == count
    return {"mebibytes": (resident() - before) / 2**20}


def visma_flatfile_ours(count: int) -> Measured:
    """Numbered orders to the bytes of the file, hashed."""
    batch = _batch(month.leases(count))
    with stopwatch() as measured:
        (document,) = _VISMA.export(batch, _VISMA_OPTIONS)
        digest = hashlib.sha256()
        size = 0
        for chunk in document.open():
            digest.update(chunk)
            size += len(chunk)
    return measured | _facts(document, digest.hexdigest(), size)


def visma_flatfile_peer(count: int) -> Measured:
    """The same rows, ready-made in memory: joined and hashed, as for LG04."""
    (document,) = _VISMA.export(_batch(month.leases(count)), _VISMA_OPTIONS)
    rows = b"".join(document.open()).splitlines(keepends=True)
    with stopwatch() as measured:
        whole = b"".join(rows)
        digest = hashlib.sha256(whole)
    return measured | _facts(document, digest.hexdigest(), len(whole))


def visma_flatfile_checked_ours(count: int) -> Measured:
    """The same, checked before and read back and reconciled after."""
    leases = month.leases(count)
    batch = _batch(leases)
    with stopwatch() as measured:
        findings = list(_VISMA.check(batch, _VISMA_OPTIONS))
        assert not findings, f"the month is not clean: {findings[0]}"
        (document,) = _VISMA.export(batch, _VISMA_OPTIONS)
        chunks = list(document.open())
        digest = hashlib.sha256()
        for chunk in chunks:
            digest.update(chunk)
        reconcile(
            (
                Point("leases", totals_of_leases(leases)),
                Point("bases", totals_of_bases(batch.items)),
                Point("document", document.totals),
                Point("read back", _VISMA.read_totals(chunks, _VISMA_OPTIONS)),
            )
        )
    return measured | _facts(document, digest.hexdigest(), sum(map(len, chunks)))


def _exported(leases: Sequence[Lease]) -> tuple[list[InvoiceBasis], Document]:
    batch = _batch(leases)
    (document,) = _EXPORTER.export(batch, _OPTIONS)
    return list(batch.items), document


def _batch(leases: Sequence[Lease]) -> ExportBatch[InvoiceBasis]:
    bases = consolidate(leases, Policy(until=_UNTIL))
    numbered = number(bases, range(34_500_001, 34_500_001 + len(bases)))
    return ExportBatch(id="260302-1", today=_TODAY, sequence=1, kind="all", items=numbered)


def _reconciled(
    leases: Sequence[Lease],
    bases: Sequence[InvoiceBasis],
    document: Document,
    chunks: Iterable[bytes],
) -> ControlTotals:
    read_back = _EXPORTER.read_totals(chunks, _OPTIONS)
    reconcile(
        (
            Point("leases", totals_of_leases(leases)),
            Point("bases", totals_of_bases(bases)),
            Point("document", document.totals),
            Point("read back", read_back),
        )
    )
    return read_back


def _facts(document: Document, sha256: str, size: int) -> Measured:
    totals = document.totals
    facts = {"orders": totals.orders, "lines": totals.lines, "bytes": size, "sha256": sha256}
    return {"facts": facts}


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


SIDES: Final[dict[str, Callable[[int], Measured]]] = {
    side.__name__: side
    for side in (
        lg04_in_memory_ours,
        lg04_in_memory_peer,
        lg04_memory_ours,
        lg04_memory_peer,
        visma_flatfile_ours,
        visma_flatfile_peer,
        visma_flatfile_checked_ours,
        giro_sides.ocr_giro_ours,
        giro_sides.ocr_giro_peer,
        giro_sides.ocr_giro_memory,
        giro_sides.avtalegiro_ours,
        giro_sides.avtalegiro_peer,
    )
}

if __name__ == "__main__":
    print(json.dumps(SIDES[sys.argv[1]](int(sys.argv[2]))))
