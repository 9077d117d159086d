from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakturakjerne.domain.enrollment import EnrollmentStatus
from fakturakjerne.errors import LedgerError
from tests.ledger.made_books import NO, YES, answer, enrollment, ids, read, register

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger


def test_an_enrollment_that_is_not_there_is_told(ledger: SqlLedger) -> None:
    with pytest.raises(LedgerError, match="no enrollment of number 7") as caught:
        ledger.enrollments.get(7)
    assert "ingen påmelding med nummer 7" in caught.value.in_language("nb")


def test_a_confirmation_confirms_the_newest_answer(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    answered: list[int] = []
    for number, decision in enumerate((NO, YES), start=1):
        file = read(ledger, enrollment(), name=str(number))
        answered += ids(ledger, file)
        ledger.enrollments.decide(answered[-1], decision)
        answer(ledger, file, number=number)
    read(ledger, enrollment(), name="not answered yet")
    confirmation = enrollment(status=EnrollmentStatus.ACTIVE)
    (one,) = ids(ledger, read(ledger, confirmation, name="confirmed"))
    assert ledger.enrollments.get(one).confirms == answered[1]
