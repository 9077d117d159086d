"""The importer ``efaktura``: invoices in Nets format, whoever wrote them."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Finding
from fakturakjerne.plugin.interface import PluginInfo
from fakturakjerne.plugin.options import option
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.efaktura import SPEC
from fakturakjerne_nets.efaktura_invoice import TYPE, EfakturaInvoice
from fakturakjerne_nets.efaktura_reading import Envelope, invoice_of
from fakturakjerne_nets.incoming import INVOICE, Whose, recognized
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import EfakturaAssignmentStart, TransmissionStart
from fakturakjerne_nets.transmission import Closed, Event, Opened, Run, Transaction


@frozen(kw_only=True)
class EfakturaImportOptions:
    """Options of the importer ``efaktura``.

    Example:
        >>> EfakturaImportOptions(name="efaktura.txt").name
        'efaktura.txt'
    """

    name: str = option(nb="Filens navn.", en="The file's name.", default="")


class EfakturaImporter:
    """Reads a file of invoices; what the exporter writes of them is the same file, byte for byte.

    Example:
        >>> [read] = EfakturaImporter().read([], EfakturaImportOptions())
        >>> read.item, read.findings[0].message
        (None, 'The file has no record (Nets 565).')
    """

    info = PluginInfo(
        name="efaktura",
        title=Text(
            "efaktura.title-import", nb="eFakturaer i Nets-format", en="Invoices in Nets format"
        ),
        item_type=EfakturaInvoice,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        amounts="gross",
        texts=catalogue.TEXTS,
    )
    options_type = EfakturaImportOptions

    def recognize(self, head: bytes, *, name: str) -> bool:  # noqa: ARG002 - the file has no name of its own
        """Whether it is a transmission to Nets that holds invoices."""
        return recognized(head, keys=[INVOICE], from_nets=False)

    def read(
        self, chunks: Iterable[bytes], options: EfakturaImportOptions
    ) -> Iterator[Read[EfakturaInvoice]]:
        """Yield what each transaction became, and what is wrong with the file."""
        reader = _Reader(options)
        for event in read_transmission(chunks, name=options.name):
            read = reader.event(event)
            if read.item is not None or read.findings:
                yield read


class _Reader:
    """Remembers in whose assignment of which transmission it is."""

    def __init__(self, options: EfakturaImportOptions) -> None:
        self._name = options.name
        self._whose = Whose(importer=EfakturaImporter.info.name, issuer="", name=options.name)
        self._transmission = 0
        self._assignment: EfakturaAssignmentStart | None = None

    def event(self, event: Event) -> Read[EfakturaInvoice]:
        match event:
            case Opened():
                return Read(None, (*event.findings, *self._opened(event)))
            case Transaction():
                if self._assignment is None:
                    return Read(None)
                envelope = Envelope(self._transmission, self._assignment, self._name)
                return invoice_of(event, envelope)
            case Closed():
                self._assignment = None
        return Read(None, () if isinstance(event, Run) else event.findings)

    def _opened(self, opened: Opened) -> tuple[Finding, ...]:
        record = opened.record
        self._assignment = None
        if isinstance(record, TransmissionStart):
            self._transmission = record.number
        elif isinstance(record, EfakturaAssignmentStart) and record.type == TYPE:
            self._assignment = record
        else:
            return self._whose.others(opened)
        return ()
