from __future__ import annotations

import sqlite3
import threading
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger.access import ROWS_A_QUERY
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.register_records import EfakturaStatus, RegisterUpdate
from tests.ledger.made_books import ORIGIN, customer, entry, register, status_of
from tests.ledger.made_records import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fakturakjerne.ledger.register_records import CustomerEntry
    from fakturakjerne.ledger.sql import SqlLedger


def test_a_customer_is_found_by_number_reference_and_row(ledger: SqlLedger) -> None:
    ledger.customers.update([entry("1001"), entry("1002", efaktura_reference="77")], ORIGIN)
    found = ledger.customers.by_numbers(["1001", "1002", "9"])
    assert found["1001"].customer == customer("1001")
    assert sorted(found) == ["1001", "1002"]
    assert sorted(ledger.customers.by_references(["1001", "1002", "77"])) == ["1001", "77"]
    assert ledger.customers.by_ids([found["1002"].id])[found["1002"].id] == found["1002"]


def test_two_customers_of_one_reference_are_both_told(ledger: SqlLedger) -> None:
    ledger.customers.update([entry("1001"), entry("1002", efaktura_reference="1001")], ORIGIN)
    both = ledger.customers.by_references(["1001"])["1001"]
    assert [each.number for each in both] == ["1001", "1002"]


def test_a_reference_of_before_is_none_any_longer(ledger: SqlLedger) -> None:
    ledger.customers.update([entry("1001", efaktura_reference="77")], ORIGIN)
    ledger.customers.update([entry("1001", efaktura_reference="78")], ORIGIN)
    assert list(ledger.customers.by_references(["77", "78"])) == ["78"]


def test_a_change_tells_who_when_and_which_fields_and_no_value(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    ledger.customers.update([entry("1001", email=None)], ORIGIN)
    ledger.customers.update([entry("1001", EfakturaStatus.ACTIVE, name="Kari N")], ORIGIN)
    first, second = ledger.customers.changes("1001")
    assert first.fields == ("kind", "id", "number", "name", "addresses")
    assert second.fields == ("name", "email", "efaktura")
    assert (second.version, second.actor, second.at) == (2, "kari@kommune", NOW)
    assert (second.source, second.efaktura) == ("customers import", EfakturaStatus.ACTIVE)
    said = str(raw.execute("SELECT * FROM customer_change").fetchall())
    assert "Kari" not in said
    assert "1001" not in said
    assert ledger.customers.changes("9") == ()


def test_customers_are_listed_by_number_and_status(ledger: SqlLedger) -> None:
    count = 2 * ROWS_A_QUERY
    numbers = [f"{number:05d}" for number in range(count)]
    ledger.customers.update([entry(number) for number in reversed(numbers)], ORIGIN)
    ledger.customers.update([entry(numbers[7], EfakturaStatus.ACTIVE)], ORIGIN)
    assert [each.number for each in ledger.customers.listed()] == numbers
    active = ledger.customers.listed(efaktura=EfakturaStatus.ACTIVE)
    assert [each.number for each in active] == [numbers[7]]


def test_the_register_may_be_written_while_it_is_listed(ledger: SqlLedger) -> None:
    numbers = [f"{number:05d}" for number in range(ROWS_A_QUERY + 1)]
    register(ledger, *numbers)
    for each in ledger.customers.listed():
        if each.number in {numbers[0], numbers[-1]}:
            ledger.customers.set_efaktura([(each.id, EfakturaStatus.OFF)], ORIGIN)
    assert status_of(ledger, numbers[-1]) is EfakturaStatus.OFF


def test_a_status_is_set_by_row(ledger: SqlLedger) -> None:
    register(ledger, "1001", "1002")
    one = ledger.customers.by_numbers(["1001"])["1001"].id
    done = ledger.customers.set_efaktura([(one, EfakturaStatus.ACTIVE)] * 2, ORIGIN)
    assert done == RegisterUpdate(changed=1, unchanged=1)
    assert status_of(ledger) is EfakturaStatus.ACTIVE
    assert status_of(ledger, "1002") is EfakturaStatus.NONE
    with pytest.raises(LedgerError, match="no customer of id 99") as caught:
        ledger.customers.set_efaktura([(one, EfakturaStatus.OFF), (99, EfakturaStatus.OFF)], ORIGIN)
    assert "ingen kunde med id 99" in caught.value.in_language("nb")
    assert status_of(ledger) is EfakturaStatus.ACTIVE


def test_an_update_that_fails_enters_nobody(ledger: SqlLedger) -> None:
    def breaks() -> Iterator[CustomerEntry]:
        for number in range(ROWS_A_QUERY + 1):
            yield entry(str(number))
        raise KeyError

    with pytest.raises(KeyError):
        ledger.customers.update(breaks(), ORIGIN)
    assert list(ledger.customers.listed()) == []


def test_many_at_once_enter_each_customer_once(url: str, ledger: SqlLedger) -> None:
    def enter() -> None:
        with open_ledger(url, lock_timeout=30) as another:
            done.append(another.customers.update([entry("1001"), entry("1002")], ORIGIN))

    done: list[RegisterUpdate] = []
    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.added for each in done) == [0, 0, 0, 2]
    assert len(list(ledger.customers.listed())) == 2


def test_customers_pass_in_constant_memory(ledger: SqlLedger) -> None:
    count = 10 * ROWS_A_QUERY
    tracemalloc.start()
    ledger.customers.update((entry(str(number)) for number in range(count)), ORIGIN)
    for _ in ledger.customers.listed():
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    bytes_a_customer_if_all_were_held = 2500
    assert peak < count * bytes_a_customer_if_all_were_held / 2
