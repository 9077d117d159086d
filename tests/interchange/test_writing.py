"""What is written; that it is read back equal is a law of its own in tests/property."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from attrs import evolve

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import Ore
from fakturakjerne.interchange.building import LeaseBuilder
from fakturakjerne.interchange.json_leases import json_decoder
from fakturakjerne.interchange.writing import dump_leases
from tests.interchange.documents import lease


def built(**changes: object) -> Lease:
    document = json_decoder().decode(json.dumps(lease(**changes)))
    return LeaseBuilder(test_identities=False).build(document, origin="")


def written(one: Lease) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(b"".join(dump_leases([one])))
    return document


def test_a_lease_is_written_as_it_stood() -> None:
    expected = lease(active=..., paid=...)
    assert written(built()) == expected


def test_what_is_not_the_default() -> None:
    document = written(built(active=False, paid=True))
    assert (document["active"], document["paid"]) == (False, True)


def test_numbers_never_have_exponents_and_seconds_stay() -> None:
    charge = Charge(quantity=Decimal("1E+2"), net=Ore(-5))
    one = evolve(built(), charges=(charge,), end=datetime.fromisoformat("2026-02-02T20:00:30"))
    document = written(one)
    assert document["charges"] == [{"quantity": "100", "net": "-0.05"}]
    assert document["end"] == "2026-02-02T20:00:30"


def test_chunks_are_about_as_large_as_asked_for() -> None:
    one = Lease(
        id="1",
        customer=Customer(kind=CustomerKind.EXTERNAL),
        start=datetime.fromisoformat("2026-02-02"),
        end=datetime.fromisoformat("2026-02-02"),
    )
    chunks = list(dump_leases([one] * 10, chunk_bytes=200))
    assert len(chunks) > 3
    assert all(chunk.endswith(b"\n") for chunk in chunks)
    assert list(dump_leases([])) == []
