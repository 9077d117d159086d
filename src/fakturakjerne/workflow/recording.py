"""What a batch made, as the records that the ledger keeps."""

from collections.abc import Iterable, Iterator, Sequence

from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.fingerprint import Fingerprinter
from fakturakjerne.domain.identifiers import UnusableId
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.engine.reconciliation import totals_of_leases
from fakturakjerne.ledger.interface import StoredFile
from fakturakjerne.ledger.records import (
    BatchRecord,
    DocumentRecord,
    ExcludedRecord,
    LeaseRecord,
    OrderRecord,
    PartRecord,
    Party,
    Placement,
    PlacementRole,
)
from fakturakjerne.plugin.options import dump
from fakturakjerne.workflow.job import Job, library_version
from fakturakjerne.workflow.making import MadeDocument, MadePart, Part


def batch_record(
    job: Job,
    *,
    parts: Sequence[MadePart],
    left_out: Iterable[Finding],
    placements: Sequence[Placement],
) -> BatchRecord:
    """Return everything of a batch; orders and leases are made while they are read."""
    documents = [made for part in parts for made in part.documents]
    return BatchRecord(
        id=documents[0].part.batch.id,
        today=job.today,
        library_version=library_version(),
        actor=job.actor,
        parts=[_part(made.part) for made in parts],
        documents=[_document(job, made) for made in documents],
        orders=(order for made in documents for order in _orders(job, made)),
        leases=(lease for made in documents for lease in _leases(job, made)),
        excluded=(
            ExcludedRecord(lease=finding.lease, code=finding.code, values=finding.values)
            for finding in left_out
            if finding.lease is not None
        ),
        placements=placements,
    )


def placements(
    job: Job, batch: str, files: Iterable[tuple[str, StoredFile]]
) -> Sequence[Placement]:
    """Return where the files of a batch belong, in the order they get their names."""
    return [
        Placement(
            batch=batch,
            position=position,
            folder=job.target,
            name=name,
            sha256=file.sha256,
            role=_role(name),
        )
        for position, (name, file) in enumerate(files, start=1)
    ]


def _role(name: str) -> PlacementRole:
    if name.endswith(".log.csv"):
        return PlacementRole.LOG
    return PlacementRole.MANIFEST if name.endswith(".manifest.json") else PlacementRole.DOCUMENT


def _part(part: Part) -> PartRecord:
    outlet = part.outlet
    return PartRecord(
        kind=part.batch.kind,
        profile=outlet.profile,
        exporter=outlet.exporter.info.name,
        plugin_version=outlet.plugin_version,
        options=dump(outlet.options),
        messages=outlet.exporter.info.messages,
    )


def _document(job: Job, made: MadeDocument) -> DocumentRecord:
    batch = made.part.batch
    return DocumentRecord(
        name=made.name,
        media_type=made.document.media_type,
        kind=batch.kind,
        sequence=batch.sequence,
        sha256=made.file.sha256,
        size=made.file.size,
        series=job.series_of(batch.kind).name,
        totals=made.totals,
    )


def _orders(job: Job, made: MadeDocument) -> Iterator[OrderRecord]:
    series = job.series_of(made.part.batch.kind).name
    for basis in made.part.batch.items:
        yield OrderRecord(
            series=series,
            number=_number(basis),
            document=made.name,
            party=_party(basis),
            period=basis.period,
            lines=totals_of_leases(basis.leases).lines,
            net=basis.net,
        )


def _leases(job: Job, made: MadeDocument) -> Iterator[LeaseRecord]:
    series = job.series_of(made.part.batch.kind).name
    fingerprints = Fingerprinter()
    for basis in made.part.batch.items:
        number = _number(basis)
        for lease in basis.leases:
            yield LeaseRecord(
                lease=lease.id,
                fingerprint=fingerprints.of(lease),
                series=series,
                order_number=number,
                net=lease.net,
            )


def _party(basis: InvoiceBasis) -> Party:
    customer = basis.customer
    if customer.id is None or isinstance(customer.id, UnusableId):
        message = "readiness let a customer without a usable id through"
        raise AssertionError(message)
    return Party(
        kind=customer.kind, id=customer.id.text, number=customer.number, name=customer.name
    )


def _number(basis: InvoiceBasis) -> int:
    if basis.number is None:
        message = "an order without a number cannot be recorded"
        raise AssertionError(message)
    return basis.number
