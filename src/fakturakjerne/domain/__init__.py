"""Values and entities: pure, frozen, valid from the moment they exist."""

from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch, Read
from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.dimensions import NO_DIMENSIONS, Dimensions
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import (
    CustomerId,
    NationalIdentityNumber,
    OrganizationNumber,
    ResourceNumber,
    UnusableId,
    parse_customer_id,
)
from fakturakjerne.domain.invoice_basis import InvoiceBasis, InvoiceLine, Period
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import Ore, format_kroner, kroner, multiply

__all__ = [
    "NO_DIMENSIONS",
    "Address",
    "Charge",
    "ControlTotals",
    "Customer",
    "CustomerId",
    "CustomerKind",
    "Dimensions",
    "Document",
    "ExportBatch",
    "Finding",
    "InvoiceBasis",
    "InvoiceLine",
    "Lease",
    "NationalIdentityNumber",
    "Ore",
    "OrganizationNumber",
    "Period",
    "Read",
    "ResourceNumber",
    "Severity",
    "UnusableId",
    "VatCode",
    "format_kroner",
    "kroner",
    "multiply",
    "parse_customer_id",
]
