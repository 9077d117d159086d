"""Settings, documents and a plain dialect, to send by without knowing any real one."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fakturakjerne.domain.batch import ControlTotals, Document
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne_visma.webservice.client import Client
from fakturakjerne_visma.webservice.dialect import Request
from fakturakjerne_visma.webservice.pacing import Pace
from fakturakjerne_visma.webservice.password import Secret
from fakturakjerne_visma.webservice.settings import WebserviceSettings
from fakturakjerne_visma.webservice.transport import WebserviceSession
from tests.workflow.scripted import StillClock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fakturakjerne_visma.webservice.dialect import Dialect
    from fakturakjerne_visma.webservice.request_schema import RequestSchema
    from tests.visma.webservice.servers import Server

PASSWORD = "blåbær & <Sørlandet>"  # noqa: S105 - an example, and one that each escaping changes
SECRET = Secret(username="ABC", password=PASSWORD)
SHORT = Decimal("0.3")


class Plain:
    """Takes plain text of the form ``company;order``; replies are ``OK reference`` or ``NO why``."""

    name = "vuxml"
    verified = False
    media_type = "text/plain"

    def company_of(self, content: bytes) -> str | None:
        company, separator, _ = content.decode().partition(";")
        return company if separator else None

    def request(self, content: bytes, *, name: str) -> Request:
        return Request(content=content, content_type=f"text/plain; name={name}")

    def receipt(self, content: bytes, *, content_type: str, orders: Sequence[int]) -> Receipt:
        word, _, rest = content.decode("utf-8", "replace").partition(" ")
        if word == "OK":
            return Receipt(ReceiptStatus.ACCEPTED, rest)
        status = ReceiptStatus.REJECTED if word == "NO" else ReceiptStatus.UNKNOWN
        return Receipt(status, messages=[rest, content_type, str(list(orders))])

    def messages(self, content: bytes) -> tuple[str, ...]:
        return (content.decode("utf-8", "replace"),) if content else ()


def settings_for(url: str, **changes: object) -> WebserviceSettings:
    """Settings with short limits; the interval is kept by a clock that does not wait."""
    values: dict[str, Any] = {
        "company": "1",
        "url": url,
        "username": "ABC",
        "password_env": "VISMA_PASSWORD",
        "enabled": True,
        "allow_http": True,
        "submit_path": "secure/orders/company/{company}",
        "connect_timeout": Decimal(5),
        "read_timeout": Decimal(5),
        "total_timeout": Decimal(5),
    }
    return WebserviceSettings(**{**values, **changes})


def order(content: bytes = b"1;4711", *, number: int = 4711, media: str = "text/plain") -> Document:
    return Document(
        name=f"{number}.txt",
        media_type=media,
        totals=ControlTotals(orders=1, lines=1),
        orders=(number,),
        period=None,
        open=lambda: [content],
    )


@contextmanager
def session_with(
    settings: WebserviceSettings,
    clock: StillClock | None = None,
    *,
    dialect: Dialect | None = None,
    schema: RequestSchema | None = None,
) -> Iterator[WebserviceSession]:
    with Client(settings, SECRET) as client:
        yield WebserviceSession(
            settings=settings,
            client=client,
            secret=SECRET,
            pace=Pace.of(settings, clock or StillClock()),
            dialect=dialect or Plain(),
            schema=schema,
        )


def deliver(server: Server, document: Document | None = None, **changes: object) -> Receipt:
    """Send one order to a server, and return its receipt."""
    with session_with(settings_for(server.url, **changes)) as session:
        return session.deliver(document or order())


def write_password(folder: Path, content: bytes = PASSWORD.encode()) -> Path:
    path = folder / "password"
    path.write_bytes(content)
    return path
