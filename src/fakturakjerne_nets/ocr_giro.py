"""The importer ``ocr-giro``: payments that came in with a KID."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.payment import Payment
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne.plugin.options import option
from fakturakjerne_nets import catalogue, giro_catalogue
from fakturakjerne_nets.giro_events import findings_of, own_events
from fakturakjerne_nets.giro_options import KID_METHODS, KidChecking, between
from fakturakjerne_nets.kids import KidCheck
from fakturakjerne_nets.payments import SHAPE, Payments
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import Century, OcrAssignmentStart, Record
from fakturakjerne_nets.transmission import Opened, Run, Transaction

SPEC: Final = (
    SpecReference(
        document="System specification OCR giro (Nets)",
        version="2003",
        section="all",
        trust="vendor",
    ),
)


@frozen(kw_only=True)
class OcrGiroOptions:
    """Options of the importer.

    Example:
        >>> OcrGiroOptions().kid
        'either'
    """

    kid: KidChecking = option(
        nb="Kontrollsiffer i KID: mod10, mod11, either for begge, none for ingen kontroll. En feil "
        "er en advarsel.",
        en="Check digit of KIDs: mod10, mod11, either for both, none for no check. A wrong one is "
        "a warning.",
        default="either",
    )
    first_year: int = option(
        nb="Første år som et årstall på to sifre kan bety.",
        en="The first year that a year of two digits may mean.",
        default=2000,
        converter=between(1900, 2100),
    )


class OcrGiroImporter:
    """Reads payments; every count, sum, date and KID is verified.

    Assignments of other services in the same file are left to their own importers.

    Example:
        >>> [read] = OcrGiroImporter().read([b""], OcrGiroOptions())
        >>> read.findings[0].message
        'The file has no record (Nets 565).'
    """

    info = PluginInfo(
        name="ocr-giro",
        title=Text("giro.title-ocr", nb="OCR giro, innbetalinger med KID", en="OCR giro, payments"),
        item_type=Payment,
        media_type="text/plain",
        encoding="iso-8859-1",
        spec=SPEC,
        amounts="gross",
        texts={**catalogue.TEXTS, **giro_catalogue.TEXTS},
    )
    options_type = OcrGiroOptions

    def recognize(self, head: bytes, *, name: str) -> bool:  # noqa: ARG002 - Nets binds no names
        """Whether it is a transmission that begins with payments, or has some near its beginning."""
        return head.startswith(b"NY000010") and b"NY090020" in head

    def read(self, chunks: Iterable[bytes], options: OcrGiroOptions) -> Iterator[Read[Payment]]:
        """Yield payments with what is wrong with each, and what is wrong with the file between."""
        century = Century(options.first_year)
        check = KidCheck(KID_METHODS[options.kid])
        events = read_transmission(chunks, century=century, shapes=[SHAPE])
        payments = Payments(None, check, century=century)
        for start, event in own_events(events, is_own=_is_own):
            if isinstance(event, Opened):
                known = start if isinstance(start, OcrAssignmentStart) else None
                payments = Payments(known, check, century=century)
            if isinstance(event, Run):
                yield from payments.of_run(event)
            elif isinstance(event, Transaction) and start is not None:
                yield payments.of_transaction(event)
            elif findings := findings_of(event):
                yield Read(None, findings)


def _is_own(start: Record) -> bool:
    return start.key.startswith("NY09")  # an unknown kind of assignment holds payments too
