from __future__ import annotations

from datetime import datetime

import pytest
from attrs import evolve

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.lease import Lease
from fakturakjerne.plugin.lease_texts import TEXT_KEYS, TEXT_SOURCES, texts_of

LEASE = Lease(
    id="9001",
    customer=Customer(kind=CustomerKind.EXTERNAL),
    start=datetime.fromisoformat("2026-02-02T18:00"),
    end=datetime.fromisoformat("2026-02-02T20:00"),
    resource="Hall A",
    note="Bestillingsnr 1",
)


def test_texts_come_in_the_order_asked_for() -> None:
    assert texts_of(LEASE, ("note", "period")) == [
        ("note", "Bestillingsnr 1"),
        ("period", "2026-02-02 18:00 - 2026-02-02 20:00"),
    ]
    assert texts_of(LEASE, ("lease", "resource")) == [("lease", "9001"), ("resource", "Hall A")]
    assert texts_of(LEASE, ()) == []


@pytest.mark.parametrize("note", [None, "", " \n"])
def test_an_empty_text_is_left_out(note: str | None) -> None:
    assert texts_of(evolve(LEASE, note=note), ("note", "lease")) == [("lease", "9001")]


def test_every_source_has_its_key() -> None:
    assert tuple(TEXT_KEYS) == TEXT_SOURCES
    assert [source for source, _ in texts_of(LEASE, TEXT_SOURCES)] == list(TEXT_SOURCES)
