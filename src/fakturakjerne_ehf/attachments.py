"""Files inside a document: decoded strictly, and only if they are what they are said to be."""

import binascii
import re
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

_SPACE: Final = re.compile(r"[ \t\r\n]+")
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
        limit = min(self._each, self._left)
        size = len(text) * 3 // 4
        content = None
        if media_type not in MEDIA_TYPES:
            expected = ", ".join(MEDIA_TYPES)
            say(catalogue.ATTACHMENT_TYPE, {"value": show(media_type), "expected": expected})
        elif size > limit + 2:  # what the padding stands for
            say(catalogue.ATTACHMENT_SIZE, {"size": size, "limit": limit})
        else:
            content = _decoded(text)
            if content is None:
                say(catalogue.ATTACHMENT_BASE64, {})
            elif not _is(media_type, content):
                say(catalogue.ATTACHMENT_CONTENT, {"value": media_type})
                content = None
        if content is not None:
            size = len(content)
            self._left = max(0, self._left - size)
        return Attachment(media_type=media_type, stated_name=name, size=size, content=content)


def _decoded(text: str) -> bytes | None:
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        pass
    try:
        return binascii.a2b_base64(_SPACE.sub("", text), strict_mode=True)
    except ValueError:
        return None


def _is(media_type: str, content: bytes) -> bool:
    if media_type == _CSV:
        return not content.startswith(_OTHERS)
    return content.startswith(_BEGINNINGS[media_type])
