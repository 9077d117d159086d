"""Sockets with limits that hold, and with the knowledge of how far a request came.

A time limit for each read does not end a reply that drips byte by byte; so every wait of a request
asks its :class:`Budget` how long it may still take.  The same budget notes whether the first byte
of the request went out, which decides whether an order may be sent again.
"""

import logging
import selectors
import socket
import ssl
import threading
import time
from typing import Final, Self

import httpcore
from attrs import define

__all__ = ["Backend", "Budget", "QuietLog", "Stream"]

_END_OF_HEAD: Final = b"\r\n\r\n"
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

    Example:
        >>> budget = Budget.of(connect=10**9, read=10**9, total=0)
        >>> with socket.socket() as sock:
        ...     budget.allow(sock, limit=budget.read)
        Traceback (most recent call last):
        TimeoutError
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


class Stream(httpcore.NetworkStream):
    """A socket, every wait of which asks the budget; counts what a reply is long."""

    _socket: socket.socket

    def __init__(self, budget: Budget) -> None:
        self.begin(budget)

    def attach(self, sock: socket.socket) -> None:
        """Use a socket that is connected."""
        self._socket = sock

    def begin(self, budget: Budget) -> None:
        """Begin with a request of this budget."""
        self._budget = budget
        self._received = 0
        self._head = b""

    def has_received(self, length: int) -> bool:
        """Whether what came since the request began is a head and so many bytes, and no more."""
        head, end, _ = self._head.partition(_END_OF_HEAD)
        return bool(end) and self._received == len(head) + len(end) + length

    def read(self, max_bytes: int, timeout: object = None) -> bytes:
        """Read what there is, within the budget whatever httpcore asks for."""
        del timeout
        try:
            self._budget.allow(self._socket, limit=self._budget.read)
            data = self._socket.recv(max_bytes)
        except TimeoutError:
            raise httpcore.ReadTimeout from None
        except OSError as error:
            raise httpcore.ReadError(_reason(error)) from None
        self._received += len(data)
        if _END_OF_HEAD not in self._head:
            self._head += data
        return data

    def write(self, buffer: bytes, timeout: object = None) -> None:
        """Write all of it, and note that something went out."""
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
        """Close the socket."""
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: object = None,
    ) -> httpcore.NetworkStream:
        """Agree on TLS, and note that the certificate is valid."""
        del timeout
        try:
            self._budget.allow(self._socket, limit=self._budget.connect)
            self._socket = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except TimeoutError:
            self.close()
            raise httpcore.ConnectTimeout from None
        except (OSError, ValueError) as error:  # ValueError: a host name that TLS cannot carry
            self.close()
            raise httpcore.ConnectError(_reason(error)) from None
        self._budget.secured = True
        return self

    def get_extra_info(self, info: str) -> object:
        """Tell what httpcore asks of an idle connection: whether something can be read."""
        if info != "is_readable":
            return None
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ)
            return bool(selector.select(0))


class Backend(httpcore.NetworkBackend):
    """Connects within a budget.

    Attributes:
        stream: the connection, which stands once httpcore has asked for it.
    """

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.stream = Stream(budget)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: object = None,
        local_address: str | None = None,
        socket_options: object = None,
    ) -> httpcore.NetworkStream:
        """Try each address of a host; the machine's own limit holds for asking its name."""
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
                self.stream.attach(sock)
                return self.stream
        raise failure


def _reason(error: Exception) -> str:
    """Return what the machine says; nothing here comes from the other side."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    if isinstance(error, ssl.SSLError):
        return error.reason or "TLS"
    return getattr(error, "strerror", None) or type(error).__name__


class QuietLog(logging.Filter):
    """Keeps what a server says out of httpcore's log, for one thread, while it is open.

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
