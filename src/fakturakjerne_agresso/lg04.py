"""The exporter ``agresso-lg04``."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.fixedwidth import chunks_of
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import CodecError
from fakturakjerne.plugin.cells import refuse
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne.plugin.lease_texts import texts_of
from fakturakjerne_agresso import catalogue
from fakturakjerne_agresso.check import Checker
from fakturakjerne_agresso.options import Lg04Options
from fakturakjerne_agresso.preparation import Preparation
from fakturakjerne_agresso.totals import read_totals

SPEC = (
    SpecReference(
        document="LG04, field table of Unit4's as Saxony's shop publishes it",
        version="5.5",
        section="98 columns with types, positions and row flags",
        trust="implementation",
    ),
    SpecReference(
        document="LG04 Batch innlesing salgsordre, fullt format, as a municipal system writes it",
        version="5.3",
        section="93 columns, 1905 bytes",
        trust="implementation",
    ),
)


class Lg04Exporter:
    """Writes collective invoices as sales orders for Agresso: a header, lines, texts.

    Example:
        >>> exporter = Lg04Exporter()
        >>> batch = ExportBatch(
        ...     id="260302-1", today=date(2026, 3, 2), sequence=1, kind="external", items=()
        ... )
        >>> list(exporter.export(batch, Lg04Options(layout="5.3", client="XY")))
        []
    """

    info = PluginInfo(
        name="agresso-lg04",
        title=Text(
            "lg04.title",
            nb="Agresso/Unit4 LG04, salgsordrer (5.3 og 5.5)",
            en="Agresso/Unit4 LG04, sales orders (5.3 and 5.5)",
        ),
        item_type=InvoiceBasis,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        amounts="net",
        texts=catalogue.TEXTS,
    )
    options_type = Lg04Options

    def check(self, batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> Iterable[Finding]:
        """Say what will be refused, cut or replaced."""
        return Checker(batch, options).findings()

    def export(self, batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> Iterable[Document]:
        """Return one document, or none for a batch without items; rows are made as it is read."""
        counted = _count(batch, options)
        if counted is None:
            return
        totals, orders, period = counted
        yield Document(
            name=f"{batch.kind}_{batch.today:%y%m%d}{batch.sequence}.txt",
            media_type=self.info.media_type,
            totals=totals,
            orders=orders,
            period=period,
            open=partial(_open, batch, options),
        )

    def read_totals(self, chunks: Iterable[bytes], options: Lg04Options) -> ControlTotals:
        """Parse the bytes again with nothing but the layout, and sum them.

        Raises:
            RecordError: if the bytes are not rows of that layout in the order H, L, T.
        """
        return read_totals(chunks, options.columns)


def _open(batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> Iterator[bytes]:
    return chunks_of(_rows(batch, options), end=options.line_end, final_end=options.final_newline)


def _rows(batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> Iterator[bytes]:
    writer = _Rows(batch, options)
    for basis in batch.items:
        yield from writer.order(basis)


class _Rows:
    """Makes the rows of one batch; raises what check reports as an error."""

    def __init__(self, batch: ExportBatch[InvoiceBasis], options: Lg04Options) -> None:
        self._preparation = preparation = Preparation(batch, options)
        for rows in "HLT":
            for cell in preparation.constants(rows).values():
                refuse(cell.problems)
        self._header_row = preparation.writer("H").row
        self._line_row = preparation.writer("L").row
        self._text_row = preparation.writer("T").row

    def order(self, basis: InvoiceBasis) -> Iterator[bytes]:
        preparation, lines = self._preparation, self._preparation.lines
        line_row, text_row = self._line_row, self._text_row
        header = preparation.header(basis)
        refuse(header.problems)
        number, period = header.values[0], preparation.period_of(basis)
        yield self._header_row(header.values)
        line_no, most = 0, preparation.most_lines
        for lease in basis.leases:
            if lease.is_free:
                continue
            texts = lines.texts(lease)
            for cell in texts:
                if cell.problems:
                    refuse(cell.problems)
            for charge in lease.charges:
                if not charge.net:
                    continue
                line = lines.line(lease, charge, period)
                if line.problems:
                    refuse(line.problems)
                line_no += 1
                if line_no > most:
                    raise CodecError(catalogue.TOO_MANY_LINES, lines=line_no, most=most)
                yield line_row((line_no, number, *line.values))
                for sequence, cell in enumerate(texts, start=1):
                    yield text_row((line_no, number, sequence, cell.data))


def _count(
    batch: ExportBatch[InvoiceBasis], options: Lg04Options
) -> tuple[ControlTotals, Sequence[int], Period] | None:
    """Count and sum the items by themselves, with nothing of what prepares the rows."""
    orders: list[int | None] = []
    lines = texts = net = 0
    start, end = date.max, date.min
    others = tuple(source for source in options.text_rows if source != "period")
    periods = len(options.text_rows) - len(others)
    for basis in batch.items:
        orders.append(basis.number)
        start, end = min(start, basis.period.start), max(end, basis.period.end)
        for lease in basis.leases:
            amounts = [charge.net for charge in lease.charges if charge.net]
            lines += len(amounts)
            net += sum(amounts)
            rows = periods + len(texts_of(lease, others)) if others else periods
            texts += len(amounts) * rows
    if not orders:
        return None
    numbers = tuple(number for number in orders if number is not None)
    totals = ControlTotals(
        orders=len(orders),
        lines=lines,
        texts=texts,
        net=Ore(net),
        first_order=min(numbers, default=None),
        last_order=max(numbers, default=None),
    )
    return totals, numbers, Period(start, end)
