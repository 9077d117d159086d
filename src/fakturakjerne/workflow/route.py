"""A transport with its options, under the name that the config gives it."""

from contextlib import AbstractContextManager
from typing import Any, Final

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.config import Config
from fakturakjerne.errors import ConfigError
from fakturakjerne.plugin.interface import Clock, Session, Transport
from fakturakjerne.plugin.options import structure
from fakturakjerne.plugin.registry import Registry

_TRANSPORTS: Final = "fakturakjerne.transports"


@frozen(kw_only=True)
class Route:
    """How documents leave.

    Attributes:
        profile: its name in the config, and in the ledger.
        transport: the plugin.
        options: of the transport's own type.
    """

    profile: str
    transport: Transport[Any]
    options: Any = field(repr=False)

    @property
    def enabled(self) -> bool:
        """Whether it is switched on; one that has no such switch is."""
        return bool(getattr(self.options, "enabled", True))

    def open(self, clock: Clock) -> AbstractContextManager[Session]:
        """Return a session of the transport."""
        return self.transport.open(self.options, clock=clock)


def resolve_route(profile: str, config: Config, registry: Registry) -> Route:
    """Hold a profile's name against the config and the installed plugins.

    Raises:
        ConfigError: if there is no such profile, or its options are wrong.
        PluginError: if the transport is not installed or broken.
    """
    found = config.transports.get(profile)
    if found is None:
        raise ConfigError(
            catalogue.TRANSPORT_UNKNOWN,
            name=profile,
            known=", ".join(config.transports) or "-",
            installed=", ".join(registry.names(_TRANSPORTS)) or "-",
        )
    transport = registry.transport(found.transport)
    where = f"transports.{profile}.options"
    options = structure(transport.options_type, found.options, where=where)
    return Route(profile=profile, transport=transport, options=options)
