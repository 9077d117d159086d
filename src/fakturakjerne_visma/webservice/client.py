"""One exchange with the web service: a request goes out, a reply comes back, or neither."""

import importlib.metadata
import ssl
from decimal import Decimal
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final, Literal, Self, TypeAlias

import httpcore
import httpx
from attrs import field, frozen

from fakturakjerne.errors import ConfigError
from fakturakjerne_visma.webservice import client_catalogue as catalogue
from fakturakjerne_visma.webservice.line import BUDGET, Line
from fakturakjerne_visma.webservice.password import Secret
from fakturakjerne_visma.webservice.request import Request
from fakturakjerne_visma.webservice.settings import WebserviceSettings
from fakturakjerne_visma.webservice.wire import Budget, QuietLog

__all__ = ["Answer", "Client", "Failure", "Reply"]

_A_SECOND: Final = 1_000_000_000
_FAILURES: Final = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    OSError,
)
_REDIRECTS: Final = range(300, 400)

Unread = Literal["", "size", "encoding", "time", "lost"]
"""Why the body of a reply could not be read; empty where it could."""


@frozen(kw_only=True)
class Reply:
    """The service answered, at least with a status.

    Attributes:
        status: of HTTP.
        content: the body; empty for a redirect, or where it could not be read.
        content_type: the header, empty where there was none.
        retry_after: the header, empty where there was none.
        location: the address of a redirect, absolute; empty where there was none.
        unread: why the body could not be read.

    Example:
        >>> Reply(status=200, content=b"<VUXML/>")
        Reply(status=200, unread='')
    """

    status: int
    content: bytes = field(default=b"", repr=False)
    content_type: str = field(default="", repr=False)
    retry_after: str = field(default="", repr=False)
    location: str = field(default="", repr=False)
    unread: Unread = ""


@frozen(kw_only=True)
class Failure:
    """No reply.

    Attributes:
        sent: whether the first byte of the request went out, or may have.
        timed_out: whether a time limit ended it.
        reached: whether the host took the connection.
        secured: whether TLS was agreed on and the certificate is valid.
        reason: what the machine says, or the kind of the error; nothing of the other side's words.
    """

    sent: bool
    timed_out: bool
    reached: bool
    secured: bool
    reason: str


Answer: TypeAlias = Reply | Failure
"""What became of one request."""


class Client:
    """Talks to one web service as one user; a context manager.

    No proxy or password is taken from the environment, no redirect is followed, no cookie kept, no
    compressed reply accepted.

    Raises:
        ConfigError: when it is entered, if ``ca_file`` holds no certificates.

    Example:
        >>> settings = WebserviceSettings(
        ...     company="1",
        ...     url="https://localhost:9/fakturering_ws/",
        ...     username="ABC",
        ...     password_env="VISMA_PASSWORD",
        ... )
        >>> with Client(settings, Secret(username="ABC", password="hunter2")) as client:
        ...     answer = client.get(settings.probe_url)
        >>> answer.sent, answer.reached
        (False, False)
    """

    def __init__(self, settings: WebserviceSettings, secret: Secret) -> None:
        self._settings = settings
        self._secret = secret

    def __enter__(self) -> Self:
        """Make ready; nothing is sent yet."""
        settings = self._settings
        context = _context(settings) if settings.base_url.startswith("https:") else None
        self._http = httpx.Client(
            transport=Line(context),
            trust_env=False,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            headers={
                "User-Agent": f"fakturakjerne/{importlib.metadata.version('fakturakjerne')}",
                "Accept": "application/xml, text/xml, */*;q=0.1",
                "Accept-Encoding": "identity",
            },
        )
        return self

    def __exit__(self, *_: object) -> None:
        """Close what is open."""
        self._http.close()

    def get(self, url: str) -> Answer:
        """Ask for something; changes nothing there."""
        with QuietLog():
            return self._exchange("GET", url, None)

    def send(self, url: str, request: Request) -> Answer:
        """Send an order, once."""
        with QuietLog():
            return self._exchange(self._settings.method, url, request)

    def _exchange(self, method: str, url: str, request: Request | None) -> Answer:
        headers = {"Authorization": self._secret.authorization}
        if request is not None:
            headers["Content-Type"] = request.content_type
        settings = self._settings
        budget = Budget.of(
            connect=_nanoseconds(settings.connect_timeout),
            read=_nanoseconds(settings.read_timeout),
            total=_nanoseconds(settings.total_timeout),
        )
        try:
            asked = self._http.build_request(
                method,
                url,
                content=None if request is None else request.content,
                headers=headers,
                extensions={BUDGET: budget},
            )
            response = self._http.send(asked, stream=True)
        except _FAILURES as error:
            return _failure(error, budget)
        try:
            return self._reply(response)
        finally:
            response.close()

    def _reply(self, response: httpx.Response) -> Reply:
        status, headers = response.status_code, response.headers
        location = str(response.next_request.url) if response.next_request else ""
        content, unread = self._body(response)
        return Reply(
            status=status,
            content=content,
            content_type=headers.get("Content-Type", ""),
            retry_after=headers.get("Retry-After", ""),
            location=location,
            unread=unread,
        )

    def _body(self, response: httpx.Response) -> tuple[bytes, Unread]:
        """Read a body as it comes, and no further than it may be long; none of a redirect."""
        if response.status_code in _REDIRECTS:
            return b"", ""
        if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            return b"", "encoding"
        parts, left = [], self._settings.max_reply
        try:
            for part in response.iter_raw():
                left -= len(part)
                if left < 0:
                    return b"", "size"
                parts.append(part)
        except httpcore.TimeoutException:
            return b"", "time"
        except _FAILURES:
            return b"", "lost"
        return b"".join(parts), ""


def _failure(error: Exception, budget: Budget) -> Failure:
    """Say what failed; once something was sent, only its kind: its words may be the server's."""
    timed_out = isinstance(error, httpcore.TimeoutException)
    reason = type(error).__name__ if budget.sent or timed_out else str(error)
    return Failure(
        sent=budget.sent,
        timed_out=timed_out,
        reached=budget.reached,
        secured=budget.secured,
        reason=reason or type(error).__name__,
    )


def _context(settings: WebserviceSettings) -> ssl.SSLContext:
    """Trust the machine's authorities, and those of ``ca_file``.

    Not ``ssl.create_default_context``, which would write the keys of the connection to the file
    that the environment variable SSLKEYLOGFILE names.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    if settings.ca_file is not None:
        try:
            context.load_verify_locations(cafile=settings.ca_file)
        except OSError as error:  # ssl.SSLError is one
            reason = error.strerror or "PEM"
            name = str(settings.ca_file)
            raise ConfigError(catalogue.CA_FILE, name=name, reason=reason) from None
    return context


def _nanoseconds(seconds: Decimal) -> int:
    return int(seconds * _A_SECOND)
