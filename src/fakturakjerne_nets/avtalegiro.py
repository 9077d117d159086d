"""The exporter ``avtalegiro``: claims that banks draw, and claims that they no longer are to draw."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from attrs import define

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.fixedwidth import Column, Layout
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import CodecError, ColumnOverflowError, RecordError
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne_nets import catalogue, giro_catalogue, notice
from fakturakjerne_nets.avtalegiro_check import Checker
from fakturakjerne_nets.avtalegiro_options import AvtaleGiroOptions
from fakturakjerne_nets.giro_events import findings_of
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import (
    LENGTH,
    AvtaleGiroAssignmentStart,
    ClaimAmount,
    ClaimAssignmentEnd,
    ClaimReference,
    ClaimText,
    Record,
    TransmissionStart,
    date_digits,
)
from fakturakjerne_nets.shapes import Shape
from fakturakjerne_nets.transmission import Run, Transaction
from fakturakjerne_nets.writing import Outgoing, Rendered, write_transmission

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
_NOTIFIED: Final = "21"
_UNNOTIFIED: Final = "02"
_CANCELLED: Final = "93"
_Frame = tuple[bytes, bytes, bytes]
_Row = Callable[[tuple[bytes | int, ...]], bytes]
_CLAIMS: Final = "00"
_CANCELLATIONS: Final = "36"
_COLUMN: Final = notice.COLUMN
_SHORT_NAME: Final = ClaimReference.form.cells["short_name"].width


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
            transactions=_rendered(batch.items, cancels=kind == _CANCELLATIONS),
        )
        for place, (kind, counted) in enumerate(kinds)
        if counted
    ]
    return write_transmission(start, assignments, line_end=_LINE_ENDS[options.line_end])


def _rendered(claims: Iterable[Claim], *, cancels: bool) -> Iterator[Rendered]:
    """Yield the lines of the claims, or of the cancellations, numbered from 1."""
    kinds = (_CANCELLED,) if cancels else (_UNNOTIFIED, _NOTIFIED)
    writers = [_Writer(kind) for kind in kinds]
    number = 0
    for claim in claims:
        if claim.cancels is cancels:
            number += 1
            yield writers[0 if cancels else claim.bank_notice].claim(number, claim)


def records_of(claim: Claim, *, number: int, kind: str) -> tuple[Record, ...]:
    """Return the records of a claim: what the compiled rows must be equal to.

    Args:
        claim: of any kind.
        number: of the transaction.
        kind: 02, 21 or 93.
    """
    short_name = notice.latin(claim.payer_name)[:_SHORT_NAME].decode("iso-8859-1")
    texts = notice.parts(claim.lines) if kind == _NOTIFIED else ()
    return (
        ClaimAmount(
            type=kind,
            transaction=number,
            due_date=claim.due_date,
            amount=claim.amount,
            kid=claim.kid.text,
        ),
        ClaimReference(
            type=kind, transaction=number, short_name=short_name, reference=claim.reference
        ),
        *(
            ClaimText(
                type=kind,
                transaction=number,
                line_number=part.line,
                column=part.column,
                text=part.text.decode("iso-8859-1"),
            )
            for part in texts
        ),
    )


class _Writer:
    """Writes the records of one type; what the type binds is compiled once."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._both = _compiled(kind)
        self._frames = _frames() if kind == _NOTIFIED else ()
        self._days: dict[date, bytes] = {}

    def claim(self, number: int, claim: Claim) -> Rendered:
        """Return the records of a claim.

        Raises:
            CodecError: for what check reports as an error of width.
        """
        day = self._days.get(claim.due_date)
        if day is None:
            day = self._days[claim.due_date] = date_digits(claim.due_date).encode("ascii")
        name = notice.latin(claim.payer_name)[:_SHORT_NAME]
        reference = notice.latin(claim.reference)
        kid, amount = claim.kid.text.encode(), claim.amount
        try:
            both = self._both((number, amount, number, day, kid, name, reference))
            lines: tuple[bytes, ...] = (both[:LENGTH], both[LENGTH:])
        except ColumnOverflowError:
            records = records_of(claim, number=number, kind=self._kind)
            lines = tuple(record.write() for record in records)  # raises, and says where
        if self._frames and claim.lines:
            lines += self._texts(b"%07d" % number, claim.lines)
        return Rendered(number, lines, amount, claim.due_date)

    def _texts(self, number: bytes, lines: Sequence[str]) -> tuple[bytes, ...]:
        texts = []
        longest = 0
        for line, (left, right) in zip(lines, self._frames, strict=False):
            first, second = notice.halves(line)
            if first:
                texts.append(left[0] + number + left[1] + first.ljust(_COLUMN) + left[2])
            if second:
                texts.append(right[0] + number + right[1] + second.ljust(_COLUMN) + right[2])
                longest = max(longest, len(second))
        if longest > _COLUMN or len(lines) > notice.MOST_LINES:
            for trouble in notice.troubles(lines):
                raise CodecError(trouble.text, **trouble.values)
        return tuple(texts)


def _frames() -> tuple[tuple[_Frame, _Frame], ...]:
    """Return what stands around number and text in each line and column of a notice."""
    return tuple(
        (_frame(line, column=1), _frame(line, column=2)) for line in range(1, notice.MOST_LINES + 1)
    )


def _frame(line: int, *, column: int) -> _Frame:
    whole = ClaimText(type=_NOTIFIED, line_number=line, column=column).write()
    number, text = ClaimText.form.cells["transaction"], ClaimText.form.cells["text"]
    return whole[: number.start - 1], whole[number.end : text.start - 1], whole[text.end :]


def _compiled(kind: str) -> _Row:
    """Return what writes records 30 and 31 of one type: one formatting call for both."""
    forms = (ClaimAmount.form, ClaimReference.form)
    columns = [
        Column(f"{form.record}.{column.name}", column.width, column.kind)
        for form in forms
        for column in form.layout.columns
    ]
    given = (
        *("30.transaction", "30.amount", "31.transaction"),
        *("30.due_date", "30.kid", "31.short_name", "31.reference"),
    )
    constants = {
        f"{form.record}.{name}": form.fill[span]
        for form in forms
        for name, span in form.layout.spans.items()
    }
    keys = {f"{form.record}.key": f"NY21{kind}{form.record}".encode("ascii") for form in forms}
    layout = Layout("Claim", tuple(columns), length=2 * LENGTH, source="5.1 (AG)", trust="official")
    return layout.writer(
        numbers=given[:3],
        texts=given[3:],
        constants={name: fill for name, fill in (constants | keys).items() if name not in given},
    ).row
