"""What a FACTUM file holds: invoices with their lines, as any system wrote them.

FACTUM has no customer names and no leases, so these are no domain objects.  Each invoice keeps its
bytes; :func:`write` gives the file back as it was, whatever stands in elements that nobody knows.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import field, frozen

from fakturakjerne.domain.money import Ore


@frozen(kw_only=True)
class FactumLine:
    """A ``BkPffFakturagrunnlaglinje``.

    Attributes:
        line: where it begins in the file, from 1.
        number: its Linjenr; None where that is no number.
        net: øre without VAT; None where that is no amount.
        vat: øre of VAT; None where it is not stated.
        quantity: None where it is no number.
        unit_price: kroner without VAT; None where it is no number.
        values: all elements, by name.
    """

    line: int
    number: int | None
    net: Ore | None
    vat: Ore | None
    quantity: Decimal | None
    unit_price: Decimal | None
    values: Mapping[str, str] = field(repr=False)


@frozen(kw_only=True)
class FactumBasis:
    """A ``BkPffFakturagrunnlag``.

    Attributes:
        line: where it begins in the file, from 1.
        values: its own elements but the lines, by name.
        lines: in order.
        raw: its bytes, with what stands before it since the one before.
    """

    line: int
    values: Mapping[str, str] = field(repr=False)
    lines: tuple[FactumLine, ...] = field(repr=False)
    raw: bytes = field(repr=False)


@frozen(kw_only=True)
class FactumOther:
    """Bytes that are no invoice: another element, or the end of the document.

    Attributes:
        raw: as they stood.
    """

    raw: bytes = field(repr=False)


FactumRecord = FactumBasis | FactumOther
"""Any part of a file."""


def write(records: Iterable[FactumRecord]) -> Iterator[bytes]:
    """Yield the bytes of a file, part by part: those that were read.

    Example:
        >>> b"".join(write([FactumOther(raw=b"<r>"), FactumOther(raw=b"</r>")]))
        b'<r></r>'
    """
    for record in records:
        yield record.raw
