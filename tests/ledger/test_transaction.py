from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.errors import LedgerError, SeriesExhaustedError
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.records import BilledLease, NumberSeries, NumberUse
from fakturakjerne.ledger.transaction import IDS_A_QUERY
from tests.ledger.made_records import NOW, SERIES, TODAY, document, empty_batch, make_batch, order

if TYPE_CHECKING:
    import sqlite3

    from fakturakjerne.ledger.interface import Transaction
    from fakturakjerne.ledger.sql import SqlLedger

TOMORROW = TODAY + timedelta(days=1)


def test_a_lease_is_billed_once_it_is_recorded(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        assert transaction.billed(["9001", "9002"]) == {}
        make_batch(transaction, ["9001"])
    with ledger.begin() as transaction:
        found = transaction.billed(["9001", "9002"])
    assert found == {"9001": BilledLease("260302-1", 34500001, "print of 9001")}


def test_a_rejected_lease_is_not_billed(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction, ["9001"])
    raw.execute("UPDATE billed_lease SET state = 'rejected'")
    with ledger.begin() as transaction:
        assert transaction.billed(["9001"]) == {}
        make_batch(transaction, ["9001"])
        assert transaction.billed(["9001"])["9001"].batch == "260302-2"


def test_more_leases_than_one_query_takes_are_found(ledger: SqlLedger) -> None:
    names = [str(number) for number in range(2 * IDS_A_QUERY + 1)]
    with ledger.begin() as transaction:
        make_batch(transaction, names)
        assert transaction.billed(iter(names)).keys() == set(names)


def test_batches_of_a_day_are_counted(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction, ["1"])
        assert transaction.next_batch_id(TODAY) == "260302-2"
        assert transaction.next_batch_id(TODAY) == "260302-3"
        assert transaction.next_batch_id(TOMORROW) == "260303-1"
    with ledger.begin() as transaction:
        assert transaction.next_batch_id(TODAY) == "260302-2"


def test_the_tenth_batch_of_a_day_follows_the_ninth(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        for number in range(11):
            make_batch(transaction, [str(number)])
    with ledger.begin() as transaction:
        assert transaction.next_batch_id(TODAY) == "260302-12"
        assert transaction.next_sequence(TODAY) == 12
    assert [each.batch for each in ledger.pending()][-2:] == ["260302-10", "260302-11"]


def test_documents_of_a_day_are_counted_over_all_batches(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        assert [transaction.next_sequence(TODAY) for _ in range(2)] == [1, 2]
        assert transaction.next_sequence(TOMORROW) == 1
    with ledger.begin() as transaction:
        make_batch(transaction, ["1"])
    with ledger.begin() as transaction:
        assert transaction.next_sequence(TODAY) == 2


def test_numbers_go_on_where_the_last_batch_stopped(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction, ["1", "2"])
    with ledger.begin() as transaction:
        make_batch(transaction, ["3"])
        assert transaction.billed(["3"])["3"].order_number == 34500003
        assert transaction.number_use() == {"external": NumberUse(3, 3)}


def test_numbers_of_a_transaction_that_failed_are_used_again(ledger: SqlLedger) -> None:
    with pytest.raises(KeyError), ledger.begin() as transaction:  # noqa: PT012 - the transaction is part of it
        make_batch(transaction, ["1", "2"])
        raise KeyError
    with ledger.begin() as transaction:
        make_batch(transaction, ["1"])
        assert transaction.billed(["1"])["1"].order_number == 34500001


def test_an_exhausted_series_is_an_error_before_anything_is_written(ledger: SqlLedger) -> None:
    short = NumberSeries("external", first=1, last=3)
    with ledger.begin() as transaction:
        make_batch(transaction, ["1"], series=short)
    with ledger.begin() as transaction:
        with pytest.raises(SeriesExhaustedError) as caught:
            transaction.take_numbers(short, count=3)
        assert caught.value.values == {"series": "external", "wanted": 3, "left": 2, "last": 3}
        assert transaction.number_use() == {"external": NumberUse(1, 1)}
        make_batch(transaction, ["2", "3"], series=short)
        with pytest.raises(SeriesExhaustedError, match="has 0 numbers left up to 3, but 1"):
            transaction.take_numbers(short, count=1)


def test_a_fresh_series_that_is_too_short_leaves_no_row(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        with pytest.raises(SeriesExhaustedError, match="has 3 numbers left"):
            transaction.take_numbers(NumberSeries("x", first=1, last=3), count=4)
        assert transaction.number_use() == {}


def test_no_numbers_wanted_writes_nothing(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        assert not transaction.take_numbers(SERIES, count=0)
        assert transaction.number_use() == {}


def take(ledger: SqlLedger, first: int, last: int, name: str) -> int:
    series = NumberSeries("external", first=first, last=last)
    with ledger.begin() as transaction:
        make_batch(transaction, [name], series=series)
        return transaction.billed([name])[name].order_number


def test_changed_bounds_never_hand_a_number_out_twice(ledger: SqlLedger) -> None:
    assert take(ledger, 100, 199, "a") == 100
    assert take(ledger, 50, 199, "b") == 101  # lower first: numbers go on
    assert take(ledger, 300, 399, "c") == 300  # higher first: they jump
    assert take(ledger, 100, 399, "d") == 301  # back again: they go on
    with pytest.raises(SeriesExhaustedError, match="has 0 numbers left up to 299"):
        take(ledger, 100, 299, "e")
    with ledger.begin() as transaction:
        assert transaction.number_use() == {"external": NumberUse(4, 4)}


def test_series_of_different_names_have_numbers_of_their_own(ledger: SqlLedger) -> None:
    internal = NumberSeries("internal", first=34500001, last=34500009)
    with ledger.begin() as transaction:
        make_batch(transaction, ["1"])
        make_batch(transaction, ["2"], series=internal)
        assert transaction.billed(["2"])["2"].order_number == 34500001
        assert transaction.number_use() == {
            "external": NumberUse(1, 1),
            "internal": NumberUse(1, 1),
        }


def record_orders(transaction: Transaction, numbers: range) -> None:
    batch = evolve(
        empty_batch(transaction.next_batch_id(TODAY)),
        documents=[document()],
        orders=[order("external", number) for number in numbers],
    )
    transaction.record(batch)


def test_a_number_that_stands_on_no_order_stops_the_commit(ledger: SqlLedger) -> None:
    with (  # noqa: PT012 - the transaction is part of it
        pytest.raises(LedgerError, match="Of 3 order numbers taken of series external, 2 are on"),
        ledger.begin() as transaction,
    ):
        numbers = transaction.take_numbers(SERIES, count=3)
        record_orders(transaction, numbers[:2])
    with ledger.begin() as transaction:
        assert transaction.number_use() == {}


def test_a_number_that_was_not_taken_stops_the_commit(ledger: SqlLedger) -> None:
    with (  # noqa: PT012 - the transaction is part of it
        pytest.raises(LedgerError, match=r"Of 1 order numbers taken of series .*, 2 are on"),
        ledger.begin() as transaction,
    ):
        numbers = transaction.take_numbers(SERIES, count=1)
        record_orders(transaction, range(numbers.start, numbers.stop + 1))
    with ledger.begin() as transaction:
        assert transaction.number_use() == {}


@given(
    st.lists(
        st.tuples(
            st.integers(min_value=1, max_value=30),
            st.integers(min_value=0, max_value=30),
            st.integers(min_value=1, max_value=5),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_whatever_the_bounds_each_number_comes_once_and_in_bounds(
    runs: list[tuple[int, int, int, bool]],
) -> None:
    seen: list[int] = []
    with open_ledger("sqlite://", clock=lambda: NOW) as ledger:
        for position, (first, width, count, fails) in enumerate(runs):
            series = NumberSeries("external", first=first, last=first + width)
            names = [f"{position}-{each}" for each in range(count)]
            try:
                with ledger.begin() as transaction:
                    make_batch(transaction, names, series=series)
                    numbers = [each.order_number for each in transaction.billed(names).values()]
                    if fails:
                        raise KeyError  # noqa: TRY301 - the transaction is what fails
            except (SeriesExhaustedError, KeyError):
                continue
            assert all(series.first <= number <= series.last for number in numbers)
            assert not seen or min(numbers) > max(seen)
            seen += numbers
        with ledger.begin() as transaction:
            used = transaction.number_use().get("external", NumberUse(0, 0))
    assert used == NumberUse(len(seen), len(set(seen)))
