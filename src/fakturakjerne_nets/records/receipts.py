"""Receipts for eFaktura transmissions and assignments (service 42, types 03 to 06): section 3.

KV (official) confirms single fields; positions are those of LB's reader (one implementation in
production).  Nobody's writer was seen, so fillers are gaps: kept as they are, and written back.
"""

from attrs import frozen

from fakturakjerne_nets.records.columns import code_at, gap_at, number_at, text_at
from fakturakjerne_nets.records.form import Level, Role
from fakturakjerne_nets.records.framework import Record, layout

_TRUST = "one implementation's reader (LB), some fields official (KV); gaps unverified"


@layout("42 04 63", "05", source="3.1 (LB, KV)", trust=_TRUST, role=Role.OPENS, level=Level.RECEIPT)
@frozen(kw_only=True)
class ReceiptStart(Record):
    """Record 63: receipt for a transmission received (type 04) or processed (type 05).

    Section 3.1: LB; status confirmed by KV.  32-35 and 54-80 are unverified.

    Attributes:
        sender: who sent the transmission; blank at times.
        transmission: its number.
        recipient: who it was sent to.
        raw_32: unknown.
        issuer: our reference at Nets.
        status: 0 received, not finished; 1 received and processed; 2 rejected as a whole.
        error_code: of section 3.6.
        raw_54: unknown.

    Example:
        >>> ReceiptStart(transmission=1121003, status=2, error_code="529").write()[16:53]
        b'1121003000000000000              2529'
    """

    sender: str = code_at(9, 16)
    transmission: int = number_at(17, 23)
    recipient: str = code_at(24, 31)
    raw_32: bytes = gap_at(32, 35)
    issuer: str = text_at(36, 49)
    status: int = number_at(50, 50)
    error_code: str = code_at(51, 53)
    raw_54: bytes = gap_at(54, 80)


@layout("42 04 68", "05", source="3.2 (KV LB)", trust=_TRUST, role=Role.CLOSES, level=Level.RECEIPT)
@frozen(kw_only=True)
class ReceiptEnd(Record):
    """Record 68: end of the receipt for a transmission.

    Section 3.2: KV, LB.  17-80 are unverified.

    Attributes:
        assignments: in the transmission that the receipt is for (transactions before v1.9).
        raw_17: unknown.
    """

    assignments: int = number_at(9, 16)
    raw_17: bytes = gap_at(17, 80)


@layout(
    "42 06 64",
    source="3.3 (LB, KV)",
    trust=_TRUST,
    role=Role.OPENS,
    level=Level.RECEIPTED_ASSIGNMENT,
)
@frozen(kw_only=True)
class ReceiptedAssignmentStart(Record):
    """Record 64: receipt for an assignment.

    Section 3.3: LB; account confirmed by KV.  48-64 (probably the sum of accepted invoices in øre)
    and 73-80 are unverified.

    Attributes:
        assignment: number of the assignment as it was sent.
        account: as it was sent in; zeros before v1.9.
        status: 0 approved, 1 rejected as a whole.
        error_code: of section 3.6.
        accepted: invoices.
        raw_48: unknown, 17 wide.
        rejected: invoices; a transaction each follows.
        raw_73: unknown.
    """

    raw_9: bytes = gap_at(9, 17)
    assignment: int = number_at(18, 24)
    account: str = code_at(25, 35)
    status: int = number_at(36, 36)
    error_code: str = code_at(37, 39)
    accepted: int = number_at(40, 47)
    raw_48: bytes = gap_at(48, 64)
    rejected: int = number_at(65, 72)
    raw_73: bytes = gap_at(73, 80)


@layout(
    "42 06 67",
    source="3.4 (LB)",
    trust=_TRUST,
    role=Role.CLOSES,
    level=Level.RECEIPTED_ASSIGNMENT,
)
@frozen(kw_only=True)
class ReceiptedAssignmentEnd(Record):
    """Record 67: end of the receipt for an assignment.

    Section 3.4: LB.  17-47 and 56-80 are unverified.

    Attributes:
        accepted: invoices.
        raw_17: unknown, 31 wide.
        transactions: of the assignment.
        raw_56: unknown.
    """

    accepted: int = number_at(9, 16)
    raw_17: bytes = gap_at(17, 47)
    transactions: int = number_at(48, 55)
    raw_56: bytes = gap_at(56, 80)


@layout("42 03 65", source="3.5 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class RejectedInvoice(Record):
    """Record 65: why an invoice was rejected; beside copies of its records 30, 34 and 35.

    Section 3.5: LB.  59-80 are unverified.

    Attributes:
        transaction: number as it was sent.
        error_code: of section 3.6.
        error_reference: what the offending field holds.
        raw_59: unknown.
    """

    transaction: int = number_at(9, 15)
    error_code: str = code_at(16, 18)
    error_reference: str = text_at(19, 58, personal=True)
    raw_59: bytes = gap_at(59, 80)
