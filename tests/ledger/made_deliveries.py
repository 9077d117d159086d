"""A recorded batch of small documents, one order each, whose bytes are in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from tests.ledger.made_records import SERIES, TODAY, document, empty_batch, lease, order, part

if TYPE_CHECKING:
    from fakturakjerne.ledger.interface import Ledger
    from fakturakjerne.ledger.records import NumberSeries


def name_of(number: int) -> str:
    return f"order-{number}.txt"


def record_documents(
    ledger: Ledger,
    count: int,
    *,
    series: NumberSeries = SERIES,
    messages: bool = False,
    size: int = 0,
) -> str:
    """Record a batch of so many documents, of so many bytes at least, and return its id."""
    with ledger.begin() as transaction:
        batch = transaction.next_batch_id(TODAY)
        sequence = transaction.next_sequence(TODAY)
        numbers = transaction.take_numbers(series, count=count)
        documents = []
        for number in numbers:
            with ledger.store.writer() as writer:
                writer.write(f"{series.name} {number}\n".encode().rjust(size))
                stored = writer.seal()
            made = document(sequence=sequence, name=name_of(number), series=series.name)
            documents.append(evolve(made, sha256=stored.sha256, size=stored.size))
        transaction.record(
            evolve(
                empty_batch(batch),
                parts=[part(messages=messages)],
                documents=documents,
                orders=[order(series.name, each, document=name_of(each)) for each in numbers],
                leases=[
                    lease(f"{series.name}-{each}", each, series=series.name) for each in numbers
                ],
            )
        )
    return batch
