"""The main job: leases become reconciled documents, all in one transaction of the ledger.

The way through is that of ``docs/explanation/architecture.md``: billed before? ready? consolidated,
numbered, checked, written, read back, reconciled, staged in the target folder, recorded; commit;
placed.  Before the commit nothing has happened; after it, any run completes the placing.
"""

from collections.abc import Mapping, Sequence
from itertools import chain

from attrs import Factory, evolve, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.fingerprint import Fingerprinter
from fakturakjerne.engine.readiness import BilledBefore, Readiness, assess
from fakturakjerne.errors import BlockedError, FakturakjerneError, OutsideError, TargetError
from fakturakjerne.ledger.interface import Ledger, StoredFile, Transaction
from fakturakjerne.ledger.records import Placement
from fakturakjerne.workflow.completion import complete, place, staging_owner
from fakturakjerne.workflow.customers import fill_from_leases
from fakturakjerne.workflow.intake import Intake
from fakturakjerne.workflow.job import Job
from fakturakjerne.workflow.making import MadeDocument, MadePart, Maker
from fakturakjerne.workflow.manifest import Exclusion, Manifest
from fakturakjerne.workflow.observer import Observer, Unwatched
from fakturakjerne.workflow.placing import Staging
from fakturakjerne.workflow.planning import Plan, Planner
from fakturakjerne.workflow.recording import batch_record, placements


@frozen(kw_only=True)
class Outcome:
    """What a run did.

    Attributes:
        leases_in: how many leases came in, unreadable and repeated ones included.
        findings: everything that a person should know.
        left_out: those of them that say why something is not billed.
        billed_before: the batches that had billed leases of this run already.
        all_billed: whether nothing was left to bill for that reason.
        batch: its id; None where nothing was billed.
        parts: what was made.
        batch_manifest: of the leases that belong to no document; None where there are none.
        placements: where the files lie, or would lie after a dry run.
    """

    leases_in: int
    findings: Sequence[Finding] = field(repr=False)
    left_out: Sequence[Finding] = field(default=(), repr=False)
    billed_before: Sequence[str] = ()
    all_billed: bool = False
    batch: str | None = None
    parts: Sequence[MadePart] = ()
    batch_manifest: Manifest | None = None
    placements: Sequence[Placement] = ()

    @property
    def documents(self) -> Sequence[MadeDocument]:
        """The documents of all parts."""
        return tuple(chain.from_iterable(made.documents for made in self.parts))

    @property
    def manifests(self) -> Sequence[Manifest]:
        """The manifests made by this run: of the documents, then that of the batch."""
        own = (self.batch_manifest,) if self.batch_manifest else ()
        return (*chain.from_iterable(made.manifests for made in self.parts), *own)


class _Refused(Exception):  # noqa: N818 - control flow within this module, no error of anybody's
    """The exporter refuses some leases: undo the transaction and begin again without them."""

    def __init__(self, findings: Mapping[str, Finding]) -> None:
        super().__init__()
        self.findings = findings


@frozen(kw_only=True)
class Billing:
    """One run of the main job over one ledger.

    Attributes:
        job: what is to be done.
        ledger: where it is recorded; one that was opened for a dry run forgets everything.
        observer: told of each step.
        dry_run: whether the target folder is left alone too.
    """

    job: Job
    ledger: Ledger
    observer: Observer = field(default=Factory(Unwatched))
    dry_run: bool = False

    def run(self, intake: Intake) -> Outcome:
        """Bill what is ready.

        Raises:
            BlockedError: if a finding of severity error blocks; nothing was written.
            ReconciliationError: if the points do not agree; nothing was written.
            OutsideError: if disk or database fail; the state before is intact, or, after the
                commit, the next run completes.
        """
        earlier = () if self.dry_run else complete(self.ledger, self.observer)
        refused: dict[str, Finding] = {}
        while True:
            try:
                outcome = self._bill(intake, refused)
            except _Refused as refusal:
                refused |= refusal.findings
            else:
                return evolve(outcome, findings=(*earlier, *self.job.notes, *outcome.findings))

    def _bill(self, intake: Intake, refused: Mapping[str, Finding]) -> Outcome:
        """Do it all in one transaction, then place what it committed."""
        staging = Staging(self.job.target, staging_owner(self.ledger))
        try:
            with self.ledger.begin() as transaction:
                self.observer.step("ledger held")
                readiness = self._assess(transaction, intake)
                planner = Planner(job=self.job, intake=intake, readiness=readiness, refused=refused)
                planned = self._planned(planner, transaction)
                self.observer.step("planned")
                outcome = self._permitted(intake, readiness, planned, refused)
                if planned.batch is not None:
                    outcome = self._make(transaction, planned, outcome, staging)
            self.observer.step("committed")
            if not self.dry_run:
                self._place(outcome, staging)
                fill_from_leases(self.ledger, intake.leases, actor=self.job.actor)
        finally:
            staging.discard()
        return outcome

    def _place(self, outcome: Outcome, staging: Staging) -> None:
        try:
            place(self.ledger, outcome.placements, staging, self.observer)
        except OutsideError as error:
            raise TargetError(
                catalogue.BATCH_INCOMPLETE, batch=outcome.batch, reason=error
            ) from error

    def _assess(self, transaction: Transaction, intake: Intake) -> Readiness:
        """Judge the leases by what the ledger knows of them."""
        billed = transaction.billed(lease.id for lease in intake.leases)
        self.observer.step("ledger asked")
        fingerprints = Fingerprinter()
        before = {
            lease.id: BilledBefore(old.batch, changed=fingerprints.of(lease) != old.fingerprint)
            for lease in intake.leases
            if (old := billed.get(lease.id)) is not None
        }
        return assess(intake.leases, until=self.job.policy.until, billed=before)

    def _planned(self, planner: Planner, transaction: Transaction) -> Plan:
        """Plan; where that is not possible, errors in the leases come first."""
        try:
            return planner.plan(transaction)
        except FakturakjerneError:
            if not self.job.allow_findings:
                _refuse((*planner.intake.findings, *planner.readiness.findings))
            raise

    def _permitted(
        self,
        intake: Intake,
        readiness: Readiness,
        planned: Plan,
        refused: Mapping[str, Finding],
    ) -> Outcome:
        """Return the outcome as far as it is known, if the exporter refuses nothing."""
        errors = {one.lease: one for one in planned.checks if one.blocks}
        findings = (
            *intake.findings,
            *readiness.findings,
            *refused.values(),
            *planned.checks,
            *planned.notes,
        )
        if self.job.allow_findings and errors and None not in errors:
            raise _Refused({lease: one for lease, one in errors.items() if lease is not None})
        if errors or not self.job.allow_findings:
            _refuse(findings)
        before = [
            str(one.finding.values["batch"])
            for one in readiness.left_out
            if one.finding.text in (catalogue.LEASE_BILLED, catalogue.LEASE_BILLED_CHANGED)
        ]
        return Outcome(
            leases_in=len(intake.leases) + intake.unreadable,
            findings=findings,
            left_out=planned.left_out,
            billed_before=sorted(set(before)),
            all_billed=bool(before)
            and not planned.parts
            and not any(one.blocks for one in planned.left_out),
            batch=planned.batch,
        )

    def _make(
        self, transaction: Transaction, planned: Plan, outcome: Outcome, staging: Staging
    ) -> Outcome:
        """Write the documents, prove them, stage the files and record it all."""
        maker = Maker(job=self.job, store=self.ledger.store, observer=self.observer)
        parts = [maker.make(part) for part in planned.parts]
        batch_manifest = self._batch_manifest(planned)
        files: list[tuple[str, StoredFile]] = list(
            chain.from_iterable(made.files for made in parts)
        )
        if batch_manifest is not None:
            kept = maker.keep([batch_manifest.as_json().encode()])
            files.append((f"{batch_manifest.batch}.manifest.json", kept))
        made = placements(self.job, outcome.batch or "", files)
        if not self.dry_run:
            self._stage(staging, made)
        transaction.record(
            batch_record(self.job, parts=parts, left_out=planned.left_out, placements=made)
        )
        self.observer.step("recorded")
        return evolve(outcome, parts=parts, batch_manifest=batch_manifest, placements=made)

    def _stage(self, staging: Staging, made: Sequence[Placement]) -> None:
        pending = {one.name for one in self.ledger.pending() if one.folder == staging.folder}
        staging.sweep(keep=pending)
        staging.prepare(placement.name for placement in made)
        for placement in made:
            staging.stage(placement.name, self.ledger.store.path(placement.sha256))
            self.observer.step(f"staged: {placement.name}")

    def _batch_manifest(self, planned: Plan) -> Manifest | None:
        if not planned.unplaced or planned.batch is None:
            return None
        return Manifest(
            format=self.job.formats,
            batch=planned.batch,
            excluded=tuple(Exclusion.of(one, self.job.language) for one in planned.unplaced),
            created_for=self.job.today,
        )


def _refuse(findings: Sequence[Finding]) -> None:
    """Raise if there is an error among the findings, with all of them for the user to see."""
    errors = sum(1 for finding in findings if finding.blocks)
    if errors:
        raise BlockedError(catalogue.FINDINGS_BLOCK, findings, count=errors)
