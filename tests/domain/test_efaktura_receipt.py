"""What a receipt says of a transmission, an assignment or an invoice."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from fakturakjerne.domain.efaktura_receipt import (
    AssignmentReceipt,
    AssignmentStatus,
    EfakturaReceipt,
    InvoiceReceipt,
    ReceiptStage,
    TransmissionReceipt,
    TransmissionStatus,
)
from fakturakjerne.domain.money import Ore

TRANSMISSION = TransmissionReceipt(
    stage=ReceiptStage.PROCESSED,
    transmission=11210,
    issuer="NOR974760673-1",
    status=TransmissionStatus.PROCESSED,
)
ASSIGNMENT = AssignmentReceipt(
    transmission=11210, assignment=1, account="12345678903", status=AssignmentStatus.APPROVED
)
INVOICE = InvoiceReceipt(
    transmission=11210,
    assignment=1,
    transaction=2,
    kid="15819010029",
    amount=Ore(123450),
    due_date=date(2026, 12, 15),
    reference="15819010029",
    error_code="040",
    error_reference="Kari Nordmann",
)


@pytest.mark.parametrize(
    ("receipt", "rejected"),
    [
        (TRANSMISSION, False),
        (evolve(TRANSMISSION, status=TransmissionStatus.RECEIVED), False),
        (evolve(TRANSMISSION, status=TransmissionStatus.REJECTED), True),
        (ASSIGNMENT, False),
        (evolve(ASSIGNMENT, status=AssignmentStatus.REJECTED), True),
        (INVOICE, True),
    ],
)
def test_what_is_rejected(receipt: EfakturaReceipt, *, rejected: bool) -> None:
    assert receipt.is_rejected is rejected
    assert evolve(receipt, origin="receipt.txt:2") == receipt
    assert len({receipt, evolve(receipt, origin="receipt.txt:2")}) == 1


def test_the_repr_hides_what_may_name_a_person() -> None:
    shown = repr([ASSIGNMENT, INVOICE])
    for hidden in ("15819010029", "12345678903", "Kari"):
        assert hidden not in shown
