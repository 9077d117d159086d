"""The dialect ``flatfile-upload``."""

from collections.abc import Sequence

from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne_visma.webservice.request import Request


class FlatfileUpload:
    """The extended flat file of one order, uploaded; inferred."""

    name = "flatfile-upload"
    verified = False
    media_type = "text/plain"

    def company_of(self, content: bytes) -> str | None:
        """Return the company that a document is for."""
        del content
        return None

    def request(self, content: bytes, *, name: str) -> Request:
        """Return the document as it is."""
        del name
        return Request(content=content, content_type="text/xml; charset=UTF-8")

    def receipt(self, content: bytes, *, content_type: str, orders: Sequence[int]) -> Receipt:
        """Return what a reply says."""
        del content, content_type, orders
        return Receipt(ReceiptStatus.UNKNOWN)

    def messages(self, content: bytes) -> tuple[str, ...]:
        """Return what an error reply says."""
        del content
        return ()
