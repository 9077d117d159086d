"""The element that three things share: documents, the object of an invoice, and its project."""

from typing import Final

from attrs import field, frozen

from fakturakjerne.domain.supporting_document import SupportingDocument
from fakturakjerne_ehf.reading import Reading, Table, Values
from fakturakjerne_ehf.tree import Element

_OBJECT: Final = "130"
_PROJECT: Final = "50"


@frozen
class SupportingDocuments:
    """AdditionalDocumentReference: by its type code BT-18, BT-11 of a credit note, or BG-24.

    Attributes:
        table: of its children.
        keeps: the fields of the document that it fills with many.
    """

    table: Table = field(repr=False)
    keeps: tuple[str, ...] = ("object_ids", "documents")

    def read(self, reading: Reading, element: Element, values: Values) -> None:
        """Put it where its type code says."""
        inner: Values = {}
        reading.fill(element, self.table, inner)
        number = inner.pop("number", None)
        code = inner.get("type_code")
        if number is not None and code == _OBJECT:
            values.setdefault("object_ids", []).append(number)
        elif number is not None and code == _PROJECT and reading.kind == "credit_note":
            reading.keep(values, "project", number.value, element)
        else:
            inner["number"] = "" if number is None else number.value
            values.setdefault("documents", []).append(SupportingDocument(**inner))
