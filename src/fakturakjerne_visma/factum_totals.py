"""Control totals from the bytes of a FACTUM file, with nothing of what wrote them."""

import re
from collections.abc import Iterable
from typing import Final

from fakturakjerne.catalogue import Text
from fakturakjerne.codec.xml import XmlElement, read_records
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import RecordError
from fakturakjerne_visma import factum_catalogue as catalogue
from fakturakjerne_visma.factum_elements import BASIS, LINE, LINES, ROOT

_AMOUNT: Final = re.compile(r"(?P<sign>-?)(?P<kroner>[0-9]{1,16})(?:\.(?P<ore>[0-9]{1,2}))?")
_SHOWN: Final = 60
AMOUNT_NB: Final = "et beløp i kroner med høyst to desimaler, slik: 1234.5"
AMOUNT_EN: Final = "an amount in kroner with at most two decimals, such as 1234.5"


def read_totals(chunks: Iterable[bytes]) -> ControlTotals:
    """Count invoices and lines, and sum their amounts.

    The gross is the net with ``Avgift``; None where a line does not say its VAT.

    Args:
        chunks: the file, cut anywhere.

    Raises:
        RecordError: if it is no FACTUM, a line lacks its amount, or Linjenr is not 1, 2, 3 ...
    """
    orders = lines = net = 0
    vat: int | None = 0
    for record in read_records(chunks, with_end=True):
        (root,) = record.parents
        if root != ROOT:
            raise RecordError(
                catalogue.RECORD_ELEMENT, line=1, found=mask(root)[:_SHOWN], expected=ROOT
            )
        orders += record.element is not None
        found = () if record.element is None else _lines(record.element)
        for number, line in enumerate(found, start=1):
            lines += 1
            net += _line_net(line, number)
            own = _optional_amount(line)
            vat = None if vat is None or own is None else vat + own
    return ControlTotals(
        orders=orders,
        lines=lines,
        net=Ore(net),
        gross=None if vat is None else Ore(net + vat),
    )


def only(parent: XmlElement, name: str) -> XmlElement:
    """Return the one child of a name.

    Raises:
        RecordError: if there is none, or more than one.
    """
    found = [child for child in parent.children if child.name == name]
    if len(found) != 1:
        text = catalogue.RECORD_TWICE if found else catalogue.RECORD_MISSING
        raise _wrong(text, parent, parent=parent.name, element=name)
    return found[0]


def amount_of(element: XmlElement) -> Ore:
    """Return the amount that an element holds.

    Raises:
        RecordError: if it holds something else.
    """
    match = _AMOUNT.fullmatch(element.text)
    if match is None or element.children:
        raise _wrong(
            catalogue.RECORD_NUMBER,
            element,
            element=element.name,
            found=repr(mask(element.text)[:_SHOWN]),
            expected_nb=AMOUNT_NB,
            expected_en=AMOUNT_EN,
        )
    ore = int(match["kroner"]) * 100 + int((match["ore"] or "").ljust(2, "0"))
    return Ore(-ore if match["sign"] else ore)


def _lines(basis: XmlElement) -> tuple[XmlElement, ...]:
    if basis.name != BASIS:
        raise _wrong(
            catalogue.RECORD_ELEMENT, basis, found=mask(basis.name)[:_SHOWN], expected=BASIS
        )
    container = only(basis, LINES)
    for element in (basis, container, *container.children):
        if not element.is_blank:
            raise _wrong(
                catalogue.RECORD_TEXT,
                element,
                parent=element.name,
                found=repr(mask(element.text.strip())[:_SHOWN]),
            )
    for line in container.children:
        if line.name != LINE:
            raise _wrong(
                catalogue.RECORD_ELEMENT, line, found=mask(line.name)[:_SHOWN], expected=LINE
            )
    return container.children


def _line_net(line: XmlElement, number: int) -> Ore:
    stated = only(line, "Linjenr")
    if stated.text != str(number) or stated.children:
        raise _wrong(
            catalogue.RECORD_ORDER,
            stated,
            found=repr(mask(stated.text)[:_SHOWN]),
            expected=number,
        )
    return amount_of(only(line, "SumPrisUtenAvgift"))


def _optional_amount(line: XmlElement) -> Ore | None:
    stated = only(line, "Avgift")
    return amount_of(stated) if stated.text or stated.children else None


def _wrong(text: Text, place: XmlElement, /, **values: object) -> RecordError:
    return RecordError(text, line=place.line, **values)
