"""Whole runs and single records give the same payments and findings, whatever the file holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.payment import Payment
from fakturakjerne_nets.giro_events import findings_of
from fakturakjerne_nets.kids import KidCheck
from fakturakjerne_nets.payments import SHAPE, Payments
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import Century, OcrAssignmentStart, Record
from fakturakjerne_nets.records.framework import rewritten
from fakturakjerne_nets.transmission import Opened, Run, Transaction
from tests.nets import examples

KIDS = st.sampled_from(["", "0000531", "0000532", "1000005-", "8", "0", "12 34", "15819010029"])
SIGNS = st.sampled_from(["0", "-", "", "x"])


@st.composite
def transactions(draw: st.DrawFn, number: int) -> list[Record]:
    first, *rest = draw(examples.ocr_transactions(number))
    changes = {"sign": draw(SIGNS), "kid": draw(KIDS)}
    return [rewritten(first, **changes) if draw(st.booleans()) else first, *rest]


@st.composite
def files(draw: st.DrawFn) -> list[bytes]:
    numbers = draw(examples.numbers())
    lines = examples.written(
        examples.payments(*(draw(transactions(number)) for number in numbers)), sender="00008080"
    )
    if draw(st.booleans()):
        place, at = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, 79))
        byte = draw(st.binary(min_size=1, max_size=1))
        lines[place] = lines[place][:at] + byte + lines[place][at + 1 :]
    return lines


def read(lines: list[bytes], *, fast: bool) -> list[Read[Payment]]:
    reads: list[Read[Payment]] = []
    made = Payments(None, KidCheck(), century=Century())
    shapes = [SHAPE] if fast else []
    for event in read_transmission([b"\r\n".join(lines)], shapes=shapes):
        if isinstance(event, Opened):
            known = event.record if isinstance(event.record, OcrAssignmentStart) else None
            made = Payments(known, KidCheck(), century=Century())
        if isinstance(event, Run):
            reads += made.of_run(event)
        elif isinstance(event, Transaction) and "NY09" in event.records[0].key:
            reads.append(made.of_transaction(event))
        else:
            reads.append(Read(None, findings_of(event)))
    return reads


@given(files())
def test_payments_are_the_same_in_one_go(lines: list[bytes]) -> None:
    slow, fast = read(lines, fast=False), read(lines, fast=True)
    assert [each.item for each in fast] == [each.item for each in slow]
    assert [getattr(each.item, "origin", "") for each in fast] == [
        getattr(each.item, "origin", "") for each in slow
    ]
    assert [[(each.path, each.message) for each in one.findings] for one in fast] == [
        [(each.path, each.message) for each in one.findings] for one in slow
    ]
