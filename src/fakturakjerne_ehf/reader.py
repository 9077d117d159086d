"""From a document's bytes or tree to what it states."""

from collections.abc import Iterable
from typing import Final

from attrs import field, frozen

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.supplier_invoice import SupplierInvoice
from fakturakjerne.errors import RecordError
from fakturakjerne_ehf.attachments import AttachmentLimits
from fakturakjerne_ehf.profiles import refusal_of
from fakturakjerne_ehf.reading import Reading
from fakturakjerne_ehf.rows import Group, made
from fakturakjerne_ehf.tables import (
    CREDIT_NOTE_NEEDS,
    CREDIT_NOTE_TABLE,
    INVOICE_NEEDS,
    INVOICE_TABLE,
)
from fakturakjerne_ehf.tree import Tree, TreeLimits, parse, refusal

__all__ = ["ORIGIN", "ReadLimits", "read_document", "read_tree"]

ORIGIN: Final = "ehf"
"""How a document came that was read here (``SupplierInvoice.origin``)."""

_GROUPS: Final = {
    "invoice": Group(name="", table=INVOICE_TABLE, make=dict, needs=INVOICE_NEEDS),
    "credit_note": Group(name="", table=CREDIT_NOTE_TABLE, make=dict, needs=CREDIT_NOTE_NEEDS),
}


@frozen(kw_only=True)
class ReadLimits:
    """How much is accepted.

    Attributes:
        tree: of the document.
        attachments: of the files in it.
    """

    tree: TreeLimits = field(factory=TreeLimits)
    attachments: AttachmentLimits = field(factory=AttachmentLimits)


def read_document(
    data: bytes | Iterable[bytes], *, limits: ReadLimits | None = None
) -> Read[SupplierInvoice]:
    """Read one document; whatever its bytes are, nothing is raised.

    Args:
        data: the document, whole or cut anywhere.
        limits: how much is accepted; the defaults of :class:`ReadLimits` where None.

    Example:
        >>> read = read_document(b"<Order/>")
        >>> read.item, read.findings[0].code
        (None, 'ehf.root-other')
    """
    limits = limits or ReadLimits()
    try:
        tree = parse(data, limits=limits.tree)
    except RecordError as error:
        return Read(None, (refusal(error),))
    return read_tree(tree, limits=limits.attachments)


def read_tree(tree: Tree, *, limits: AttachmentLimits | None = None) -> Read[SupplierInvoice]:
    """Read a document that is parsed already, such as for the rules.

    All problems are told at once.  An optional part that cannot be read is left out and the rest
    survives; where an amount, a date or a party that must be there is missing, there is no item.

    Args:
        tree: the document.
        limits: how much may be attached; the defaults of :class:`AttachmentLimits` where None.
    """
    refused = refusal_of(tree)
    kind = tree.kind
    if refused is not None or kind is None:
        return Read(None, (refused,) if refused is not None else ())
    reading = Reading(tree, limits or AttachmentLimits())
    values = made(reading, tree.root, _GROUPS[kind])
    findings = tuple(reading.findings)
    if reading.broken or not isinstance(values, dict):
        return Read(None, findings)
    if kind == "credit_note":
        days = (means.due_date for means in values.get("payment_means", ()))
        values["due_date"] = next((day for day in days if day is not None), None)
    return Read(SupplierInvoice(kind=kind, origin=ORIGIN, **values), findings)
