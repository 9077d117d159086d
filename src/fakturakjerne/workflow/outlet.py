"""A format with its options, under the name that the config gives it: what invoices leave by."""

from collections.abc import Sequence
from typing import Any, Final

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.config import Config, Profile
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.errors import ConfigError
from fakturakjerne.plugin.interface import Exporter
from fakturakjerne.plugin.options import overlay, parse_assignments, structure
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.plugin.template import Template

_EXPORTERS: Final = "fakturakjerne.exporters"
_LONGEST_NAME: Final = 200


@frozen(kw_only=True)
class Outlet:
    """How the invoices of one kind, or of all, are written.

    Attributes:
        profile: its name in the config, or the exporter's own.
        exporter: the plugin, with its distribution's version.
        options: of the exporter's own type.
        file_name: what its documents are called.
        auto_send: the delivery that sends them at once; empty for none.
    """

    profile: str
    exporter: Exporter[InvoiceBasis, Any]
    plugin_version: str
    options: Any = field(repr=False)
    file_name: Template
    auto_send: str = ""

    def document_name(self, batch: ExportBatch[InvoiceBasis], *, by_kind: bool) -> str:
        """Return the file name of a document.

        Args:
            batch: what it holds.
            by_kind: whether there may be one of another kind beside it.

        Raises:
            ConfigError: if the rendered name is no plain file name.
        """
        name = self.file_name.render(
            today=batch.today, sequence=batch.sequence, kind=batch.kind, batch=batch.id
        )
        if by_kind and "kind" not in self.file_name.names:
            name = f"{batch.kind}_{name}"
        unsafe = any(character in '/\\:*?"<>|' or not character.isprintable() for character in name)
        if unsafe or not name.strip(". ") or name.startswith(".") or len(name) > _LONGEST_NAME:
            raise ConfigError(catalogue.FILE_NAME_UNSAFE, name=repr(name))
        return name


def resolve_outlet(
    name: str, config: Config, registry: Registry, *, assignments: Sequence[str] = ()
) -> Outlet:
    """Hold the name of a profile, or of an exporter, against the config and what is installed.

    Args:
        name: a profile of the config, or an exporter's own name.
        config: where profiles stand.
        registry: what is installed.
        assignments: ``key=value`` laid over the profile's options.

    Raises:
        ConfigError: if there is neither, or an option is wrong or missing.
        PluginError: if the exporter is not installed or broken.
    """
    configured = config.profile(name)
    profile = configured or _bare(name, config, registry)
    exporter = registry.exporter(profile.exporter)
    where = "" if configured is None else f"profiles.{name}.options"
    values = overlay(profile.options, parse_assignments(assignments))
    return Outlet(
        profile=name,
        exporter=exporter,
        plugin_version=registry.version(_EXPORTERS, profile.exporter),
        options=structure(exporter.options_type, values, where=where),
        file_name=profile.file_name,
        auto_send=profile.auto_send,
    )


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
