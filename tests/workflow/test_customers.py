"""The customer register is filled from files and from leases, idempotently by number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.errors import BlockedError, ConfigError, OutsideError
from fakturakjerne.ledger.register_records import EfakturaStatus, RegisterUpdate
from fakturakjerne.workflow.customers import fill_from_leases, find_customer, import_customers
from tests.workflow.bank_formats import KARI, desk, register, status_of
from tests.workflow.bank_invoices import bill, lease

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger

CSV = """\
number;name;address.lines;address.postal_code;address2.lines;efaktura
1001;Kari Nordmann;Storgata 1|H0101;7030;Fjellveien 9;active
1002;Ole Olsen;;;;
"""


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content)
    return path


def test_the_same_file_twice_changes_nothing(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    path = write(tmp_path, "customers.csv", CSV)
    assert import_customers(work, [path]).update == RegisterUpdate(added=2)
    assert import_customers(work, [path, path]).update == RegisterUpdate(unchanged=2)
    assert status_of(ledger) is EfakturaStatus.ACTIVE
    found, changes = find_customer(work, "1001")
    assert [each.lines for each in found.customer.addresses] == [
        ("Storgata 1", "H0101"),
        ("Fjellveien 9",),
    ]
    write(tmp_path, "customers.csv", CSV.replace("Ole Olsen", "Ole B. Olsen"))
    assert import_customers(work, [path]).update == RegisterUpdate(changed=1, unchanged=1)
    assert len(changes) == 1
    _, changes = find_customer(work, "1002")
    assert [(each.fields, each.actor, each.source) for each in changes][1:] == [
        (("name",), "kari", "customers import")
    ]


def test_json_is_read_too(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    customers = [{"number": "1001", "name": "Kari", "email": "k@example.no", "efaktura": "off"}]
    path = write(tmp_path, "customers.json", json.dumps(customers))
    assert import_customers(work, [path]).update.added == 1
    assert status_of(ledger) is EfakturaStatus.OFF


def test_an_error_stops_all_or_leaves_its_customer(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    path = write(tmp_path, "customers.csv", CSV + "1002;Another;;;;\n;Nobody;;;;\n")
    with pytest.raises(BlockedError) as refused:
        import_customers(work, [path])
    assert [one.code for one in refused.value.findings] == [
        "customers.twice",
        "customers.number-missing",
    ]
    assert list(ledger.customers.listed()) == []
    assert import_customers(work, [path], allow_findings=True).update.added == 2


def test_another_kind_of_file_is_told(ledger: SqlLedger, tmp_path: Path) -> None:
    work = desk(ledger, tmp_path)
    with pytest.raises(ConfigError, match=r"\.csv or \.json"):
        import_customers(work, [write(tmp_path, "customers.xlsx", "")])
    with pytest.raises(OutsideError):
        import_customers(work, [tmp_path / "missing.csv"])


def test_leases_fill_what_is_lacking_and_change_nothing(ledger: SqlLedger, tmp_path: Path) -> None:
    register(ledger, evolve(KARI, email=None))
    ole = evolve(KARI, number="1002", name="Ole Olsen")
    leases = [lease("1", evolve(KARI, name="K. N.")), lease("2", ole), lease("3", ole)]
    bill(ledger, tmp_path, [*leases, lease("4", evolve(KARI, number=None))])
    found, changes = find_customer(desk(ledger, tmp_path), "1001")
    assert found.customer.name == "Kari Nordmann"
    assert found.customer.email == KARI.email
    assert [each.source for each in changes] == ["test", "leases"]
    assert find_customer(desk(ledger, tmp_path), "1002")[0].customer.name == "Ole Olsen"
    assert fill_from_leases(ledger, leases, actor="kari") == RegisterUpdate(unchanged=2)
    assert fill_from_leases(ledger, [], actor="kari") == RegisterUpdate()


def test_a_number_that_nobody_has_is_told(ledger: SqlLedger, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no customer of number 7"):
        find_customer(desk(ledger, tmp_path), "7")
