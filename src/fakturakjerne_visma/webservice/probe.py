"""The connection, tried without sending an order: what that proves, and what it does not."""

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import field, frozen

from fakturakjerne.catalogue import Language, Text
from fakturakjerne.codec.xml import XmlLimits, read_records
from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.domain.receipt import printable
from fakturakjerne.errors import RecordError
from fakturakjerne.plugin.interface import Clock
from fakturakjerne_visma.webservice import client_catalogue as catalogue
from fakturakjerne_visma.webservice.client import Answer, Client, Failure, Reply
from fakturakjerne_visma.webservice.password import read_secret
from fakturakjerne_visma.webservice.settings import WebserviceSettings

__all__ = ["Proof", "probe"]

_SUCCESS: Final = range(200, 300)
_UNAUTHORIZED: Final = 401
_NOT_FOUND: Final = 404
_ROOT: Final = "tasks"
_NO_VALUES: Final[Mapping[str, object]] = {}


@frozen(kw_only=True)
class Proof:
    """One thing that sending orders rests on, and whether the probe has proven it.

    Attributes:
        text: what is to be proven.
        proven: True if it is, False if the opposite is, None if neither.
        detail: how it is known, or why it is not.
        values: for the placeholders of the detail.

    Example:
        >>> proof = Proof(text=catalogue.COMPANY_RIGHT, proven=None, detail=catalogue.DETAIL_UNTRIED)
        >>> proof.in_language("en")
        'company is right: tried only when an order is sent; send one or a few first'
    """

    text: Text
    proven: bool | None
    detail: Text
    values: Mapping[str, object] = field(default=_NO_VALUES, hash=False)

    def in_language(self, language: Language) -> str:
        """Return what is to be proven, with the detail."""
        detail = self.detail.render(language, self.values)
        return f"{self.text.render(language, {})}: {detail}"


def probe(settings: WebserviceSettings, *, clock: Clock) -> Sequence[Proof]:
    """Ask for the user's list of tasks, which changes nothing, whether enabled or not.

    Args:
        settings: of the web service.
        clock: as every use of the web service takes one; a single request waits for nothing.

    Raises:
        ConfigError: if the password or the certificates are not where the settings say.
    """
    del clock  # see above
    with Client(settings, read_secret(settings)) as client:
        answer = client.get(settings.probe_url)
    return [
        _host(answer, settings),
        _certificate(answer, settings),
        _credentials(answer),
        *(
            Proof(text=text, proven=None, detail=catalogue.DETAIL_UNTRIED)
            for text in (catalogue.SUBMIT_PATH_RIGHT, catalogue.COMPANY_RIGHT, catalogue.MAY_WRITE)
        ),
        Proof(
            text=catalogue.DIALECT_RIGHT,
            proven=None,
            detail=catalogue.DETAIL_UNVERIFIED,
            values={"dialect": settings.dialect},
        ),
    ]


def _detail(text: str) -> dict[str, object]:
    return {"detail": printable(mask_within(text))}


def _host(answer: Answer, settings: WebserviceSettings) -> Proof:
    if isinstance(answer, Failure) and not answer.reached:
        return Proof(
            text=catalogue.HOST_REACHED,
            proven=False,
            detail=catalogue.DETAIL,
            values=_detail(answer.reason),
        )
    return Proof(
        text=catalogue.HOST_REACHED,
        proven=True,
        detail=catalogue.DETAIL,
        values=_detail(settings.base_url),
    )


def _certificate(answer: Answer, settings: WebserviceSettings) -> Proof:
    text = catalogue.CERTIFICATE_VALID
    if not settings.base_url.startswith("https:"):
        return Proof(text=text, proven=None, detail=catalogue.DETAIL_OPEN)
    if isinstance(answer, Failure) and not answer.secured:
        proven = False if answer.reached else None
        return Proof(
            text=text, proven=proven, detail=catalogue.DETAIL, values=_detail(answer.reason)
        )
    return Proof(text=text, proven=True, detail=catalogue.DETAIL, values=_detail("TLS"))


def _credentials(answer: Answer) -> Proof:
    text = catalogue.CREDENTIALS_ACCEPTED
    if isinstance(answer, Failure):
        return Proof(text=text, proven=None, detail=catalogue.DETAIL, values=_detail(answer.reason))
    values = {"status": answer.status}
    if answer.status == _UNAUTHORIZED:
        return Proof(text=text, proven=False, detail=catalogue.DETAIL_WRONG, values=values)
    if answer.status == _NOT_FOUND:
        return Proof(text=text, proven=None, detail=catalogue.DETAIL_MISSING, values=values)
    if answer.status not in _SUCCESS:
        return Proof(text=text, proven=None, detail=catalogue.DETAIL_STATUS, values=values)
    if not _is_task_list(answer):
        return Proof(text=text, proven=None, detail=catalogue.DETAIL_OTHER_REPLY, values=values)
    return Proof(text=text, proven=True, detail=catalogue.DETAIL_TASKS, values=values)


def _is_task_list(answer: Reply) -> bool:
    """Whether the reply is the list of tasks, by its root."""
    try:
        records = list(
            read_records([answer.content], with_end=True, limits=XmlLimits(mebibytes=64))
        )
    except RecordError:
        return False
    return records[-1].parents == (_ROOT,)
