"""AvtaleGiro (service 21): claims and cancellations to Nets, mandates from Nets.  Section 5.

All of it is AG, the official specification of 2016.
"""

from datetime import date

from attrs import frozen

from fakturakjerne_nets.records.columns import code_at, day_at, kid_at, number_at, text_at
from fakturakjerne_nets.records.form import Level, Role
from fakturakjerne_nets.records.framework import Counted, Record, Stated, layout

_TRUST = "official"


@layout(
    "21 00 20",
    "36",
    "24",
    source="5.1, 5.2 (AG)",
    trust=_TRUST,
    nets="562",
    role=Role.OPENS,
    level=Level.ASSIGNMENT,
)
@frozen(kw_only=True)
class AvtaleGiroAssignmentStart(Record):
    """Record 20: claims (type 00), cancellations (36) or, from Nets, mandates (24).

    Sections 5.1 and 5.2: AG.

    Attributes:
        assignment: number, unique for 12 months and a day per agreement.
        account: where AvtaleGiro and OCR giro are registered.

    Example:
        >>> AvtaleGiroAssignmentStart(assignment=1121001, account="12345678903").write()[:35]
        b'NY210020000000000112100112345678903'
    """

    assignment: int = number_at(18, 24, nets="525")
    account: str = code_at(25, 35, nets="502")


@layout("21 02 30", "21", "93", source="5.1 (AG)", trust=_TRUST, spaces=[(22, 32)])
@frozen(kw_only=True)
class ClaimAmount(Record):
    """Record 30, beløpspost 1: types 02 no notice by the bank, 21 the bank notifies, 93 cancel.

    Section 5.1: AG.  Positions 22-32 held a mobile number before v3.3; whatever stands there is
    ignored.

    Attributes:
        transaction: number within the assignment.
        due_date: forfallsdato, at most 12 months ahead.
        amount: øre.
        kid: digits only.
    """

    transaction: int = number_at(9, 15)
    due_date: date | None = day_at(16, 21, nets="054")
    amount: int = number_at(33, 49, nets="056")
    kid: str = kid_at(50, 74)

    def counted(self) -> Counted:
        """Return amount and due date."""
        return Counted(self.amount, self.due_date)


@layout("21 02 31", "21", "93", source="5.1 (AG)", trust=_TRUST, spaces=[(26, 50)])
@frozen(kw_only=True)
class ClaimReference(Record):
    """Record 31, beløpspost 2: required in claims, optional in cancellations.  Section 5.1: AG.

    Attributes:
        transaction: number within the assignment.
        short_name: helps to identify rejected claims (forkortet navn).
        reference: shown on the payer's statement instead of the fixed text (fremmedreferanse).
    """

    transaction: int = number_at(9, 15)
    short_name: str = text_at(16, 25, personal=True)
    reference: str = text_at(51, 75)


@layout("21 21 49", "02", "93", source="5.1 (AG)", trust=_TRUST, nets="557")
@frozen(kw_only=True)
class ClaimText(Record):
    """Record 49: text of the bank's notice, type 21 only; empty ones must not be sent.

    Section 5.1: AG.

    Attributes:
        transaction: number within the assignment.
        notice: always 4 (betalingsvarsel).
        line_number: 1 to 42.
        column: 1 or 2.
        text: 40 characters.
    """

    transaction: int = number_at(9, 15)
    notice: int = number_at(16, 16, default=4)
    line_number: int = number_at(17, 19)
    column: int = number_at(20, 20)
    text: str = text_at(21, 60)


@layout(
    "21 00 88",
    "36",
    source="5.1 (AG)",
    trust=_TRUST,
    nets="563",
    role=Role.CLOSES,
    level=Level.ASSIGNMENT,
)
@frozen(kw_only=True)
class ClaimAssignmentEnd(Record):
    """Record 88 of claims and cancellations.  Section 5.1: AG.

    Attributes:
        transactions: records 30, 31 and 49s are one.
        records: with the start and this one.
        amount: øre.
        first_date: earliest due date.
        last_date: latest due date.
    """

    transactions: int = number_at(9, 16)
    records: int = number_at(17, 24)
    amount: int = number_at(25, 41)
    first_date: date | None = day_at(42, 47)
    last_date: date | None = day_at(48, 53)

    def stated(self) -> Stated:
        """Return counts, sum and dates."""
        return Stated(
            self.transactions,
            self.records,
            self.amount,
            self.first_date,
            self.last_date,
            has_days=True,
        )


@layout("21 94 70", source="5.2 (AG)", trust=_TRUST)
@frozen(kw_only=True)
class MandateRecord(Record):
    """Record 70: a payer's mandate (fast betalingsoppdrag, FBO).  Section 5.2: AG.

    Attributes:
        transaction: FBO-løpenummer.
        registration: 0 in a full list, 1 new or changed, 2 deleted.
        kid: of the payer, fixed.
        notice: whether the payer wants it on paper, ``J`` or ``N``.
    """

    transaction: int = number_at(9, 15)
    registration: int = number_at(16, 16)
    kid: str = kid_at(17, 41)
    notice: str = text_at(42, 42)


@layout(
    "21 24 88",
    source="5.2 (AG)",
    trust=_TRUST,
    nets="563",
    role=Role.CLOSES,
    level=Level.ASSIGNMENT,
)
@frozen(kw_only=True)
class MandateAssignmentEnd(Record):
    """Record 88 of mandates.  Section 5.2: AG.

    Attributes:
        transactions: mandates.
        records: with the start and this one.
    """

    transactions: int = number_at(9, 16)
    records: int = number_at(17, 24)

    def stated(self) -> Stated:
        """Return the counts."""
        return Stated(self.transactions, self.records)
