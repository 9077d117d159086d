"""Where plugins are found: entry points of what is installed, loaded on first use."""

import difflib
from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final, Literal, TypeAlias, cast, get_args

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.errors import BrokenPluginError, DuplicatePluginError, UnknownPluginError
from fakturakjerne.plugin.consumer_register import ConsumerRegisterPlugin
from fakturakjerne.plugin.interface import Exporter, Importer, PluginInfo, Transport

Group = Literal[
    "fakturakjerne.exporters",
    "fakturakjerne.importers",
    "fakturakjerne.transports",
    "fakturakjerne.registers",
    "fakturakjerne.commands",
]
"""The groups of entry points."""

GROUPS: Final[tuple[Group, ...]] = get_args(Group)

_PluginObject: TypeAlias = Any
"""An instance of a plugin's class; what it really is, is checked when it is loaded."""

_EXPORTER: Final = ("info", "options_type", "check", "export", "read_totals")
_IMPORTER: Final = ("info", "options_type", "recognize", "read")
_TRANSPORT: Final = ("info", "options_type", "open")
_REGISTER: Final = ("info", "options_type", "open")


@frozen(kw_only=True)
class Plugin:
    """One entry point, not loaded.

    Attributes:
        group: what it is.
        name: its name in config and on the command line.
        target: ``module:attribute``.
        distribution: the installed package that registers it; empty where it has no name.
        version: that package's version, for the ledger.
    """

    group: Group
    name: str
    target: str
    distribution: str = ""
    version: str = ""

    @property
    def label(self) -> str:
        """Distribution and version, as an error names them."""
        return f"{self.distribution} {self.version}".strip() or self.target


def _order(plugin: Plugin) -> tuple[int, str, str]:
    return GROUPS.index(plugin.group), plugin.name, plugin.distribution


def _sorted(plugins: Iterable[Plugin]) -> tuple[Plugin, ...]:
    return tuple(sorted(plugins, key=_order))


@frozen
class Registry:
    """The plugins that are known, by group and name.

    Make one with :meth:`installed`, or of explicit plugins.  Nothing is imported before it is asked
    for by name, and a plugin that is broken or registered twice hinders no other.

    Example:
        >>> registry = Registry([Plugin(group="fakturakjerne.exporters", name="paper", target="paper:P")])
        >>> registry.names("fakturakjerne.exporters")
        ('paper',)
        >>> registry.exporter("papir")
        Traceback (most recent call last):
        fakturakjerne.errors.UnknownPluginError: no plugin in fakturakjerne.exporters is called papir; ...
    """

    _plugins: tuple[Plugin, ...] = field(default=(), converter=_sorted)
    _loaded: dict[Plugin, _PluginObject] = field(factory=dict, init=False, repr=False, eq=False)

    @classmethod
    def installed(cls) -> "Registry":
        """Return the plugins of all installed distributions, without importing any."""
        return cls(
            [
                _plugin(group, entry_point)
                for group in GROUPS
                for entry_point in entry_points(group=group)
            ]
        )

    def plugins(self) -> tuple[Plugin, ...]:
        """Return all of them by group and name; of two with one name, both."""
        return self._plugins

    def names(self, group: Group) -> tuple[str, ...]:
        """Return the names in a group, sorted, each once."""
        return tuple(dict.fromkeys(each.name for each in self._plugins if each.group == group))

    def duplicates(self) -> tuple[DuplicatePluginError, ...]:
        """Return an error for each name that is registered twice, for a listing to show."""
        found = {
            (each.group, each.name): self._named(each.group, each.name) for each in self._plugins
        }
        return tuple(_duplicate(plugins) for plugins in found.values() if len(plugins) > 1)

    def find(self, group: Group, name: str) -> Plugin:
        """Return a plugin without loading it.

        Raises:
            UnknownPluginError: if none has the name; says which is nearest, and lists all.
            DuplicatePluginError: if two have it; names both distributions.
        """
        plugins = self._named(group, name)
        if not plugins:
            raise _unknown(group, name, self.names(group))
        if len(plugins) > 1:
            raise _duplicate(plugins)
        return plugins[0]

    def version(self, group: Group, name: str) -> str:
        """Return the version of the distribution that a plugin is from.

        Raises:
            UnknownPluginError: as :meth:`find`.
            DuplicatePluginError: as :meth:`find`.
        """
        return self.find(group, name).version

    def exporter(self, name: str) -> Exporter[Any, Any]:
        """Return an exporter, loaded and created on first use.

        Raises:
            PluginError: if it is unknown, registered twice, or broken.
        """
        return cast(
            "Exporter[Any, Any]", self._instance("fakturakjerne.exporters", name, _EXPORTER)
        )

    def importer(self, name: str) -> Importer[Any, Any]:
        """Return an importer, loaded and created on first use.

        Raises:
            PluginError: if it is unknown, registered twice, or broken.
        """
        return cast(
            "Importer[Any, Any]", self._instance("fakturakjerne.importers", name, _IMPORTER)
        )

    def transport(self, name: str) -> Transport[Any]:
        """Return a transport, loaded and created on first use.

        Raises:
            PluginError: if it is unknown, registered twice, or broken.
        """
        return cast("Transport[Any]", self._instance("fakturakjerne.transports", name, _TRANSPORT))

    def consumer_register(self, name: str) -> ConsumerRegisterPlugin[Any]:
        """Return a consumer register, loaded and created on first use.

        Raises:
            PluginError: if it is unknown, registered twice, or broken.
        """
        return cast(
            "ConsumerRegisterPlugin[Any]",
            self._instance("fakturakjerne.registers", name, _REGISTER),
        )

    def command(self, name: str) -> object:
        """Return what a plugin adds to the command line, loaded but not called.

        Raises:
            PluginError: if it is unknown, registered twice, or broken.
        """
        plugin = self.find("fakturakjerne.commands", name)
        if plugin not in self._loaded:
            self._loaded[plugin] = _load(plugin)
        return self._loaded[plugin]

    def _named(self, group: Group, name: str) -> tuple[Plugin, ...]:
        return tuple(each for each in self._plugins if each.group == group and each.name == name)

    def _instance(self, group: Group, name: str, members: Iterable[str]) -> _PluginObject:
        plugin = self.find(group, name)
        if plugin not in self._loaded:
            self._loaded[plugin] = _create(plugin, members)
        return self._loaded[plugin]


def _plugin(group: Group, entry_point: EntryPoint) -> Plugin:
    dist = entry_point.dist
    return Plugin(
        group=group,
        name=entry_point.name,
        target=entry_point.value,
        distribution=dist.name if dist else "",
        version=dist.version if dist else "",
    )


def _load(plugin: Plugin) -> _PluginObject:
    entry_point = EntryPoint(plugin.name, plugin.target, plugin.group)
    try:
        return entry_point.load()
    except (Exception, SystemExit) as error:  # whatever a stranger's module does when imported
        raise _broken(plugin, f"{type(error).__name__}: {error}") from error


def _create(plugin: Plugin, members: Iterable[str]) -> _PluginObject:
    factory = _load(plugin)
    try:
        instance = factory()
    except Exception as error:  # as above: a stranger's constructor
        raise _broken(plugin, f"{type(error).__name__}: {error}") from error
    missing = [member for member in members if not hasattr(instance, member)]
    if missing:
        raise _broken(plugin, f"{plugin.target} lacks {', '.join(missing)}")
    if not isinstance(instance.info, PluginInfo) or instance.info.name != plugin.name:
        called = getattr(instance.info, "name", None)
        raise _broken(plugin, f"info.name is {called!r}, not {plugin.name!r}")
    return instance


def _broken(plugin: Plugin, cause: str) -> BrokenPluginError:
    return BrokenPluginError(
        catalogue.PLUGIN_BROKEN, name=plugin.name, distribution=plugin.label, cause=cause
    )


def _duplicate(plugins: Iterable[Plugin]) -> DuplicatePluginError:
    first, *others = plugins
    return DuplicatePluginError(
        catalogue.PLUGIN_DUPLICATE,
        name=first.name,
        group=first.group,
        distributions=", ".join(each.label for each in (first, *others)),
    )


def _unknown(group: Group, name: str, known: tuple[str, ...]) -> UnknownPluginError:
    nearest = difflib.get_close_matches(name, known, n=1)
    return UnknownPluginError(
        catalogue.PLUGIN_UNKNOWN_NEAREST if nearest else catalogue.PLUGIN_UNKNOWN,
        name=name,
        group=group,
        nearest=nearest[0] if nearest else "",
        known=", ".join(known) or "-",
    )
