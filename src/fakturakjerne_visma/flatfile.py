"""The exporter ``visma-fakturering``."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.customer import Customer
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.errors import CodecError
from fakturakjerne.plugin.cells import refuse
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne_visma import catalogue
from fakturakjerne_visma.check import Checker, crowd, too_many
from fakturakjerne_visma.counting import count
from fakturakjerne_visma.numbering import MOST_LINES, Numbering
from fakturakjerne_visma.options import VismaOptions
from fakturakjerne_visma.preparation import Party, Preparation
from fakturakjerne_visma.totals import read_totals

SPEC = (
    SpecReference(
        document="KommFakt / Visma Unique: the vendor's text, quoted by two public projects",
        version="standard",
        section="ST 62, FL 163, LT 74, SL 10",
        trust="vendor",
    ),
    SpecReference(
        document="Visma Enterprise Fakturering: the vendor's text, quoted by one public project",
        version="2014.1.04, extended (U)",
        section="ST 63, FL 397",
        trust="vendor",
    ),
)

_LINES_A_CHUNK: Final = 400
_NUMBERS: Final = tuple(b"%02d" % number for number in range(MOST_LINES + 1))


class VismaExporter:
    """Writes collective invoices as fakturagrunnlag for Visma: ST, lines with their texts, SL.

    A batch is one document; with ``on_overflow = "split"`` it may be more, see
    :mod:`fakturakjerne_visma.numbering`.

    Example:
        >>> from datetime import date
        >>> exporter = VismaExporter()
        >>> batch = ExportBatch(
        ...     id="260302-1", today=date(2026, 3, 2), sequence=1, kind="external", items=()
        ... )
        >>> list(exporter.export(batch, VismaOptions(amounts="net", customer_number="id")))
        []
    """

    info = PluginInfo(
        name="visma-fakturering",
        title=Text(
            "visma.title",
            nb="Visma Enterprise Fakturering, fakturagrunnlag via fil (standard og utvidet)",
            en="Visma Enterprise Fakturering, flat file (standard and extended)",
        ),
        item_type=InvoiceBasis,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        amounts="either",
        texts=catalogue.TEXTS,
    )
    options_type = VismaOptions

    def check(self, batch: ExportBatch[InvoiceBasis], options: VismaOptions) -> Iterable[Finding]:
        """Say what will be refused, cut, replaced or written otherwise."""
        return Checker(batch, options).findings()

    def export(self, batch: ExportBatch[InvoiceBasis], options: VismaOptions) -> Iterable[Document]:
        """Return the documents, none for a batch without items; lines are made as they are read."""
        for number, counted in enumerate(count(batch, options)):
            more = f"_{number + 1}" if number else ""
            yield Document(
                name=f"{batch.kind}_{batch.today:%y%m%d}{batch.sequence}{more}.txt",
                media_type=self.info.media_type,
                totals=counted.totals,
                orders=counted.orders,
                period=counted.period,
                open=partial(_open, batch, options, number),
            )

    def read_totals(self, chunks: Iterable[bytes], options: VismaOptions) -> ControlTotals:
        """Parse the bytes again with nothing but the layout, and sum them.

        Orders are told apart by ORDREREF; the standard format has none, and its bytes do not know
        how many orders there are.

        Raises:
            RecordError: if the bytes are not such a file, or SL, a running number or a price
                contradicts the rest.
        """
        return read_totals(chunks, options)


def _open(
    batch: ExportBatch[InvoiceBasis], options: VismaOptions, document: int
) -> Iterator[bytes]:
    """Yield the bytes of one of the documents, some hundred lines at a time."""
    writer = _Writer(batch, options, document=document)
    yield writer.start()
    block: list[bytes] = []
    for basis in batch.items:
        block += writer.order(basis)
        if len(block) > _LINES_A_CHUNK:
            yield b"".join(block)
            block = []
    yield b"".join((*block, writer.end()))


class _Writer:
    """Makes the records of one document; raises what check reports as an error."""

    def __init__(
        self, batch: ExportBatch[InvoiceBasis], options: VismaOptions, *, document: int
    ) -> None:
        self._options = options
        self._document = document
        self._preparation = Preparation(batch, options)
        self._splits = options.on_overflow == "split"
        self._numbering = Numbering(split=self._splits)
        self._records = 1
        refuse(self._preparation.reference.problems)

    def start(self) -> bytes:
        return self._preparation.start() + self._options.line_end

    def end(self) -> bytes:
        last = self._preparation.end(self._records + 1)
        return last + self._options.line_end if self._options.final_newline else last

    def order(self, basis: InvoiceBasis) -> list[bytes]:
        """Return the lines of an order if it stands in this document, each with its texts."""
        if not self._splits:
            return self._lines(basis)
        keys = self._keys(basis)
        document = self._numbering.document(keys)
        if document == self._document:
            return self._lines(basis)
        for key in keys:
            if self._numbering.number(key, document) is None:
                raise self._crowded(key)
        return []

    def _lines(self, basis: InvoiceBasis) -> list[bytes]:
        prepared, document = self._preparation.lines, self._document
        line_of, texts_after = prepared.line, prepared.texts.following
        number_of = self._numbering.number
        written: list[bytes] = []
        records = 0
        customer: Customer | None = None
        party: Party | None = None
        for lease in basis.leases:
            for charge in lease.charges:
                if not charge.net:
                    continue
                if party is None or lease.customer is not customer:
                    customer = lease.customer
                    party = self._party(customer, basis)
                line = line_of(lease, charge)
                others = texts_after(lease, charge, len(line.texts))
                if line.problems or others.problems:
                    refuse(line.problems + others.problems)
                key = party.number + line.key
                number = number_of(key, document)
                if number is None:
                    raise self._crowded(key)
                running = _NUMBERS[number]
                text_key = b"LT" + key + running
                texts = line.texts + others.records
                records += len(texts)
                parts = (
                    party.head,
                    line.key,
                    running,
                    line.amounts,
                    party.middle,
                    line.tail,
                    party.tail,
                    text_key.join(texts),
                )
                written.append(b"".join(parts))
        self._records += records
        return written

    def _keys(self, basis: InvoiceBasis) -> list[bytes]:
        """Return customer, principal and item of each line of an order."""
        line_of = self._preparation.lines.line
        keys = []
        for lease in basis.leases:
            for charge in lease.charges:
                if charge.net:
                    line = line_of(lease, charge)
                    refuse(line.problems)
                    keys.append(self._party(lease.customer, basis).number + line.key)
        return keys

    def _party(self, customer: Customer, basis: InvoiceBasis) -> Party:
        party = self._preparation.party(customer, basis.number)
        refuse(party.problems)
        return party

    def _crowded(self, key: bytes) -> CodecError:
        return CodecError(too_many(self._options), **crowd(key))
