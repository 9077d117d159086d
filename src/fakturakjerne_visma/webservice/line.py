"""Requests over connections that are used again only where nothing can go wrong by it.

A connection is kept for the next request if its reply was read to its end and not a byte came after
it: what a server sends too much is never taken for the reply to the next order.  It is kept for half
a second: an order shall not meet a connection that the server is just closing, which would leave it
unknown.  So orders with the usual interval between them have a connection each, and orders without
one are not slowed down.
"""

import ssl
import time
from collections.abc import Iterator
from typing import Final

import httpcore
import httpx
from attrs import define, field

from fakturakjerne_visma.webservice.wire import Backend, Budget

__all__ = ["BUDGET", "Line"]

BUDGET: Final = "fakturakjerne.budget"
"""The key of a request's extensions that holds its budget."""

_LONGEST_IDLE: Final = 500_000_000


class _Connection:
    """One connection to one host, and since when it is idle."""

    def __init__(self, url: httpcore.URL, context: ssl.SSLContext | None, budget: Budget) -> None:
        self.origin = url.origin
        self.backend = Backend(budget)
        self.http = httpcore.HTTPConnection(
            url.origin, ssl_context=context, network_backend=self.backend
        )
        self.secured = False
        self.idle_since = 0

    def begin(self, budget: Budget) -> None:
        """Take a further request."""
        self.backend.stream.begin(budget)
        budget.reached, budget.secured = True, self.secured

    def is_clean(self, length: str) -> bool:
        """Whether a reply of this Content-Length was read to its end, and nothing came after it."""
        if not (length.isascii() and length.isdigit() and self.http.is_idle()):
            return False
        return self.backend.stream.has_received(int(length))

    def is_usable(self, origin: httpcore.Origin) -> bool:
        """Whether a request may go out over it now."""
        idle = time.monotonic_ns() - self.idle_since
        return self.origin == origin and idle < _LONGEST_IDLE and not self.http.has_expired()


class _Body(httpx.SyncByteStream):
    """The body of a reply; closing it keeps or closes its connection."""

    def __init__(self, line: "Line", connection: _Connection, response: httpcore.Response) -> None:
        self._line = line
        self._connection = connection
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
        headers = httpx.Headers(self._response.headers)
        if self._connection.is_clean(headers.get("Content-Length", "")):
            self._line.keep(self._connection)
        else:
            self._connection.http.close()


@define
class Line(httpx.BaseTransport):
    """Sends each request within the budget that it carries; one at a time.

    What the other side called its status is left out of the response: httpx logs it, and it may
    repeat the password.

    Attributes:
        context: what TLS trusts; None where there is only http.
    """

    context: ssl.SSLContext | None = field(default=None, repr=False)
    _kept: _Connection | None = field(default=None, init=False, repr=False)

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
        budget = request.extensions[BUDGET]
        connection = self._taken(url.origin, budget) or _Connection(url, self.context, budget)
        try:
            response = connection.http.handle_request(
                httpcore.Request(
                    request.method, url, headers=request.headers.raw, content=request.read()
                )
            )
        except BaseException:
            connection.http.close()
            raise
        connection.secured = budget.secured
        body = _Body(self, connection, response)
        return httpx.Response(response.status, headers=response.headers, stream=body)

    def keep(self, connection: _Connection) -> None:
        """Keep a connection for the next request."""
        connection.idle_since = time.monotonic_ns()
        self._kept = connection

    def close(self) -> None:
        """Close the connection that is kept."""
        if self._kept is not None:
            self._kept.http.close()
            self._kept = None

    def _taken(self, origin: httpcore.Origin, budget: Budget) -> _Connection | None:
        """Return the connection that is kept, if it may be used; else close it."""
        connection = self._kept
        if connection is None or not connection.is_usable(origin):
            self.close()
            return None
        self._kept = None
        connection.begin(budget)
        return connection
