"""A file of enrollments is finished: answered, recorded, and moved, whatever interrupts it.

The order is: the answer is made, staged and recorded in one transaction; it gets its name in the
outgoing folder, and those whom it accepts become active; the file read is moved.  A run that finds
one of these done goes on with the next.
"""

from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.enrollment import EnrollmentAnswer, EnrollmentStatus
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.engine import matching
from fakturakjerne.errors import BlockedError, ConfigError
from fakturakjerne.ledger.enrollment_records import (
    Decision,
    DecisionOutcome,
    Enrollment,
    EnrollmentFile,
    EnrollmentKind,
    FileState,
    ReadFile,
)
from fakturakjerne.ledger.interface import Transaction
from fakturakjerne.ledger.invoice_records import Transmission, TransmissionKind
from fakturakjerne.workflow.desk import Desk
from fakturakjerne.workflow.enrollment import reviewed_of
from fakturakjerne.workflow.outgoing import (
    Cargo,
    Loader,
    complete,
    loader,
    numbers_for,
    place,
    refuse,
)
from fakturakjerne.workflow.outlet import resolve_outlet
from fakturakjerne.workflow.shelving import put_away


@frozen(kw_only=True)
class Finished:
    """What finishing a file did.

    Attributes:
        file: as it stands now.
        answer: where the answer lies; None where this run wrote none.
        accepted, rejected: how many enrollments the answer accepts and rejects.
        moved: where the file read lies; None where it was moved before.
        findings: what earlier runs had left.
    """

    file: ReadFile
    answer: Path | None = None
    accepted: int = 0
    rejected: int = 0
    moved: Path | None = None
    findings: Sequence[Finding] = field(default=(), repr=False)


def find_file(desk: Desk, name: str | None) -> ReadFile:
    """Return the file that is to be finished: by its name, else the only one that waits.

    Raises:
        ConfigError: if there is none, or several wait.
    """
    importer = desk.config.efaktura.enrollment
    files = [each for each in desk.ledger.enrollments.files() if each.importer == importer]
    waiting = [each for each in files if each.state is not FileState.MOVED]
    if name is not None:
        named = [each for each in files if each.name == Path(name).name]
        open_ones = [each for each in named if each.state is not FileState.MOVED]
        if not named:
            known = ", ".join(each.name for each in waiting) or "-"
            raise ConfigError(catalogue.FILE_UNKNOWN, file=name, known=known)
        return (open_ones or named)[-1]
    if not waiting:
        raise ConfigError(catalogue.FILE_NONE_WAITS)
    if len(waiting) > 1:
        known = ", ".join(each.name for each in waiting)
        raise ConfigError(catalogue.FILE_SEVERAL_WAIT, known=known)
    return waiting[0]


def finish(desk: Desk, file: ReadFile, *, reject_rest: bool = False) -> Finished:
    """Answer a file, update the ledger, and move the file; may be repeated after a crash.

    Args:
        desk: where.
        file: which.
        reject_rest: whether the undecided are rejected: 02, or 01 for an unknown reference.

    Raises:
        BlockedError: if some are undecided, or the exporter refuses; nothing was written.
        OutsideError: if disk or database fail; the next run goes on.
    """
    findings = complete(desk)
    found = desk.ledger.enrollments.of_file(file.id)
    done = Finished(file=found.file, findings=findings)
    if found.file.state is FileState.READ:
        if reject_rest:
            _reject(desk, found)
        done = _answer(desk, done)
    moved = put_away(desk, done.file)
    _put_away_receipts(desk, file)
    return evolve(done, moved=moved, file=desk.ledger.enrollments.of_file(file.id).file)


def _reject(desk: Desk, found: EnrollmentFile) -> None:
    for each in reviewed_of(desk, found.undecided):
        decision = Decision(
            outcome=DecisionOutcome.REJECT,
            code=matching.reject(each.record, each.match).error_code,
            reason=catalogue.ENROLLMENT_REST.render(desk.language, {}),
            proposal=each.match.proposal.value,
            actor=desk.actor,
        )
        desk.ledger.enrollments.decide(each.enrollment.id, decision)
        desk.observer.step(f"rejected: {each.enrollment.id}")


def _answer(desk: Desk, done: Finished) -> Finished:
    """Write the answer and put it into the outgoing folder; without a new enrollment, none."""
    outlet = None
    if _new(desk.ledger.enrollments.of_file(done.file.id)):
        outlet = resolve_outlet(desk.config.efaktura.answer, desk.config, desk.registry)
    if outlet is None:
        with desk.ledger.begin() as transaction:
            transaction.outgoing.close_without_answer(done.file.id, actor=desk.actor)
        desk.observer.step(f"closed: {done.file.name}")
        return evolve(done, file=desk.ledger.enrollments.of_file(done.file.id).file)
    with loader(desk, outlet) as made_by:
        with desk.ledger.begin() as transaction:
            made, answers = _load(made_by, transaction, done.file)
        desk.observer.step("committed")
        path = place(desk, made, made_by.staging)
    accepted = sum(each.is_active for each in answers)
    return evolve(
        done,
        file=desk.ledger.enrollments.of_file(done.file.id).file,
        answer=path,
        accepted=accepted,
        rejected=len(answers) - accepted,
    )


def _load(
    made_by: Loader, transaction: Transaction, file: ReadFile
) -> tuple[Transmission, Sequence[EnrollmentAnswer]]:
    found = transaction.outgoing.enrollments(file.id)
    if found.undecided:
        raise BlockedError(
            catalogue.ENROLLMENTS_UNDECIDED,
            [_undecided(each) for each in found.undecided],
            count=len(found.undecided),
            file=file.name,
        )
    answers = [_answered(each) for each in _new(found)]
    [numbers] = numbers_for(made_by.desk, transaction, 1)
    cargo = Cargo(
        kind=TransmissionKind.ANSWER,
        items=answers,
        name=f"retfile_{file.name}",
        answers=file.id,
    )
    refuse(made_by.check(cargo, numbers))
    return made_by.load(transaction, cargo, numbers), answers


def _new(found: EnrollmentFile) -> Sequence[Enrollment]:
    return [each for each in found.enrollments if each.kind is EnrollmentKind.NEW]


def _answered(enrollment: Enrollment) -> EnrollmentAnswer:
    """Return the answer that was decided.

    Raises:
        ConfigError: if the enrollment was redacted.
    """
    record, decision = enrollment.record, enrollment.decision
    if record is None or decision is None:
        raise ConfigError(catalogue.ENROLLMENT_REDACTED, enrollment=enrollment.id)
    if decision.outcome is DecisionOutcome.ACCEPT:
        return EnrollmentAnswer(record, EnrollmentStatus.ACTIVE)
    return EnrollmentAnswer(record, EnrollmentStatus.NOT_ACTIVE, decision.code)


def _undecided(enrollment: Enrollment) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        text=catalogue.ENROLLMENT_UNDECIDED,
        path=str(enrollment.id),
        values={"enrollment": enrollment.id},
    )


def _put_away_receipts(desk: Desk, file: ReadFile) -> None:
    """Say that the receipts in the same file lie with it."""
    importer = desk.config.efaktura.receipt
    beside = desk.ledger.enrollments.find(sha256=file.sha256, importer=importer)
    if beside is not None:
        put_away(desk, beside)
