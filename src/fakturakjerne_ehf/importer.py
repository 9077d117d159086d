"""The importer ``ehf``: invoices and credit notes from suppliers, a file each."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.supplier_invoice import SupplierInvoice
from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.interface import PluginInfo, SpecReference
from fakturakjerne.plugin.options import option
from fakturakjerne_ehf import catalogue
from fakturakjerne_ehf.attachments import AttachmentLimits
from fakturakjerne_ehf.reader import ReadLimits, read_document
from fakturakjerne_ehf.tree import TreeLimits

_MOST_MEBIBYTES: Final = 1024
_ROOTS: Final = (b"ubl:schema:xsd:Invoice-2", b"ubl:schema:xsd:CreditNote-2")
_SPEC: Final = (
    SpecReference(
        document="Peppol BIS Billing 3.0, structure/syntax",
        version="3.0.19 (2025-Q2)",
        section="ubl-invoice.xml, ubl-creditnote.xml",
        trust="vendor",
    ),
)


@frozen(kw_only=True)
class EhfImportOptions:
    """Options of the importer.

    Raises:
        OptionsError: if a size is none.

    Example:
        >>> EhfImportOptions().max_mebibytes
        25
    """

    max_mebibytes: int = option(
        nb="Hvor stor en fil kan være, i MiB.",
        en="How large a file may be, in MiB.",
        default=25,
    )
    attachment_mebibytes: int = option(
        nb="Hvor stort hvert vedlegg kan være, i MiB; alle til sammen det dobbelte.",
        en="How large each attachment may be, in MiB; all of them together twice that.",
        default=10,
    )

    def __attrs_post_init__(self) -> None:
        """Hold the sizes against what they can be."""
        for name in ("max_mebibytes", "attachment_mebibytes"):
            value = getattr(self, name)
            if not 1 <= value <= _MOST_MEBIBYTES:
                raise OptionsError(
                    catalogue.OPTION_VALUE,
                    option=name,
                    value=value,
                    expected=f"1-{_MOST_MEBIBYTES}",
                )


class EhfImporter:
    """Reads an EHF document into what it states.

    Example:
        >>> [read] = EhfImporter().read([b"no XML"], EhfImportOptions())
        >>> read.item, read.findings[0].code
        (None, 'xml.malformed')
    """

    info = PluginInfo(
        name="ehf",
        title=Text(
            "ehf.title-import",
            nb="EHF-fakturaer og kreditnotaer (Peppol BIS Billing 3)",
            en="EHF invoices and credit notes (Peppol BIS Billing 3)",
        ),
        item_type=SupplierInvoice,
        media_type="application/xml",
        encoding="utf-8",
        spec=_SPEC,
        amounts="gross",
        texts=catalogue.TEXTS,
    )
    options_type = EhfImportOptions

    def recognize(self, head: bytes, *, name: str) -> bool:  # noqa: ARG002 - a supplier names it as it likes
        """Whether the namespace of a UBL invoice or credit note stands in the first bytes.

        EHF 2.0 is recognized too, so that it is refused with the sentence that says what it is.
        """
        plain = head.replace(b"\0", b"")
        return any(root in plain for root in _ROOTS)

    def read(
        self, chunks: Iterable[bytes], options: EhfImportOptions
    ) -> Iterator[Read[SupplierInvoice]]:
        """Yield the document, or why it is none."""
        limits = ReadLimits(
            tree=TreeLimits(mebibytes=options.max_mebibytes),
            attachments=AttachmentLimits(
                mebibytes=options.attachment_mebibytes,
                total_mebibytes=2 * options.attachment_mebibytes,
            ),
        )
        yield read_document(chunks, limits=limits)
