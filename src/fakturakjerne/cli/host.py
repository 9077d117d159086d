"""What the commands of plugins get from the command line."""

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from attrs import Factory, field, frozen

from fakturakjerne.catalogue import Language
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.house import House
from fakturakjerne.cli.language import language_of
from fakturakjerne.cli.report import Report
from fakturakjerne.plugin.interface import Clock
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.clock import SystemClock
from fakturakjerne.workflow.route import resolve_route


@frozen
class Host:
    """Implements :class:`fakturakjerne.plugin.commands.CommandHost`."""

    clock: Clock = field(default=Factory(SystemClock))

    def language(self, told: Language | None) -> Language:
        """Return the language to speak: what the user told, else that of the locale."""
        return told or language_of(os.environ)

    def transport_options(self, profile: str, *, config: Path | None) -> Any:  # noqa: ANN401 - of the transport's own type
        """Return the options of a profile.

        Raises:
            ConfigError: if there is no such profile, or its options are wrong.
            PluginError: if its transport is not installed or broken.
        """
        house = House.of(config, None)
        return resolve_route(profile, house.config, Registry.installed()).options

    def failures(self, language: Language, *, as_json: bool) -> AbstractContextManager[None]:
        """Return a block whose errors end the command as those of the core's commands do."""
        return failures(Report(language, as_json=as_json))
