"""The config file: how to bill, the number series, the profiles and the ledger."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal

from attrs import Attribute, frozen

from fakturakjerne import catalogue
from fakturakjerne.config.banks import Efaktura, Invoices, RegisterProfile
from fakturakjerne.config.series import Series
from fakturakjerne.errors import ConfigError, InvalidValueError
from fakturakjerne.plugin.options import option
from fakturakjerne.plugin.structure import read_table
from fakturakjerne.plugin.template import Template
from fakturakjerne.plugin.values import safe_decimal

__all__ = [
    "Billing",
    "Config",
    "Environment",
    "Ledger",
    "Profile",
    "TransportProfile",
    "load_config",
    "read_environment",
]

LARGEST_FILE: Final = 1_048_576
"""A config file larger than this, in bytes, is none."""

_AT_LINE: Final = re.compile(r"^(?P<reason>.*) \(at (?:line (?P<line>\d+), column \d+|end.*)\)$")
_LONGEST_WAIT: Final = 3600

KindName = Literal["external", "internal"]
SeriesName = Literal["external", "internal", "default"]
_SPLITS: Final = ("building", "resource", "contact", "note")
_DIMENSION: Final = "dimension:"
_SOME_DAY: Final = date(2026, 3, 2)
_UNSAFE: Final = re.compile(r'[/\\:*?"<>|]')


def _check_split_by(_instance: object, _field: "Attribute[object]", value: tuple[str, ...]) -> None:
    for item in value:
        if item not in _SPLITS and not (item.startswith(_DIMENSION) and item != _DIMENSION):
            known = ", ".join((*_SPLITS, f"{_DIMENSION}NAME"))
            raise InvalidValueError(catalogue.CONFIG_SPLIT_BY, value=repr(item), known=known)


def _check_wait(_instance: object, _field: "Attribute[object]", value: int) -> None:
    if not 0 <= value <= _LONGEST_WAIT:
        raise InvalidValueError(catalogue.CONFIG_RANGE, lowest=0, highest=_LONGEST_WAIT)


def _check_file_name(_instance: object, _field: "Attribute[object]", value: Template) -> None:
    """A file name names no folder, on no system, and is none."""
    example = value.render(today=_SOME_DAY, sequence=1, kind="external", batch="1")
    if not example.strip(" .") or not example.isprintable() or _UNSAFE.search(example):
        raise InvalidValueError(catalogue.CONFIG_FILE_NAME)


@frozen(kw_only=True)
class Billing:
    """How leases become collective invoices.

    Example:
        >>> Billing().group_by
        'month'
    """

    group_by: Literal["month", "until"] = option(
        nb="Én faktura per kunde og måned, eller alt til og med datoen i --until.",
        en="One invoice per customer and month, or all until the date of --until.",
        default="month",
    )
    month_by: Literal["end", "start"] = option(
        nb="Måneden et leieforhold hører til: den det slutter i, eller den det starter i.",
        en="The month of a lease: that of its end, or that of its start.",
        default="end",
    )
    batch_by: tuple[Literal["customer_kind"], ...] = option(
        nb="Ett dokument per kundetype (ekstern, intern); tomt gir ett for alle.",
        en="One document per kind of customer (external, internal); empty makes one for all.",
        default=(),
    )
    split_by: tuple[str, ...] = option(
        nb="Egen faktura for hver: building, resource, contact, note, dimension:NAVN.",
        en="An invoice of its own for each: building, resource, contact, note, dimension:NAME.",
        default=(),
        validator=_check_split_by,
    )
    profiles: Mapping[KindName, str] = option(
        nb="Profilen til hver kundetype (external, internal), når --format ikke er gitt.",
        en="The profile of each kind of customer (external, internal), where --format is not given.",
        factory=dict,
    )


@frozen(kw_only=True)
class Profile:
    """An exporter with its options, under a name of its own.

    Example:
        >>> Profile(exporter="agresso-lg04").file_name.text
        '{today:%y%m%d}{sequence}.txt'
    """

    exporter: str = option(
        nb="Navnet på formatet; se `fakturakjerne plugins`.",
        en="The name of the format; see `fakturakjerne plugins`.",
    )
    file_name: Template = option(
        nb="Filnavnet; sequence teller dagens filer fra 1.",
        en="The name of the file; sequence counts the day's files from 1.",
        default=Template("{today:%y%m%d}{sequence}.txt"),
        validator=_check_file_name,
    )
    options: Mapping[str, object] = option(
        nb="Formatets valg; se `fakturakjerne plugins show NAVN`.",
        en="The format's options; see `fakturakjerne plugins show NAME`.",
        factory=dict,
    )
    auto_send: str = option(
        nb="Forsendelsen under [transports] som sender det kjøringen laget, med det samme; tomt: "
        "ingen.",
        en="The delivery of [transports] that sends what a run made, at once; empty: none.",
        default="",
    )


@frozen(kw_only=True)
class TransportProfile:
    """A transport with its options, under a name of its own.

    Example:
        >>> TransportProfile(transport="folder", options={"path": "/srv/agresso"}).transport
        'folder'
    """

    transport: str = option(
        nb="Navnet på forsendelsesmåten; se `fakturakjerne plugins`.",
        en="The name of the transport; see `fakturakjerne plugins`.",
    )
    options: Mapping[str, object] = option(
        nb="Forsendelsesmåtens valg; se `fakturakjerne plugins show NAVN`.",
        en="The transport's options; see `fakturakjerne plugins show NAME`.",
        factory=dict,
        repr=False,
    )


@frozen(kw_only=True)
class Ledger:
    """Where the record of what was billed is kept.

    Example:
        >>> Ledger().lock_timeout
        30
    """

    url: str | None = option(
        nb="Databasen, slik: sqlite:////srv/faktura.db; ellers i brukerens datamappe.",
        en="The database, such as sqlite:////srv/invoices.db; else in the user's data folder.",
        default=None,
        repr=False,
    )
    lock_timeout: int = option(
        nb="Sekunder å vente på en annen kjøring.",
        en="Seconds to wait for another run.",
        default=30,
        validator=_check_wait,
    )
    documents: Path | None = option(
        nb="Mappen som dokumentene lagres i; ellers ved siden av databasen.",
        en="The folder that documents are stored in; else beside the database.",
        default=None,
    )


@frozen(kw_only=True)
class Config:
    """What the config file says; without one, the defaults.

    Example:
        >>> config = Config(series={"default": Series(first=1, last=999)})
        >>> config.series_for("external")
        ('default', 1, 999)
        >>> Config().series_for("external") is None
        True
    """

    test_identities: bool = option(
        nb="Syntetiske fødselsnumre godtas.",
        en="Synthetic national identity numbers pass.",
        default=False,
    )
    billing: Billing = option(
        nb="Fra leieforhold til faktura.", en="From leases to invoices.", factory=Billing
    )
    series: Mapping[SeriesName, Series] = option(
        nb="Nummerserier: external, internal, og default for begge.",
        en="Number series: external, internal, and default for both.",
        factory=dict,
    )
    profiles: Mapping[str, Profile] = option(
        nb="Profiler: et format med sine valg.",
        en="Profiles: a format with its options.",
        factory=dict,
    )
    transports: Mapping[str, TransportProfile] = option(
        nb="Forsendelser: en forsendelsesmåte med sine valg.",
        en="Deliveries: a transport with its options.",
        factory=dict,
    )
    invoices: Invoices = option(
        nb="Fakturaer vi utsteder selv.", en="Invoices that we issue ourselves.", factory=Invoices
    )
    efaktura: Efaktura = option(
        nb="eFaktura: mapper og formater.", en="eFaktura: folders and formats.", factory=Efaktura
    )
    registers: Mapping[str, RegisterProfile] = option(
        nb="Forbrukerregistre: et register med sine valg.",
        en="Consumer registers: a register with its options.",
        factory=dict,
    )
    ledger: Ledger = option(nb="Protokollen.", en="The ledger.", factory=Ledger)

    def series_for(self, kind: str) -> tuple[str, int, int] | None:
        """Return name, first and last number of the series for a kind of customer.

        Falls back to ``default``; None where there is neither.
        """
        by_name: Mapping[str, Series] = {str(name): each for name, each in self.series.items()}
        for name in (kind, "default"):
            if name in by_name:
                return name, by_name[name].first, by_name[name].last
        return None

    def profile(self, name: str) -> Profile | None:
        """Return the profile of that name, or None; a bare exporter's name is no profile here."""
        return self.profiles.get(name)


def load_config(path: Path) -> Config:
    """Read a config file.

    Args:
        path: a TOML file in UTF-8, of at most 1 MiB.

    Raises:
        ConfigError: if it cannot be read or is no TOML (with the line), or with everything that is
            wrong in it, each by its dotted path.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigError(catalogue.CONFIG_UNREADABLE, file=path, reason=reason) from error
    if len(content) > LARGEST_FILE:
        raise ConfigError(catalogue.CONFIG_LARGE, file=path, largest=LARGEST_FILE)
    return read_table(
        Config, _parse(content, path), path="", title=str(path), error_type=ConfigError
    )


def _parse(content: bytes, path: Path) -> dict[str, object]:
    try:
        text = content.decode("utf-8-sig")  # Notepad writes a byte order mark
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(catalogue.CONFIG_ENCODING, file=path, line=line) from error
    try:
        return tomllib.loads(text, parse_float=safe_decimal)
    except (ValueError, RecursionError) as error:
        match = _AT_LINE.match(str(error))
        reason = match["reason"] if match else str(error)
        line = int((match and match["line"]) or text.count("\n") + 1)
        raise ConfigError(catalogue.CONFIG_SYNTAX, file=path, line=line, reason=reason) from error


@frozen(kw_only=True)
class Environment:
    """What the environment says about where things are.

    Attributes:
        config: FAKTURAKJERNE_CONFIG, the config file.
        ledger: FAKTURAKJERNE_LEDGER, the ledger's URL; over that of the config file.
    """

    config: Path | None = None
    ledger: str | None = option(nb="", en="", default=None, repr=False)


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Read the variables that concern us; an empty one is as good as none.

    Args:
        variables: usually ``os.environ``, handed over by the command line.

    Example:
        >>> read_environment({"FAKTURAKJERNE_CONFIG": "kommune.toml"}).config
        PosixPath('kommune.toml')
    """
    config = variables.get("FAKTURAKJERNE_CONFIG")
    return Environment(
        config=Path(config) if config else None,
        ledger=variables.get("FAKTURAKJERNE_LEDGER") or None,
    )
