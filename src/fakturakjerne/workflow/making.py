"""A document is written, read back without the writer's help, and reconciled to the øre."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from attrs import evolve, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Lease
from fakturakjerne.engine.reconciliation import (
    Point,
    Reconciliation,
    reconcile,
    totals_of_bases,
    totals_of_documents,
    totals_of_leases,
)
from fakturakjerne.errors import CodecError, ReconciliationError
from fakturakjerne.ledger.interface import DocumentStore, StoredFile
from fakturakjerne.workflow.job import Job
from fakturakjerne.workflow.line_log import line_log
from fakturakjerne.workflow.manifest import Exclusion, Manifest
from fakturakjerne.workflow.observer import Observer


@frozen(kw_only=True)
class Part:
    """What becomes one document: the invoices of one kind, and the leases they were made of.

    Attributes:
        batch: numbered collective invoices, ready for the exporter.
        leases: as they were before consolidation, so that nothing is proven by itself.
        excluded: the findings about what is left out beside them.
    """

    batch: ExportBatch[InvoiceBasis]
    leases: Sequence[Lease] = field(repr=False)
    excluded: Sequence[Exclusion] = field(repr=False)


@frozen(kw_only=True)
class MadeDocument:
    """A document in the store, proven to hold what it should, with its log and its manifest.

    Attributes:
        name: its final file name.
        part: what it was made of.
        document: as the exporter described it.
        reconciliation: the proof.
        manifest: what stands beside it.
        files: final names and stored files, in the order that they get their names: log,
            manifest, and the document last.
    """

    name: str
    part: Part
    document: Document
    reconciliation: Reconciliation
    manifest: Manifest
    files: Sequence[tuple[str, StoredFile]]

    @property
    def totals(self) -> ControlTotals:
        """What was read back, with the orders by name where the bytes hold no order number."""
        return _with_orders(self.reconciliation.points[-1].totals, self.document)


@frozen(kw_only=True)
class Maker:
    """Makes the documents of a batch, each into the store and out of it again."""

    job: Job
    store: DocumentStore
    observer: Observer

    def make(self, part: Part) -> list[MadeDocument]:
        """Write, read back and reconcile the documents of a part, each with log and manifest.

        A format that sends one message an order makes as many documents as there are orders; each
        is proven by itself, and all of them together against the leases.

        Raises:
            ReconciliationError: if leases, bases, documents and bytes do not agree.
            OutsideError: if the disk fails.
        """
        documents = list(self.job.exporter.export(part.batch, self.job.options))
        if len(documents) == 1:
            return [self._make(part, documents[0], position=1)]
        by_number = {basis.number: basis for basis in part.batch.items}
        made = [
            self._make(_only(part, document, by_number, position=position), document, position)
            for position, document in enumerate(documents, start=1)
        ]
        written = totals_of_documents(one.document.totals for one in made)
        read_back = totals_of_documents(one.reconciliation.points[-1].totals for one in made)
        with_vat = written.gross is not None
        reconcile(
            (
                *_before(part, with_vat=with_vat),
                Point("document", written),
                Point("read back", read_back),
            )
        )
        return made

    def _make(self, part: Part, document: Document, position: int) -> MadeDocument:
        batch, job = part.batch, self.job
        name = job.document_name(sequence=batch.sequence, kind=batch.kind, batch=batch.id)
        if position > 1:
            name = f"{Path(name).stem}-{position}{Path(name).suffix}"
        file = self.keep(document.open())
        self.observer.step(f"document written: {name}")
        read_back = self._read_back(name, file)
        self.observer.step(f"document read back: {name}")
        reconciliation = reconcile(
            (
                *_before(part, with_vat=document.totals.gross is not None),
                Point("document", document.totals),
                Point("read back", read_back),
            )
        )
        self.observer.step(f"reconciled: {name}")
        manifest = Manifest.of_totals(
            _with_orders(read_back, document),
            format=job.exporter.info.name,
            batch=batch.id,
            document=name,
            sha256=file.sha256,
            bytes=file.size,
            excluded=tuple(part.excluded),
            created_for=job.today,
        )
        log = self.keep(line_log(batch.items))
        manifest_file = self.keep([manifest.as_json().encode()])
        self.observer.step(f"log and manifest written: {name}")
        return MadeDocument(
            name=name,
            part=part,
            document=document,
            reconciliation=reconciliation,
            manifest=manifest,
            files=(
                (f"{name}.log.csv", log),
                (f"{name}.manifest.json", manifest_file),
                (name, file),
            ),
        )

    def keep(self, chunks: Iterable[bytes]) -> StoredFile:
        """Put bytes into the store."""
        with self.store.writer() as writer:
            done = 0
            for chunk in chunks:
                writer.write(chunk)
                done += len(chunk)
                self.observer.progress(done, None)
            return writer.seal()

    def _read_back(self, name: str, file: StoredFile) -> ControlTotals:
        try:
            return self.job.exporter.read_totals(self.store.open(file.sha256), self.job.options)
        except CodecError as error:
            raise ReconciliationError(
                catalogue.READ_BACK_UNREADABLE, name=name, reason=error
            ) from error


def _with_orders(totals: ControlTotals, document: Document) -> ControlTotals:
    if totals.orders is not None:
        return totals
    return evolve(
        totals,
        orders=len(document.orders),
        first_order=min(document.orders, default=None),
        last_order=max(document.orders, default=None),
    )


def totals_by_point(documents: Iterable[MadeDocument]) -> list[Point]:
    """Add up the points of several documents, for a person to see them side by side."""
    points = list(chain.from_iterable(one.reconciliation.points for one in documents))
    names = dict.fromkeys(point.name for point in points)
    return [
        Point(name, totals_of_documents(one.totals for one in points if one.name == name))
        for name in names
    ]


def _before(part: Part, *, with_vat: bool) -> tuple[Point, Point]:
    """Return the points before the exporter: the leases, and the bases that they became."""
    return (
        Point("leases", totals_of_leases(part.leases, with_vat=with_vat)),
        Point("bases", totals_of_bases(part.batch.items, with_vat=with_vat)),
    )


def _only(
    part: Part, document: Document, by_number: Mapping[int | None, InvoiceBasis], *, position: int
) -> Part:
    """Return what of a part one of its documents holds; what is left out stands by the first."""
    items = [by_number[number] for number in document.orders]
    return Part(
        batch=evolve(part.batch, items=items),
        leases=[lease for basis in items for lease in basis.leases],
        excluded=part.excluded if position == 1 else (),
    )
