"""What a ``vuxml`` reply means: accepted, rejected, or not known.

The form of a reply is *inferred* from the voucher API (*unverified*, see
:mod:`~fakturakjerne_visma.webservice.vuxml_elements`): the root again, an ``errorFlag`` that is
``ERROR`` or ``SUCCESS`` on the batch and on each item, and ``errorMessages`` on batch, item and
line.  That an order is known by its ``eksternRef`` is ours.

In all doubt the answer is unknown, since a wrong "accepted" is an order that is never billed, and a
wrong "rejected" one that is billed twice.  "None" is no ``errorFlag`` at all:

=============  =======  ===================================================  ========
own order      batch    and                                                  receipt
=============  =======  ===================================================  ========
ERROR          any                                                           rejected
SUCCESS        any      no line of it has a flag but SUCCESS                 accepted
none           SUCCESS  no line of it has a flag but SUCCESS                 accepted
none, unnamed  ERROR    a message; no other order named, no SUCCESS at all   rejected
else           else                                                          unknown
=============  =======  ===================================================  ========

Unknown are also: an order that is named twice, more than one batch, another root, no XML, a
document type, any other word for a flag, and what is too large or too deep.  Messages are kept
whatever the answer is.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from fakturakjerne.codec.xml import XmlElement
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne_visma.webservice.reply_text import parsed, plain_messages, said
from fakturakjerne_visma.webservice.vuxml_elements import (
    ERROR,
    ERROR_FLAG,
    EXTERNAL_REFERENCE,
    LINE,
    LIST,
    MESSAGE,
    MESSAGES,
    ORDER,
    REFERENCE,
    ROOT,
    SUCCESS,
)

_UNKNOWN: Final = ReceiptStatus.UNKNOWN
_LONGEST_REFERENCE: Final = 100


def receipt_of(content: bytes, *, orders: Sequence[int]) -> Receipt:
    """Return what a reply says of orders that were sent together; never raises.

    Args:
        content: the reply, whatever it is.
        orders: as a rule one; the answer is one for all of them, or unknown.
    """
    root = parsed(content)
    if root is None:
        return Receipt(_UNKNOWN, messages=plain_messages(content))
    if root.name != ROOT:
        return Receipt(_UNKNOWN, messages=messages_of(content))
    reply = _Reply(root)
    statuses = {reply.status_of(str(order)) for order in orders}
    status = statuses.pop() if len(statuses) == 1 else _UNKNOWN
    references = map(reply.name_of, map(str, orders))
    return Receipt(
        status,
        ", ".join(references) if status is ReceiptStatus.ACCEPTED else "",
        said(reply.texts(frozenset(map(str, orders)))),
    )


def messages_of(content: bytes) -> tuple[str, ...]:
    """Return all messages of a reply, wherever they stand, or what it says without being XML."""
    root = parsed(content)
    if root is None:
        return plain_messages(content)
    return said(_texts_within(root)) or plain_messages(content)


@frozen
class _Reply:
    """A reply whose root is the right one."""

    root: XmlElement

    def status_of(self, reference: str) -> ReceiptStatus:
        """Return what the table above says of an order."""
        batches = _children(self.root, LIST)
        if len(batches) > 1:
            return _UNKNOWN
        named = [order for order in self.orders if _reference(order) == reference]
        if len(named) > 1:
            return _UNKNOWN
        flag = named[0].attributes.get(ERROR_FLAG) if named else None
        if flag == ERROR:
            return ReceiptStatus.REJECTED
        if named and (flag == SUCCESS or (flag is None and self.flags == {SUCCESS})):
            return _UNKNOWN if _has_wrong_line(named[0]) else ReceiptStatus.ACCEPTED
        if ERROR in self.flags and self._is_all_refused(reference):
            return ReceiptStatus.REJECTED
        return _UNKNOWN

    def name_of(self, reference: str) -> str:
        """Return what the receiver calls an order: a reference of its own, or the order's number."""
        named = [order for order in self.orders if _reference(order) == reference]
        own = said(order.attributes.get(REFERENCE, "") for order in named)
        return own[0][:_LONGEST_REFERENCE] if own else reference

    @property
    def orders(self) -> list[XmlElement]:
        """All orders that the reply names."""
        return [order for batch in _children(self.root, LIST) for order in _children(batch, ORDER)]

    @property
    def flags(self) -> set[str]:
        """What the batch says, which may stand on the root."""
        batch = (self.root, *_children(self.root, LIST))
        return {each.attributes[ERROR_FLAG] for each in batch if ERROR_FLAG in each.attributes}

    def texts(self, references: frozenset[str]) -> Iterator[str]:
        """Yield the messages of the batch, of these orders, and of their lines."""
        for batch in (self.root, *_children(self.root, LIST)):
            yield from _messages(batch)
        for order in self.orders:
            if _reference(order) in references or not _reference(order):
                yield from _messages(order)
                for line in _children(order, LINE):
                    yield from _messages(line)

    def _is_all_refused(self, reference: str) -> bool:
        """Whether the batch was refused as a whole, in so many words, and nothing contradicts."""
        if SUCCESS in self.flags or any(
            ERROR_FLAG in order.attributes and order.attributes[ERROR_FLAG] != ERROR
            for order in self.orders
        ):
            return False
        strangers = [each for each in self.orders if _reference(each) not in {reference, ""}]
        return not strangers and bool(said(self.texts(frozenset({reference}))))


def _children(parent: XmlElement, name: str) -> list[XmlElement]:
    return [child for child in parent.children if child.name == name]


def _reference(order: XmlElement) -> str:
    return order.attributes.get(EXTERNAL_REFERENCE, "").strip()


def _has_wrong_line(order: XmlElement) -> bool:
    return any(
        line.attributes.get(ERROR_FLAG, SUCCESS) != SUCCESS for line in _children(order, LINE)
    )


def _messages(owner: XmlElement) -> Iterator[str]:
    for container in _children(owner, MESSAGES):
        for message in _children(container, MESSAGE):
            yield message.text


def _texts_within(element: XmlElement) -> Iterator[str]:
    if element.name == MESSAGE:
        yield element.text
    for child in element.children:
        yield from _texts_within(child)
