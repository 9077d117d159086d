"""Commands that plugins add: found by name, loaded when they are asked for."""

import os
from typing import Final

import click

from fakturakjerne import catalogue
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.language import language_of
from fakturakjerne.cli.report import Report
from fakturakjerne.errors import BrokenPluginError, PluginError
from fakturakjerne.plugin.registry import Registry

_COMMANDS: Final = "fakturakjerne.commands"


class PluginCommands(click.Group):
    """A group of commands, and beside them those of the installed plugins.

    Its own come first: a plugin's command of the same name is not reached.  No plugin is imported
    before its command is called, or the help of all is asked for.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names, without loading anything."""
        return sorted({*super().list_commands(ctx), *Registry.installed().names(_COMMANDS)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; for one that cannot be loaded, one that says why when it is called."""
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        registry = Registry.installed()
        if cmd_name not in registry.names(_COMMANDS):
            return None
        try:
            return _loaded(registry, cmd_name)
        except PluginError as error:
            return _excuse(cmd_name, error)


def _loaded(registry: Registry, name: str) -> click.Command:
    command = registry.command(name)
    if isinstance(command, click.Command):
        return command
    plugin = registry.find(_COMMANDS, name)
    raise BrokenPluginError(
        catalogue.PLUGIN_BROKEN,
        name=name,
        distribution=plugin.label,
        cause=f"{plugin.target} is {type(command).__name__}, not click.Command",
    )


def _excuse(name: str, error: PluginError) -> click.Command:
    """Return a command that ends with an error, whatever stands after its name."""

    def callback() -> None:
        with failures(Report(language_of(os.environ), as_json=False)):
            raise error

    return click.Command(
        name,
        callback=callback,
        short_help="Kan ikke brukes / Cannot be used",
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
