"""The replies of a rehearsal server, in the form that the inferred dialect reads.

Shape of the XML: inferred from the reply of the voucher interface (``errorFlag``, ``errorMessages``
at three levels); trust: inferred.
"""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from attrs import frozen

from fakturakjerne_visma.testing.faults import Fault
from fakturakjerne_visma.testing.reading import Submission

__all__ = ["LOGIN_PAGE", "TASKS", "UNAUTHORIZED", "Reply", "plain", "reply_to", "verdict"]

RETRY_AFTER: Final = 1
"""Seconds that a refused client is asked to wait."""

_XML: Final = "text/xml; charset=UTF-8"
_HTML: Final = "text/html; charset=UTF-8"
_TEXT: Final = "text/plain; charset=UTF-8"

_OF_BATCH: Final = "Bunken har feil"
_OF_ORDER: Final = "Kunde 15819010029 finnes ikke"  # a synthetic person, for the client to mask
_OF_LINE: Final = "Varenr 9999 finnes ikke"


@frozen(kw_only=True)
class Reply:
    """An answer of HTTP.

    Attributes:
        status: its code.
        content: its body.
        content_type: what the body is.
        headers: further ones.
    """

    status: int = 200
    content: bytes = b""
    content_type: str = _XML
    headers: tuple[tuple[str, str], ...] = ()


LOGIN_PAGE: Final = Reply(
    content=b"<!DOCTYPE html><html><title>Logg inn</title><form>Bruker <input></form></html>",
    content_type=_HTML,
)
TASKS: Final = Reply(content=b'<?xml version="1.0" encoding="UTF-8"?>\n<tasks/>\n')


def plain(status: int, said: str, *headers: tuple[str, str]) -> Reply:
    """Return a reply of one sentence."""
    return Reply(status=status, content=said.encode(), content_type=_TEXT, headers=headers)


_CHALLENGE: Final = ("WWW-Authenticate", 'Basic realm="fakturering_ws"')
UNAUTHORIZED: Final = plain(401, "Unauthorized", _CHALLENGE)
_WAIT: Final = ("Retry-After", str(RETRY_AFTER))
_PLAIN: Final = MappingProxyType(
    {
        Fault.LOGIN_PAGE: LOGIN_PAGE,
        Fault.EMPTY: Reply(),
        Fault.UNAUTHORIZED: UNAUTHORIZED,
        Fault.FORBIDDEN: plain(403, "Forbidden"),
        Fault.NOT_FOUND: plain(404, "Not found"),
        Fault.TOO_MANY: plain(429, "Too many requests", _WAIT),
        Fault.UNAVAILABLE: plain(503, "Unavailable", _WAIT),
        Fault.SERVER_ERROR: plain(500, "Internal server error"),
        Fault.SERVER_ERROR_TAKEN: plain(500, "Internal server error"),
    }
)
_LEVELS: Final = MappingProxyType(
    {
        Fault.REJECT: (_OF_BATCH, _OF_ORDER, _OF_LINE),
        Fault.REJECT_BATCH: (_OF_BATCH, "", ""),
        Fault.REJECT_ORDER: ("", _OF_ORDER, ""),
        Fault.REJECT_LINE: ("", "", _OF_LINE),
        Fault.ERROR_FLAG: ("", "", ""),
        Fault.BAD_REQUEST: ("", _OF_ORDER, ""),
        Fault.UNPROCESSABLE: (_OF_BATCH, _OF_ORDER, _OF_LINE),
    }
)
_STATUS: Final = MappingProxyType({Fault.BAD_REQUEST: 400, Fault.UNPROCESSABLE: 422})


def reply_to(submission: Submission, fault: Fault) -> Reply:
    """Return what is answered to a submission, or to a probe if it has no orders.

    A file in a form is accepted with a plain ``200``; what else is said of it is as of XML.

    Args:
        submission: what was handed over; nothing for a probe.
        fault: one that is told by a reply alone; any other is answered as ACCEPT.
    """
    references = submission.references
    if fault in _PLAIN:
        return _PLAIN[fault]
    if not references and fault not in _STATUS:
        return TASKS
    levels = _LEVELS.get(fault)
    if fault is Fault.OTHER_ORDER:
        references = tuple(f"{reference}0" for reference in references)
    elif submission.is_file and levels is None:
        return plain(200, "200")
    return Reply(status=_STATUS.get(fault, 200), content=verdict(references, levels=levels))


def verdict(references: Sequence[str], *, levels: tuple[str, str, str] | None = None) -> bytes:
    """Return the XML that speaks of orders.

    Args:
        references: how the document names its orders: digits.
        levels: messages at batch, order and line, empty for none; None if all is well.
    """
    batch, order, line = levels or ("", "", "")
    flag = "SUCCESS" if levels is None else "ERROR"
    orders = "".join(
        f'<fakturagrunnlag eksternRef="{each}" errorFlag="{flag}"'
        + (f' reference="R-{each}">' if levels is None else ">")
        + f"{_messages(order)}{_line(line)}</fakturagrunnlag>"
        for each in references
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<VUXML><fakturagrunnlagListe errorFlag="{flag}">{_messages(batch)}{orders}'
        "</fakturagrunnlagListe></VUXML>\n"
    ).encode()


def _line(message: str) -> str:
    if not message:
        return ""
    return f'<linje lopenr="01" errorFlag="ERROR">{_messages(message)}</linje>'


def _messages(message: str) -> str:
    if not message:
        return ""
    return f"<errorMessages><errorMessage>{message}</errorMessage></errorMessages>"
