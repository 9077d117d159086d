"""Files inside a document: base64 read strictly, and held against what they are said to be."""

import re
import string
from binascii import a2b_base64
from collections.abc import Callable, Mapping
from typing import Final

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.supporting_document import Attachment
from fakturakjerne.plugin.cells import show
from fakturakjerne_ehf import catalogue

_ZIP: Final = (b"PK\x03\x04",)
_OTHERS: Final = (*_ZIP, b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"MZ", b"\x7fELF", b"#!", b"<")
_BEGINNINGS: Final[Mapping[str, tuple[bytes, ...]]] = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _ZIP,
    "application/vnd.oasis.opendocument.spreadsheet": _ZIP,
}
_CSV: Final = "text/csv"
MEDIA_TYPES: Final = (*_BEGINNINGS, _CSV)
"""What may be attached (CL001)."""

_SPACE: Final = " \t\r\n"
_DIGITS: Final = string.ascii_letters.encode() + string.digits.encode() + b"+/"
_PADDINGS: Final = ("", "=", "==")
_PIECE: Final = 1 << 16
_HEAD: Final = 64
_NO_NAME: Final = re.compile(r"[/\\:\x00-\x1f\x7f]|^\.|^\s*$")

Say = Callable[[Text, Mapping[str, object]], None]


@frozen(kw_only=True)
class AttachmentLimits:
    """How much may be attached.

    Attributes:
        mebibytes: of each file.
        total_mebibytes: of all files of a document.
    """

    mebibytes: int = 10
    total_mebibytes: int = 20


class AttachmentReader:
    r"""Decodes the attachments of one document.

    Args:
        limits: how much is accepted.

    Example:
        >>> reader = AttachmentReader(AttachmentLimits())
        >>> said = []
        >>> attachment = reader.read("YTtiCg==", media_type="text/csv", name="../a.csv",
        ...     say=lambda text, values: said.append(text.code))
        >>> attachment.content, attachment.size, said
        (b'a;b\n', 4, ['ehf.attachment-name'])
    """

    def __init__(self, limits: AttachmentLimits) -> None:
        self._each = limits.mebibytes << 20
        self._left = limits.total_mebibytes << 20

    def read(self, text: str, *, media_type: str, name: str, say: Say) -> Attachment:
        """Return the attachment; without its content where that is refused, after saying why."""
        if _NO_NAME.search(name):
            say(catalogue.ATTACHMENT_NAME, {"value": show(name)})
        if media_type not in MEDIA_TYPES:
            expected = ", ".join(MEDIA_TYPES)
            say(catalogue.ATTACHMENT_TYPE, {"value": show(media_type), "expected": expected})
            return Attachment(media_type=media_type, stated_name=name)
        encoded = _encoded(text)
        if encoded is None:
            say(catalogue.ATTACHMENT_BASE64, {})
            return Attachment(media_type=media_type, stated_name=name)
        size = len(encoded) // 4 * 3 - encoded[-2:].count("=")
        limit = min(self._each, self._left)
        if size > limit:
            say(catalogue.ATTACHMENT_SIZE, {"size": size, "limit": limit})
            encoded = None
        else:
            self._left -= size
            if not _is(media_type, a2b_base64(encoded[:_HEAD])):
                say(catalogue.ATTACHMENT_CONTENT, {"value": media_type})
        return Attachment(media_type=media_type, stated_name=name, size=size, encoded=encoded)


def _encoded(text: str) -> str | None:
    """Return base64 without space; None where it is no base64, strictly.

    Several times as fast as decoding, which is left to whoever wants the content.
    """
    if not text.isascii():
        return None
    others = _beside_digits(text)
    if others not in _PADDINGS:
        for space in _SPACE:
            text = text.replace(space, "")
        others = _beside_digits(text)
    if others not in _PADDINGS or len(text) % 4 or not text.endswith(others):
        return None
    return text


def _beside_digits(text: str) -> str:
    """Return all characters that are no digits of base64; in pieces that stay in the cache."""
    return b"".join(
        text[start : start + _PIECE].encode("ascii").translate(None, _DIGITS)
        for start in range(0, len(text), _PIECE)
    ).decode("ascii")


def _is(media_type: str, head: bytes) -> bool:
    if media_type == _CSV:
        return not head.startswith(_OTHERS)
    return head.startswith(_BEGINNINGS[media_type])
