"""The transport ``visma-webservice``: one order a request, in sequence, never twice by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from attrs import define, evolve, field

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import Document
from fakturakjerne.domain.receipt import Receipt, ReceiptStatus
from fakturakjerne.errors import ConfigError, FakturakjerneError
from fakturakjerne.plugin.interface import Clock, PluginInfo, SpecReference
from fakturakjerne_visma.webservice import client_catalogue as catalogue
from fakturakjerne_visma.webservice.client import Client
from fakturakjerne_visma.webservice.dialect import Dialect, Request, dialect
from fakturakjerne_visma.webservice.outcome import Asked, Outcome, judge
from fakturakjerne_visma.webservice.pacing import Pace
from fakturakjerne_visma.webservice.password import Secret, read_secret
from fakturakjerne_visma.webservice.request_schema import RequestSchema
from fakturakjerne_visma.webservice.settings import WebserviceSettings
from fakturakjerne_visma.webservice.wording import not_sent, said

__all__ = ["INFO", "WebserviceSession", "WebserviceTransport"]

INFO: Final = PluginInfo(
    name="visma-webservice",
    title=Text(
        "visma-client.title",
        nb="Webtjenesten til Visma Enterprise Fakturering (utledet, ikke bekreftet av Visma)",
        en="The web service of Visma Enterprise Fakturering (inferred, not confirmed by Visma)",
    ),
    item_type=Document,
    media_type="*/*",
    encoding="",
    messages=True,
    spec=(
        SpecReference(
            document="Public clients of sibling Visma Enterprise web services",
            version="2018-2026",
            section="address, Basic authentication, paths",
            trust="inferred",
        ),
    ),
    texts=catalogue.TEXTS,
)

_MOST_REDIRECTS: Final = 3


@define
class WebserviceSession:
    """Sends documents to one web service; made by :class:`WebserviceTransport`.

    Attributes:
        settings: of the web service.
        client: open.
        secret: taken out of all that a receipt says.
        pace: when a request may start.
        dialect: makes documents requests, and replies receipts.
        schema: that requests are held against, if there is one.
    """

    settings: WebserviceSettings
    client: Client
    secret: Secret
    pace: Pace
    dialect: Dialect
    schema: RequestSchema | None = None
    _unknown: int = field(default=0, init=False)

    def deliver(self, document: Document) -> Receipt:
        """Send one order, and say what became of it; ``outcome.py`` has the table."""
        prepared = self._prepare(document)
        if isinstance(prepared, Receipt):
            return self._scrubbed(prepared)
        receipt = self._send(prepared, document)
        return self._scrubbed(self._counted(receipt))

    def _prepare(self, document: Document) -> Request | Receipt:
        """Return what to send, or why nothing is."""
        found = document.media_type.partition(";")[0].strip().lower()
        if found != self.dialect.media_type:
            return not_sent(
                catalogue.WRONG_MEDIA_TYPE,
                found=document.media_type,
                dialect=self.dialect.name,
                expected=self.dialect.media_type,
            )
        try:
            content = b"".join(document.open())
        except (FakturakjerneError, OSError) as error:
            return not_sent(catalogue.DOCUMENT_UNREADABLE, kind=type(error).__name__)
        company = self.dialect.company_of(content)
        if company is not None and company != self.settings.company:
            return not_sent(catalogue.WRONG_COMPANY, found=company, expected=self.settings.company)
        request = self.dialect.request(content, name=document.name)
        problems = [] if self.schema is None else self.schema.problems(request.content)
        return Receipt(ReceiptStatus.REJECTED, messages=problems) if problems else request

    def _send(self, request: Request, document: Document) -> Receipt:
        """Send a request, again where that is safe, elsewhere where it is told so."""
        url, tries, redirects = self.settings.submit_url, 1, 0
        while True:
            asked = Asked(url=url, orders=document.orders, dialect=self.dialect, tries=tries)
            self.pace.wait()
            outcome = judge(self.client.send(url, request), asked)
            if outcome.follow and redirects < _MOST_REDIRECTS:
                url, redirects = outcome.follow, redirects + 1
            elif self._may_try_again(outcome, tries):
                tries += 1
            else:
                return outcome.receipt

    def _may_try_again(self, outcome: Outcome, tries: int) -> bool:
        return (
            outcome.again
            and tries <= self.settings.retries
            and self.pace.put_off(tries=tries, retry_after=outcome.retry_after)
        )

    def _counted(self, receipt: Receipt) -> Receipt:
        """Stop after too many unknown outcomes in a row."""
        self._unknown = self._unknown + 1 if receipt.status is ReceiptStatus.UNKNOWN else 0
        if self._unknown < self.settings.max_unknown:
            return receipt
        message = said(catalogue.UNKNOWN_IN_A_ROW, count=self._unknown)
        return evolve(receipt, messages=(*receipt.messages, message), stop=True)

    def _scrubbed(self, receipt: Receipt) -> Receipt:
        """Take the password out of what the service says: a server may repeat what it was sent."""
        return evolve(
            receipt,
            reference=self.secret.scrub(receipt.reference),
            messages=[self.secret.scrub(message) for message in receipt.messages],
        )


class WebserviceTransport:
    """Sends orders to Visma's fakturering web service.

    Example:
        >>> WebserviceTransport().info.name
        'visma-webservice'
    """

    info = INFO
    options_type = WebserviceSettings

    @contextmanager
    def open(self, options: WebserviceSettings, *, clock: Clock) -> Iterator[WebserviceSession]:
        """Read the password and the schema; the host is met with the first order.

        Raises:
            ConfigError: if the web service is switched off, or the password, the schema or the
                certificates are not where the settings say.
        """
        if not options.enabled:
            raise ConfigError(catalogue.DISABLED)
        secret = read_secret(options)
        schema = None if options.schema is None else RequestSchema.of_file(options.schema)
        with Client(options, secret) as client:
            yield WebserviceSession(
                settings=options,
                client=client,
                secret=secret,
                pace=Pace.of(options, clock),
                dialect=dialect(options.dialect),
                schema=schema,
            )
