"""How a municipality reaches its web service: what Visma hands out, and how patiently it is used."""

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

from attrs import frozen

from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.options import option
from fakturakjerne_visma.webservice import client_catalogue as catalogue
from fakturakjerne_visma.webservice.address import base_url, check_path, expanded

__all__ = ["WebserviceSettings"]

_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RANGES: Final[Mapping[str, tuple[int | str, int]]] = {
    "min_interval": (0, 3600),
    "connect_timeout": ("0.01", 600),
    "read_timeout": ("0.01", 3600),
    "total_timeout": ("0.01", 3600),
    "retries": (0, 20),
    "max_pause": (0, 3600),
    "max_reply": (1024, 1 << 30),
    "max_unknown": (1, 1000),
}


@frozen(kw_only=True)
class WebserviceSettings:
    """Options of the transport ``visma-webservice``.

    The password is none of them: ``password_env`` or ``password_file`` says where it is, and it is
    read when a session opens.

    Raises:
        OptionsError: if one is missing or wrong, or enabled without a submit path.

    Example:
        >>> settings = WebserviceSettings(
        ...     company="1",
        ...     url="https://visma.example.no:8290/fakturering_ws/secure/",
        ...     username="ABC",
        ...     password_env="VISMA_PASSWORD",
        ... )
        >>> settings.probe_url
        'https://visma.example.no:8290/fakturering_ws/secure/tasks/username/ABC'
    """

    company: str = option(nb="Selskap i Visma.", en="The company in Visma.")
    url: str = option(
        nb="Adressen Visma har oppgitt; det etter fakturering_ws/ kuttes.",
        en="The address that Visma has given; what follows fakturering_ws/ is cut.",
    )
    username: str = option(
        nb="Brukernavn (initialer) i Visma.", en="The user name (initials) in Visma."
    )
    password_env: str = option(
        nb="Miljøvariabelen passordet står i; enten den eller password_file.",
        en="The environment variable that holds the password; either it or password_file.",
        default="",
    )
    password_file: Path | None = option(
        nb="Filen hvis første linje er passordet; bare brukeren som sender, bør kunne lese den.",
        en="The file whose first line is the password; only the user who sends should be able to "
        "read it.",
        default=None,
    )
    enabled: bool = option(
        nb="Om noe sendes; krever submit_path.",
        en="Whether anything is sent; needs submit_path.",
        default=False,
    )
    allow_http: bool = option(
        nb="Tillat http; da går passordet åpent over nettet.",
        en="Allow http; the password then crosses the network in the open.",
        default=False,
    )
    ca_file: Path | None = option(
        nb="Sertifikater (PEM) som godtas i tillegg til maskinens, for kommunens egen utsteder.",
        en="Certificates (PEM) to trust besides the machine's, for an authority of one's own.",
        default=None,
    )
    dialect: Literal["vuxml", "flatfile-upload"] = option(
        nb="Hvordan en ordre blir en forespørsel; begge er utledet, ingen er bekreftet av Visma.",
        en="How an order becomes a request; both are inferred, none is confirmed by Visma.",
        default="vuxml",
    )
    submit_path: str = option(
        nb="Stien under fakturering_ws/ som tar imot en ordre, med {company} og {username}; Visma "
        "må oppgi den.",
        en="The path below fakturering_ws/ that takes an order, with {company} and {username}; "
        "Visma must give it.",
        default="",
    )
    method: Literal["POST", "PUT"] = option(
        nb="Hvordan ordren sendes.", en="How an order is sent.", default="POST"
    )
    probe_path: str = option(
        nb="Stien som forbindelsen prøves med.",
        en="The path that the connection is tried with.",
        default="secure/tasks/username/{username}",
    )
    schema: Path | None = option(
        nb="Kommunens egen XSD; hver forespørsel holdes mot den før den sendes.",
        en="The municipality's own XSD; every request is held against it before it is sent.",
        default=None,
    )
    min_interval: Decimal = option(
        nb="Sekunder mellom to ordrer; to i samme sekund skal ha feilet hos Visma.",
        en="Seconds between two orders; two within a second are said to fail at Visma.",
        default=Decimal("1.1"),
    )
    connect_timeout: Decimal = option(
        nb="Sekunder til forbindelsen står.",
        en="Seconds until the connection stands.",
        default=Decimal(10),
    )
    read_timeout: Decimal = option(
        nb="Sekunder uten et tegn fra tjenesten.",
        en="Seconds without a sign from the service.",
        default=Decimal(60),
    )
    total_timeout: Decimal = option(
        nb="Sekunder for hele forespørselen.",
        en="Seconds for the whole request.",
        default=Decimal(120),
    )
    retries: int = option(
        nb="Så mange nye forsøk der tjenesten ikke kan ha mottatt ordren.",
        en="So many further tries where the service cannot have taken the order.",
        default=3,
    )
    max_pause: Decimal = option(
        nb="Så mange sekunder ventes det høyst før et nytt forsøk.",
        en="The longest wait before a further try, in seconds.",
        default=Decimal(60),
    )
    max_reply: int = option(
        nb="Det største svaret som leses, i byte.",
        en="The largest reply that is read, in bytes.",
        default=1 << 20,
    )
    max_unknown: int = option(
        nb="Stopp etter så mange ordrer på rad med ukjent utfall.",
        en="Stop after so many orders in a row with an unknown outcome.",
        default=3,
    )

    def __attrs_post_init__(self) -> None:
        """See that the options are usable together, so that sending can rely on them."""
        base_url(self.url, allow_http=self.allow_http)
        _check_name("company", self.company)
        _check_name("username", self.username, without=":")
        self._check_password_source()
        for name, (lowest, highest) in _RANGES.items():
            value = getattr(self, name)
            if not Decimal(lowest) <= value <= Decimal(highest):
                raise OptionsError(
                    catalogue.NUMBER_RANGE,
                    option=name,
                    value=value,
                    lowest=lowest,
                    highest=highest,
                )
        if self.enabled and not self.submit_path:
            raise OptionsError(catalogue.SUBMIT_PATH_MISSING)
        for name in ("submit_path", "probe_path"):
            path = getattr(self, name)
            if path or name == "probe_path":
                check_path(path, option=name)
                self._url(path, option=name)
        if self.schema is not None and self.dialect != "vuxml":
            raise OptionsError(catalogue.SCHEMA_DIALECT, dialect=self.dialect)

    def _check_password_source(self) -> None:
        if bool(self.password_env) == (self.password_file is not None):
            raise OptionsError(catalogue.PASSWORD_SOURCE)
        if self.password_env and not _VARIABLE.fullmatch(self.password_env):
            raise OptionsError(catalogue.VARIABLE_FORM)

    @property
    def base_url(self) -> str:
        """The address of the web services, up to and with ``fakturering_ws/``."""
        return base_url(self.url, allow_http=self.allow_http)

    @property
    def submit_url(self) -> str:
        """Where an order is sent."""
        return self._url(self.submit_path, option="submit_path")

    @property
    def probe_url(self) -> str:
        """What the connection is tried with."""
        return self._url(self.probe_path, option="probe_path")

    def _url(self, path: str, *, option: str) -> str:
        values = {"company": self.company, "username": self.username}
        return self.base_url + expanded(path, option=option, values=values)


def _check_name(option: str, value: str, *, without: str = "") -> None:
    if value.strip() and value.isprintable() and not (without and without in value):
        return
    more = {"more_nb": "", "more_en": ""}
    if without:
        more = {"more_nb": f" eller {without}", "more_en": f" or {without}"}
    raise OptionsError(catalogue.NAME_FORM, option=option, **more)
