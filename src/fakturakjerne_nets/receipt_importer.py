"""The importer ``efaktura-receipt``: what became of the transmissions that we sent."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.efaktura_receipt import (
    NO_ERROR,
    AssignmentReceipt,
    AssignmentStatus,
    EfakturaReceipt,
    InvoiceReceipt,
    ReceiptStage,
    TransmissionReceipt,
    TransmissionStatus,
)
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.money import Ore
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne.plugin.options import option
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets import error_codes
from fakturakjerne_nets.incoming import RECEIPT, Whose, recognized
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import (
    EfakturaAgreement,
    EfakturaAmount,
    Level,
    Place,
    ReceiptedAssignmentStart,
    ReceiptEnd,
    ReceiptStart,
    Record,
    RejectedInvoice,
    ShownTotals,
    TransmissionStart,
)
from fakturakjerne_nets.records.cells import Raw
from fakturakjerne_nets.transmission import Closed, Event, Opened, Run, Transaction

SPEC: Final = (
    SpecReference(
        document="eFaktura kvitteringer i BBS-format",
        version="1.10, November 2013 (its change log)",
        section="status of 63, counts of 68, account of 64",
        trust="vendor",
    ),
    SpecReference(
        document="leiebasen (kyegil), a landlord's reader of service 42",
        version="2017",
        section="records 63-68 and the table of error codes",
        trust="implementation",
    ),
    SpecReference(
        document="Fillers of records 63-68, the sum of accepted invoices (64, positions 48-64)",
        trust="inferred",
    ),
)
_STAGES: Final = {"04": ReceiptStage.RECEIVED, "05": ReceiptStage.PROCESSED}


@frozen(kw_only=True)
class ReceiptImportOptions:
    """Options of ``efaktura-receipt``.

    Example:
        >>> ReceiptImportOptions(issuer="NOR974760673-1").name
        ''
    """

    issuer: str = option(
        nb="Referanse fakturautsteder; kvitteringer for andre meldes og tas ikke med. Tomt: alle.",
        en="The issuer's reference; receipts of others are reported and left. Empty: all.",
        default="",
    )
    name: str = option(nb="Filens navn.", en="The file's name.", default="")


class ReceiptImporter:
    """Reads receipts: of a transmission, its assignments and their rejected invoices, in that order.

    A receipt is held until its end is read, as that says what its start does not; it names rejected
    invoices only.  What the error codes mean is among ``info.texts``, as ``nets.code-529``.

    Example:
        >>> [read] = ReceiptImporter().read([], ReceiptImportOptions())
        >>> read.item, read.findings[0].message
        (None, 'The file has no record (Nets 565).')
    """

    info = PluginInfo(
        name="efaktura-receipt",
        title=Text(
            "efaktura.title-receipt",
            nb="eFaktura: kvitteringer fra Nets",
            en="eFaktura: receipts from Nets",
        ),
        item_type=EfakturaReceipt,  # type: ignore[arg-type]  # a union; isinstance takes it
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        amounts="gross",
        texts={**catalogue.TEXTS, **error_codes.TEXTS},
    )
    options_type = ReceiptImportOptions

    def recognize(self, head: bytes, *, name: str) -> bool:  # noqa: ARG002 - the file has no name of its own
        """Whether it is a transmission from Nets that holds, or may go on to hold, receipts."""
        return recognized(head, keys=RECEIPT, from_nets=True)

    def read(
        self, chunks: Iterable[bytes], options: ReceiptImportOptions
    ) -> Iterator[Read[EfakturaReceipt]]:
        """Yield the receipts, and what is wrong with the file."""
        reader = _Reader(options)
        for event in read_transmission(chunks, name=options.name):
            yield from reader.event(event)


class _Reader:
    """Holds the receipt that is being read; its first places are for the starts."""

    def __init__(self, options: ReceiptImportOptions) -> None:
        self._name = options.name
        self._whose = Whose(
            importer=ReceiptImporter.info.name, issuer=options.issuer, name=options.name
        )
        self._start: ReceiptStart | None = None
        self._assignment: ReceiptedAssignmentStart | None = None
        self._held: list[Read[EfakturaReceipt]] = []
        self._inner: list[Read[EfakturaReceipt]] = []

    def event(self, event: Event) -> Iterator[Read[EfakturaReceipt]]:
        start, assignment = self._start, self._assignment
        match event:
            case Opened():
                yield from _said((*event.findings, *self._opened(event)))
            case Transaction():
                if start is not None and assignment is not None:
                    self._inner += self._rejected(event, start, assignment)
            case Closed(level=Level.RECEIPTED_ASSIGNMENT) if start is not None and assignment:
                item = _assignment_receipt(
                    start, assignment, event.record, self._origin(assignment)
                )
                self._held += [*item, *self._inner, *_said(event.findings)]
                self._inner, self._assignment = [], None
            case Closed(level=Level.RECEIPT) if start is not None:
                yield from _transmission_receipt(start, event.record, self._origin(start))
                yield from (*self._held, *_said(event.findings))
                self._held, self._start = [], None
            case _:
                yield from _said(() if isinstance(event, Run) else event.findings)

    def _opened(self, opened: Opened) -> tuple[Finding, ...]:
        record = opened.record
        if isinstance(record, TransmissionStart):
            return self._whose.foreign(record, line=opened.line)
        if isinstance(record, ReceiptStart):
            left = self._whose.stranger(opened, issuer=record.issuer)
            if left or not self._whose.is_from_nets:
                return left
            problem = self._status(TransmissionStatus, record)
            self._start = None if problem else record
            return problem
        if isinstance(record, ReceiptedAssignmentStart):
            if self._start is None:
                return ()
            problem = self._status(AssignmentStatus, record)
            self._assignment = None if problem else record
            return problem
        return self._whose.others(opened)

    def _status(
        self,
        kinds: type[TransmissionStatus] | type[AssignmentStatus],
        record: ReceiptStart | ReceiptedAssignmentStart,
    ) -> tuple[Finding, ...]:
        """Say that nobody knows a status; nothing where it is known."""
        known = [kind.value for kind in kinds]
        if record.status in known:
            return ()
        return (
            Place(record.line, record.raw, self._name).finding(
                catalogue.VALUE_UNKNOWN,
                cell=record.form.cells["status"],
                column="status",
                found=record.status,
                known=", ".join(map(str, known)),
            ),
        )

    def _rejected(
        self,
        transaction: Transaction,
        start: ReceiptStart,
        assignment: ReceiptedAssignmentStart,
    ) -> Iterator[Read[EfakturaReceipt]]:
        """Yield a receipt for each reason why an invoice was rejected."""
        reasons = transaction.every(RejectedInvoice)
        if not reasons:
            first = transaction.records[0]
            missing = Place(transaction.line, first.raw, self._name).finding(
                catalogue.RECORD_MISSING,
                nets="568",
                transaction=transaction.number,
                record=RejectedInvoice.form.record,
            )
            yield Read(None, (*transaction.findings, missing))
        amount, shown = transaction.first(EfakturaAmount), transaction.first(ShownTotals)
        agreement = transaction.first(EfakturaAgreement)
        findings = transaction.findings
        for reason in reasons:
            item = InvoiceReceipt(
                transmission=start.transmission,
                assignment=assignment.assignment,
                transaction=transaction.number,
                kid=amount.kid if amount else "",
                amount=Ore(getattr(amount or shown, "amount", None) or 0),
                due_date=getattr(amount or shown, "due_date", None),
                reference=agreement.reference if agreement else "",
                error_code=reason.error_code or NO_ERROR,
                error_reference=reason.error_reference,
                unknown=_gaps(reason),
                origin=self._origin(reason),
            )
            yield Read(item, findings)
            findings = ()

    def _origin(self, record: Record) -> str:
        return Place(record.line, b"", self._name).path()


def _said(findings: tuple[Finding, ...]) -> tuple[Read[EfakturaReceipt], ...]:
    return (Read(None, findings),) if findings else ()


def _transmission_receipt(
    start: ReceiptStart, end: Record | None, origin: str
) -> Iterator[Read[EfakturaReceipt]]:
    counted = end.assignments if isinstance(end, ReceiptEnd) else 0
    yield Read(
        TransmissionReceipt(
            stage=_STAGES[start.type],
            sender=int(start.sender) if start.sender.isdecimal() else 0,
            transmission=start.transmission,
            issuer=start.issuer,
            status=TransmissionStatus(start.status),
            error_code=start.error_code or NO_ERROR,
            assignments=counted,
            unknown={**_gaps(start), **_gaps(end)},
            origin=origin,
        )
    )


def _assignment_receipt(
    start: ReceiptStart,
    assignment: ReceiptedAssignmentStart,
    end: Record | None,
    origin: str,
) -> Iterator[Read[EfakturaReceipt]]:
    amount = int(assignment.raw_48) if assignment.raw_48.isdigit() else 0
    gaps = _gaps(assignment)
    if amount:
        del gaps["64.48"]
    yield Read(
        AssignmentReceipt(
            transmission=start.transmission,
            assignment=assignment.assignment,
            account=assignment.account,
            status=AssignmentStatus(assignment.status),
            error_code=assignment.error_code or NO_ERROR,
            accepted=assignment.accepted,
            rejected=assignment.rejected,
            amount=Ore(amount) if amount else None,
            unknown={**gaps, **_gaps(end)},
            origin=origin,
        )
    )


def _gaps(record: Record | None) -> dict[str, str]:
    """Return what stands in columns that nobody explains, where it is more than their filler."""
    if record is None:
        return {}
    return {
        f"{record.form.record}.{cell.start}": getattr(record, name).decode("iso-8859-1")
        for name, cell in record.form.cells.items()
        if isinstance(cell, Raw) and getattr(record, name) != b"0" * cell.width
    }
