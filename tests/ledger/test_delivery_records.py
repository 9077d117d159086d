from __future__ import annotations

import pytest

from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.ledger.delivery_records import Attempt, Resolution, state_of
from tests.ledger.made_records import NOW

ACCEPTED, REJECTED, UNKNOWN, NOT_SENT = ReceiptStatus


def attempt(status: ReceiptStatus | None, resolved: ReceiptStatus | None = None) -> Attempt:
    resolution = None
    if resolved is not None:
        resolution = Resolution(status=resolved, reference="", reason="asked", actor="kari")
    return Attempt(
        id=1,
        document=1,
        transport="agresso",
        number=1,
        actor="kari",
        override="",
        started_at=NOW,
        status=status,
        resolution=resolution,
    )


@pytest.mark.parametrize(
    ("status", "resolved", "state"),
    [
        (None, None, UNKNOWN),
        (None, ACCEPTED, ACCEPTED),
        (None, REJECTED, REJECTED),
        (UNKNOWN, None, UNKNOWN),
        (UNKNOWN, REJECTED, REJECTED),
        (ACCEPTED, REJECTED, ACCEPTED),  # its receipt came after the person had answered
        (REJECTED, None, REJECTED),
        (NOT_SENT, None, NOT_SENT),
    ],
)
def test_what_is_known_of_an_attempt(
    status: ReceiptStatus | None, resolved: ReceiptStatus | None, state: ReceiptStatus
) -> None:
    assert attempt(status, resolved).state is state
    assert attempt(status, resolved).is_open is (status is None)


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ([], NOT_SENT),
        ([NOT_SENT, REJECTED], REJECTED),
        ([REJECTED, NOT_SENT], NOT_SENT),
        ([ACCEPTED, REJECTED], ACCEPTED),
        ([UNKNOWN, ACCEPTED], UNKNOWN),
        ([ACCEPTED, UNKNOWN, REJECTED], UNKNOWN),
    ],
)
def test_what_is_known_of_a_document(states: list[ReceiptStatus], state: ReceiptStatus) -> None:
    assert state_of([attempt(each) for each in states]) is state
