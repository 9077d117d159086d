"""What a run will bill, in which documents and under which numbers, before a byte is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from attrs import evolve, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Lease
from fakturakjerne.engine.consolidation import consolidate, negative, number, partition
from fakturakjerne.engine.readiness import Readiness
from fakturakjerne.ledger.interface import Transaction
from fakturakjerne.workflow.intake import Intake
from fakturakjerne.workflow.job import Job
from fakturakjerne.workflow.making import Part
from fakturakjerne.workflow.manifest import Exclusion


@frozen(kw_only=True)
class Plan:
    """What a run will bill.

    Attributes:
        batch: the batch's id; None where there is nothing to bill.
        parts: what becomes a document each.
        left_out: why leases, or charges of them, are not billed.
        unplaced: those of them that belong to no document.
        checks: what the exporter says of the parts; an error among them refuses a lease.
        notes: what else a person should know.
    """

    batch: str | None = None
    parts: Sequence[Part] = field(default=(), repr=False)
    left_out: Sequence[Finding] = field(default=(), repr=False)
    unplaced: Sequence[Finding] = field(default=(), repr=False)
    checks: Sequence[Finding] = field(default=(), repr=False)
    notes: Sequence[Finding] = field(default=(), repr=False)


@frozen(kw_only=True)
class Planner:
    """Plans what to bill of leases that were judged.

    Attributes:
        job: how.
        intake: where findings about unreadable leases come from.
        readiness: which leases are ready, and why the others are not.
        refused: the exporter's errors from an earlier attempt, by lease; these are left out now.
    """

    job: Job
    intake: Intake
    readiness: Readiness
    refused: Mapping[str, Finding]

    def plan(self, transaction: Transaction) -> Plan:
        """Merge, sort into documents and number.

        Raises:
            SeriesExhaustedError: if a series has too few numbers left.
        """
        ready = [lease for lease in self.readiness.ready if lease.id not in self.refused]
        bases_by_kind = partition(consolidate(ready, self.job.policy), self.job.batch_by)
        if not bases_by_kind:
            return Plan(left_out=[finding for _, finding in self._left_out()])
        excluded, unplaced = self._sorted(bases_by_kind.keys())
        batch = transaction.next_batch_id(self.job.today)
        sequence = transaction.next_sequence(self.job.today)
        parts = [
            Part(
                batch=ExportBatch(
                    id=batch,
                    today=self.job.today,
                    sequence=sequence + position,
                    kind=kind,
                    items=self._numbered(transaction, kind, bases),
                ),
                outlet=self.job.outlet_of(kind),
                leases=[lease for lease in ready if self._kind(lease) == kind],
                excluded=[Exclusion.of(one, self.job.language) for one in excluded[kind]],
            )
            for position, (kind, bases) in enumerate(bases_by_kind.items())
        ]
        return Plan(
            batch=batch,
            parts=parts,
            left_out=[finding for _, finding in self._left_out()],
            unplaced=unplaced,
            checks=list(chain.from_iterable(self._checked(part) for part in parts)),
            notes=list(chain.from_iterable(negative(part.batch.items) for part in parts)),
        )

    def _checked(self, part: Part) -> Iterator[Finding]:
        """Yield what the exporter says, each with the place that the lease was read from."""
        findings = list(part.outlet.exporter.check(part.batch, part.outlet.options))
        named = {finding.lease for finding in findings}
        origins = {lease.id: lease.origin for lease in part.leases if lease.id in named}
        for finding in findings:
            origin = origins.get(finding.lease or "")
            yield evolve(finding, path=f"{origin} $.{finding.path}") if origin else finding

    def _numbered(
        self, transaction: Transaction, kind: str, bases: Sequence[InvoiceBasis]
    ) -> Sequence[InvoiceBasis]:
        return number(bases, transaction.take_numbers(self.job.series_of(kind), count=len(bases)))

    def _sorted(self, kinds: Iterable[str]) -> tuple[dict[str, list[Finding]], list[Finding]]:
        """Sort what is not billed by the document that it belongs to."""
        placed: dict[str, list[Finding]] = {kind: [] for kind in kinds}
        unplaced: list[Finding] = []
        for lease, finding in self._left_out():
            kind = self._kind(lease) if lease and lease.customer.is_billable else None
            placed.get(kind or "", unplaced).append(finding)
        return placed, unplaced

    def _left_out(self) -> Iterator[tuple[Lease | None, Finding]]:
        """Yield everything that is not billed: unreadable, left out, refused, zero charges."""
        yield from ((None, finding) for finding in self.intake.findings if finding.blocks)
        yield from ((one.lease, one.finding) for one in self.readiness.left_out)
        zeros = [one for one in self.readiness.notes if one.text is catalogue.CHARGE_ZERO]
        beside = [*self.refused.values(), *(one for one in zeros if one.lease not in self.refused)]
        wanted = {finding.lease for finding in beside}
        leases = {lease.id: lease for lease in self.readiness.ready if lease.id in wanted}
        yield from ((leases.get(finding.lease or ""), finding) for finding in beside)

    def _kind(self, lease: Lease) -> str:
        return self.job.kind_of(lease.customer.kind)
