"""What became of the files that we sent for eFaktura (kvittering)."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from attrs import field, frozen

from fakturakjerne.domain.identifiers import masked_repr
from fakturakjerne.domain.money import Ore

_NO_GAPS: Final[Mapping[str, str]] = {}
NO_ERROR: Final = "000"
"""The code of a receipt that has nothing to complain of."""


class ReceiptStage(Enum):
    """Which of its two receipts a transmission got: at arrival, or when all of it was done."""

    RECEIVED = "received"
    PROCESSED = "processed"


class TransmissionStatus(Enum):
    """What became of a whole transmission.

    Members:
        RECEIVED: it arrived; the rest is still to be done.
        PROCESSED: it arrived and is done; its assignments have receipts of their own.
        REJECTED: nothing of it counts; all of it may be sent again.
    """

    RECEIVED = 0
    PROCESSED = 1
    REJECTED = 2


class AssignmentStatus(Enum):
    """What became of an assignment: approved but for the invoices named, or nothing of it."""

    APPROVED = 0
    REJECTED = 1


@frozen(kw_only=True)
class TransmissionReceipt:
    """What became of a whole transmission.

    Attributes:
        stage: at arrival or when done.
        sender: the data sender of the transmission, as written; blank is 0.
        transmission: the number that we gave it.
        issuer: the issuer reference in it.
        error_code: three digits, ``000`` for none.
        assignments: how many it held.
        unknown: what stands in columns whose meaning nobody has told, by name.
        origin: where it was read; no part of what it says.

    Example:
        >>> receipt = TransmissionReceipt(
        ...     stage=ReceiptStage.PROCESSED,
        ...     sender=102000,
        ...     transmission=11210,
        ...     issuer="NOR974760673-1",
        ...     status=TransmissionStatus.REJECTED,
        ...     error_code="529",
        ...     assignments=1,
        ... )
        >>> receipt.is_rejected
        True
    """

    stage: ReceiptStage
    sender: int = 0
    transmission: int
    issuer: str
    status: TransmissionStatus
    error_code: str = NO_ERROR
    assignments: int = 0
    unknown: Mapping[str, str] = field(default=_NO_GAPS, repr=False, hash=False)
    origin: str = field(default="", eq=False, repr=False)

    @property
    def is_rejected(self) -> bool:
        """Whether nothing of it counts."""
        return self.status is TransmissionStatus.REJECTED


@frozen(kw_only=True)
class AssignmentReceipt:
    """What became of one assignment in a processed transmission.

    Attributes:
        transmission, assignment: the numbers that we gave.
        account: the issuer's account, as written.
        error_code: three digits, ``000`` for none.
        accepted, rejected: how many invoices.
        amount: the sum of the accepted ones; None where it is not written.
        unknown: what stands in columns whose meaning nobody has told, by name.
        origin: where it was read; no part of what it says.

    Example:
        >>> AssignmentReceipt(
        ...     transmission=11210,
        ...     assignment=1,
        ...     account="12345678903",
        ...     status=AssignmentStatus.APPROVED,
        ...     accepted=2,
        ...     rejected=1,
        ... ).is_rejected
        False
    """

    transmission: int
    assignment: int
    account: str = field(repr=masked_repr)
    status: AssignmentStatus
    error_code: str = NO_ERROR
    accepted: int = 0
    rejected: int = 0
    amount: Ore | None = None
    unknown: Mapping[str, str] = field(default=_NO_GAPS, repr=False, hash=False)
    origin: str = field(default="", eq=False, repr=False)

    @property
    def is_rejected(self) -> bool:
        """Whether nothing of it counts."""
        return self.status is AssignmentStatus.REJECTED


@frozen(kw_only=True)
class InvoiceReceipt:
    """One invoice that was rejected; those that were accepted are only counted.

    Attributes:
        transmission, assignment, transaction: the numbers that we gave; with the KID they name
            the invoice.
        kid: as written.
        amount: øre, as written.
        due_date: None where it is not written or is no date.
        reference: the customer's eFaktura reference.
        error_code: three digits.
        error_reference: the content of the field that is wrong.
        unknown: what stands in columns whose meaning nobody has told, by name.
        origin: where it was read; no part of what it says.

    Example:
        >>> receipt = InvoiceReceipt(
        ...     transmission=11210,
        ...     assignment=1,
        ...     transaction=2,
        ...     kid="008000011688373",
        ...     amount=Ore(123450),
        ...     due_date=date(2026, 12, 15),
        ...     reference="1001",
        ...     error_code="040",
        ... )
        >>> receipt.is_rejected
        True
    """

    transmission: int
    assignment: int
    transaction: int
    kid: str = field(repr=masked_repr)
    amount: Ore
    due_date: date | None
    reference: str = field(default="", repr=masked_repr)
    error_code: str
    error_reference: str = field(default="", repr=False)
    unknown: Mapping[str, str] = field(default=_NO_GAPS, repr=False, hash=False)
    origin: str = field(default="", eq=False, repr=False)

    @property
    def is_rejected(self) -> bool:
        """Always: only rejected invoices have a receipt of their own."""
        return True


EfakturaReceipt = TransmissionReceipt | AssignmentReceipt | InvoiceReceipt
"""Any receipt, in the order of the file: a transmission, its assignments, their invoices."""
