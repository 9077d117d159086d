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
from fakturakjerne.workflow.outlet import Outlet


@frozen(kw_only=True)
class Part:
    """What is written by one outlet: the invoices of one kind, and the leases they were made of.

    Attributes:
        batch: numbered collective invoices, ready for the exporter.
        outlet: how they are written.
        leases: as they were before consolidation, so that nothing is proven by itself.
        excluded: the findings about what is left out beside them.
    """

    batch: ExportBatch[InvoiceBasis]
    outlet: Outlet
    leases: Sequence[Lease] = field(repr=False)
    excluded: Sequence[Exclusion] = field(repr=False)


@frozen(kw_only=True)
class MadeDocument:
    """A document in the store, proven to hold what it should.

    Attributes:
        name: its final name.
        part: what it was made of.
        document: as the exporter described it.
        reconciliation: the proof.
        file: its bytes in the store.
    """

    name: str
    part: Part
    document: Document
    reconciliation: Reconciliation
    file: StoredFile

    @property
    def totals(self) -> ControlTotals:
        """What was read back, with the orders by name where the bytes hold no order number."""
        return _with_orders(self.read_back, self.document)

    @property
    def read_back(self) -> ControlTotals:
        """What was read back, by the bytes alone."""
        return self.reconciliation.points[-1].totals


@frozen(kw_only=True)
class MadePart:
    """The documents of a part, with what stands beside them.

    Attributes:
        part: what they were made of.
        documents: at least one.
        manifests: one a document; of messages, one for all of them.
        files: final names and stored files, in the order that they get their names: log, manifest
            and the document last, for each.  Messages are not among them: they stay in the store,
            from where a transport takes them.
    """

    part: Part
    documents: Sequence[MadeDocument]
    manifests: Sequence[Manifest]
    files: Sequence[tuple[str, StoredFile]]


@frozen(kw_only=True)
class Maker:
    """Makes the documents of a batch, each into the store and out of it again."""

    job: Job
    store: DocumentStore
    observer: Observer

    def make(self, part: Part) -> MadePart:
        """Write, read back and reconcile the documents of a part; each file has log and manifest.

        A format that sends one message an order makes as many documents as there are orders; each
        is proven by itself, and all of them together against the leases.  They share one log and
        one manifest.

        Raises:
            ReconciliationError: if leases, bases, documents and bytes do not agree.
            OutsideError: if the disk fails.
        """
        documents = self._documents(part)
        if part.outlet.exporter.info.messages:
            return self._with_papers(part, documents)
        manifests, files = [], []
        for made in documents:
            manifest = self._manifest(
                made.part,
                made.totals,
                document=made.name,
                sha256=made.file.sha256,
                bytes=made.file.size,
            )
            manifests.append(manifest)
            files += [*self._papers(made.name, made.part, manifest), (made.name, made.file)]
        return MadePart(part=part, documents=documents, manifests=manifests, files=files)

    def _with_papers(self, part: Part, messages: Sequence[MadeDocument]) -> MadePart:
        """Return the messages of a part with the log and the manifest that they share."""
        manifest = self._manifest(
            part,
            totals_of_documents(made.totals for made in messages),
            messages=len(messages),
            bytes=sum(made.file.size for made in messages),
        )
        stem = Path(self.job.document_name(part.batch)).stem
        return MadePart(
            part=part,
            documents=messages,
            manifests=[manifest],
            files=self._papers(stem, part, manifest),
        )

    def _papers(
        self, name: str, part: Part, manifest: Manifest
    ) -> Sequence[tuple[str, StoredFile]]:
        """Write the log and the manifest of a document, or of all messages of a part."""
        log = self.keep(line_log(part.batch.items))
        written = self.keep([manifest.as_json().encode()])
        self.observer.step(f"log and manifest written: {name}")
        return [(f"{name}.log.csv", log), (f"{name}.manifest.json", written)]

    def _manifest(self, part: Part, totals: ControlTotals, **others: object) -> Manifest:
        return Manifest.of_totals(
            totals,
            format=part.outlet.exporter.info.name,
            batch=part.batch.id,
            excluded=tuple(part.excluded),
            created_for=self.job.today,
            **others,
        )

    def _documents(self, part: Part) -> list[MadeDocument]:
        """Make the documents of a part, and prove each and all."""
        documents = list(part.outlet.exporter.export(part.batch, part.outlet.options))
        if len(documents) == 1:
            return [self._make(part, documents[0], position=1)]
        by_number = {basis.number: basis for basis in part.batch.items}
        made = [
            self._make(_only(part, document, by_number, position=position), document, position)
            for position, document in enumerate(documents, start=1)
        ]
        written = totals_of_documents(one.document.totals for one in made)
        read_back = totals_of_documents(one.read_back for one in made)
        reconcile(
            (
                *_before(part, with_vat=written.gross is not None),
                Point("document", written),
                Point("read back", read_back),
            )
        )
        return made

    def _make(self, part: Part, document: Document, position: int) -> MadeDocument:
        name = self._name(part, document, position)
        file = self.keep(document.open())
        self.observer.step(f"document written: {name}")
        read_back = self._read_back(name, file, part.outlet)
        self.observer.step(f"document read back: {name}")
        reconciliation = reconcile(
            (
                *_before(part, with_vat=document.totals.gross is not None),
                Point("document", document.totals),
                Point("read back", read_back),
            )
        )
        self.observer.step(f"reconciled: {name}")
        return MadeDocument(
            name=name, part=part, document=document, reconciliation=reconciliation, file=file
        )

    def _name(self, part: Part, document: Document, position: int) -> str:
        """Return a document's name: a message has its order number in it, a further file its own."""
        name = Path(self.job.document_name(part.batch))
        if part.outlet.exporter.info.messages:
            order = "-".join(map(str, document.orders))
            return f"{name.stem}-{order}{Path(document.name).suffix}"
        return name.name if position == 1 else f"{name.stem}-{position}{name.suffix}"

    def keep(self, chunks: Iterable[bytes]) -> StoredFile:
        """Put bytes into the store."""
        with self.store.writer() as writer:
            done = 0
            for chunk in chunks:
                writer.write(chunk)
                done += len(chunk)
                self.observer.progress(done, None)
            return writer.seal()

    def _read_back(self, name: str, file: StoredFile, outlet: Outlet) -> ControlTotals:
        try:
            return outlet.exporter.read_totals(self.store.open(file.sha256), outlet.options)
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
        outlet=part.outlet,
        leases=[lease for basis in items for lease in basis.leases],
        excluded=part.excluded if position == 1 else (),
    )
