"""``fakturakjerne customers``, as a person and a program see it."""

from __future__ import annotations

import json

import pytest

from tests.cli.bank_shell import CUSTOMERS, BankShell, bank, with_customers

__all__ = ["bank"]


def test_an_import_tells_what_it_changed(bank: BankShell) -> None:
    path = bank.folder / "customers.csv"
    path.write_text(CUSTOMERS)
    first = bank("customers", "import", path, "--lang", "nb")
    assert "2 nye, 0 endret, 0 uendret" in first.stdout
    assert bank.json("customers", "import", path)["unchanged"] == 2
    path.write_text(CUSTOMERS.replace("1002", ""))
    wrong = bank("customers", "import", path)
    assert wrong.exit_code == 1
    assert "customers.csv:3" in wrong.stderr
    assert "Ole" not in wrong.stderr


def test_customers_are_listed_and_shown_with_their_changes(bank: BankShell) -> None:
    assert "No customers" in bank("customers", "list").stderr
    with_customers(bank)
    listed = bank("customers", "list").stdout
    assert "Kari Nordmann" in listed
    assert "7030 TRONDHEIM" in listed
    assert [each["number"] for each in bank.json("customers", "list")] == ["1001", "1002"]
    assert bank.json("customers", "list", "--efaktura", "active") == []
    shown = bank("customers", "show", "1001").stdout
    assert "15*********" in shown
    assert "15819010029" not in shown
    assert "Fjellveien 9, 2690" in shown
    assert "customers import" in shown
    whole = bank.json("customers", "show", "1001")
    assert whole["changes"][0]["source"] == "customers import"
    assert "15819010029" not in json.dumps(whole)
    assert bank("customers", "show", "7").exit_code == 2


@pytest.mark.parametrize("option", ["--json", "--lang=nb"])
def test_everything_of_a_customer_is_there(bank: BankShell, option: str) -> None:
    customer = {
        "number": "1003",
        "kind": "internal",
        "name": "Kontoret",
        "payer": "28120",
        "address": {"lines": ["Gate 1"], "country": "SE"},
    }
    path = bank.folder / "one.json"
    path.write_text(json.dumps([customer]))
    bank("customers", "import", path)
    shown = bank("customers", "show", "1003", option).stdout
    assert "28120" in shown
    assert "SE" in shown
