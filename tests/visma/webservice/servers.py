"""Real servers on loopback that behave as badly as a test wants, and remember what they got."""

from __future__ import annotations

import re
import socket
import struct
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from attrs import define, field, frozen

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *([0-9]+)")
_CLOSED = b"Connection: close\r\n"


@frozen
class Got:
    """One request, as it came over the wire."""

    head: bytes
    body: bytes

    @property
    def line(self) -> str:
        return self.head.split(b"\r\n", 1)[0].decode()

    def header(self, name: str) -> str:
        found = re.search(rf"(?im)^{name}: *(.*?)\r$", self.head.decode("latin-1"))
        return found[1] if found else ""


class Behaviour(Protocol):
    """What a server does with one connection, once it has the request."""

    def __call__(self, connection: socket.socket, got: Got, stop: threading.Event) -> None: ...


@define
class Server:
    """Serves one connection after the other; the last behaviour goes on for ever."""

    behaviours: list[Behaviour]
    scheme: str = "http"
    reads: bool = True
    got: list[Got] = field(factory=list)
    port: int = 0
    stop: threading.Event = field(factory=threading.Event)

    @property
    def url(self) -> str:
        host = "localhost" if self.scheme == "https" else "127.0.0.1"
        return f"{self.scheme}://{host}:{self.port}/fakturering_ws/"

    def serve(self, connection: socket.socket, context: ssl.SSLContext | None) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            stream = context.wrap_socket(connection, server_side=True) if context else connection
            with stream:
                got = _received(stream) if self.reads else Got(b"", b"")
                if got is None:
                    return
                self.got.append(got)
                many = len(self.behaviours) > 1
                behave = self.behaviours.pop(0) if many else self.behaviours[0]
                behave(stream, got, self.stop)


@contextmanager
def serving(
    *behaviours: Behaviour, context: ssl.SSLContext | None = None, reads: bool = True
) -> Iterator[Server]:
    server = Server(list(behaviours), "https" if context else "http", reads)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server.port = listener.getsockname()[1]
        listener.settimeout(0.02)

        def run() -> None:
            while not server.stop.is_set():
                with suppress(TimeoutError):
                    connection, _ = listener.accept()
                    server.serve(connection, context)

        thread = threading.Thread(target=run)
        thread.start()
        try:
            yield server
        finally:
            server.stop.set()
            thread.join()


def _received(connection: socket.socket) -> Got | None:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(1 << 16)
        if not part:
            return None
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    head += b"\r\n"
    length = _LENGTH.search(head)
    while length and len(body) < int(length[1]):
        body += connection.recv(1 << 16)
    return Got(head, body)


def answers(status: str = "200 OK", body: bytes = b"OK 4711", headers: str = "") -> Behaviour:
    """Answer at once."""

    def behave(connection: socket.socket, got: Got, stop: threading.Event) -> None:
        length = f"Content-Length: {len(body)}\r\n"
        head = f"HTTP/1.1 {status}\r\n{headers}{length}".encode("latin-1")
        connection.sendall(head + _CLOSED + b"\r\n" + body)

    return behave


def says(raw: bytes) -> Behaviour:
    """Send these bytes, and close."""

    def behave(connection: socket.socket, got: Got, stop: threading.Event) -> None:
        connection.sendall(raw)

    return behave


def hangs(connection: socket.socket, got: Got, stop: threading.Event) -> None:
    """Take the request and say nothing."""
    stop.wait(5)


def resets(connection: socket.socket, got: Got, stop: threading.Event) -> None:
    """Take the request, and break the connection off without a farewell."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def keeps(heard: list[Got], *replies: bytes) -> Behaviour:
    """Answer one request after the other over one connection; the first is heard already."""

    def behave(connection: socket.socket, got: Got, stop: threading.Event) -> None:
        for reply in replies:
            heard.append(got)
            connection.sendall(reply)
            more = _received(connection)
            if more is None:
                return
            got = more
        heard.append(got)

    return behave


def drips(start: bytes) -> Behaviour:
    """Send a beginning, then a byte now and then, without an end."""

    def behave(connection: socket.socket, got: Got, stop: threading.Event) -> None:
        connection.sendall(start)
        with suppress(OSError):
            while not stop.wait(0.02):
                connection.sendall(b"x")

    return behave


def floods(connection: socket.socket, got: Got, stop: threading.Event) -> None:
    """Send a body without an end, as fast as it goes."""
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while not stop.is_set():
        connection.sendall(b"x" * 65536)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port
