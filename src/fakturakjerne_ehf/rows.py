"""How one element becomes one value: the rows that the tables of ``tables`` are made of.

A table says for each child of an element what becomes of it.  Whatever no table knows is reported,
so nothing is passed over in silence.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from attrs import field, frozen

from fakturakjerne.catalogue import Text as Sentence
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.trade_party import Identifier
from fakturakjerne.plugin.cells import show
from fakturakjerne_ehf import catalogue, stated
from fakturakjerne_ehf.reading import SPACE, Reading, Table, Values
from fakturakjerne_ehf.tree import Element, name_of


@frozen
class Text:
    """A text; an empty one is none."""

    name: str

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep the text."""
        text = element.text
        if text is None or len(element):
            text = reading.text(element)
        text = text.strip(SPACE)
        if self.name in values:
            reading.say(catalogue.TWICE, element)
        elif text:
            values[self.name] = text


@frozen
class Texts:
    """A text that may be there several times."""

    name: str

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep the text among the others."""
        text = reading.text(element)
        if text:
            values.setdefault(self.name, []).append(text)


@frozen
class Id:
    """A text with the scheme that an attribute names."""

    name: str
    attribute: str = "schemeID"

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep the id."""
        text = reading.text(element)
        if text:
            value = Identifier(text, element.get(self.attribute, "").strip(SPACE))
            reading.keep(values, self.name, value, element)


@frozen
class Ids:
    """An id that may be there several times."""

    name: str

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep the id among the others."""
        text = reading.text(element)
        if text:
            value = Identifier(text, element.get("schemeID", "").strip(SPACE))
            values.setdefault(self.name, []).append(value)


@frozen
class Attributed:
    """A text, and attributes that become fields of their own."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    """Of each the attribute and the field."""

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep all of them."""
        reading.keep(values, self.name, reading.text(element), element)
        for attribute, name in self.attributes:
            values.setdefault(name, element.get(attribute, "").strip(SPACE))


Convert = Callable[[str], Decimal | date | bool | None]


def _converted(
    reading: Reading, element: Element, convert: Convert, otherwise: Sentence
) -> Decimal | date | bool | None:
    """Return what a text says; None, after saying why, where it is not what it should be."""
    text = element.text
    if text is not None and not len(element):
        value = convert(text)
        if value is not None:
            return value
    elif len(element):
        reading.say(catalogue.NESTED, element)
        return None
    text = (text or "").strip(SPACE)
    value = convert(text)
    if value is None:
        reading.say(otherwise, element, value=show(text))
    return value


@frozen
class Day:
    """A date."""

    name: str

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep the date; None where it is none."""
        value = _converted(reading, element, stated.day, catalogue.DAY)
        reading.keep(values, self.name, value, element)


@frozen
class Flag:
    """True or false."""

    name: str

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep it; None where it is neither."""
        value = _converted(reading, element, stated.flag, catalogue.FLAG)
        reading.keep(values, self.name, value, element)


@frozen
class NoCharge:
    """The flag of a price's discount: there is no other."""

    def read(self, reading: Reading, element: Element, values: Values) -> None:  # noqa: ARG002 - Row's signature
        """Keep nothing."""
        if _converted(reading, element, stated.flag, catalogue.FLAG):
            reading.say(catalogue.DISCOUNT, element)


@frozen
class Number:
    """A rate or quantity, and where it has one its unit."""

    name: str
    unit: str = ""

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep the number, None where it is none, and the unit."""
        value = _converted(reading, element, stated.number, catalogue.NUMBER)
        reading.keep(values, self.name, value, element)
        if self.unit:
            values.setdefault(self.unit, element.get("unitCode", "").strip(SPACE))


@frozen
class Amount:
    """An amount in the currency of the document."""

    name: str
    convert: Callable[[str], Decimal | None] = stated.amount

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep the amount; None where it is none, or in another currency."""
        value = _converted(reading, element, self.convert, catalogue.NUMBER)
        currency = element.get("currencyID")
        if currency != reading.currency:
            shown, expected = show(currency or ""), show(reading.currency)
            reading.say(catalogue.CURRENCY, element, value=shown, expected=expected)
            value = None
        reading.keep(values, self.name, value, element)


@frozen
class AnyAmount:
    """An amount, and the currency that it is in."""

    name: str
    currency: str

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep both."""
        value = _converted(reading, element, stated.amount, catalogue.NUMBER)
        reading.keep(values, self.name, value, element)
        values.setdefault(self.currency, element.get("currencyID", "").strip(SPACE))


@frozen
class File:
    """An attached file."""

    name: str

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep the file."""

        def say(text: Sentence, problem: Mapping[str, object]) -> None:
            kept = text in (catalogue.ATTACHMENT_NAME, catalogue.ATTACHMENT_CONTENT)
            severity = Severity.WARNING if kept else Severity.ERROR
            reading.say(text, element, severity=severity, **problem)

        attachment = reading.attachments.read(
            reading.text(element),
            media_type=element.get("mimeCode", "").strip(SPACE),
            name=element.get("filename", "").strip(SPACE),
            say=say,
        )
        reading.keep(values, self.name, attachment, element)


@frozen
class Passed:
    """What tells nothing that is not known without it."""

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Keep nothing."""


@frozen
class Inside:
    """An element whose children are fields of the one around it."""

    table: Table = field(repr=False)

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Read the children."""
        reading.fill(element, self.table, values)


@frozen(kw_only=True)
class Group:
    """An element that becomes an object.

    Attributes:
        name: of the field.
        table: of its children.
        make: what is made of the values.
        needs: the fields that must be there, and which element each is.
        many: whether it may be there several times.
        lists: the fields that hold many, of its own.
    """

    name: str
    table: Table = field(repr=False)
    make: Callable[..., object]
    needs: Mapping[str, str] = field(factory=dict, repr=False)
    many: bool = False
    lists: tuple[str, ...] = field(init=False, repr=False)

    @lists.default
    def _collect(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_many(self.table)))

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Read the children and make the object; the document is broken where it cannot be."""
        item = made(reading, element, self)
        if not self.many:
            reading.keep(values, self.name, item, element)
        elif item is not None:
            values.setdefault(self.name, []).append(item)
        else:
            values.setdefault(self.name, [])


def made(reading: Reading, element: Element, group: Group) -> object:
    """Return what an element becomes; None, and a broken document, where a part is missing."""
    values: Values = {}
    reading.fill(element, group.table, values)
    for name in group.needs:
        if values.get(name) is None:
            reading.broken = True
            _say_missing(reading, element, values, group.needs)
            return None
    for name in group.lists:
        if name in values:
            values[name] = tuple(values[name])
    return group.make(**values)


def _say_missing(
    reading: Reading, element: Element, values: Values, needs: Mapping[str, str]
) -> None:
    """Report what is not there at all; what is there and wrong has been reported."""
    for name, child in needs.items():
        if name not in values:
            reading.say(catalogue.MISSING, element, element=child, parent=name_of(element))


def _many(table: Table) -> Iterator[str]:
    """Yield the fields of a table that hold many."""
    for row in table.values():
        if isinstance(row, Inside):
            yield from _many(row.table)
        elif isinstance(row, Texts | Ids) or (isinstance(row, Group) and row.many):
            yield row.name
        else:
            yield from getattr(row, "keeps", ())
