"""The dialect ``vuxml``: one XML document an order, and XML back.

All of it is inferred; ``vuxml_elements`` says from what, ``vuxml_reply`` what a reply means.
"""

from collections.abc import Sequence
from typing import Final

from fakturakjerne.codec.xml import XmlLimits, read_outline
from fakturakjerne.domain.receipt import Receipt
from fakturakjerne.errors import CodecError
from fakturakjerne_visma.webservice.request import Request
from fakturakjerne_visma.webservice.vuxml_elements import LIST, ORDER, ROOT
from fakturakjerne_visma.webservice.vuxml_reply import messages_of, receipt_of

_LARGEST_ORDER: Final = XmlLimits(mebibytes=64, depth=16)
_DEPTH_OF_AN_ORDER: Final = 3


class Vuxml:
    """Sends a document as it is, as ``text/xml``: so does the voucher API's one public client.

    Facts: visma.md 3.3 (trust C/D: whether that client ever ran against Visma is not known), for
    another module of the same family; that fakturering takes the like is inferred.

    Example:
        >>> Vuxml().request(b"<VUXML/>", name="external_34500001.xml").content_type
        'text/xml; charset=UTF-8'
    """

    name = "vuxml"
    verified = False
    media_type = "application/xml"

    def company_of(self, content: bytes) -> str | None:
        """Return the company of all orders in a document; empty where it has none, or several.

        Never None, since the format does say: what cannot be read is for no company.
        """
        try:
            root = read_outline([content], depth=_DEPTH_OF_AN_ORDER, limits=_LARGEST_ORDER)
        except CodecError:
            return ""
        if root.name != ROOT:
            return ""
        found = {
            order.attributes.get("company", "")
            for listed in root.children
            if listed.name == LIST
            for order in listed.children
            if order.name == ORDER
        }
        return found.pop() if len(found) == 1 else ""

    def request(self, content: bytes, *, name: str) -> Request:  # noqa: ARG002 - no name in the body
        """Return the document as it is."""
        return Request(content=content, content_type="text/xml; charset=UTF-8")

    def receipt(self, content: bytes, *, content_type: str, orders: Sequence[int]) -> Receipt:  # noqa: ARG002 - servers say text/html of anything; the body itself must be right
        """Return what a 2xx reply says, by the table of ``vuxml_reply``; never raises.

        The reference of an accepted order is what the reply calls it, or the order's own number.
        """
        return receipt_of(content, orders=orders)

    def messages(self, content: bytes) -> tuple[str, ...]:
        """Return what an error reply says: its ``errorMessage`` elements, its title, its text."""
        return messages_of(content)
