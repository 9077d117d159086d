"""The rehearsal server: real HTTP on this machine."""

import base64
import hmac
import socket
import socketserver
import sys
import threading
from contextlib import ExitStack, suppress
from functools import partial
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Self

from attrs import define, field

from fakturakjerne_visma.testing.attendance import Attendance, Connection
from fakturakjerne_visma.testing.conversation import Conversation, Manners
from fakturakjerne_visma.testing.faults import Plan
from fakturakjerne_visma.testing.memory import Memory, Received

__all__ = ["RehearsalServer"]

_LOOPBACK: Final = "127.0.0.1"
_MEBIBYTE: Final = 1 << 20
_POLL_MILLISECONDS: Final = 20


@define(kw_only=True, eq=False)
class RehearsalServer:
    """Plays the ``fakturering_ws`` of a made-up installation, on loopback only.

    It is a context manager, can be entered once, and outlives nothing: on leaving, every connection
    is closed and every thread is over.  It remembers what it received, and prints nothing.

    Attributes:
        username: whom it lets in.
        password: with what.
        submit_path: where orders are handed over, below ``fakturering_ws/``.
        plan: what it does with them at first; :meth:`follow` changes it.
        port: to listen on; 0 for any that is free.
        patience: seconds until it gives up a connection that it leaves hanging.
        flood: bytes of a reply that floods.
        drip: milliseconds between the bytes of a reply that drips.

    Raises:
        OSError: when it is entered and the port is taken.

    Example:
        >>> import urllib.error, urllib.request
        >>> with RehearsalServer(username="KN", password="made up", submit_path="orders") as server:
        ...     try:
        ...         urllib.request.urlopen(server.url + "orders", data=b"<VUXML/>")
        ...     except urllib.error.HTTPError as error:
        ...         print(error.code)
        ...         error.close()
        401
        >>> [(each.status, each.authorized, each.taken) for each in server.received]
        [(401, False, False)]
    """

    username: str
    password: str = field(repr=False)
    submit_path: str
    plan: Plan = field(factory=Plan, repr=False)
    port: int = 0
    patience: int = 60
    flood: int = 64 * _MEBIBYTE
    drip: int = 50
    _memory: Memory = field(factory=Memory, init=False, repr=False)
    _closing: threading.Event = field(factory=threading.Event, init=False, repr=False)
    _attendance: Attendance = field(factory=Attendance, init=False, repr=False)
    _running: ExitStack = field(factory=ExitStack, init=False, repr=False)

    @property
    def url(self) -> str:
        """The address that a municipality would be given, while the server runs."""
        return f"http://{_LOOPBACK}:{self.port}/fakturering_ws/"

    @property
    def received(self) -> tuple[Received, ...]:
        """Every request, in the order in which they came; also after the server has closed."""
        return self._memory.received

    def taken(self, order: int) -> int:
        """Return how many times an order was taken."""
        return self._memory.taken(order)

    def follow(self, plan: Plan) -> None:
        """Do with what comes from here on as another plan says."""
        self.plan = plan
        self._memory.follow(plan)

    def settle(self) -> None:
        """Wait until every request that has reached the running server is remembered.

        For one who asks what was taken after a client has given up waiting: the request may still
        be on its way to the books.
        """
        with socket.create_connection((_LOOPBACK, self.port)) as last:
            last.shutdown(socket.SHUT_WR)
            last.recv(1)  # connections are met in the order in which they came
        while not self._attendance.is_settled():
            self._closing.wait(_POLL_MILLISECONDS / 1000)

    def __enter__(self) -> Self:
        """Listen."""
        self._memory.follow(self.plan)
        token = base64.b64encode(f"{self.username}:{self.password}".encode())
        manners = Manners(
            username=self.username,
            admits=lambda header: hmac.compare_digest(header.encode(), b"Basic " + token),
            submit_path=self.submit_path,
            wait=self._closing.wait,
            attendance=self._attendance,
            patience=self.patience,
            flood=self.flood,
            drip=self.drip,
        )
        listener = _Listener(manners, self._memory, port=self.port)
        self.port = listener.server_address[1]
        thread = threading.Thread(target=listener.listen, name="rehearsal")
        thread.start()
        for step in (thread.join, listener.close, listener.shutdown, self._closing.set):
            self._running.callback(step)  # they are called from the last to the first
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close every connection, and wait until every thread is over."""
        self._running.close()


class _Listener(ThreadingHTTPServer):
    """Gives each connection a thread, and can end them all."""

    daemon_threads = False  # so that server_close waits for them
    block_on_close = True

    def __init__(self, manners: Manners, memory: Memory, *, port: int) -> None:
        self._connections: list[Connection] = []
        self._attendance = manners.attendance
        super().__init__((_LOOPBACK, port), partial(Conversation, manners, memory))

    def server_bind(self) -> None:
        """Bind, without asking the network for the name of this machine as the parent does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = _LOOPBACK, self.server_address[1]

    def listen(self) -> None:
        """Take connections until shutdown is called."""
        self.serve_forever(poll_interval=_POLL_MILLISECONDS / 1000)

    def process_request(self, request: Connection, client_address: Any) -> None:  # noqa: ANN401 - as the parent has it
        """Remember a connection before its thread has it."""
        self._connections.append(request)
        self._attendance.begins(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Connection) -> None:
        """Forget a connection that is over."""
        self._connections.remove(request)
        self._attendance.leaves(request)
        super().shutdown_request(request)

    def close(self) -> None:
        """End the conversations that go on, wait for their threads, and give the port back."""
        connections = [each for each in self._connections if isinstance(each, socket.socket)]
        for connection in connections:
            with suppress(OSError):  # it may have ended itself just now
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def handle_error(self, request: Connection, client_address: Any) -> None:  # noqa: ANN401 - as the parent has it
        """Keep quiet of a client that has gone; tell of what is wrong here."""
        if not isinstance(
            sys.exception(), ConnectionError
        ):  # pragma: no cover - would be our error
            super().handle_error(request, client_address)
