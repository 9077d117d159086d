"""What is to be done, with everything that the user chose resolved."""

import getpass
import importlib.metadata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.config import Config, Profile
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.engine.consolidation import Policy
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.records import NumberSeries
from fakturakjerne.plugin.interface import Exporter
from fakturakjerne.plugin.options import overlay, parse_assignments, structure
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.plugin.template import Template

_EXPORTERS: Final = "fakturakjerne.exporters"
_LONGEST_NAME: Final = 200
_FIRST: Final = 1
_LAST: Final = 999_999_999


@frozen(kw_only=True)
class Wish:
    """What the user says on the command line, or a booking system in its call.

    Attributes:
        format: a profile of the config, or an exporter's name.
        target: the folder for the files.
        today: the day the batch is made for.
        until: the last day that is billed; the day before today where None.
        assignments: ``key=value`` laid over the profile's options.
        allow_findings: bill the good leases although others have errors.
        language: of what stands in manifests.
        actor: who asks; the user of the operating system where None.
    """

    format: str
    target: Path
    today: date
    until: date | None = None
    assignments: Sequence[str] = ()
    allow_findings: bool = False
    language: Language = "en"
    actor: str | None = None


@frozen(kw_only=True)
class Job:
    """A wish held against the config and the installed plugins.

    Attributes:
        profile: the profile's name.
        exporter: the plugin, with its distribution's version.
        options: of the exporter's own type.
        file_name: what documents are called.
        policy: how leases are merged.
        batch_by: what becomes a document of its own.
        series: the number series of each kind in ``batch_by``, or of ``all``.
        notes: what the user should know of the set-up.
    """

    profile: str
    exporter: Exporter[InvoiceBasis, Any]
    plugin_version: str
    options: Any = field(repr=False)
    file_name: Template
    policy: Policy
    batch_by: tuple[str, ...]
    series: Mapping[str, NumberSeries]
    target: Path
    today: date
    allow_findings: bool
    language: Language
    actor: str
    notes: tuple[Finding, ...] = ()

    def series_of(self, kind: str) -> NumberSeries:
        """Return the number series of a document's kind.

        Raises:
            ConfigError: if the config names series, but none for this kind.
        """
        if kind not in self.series:
            if not self.batch_by:
                raise ConfigError(catalogue.SERIES_MISSING_FOR_ALL)
            raise ConfigError(catalogue.SERIES_MISSING, series=kind)
        return self.series[kind]

    def kind_of(self, customer_kind: CustomerKind) -> str:
        """Return which document a customer's invoices go to."""
        return customer_kind.value if self.batch_by else "all"

    def document_name(self, *, sequence: int, kind: str, batch: str) -> str:
        """Return the file name of a document.

        Raises:
            ConfigError: if the rendered name is no plain file name.
        """
        name = self.file_name.render(today=self.today, sequence=sequence, kind=kind, batch=batch)
        if self.batch_by and "kind" not in self.file_name.names:
            name = f"{kind}_{name}"
        unsafe = any(character in '/\\:*?"<>|' or not character.isprintable() for character in name)
        if unsafe or not name.strip(". ") or name.startswith(".") or len(name) > _LONGEST_NAME:
            raise ConfigError(catalogue.FILE_NAME_UNSAFE, name=repr(name))
        return name


def resolve(wish: Wish, config: Config, registry: Registry) -> Job:
    """Hold a wish against the config and the installed plugins.

    Raises:
        ConfigError: if the profile, an option or a series is wrong or missing.
        PluginError: if the exporter is not installed or broken.
    """
    profile = config.profile(wish.format) or _bare(wish.format, config, registry)
    exporter = registry.exporter(profile.exporter)
    where = "" if config.profile(wish.format) is None else f"profiles.{wish.format}.options"
    values = overlay(profile.options, parse_assignments(wish.assignments))
    billing = config.billing
    series, notes = _series(config)
    return Job(
        profile=wish.format,
        exporter=exporter,
        plugin_version=registry.version(_EXPORTERS, profile.exporter),
        options=structure(exporter.options_type, values, where=where),
        file_name=profile.file_name,
        policy=Policy(
            until=wish.until or wish.today - timedelta(days=1),
            group_by=billing.group_by,
            month_by=billing.month_by,
            split_by=billing.split_by,
        ),
        batch_by=billing.batch_by,
        series=series,
        target=wish.target.absolute(),
        today=wish.today,
        allow_findings=wish.allow_findings,
        language=wish.language,
        actor=wish.actor or getpass.getuser(),
        notes=notes,
    )


def library_version() -> str:
    """Return the version of the installed distribution."""
    return importlib.metadata.version("fakturakjerne")


def _bare(name: str, config: Config, registry: Registry) -> Profile:
    """Take the name of an exporter for a profile without options.

    Raises:
        ConfigError: if it is neither; names the profiles and the exporters that there are.
    """
    exporters = registry.names(_EXPORTERS)
    if name not in exporters:
        raise ConfigError(
            catalogue.PROFILE_UNKNOWN,
            name=repr(name),
            profiles=", ".join(config.profiles) or "-",
            exporters=", ".join(exporters) or "-",
        )
    return Profile(exporter=name)


def _series(config: Config) -> tuple[dict[str, NumberSeries], tuple[Finding, ...]]:
    """Return the series of each document, and a warning where none was configured at all."""
    kinds = [kind.value for kind in CustomerKind] if config.billing.batch_by else ["all"]
    if not config.series:
        default = NumberSeries("default", _FIRST, _LAST)
        values = {"first": _FIRST, "last": _LAST}
        warning = Finding(severity=Severity.WARNING, text=catalogue.SERIES_DEFAULT, values=values)
        return dict.fromkeys(kinds, default), (warning,)
    found = {kind: config.series_for(kind) for kind in kinds}
    series = {kind: NumberSeries(*bounds) for kind, bounds in found.items() if bounds}
    return series, tuple(_shared(list(series.values())))


def _shared(series: Sequence[NumberSeries]) -> Iterator[Finding]:
    """Yield a warning where two series of different names hand out the same numbers."""
    for one, other in combinations(series, 2):
        first, last = max(one.first, other.first), min(one.last, other.last)
        if one.name != other.name and first <= last:
            values = {"one": one.name, "other": other.name, "first": first, "last": last}
            yield Finding(severity=Severity.WARNING, text=catalogue.SERIES_SHARED, values=values)
