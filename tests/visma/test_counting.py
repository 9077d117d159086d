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


def test_documents_of_a_split_batch_know_no_number_of_orders() -> None:
    whole = basis(*(lease(number) for number in range(150)))
    one, other = count(batch(whole), options(on_overflow="split"))
    assert (one.totals.orders, other.totals.orders) == (None, None)
    assert (one.totals.lines, other.totals.lines) == (99, 51)
    assert (one.orders, other.orders) == ((34500001,), (34500001,))


def test_nothing_gives_nothing() -> None:
    assert list(count(batch(), options())) == []
