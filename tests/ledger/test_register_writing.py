from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.domain.customer import Address
from fakturakjerne.domain.identifiers import parse_customer_id
from fakturakjerne.ledger.register_records import EfakturaStatus, Origin, RegisterUpdate
from tests.ledger.made_books import HOME, ORIGIN, customer, entry
from tests.ledger.made_records import PERSON

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger


def test_the_same_again_changes_nothing(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    entries = [entry("1001"), entry("1002", EfakturaStatus.ACTIVE), entry(None)]
    assert ledger.customers.update(entries, ORIGIN) == RegisterUpdate(added=2, without_number=1)
    before = list(raw.iterdump())
    assert ledger.customers.update(entries, ORIGIN) == RegisterUpdate(unchanged=2, without_number=1)
    assert list(raw.iterdump()) == before


def test_one_that_comes_twice_in_an_update_is_entered_once(ledger: SqlLedger) -> None:
    entries = [entry("1001"), entry("1001", name="Kari N"), entry("1001", name="Kari N")]
    assert ledger.customers.update(entries, ORIGIN) == RegisterUpdate(
        added=1, changed=1, unchanged=1
    )
    found = ledger.customers.by_numbers(["1001"])["1001"]
    assert (found.version, found.customer.name) == (2, "Kari N")


def test_a_status_that_is_not_given_stays(ledger: SqlLedger) -> None:
    ledger.customers.update([entry("1001", EfakturaStatus.ACTIVE)], ORIGIN)
    ledger.customers.update([entry("1001", name="Kari N")], ORIGIN)
    found = ledger.customers.by_numbers(["1001"])["1001"]
    assert found.efaktura is EfakturaStatus.ACTIVE
    assert (found.version, found.person_version) == (2, 2)
    assert ledger.customers.changes("1001")[0].fields[-1] == "efaktura"


def test_a_status_alone_writes_no_personal_value_again(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    ledger.customers.update([entry("1001")], ORIGIN)
    ledger.customers.update([entry("1001", EfakturaStatus.ACTIVE)], ORIGIN)
    found = ledger.customers.by_numbers(["1001"])["1001"]
    assert (found.version, found.person_version) == (2, 1)
    assert raw.execute("SELECT count(*) FROM person").fetchone() == (1,)


def test_a_lease_fills_what_is_empty_and_nothing_else(ledger: SqlLedger) -> None:
    unusable = parse_customer_id("974 760 673")
    ledger.customers.update([entry("1001", id=unusable, email=None, addresses=(HOME,))], ORIGIN)
    lease = entry("1001", name="K. Nordmann", addresses=(Address(("Other 2",)),), contact=None)
    done = ledger.customers.update([lease, entry("1002")], ORIGIN, only_fill=True)
    assert done == RegisterUpdate(added=1, changed=1)
    assert ledger.customers.by_numbers(["1001"])["1001"].customer == customer("1001")
    bare = entry("1001", id=None, name="", addresses=(), email=None)
    assert ledger.customers.update([bare], ORIGIN, only_fill=True).unchanged == 1


def test_what_is_empty_in_a_whole_entry_becomes_empty(ledger: SqlLedger) -> None:
    ledger.customers.update([entry("1001")], ORIGIN)
    ledger.customers.update([entry("1001", email=None)], ORIGIN)
    assert ledger.customers.by_numbers(["1001"])["1001"].customer.email is None


@pytest.mark.parametrize("source", [f"file {PERSON}.csv", "file 158190 10029.csv"])
def test_a_personal_number_in_a_source_is_masked(ledger: SqlLedger, source: str) -> None:
    ledger.customers.update([entry("1001")], Origin(actor="kari", source=source))
    (change,) = ledger.customers.changes("1001")
    assert change.source.startswith("file 15****")
