"""``fakturakjerne plugins``: what is installed, and the options of each."""

import json
from collections.abc import Callable
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from fakturakjerne.catalogue import Language, Text
from fakturakjerne.cli import wording
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.language import language_option
from fakturakjerne.cli.report import Report
from fakturakjerne.errors import PluginError, UnknownPluginError
from fakturakjerne.plugin.consumer_register import ConsumerRegisterPlugin
from fakturakjerne.plugin.interface import Exporter, Importer, PluginInfo, Transport
from fakturakjerne.plugin.options import REQUIRED, OptionInfo, describe
from fakturakjerne.plugin.registry import Plugin, Registry

_WIDTH = 120


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Som JSON. / As JSON.")
@language_option
@click.pass_context
def plugins(context: click.Context, as_json: bool, language: Language) -> None:
    """Installerte formater og forsendelsesmåter. / The installed formats and transports."""
    if context.invoked_subcommand is not None:
        return
    registry = Registry.installed()
    own = getattr(context.find_root().command, "commands", {})
    rows = [_row(registry, plugin, language) for plugin in registry.plugins()]
    for row in rows:
        if row["role"] == "command":
            text = wording.COMMAND_HIDDEN if row["name"] in own else wording.COMMAND
            row["title"] = text.render(language, {"name": row["name"]})
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    _print_table(wording.PLUGIN_HEADINGS, [list(row.values()) for row in rows], language)


@plugins.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Som JSON. / As JSON.")
@language_option
def show(name: str, as_json: bool, language: Language) -> None:
    """Valgene til ett format, med type og standardverdi. / The options of one format."""
    with failures(Report(language, as_json=as_json)):
        found = _found(Registry.installed(), name)
        options = {
            role: [_option(one, language) for one in describe(options_type)]
            for role, (_, options_type) in found.items()
        }
        if as_json:
            click.echo(json.dumps({"name": name, **options}, ensure_ascii=False, indent=2))
            return
        for role, (info, _) in found.items():
            click.echo(f"{name} ({role}): {info.title.render(language, {})}")
            for spec in info.spec:
                parts = (spec.document, spec.version, spec.section)
                click.echo(f"  {', '.join(part for part in parts if part)} [{spec.trust}]")
            rows = [list(option.values()) for option in options[role]]
            _print_table(wording.OPTION_HEADINGS, rows, language)


def _found(registry: Registry, name: str) -> dict[str, tuple[PluginInfo, type[object]]]:
    """Return what is registered under a name: an exporter, an importer, a transport, or several.

    Raises:
        PluginError: if nothing is, or what is registered is broken.
    """
    loaders = _loaders(registry)
    found: dict[str, tuple[PluginInfo, type[object]]] = {}
    unknown: list[UnknownPluginError] = []
    for role, load in loaders.items():
        try:
            plugin = load(name)
        except UnknownPluginError as error:
            unknown.append(error)
        else:
            found[role] = (plugin.info, plugin.options_type)
    if not found:
        raise unknown[0]
    return found


def _loaders(
    registry: Registry,
) -> dict[
    str,
    Callable[
        [str],
        Exporter[Any, Any] | Importer[Any, Any] | Transport[Any] | ConsumerRegisterPlugin[Any],
    ],
]:
    return {
        "exporter": registry.exporter,
        "importer": registry.importer,
        "transport": registry.transport,
        "register": registry.consumer_register,
    }


def _row(registry: Registry, plugin: Plugin, language: Language) -> dict[str, str]:
    """Return how a plugin is listed; one that cannot be loaded says why."""
    role = plugin.group.removeprefix("fakturakjerne.").removesuffix("s")
    loaders = _loaders(registry)
    try:
        title = (
            loaders[role](plugin.name).info.title.render(language, {}) if role in loaders else ""
        )
    except PluginError as error:
        title = error.in_language(language)
    return {
        "name": plugin.name,
        "role": role,
        "title": title,
        "distribution": plugin.distribution,
        "version": plugin.version,
    }


def _option(option: OptionInfo, language: Language) -> dict[str, str]:
    default = (
        wording.REQUIRED.render(language, {}) if option.default is REQUIRED else option.default
    )
    return {
        "name": option.name,
        "type": option.type.render(language, {}),
        "default": str(default),
        "help": option.help.render(language, {}),
    }


def _print_table(headings: tuple[Text, ...], rows: list[list[str]], language: Language) -> None:
    table = Table(*(heading.render(language, {}) for heading in headings))
    for row in rows:
        table.add_row(*row)
    Console(width=_WIDTH, highlight=False, markup=False).print(table)
