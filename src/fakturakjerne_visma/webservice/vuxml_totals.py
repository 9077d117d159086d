"""Control totals from the bytes of a ``vuxml`` document, with nothing of what wrote them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from fakturakjerne.codec.xml import XmlElement, XmlLimits, read_records
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.identifiers import mask
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import RecordError
from fakturakjerne_visma.webservice import catalogue
from fakturakjerne_visma.webservice.options import WebserviceOptions
from fakturakjerne_visma.webservice.vuxml_elements import (
    CUSTOMER,
    CUSTOMER_COLUMNS,
    EXTERNAL_REFERENCE,
    LINE,
    LINE_COLUMNS,
    LIST,
    ORDER,
    ORDER_COLUMNS,
    POSTING,
    PRINCIPAL,
    ROOT,
    ROOT_ATTRIBUTES,
    TEXT,
)

_LIMITS: Final = XmlLimits(mebibytes=64, depth=8)
_NO_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType({})
_MOST_LINES: Final = 99
_SHOWN: Final = 60


class _Form(NamedTuple):
    """What the text of an element must look like, for a program and for a person."""

    pattern: re.Pattern[str]
    shown: str


_ORDER_NUMBER: Final = _Form(re.compile(r"0|[1-9][0-9]{0,19}", re.ASCII), "NNNNNNNN")
_CUSTOMER_NUMBER: Final = _Form(re.compile(r"[0-9]{11}", re.ASCII), "NNNNNNNNNNN")
_PRINCIPAL: Final = _Form(re.compile(r"[0-9]{3}", re.ASCII), "NNN")
_ITEM: Final = _Form(re.compile(r"[0-9]{4}", re.ASCII), "NNNN")
_AMOUNT: Final = _Form(re.compile(r"(?!-0\.00)-?(?:0|[1-9][0-9]{0,7})\.[0-9]{2}", re.ASCII), "N.NN")
_QUANTITY: Final = MappingProxyType(
    {
        0: _Form(re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII), "N"),
        2: _Form(re.compile(r"(?:0|[1-9][0-9]{0,6})\.[0-9]{2}", re.ASCII), "N.NN"),
    }
)


def read_order_totals(chunks: Iterable[bytes], options: WebserviceOptions) -> ControlTotals:
    """Count the lines and texts of the order that a document holds, and sum its amounts.

    Args:
        chunks: the document, cut anywhere.
        options: the company that it must be for, whether amounts are with VAT, how a quantity is
            written.

    Raises:
        RecordError: if an element stands where it does not belong, ``eksternRef`` is not
            ``ordreref``, a running number is not the next one, or belop is not pris x antall.
    """
    (record,) = read_records(chunks, depth=0, limits=_LIMITS)
    root = record.element
    assert root is not None  # noqa: S101 - a record without one is asked for by with_end only
    _see(root, ROOT, attributes=ROOT_ATTRIBUTES, children={LIST})
    listed = _only(root, LIST)
    _see(listed, LIST, children={ORDER})
    order = _only(listed, ORDER)
    reader = _OrderReader(order, options)
    reader.head()
    for line in order.children:
        if line.name == LINE:
            reader.line(line)
    return reader.totals()


class _OrderReader:
    """Walks one order."""

    def __init__(self, order: XmlElement, options: WebserviceOptions) -> None:
        self._order = order
        self._options = options
        self._quantity = _QUANTITY[options.quantity_decimals]
        self._number = 0
        self._shared: str | None = None
        self._used: Counter[tuple[str, str]] = Counter()
        self._lines = self._texts = self._amount = 0

    def totals(self) -> ControlTotals:
        if not self._lines:
            raise _wrong_count(self._order, LINE, 0)
        gross = self._options.amounts == "gross"
        amount = Ore(self._amount)
        return ControlTotals(
            orders=1,
            lines=self._lines,
            texts=self._texts,
            net=None if gross else amount,
            gross=amount if gross else None,
            first_order=self._number,
            last_order=self._number,
        )

    def head(self) -> None:
        """See what stands before the lines."""
        order = self._order
        reference = _text(_only(order, "ordreref"), _ORDER_NUMBER)
        _see(
            order,
            ORDER,
            attributes={"company": self._options.company, EXTERNAL_REFERENCE: reference},
            children={CUSTOMER, PRINCIPAL, LINE, *ORDER_COLUMNS},
        )
        self._number = int(reference)
        customer = _only(order, CUSTOMER)
        number = customer.attributes.get("kundenr", "")
        if not _CUSTOMER_NUMBER.pattern.fullmatch(number):
            raise _wrong(customer, "kundenr", number, _CUSTOMER_NUMBER.shown)
        _see(customer, CUSTOMER, attributes={"kundenr": number}, children=CUSTOMER_COLUMNS)
        if any(child.name == PRINCIPAL for child in order.children):
            self._shared = _text(_only(order, PRINCIPAL), _PRINCIPAL)

    def line(self, line: XmlElement) -> None:
        """Add a line."""
        names = {*LINE_COLUMNS, POSTING, TEXT}
        principal = self._shared
        if principal is None:
            names.add(PRINCIPAL)
            principal = _text(_only(line, PRINCIPAL), _PRINCIPAL)
        key = principal, _text(_only(line, "varenr"), _ITEM)
        self._used[key] += 1
        if self._used[key] > _MOST_LINES:
            raise _wrong(line, "lopenr", str(self._used[key]), f"01 - {_MOST_LINES}")
        running = f"{self._used[key]:02}"
        _see(line, LINE, attributes={"lopenr": running}, children=names)
        self._lines += 1
        self._amount += self._amount_of(line)
        texts = [child for child in line.children if child.name == TEXT]
        for number, text in enumerate(texts, 1):
            if text.attributes != {"nr": str(number)} or text.children:
                raise _wrong(text, TEXT, str(dict(text.attributes)), f'nr="{number}"')
        self._texts += len(texts)

    def _amount_of(self, line: XmlElement) -> int:
        """Return what a line comes to, and see that its price and quantity say the same."""
        amount = _only(line, "belop")
        price, quantity, written = (
            _digits(_text(_only(line, name), form))
            for name, form in (("pris", _AMOUNT), ("antall", self._quantity), ("belop", _AMOUNT))
        )
        unit = 10**self._options.quantity_decimals
        product = (2 * abs(price) * quantity + unit) // (2 * unit)
        expected = -product if amount.text.startswith("-") else product
        same_sign = _text(_only(line, "pris"), _AMOUNT).startswith("-") == (written < 0)
        if written != expected or not same_sign:
            raise _wrong(amount, "belop", amount.text, "pris x antall")
        return written


def _digits(text: str) -> int:
    return int(text.replace(".", ""))


def _see(
    element: XmlElement,
    name: str,
    *,
    attributes: Mapping[str, str] = _NO_ATTRIBUTES,
    children: Collection[str],
) -> None:
    """See that an element has its name, these attributes, and nothing but such children."""
    if element.name != name:
        raise _stray(element, name)
    for key in sorted({*element.attributes, *attributes}):
        found, wanted = element.attributes.get(key), attributes.get(key)
        if found != wanted:
            raise _wrong(element, f"{name}/@{key}", found or "", wanted or '""')
    if not element.is_blank:
        raise _wrong(element, name, element.text.strip(), "/".join(children))
    for child in element.children:
        if child.name not in children:
            raise _stray(child, ", ".join(sorted(children)))


def _only(parent: XmlElement, name: str) -> XmlElement:
    found = [child for child in parent.children if child.name == name]
    if len(found) != 1:
        raise _wrong_count(parent, name, len(found))
    return found[0]


def _text(element: XmlElement, form: _Form) -> str:
    """Return the text of an element that has no more than a text of this form."""
    if element.children or element.attributes or not form.pattern.fullmatch(element.text):
        raise _wrong(element, element.name, element.text, form.shown)
    return element.text


def _stray(element: XmlElement, expected: str) -> RecordError:
    return RecordError(
        catalogue.READ_ELEMENT,
        line=element.line,
        found=mask(element.name)[:_SHOWN],
        expected=expected,
    )


def _wrong_count(parent: XmlElement, name: str, count: int) -> RecordError:
    return RecordError(
        catalogue.READ_CHILD, line=parent.line, parent=parent.name, element=name, count=count
    )


def _wrong(place: XmlElement, element: str, found: str, expected: str) -> RecordError:
    return RecordError(
        catalogue.READ_VALUE,
        line=place.line,
        element=mask(element)[:_SHOWN],
        found=repr(mask(found)[:_SHOWN]),
        expected=expected,
    )
