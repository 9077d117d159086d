"""EHF (Peppol BIS Billing 3): invoices and credit notes from suppliers, read and checked."""

from fakturakjerne_ehf.importer import EhfImporter, EhfImportOptions
from fakturakjerne_ehf.reader import ReadLimits, read_document, read_tree
from fakturakjerne_ehf.rules import validate

__all__ = [
    "EhfImportOptions",
    "EhfImporter",
    "ReadLimits",
    "read_document",
    "read_tree",
    "validate",
]
