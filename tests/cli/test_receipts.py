"""``fakturakjerne receipts`` refuses what is no receipt; the rest is in test_efaktura.py."""

from __future__ import annotations

from tests.cli.bank_shell import BankShell, bank
from tests.workflow.bank_formats import put

__all__ = ["bank"]


def test_another_file_is_refused(bank: BankShell) -> None:
    put(bank.folder, b"hello", "letter.txt")
    refused = bank("receipts", "read", "letter.txt", "--lang", "nb")
    assert refused.exit_code == 1
    assert "letter.txt er ikke test-receipt" in refused.stderr
    assert bank("receipts", "read", "missing.txt").exit_code == 2
