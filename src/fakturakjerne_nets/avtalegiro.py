"""The exporter ``avtalegiro``: claims that banks draw, and claims that they no longer are to draw."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final

from attrs import define

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import RecordError
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne_nets import catalogue, giro_catalogue, notice
from fakturakjerne_nets.avtalegiro_check import Checker
from fakturakjerne_nets.avtalegiro_options import AvtaleGiroOptions
from fakturakjerne_nets.claim_rows import claim_rows
from fakturakjerne_nets.giro_events import findings_of
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import (
    AvtaleGiroAssignmentStart,
    ClaimAmount,
    ClaimAssignmentEnd,
    ClaimReference,
    ClaimText,
    TransmissionStart,
)
from fakturakjerne_nets.shapes import Shape
from fakturakjerne_nets.transmission import Run, Transaction
from fakturakjerne_nets.writing import Outgoing, write_transmission

SPEC: Final = (
    SpecReference(
        document="AvtaleGiro systemspesifikasjon (Nets)",
        version="3.3, November 2016",
        section="betalingskrav, sletteanmodninger",
        trust="vendor",
    ),
    SpecReference(
        document="python-netsgiro; Norges Bank, Settlement days",
        version="2.0.1; 2017",
        section="lead times; closed days",
        trust="implementation",
    ),
)
_LINE_ENDS: Final = {"crlf": b"\r\n", "lf": b"\n"}
_SHAPE: Final = Shape((ClaimAmount, ClaimReference))
_CLAIMS: Final = "00"
_CANCELLATIONS: Final = "36"


class AvtaleGiroExporter:
    """Writes claims and cancellations, each in an assignment of its own, in one transmission.

    A cancellation repeats the claim, as the specification asks for; only the type differs.  The
    totals count claims and cancellations alike, as the file itself does.

    Example:
        >>> from fakturakjerne.domain.kid import Kid
        >>> claim = Claim(kid=Kid("123456782"), due_date=date(2026, 3, 16), amount=Ore(12500))
        >>> batch = ExportBatch(
        ...     id="260302-1", today=date(2026, 3, 2), sequence=1, kind="all", items=[claim]
        ... )
        >>> options = AvtaleGiroOptions(sender="10200", account="12345678903")
        >>> [document] = AvtaleGiroExporter().export(batch, options)
        >>> document.name, b"".join(document.open()).splitlines()[2][:49]
        ('avtalegiro_20260302_1.txt', b'NY2102300000001160326           00000000000012500')
    """

    info = PluginInfo(
        name="avtalegiro",
        title=Text("giro.title-claims", nb="AvtaleGiro, betalingskrav", en="AvtaleGiro, claims"),
        item_type=Claim,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        amounts="gross",
        texts={**catalogue.TEXTS, **giro_catalogue.TEXTS},
    )
    options_type = AvtaleGiroOptions

    def check(self, batch: ExportBatch[Claim], options: AvtaleGiroOptions) -> Iterable[Finding]:
        """Say what Nets would refuse, and what will be written otherwise."""
        return Checker(batch, options).findings()

    def export(self, batch: ExportBatch[Claim], options: AvtaleGiroOptions) -> Iterable[Document]:
        """Return one document, none for a batch without items; lines are made as they are read."""
        count = _Count()
        for claim in batch.items:
            count.add(claim)
        if count.first is None or count.last is None:
            return
        yield Document(
            name=options.name.render(
                today=batch.today, sequence=batch.sequence, kind=batch.kind, batch=batch.id
            ),
            media_type=self.info.media_type,
            totals=count.totals(),
            orders=(),
            period=Period(count.first, count.last),
            open=partial(_open, batch, options, count),
        )

    def read_totals(self, chunks: Iterable[bytes], options: AvtaleGiroOptions) -> ControlTotals:  # noqa: ARG002 - the file says all
        """Parse the bytes again with nothing but the layouts, and sum them.

        Raises:
            RecordError: if anything in the bytes is not as it should be, counts and sums included.
        """
        lines = texts = amount = 0
        for event in read_transmission(chunks, shapes=[_SHAPE]):
            for finding in findings_of(event):
                raise RecordError(
                    giro_catalogue.READ_BACK,
                    detail_nb=f"{finding.path}: {finding.in_language('nb')}",
                    detail_en=f"{finding.path}: {finding.message}",
                )
            if isinstance(event, Run):
                lines += len(event.rows)
                amount += sum(int(row[_SHAPE.amount]) for row in event.rows)
            elif isinstance(event, Transaction):
                lines += 1
                texts += len(event.every(ClaimText))
                amount += sum(record.amount for record in event.every(ClaimAmount))
        return ControlTotals(orders=None, lines=lines, texts=texts, gross=Ore(amount))


@define
class _Count:
    """What a batch holds."""

    claims: int = 0
    cancellations: int = 0
    texts: int = 0
    amount: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, claim: Claim) -> None:
        if claim.cancels:
            self.cancellations += 1
        else:
            self.claims += 1
            if claim.bank_notice and claim.lines:
                for line in claim.lines:
                    first, second = notice.halves(line)
                    self.texts += bool(first) + bool(second)
        self.amount += claim.amount
        due = claim.due_date
        if self.first is None or due < self.first:
            self.first = due
        if self.last is None or due > self.last:
            self.last = due

    def totals(self) -> ControlTotals:
        return ControlTotals(
            orders=None,
            lines=self.claims + self.cancellations,
            texts=self.texts,
            gross=Ore(self.amount),
        )


def _open(batch: ExportBatch[Claim], options: AvtaleGiroOptions, count: _Count) -> Iterator[bytes]:
    """Yield the bytes of the transmission."""
    today = batch.today
    start = TransmissionStart(
        sender=options.sender,
        number=options.transmission or int(f"{today:%m%d}{batch.sequence:03}"),
    )
    first = options.assignment or int(f"{today:%m%d}{today.year % 10}{2 * batch.sequence - 1:02}")
    kinds = [(_CLAIMS, count.claims), (_CANCELLATIONS, count.cancellations)]
    assignments = [
        Outgoing(
            start=AvtaleGiroAssignmentStart(
                type=kind, assignment=first + place, account=options.account
            ),
            end=ClaimAssignmentEnd,
            transactions=claim_rows(batch.items, cancels=kind == _CANCELLATIONS),
        )
        for place, (kind, counted) in enumerate(kinds)
        if counted
    ]
    return write_transmission(start, assignments, line_end=_LINE_ENDS[options.line_end])
