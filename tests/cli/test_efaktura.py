"""``fakturakjerne efaktura``, ``invoice`` and ``receipts`` over one month."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.cli.bank_shell import BankShell, bank, with_customers
from tests.workflow.bank_formats import Wish, enrollments, processed, put, transmission
from tests.workflow.bank_invoices import document, written

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["bank"]

HALL = {"text": "Hall A", "net": "800.00", "article": "3801", "vat": {"code": "12", "rate": "25"}}


def leases(bank: BankShell, **changes: Any) -> Path:  # noqa: ANN401 - parsed JSON
    """Bill two leases of two customers."""
    customers = [
        {"id": "15819010029", "number": "1001", "kind": "external", "name": "Kari Nordmann"},
        {"id": "311111116", "number": "1002", "kind": "external", "name": "Ole Olsen"},
    ]
    path = bank.folder / "leases.jsonl"
    lines = [
        {
            "id": str(number),
            "customer": customer,
            "start": "2026-02-02T18:00",
            "end": "2026-02-02T20:00",
            "charges": [HALL],
            **changes,
        }
        for number, customer in enumerate(customers)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    out = bank.folder / "agresso"
    run = ("run", path, "--format", "lg04", "--out", out, "--today", "2026-03-02")
    done = bank(*run)
    assert done.exit_code == 0, done.output
    return path


def test_a_month_from_lease_to_receipt(bank: BankShell) -> None:
    path = leases(bank)
    assert [each["number"] for each in bank.json("customers", "list")] == ["1001", "1002"]
    with_customers(bank)
    issued = bank("invoice", "issue", path, "--today", "2026-03-02")
    assert "2 invoices issued, 700001–700002" in issued.stdout
    assert "No orders to issue" in bank("invoice", "issue", path).stdout
    checked = bank("efaktura", "check-customers", "--register", "list")
    assert "Checked 2 customers: 1 take eFaktura, 1 do not" in checked.stdout
    assert bank.json("efaktura", "check-customers", "--register", "list")["asked"] == 1
    assert bank("efaktura", "check-customers").exit_code == 2

    done = bank("efaktura", "export", "--today", "2026-03-02")
    assert done.exit_code == 0
    assert "1 invoices, NOK" in done.stdout
    assert "Not sent" in done.stdout
    assert "the customer is not enrolled" in done.stdout
    again = bank("efaktura", "export", "--today", "2026-03-02", "--lang", "nb")
    assert "Ingen fakturaer å sende" in again.stdout
    assert "1 fakturaer er sendt som eFaktura før" in again.stdout
    whole = bank.json("efaktura", "export", "--today", "2026-03-02")
    assert whole["files"] == []
    assert {each["code"] for each in whole["left"]} == {"export.sent-before", "export.not-enrolled"}

    content = transmission(processed(1, 302601, accepted=1), count=0)
    put(bank.folder, content, "r.txt")
    read = bank("receipts", "read", "r.txt")
    assert "1 invoices accepted, 0 rejected" in read.stdout
    assert "was moved" in read.stdout
    put(bank.folder, content, "r.txt")
    assert "read before" in bank("receipts", "read", "r.txt").stdout
    put(bank.folder, content, "r.txt")
    assert bank.json("receipts", "read", "r.txt")["is_new"] is False


def test_issuing_for_a_program_and_what_is_left(bank: BankShell) -> None:
    path = leases(bank)
    whole = bank.json("invoice", "issue", path, "--today", "2026-03-02", "--batch", "260302-9")
    assert whole == {"invoices": [], "left": []}
    first, second = path.read_text().splitlines()
    path.write_text(first + "\n")
    made = bank.json("invoice", "issue", path, "--today", "2026-03-02")
    assert [each["number"] for each in made["invoices"]] == ["700001"]
    assert made["invoices"][0]["due_date"] == "2026-03-16"
    assert [each["code"] for each in made["left"]] == ["invoices.leases-missing"]
    path.write_text(second + "\n")
    assert "1 invoices issued" in bank("invoice", "issue", path).stdout


def test_an_error_stops_the_issuing_but_for_those_that_are_left(bank: BankShell) -> None:
    path = leases(bank, charges=[{"text": "Hall A", "net": "800.00", "article": "3801"}])
    stopped = bank("invoice", "issue", path)
    assert stopped.exit_code == 1
    assert "no VAT rate" in stopped.stderr
    assert "2 are left" in bank("invoice", "issue", path, "--allow-findings").stdout


def test_invoices_of_a_file(bank: BankShell) -> None:
    with_customers(bank)
    bank("efaktura", "check-customers", "--register", "list")
    path = written(bank.folder, document())
    export = ("efaktura", "export", "--today", "2026-03-02", "--from", path)
    whole = bank.json(*export)
    assert [each["invoices"] for each in whole["files"]] == [["900001"]]
    path.write_text("{")
    assert bank(*export).exit_code == 1


def test_receipts_beside_new_enrollments_wait(bank: BankShell) -> None:
    put(bank.folder, enrollments(Wish(), receipts=processed(7)), "r.txt")
    read = bank("receipts", "read", "r.txt")
    assert "1 new enrollments of r.txt wait" in read.stdout
    assert (bank.folder / "in" / "r.txt").exists()
