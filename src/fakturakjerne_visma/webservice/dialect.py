"""Dialects: what makes a document a request, and a reply a receipt.

How Visma's fakturering web service takes an order is not public: no path, no schema, no sample of
its submit operation was found.  So it is kept behind this interface, both dialects are marked
``verified = False``, and their modules say what each part of them is inferred from.
"""

from collections.abc import Sequence
from typing import Literal, Protocol

from fakturakjerne.domain.receipt import Receipt
from fakturakjerne_visma.webservice.flatfile_upload import FlatfileUpload
from fakturakjerne_visma.webservice.request import Request
from fakturakjerne_visma.webservice.vuxml import Vuxml

__all__ = ["Dialect", "DialectName", "Request", "dialect"]

DialectName = Literal["vuxml", "flatfile-upload"]
"""The dialects that there are."""


class Dialect(Protocol):
    """One way to talk to the web service; keeps no state.

    Attributes:
        name: as the option ``dialect`` names it.
        verified: whether it is known to be what Visma takes; no dialect is, yet.
        media_type: of the documents that it takes.
    """

    name: str
    verified: bool
    media_type: str

    def company_of(self, content: bytes) -> str | None:
        """Return the company that a document is for; None where the format does not say."""
        ...

    def request(self, content: bytes, *, name: str) -> Request:
        """Wrap a document; its bytes stand unchanged in the body.

        Args:
            content: the document.
            name: its file name.
        """
        ...

    def receipt(self, content: bytes, *, content_type: str, orders: Sequence[int]) -> Receipt:
        """Return what a 2xx reply says of a document; never raises, whatever the bytes.

        Accepted only where the reply says so of the document's own order; unknown in all doubt.

        Args:
            content: the body of the reply.
            content_type: its header, empty where there was none.
            orders: the numbers of the document's orders.
        """
        ...

    def messages(self, content: bytes) -> tuple[str, ...]:
        """Return what an error reply (4xx, 5xx) says, where it can be read; never raises."""
        ...


def dialect(name: DialectName) -> Dialect:
    """Return a dialect by its name.

    Example:
        >>> dialect("vuxml").verified
        False
    """
    return Vuxml() if name == "vuxml" else FlatfileUpload()
