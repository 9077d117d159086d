"""What a flat file of Visma holds: start, lines, texts and end, as any system wrote them.

The file has customers but no leases, so these are no domain objects.  Each record keeps its bytes;
:func:`write` gives the file back as it was, whatever stands in columns that nobody knows.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import field, frozen

from fakturakjerne.domain.money import Ore


@frozen(kw_only=True)
class VismaStart:
    """ST, which begins a block.

    Attributes:
        record: its number in the file, from 1.
        reference: who sent it, and what it is.
        extended: whether the lines after it are in the extended format.
        raw: the record as it stood, without its line end.
        end: the line end: CRLF, LF, or nothing.
    """

    record: int
    reference: str
    extended: bool
    raw: bytes = field(repr=False)
    end: bytes = field(repr=False)


@frozen(kw_only=True)
class VismaLine:
    """FL, an invoice line.

    Attributes:
        record: its number in the file, from 1.
        key: KUNDENR, OPPDRGNR, VARENR and LØPENR, as they stood; KUNDENR may be personal.
        price: øre each; None where PRIS is no number.
        quantity: None where GRUNNLAG is no number.
        amount: øre; None where BELØP is no number.
        values: all columns that are filled, without their padding.
        raw: the record as it stood, without its line end.
        end: the line end: CRLF, LF, or nothing.
    """

    record: int
    key: tuple[str, str, str, str] = field(repr=False)
    price: Ore | None
    quantity: Decimal | None
    amount: Ore | None
    values: Mapping[str, str] = field(repr=False)
    raw: bytes = field(repr=False)
    end: bytes = field(repr=False)


@frozen(kw_only=True)
class VismaText:
    """LT, a text of the line before it.

    Attributes:
        record: its number in the file, from 1.
        key: of the line that it belongs to.
        number: LINJENR, its number among that line's texts; None where it is no number.
        text: what it says.
        raw: the record as it stood, without its line end.
        end: the line end: CRLF, LF, or nothing.
    """

    record: int
    key: tuple[str, str, str, str] = field(repr=False)
    number: int | None
    text: str
    raw: bytes = field(repr=False)
    end: bytes = field(repr=False)


@frozen(kw_only=True)
class VismaEnd:
    """SL, which ends a block.

    Attributes:
        record: its number in the file, from 1.
        count: how many records the block has, by its own account; None where that is no number.
        raw: the record as it stood, without its line end.
        end: the line end: CRLF, LF, or nothing.
    """

    record: int
    count: int | None
    raw: bytes = field(repr=False)
    end: bytes = field(repr=False)


VismaRecord = VismaStart | VismaLine | VismaText | VismaEnd
"""Any record."""


def write(records: Iterable[VismaRecord]) -> Iterator[bytes]:
    r"""Yield the bytes of a file, record by record: those that were read.

    Example:
        >>> b"".join(write([VismaEnd(record=5, count=5, raw=b"SL00000005", end=b"\r\n")]))
        b'SL00000005\r\n'
    """
    for record in records:
        yield record.raw
        yield record.end
