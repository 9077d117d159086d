"""One connection to a rehearsal server: what is asked, what is done, what is remembered."""

import hashlib
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any, Final
from urllib.parse import quote

from attrs import evolve, frozen

from fakturakjerne_visma.testing.attendance import Attendance
from fakturakjerne_visma.testing.faults import Fault
from fakturakjerne_visma.testing.memory import Kind, Memory, Received
from fakturakjerne_visma.testing.reading import NOTHING, Submission, read_submission
from fakturakjerne_visma.testing.replies import (
    LOGIN_PAGE,
    UNAUTHORIZED,
    Reply,
    plain,
    reply_to,
)

__all__ = ["Conversation", "Manners"]

MODULE: Final = "/fakturering_ws/"
LOGIN: Final = f"{MODULE}login"
MOVED: Final = f"{MODULE}secure/moved"
LARGEST_BODY: Final = 64 << 20
_FLOOD_PIECE: Final = b"<fakturagrunnlag/>" * 3641  # just under 64 KiB
_NOTHING: Final = hashlib.sha256().hexdigest()


@frozen(kw_only=True)
class Manners:
    """How a server behaves beside its plan.

    Attributes:
        username: whom it lets in.
        admits: whether an Authorization header is the right one.
        submit_path: where orders are handed over, below the module.
        attendance: told of each connection where it stands.
        wait: waits so many seconds, or until the server closes; then true.
        patience: seconds until it gives up a connection that it leaves hanging.
        flood: bytes of a reply that floods.
        drip: milliseconds between the bytes of a reply that drips.
    """

    username: str
    admits: Callable[[str], bool]
    submit_path: str
    attendance: Attendance
    wait: Callable[[Any], bool]
    patience: int
    flood: int
    drip: int


class Conversation(BaseHTTPRequestHandler):
    """Answers the requests of one connection, one after the other."""

    protocol_version = "HTTP/1.1"
    server_version = "Rehearsal"
    sys_version = ""
    disable_nagle_algorithm = True  # a reply in two parts would wait for the client's next packet

    def __init__(self, manners: Manners, memory: Memory, *connection: Any) -> None:  # noqa: ANN401 - handed on to the parent as they come
        self._manners = manners
        self._memory = memory
        super().__init__(*connection)

    def handle_one_request(self) -> None:
        """Say that a request is under way before a byte of it is read."""
        self._manners.attendance.rests(self.connection)
        self.connection.recv(1, socket.MSG_PEEK)
        self._manners.attendance.begins(self.connection)
        super().handle_one_request()

    def do_GET(self) -> None:
        """Answer the probe, and show the page that redirects lead to."""
        self._converse()

    def do_POST(self) -> None:
        """Take an order."""
        self._converse()

    def do_PUT(self) -> None:
        """Take an order."""
        self._converse()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing: a request line may hold what nobody should read."""

    def _converse(self) -> None:
        self._content: bytes | None = None
        request = self._noticed()
        path = request.path
        submitting = self.command != "GET"
        if not request.authorized and path != LOGIN:
            self._tell(request, UNAUTHORIZED)
        elif submitting and path == MODULE + self._manners.submit_path:
            self._submission(evolve(request, kind=Kind.SUBMISSION))
        elif submitting and path == MOVED:
            self._handed_over(evolve(request, kind=Kind.SUBMISSION), Fault.ACCEPT)
        elif not submitting and path == f"{MODULE}secure/tasks/username/{self._user}":
            probe = evolve(request, kind=Kind.PROBE)
            self._act(probe, self._memory.probe(), submission=NOTHING)
        else:
            self._tell(request, LOGIN_PAGE if path == LOGIN else plain(404, "Not found"))

    @property
    def _user(self) -> str:
        return quote(self._manners.username, safe="")

    def _noticed(self) -> Received:
        """Return what is known of a request before its body is read."""
        return Received(
            kind=Kind.OTHER,
            method=self.command,
            path=self.path.partition("?")[0],
            authorized=self._manners.admits(self.headers.get("Authorization", "")),
            host=self.headers.get("Host", ""),
            sha256=_NOTHING,
            document_sha256=_NOTHING,
            at=datetime.now(UTC),
            nanoseconds=time.monotonic_ns(),
        )

    def _submission(self, request: Received) -> None:
        """Do with an order as the plan says, if need be before the order is known."""
        drawn, by_order = self._memory.draw()
        if drawn.is_before_the_body and not by_order:
            self._act(request, drawn, submission=NOTHING)
        else:
            self._handed_over(request, drawn, by_order=True)

    def _handed_over(self, request: Received, fault: Fault, *, by_order: bool = False) -> None:
        """Read an order, and do with it as the plan says."""
        body = self._body()
        if body is None:
            self._tell(request, plain(411, "A Content-Length of at most 64 MiB is required"))
            return
        found = read_submission(body, content_type=self.headers.get("Content-Type", ""))
        read = found or evolve(NOTHING, document=body)
        known = evolve(
            request,
            orders=read.orders,
            sha256=hashlib.sha256(body).hexdigest(),
            document_sha256=hashlib.sha256(read.document).hexdigest(),
        )
        chosen = self._memory.choose(read.orders, fault) if by_order else fault
        if found is None and chosen.takes:
            chosen = Fault.BAD_REQUEST
        self._act(known, chosen, submission=read)

    def _act(self, request: Received, fault: Fault, *, submission: Submission) -> None:
        """Do a fault, and remember it before the client can know."""
        request = evolve(
            request, fault=fault, taken=fault.takes and request.kind is Kind.SUBMISSION
        )
        match fault:
            case Fault.HANG_BEFORE | Fault.HANG | Fault.HANG_TAKEN:
                self._note(request)
                self._manners.wait(self._manners.patience)
                self.close_connection = True
            case Fault.DROP_BEFORE | Fault.DROP_TAKEN:
                self._note(request)
                self.close_connection = True
            case Fault.REDIRECT_LOGIN:
                self._tell(request, _redirect(302, LOGIN))
            case Fault.REDIRECT_SAME:
                self._tell(request, _redirect(307, MOVED))
            case Fault.REDIRECT_OTHER:
                port = self.connection.getsockname()[1]
                self._tell(request, _redirect(307, f"http://localhost:{port}{MOVED}"))
            case Fault.FLOOD:
                self._note(evolve(request, status=200))
                self._flood()
            case Fault.DRIP:
                self._note(evolve(request, status=200))
                self._drip(reply_to(submission, Fault.ACCEPT))
            case _:
                self._tell(request, reply_to(submission, fault))

    def _note(self, request: Received) -> None:
        self._memory.note(request)
        self._manners.attendance.is_remembered(self.connection)

    def _expect_more(self) -> None:
        """Let the next request count from now on: it may come with the last byte of the answer."""
        if not self.close_connection:
            self._manners.attendance.rests(self.connection)

    def _tell(self, request: Received, reply: Reply) -> None:
        """Answer; what was not read is read first, lest the client sees a broken connection."""
        if self._content is None and self._body() is None:
            self.close_connection = True
        self._note(evolve(request, status=reply.status))
        self._expect_more()
        self._head(reply, ("Content-Length", str(len(reply.content))))
        self.wfile.write(reply.content)

    def _body(self) -> bytes | None:
        """Read the body; None if its length is not told, or too great to read.

        Raises:
            ConnectionError: if the client goes before its end.
        """
        told = self.headers.get("Content-Length", "0" if self.command == "GET" else "")
        length = int(told) if told.isascii() and told.isdigit() else LARGEST_BODY + 1
        if length > LARGEST_BODY:
            return None
        self._content = self.rfile.read(length)
        if len(self._content) < length:
            raise ConnectionResetError
        return self._content

    def _head(self, reply: Reply, *headers: tuple[str, str]) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        for name, value in (*reply.headers, *headers):
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()

    def _flood(self) -> None:
        """Answer without an end, as far as the client sees."""
        self.close_connection = True
        self._head(Reply())
        self.wfile.write(b"<VUXML>")
        for _ in range(self._manners.flood // len(_FLOOD_PIECE)):
            self.wfile.write(_FLOOD_PIECE)

    def _drip(self, reply: Reply) -> None:
        """Answer byte by byte."""
        self._expect_more()
        self._head(reply, ("Content-Length", str(len(reply.content))))
        for position in range(len(reply.content)):
            if self._manners.wait(self._manners.drip / 1000):
                self.close_connection = True
                break
            self.wfile.write(reply.content[position : position + 1])


def _redirect(status: int, location: str) -> Reply:
    return plain(status, "Elsewhere", ("Location", location))
