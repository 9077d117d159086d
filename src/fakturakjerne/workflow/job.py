"""What is to be done, with everything that the user chose resolved."""

import getpass
import importlib.metadata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Final

from attrs import frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.config import Config
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.engine.consolidation import Policy
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.records import NumberSeries
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.outlet import Outlet, resolve_outlet

_FIRST: Final = 1
_LAST: Final = 999_999_999


@frozen(kw_only=True)
class Wish:
    """What the user says on the command line, or a booking system in its call.

    Attributes:
        format: a profile of the config, or an exporter's name; where None, the config names a
            profile for each kind of customer.
        target: the folder for the files.
        today: the day the batch is made for.
        until: the last day that is billed; the day before today where None.
        assignments: ``key=value`` laid over the profile's options.
        allow_findings: bill the good leases although others have errors.
        language: of what stands in manifests.
        actor: who asks; the user of the operating system where None.
    """

    format: str | None
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
        outlets: how the invoices of each kind in ``batch_by``, or of ``all``, are written.
        policy: how leases are merged.
        batch_by: what becomes a document of its own.
        series: the number series of each kind in ``batch_by``, or of ``all``.
        notes: what the user should know of the set-up.
    """

    outlets: Mapping[str, Outlet]
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

    def outlet_of(self, kind: str) -> Outlet:
        """Return how the invoices of a kind are written.

        Raises:
            ConfigError: if the config names profiles by kind, but none for this one.
        """
        if kind not in self.outlets:
            raise ConfigError(catalogue.FORMAT_MISSING_FOR_KIND, kind=kind)
        return self.outlets[kind]

    def kind_of(self, customer_kind: CustomerKind) -> str:
        """Return which document a customer's invoices go to."""
        return customer_kind.value if self.batch_by else "all"

    def document_name(self, batch: ExportBatch[InvoiceBasis]) -> str:
        """Return the file name of a document.

        Raises:
            ConfigError: if the rendered name is no plain file name.
        """
        return self.outlet_of(batch.kind).document_name(batch, by_kind=bool(self.batch_by))

    @property
    def formats(self) -> str:
        """The names of the exporters, each once."""
        return ", ".join(dict.fromkeys(each.exporter.info.name for each in self.outlets.values()))


def resolve(wish: Wish, config: Config, registry: Registry) -> Job:
    """Hold a wish against the config and the installed plugins.

    Raises:
        ConfigError: if the profile, an option or a series is wrong or missing.
        PluginError: if the exporter is not installed or broken.
    """
    billing = config.billing
    batch_by = billing.batch_by if wish.format or not billing.profiles else ("customer_kind",)
    series, notes = _series(config, batch_by)
    return Job(
        outlets=_outlets(wish, config, registry),
        policy=Policy(
            until=wish.until or wish.today - timedelta(days=1),
            group_by=billing.group_by,
            month_by=billing.month_by,
            split_by=billing.split_by,
        ),
        batch_by=batch_by,
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


def _outlets(wish: Wish, config: Config, registry: Registry) -> Mapping[str, Outlet]:
    """Return the outlet of each kind: the one that was asked for, else as the config says.

    Raises:
        ConfigError: if nothing was asked for and the config does not say.
    """
    kinds = [kind.value for kind in CustomerKind]
    if wish.format is not None:
        outlet = resolve_outlet(wish.format, config, registry, assignments=wish.assignments)
        return dict.fromkeys(kinds if config.billing.batch_by else ["all"], outlet)
    profiles: Mapping[str, str] = {
        str(kind): name for kind, name in config.billing.profiles.items()
    }
    if not profiles:
        raise ConfigError(catalogue.FORMAT_MISSING)
    if wish.assignments:
        raise ConfigError(catalogue.FORMAT_AMBIGUOUS, profiles=", ".join(profiles.values()))
    outlets = {name: resolve_outlet(name, config, registry) for name in set(profiles.values())}
    return {kind: outlets[profiles[kind]] for kind in kinds if kind in profiles}


def _series(
    config: Config, batch_by: Sequence[str]
) -> tuple[dict[str, NumberSeries], tuple[Finding, ...]]:
    """Return the series of each document, and a warning where none was configured at all."""
    kinds = [kind.value for kind in CustomerKind] if batch_by else ["all"]
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
