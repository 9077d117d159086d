"""What a transmission is, read piece by piece: starts, transactions and ends, each with its findings.

:func:`read_transmission` is in :mod:`fakturakjerne_nets.reading`, what writes one in
:mod:`fakturakjerne_nets.writing`.
"""

from datetime import date
from typing import TypeVar

from attrs import field, frozen

from fakturakjerne.domain.finding import Finding
from fakturakjerne_nets.records import Level, Record
from fakturakjerne_nets.shapes import Row, Shape

RecordT = TypeVar("RecordT", bound=Record)


@frozen(kw_only=True)
class Tally:
    """What was counted between a start and an end.

    Attributes:
        transactions: how many.
        records: lines, start and end included.
        amount: øre of all records 30.
        first_date: earliest date of a record 30.
        last_date: latest.
    """

    transactions: int = 0
    records: int = 0
    amount: int = 0
    first_date: date | None = None
    last_date: date | None = None


@frozen(kw_only=True)
class Opened:
    """A start record: 10, 20, 63 or 64."""

    record: Record
    level: Level
    line: int
    findings: tuple[Finding, ...] = ()


@frozen(kw_only=True)
class Closed:
    """An end record: 89, 88, 68 or 67; or the place where it is missing.

    Attributes:
        record: None where it is missing.
        level: what ends here.
        line: of the end.
        tally: what was counted.
        day: what the end of a transmission says, whichever way it is written.
        findings: where counts and sums do not agree with what is stated.
    """

    record: Record | None
    level: Level
    line: int
    tally: Tally
    day: date | None = None
    findings: tuple[Finding, ...] = ()


@frozen(kw_only=True)
class Transaction:
    """All records of one transaction number, unknown ones among them.

    Attributes:
        number: of the transaction.
        records: in the order of the file.
        line: of the first.
        findings: about any of them.
    """

    number: int
    records: tuple[Record, ...] = field(repr=False)
    line: int
    findings: tuple[Finding, ...] = ()

    def first(self, cls: type[RecordT], /) -> RecordT | None:
        """Return the first record of that class, if there is one."""
        return next((each for each in self.records if isinstance(each, cls)), None)

    def every(self, cls: type[RecordT], /) -> tuple[RecordT, ...]:
        """Return all records of that class."""
        return tuple(each for each in self.records if isinstance(each, cls))


@frozen(kw_only=True)
class Run:
    """Transactions in one go, in every byte as they should be; only where a shape was asked for.

    Attributes:
        shape: what says where in a row a cell stands.
        rows: one a transaction: counted, summed and in order; the cells are bytes yet.
        line: of the first.
    """

    shape: Shape
    rows: list[Row] = field(repr=False)
    line: int


@frozen(kw_only=True)
class Stray:
    """A record outside of everything that it could belong to."""

    record: Record
    line: int
    findings: tuple[Finding, ...]


Event = Opened | Closed | Transaction | Run | Stray
"""What a transmission yields, in the order of the file."""
