"""The exporter ``visma-webservice``."""

from collections.abc import Iterable, Iterator
from functools import partial
from importlib.resources import files

from attrs import evolve

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.customer import Customer
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.plugin.cells import Problems, refuse
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne.plugin.template import Template
from fakturakjerne_visma import catalogue as flatfile_catalogue
from fakturakjerne_visma.check import Checker
from fakturakjerne_visma.flatfile import SPEC as FLATFILE_SPEC
from fakturakjerne_visma.flatfile import VismaExporter
from fakturakjerne_visma.preparation import Preparation
from fakturakjerne_visma.totals import read_totals
from fakturakjerne_visma.webservice import catalogue
from fakturakjerne_visma.webservice.dialect import dialect
from fakturakjerne_visma.webservice.options import WebserviceOptions
from fakturakjerne_visma.webservice.vuxml_order import order_xml
from fakturakjerne_visma.webservice.vuxml_totals import read_order_totals

SPEC = (
    SpecReference(
        document="Visma's voucher API (VUXML), as one public client writes it",
        version="1.5",
        section="root element, company, errorFlag and errorMessages",
        trust="unverified",
    ),
    SpecReference(
        document="The project's own proposal of an order as XML (vuxml.xsd)",
        section="element names; limits of the extended flat file",
        trust="inferred",
    ),
    FLATFILE_SPEC[1],
)


class WebserviceExporter:
    """Writes collective invoices for Visma's web service: one document an order.

    What the web service takes is not public.  A document is in the form of the option ``dialect``:
    ``vuxml``, XML of our own devising, or ``flatfile-upload``, the extended flat file of that one
    order.  Either is what :class:`VismaExporter` would write of the order by itself: its limits,
    its findings (which name the flat file's columns), its texts.

    In ``vuxml`` an order has one customer, as its basis knows it; the flat file names the customer
    of each lease.

    Example:
        >>> from datetime import date
        >>> exporter = WebserviceExporter()
        >>> batch = ExportBatch(
        ...     id="260302-1", today=date(2026, 3, 2), sequence=1, kind="external", items=()
        ... )
        >>> options = WebserviceOptions(
        ...     dialect="vuxml", company="1", amounts="net", customer_number="id"
        ... )
        >>> list(exporter.export(batch, options))
        []
    """

    info = PluginInfo(
        name="visma-webservice",
        title=Text(
            "visma.webservice-title",
            nb="Visma Enterprise Fakturering, webtjenesten (utledet, ikke bekreftet av Visma)",
            en="Visma Enterprise Fakturering, web service (inferred, not confirmed by Visma)",
        ),
        item_type=InvoiceBasis,
        media_type="application/xml",
        encoding="utf-8",
        spec=SPEC,
        amounts="either",
        messages=True,
        texts=catalogue.TEXTS,
    )
    options_type = WebserviceOptions

    def check(
        self, batch: ExportBatch[InvoiceBasis], options: WebserviceOptions
    ) -> Iterable[Finding]:
        """Say what will be refused, cut, replaced or written otherwise."""
        items = (_as_written(basis, options) for basis in batch.items)
        return Checker(evolve(batch, items=items), _of_records(options)).findings()

    def export(
        self, batch: ExportBatch[InvoiceBasis], options: WebserviceOptions
    ) -> Iterable[Document]:
        """Return one document an order, in order; none for an order without lines."""
        media_type = dialect(options.dialect).media_type
        ending = "xml" if options.dialect == "vuxml" else "txt"
        clashes = Preparation(batch, options)
        records = _of_records(options)
        for item in batch.items:
            basis = _as_written(item, options)
            alone = evolve(batch, items=(basis,))
            for document in VismaExporter().export(alone, records):
                if document.totals.orders:
                    yield evolve(
                        document,
                        name=f"{batch.kind}_{basis.number}.{ending}",
                        media_type=media_type,
                        open=partial(_open, document, options, _clash(clashes, basis)),
                    )

    def read_totals(self, chunks: Iterable[bytes], options: WebserviceOptions) -> ControlTotals:
        """Parse the bytes again, without anything of what wrote them, and sum them.

        Raises:
            RecordError: if they are no document of the dialect, or contradict themselves.
        """
        if options.dialect == "vuxml":
            return read_order_totals(chunks, options)
        return read_totals(chunks, options)


def schema() -> bytes:
    """Return the project's own XSD of ``vuxml``; it is inferred.

    Example:
        >>> schema()[:5]
        b'<?xml'
    """
    return files("fakturakjerne_visma.webservice").joinpath("vuxml.xsd").read_bytes()


def _of_records(options: WebserviceOptions) -> WebserviceOptions:
    """Return the options that the flat file is made with: ``vuxml`` has no start record."""
    if options.dialect != "vuxml":
        return options
    return evolve(options, reference=Template("fakturakjerne"))


def _as_written(basis: InvoiceBasis, options: WebserviceOptions) -> InvoiceBasis:
    """Return a basis whose leases know their customer as the document will."""
    owner = basis.customer
    if options.dialect != "vuxml" or all(lease.customer is owner for lease in basis.leases):
        return basis
    return evolve(basis, leases=tuple(evolve(lease, customer=owner) for lease in basis.leases))


def _clash(preparation: Preparation, basis: InvoiceBasis) -> Problems:
    """Return whether an order has the KUNDENR of another customer, in an order before it."""
    problems: Problems = ()
    customer: Customer | None = None
    for lease in basis.leases:
        if lease.customer is not customer and not lease.is_free:
            customer = lease.customer
            problems += preparation.party(lease.customer, basis.number).problems
    return tuple(each for each in problems if each.text is flatfile_catalogue.CUSTOMER_CLASH)


def _open(document: Document, options: WebserviceOptions, clash: Problems) -> Iterator[bytes]:
    """Yield the bytes of an order; raises what check reports as an error."""
    records = b"".join(document.open())
    refuse(clash)
    if options.dialect == "vuxml":
        yield order_xml(
            records.split(options.line_end),
            company=options.company,
            quantity_decimals=options.quantity_decimals,
        )
    else:
        yield records
