"""What became of a document that was handed over."""

from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen

from fakturakjerne.domain.identifiers import mask_within


class ReceiptStatus(Enum):
    """What is known of a document after it was handed over.

    Members:
        ACCEPTED: the receiver has it, and said so.
        REJECTED: the receiver said no; it does not have it.
        UNKNOWN: the receiver may have it: time ran out, or the connection was lost, after the bytes
            went out.  It is never sent again by itself; a person finds out and says so.
        NOT_SENT: nothing went out, or nothing that the receiver could have taken; it may be sent
            again.
    """

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    NOT_SENT = "not_sent"


def _shown(messages: Iterable[str]) -> tuple[str, ...]:
    return tuple(printable(mask_within(message)) for message in messages)


def printable(text: str) -> str:
    r"""Replace what would move the cursor of a terminal, or break a line of a table.

    Example:
        >>> printable("no \x1b[2J such\ncustomer")
        'no �[2J such customer'
    """
    words = " ".join(text.split())
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in words)


@frozen
class Receipt:
    """What a transport says of one document that it was given.

    Attributes:
        status: whether the receiver has it.
        reference: what the receiver calls it, such as the id that finance finds it by.
        messages: the receiver's own words; personal numbers in them are masked.
        stop: the next document would fare no better (wrong password, full disk): do not try it.

    Example:
        >>> Receipt(ReceiptStatus.REJECTED, messages=["Unknown customer 15819010029"]).messages
        ('Unknown customer 15*********',)
    """

    status: ReceiptStatus
    reference: str = field(default="", converter=printable)
    messages: tuple[str, ...] = field(default=(), converter=_shown)
    stop: bool = field(default=False, kw_only=True)
