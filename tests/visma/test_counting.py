from __future__ import annotations

from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.money import Ore
from fakturakjerne_visma.counting import count
from tests.visma.examples import CREDIT, HALL, basis, batch, charge, lease, options


def test_one_document_counts_its_orders_lines_and_texts() -> None:
    made = batch(basis(lease(1, HALL, charge(0)), lease(2, CREDIT)), basis(lease(3), number=7))
    [counted] = count(made, options())
    assert counted.totals == ControlTotals(
        orders=2, lines=3, texts=6, net=Ore(155000), first_order=7, last_order=34500001
    )
    assert counted.orders == (34500001, 7)


def test_with_vat_the_sum_is_gross_and_unknown_where_one_rate_is() -> None:
    [counted] = count(batch(basis(lease(1), lease(2, CREDIT))), options(amounts="gross"))
    assert (counted.totals.net, counted.totals.gross) == (None, 95000)
    unknown = charge(100, vat=None)
    [counted] = count(batch(basis(lease(1, unknown, HALL))), options(amounts="gross"))
    assert (counted.totals.net, counted.totals.gross) == (None, None)


def test_an_order_that_goes_to_a_further_document_is_counted_there() -> None:
    first = basis(*(lease(number) for number in range(60)), number=1)
    second = basis(*(lease(number) for number in range(60)), number=2)
    third = basis(lease(1, charge(100, article="9")), number=3)
    one, other = count(batch(first, second, third), options(on_overflow="split"))
    assert (one.totals.lines, other.totals.lines) == (61, 60)
    assert (one.orders, other.orders) == ((1, 3), (2,))
    assert (one.totals.orders, other.totals.orders) == (2, 1)


def test_nothing_gives_nothing() -> None:
    assert list(count(batch(), options())) == []
