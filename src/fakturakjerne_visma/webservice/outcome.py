"""What the answer to an order means.

==============================  ==========================================  =====================
answer                          receipt                                     again?
==============================  ==========================================  =====================
no connection (name, refused,   not_sent, stop                              with back-off, up to
TLS, connect time-out)                                                      ``retries``
time-out or loss after the      unknown                                     never
first byte of the request
2xx, body readable              what the dialect says                       never
2xx, body too large, encoded,   unknown                                     never
late or cut off
301, 302, 303, other 3xx        unknown, stop                               never
307, 308, same host             not_sent, stop                              there, at most 3 times
307, 308, elsewhere             not_sent, stop                              never
401, 403, 407                   not_sent, stop                              never
404, 405, 410, 415              not_sent, stop (path, method or dialect)    never
408                             unknown (the order may have been read)      never
429, 503                        not_sent, stop                              with back-off and
                                                                            Retry-After
other 4xx                       rejected, with the service's messages       never
other 5xx                       unknown, with the service's messages        never
1xx and what is no status       unknown                                     never
==============================  ==========================================  =====================

A not_sent order may be sent again by a person's command, an unknown one only after a person has
found out.  After ``max_unknown`` unknown ones in a row the transport stops as well.
"""

from collections.abc import Callable, Container, Sequence
from typing import Final

from attrs import evolve, frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne_visma.webservice import client_catalogue as catalogue
from fakturakjerne_visma.webservice.address import host_of, same_origin
from fakturakjerne_visma.webservice.client import Answer, Failure, Reply
from fakturakjerne_visma.webservice.dialect import Dialect
from fakturakjerne_visma.webservice.wording import not_sent, said

__all__ = ["Asked", "Outcome", "judge"]

_UNKNOWN: Final = ReceiptStatus.UNKNOWN


@frozen(kw_only=True)
class Asked:
    """What was asked.

    Attributes:
        url: where the order was sent.
        orders: the order numbers in the document.
        dialect: what its reply is read by.
        tries: how often it was tried, from 1.
    """

    url: str
    orders: Sequence[int]
    dialect: Dialect
    tries: int = 1


@frozen(kw_only=True)
class Outcome:
    """What one answer means.

    Attributes:
        receipt: what holds if there is no further try.
        again: whether a further try is safe: the service cannot have taken the order.
        retry_after: how long the service asks to be left alone, as its header says.
        follow: where the same order is to be sent instead; empty where it is not.

    Example:
        >>> from fakturakjerne_visma.webservice.dialect import dialect
        >>> asked = Asked(url="https://visma/x", orders=[1], dialect=dialect("vuxml"))
        >>> judge(Reply(status=500), asked).receipt.status.value
        'unknown'
        >>> judge(Reply(status=503), asked).again
        True
    """

    receipt: Receipt
    again: bool = False
    retry_after: str = ""
    follow: str = ""


def judge(answer: Answer, asked: Asked) -> Outcome:
    """Return what an answer to an order means; the table above, row by row."""
    if isinstance(answer, Failure):
        return _failed(answer, asked)
    row = next((row for statuses, row in _ROWS if answer.status in statuses), _unexpected)
    return row(answer, asked)


def _failed(answer: Failure, asked: Asked) -> Outcome:
    if answer.sent:
        text = catalogue.TIMED_OUT if answer.timed_out else catalogue.LOST
        return Outcome(receipt=Receipt(_UNKNOWN, messages=[said(text, kind=answer.reason)]))
    receipt = not_sent(
        catalogue.NO_CONNECTION, host=host_of(asked.url), reason=answer.reason, tries=asked.tries
    )
    return Outcome(receipt=receipt, again=True)


def _succeeded(answer: Reply, asked: Asked) -> Outcome:
    if answer.unread:
        return Outcome(receipt=Receipt(_UNKNOWN, messages=[_not_read(answer)]))
    receipt = asked.dialect.receipt(
        answer.content, content_type=answer.content_type, orders=asked.orders
    )
    if receipt.status is _UNKNOWN:
        unclear = said(catalogue.REPLY_UNCLEAR, status=answer.status)
        receipt = evolve(receipt, messages=[unclear, *receipt.messages])
    return Outcome(receipt=receipt)


def _sent_elsewhere(answer: Reply, asked: Asked) -> Outcome:
    receipt = not_sent(catalogue.REDIRECT_REFUSED, status=answer.status, target=_target(answer))
    follow = answer.location if same_origin(answer.location, asked.url) else ""
    return Outcome(receipt=receipt, follow=follow)


def _redirected(answer: Reply, _asked: Asked) -> Outcome:
    message = said(catalogue.REDIRECT_AFTER, status=answer.status, target=_target(answer))
    return Outcome(receipt=Receipt(_UNKNOWN, messages=[message], stop=True))


def _busy(answer: Reply, asked: Asked) -> Outcome:
    receipt = not_sent(
        catalogue.BUSY,
        status=answer.status,
        retry_after=answer.retry_after or "-",
        tries=asked.tries,
    )
    receipt = _with_messages(receipt, answer, asked)
    return Outcome(receipt=receipt, again=True, retry_after=answer.retry_after)


def _login_refused(answer: Reply, asked: Asked) -> Outcome:
    receipt = not_sent(catalogue.LOGIN_REFUSED, status=answer.status)
    return Outcome(receipt=_with_messages(receipt, answer, asked))


def _wrong_operation(answer: Reply, asked: Asked) -> Outcome:
    receipt = not_sent(catalogue.WRONG_OPERATION, status=answer.status)
    return Outcome(receipt=_with_messages(receipt, answer, asked))


def _rejected(answer: Reply, asked: Asked) -> Outcome:
    receipt = _said_of(ReceiptStatus.REJECTED, catalogue.REJECTED, answer)
    return Outcome(receipt=_with_messages(receipt, answer, asked))


def _server_failed(answer: Reply, asked: Asked) -> Outcome:
    receipt = _said_of(_UNKNOWN, catalogue.SERVER_FAILED, answer)
    return Outcome(receipt=_with_messages(receipt, answer, asked))


def _unexpected(answer: Reply, asked: Asked) -> Outcome:
    receipt = _said_of(_UNKNOWN, catalogue.STATUS_UNEXPECTED, answer)
    return Outcome(receipt=_with_messages(receipt, answer, asked))


_ROWS: Final[Sequence[tuple[Container[int], Callable[[Reply, Asked], Outcome]]]] = (
    (range(200, 300), _succeeded),
    ((307, 308), _sent_elsewhere),
    (range(300, 400), _redirected),
    ((401, 403, 407), _login_refused),
    ((404, 405, 410, 415), _wrong_operation),
    ((408,), _server_failed),
    ((429, 503), _busy),
    (range(400, 500), _rejected),
    (range(500, 600), _server_failed),
)
"""The statuses of HTTP and what they mean; the first row that fits counts."""


def _target(answer: Reply) -> str:
    return host_of(answer.location) if answer.location else "-"


def _said_of(status: ReceiptStatus, text: Text, answer: Reply) -> Receipt:
    return Receipt(status, messages=[said(text, status=answer.status)])


def _not_read(answer: Reply) -> str:
    return said(catalogue.REPLY_UNREAD, status=answer.status, reason=answer.unread)


def _with_messages(receipt: Receipt, answer: Reply, asked: Asked) -> Receipt:
    """Add what the service says of itself, where it can be read."""
    more = [_not_read(answer)] if answer.unread else asked.dialect.messages(answer.content)
    return evolve(receipt, messages=(*receipt.messages, *more))
