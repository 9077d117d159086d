"""What a supplier's invoice refers to or brings with it."""

from binascii import a2b_base64
from datetime import date
from typing import Final

from attrs import field, frozen

from fakturakjerne.domain.masked import Masked

_ENDINGS: Final = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "text/csv": "csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
}


@frozen(kw_only=True, repr=False)
class DocumentReference(Masked):
    """Another document, by its number (BG-3: the invoice that a credit note is about).

    Example:
        >>> DocumentReference(number="1001", issue_date=date(2026, 3, 2)).number
        '1001'
    """

    number: str = ""
    issue_date: date | None = None


@frozen(kw_only=True, repr=False)
class Attachment(Masked):
    """A file that came inside an invoice (BT-125).

    Attributes:
        media_type: as stated, such as ``application/pdf``.
        stated_name: as stated; never a path to write to: use :meth:`file_name`.
        size: in bytes; 0 where that is not known.
        encoded: the content in base64, known to be well-formed and without space; None where it
            was refused, with a finding.

    Example:
        >>> Attachment(media_type="application/pdf", stated_name="../a.pdf", size=9).file_name(1)
        'attachment-1.pdf'
    """

    media_type: str = ""
    stated_name: str = ""
    size: int = 0
    encoded: str | None = field(default=None, repr=False)

    @property
    def content(self) -> bytes | None:
        """The bytes, decoded anew at each call; None where they were refused."""
        return None if self.encoded is None else a2b_base64(self.encoded, strict_mode=True)

    def file_name(self, number: int) -> str:
        """Return a name to write it under, made of its place and type and of nothing stated."""
        return f"attachment-{number}.{_ENDINGS.get(self.media_type, 'bin')}"


@frozen(kw_only=True, repr=False)
class SupportingDocument(Masked):
    """A document that explains an invoice (BG-24), inside it or elsewhere.

    Attributes:
        number: BT-122.
        type_code: none in most.
        description: BT-123.
        uri: where it lies (BT-124); never fetched.
        attachment: BT-125.

    Example:
        >>> SupportingDocument(number="T1", description="Timeliste").attachment is None
        True
    """

    number: str = ""
    type_code: str = ""
    description: str = ""
    uri: str = ""
    attachment: Attachment | None = None
