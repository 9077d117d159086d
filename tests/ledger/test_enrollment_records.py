from __future__ import annotations

from typing import TYPE_CHECKING

from fakturakjerne.domain.enrollment import EnrollmentAction
from tests.ledger.made_books import YES, enrollment, ids, read, register

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger


def test_the_undecided_are_the_new_ones_without_a_decision(ledger: SqlLedger) -> None:
    register(ledger, "1001")
    gone = enrollment("1002", action=EnrollmentAction.DELETE)
    file = read(ledger, enrollment(), enrollment(), gone)
    first, second, _ = ids(ledger, file)
    assert [each.id for each in ledger.enrollments.of_file(file).undecided] == [first, second]
    ledger.enrollments.decide(first, YES)
    assert [each.id for each in ledger.enrollments.of_file(file).undecided] == [second]
