"""The dialect ``flatfile-upload``: the extended flat file of one order, as an uploaded form file.

Inferred.  The file is documented (the vendor's text).  That it can be uploaded is not: a sibling
module, ``hrm_ws``, has an operation ``secure/persons/import`` that takes ``multipart/form-data``
with one part named ``file``, and one public client judges its success by whether the body of the
reply holds ``200``; that client has the call commented out (trust D).
"""

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne_visma.webservice.request import Request
from fakturakjerne_visma.webservice.vuxml_reply import messages_of, receipt_of

_ACCEPTED: Final = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*200(?: OK)?[ \t\r\n]*")
_PLAIN: Final = ("", "text/plain")
_ESCAPED: Final = {ord('"'): "%22", ord("\r"): "%0D", ord("\n"): "%0A"}


class FlatfileUpload:
    r"""Wraps the file in a form, its bytes unchanged.

    Accepted is only a reply whose whole body is ``200`` or ``200 OK``, as plain text or without a
    content type: that body *contains* ``200`` as the one client asks, but "1200 kr" does too, and
    so does a login page.  A reply in XML is read as ``vuxml`` reads it, which must name the order
    itself.  All else is unknown: no reply of a refusal is known.

    Example:
        >>> request = FlatfileUpload().request(b"SL00000002\r\n", name="external_34500001.txt")
        >>> request.content_type.rpartition('-')[0]
        'multipart/form-data; boundary=fakturakjerne'
    """

    name = "flatfile-upload"
    verified = False
    media_type = "text/plain"

    def company_of(self, content: bytes) -> str | None:  # noqa: ARG002 - the file has no such column
        """Return None: the flat file does not say which company it is for."""
        return None

    def request(self, content: bytes, *, name: str) -> Request:
        """Return a form of one file; the same file gives the same bytes.

        Args:
            content: the file.
            name: its name; quotes and line breaks are escaped as browsers do.
        """
        boundary = _boundary(content)
        filename = name.translate(_ESCAPED)
        head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="file"; filename="{filename}"\r\n'
            "Content-Type: text/plain\r\n\r\n"
        )
        return Request(
            content=head.encode("utf-8", "replace") + content + f"\r\n--{boundary}--\r\n".encode(),
            content_type=f"multipart/form-data; boundary={boundary}",
        )

    def receipt(self, content: bytes, *, content_type: str, orders: Sequence[int]) -> Receipt:
        """Return accepted or rejected by the rules above, else unknown; never raises.

        The reference of an accepted order is its number, which the file has in ORDREREF.
        """
        kind = content_type.partition(";")[0].strip().lower()
        if kind in _PLAIN and _ACCEPTED.fullmatch(content):
            return Receipt(ReceiptStatus.ACCEPTED, ", ".join(map(str, orders)))
        return receipt_of(content, orders=orders)

    def messages(self, content: bytes) -> tuple[str, ...]:
        """Return what an error reply says: its ``errorMessage`` elements, its title, its text."""
        return messages_of(content)


def _boundary(content: bytes) -> str:
    """Return a boundary that does not occur in the content, made of the content itself."""
    digest = hashlib.sha256(content)
    while True:
        boundary = f"fakturakjerne-{digest.hexdigest()[:32]}"
        if boundary.encode() not in content:
            return boundary
        digest.update(b"x")  # pragma: no cover - a file that holds a part of its own hash
