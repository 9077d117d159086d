from __future__ import annotations

import pytest
from attrs.exceptions import FrozenInstanceError

from fakturakjerne.domain.receipt import Receipt, ReceiptStatus, printable

PERSON = "15819010029"


def test_a_receipt_says_no_more_than_it_was_told() -> None:
    receipt = Receipt(ReceiptStatus.ACCEPTED)
    assert (receipt.reference, receipt.messages, receipt.stop) == ("", (), False)


def test_a_receipt_does_not_change() -> None:
    receipt = Receipt(ReceiptStatus.UNKNOWN)
    with pytest.raises(FrozenInstanceError):
        receipt.status = ReceiptStatus.ACCEPTED  # type: ignore[misc]  # that is what is refused


@pytest.mark.parametrize("said", [f"no {PERSON}", f"no {PERSON[:6]} {PERSON[6:]}", f"{PERSON}."])
def test_personal_numbers_of_the_receiver_are_masked(said: str) -> None:
    receipt = Receipt(ReceiptStatus.REJECTED, messages=[said, "again"])
    assert PERSON[2:6] not in repr(receipt)
    assert receipt.messages[1] == "again"


def test_the_receiver_moves_no_cursor_and_breaks_no_line() -> None:
    receipt = Receipt(ReceiptStatus.REJECTED, "a\x1b[1mb", messages=["x\n\ty\x00", "\u202eevil"])
    assert receipt.reference == "a\N{REPLACEMENT CHARACTER}[1mb"
    assert receipt.messages == ("x y\N{REPLACEMENT CHARACTER}", "\N{REPLACEMENT CHARACTER}evil")
    assert printable("Ålesund Turnforening") == "Ålesund Turnforening"


def test_the_words_in_the_ledger_are_these() -> None:
    assert [each.value for each in ReceiptStatus] == ["accepted", "rejected", "unknown", "not_sent"]
