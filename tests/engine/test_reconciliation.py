"""Leases, bases and bytes agree, or the error says where they do not."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.identifiers import OrganizationNumber
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.engine.consolidation import Policy, consolidate, number
from fakturakjerne.engine.reconciliation import (
    Point,
    reconcile,
    totals_of_bases,
    totals_of_documents,
    totals_of_leases,
)
from fakturakjerne.errors import ReconciliationError

CLUB = Customer(kind=CustomerKind.EXTERNAL, id=OrganizationNumber("311111116"))
LEASES = [
    Lease(
        id=str(month),
        customer=CLUB,
        start=datetime.fromisoformat(f"2026-0{month}-02 18:00"),
        end=datetime.fromisoformat(f"2026-0{month}-02 20:00"),
        charges=(Charge(net=Ore(100 * month)), Charge(net=Ore(0)), Charge(net=Ore(-1))),
    )
    for month in (1, 2, 3)
]
POLICY = Policy(until=date(2026, 3, 31))
BASES = consolidate(LEASES, POLICY)
TOTALS = ControlTotals(orders=3, lines=6, texts=6, net=Ore(597), first_order=7, last_order=9)


def test_leases_count_the_charges_that_are_written_and_know_no_orders() -> None:
    assert totals_of_leases(LEASES) == ControlTotals(orders=None, lines=6, net=Ore(597))
    assert totals_of_leases([]) == ControlTotals(orders=None, lines=0, net=Ore(0))


def test_bases_know_their_orders_and_the_numbers_once_all_have_theirs() -> None:
    numbered = number(BASES, range(7, 10))
    assert totals_of_bases(BASES) == ControlTotals(orders=3, lines=6, net=Ore(597))
    assert totals_of_bases(numbered) == evolve(TOTALS, texts=None)
    assert totals_of_bases(reversed(numbered)) == evolve(TOTALS, texts=None)
    assert totals_of_bases([*numbered[:2], BASES[2]]).first_order is None
    assert totals_of_bases([]) == ControlTotals(orders=0, lines=0, net=Ore(0))


def test_documents_add_up_and_what_one_does_not_know_stays_unknown() -> None:
    other = ControlTotals(orders=1, lines=2, net=Ore(3), first_order=5, last_order=5)
    assert totals_of_documents(iter([TOTALS, other])) == ControlTotals(
        orders=4, lines=8, texts=None, net=Ore(600), first_order=5, last_order=9
    )
    empty = ControlTotals(orders=0, lines=0, net=Ore(0), gross=Ore(0))
    assert totals_of_documents([empty, empty]) == evolve(empty, texts=None)


def test_points_that_agree_are_handed_back() -> None:
    points = (
        Point("leases", totals_of_leases(LEASES)),
        Point("bases", totals_of_bases(number(BASES, range(7, 10)))),
        Point("document", TOTALS),
        Point("read back", TOTALS),
    )
    assert reconcile(iter(points)).points == points


@pytest.mark.parametrize(
    ("changes", "english", "norwegian"),
    [
        ({"orders": 2}, "orders: bases 3 | read back 2", "ordrer: grunnlag 3 | lest tilbake 2"),
        (
            {"lines": 5},
            "lines: leases 6 | bases 6 | read back 5",
            "linjer: leieforhold 6 | grunnlag 6 | lest tilbake 5",
        ),
        (
            {"net": Ore(598)},
            "net: leases 5,97 | bases 5,97 | read back 5,98",
            "netto: leieforhold 5,97 | grunnlag 5,97 | lest tilbake 5,98",
        ),
        (
            {"net": Ore(-597)},
            "net: leases 5,97 | bases 5,97 | read back -5,97",
            "netto: leieforhold 5,97 | grunnlag 5,97 | lest tilbake -5,97",
        ),
        (
            {"first_order": 6},
            "first order number: bases 7 | read back 6",
            "første ordrenummer: grunnlag 7 | lest tilbake 6",
        ),
        (
            {"last_order": 10},
            "last order number: bases 9 | read back 10",
            "siste ordrenummer: grunnlag 9 | lest tilbake 10",
        ),
    ],
)
def test_what_differs_is_named_at_every_point_that_knows_it(
    changes: dict[str, Any], english: str, norwegian: str
) -> None:
    points = [
        Point("leases", totals_of_leases(LEASES)),
        Point("bases", totals_of_bases(number(BASES, range(7, 10)))),
        Point("read back", evolve(TOTALS, **changes)),
    ]
    with pytest.raises(ReconciliationError) as caught:
        reconcile(points)
    assert str(caught.value).endswith(f"so nothing is delivered: {english}")
    assert caught.value.in_language("nb").endswith(f"så ingenting leveres: {norwegian}")
    assert caught.value.code == "reconciliation.differs"


def test_what_one_point_alone_knows_is_not_compared() -> None:
    leases = Point("leases", totals_of_leases(LEASES))
    read = Point("read back", evolve(TOTALS, orders=99, texts=99, first_order=99))
    assert reconcile([leases, read]).points == (leases, read)


def test_everything_that_differs_is_named_at_once() -> None:
    read = evolve(TOTALS, lines=5, texts=5, gross=Ore(1))
    with pytest.raises(ReconciliationError) as caught:
        reconcile([Point("document", evolve(TOTALS, gross=Ore(2))), Point("read back", read)])
    for part in (
        "lines: document 6 | read back 5; ",
        "texts: document 6 | read back 5; ",
        "gross: document 0,02 | read back 0,01",
    ):
        assert part in str(caught.value)


def test_a_difference_between_points_far_apart_is_noticed() -> None:
    unknown = evolve(TOTALS, texts=None)
    with pytest.raises(ReconciliationError, match=r"texts: leases 6 \| read back 5"):
        reconcile(
            [
                Point("leases", TOTALS),
                Point("bases", unknown),
                Point("read back", evolve(TOTALS, texts=5)),
            ]
        )


def test_gross_is_compared_where_both_carry_it() -> None:
    both, gross = evolve(TOTALS, gross=Ore(700)), evolve(TOTALS, net=None, gross=Ore(700))
    points = [Point("leases", TOTALS), Point("bases", both), Point("read back", gross)]
    assert len(reconcile(points).points) == 3


def test_neighbours_without_a_common_amount_are_refused() -> None:
    gross = evolve(TOTALS, net=None, gross=Ore(597))
    with pytest.raises(ReconciliationError) as caught:
        reconcile([Point("bases", TOTALS), Point("document", gross), Point("read back", gross)])
    assert str(caught.value) == (
        "Cannot reconcile bases with document: they share neither net nor gross"
    )
    assert "grunnlag mot dokument" in caught.value.in_language("nb")


@pytest.mark.parametrize("points", [[], [Point("leases", TOTALS)]])
def test_fewer_than_two_points_prove_nothing(points: list[Point]) -> None:
    with pytest.raises(ReconciliationError, match=f"but got {len(points)}"):
        reconcile(points)


def test_gross_is_summed_line_by_line_and_unknown_where_one_rate_is() -> None:
    vat = VatCode("12", Decimal(25))
    known = [
        evolve(lease, charges=tuple(evolve(charge, vat=vat) for charge in lease.charges))
        for lease in LEASES
    ]
    assert totals_of_leases(known, with_vat=True).gross == 597 + 25 + 50 + 75
    assert totals_of_bases(consolidate(known, POLICY), with_vat=True).gross == 747
    assert totals_of_leases([*known, LEASES[0]], with_vat=True).gross is None
    assert totals_of_leases(known).gross is None
