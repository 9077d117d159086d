"""The exporter ``visma-factum``."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from importlib.resources import files

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.xml_writer import in_chunks
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.plugin.cells import refuse
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne_visma import factum_catalogue as catalogue
from fakturakjerne_visma.factum_amounts import vat_of_charge
from fakturakjerne_visma.factum_check import findings
from fakturakjerne_visma.factum_elements import BASIS, HEAD_ELEMENTS, LINE, LINES, ROOT
from fakturakjerne_visma.factum_options import FactumOptions
from fakturakjerne_visma.factum_preparation import Preparation, line_bytes
from fakturakjerne_visma.factum_totals import read_totals

SPEC = (
    SpecReference(
        document="FACTUM, fakturagrunnlag as XML, as a municipal booking system writes it",
        section="elements and their order, from files of its own making",
        trust="implementation",
    ),
)


class FactumExporter:
    """Writes collective invoices as FACTUM XML: one ``BkPffFakturagrunnlag`` each.

    The file has no order numbers; ``text = ["text", "period", "order"]`` lets the customer read it.

    Example:
        >>> exporter = FactumExporter()
        >>> batch = ExportBatch(
        ...     id="260302-1", today=date(2026, 3, 2), sequence=1, kind="external", items=()
        ... )
        >>> list(exporter.export(batch, FactumOptions(system_id="XY")))
        []
    """

    info = PluginInfo(
        name="visma-factum",
        title=Text(
            "factum.title",
            nb="FACTUM: fakturagrunnlag som XML",
            en="FACTUM: invoice bases as XML",
        ),
        item_type=InvoiceBasis,
        media_type="application/xml",
        encoding="iso-8859-1",
        spec=SPEC,
        amounts="net",
        texts=catalogue.TEXTS,
    )
    options_type = FactumOptions

    def check(self, batch: ExportBatch[InvoiceBasis], options: FactumOptions) -> Iterable[Finding]:
        """Say what will be refused, cut or replaced."""
        return findings(batch, options)

    def export(
        self, batch: ExportBatch[InvoiceBasis], options: FactumOptions
    ) -> Iterable[Document]:
        """Return one document, or none for a batch without items; it is made as it is read."""
        counted = _count(batch)
        if counted is None:
            return
        totals, orders, period = counted
        yield Document(
            name=f"{batch.kind}_{batch.today:%y%m%d}{batch.sequence}.xml",
            media_type=self.info.media_type,
            totals=totals,
            orders=orders,
            period=period,
            open=partial(_open, batch, options),
        )

    def read_totals(self, chunks: Iterable[bytes], options: FactumOptions) -> ControlTotals:  # noqa: ARG002 - the file itself says all that is needed
        """Parse the bytes again, without anything of what wrote them, and sum them.

        Raises:
            RecordError: if they are no FACTUM, or a line stands out of its order.
        """
        return read_totals(chunks)


def schema() -> bytes:
    """Return the project's own XSD of FACTUM.

    Example:
        >>> schema()[:5]
        b'<?xml'
    """
    return files("fakturakjerne_visma").joinpath("factum.xsd").read_bytes()


def _open(batch: ExportBatch[InvoiceBasis], options: FactumOptions) -> Iterator[bytes]:
    return in_chunks(_pieces(batch, options))


def _pieces(batch: ExportBatch[InvoiceBasis], options: FactumOptions) -> Iterator[bytes]:
    """Yield the document element by element; raises what check reports as an error."""
    preparation = Preparation(batch, options)
    refuse(preparation.constant_problems)
    yield preparation.writer.declaration + b"\n<%b>\n" % ROOT.encode()
    for basis in batch.items:
        yield from _basis(preparation, basis)
    yield b"</%b>" % ROOT.encode()


def _basis(preparation: Preparation, basis: InvoiceBasis) -> Iterator[bytes]:
    head = preparation.head(basis)
    refuse(head.problems)
    element = preparation.writer.element
    before = (element(name, head.values[name]) for name in HEAD_ELEMENTS)
    yield b"<%b>\n%b\n<%b>\n" % (BASIS.encode(), b"\n".join(before), LINES.encode())
    start, end = f"<{LINE}>\n".encode(), f"</{LINE}>\n".encode()
    number, first = 0, True
    for lease in basis.leases:
        for charge in lease.charges:
            if not charge.net:
                continue
            line = preparation.line(lease, charge, basis.number, first=first)
            refuse(line.problems)
            number += 1
            yield start + line_bytes(line, number) + end
        first = first and lease.is_free
    after = element("Systemid", head.values["Systemid"])
    yield b"</%b>\n%b\n</%b>\n" % (LINES.encode(), after, BASIS.encode())


def _count(
    batch: ExportBatch[InvoiceBasis],
) -> tuple[ControlTotals, Sequence[int], Period] | None:
    """Count and sum the items by themselves, with nothing of what prepares the elements."""
    orders: list[int | None] = []
    lines = net = 0
    vat: int | None = 0
    start, end = date.max, date.min
    for basis in batch.items:
        orders.append(basis.number)
        start, end = min(start, basis.period.start), max(end, basis.period.end)
        for lease in basis.leases:
            for charge in lease.charges:
                if charge.net:
                    lines += 1
                    net += charge.net
                    try:
                        own = vat_of_charge(charge)
                    except InvalidValueError:  # which check says, and writing refuses
                        own = None
                    vat = None if vat is None or own is None else vat + own
    if not orders:
        return None
    totals = ControlTotals(
        orders=len(orders),
        lines=lines,
        net=Ore(net),
        gross=None if vat is None else Ore(net + vat),
    )
    return totals, tuple(each for each in orders if each is not None), Period(start, end)
