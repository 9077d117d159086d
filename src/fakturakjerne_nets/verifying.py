"""Counts and sums: what a file says against what it has."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from attrs import define

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne_nets import catalogue
from fakturakjerne_nets.records import (
    Level,
    Place,
    ReceiptedAssignmentEnd,
    ReceiptedAssignmentStart,
    ReceiptEnd,
    Record,
    UnknownRecord,
)
from fakturakjerne_nets.transmission import Tally

_CODES: Final = {
    (Level.TRANSMISSION, "transactions"): "536",
    (Level.TRANSMISSION, "records"): "552",
    (Level.ASSIGNMENT, "transactions"): "543",
    (Level.ASSIGNMENT, "records"): "555",
}
_PROCESSED: Final = "05"


@define(kw_only=True)
class Group:
    """What is open: a transmission, an assignment, a receipt; and what was counted in it.

    Attributes:
        level: what it is.
        record: its start; None where that is missing.
        line: of the start.
        opened: lines of the file before it, blank ones not counted.
        transactions: in it, those of receipts not counted.
        amount: of those.
        receipted: transactions in its receipts.
        receipted_amount: of those.
        children: assignments in it.
        days: earliest and latest date, once there is one.
        last: number of its last transaction.
        last_assignment: number of the last assignment in it.
    """

    level: Level
    record: Record | None
    line: int
    opened: int
    transactions: int = 0
    amount: int = 0
    receipted: int = 0
    receipted_amount: int = 0
    children: int = 0
    days: tuple[date, date] | None = None
    last: int = 0
    last_assignment: int | None = None

    def count(self, *, transactions: int, amount: int, days: Iterable[date | None]) -> None:
        """Add what was read."""
        self.transactions += transactions
        self.amount += amount
        known = [day for day in (*(self.days or ()), *days) if day is not None]
        if known:
            self.days = (min(known), max(known))

    def add(self, inner: "Group") -> None:
        """Add what was counted in a group inside, which has ended."""
        self.children += 1
        if inner.level in {Level.ASSIGNMENT, Level.TRANSMISSION}:
            self.count(transactions=inner.transactions, amount=inner.amount, days=inner.days or ())
        else:
            self.receipted += inner.transactions + inner.receipted
            self.receipted_amount += inner.amount + inner.receipted_amount

    def tally(self, lines: int) -> Tally:
        """Return what was counted, at its end in that line."""
        first, last = self.days or (None, None)
        return Tally(
            transactions=self.transactions,
            records=lines - self.opened,
            amount=self.amount,
            first_date=first,
            last_date=last,
        )


def verify(group: Group, end: Record, *, tally: Tally, place: Place) -> Iterator[Finding]:
    """Yield where the end of a group says something else than was counted."""
    for claim in _claims(group, end, tally):
        if claim.stated not in claim.counted:
            yield place.finding(
                claim.text,
                nets=_CODES.get((group.level, claim.column), ""),
                cell=None if isinstance(end, UnknownRecord) else end.form.cells[claim.column],
                severity=claim.severity,
                column=claim.column,
                stated="-" if claim.stated is None else claim.stated,
                counted="-" if claim.counted[0] is None else claim.counted[0],
            )


class _Claim(NamedTuple):
    """What an end says, and what would be true, the likeliest first."""

    text: Text
    column: str
    stated: object
    counted: tuple[object, ...]
    severity: Severity = Severity.ERROR


def _claims(group: Group, end: Record, tally: Tally) -> Iterator[_Claim]:
    if isinstance(end, ReceiptEnd):
        return _receipt(group, end)
    if isinstance(end, ReceiptedAssignmentEnd):
        return _receipted_assignment(group, end)
    if isinstance(end, UnknownRecord):
        return _unknown(end, tally)
    return _end(group, end, tally)


def _end(group: Group, end: Record, tally: Tally) -> Iterator[_Claim]:
    stated = end.stated()
    # Whether 89 counts the transactions of receipts is unverified (section 3), so both may stand.
    counts = (tally.transactions, tally.transactions + group.receipted)
    sums = (tally.amount, tally.amount + group.receipted_amount)
    yield _Claim(catalogue.COUNT, "transactions", stated.transactions, counts)
    yield _Claim(catalogue.COUNT, "records", stated.records, (tally.records,))
    if stated.amount is not None:
        yield _Claim(catalogue.SUM, "amount", stated.amount, sums)
    if stated.has_days:
        yield _Claim(catalogue.DAY, "first_date", stated.first, (tally.first_date,))
        yield _Claim(catalogue.DAY, "last_date", stated.last, (tally.last_date,))


def _receipt(group: Group, end: ReceiptEnd) -> Iterator[_Claim]:
    """A processed transmission's assignments; before version 1.9 transactions were counted."""
    if end.type == _PROCESSED:
        yield _Claim(
            catalogue.COUNT,
            "assignments",
            end.assignments,
            (group.children, group.receipted),
            Severity.WARNING,
        )


def _receipted_assignment(group: Group, end: ReceiptedAssignmentEnd) -> Iterator[_Claim]:
    """What 64 says before, 67 says again; what is rejected stands between them.  Unverified."""
    start = group.record
    if not isinstance(start, ReceiptedAssignmentStart):
        return  # pragma: no cover - only a 64 opens what a 67 closes
    both = start.accepted + start.rejected
    warning = Severity.WARNING
    yield _Claim(catalogue.COUNT, "accepted", end.accepted, (start.accepted,), warning)
    yield _Claim(catalogue.COUNT, "transactions", end.transactions, (both,), warning)
    if start.status == 0:  # one that is rejected as a whole may list none
        rejected = end.transactions - end.accepted
        yield _Claim(catalogue.COUNT, "transactions", rejected, (group.transactions,), warning)


def _unknown(end: UnknownRecord, tally: Tally) -> Iterator[_Claim]:
    """All ends of assignments that are known have these counts in the same place."""
    for column, span, counted in (
        ("transactions", slice(8, 16), tally.transactions),
        ("records", slice(16, 24), tally.records),
    ):
        if (digits := end.raw[span]).isdigit():
            yield _Claim(catalogue.COUNT, column, int(digits), (counted,), Severity.WARNING)
