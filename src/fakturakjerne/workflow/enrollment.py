"""Enrollments: read into the ledger, shown beside the customers, decided one by one."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.enrollment import AnswerError, EnrollmentRecord
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.engine import matching
from fakturakjerne.engine.matching import FieldPair, Match, Proposal
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
from fakturakjerne.ledger.invoice_records import SendingState, Transmission, TransmissionKind
from fakturakjerne.ledger.register_records import RegisteredCustomer
from fakturakjerne.workflow.bank_files import (
    enrollments_in,
    expect_readable,
    located,
    other_kind,
    receipts_in,
)
from fakturakjerne.workflow.desk import Desk
from fakturakjerne.workflow.receipts import ReceiptsRead, apply_receipts

_AGREES: Final = {
    Proposal.ACCEPT: DecisionOutcome.ACCEPT,
    Proposal.REJECT: DecisionOutcome.REJECT,
    Proposal.UNKNOWN: DecisionOutcome.REJECT,
}


@frozen(kw_only=True)
class EnrollmentsRead:
    """What reading a file of enrollments did.

    Attributes:
        file: as the ledger has it.
        counts: how many enrollments of each kind.
        receipts: what receipts in the same file did; None where it has none.
        findings: what is strange about the file.
    """

    file: ReadFile
    counts: Mapping[EnrollmentKind, int]
    receipts: ReceiptsRead | None = None
    findings: Sequence[Finding] = field(default=(), repr=False)


@frozen(kw_only=True)
class Reviewed:
    """One enrollment beside the customer of its reference.

    Attributes:
        enrollment: as the ledger has it.
        customer: whose reference it is; None where nobody's, or more than one's.
        match: what is proposed, and why.
    """

    enrollment: Enrollment
    customer: RegisteredCustomer | None = field(repr=False)
    match: Match

    @property
    def record(self) -> EnrollmentRecord:
        """What the file says.

        Raises:
            ConfigError: if it was redacted.
        """
        if self.enrollment.record is None:
            raise ConfigError(catalogue.ENROLLMENT_REDACTED, enrollment=self.enrollment.id)
        return self.enrollment.record


@frozen(kw_only=True)
class Review:
    """A file of enrollments that is not answered, in parts.

    Attributes:
        file: which.
        new: what is to be decided, or was.
        deletions: who was switched off when it was read.
        confirmations: what confirms earlier answers of ours.
    """

    file: ReadFile
    new: Sequence[Reviewed]
    deletions: Sequence[Reviewed]
    confirmations: Sequence[Reviewed]


@frozen(kw_only=True)
class Shown:
    """All of one enrollment: the file above, the register below.

    Attributes:
        reviewed: with its customer and the proposal.
        address: which of the customer's addresses is compared, from 1; 0 where there is none.
        pairs: what both may say, differences marked; empty without a customer.
    """

    reviewed: Reviewed
    address: int = 0
    pairs: Sequence[FieldPair] = ()


@frozen(kw_only=True)
class Verdict:
    """What a person says of an enrollment.

    Attributes:
        outcome: accept or reject.
        error: why it is rejected; that it is a different person where None.
        reason: in the person's own words; where empty, the rule's, if the rule says the same.
    """

    outcome: DecisionOutcome
    error: AnswerError | None = None
    reason: str = ""


def read_enrollments(desk: Desk, path: Path) -> EnrollmentsRead:
    """Read a file of the incoming folder into the ledger; the same file twice is read once.

    Whoever asks for it is switched off at once, confirmations are taken note of, and receipts in
    the same file are entered as well.

    Raises:
        ConfigError: if there is no such file.
        BlockedError: if it is something else, or has an error; nothing is entered then.
    """
    place = located(desk, path)
    enrollments = enrollments_in(desk, place)
    if enrollments is None:
        raise other_kind(desk, place, desk.config.efaktura.enrollment)
    receipts = receipts_in(desk, place)
    expect_readable(enrollments, receipts)
    file = desk.ledger.enrollments.read(enrollments.incoming(desk.actor), enrollments.items)
    desk.observer.step(f"enrollments read: {place.name}")
    applied = None
    if receipts is not None and receipts.items:
        applied = apply_receipts(desk, receipts)
        desk.observer.step(f"receipts read: {place.name}")
    return EnrollmentsRead(
        file=file,
        counts=_counts(enrollments.items),
        receipts=applied,
        findings=enrollments.findings,
    )


def review(desk: Desk) -> Sequence[Review]:
    """Return the files that wait for an answer, each new enrollment with its proposal."""
    importer = desk.config.efaktura.enrollment
    return [
        _review(desk, desk.ledger.enrollments.of_file(each.id))
        for each in desk.ledger.enrollments.files(state=FileState.READ)
        if each.importer == importer
    ]


def answers_receipted(desk: Desk) -> Sequence[Transmission]:
    """Return the answers of ours that receipts have said something of, the oldest first."""
    return [
        each
        for each in desk.ledger.transmissions.listed()
        if each.kind is TransmissionKind.ANSWER and each.state is not SendingState.SENT
    ]


def show(desk: Desk, enrollment: int, *, address: int | None = None) -> Shown:
    """Return all of one enrollment, compared with one address of the customer.

    Args:
        desk: where.
        enrollment: its id.
        address: which address, from 1; the nearest where None.

    Raises:
        ConfigError: if the customer has no such address, or the enrollment was redacted.
        LedgerError: if there is no such enrollment.
    """
    [reviewed] = reviewed_of(desk, [desk.ledger.enrollments.get(enrollment)])
    record = reviewed.record
    if reviewed.customer is None:
        return Shown(reviewed=reviewed)
    customer = reviewed.customer.customer
    nearest = reviewed.match.nearest
    if address is None:
        address = 0 if nearest is None else nearest + 1
    elif not 1 <= address <= len(customer.addresses):
        raise ConfigError(
            catalogue.ENROLLMENT_NO_ADDRESS, address=address, count=len(customer.addresses)
        )
    pairs = matching.compare(record, customer, address=address - 1 if address else None)
    return Shown(reviewed=reviewed, address=address, pairs=pairs)


def decide(desk: Desk, enrollment: int, verdict: Verdict) -> Reviewed:
    """Record a decision with its reason and who took it; a later one counts instead.

    Raises:
        BlockedError: if it is accepted although no customer, or more than one, has the reference.
        ConfigError: if the rule proposes another, and no reason is given.
        LedgerError: if it is no new enrollment, or answered already.
    """
    [found] = reviewed_of(desk, [desk.ledger.enrollments.get(enrollment)])
    match, reason = found.match, mask_within(verdict.reason.strip())
    if verdict.outcome is DecisionOutcome.ACCEPT and match.proposal is Proposal.UNKNOWN:
        raise BlockedError(
            catalogue.ENROLLMENT_UNKNOWN_ACCEPTED,
            match.reasons,
            reference=repr(mask_within(found.record.reference)),
        )
    if not reason and _AGREES.get(match.proposal) is not verdict.outcome:
        raise ConfigError(catalogue.ENROLLMENT_NO_REASON, enrollment=enrollment)
    decision = Decision(
        outcome=verdict.outcome,
        code=_code(found, verdict),
        reason=reason or reasons_of(match, desk),
        proposal=match.proposal.value,
        actor=desk.actor,
    )
    [taken] = reviewed_of(desk, [desk.ledger.enrollments.decide(enrollment, decision)])
    return taken


def reviewed_of(desk: Desk, enrollments: Iterable[Enrollment]) -> Sequence[Reviewed]:
    """Return enrollments beside the customers that have their references now."""
    every = list(enrollments)
    references = {each.record.reference for each in every if each.record is not None}
    customers = desk.ledger.customers.by_references(references)
    return [_reviewed(each, customers) for each in every]


def reasons_of(match: Match, desk: Desk) -> str:
    """Return the reasons of a proposal as one text."""
    return " ".join(each.in_language(desk.language) for each in match.reasons)


def _code(found: Reviewed, verdict: Verdict) -> str:
    if verdict.outcome is DecisionOutcome.ACCEPT or found.enrollment.kind is not EnrollmentKind.NEW:
        return ""  # the ledger refuses to decide on anything but a new one
    return matching.reject(found.record, found.match, error=verdict.error).error_code


def _review(desk: Desk, found: EnrollmentFile) -> Review:
    parts: dict[EnrollmentKind, list[Reviewed]] = {kind: [] for kind in EnrollmentKind}
    for each in reviewed_of(desk, found.enrollments):
        parts[each.enrollment.kind].append(each)
    return Review(
        file=found.file,
        new=parts[EnrollmentKind.NEW],
        deletions=parts[EnrollmentKind.DELETION],
        confirmations=parts[EnrollmentKind.CONFIRMATION],
    )


def _reviewed(
    enrollment: Enrollment, customers: Mapping[str, Sequence[RegisteredCustomer]]
) -> Reviewed:
    record = enrollment.record
    if record is None:
        gone = Finding(
            severity=Severity.WARNING,
            text=catalogue.ENROLLMENT_REDACTED,
            values={"enrollment": enrollment.id},
        )
        return Reviewed(
            enrollment=enrollment, customer=None, match=Match(Proposal.UNKNOWN, (gone,))
        )
    found = customers.get(record.reference, ())
    if len(found) > 1:
        several = Finding(
            severity=Severity.WARNING,
            text=catalogue.ENROLLMENT_AMBIGUOUS,
            path=record.origin,
            values={"count": len(found), "reference": repr(mask_within(record.reference))},
        )
        match = Match(Proposal.UNKNOWN, (several,))
        return Reviewed(enrollment=enrollment, customer=None, match=match)
    customer = found[0] if found else None
    match = matching.propose(record, None if customer is None else customer.customer)
    return Reviewed(enrollment=enrollment, customer=customer, match=match)


def _counts(records: Iterable[EnrollmentRecord]) -> Mapping[EnrollmentKind, int]:
    counts = dict.fromkeys(EnrollmentKind, 0)
    for each in records:
        kind = EnrollmentKind.NEW if each.is_new else EnrollmentKind.CONFIRMATION
        counts[EnrollmentKind.DELETION if each.is_deletion else kind] += 1
    return counts
