"""One connection a request, with limits that hold, and with the knowledge of how far it came.

A time limit for each read does not end a reply that drips byte by byte; so every wait of a request
asks its :class:`Budget` how long it may still take.  The same budget notes whether the first byte
of the request went out, which decides whether an order may be sent again.

A connection is used once: what a server might send after the end of a reply is never taken for the
reply to the next order, and no order meets a connection that the server is just closing.
"""

import logging
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from typing import Final, Self

import httpcore
import httpx
from attrs import define, field

__all__ = ["BUDGET", "Budget", "Line", "QuietLog"]

BUDGET: Final = "fakturakjerne.budget"
"""The key of a request's extensions that holds its budget."""

_A_SECOND: Final = 1_000_000_000


@define(kw_only=True)
class Budget:
    """How long one request may take, and how far it has come.

    The limits go by the machine's own clock, as sockets do.

    Attributes:
        connect: nanoseconds until the connection stands, TLS included.
        read: nanoseconds without a byte from the other side, or without being able to write one.
        ends: when the whole request must be over, by ``time.monotonic_ns``.
        reached: whether the host took the connection.
        secured: whether TLS was agreed on and the certificate is valid.
        sent: whether the first byte of the request went out, or may have.
    """

    connect: int
    read: int
    ends: int
    reached: bool = False
    secured: bool = False
    sent: bool = False

    @classmethod
    def of(cls, *, connect: int, read: int, total: int) -> "Budget":
        """Return a budget that begins now; all in nanoseconds."""
        return cls(connect=connect, read=read, ends=time.monotonic_ns() + total)

    def allow(self, sock: socket.socket, *, limit: int) -> None:
        """Let a socket wait as long as it may, at most so many nanoseconds.

        Raises:
            TimeoutError: if the whole request has used up its time.
        """
        left = min(limit, self.ends - time.monotonic_ns())
        if left <= 0:
            raise TimeoutError
        sock.settimeout(left / _A_SECOND)


class _Stream(httpcore.NetworkStream):
    """A socket, every wait of which asks the budget."""

    def __init__(self, sock: socket.socket, budget: Budget) -> None:
        self._socket = sock
        self._budget = budget

    def read(self, max_bytes: int, timeout: object = None) -> bytes:
        del timeout
        try:
            self._budget.allow(self._socket, limit=self._budget.read)
            return self._socket.recv(max_bytes)
        except TimeoutError:
            raise httpcore.ReadTimeout from None
        except OSError as error:
            raise httpcore.ReadError(_reason(error)) from None

    def write(self, buffer: bytes, timeout: object = None) -> None:
        del timeout
        left = memoryview(buffer)
        try:
            while left:
                self._budget.allow(self._socket, limit=self._budget.read)
                self._budget.sent = True
                left = left[self._socket.send(left) :]
        except TimeoutError:
            raise httpcore.WriteTimeout from None
        except OSError as error:
            raise httpcore.WriteError(_reason(error)) from None

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: object = None,
    ) -> httpcore.NetworkStream:
        del timeout
        try:
            self._budget.allow(self._socket, limit=self._budget.connect)
            secured = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except TimeoutError:
            self.close()
            raise httpcore.ConnectTimeout from None
        except (OSError, ValueError) as error:  # ValueError: a host name that TLS cannot carry
            self.close()
            raise httpcore.ConnectError(_reason(error)) from None
        self._budget.secured = True
        return _Stream(secured, self._budget)


class _Backend(httpcore.NetworkBackend):
    """Connects within a budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: object = None,
        local_address: str | None = None,
        socket_options: object = None,
    ) -> httpcore.NetworkStream:
        del timeout, local_address, socket_options
        try:
            addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(_reason(error)) from None
        failure: Exception = httpcore.ConnectError("no address")
        for family, kind, protocol, _, address in addresses:
            sock = socket.socket(family, kind, protocol)
            try:
                self._budget.allow(sock, limit=self._budget.connect)
                sock.connect(address)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except TimeoutError:
                sock.close()
                failure = httpcore.ConnectTimeout()
            except OSError as error:
                sock.close()
                failure = httpcore.ConnectError(_reason(error))
            else:
                self._budget.reached = True
                return _Stream(sock, self._budget)
        raise failure


def _reason(error: Exception) -> str:
    """Return what the machine says; nothing here comes from the other side."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    if isinstance(error, ssl.SSLError):
        return error.reason or "TLS"
    return getattr(error, "strerror", None) or type(error).__name__


class _Body(httpx.SyncByteStream):
    """The body of a reply; closing it closes its connection."""

    def __init__(self, response: httpcore.Response, connection: httpcore.HTTPConnection) -> None:
        self._response = response
        self._connection = connection

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
        self._connection.close()


@define
class Line(httpx.BaseTransport):
    """Opens one connection a request, within the budget that the request carries.

    What the other side called its status is left out of the response: httpx logs it, and it may
    repeat the password.
    """

    context: ssl.SSLContext | None = field(default=None, repr=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the response's body is read by whoever called.

        Raises:
            Exception: of httpcore, if the connection or the limits fail.
        """
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        connection = httpcore.HTTPConnection(
            url.origin,
            ssl_context=self.context,
            network_backend=_Backend(request.extensions[BUDGET]),
        )
        try:
            response = connection.handle_request(
                httpcore.Request(
                    request.method, url, headers=request.headers.raw, content=request.read()
                )
            )
        except BaseException:
            connection.close()
            raise
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response, connection)
        )


class QuietLog(logging.Filter):
    """Keeps what a server says out of httpcore's log, for the thread that made this filter.

    httpcore logs the headers of replies, and errors that quote them; a server may repeat there what
    it was sent, the password included.

    Example:
        >>> log = QuietLog()
        >>> said = "receive_response_headers.complete return_value=(b'HTTP/1.1', 200, b'hunter2')"
        >>> log.filter(logging.makeLogRecord({"msg": said, "thread": threading.get_ident()}))
        False
    """

    def __init__(self) -> None:
        super().__init__()
        self._thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        """Let through what we did, not what came back."""
        if record.thread != self._thread:
            return True
        step = record.getMessage().partition(" ")[0]
        return step.endswith(".started") or step.partition(".")[0] in ("connect_tcp", "start_tls")

    def __enter__(self) -> Self:
        """Attach it to httpcore's loggers."""
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Take it off again."""
        for name in _LOGGERS:
            logging.getLogger(name).removeFilter(self)


_LOGGERS: Final = ("httpcore.connection", "httpcore.http11")
