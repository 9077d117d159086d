"""What an LG04 file holds: orders, lines and texts, as any system wrote them.

LG04 has no customer names and no leases, so these are no domain objects.  Each record keeps its
bytes; :func:`write` gives the file back as it was, whatever stands in columns that nobody knows.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import field, frozen

from fakturakjerne.domain.money import Ore


@frozen(kw_only=True)
class Lg04Order:
    """A header row.

    Attributes:
        record: its number in the file, from 1.
        order_id: the order number.
        values: all columns that are filled, without their padding.
        raw: the row as it stood, without its line end.
        end: the line end: CRLF, LF, or nothing.
    """

    record: int
    order_id: int
    values: Mapping[str, str] = field(repr=False)
    raw: bytes = field(repr=False)
    end: bytes = field(repr=False)


@frozen(kw_only=True)
class Lg04Line:
    """A line row.

    Attributes:
        record: its number in the file, from 1.
        order_id: the order number.
        line_no: its number in the order, from 1.
        net: øre without VAT; None where the row has no amount and the price list counts.
        quantity: None where it is left out, which means one.
        values: all columns that are filled, without their padding.
        raw: the row as it stood, without its line end.
        end: the line end: CRLF, LF, or nothing.
    """

    record: int
    order_id: int
    line_no: int
    net: Ore | None
    quantity: Decimal | None
    values: Mapping[str, str] = field(repr=False)
    raw: bytes = field(repr=False)
    end: bytes = field(repr=False)


@frozen(kw_only=True)
class Lg04Text:
    """A text row.

    Attributes:
        record: its number in the file, from 1.
        order_id: the order number.
        line_no: the line that it belongs to.
        sequence_no: its number among that line's texts, from 1.
        text: what it says.
        values: all columns that are filled, without their padding.
        raw: the row as it stood, without its line end.
        end: the line end: CRLF, LF, or nothing.
    """

    record: int
    order_id: int
    line_no: int
    sequence_no: int
    text: str
    values: Mapping[str, str] = field(repr=False)
    raw: bytes = field(repr=False)
    end: bytes = field(repr=False)


Lg04Record = Lg04Order | Lg04Line | Lg04Text
"""Any row."""


def write(records: Iterable[Lg04Record]) -> Iterator[bytes]:
    r"""Yield the bytes of a file, row by row: those that were read.

    Example:
        >>> row = Lg04Order(record=1, order_id=7, values={}, raw=b"...", end=b"\r\n")
        >>> b"".join(write([row]))
        b'...\r\n'
    """
    for record in records:
        yield record.raw
        yield record.end
