from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import RecordError
from fakturakjerne_nets.avtalegiro import AvtaleGiroExporter
from fakturakjerne_nets.records import ClaimAmount, ClaimReference, ClaimText
from fakturakjerne_nets.transmission import Transaction
from tests.nets import examples
from tests.nets.examples import SAMPLES
from tests.nets.giro_examples import (
    CANCELLED,
    CLAIM,
    CLAIMS,
    NOTIFIED,
    OPTIONS,
    TODAY,
    batch,
    written,
)

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
EXPORTER = AvtaleGiroExporter()


@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_what_is_read_back_is_what_was_counted(claims: list[Claim]) -> None:
    [document] = EXPORTER.export(batch(*claims), OPTIONS)
    assert EXPORTER.read_totals(document.open(), OPTIONS) == document.totals
    assert document.totals.lines == len(claims)
    assert document.totals.gross == sum(claim.amount for claim in claims)
    assert document.period is not None
    assert document.period.start == min(claim.due_date for claim in claims)
    assert document.period.end == max(claim.due_date for claim in claims)


@given(st.data())
def test_one_wrong_digit_in_the_file_is_seen(data: st.DataObject) -> None:
    """In an amount, a count or a sum; the ends of the transmission and its assignments say all."""
    whole = written(CLAIM, NOTIFIED, CANCELLED)
    lines = whole.split(b"\r\n")
    spans = {b"30": (32, 49), b"88": (8, 41), b"89": (8, 41)}
    place = data.draw(st.sampled_from([at for at, line in enumerate(lines) if line[6:8] in spans]))
    line = lines[place]
    at = data.draw(st.integers(*spans[line[6:8]]).filter(lambda at: at < spans[line[6:8]][1]))
    digit = data.draw(st.sampled_from(b"0123456789").filter(lambda each: each != line[at]))
    lines[place] = line[:at] + bytes([digit]) + line[at + 1 :]
    with pytest.raises(RecordError, match="does not read as it should"):
        EXPORTER.read_totals([b"\r\n".join(lines)], OPTIONS)


@needs_samples
def test_the_sample_is_written_back_byte_for_byte() -> None:
    data = (SAMPLES / "SYNTHETIC_avtalegiro_claims_and_cancellation.txt").read_bytes()
    options = evolve(OPTIONS, transmission=1121004, assignment=1121001)
    assert written(*claims_of(data), options=options) == data


@needs_samples
def test_the_claims_of_netsgiro_are_written_back_but_for_what_must_not_be_sent() -> None:
    """Its own specimen has blank texts, which the specification forbids; all else is the same."""
    name = "python-netsgiro_avtalegiro_payment_request.txt"
    data = (SAMPLES / name).read_bytes()
    options = evolve(
        OPTIONS,
        sender="55555555",
        account="88888888888",
        transmission=1000081,
        assignment=4000086,
        line_end="lf",
    )
    ours = written(*claims_of(data), options=options).splitlines()
    theirs = data.splitlines()
    assert [line for line in ours if line[6:8] in {b"20", b"30", b"31"}] == [
        line for line in theirs if line[6:8] in {b"20", b"30", b"31"}
    ]
    blank = [line for line in theirs if line[6:8] == b"49" and not line[20:60].strip()]
    assert len(ours) == len(theirs) - len(blank)


def claims_of(data: bytes) -> list[Claim]:
    """Read claims as a payee's own system would have them."""
    claims = []
    for event in examples.read(data):
        if not isinstance(event, Transaction):
            continue
        amount, reference = event.first(ClaimAmount), event.first(ClaimReference)
        assert amount is not None
        assert reference is not None
        assert amount.due_date is not None
        sheet = [""] * max((each.line_number for each in event.every(ClaimText)), default=0)
        for text in sorted(event.every(ClaimText), key=lambda each: each.column):
            sheet[text.line_number - 1] = sheet[text.line_number - 1].ljust(40 * text.column - 40)
            sheet[text.line_number - 1] += text.text
        claims.append(
            Claim(
                kid=Kid(amount.kid),
                due_date=amount.due_date,
                amount=Ore(amount.amount),
                payer_name=reference.short_name,
                reference=reference.reference,
                bank_notice=amount.type == "21",
                lines=tuple(sheet),
                cancels=amount.type == "93",
            )
        )
    return claims


def test_claims_and_cancellations_stand_in_assignments_of_their_own() -> None:
    lines = written(CANCELLED, CLAIM, NOTIFIED, sequence=3).split(b"\r\n")
    assert [(line[2:8], line[17:24]) for line in lines if line[6:8] == b"20"] == [
        (b"210020", b"1120605"),
        (b"213620", b"1120606"),
    ]
    assert lines[0][16:23] == b"1120003"
    assert [line[4:8] for line in lines[2:8]] == [
        b"0230",
        b"0231",
        b"2130",
        b"2131",
        b"2149",
        b"2149",
    ]
    only = written(CANCELLED).split(b"\r\n")
    assert [line[2:8] for line in only if line[6:8] == b"20"] == [b"213620"]


def test_a_batch_without_claims_is_no_document() -> None:
    assert list(EXPORTER.export(batch(), OPTIONS)) == []
    assert list(EXPORTER.check(batch(), OPTIONS)) == []


def test_the_document_says_what_it_is() -> None:
    [document] = EXPORTER.export(batch(CLAIM, NOTIFIED), OPTIONS)
    assert document.name == "avtalegiro_20261120_1.txt"
    assert document.orders == ()
    assert document.totals.texts == 3
    assert b"".join(document.open()) == b"".join(document.open())


def test_memory_stays_flat() -> None:
    @frozen
    class Many:
        def __iter__(self) -> Iterator[Claim]:
            return (evolve(CLAIM, amount=Ore(at)) for at in range(3000))

    many = ExportBatch(id="1", today=TODAY, sequence=1, kind="all", items=Many())
    [document] = EXPORTER.export(many, OPTIONS)
    tracemalloc.start()
    size = sum(len(chunk) for chunk in document.open())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size == (2 * 3000 + 4) * 82
    assert peak < 1_500_000


def test_a_due_date_is_written_with_its_own_digits() -> None:
    lines = written(CLAIM, evolve(CLAIM, due_date=date(2027, 1, 4))).split(b"\r\n")
    assert [line[15:21] for line in lines if line[6:8] == b"30"] == [b"151226", b"040127"]
