"""A plain client of a rehearsal server, and documents for it."""

from __future__ import annotations

import base64
import http.client
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from fakturakjerne_visma.layouts import layout_of
from fakturakjerne_visma.testing import Plan, RehearsalServer

if TYPE_CHECKING:
    from collections.abc import Mapping

USER: Final = "KN"
PASSWORD: Final = "s3cret æøå"  # noqa: S105 - a test's own
SUBMIT: Final = "secure/orders"


@frozen(kw_only=True)
class Answer:
    """What came back."""

    status: int
    content: bytes
    headers: Mapping[str, str] = field(factory=dict)


def server(plan: Plan | None = None, **changes: int) -> RehearsalServer:
    return RehearsalServer(
        username=USER, password=PASSWORD, submit_path=SUBMIT, plan=plan or Plan(), **changes
    )


def xml(*orders: object) -> bytes:
    inside = "".join(f'<fakturagrunnlag company="1" eksternRef="{each}"/>' for each in orders)
    return f"<VUXML><fakturagrunnlagListe>{inside}</fakturagrunnlagListe></VUXML>".encode()


def flat_file(*orders: int) -> bytes:
    span = layout_of("extended", "FL").spans["ordreref"]
    lines = [b"FL".ljust(span.start) + str(each).encode().ljust(20) for each in orders]
    return b"\r\n".join([b"ST".ljust(62) + b"U", *lines, b"SL00000003"])


def authorization(password: str = PASSWORD) -> str:
    return f"Basic {base64.b64encode(f'{USER}:{password}'.encode()).decode()}"


def ask(
    server: RehearsalServer,
    content: bytes | None = None,
    *,
    path: str = SUBMIT,
    method: str = "POST",
    password: str = PASSWORD,
    content_type: str = "text/xml",
    seconds: int = 5,
) -> Answer:
    """Ask once on a connection of its own, as the right user."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=seconds)
    headers = {"Authorization": authorization(password), "Content-Type": content_type}
    try:
        connection.request(method, f"/fakturering_ws/{path}", body=content, headers=headers)
        reply = connection.getresponse()
        return Answer(status=reply.status, content=reply.read(), headers=dict(reply.getheaders()))
    finally:
        connection.close()
