"""Receipts: what became of what was sent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.efaktura_receipt import (
    AssignmentReceipt,
    EfakturaReceipt,
    TransmissionReceipt,
    TransmissionStatus,
)
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.ledger.enrollment_records import FileState
from fakturakjerne.ledger.invoice_records import (
    Applied,
    Outcome,
    SendingState,
    Transmission,
    TransmissionKind,
)
from fakturakjerne.workflow.bank_files import (
    BankFile,
    enrollments_in,
    expect_readable,
    located,
    other_kind,
    receipts_in,
)
from fakturakjerne.workflow.desk import Desk
from fakturakjerne.workflow.shelving import put_away

_DUPLICATE: Final = "529"
_STATES: Final = {
    TransmissionStatus.RECEIVED: SendingState.RECEIVED,
    TransmissionStatus.PROCESSED: SendingState.ACCEPTED,
    TransmissionStatus.REJECTED: SendingState.REJECTED,
}


@frozen(kw_only=True)
class ReceiptsRead:
    """What reading receipts did.

    Attributes:
        name: of the file.
        count: how many receipts it holds.
        applied: what they changed in the ledger.
        findings: what a person should know: rejections with their reasons, and what is strange.
        waiting: how many new enrollments of the file wait for an answer, which keeps it in its
            place.
        moved: where the file lies now; None where it did not move.
    """

    name: str
    count: int
    applied: Applied
    findings: Sequence[Finding] = field(default=(), repr=False)
    waiting: int = 0
    moved: Path | None = None


def read_receipts(desk: Desk, path: Path) -> ReceiptsRead:
    """Read a file of receipts into the ledger, and move it to the folder of read files.

    Enrollments in the same file are read too: confirmations tick their customers for eFaktura.  A
    file with new enrollments stays until they are answered.

    Raises:
        ConfigError: if there is no such file.
        BlockedError: if it is something else, or has an error; nothing is entered then.
        OutsideError: if it cannot be moved.
    """
    place = located(desk, path)
    receipts = receipts_in(desk, place)
    if receipts is None:
        raise other_kind(desk, place, desk.config.efaktura.receipt)
    enrollments = enrollments_in(desk, place)
    expect_readable(receipts, enrollments)
    waiting, files = 0, []
    if enrollments is not None and enrollments.items:
        file = desk.ledger.enrollments.read(enrollments.incoming(desk.actor), enrollments.items)
        desk.observer.step(f"enrollments read: {place.name}")
        files.append(file)
        if file.state is FileState.READ:
            waiting = sum(each.is_new for each in enrollments.items)
    done = apply_receipts(desk, receipts)
    desk.observer.step(f"receipts read: {place.name}")
    if waiting:
        return evolve(done, waiting=waiting)
    files.append(desk.ledger.enrollments.of_file(done.applied.file).file)
    moved = [put_away(desk, each) for each in files]  # one file, in the ledger for each importer
    return evolve(done, moved=moved[0] or moved[-1])


def apply_receipts(desk: Desk, file: BankFile) -> ReceiptsRead:
    """Enter receipts that were read; the same file twice changes nothing."""
    receipts: Sequence[EfakturaReceipt] = file.items
    texts = file.importer.info.texts
    outcomes = [_outcome(each) for each in receipts if each.error_code != _DUPLICATE]
    applied = desk.ledger.invoices.apply(file.incoming(desk.actor), outcomes)
    findings = (
        *file.findings,
        *_duplicates(receipts),
        *_rejected_invoices(desk, applied, texts),
        *(_rejected(each, texts) for each in applied.rejected_transmissions),
        *(_unmatched(each) for each in applied.unmatched),
    )
    return ReceiptsRead(
        name=file.path.name, count=len(receipts), applied=applied, findings=findings
    )


def meaning_of(code: str, texts: Mapping[str, Text], language: str) -> str:
    """Return what an error code means, as the importer's own catalogue says it."""
    found = [text for name, text in texts.items() if name.endswith(f".code-{code}")]
    chosen = found[0] if found else catalogue.RECEIPT_NO_MEANING
    return chosen.render("nb" if language == "nb" else "en", {}).rstrip(".")


def _outcome(receipt: EfakturaReceipt) -> Outcome:
    if isinstance(receipt, TransmissionReceipt):
        return Outcome(
            transmission=receipt.transmission,
            state=_STATES[receipt.status],
            code=receipt.error_code if receipt.is_rejected else "",
        )
    if isinstance(receipt, AssignmentReceipt):
        state = SendingState.REJECTED if receipt.is_rejected else SendingState.ACCEPTED
        return Outcome(
            transmission=receipt.transmission,
            assignment=receipt.assignment,
            state=state,
            code=receipt.error_code if receipt.is_rejected else "",
        )
    return Outcome(
        transmission=receipt.transmission,
        assignment=receipt.assignment,
        transaction=receipt.transaction,
        kid=receipt.kid,
        state=SendingState.REJECTED,
        code=receipt.error_code,
        reference=receipt.error_reference,
    )


def _duplicates(receipts: Iterable[EfakturaReceipt]) -> Iterator[Finding]:
    for each in receipts:
        if each.error_code == _DUPLICATE:
            yield _told(
                Severity.WARNING,
                catalogue.RECEIPT_DUPLICATE,
                path=each.origin,
                number=each.transmission,
                code=each.error_code,
            )


def _rejected_invoices(
    desk: Desk, applied: Applied, texts: Mapping[str, Text]
) -> Iterator[Finding]:
    """Yield a finding for each invoice that was rejected by itself or with its assignment."""
    whole = {each.id for each in applied.rejected_transmissions}
    for number in applied.rejected:
        last = desk.ledger.invoices.sendings(number)[-1]
        if last.transmission not in whole:
            yield _with_meaning(
                catalogue.RECEIPT_REJECTED, texts, path=number, invoice=number, code=last.code
            )


def _rejected(made: Transmission, texts: Mapping[str, Text]) -> Finding:
    if made.kind is TransmissionKind.ANSWER:
        return _told(
            Severity.WARNING,
            catalogue.ANSWER_REJECTED,
            path=made.name,
            file=made.name,
            number=made.number,
            code=made.code,
        )
    return _with_meaning(
        catalogue.RECEIPT_TRANSMISSION, texts, path=made.name, number=made.number, code=made.code
    )


def _with_meaning(
    text: Text, texts: Mapping[str, Text], *, path: str, code: str, **values: object
) -> Finding:
    """Return a finding that says what a code means, in each language in its own words."""
    meanings = {f"meaning_{each}": meaning_of(code, texts, each) for each in ("nb", "en")}
    return _told(Severity.WARNING, text, path=path, code=code or "-", **values, **meanings)


def _unmatched(outcome: Outcome) -> Finding:
    return _told(
        Severity.WARNING,
        catalogue.RECEIPT_UNMATCHED,
        path="",
        transmission=outcome.transmission,
        assignment="-" if outcome.assignment is None else outcome.assignment,
        transaction="-" if outcome.transaction is None else outcome.transaction,
    )


def _told(severity: Severity, text: Text, *, path: str, **values: object) -> Finding:
    return Finding(severity=severity, text=text, path=path, values=values)
