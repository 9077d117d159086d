from __future__ import annotations

import pytest
from attrs import evolve

from fakturakjerne.domain.finding import Severity
from fakturakjerne_visma.check import MOST_RECORDS, too_long
from fakturakjerne_visma.flatfile import VismaExporter
from tests.visma.examples import (
    CLUB,
    CREDIT,
    HALL,
    PLACE,
    WASH,
    basis,
    batch,
    charge,
    findings,
    lease,
    options,
    said,
)

ZERO = charge(0, article="no article at all")


def test_a_clean_batch_has_no_findings() -> None:
    made = batch(basis(lease(9001, HALL, WASH), lease(9002, CREDIT, ZERO), lease(9003, ZERO)))
    assert findings(made, options()) == []
    assert findings(made, options(amounts="gross")) == []


def test_what_belongs_to_a_customer_or_a_lease_is_said_once() -> None:
    cut = evolve(CLUB, name="N" * 41)
    place = PLACE.over({"tjeneste": "1234567890123"})
    made = batch(
        basis(
            lease(1, HALL, HALL, customer=cut, dimensions=place),
            lease(2, customer=evolve(cut, contact="Per")),
            lease(3, customer=cut),
        )
    )
    assert said(made, options()) == [
        ("visma.text-cut", "customer.name -> navn", "1"),
        ("visma.overflow", "dimensions.tjeneste -> kb02", "1"),
    ]


def test_each_lease_beyond_the_last_number_is_named() -> None:
    leases = [lease(number, HALL, HALL) for number in range(1, 52)]
    found = findings(batch(basis(*leases)), options())
    assert [(each.code, each.path, each.lease) for each in found] == [
        ("visma.too-many-lines", "charges -> lopenr", "50"),
        ("visma.too-many-lines", "charges -> lopenr", "51"),
    ]
    assert {each.severity for each in found} == {Severity.ERROR}
    assert "principal 142 and item 3801" in found[0].message
    split = findings(batch(basis(*leases)), options(on_overflow="split"))
    assert [(each.code, each.lease) for each in split] == [
        ("visma.order-too-large", "50"),
        ("visma.order-too-large", "51"),
    ]


def test_lines_are_counted_over_the_orders_of_a_customer() -> None:
    first, second = ([lease(number) for number in numbers] for numbers in (range(99), (99, 100)))
    made = batch(basis(*first), basis(*second, number=34500002))
    assert [each.lease for each in findings(made, options())] == ["99", "100"]
    assert findings(made, options(on_overflow="split")) == []
    assert findings(batch(basis(*first)), options()) == []


def test_lines_whose_code_is_wrong_are_not_counted_too() -> None:
    wrong = evolve(HALL, article="38019")
    leases = [lease(number, wrong) for number in range(120)]
    assert {each.code for each in findings(batch(basis(*leases)), options())} == {"visma.overflow"}


def test_a_file_of_more_records_than_its_end_can_count_is_an_error() -> None:
    assert list(too_long({0: MOST_RECORDS - 2})) == []
    [found] = too_long({0: 5, 1: MOST_RECORDS - 1})
    assert (found.code, found.severity) == ("visma.too-many-records", Severity.ERROR)
    assert "File 2 has 100000000 records" in found.message
    assert "99999999" in found.in_language("nb")


def test_the_records_that_are_counted_are_those_that_are_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = batch(
        basis(*(lease(number) for number in range(60)), number=1),
        basis(*(lease(number, HALL) for number in range(60)), number=2),
    )
    chosen = options(on_overflow="split")
    first, second = VismaExporter().export(made, chosen)
    monkeypatch.setattr("fakturakjerne_visma.check.MOST_RECORDS", 0)
    found = VismaExporter().check(made, chosen)
    assert [each.values["records"] for each in found] == [
        len(b"".join(document.open()).splitlines()) for document in (first, second)
    ]
