"""What the importers of service 42 share: whose file it is, and what else is in it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import masked_repr
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.records import NETS, Place, TransmissionStart
from fakturakjerne_nets.transmission import Opened

ENROLLMENT: Final = b"NY4294"
RECEIPT: Final = (b"NY4204", b"NY4205", b"NY4206")
INVOICE: Final = b"NY4203"

_START: Final = b"NY000010"
_END: Final = b"NY000089"
_SENDER: Final = slice(8, 16)
_KEY: Final = 6


class _Kind(NamedTuple):
    importer: str
    nb: str
    en: str


_RECEIPTS: Final = _Kind("efaktura-receipt", "kvitteringer for eFaktura", "receipts for eFaktura")
_KINDS: Final[Mapping[str, _Kind]] = MappingProxyType(
    {
        "NY4294": _Kind("efaktura-enrollment", "påmeldinger til eFaktura", "eFaktura enrollments"),
        "NY4204": _RECEIPTS,
        "NY4205": _RECEIPTS,
        "NY4206": _RECEIPTS,
        "NY4203": _Kind("efaktura", "eFakturaer", "eFaktura invoices"),
        "NY2124": _Kind("avtalegiro-mandates", "faste betalingsoppdrag", "AvtaleGiro mandates"),
        "NY0900": _Kind("ocr-giro", "innbetalinger (OCR giro)", "payments (OCR giro)"),
    }
)


def recognized(head: bytes, *, keys: Iterable[bytes], from_nets: bool) -> bool:
    r"""Whether a file begins as a transmission, and holds a record that begins with one of the keys.

    A transmission from Nets holds all kinds of a day in any order; one of service 42 whose end is
    not in the head may go on with any of them.

    Args:
        head: the first bytes of the file.
        keys: what a record of interest begins with.
        from_nets: whether Nets must have sent it; otherwise Nets must not.

    Example:
        >>> head = b"NY000010000080800004711".ljust(80, b"0") + b"\r\nNY42942000000000000001"
        >>> recognized(head, keys=[b"NY4294"], from_nets=True)
        True
    """
    lines = [line for line in head.replace(b"\r", b"\n").split(b"\n") if line.strip()]
    if not lines or not lines[0].startswith(_START):
        return False
    if (lines[0][_SENDER] == NETS.encode("ascii")) is not from_nets:
        return False
    held = tuple(keys)
    if any(line.startswith(held) for line in lines):
        return True
    ended = any(line.startswith(_END) for line in lines)
    return from_nets and not ended and any(line.startswith(b"NY42") for line in lines)


class Whose:
    """Whether what begins is for this importer, and what is to be said where it is not.

    Args:
        importer: the name of this one.
        issuer: whose assignments are taken; empty for everybody's.
        name: of the file, for the findings' paths.
    """

    def __init__(self, *, importer: str, issuer: str, name: str) -> None:
        self._importer = importer
        self._issuer = issuer
        self._name = name
        self._said: set[str] = set()
        self.is_from_nets = True

    def foreign(self, start: TransmissionStart, *, line: int) -> tuple[Finding, ...]:
        """Note who sent the file; say it where that is not Nets."""
        self.is_from_nets = start.is_from_nets
        if start.is_from_nets:
            return ()
        place = Place(line, start.raw, self._name)
        cell = start.form.cells["sender"]
        return (place.finding(catalogue.NOT_FROM_NETS, cell=cell, found=masked_repr(start.sender)),)

    def others(self, opened: Opened) -> tuple[Finding, ...]:
        """Say that what begins is for another importer, once each."""
        kind = _KINDS.get(opened.record.key[:_KEY])
        if kind is None or kind.importer in {self._importer, *self._said}:
            return ()
        self._said.add(kind.importer)
        return (
            Place(opened.line, opened.record.raw, self._name).finding(
                catalogue.HELD_FOR_OTHERS,
                severity=Severity.INFO,
                what_nb=kind.nb,
                what_en=kind.en,
                importer=kind.importer,
            ),
        )

    def stranger(self, opened: Opened, *, issuer: str) -> tuple[Finding, ...]:
        """Say that what begins belongs to another issuer; nothing where it is ours."""
        if not self._issuer or issuer == self._issuer:
            return ()
        return (
            Place(opened.line, opened.record.raw, self._name).finding(
                catalogue.OTHER_ISSUER,
                nets="507",
                cell=opened.record.form.cells["issuer"],
                severity=Severity.WARNING,
                found=masked_repr(issuer),
                expected=masked_repr(self._issuer),
            ),
        )
