"""The log beside each document: one row a line, for people with a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.money import format_kroner

COLUMNS: Final = ("lease", "order_number", "customer", "text", "period", "building", "net")
_CHUNK_ROWS: Final = 2000
_REMEMBERED: Final = 4096
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def line_log(bases: Iterable[InvoiceBasis]) -> Iterator[bytes]:
    """Yield the log in chunks: UTF-8 with BOM, semicolons, CRLF, quoted where needed.

    Amounts are in kroner with a comma.  A text that a spreadsheet would run as a formula gets an
    apostrophe in front, since the texts come from whoever booked.  Personal numbers are masked,
    also where somebody wrote one into a text; a lease's id is what it is, since it must be found.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    yield "\ufeff".encode() + buffer.getvalue().encode()
    pending: list[tuple[object, ...]] = []
    shown = lru_cache(_REMEMBERED)(_shown)
    for basis in bases:
        pending.extend(_rows(basis, shown))
        if len(pending) >= _CHUNK_ROWS:
            yield _written(pending)
            pending = []
    yield _written(pending)


def _rows(basis: InvoiceBasis, shown: Callable[[str], str]) -> Iterator[tuple[object, ...]]:
    customer = _inert(basis.customer.label)
    for lease in basis.leases:
        name, period, building = _inert(lease.id), lease.when, shown(lease.building)
        for charge in lease.charges:
            if charge.net:
                net = format_kroner(charge.net, thousands="")
                text = shown(charge.text or lease.text)
                yield name, basis.number, customer, text, period, building, net


def _written(rows: Iterable[tuple[object, ...]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode()


def _shown(text: str) -> str:
    return _inert(mask_within(text))


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
