"""Small batches for the tests of the ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.money import Ore
from fakturakjerne.ledger.records import (
    BatchRecord,
    DocumentRecord,
    ExcludedRecord,
    LeaseRecord,
    NumberSeries,
    OrderRecord,
    PartRecord,
    Party,
    Placement,
    PlacementRole,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fakturakjerne.ledger.interface import Transaction

TODAY: Final = date(2026, 3, 2)
NOW: Final = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
SERIES: Final = NumberSeries("external", first=34500001, last=34599999)
PERSON: Final = "15819010029"
NAME: Final = "Kari Nordmann"
FEBRUARY: Final = Period(date(2026, 2, 1), date(2026, 2, 28))
SHA256: Final = "ab" * 32


def order(series: str, number: int, *, document: str = "a.txt") -> OrderRecord:
    party = Party(kind=CustomerKind.EXTERNAL, id=PERSON, number="1001", name=NAME)
    return OrderRecord(
        series=series,
        number=number,
        document=document,
        party=party,
        period=FEBRUARY,
        lines=2,
        net=Ore(80000),
    )


def lease(name: str, number: int, *, series: str = "external") -> LeaseRecord:
    return LeaseRecord(
        lease=name,
        fingerprint=f"print of {name}",
        series=series,
        order_number=number,
        net=Ore(80000),
    )


def document(*, sequence: int = 1, name: str = "a.txt", series: str = "external") -> DocumentRecord:
    return DocumentRecord(
        name=name,
        media_type="text/plain",
        kind="external",
        sequence=sequence,
        sha256=SHA256,
        size=3,
        series=series,
        totals=ControlTotals(orders=1, lines=2, texts=2, net=Ore(80000)),
    )


def part(*, messages: bool = False) -> PartRecord:
    return PartRecord(
        kind="external",
        profile="lg04",
        exporter="agresso-lg04",
        plugin_version="0.1.0",
        options={"client": "XY"},
        messages=messages,
    )


def empty_batch(batch_id: str) -> BatchRecord:
    return BatchRecord(
        id=batch_id,
        today=TODAY,
        library_version="0.1.0",
        actor="kari@kommune",
        parts=[part()],
        documents=(),
        orders=(),
        leases=(),
    )


def excluded(lease_id: str, /, **values: object) -> ExcludedRecord:
    return ExcludedRecord(lease=lease_id, code="lease.billed", values=values)


def placement(batch: str, *, position: int = 1, name: str = "a.txt") -> Placement:
    return Placement(
        batch=batch,
        position=position,
        folder=Path("/srv/agresso"),
        name=name,
        sha256=SHA256,
        role=PlacementRole.DOCUMENT,
    )


def make_batch(
    transaction: Transaction,
    leases: Sequence[str] = ("9001",),
    *,
    series: NumberSeries = SERIES,
    **changes: Any,  # noqa: ANN401 - the fields of a BatchRecord
) -> str:
    """Bill each lease on an order of its own, as a run does it, and return the batch's id."""
    batch_id = transaction.next_batch_id(TODAY)
    sequence = transaction.next_sequence(TODAY)
    numbers = transaction.take_numbers(series, count=len(leases))
    orders: Iterable[OrderRecord] = (order(series.name, number) for number in numbers)
    batch = evolve(
        empty_batch(batch_id),
        documents=[document(sequence=sequence, series=series.name)],
        orders=orders,
        leases=(
            lease(name, number, series=series.name)
            for name, number in zip(leases, numbers, strict=True)
        ),
        placements=[placement(batch_id)],
        **changes,
    )
    transaction.record(batch)
    return batch_id
