"""``fakturakjerne invoice`` needs to know who issues; the rest is in test_efaktura.py."""

from __future__ import annotations

from tests.cli.bank_shell import BankShell, bank
from tests.cli.test_efaktura import leases

__all__ = ["bank"]


def test_who_issues_must_be_configured(bank: BankShell) -> None:
    path = leases(bank)
    config = bank.folder / "config.toml"
    text = config.read_text(encoding="utf-8")
    start, end = text.index("[invoices.series]"), text.index("[registers.list]")
    config.write_text(text[:start] + text[end:], encoding="utf-8")
    refused = bank("invoice", "issue", path)
    assert refused.exit_code == 2
    assert "[invoices] series" in refused.stderr
