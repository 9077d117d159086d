"""Every record to and from Nets, one class a layout; :func:`class_of` finds the one of a key."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fakturakjerne_nets.records.avtalegiro import (
    AvtaleGiroAssignmentStart,
    ClaimAmount,
    ClaimAssignmentEnd,
    ClaimReference,
    ClaimText,
    MandateAssignmentEnd,
    MandateRecord,
)
from fakturakjerne_nets.records.cells import CHARSET
from fakturakjerne_nets.records.century import Century
from fakturakjerne_nets.records.efaktura import (
    EfakturaAgreement,
    EfakturaAmount,
    EfakturaAssignmentEnd,
    EfakturaReference,
    InvoiceReference,
    ShownTotals,
    Specification,
)
from fakturakjerne_nets.records.ends import NETS, TransmissionEnd, TransmissionStart, date_digits
from fakturakjerne_nets.records.enrollment import (
    EfakturaAssignmentStart,
    EnrollmentAction,
    EnrollmentAssignmentEnd,
    EnrollmentName,
    EnrollmentState,
    EnrollmentUser,
    PartyAddress,
    PartyEmail,
    PartyName,
    PartyPhone,
)
from fakturakjerne_nets.records.form import Form, Level, Role
from fakturakjerne_nets.records.framework import (
    LENGTH,
    Counted,
    Record,
    Stated,
    UnknownRecord,
    layout,
    rewritten,
)
from fakturakjerne_nets.records.ocr import (
    OcrAmount,
    OcrAssignmentEnd,
    OcrAssignmentStart,
    OcrMessage,
    OcrReference,
)
from fakturakjerne_nets.records.place import Place, coded
from fakturakjerne_nets.records.receipts import (
    ReceiptedAssignmentEnd,
    ReceiptedAssignmentStart,
    ReceiptEnd,
    ReceiptStart,
    RejectedInvoice,
)

ALL: Final[tuple[type[Record], ...]] = (
    TransmissionStart,
    TransmissionEnd,
    EfakturaAssignmentStart,
    EnrollmentAction,
    EnrollmentState,
    EnrollmentName,
    PartyName,
    PartyAddress,
    PartyPhone,
    PartyEmail,
    EnrollmentUser,
    EnrollmentAssignmentEnd,
    ReceiptStart,
    ReceiptEnd,
    ReceiptedAssignmentStart,
    ReceiptedAssignmentEnd,
    RejectedInvoice,
    EfakturaAmount,
    EfakturaReference,
    ShownTotals,
    EfakturaAgreement,
    InvoiceReference,
    Specification,
    EfakturaAssignmentEnd,
    AvtaleGiroAssignmentStart,
    ClaimAmount,
    ClaimReference,
    ClaimText,
    ClaimAssignmentEnd,
    MandateRecord,
    MandateAssignmentEnd,
    OcrAssignmentStart,
    OcrAmount,
    OcrReference,
    OcrMessage,
    OcrAssignmentEnd,
)
"""In the order of the specification."""

_BY_KEY: Final[Mapping[bytes, type[Record]]] = MappingProxyType(
    {
        f"NY{cls.form.service}{kind}{cls.form.record}".encode(): cls
        for cls in ALL
        for kind in cls.form.types
    }
)


def class_of(key: bytes) -> type[Record] | None:
    """Return the class whose layout a record of these eight positions has, if any.

    Example:
        >>> class_of(b"NY091530").__name__, class_of(b"NY219330").__name__
        ('OcrAmount', 'ClaimAmount')
    """
    return _BY_KEY.get(key)


__all__ = [
    "ALL",
    "CHARSET",
    "LENGTH",
    "NETS",
    "AvtaleGiroAssignmentStart",
    "Century",
    "ClaimAmount",
    "ClaimAssignmentEnd",
    "ClaimReference",
    "ClaimText",
    "Counted",
    "EfakturaAgreement",
    "EfakturaAmount",
    "EfakturaAssignmentEnd",
    "EfakturaAssignmentStart",
    "EfakturaReference",
    "EnrollmentAction",
    "EnrollmentAssignmentEnd",
    "EnrollmentName",
    "EnrollmentState",
    "EnrollmentUser",
    "Form",
    "InvoiceReference",
    "Level",
    "MandateAssignmentEnd",
    "MandateRecord",
    "OcrAmount",
    "OcrAssignmentEnd",
    "OcrAssignmentStart",
    "OcrMessage",
    "OcrReference",
    "PartyAddress",
    "PartyEmail",
    "PartyName",
    "PartyPhone",
    "Place",
    "ReceiptEnd",
    "ReceiptStart",
    "ReceiptedAssignmentEnd",
    "ReceiptedAssignmentStart",
    "Record",
    "RejectedInvoice",
    "Role",
    "ShownTotals",
    "Specification",
    "Stated",
    "TransmissionEnd",
    "TransmissionStart",
    "UnknownRecord",
    "class_of",
    "coded",
    "date_digits",
    "layout",
    "rewritten",
]
