"""What is posted to the web service."""

from attrs import field, frozen


@frozen(kw_only=True)
class Request:
    """A body, and what the header says it is.

    Attributes:
        content: the bytes of the body; they hold personal numbers, so that ``repr`` hides them.
        content_type: the header ``Content-Type``.

    Example:
        >>> Request(content=b"<VUXML/>", content_type="text/xml; charset=UTF-8")
        Request(content_type='text/xml; charset=UTF-8')
    """

    content: bytes = field(repr=False)
    content_type: str
