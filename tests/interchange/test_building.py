"""What is equal in two leases is one object; what only looks equal is not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fakturakjerne.domain.customer import Address
from fakturakjerne.domain.dimensions import NO_DIMENSIONS
from fakturakjerne.domain.identifiers import NationalIdentityNumber, UnusableId
from fakturakjerne.domain.lease import Lease
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange import building
from fakturakjerne.interchange.building import LeaseBuilder, NotAsExpectedError
from fakturakjerne.interchange.json_leases import json_decoder
from tests.interchange.documents import lease


def build(builder: LeaseBuilder, document: dict[str, Any]) -> Lease:
    return builder.build(json_decoder().decode(json.dumps(document)), origin="here")


def test_all_that_is_absent() -> None:
    minimal = {
        "id": "1",
        "customer": {"kind": "internal"},
        "start": "2026-02-02T18:00",
        "end": "2026-02-02T18:00",
        "charges": [{"unit_price": "0.005"}],
    }
    read = build(LeaseBuilder(test_identities=False), minimal)
    assert (read.active, read.paid, read.note, read.text) == (True, False, None, "")
    assert read.dimensions is NO_DIMENSIONS
    assert read.customer.id is None
    assert read.charges[0].net == 1
    nulls = {**minimal, "note": None, "active": None, "charges": minimal["charges"], "text": None}
    nulls["customer"] = {"kind": "internal", "id": None, "addresses": None}
    assert build(LeaseBuilder(test_identities=False), nulls) == read


def test_equal_parts_are_shared() -> None:
    builder = LeaseBuilder(test_identities=False)
    one, other = build(builder, lease()), build(builder, lease(id="9002"))
    assert one.customer is other.customer
    assert one.charges[0] is other.charges[0]
    assert one.charges[0].vat is other.charges[0].vat
    assert one.dimensions is other.dimensions
    assert one.start is other.start
    assert one.building is other.building


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_REMEMBERED", 3)
    builder = LeaseBuilder(test_identities=False)
    read = [build(builder, lease(text=str(n), customer__name=str(n))) for n in range(10)]
    assert [one.text for one in read] == [one.customer.name for one in read]
    assert len(builder._prose) <= 3
    assert len(builder._customers) <= 3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"charges__0__quantity": 1}, {"charges__0__quantity": True}),
        ({"charges__0__net": 0}, {"charges__0__net": False}),
        ({"customer__address__lines": []}, {"customer__address__lines": {}}),
        ({"customer__address__lines": []}, {"customer__address__lines": ""}),
        ({"charges__0__article": "3801"}, {"charges__0__article": 3801}),
    ],
)
def test_what_python_calls_equal_is_still_refused(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    builder = LeaseBuilder(test_identities=False)
    build(builder, lease(**first))
    with pytest.raises((NotAsExpectedError, InvalidValueError, TypeError)):
        build(builder, lease(**second))


def test_several_addresses() -> None:
    addresses = [{"lines": ["a", "b"], "country": "PL"}, {"place": "ÅLESUND"}]
    document = lease(customer__address=..., customer__addresses=addresses)
    read = build(LeaseBuilder(test_identities=False), document)
    assert read.customer.addresses == (
        Address(("a", "b"), country="PL"),
        Address(place="ÅLESUND"),
    )


def test_a_wrong_id_waits_for_readiness() -> None:
    read = build(LeaseBuilder(test_identities=False), lease(customer__id="311 111 116 MVA"))
    assert isinstance(read.customer.id, UnusableId)
    payer = build(LeaseBuilder(test_identities=False), lease(customer__payer="28120"))
    assert isinstance(payer.customer.payer, UnusableId)


def test_synthetic_people_only_where_switched_on() -> None:
    document = lease(customer__id="15819010029")
    on, off = (build(LeaseBuilder(test_identities=flag), document) for flag in (True, False))
    assert isinstance(on.customer.id, NationalIdentityNumber)
    assert isinstance(off.customer.id, UnusableId)
