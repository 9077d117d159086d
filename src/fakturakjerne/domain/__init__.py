"""Values and entities: pure, frozen, valid from the moment they exist."""

from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch, Read
from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.dimensions import NO_DIMENSIONS, Dimensions
from fakturakjerne.domain.efaktura_receipt import (
    AssignmentReceipt,
    AssignmentStatus,
    EfakturaReceipt,
    InvoiceReceipt,
    ReceiptStage,
    TransmissionReceipt,
    TransmissionStatus,
)
from fakturakjerne.domain.enrollment import (
    AnswerError,
    EnrollmentAction,
    EnrollmentAnswer,
    EnrollmentRecord,
    EnrollmentStatus,
)
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import (
    AccountNumber,
    CustomerId,
    NationalIdentityNumber,
    OrganizationNumber,
    ResourceNumber,
    UnusableId,
    parse_customer_id,
)
from fakturakjerne.domain.invoice import Invoice, Issuer, VatTotal
from fakturakjerne.domain.invoice_basis import InvoiceBasis, InvoiceLine, Period
from fakturakjerne.domain.kid import Kid, KidMethod, KidTemplate, kid_problem
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.mandate import Mandate, MandateKind
from fakturakjerne.domain.money import Ore, format_kroner, kroner, multiply
from fakturakjerne.domain.payment import Payment, PaymentKind

__all__ = [
    "NO_DIMENSIONS",
    "AccountNumber",
    "Address",
    "AnswerError",
    "AssignmentReceipt",
    "AssignmentStatus",
    "Charge",
    "Claim",
    "ControlTotals",
    "Customer",
    "CustomerId",
    "CustomerKind",
    "Dimensions",
    "Document",
    "EfakturaReceipt",
    "EnrollmentAction",
    "EnrollmentAnswer",
    "EnrollmentRecord",
    "EnrollmentStatus",
    "ExportBatch",
    "Finding",
    "Invoice",
    "InvoiceBasis",
    "InvoiceLine",
    "InvoiceReceipt",
    "Issuer",
    "Kid",
    "KidMethod",
    "KidTemplate",
    "Lease",
    "Mandate",
    "MandateKind",
    "NationalIdentityNumber",
    "Ore",
    "OrganizationNumber",
    "Payment",
    "PaymentKind",
    "Period",
    "Read",
    "ReceiptStage",
    "ResourceNumber",
    "Severity",
    "TransmissionReceipt",
    "TransmissionStatus",
    "UnusableId",
    "VatCode",
    "VatTotal",
    "format_kroner",
    "kid_problem",
    "kroner",
    "multiply",
    "parse_customer_id",
]
