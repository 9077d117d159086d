"""Make the pages of docs/reference that the code knows better than a writer.

Run ``python tools/make_reference.py``; it writes the pages that :func:`pages` names, the same bytes
every time.  tests/project/test_reference.py fails while one of them is stale.
"""

# ruff: noqa: INP001 - a script, not a package

import importlib
import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

import click

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text, collect
from fakturakjerne.cli.app import application
from fakturakjerne.codec.fixedwidth import Layout
from fakturakjerne.plugin.options import REQUIRED, describe
from fakturakjerne.plugin.registry import Registry
from fakturakjerne_agresso.layouts import (
    COLUMNS_53,
    COLUMNS_55,
    ROWS,
    STANDARD_NAMES,
    standard_layout,
)
from fakturakjerne_visma.layouts import TABLES, layout_of

ROOT: Final = Path(__file__).parent.parent
REFERENCE: Final = ROOT / "docs" / "reference"
OURS: Final = "fakturakjerne"
NOTICE: Final = "<!-- Made by tools/make_reference.py; edit the code, then run that. -->\n\n"

ERROR, WARNING, INFO = "error", "warning", "info"
EXITS: Final = {code: f"stops, exit code {code}" for code in (1, 2, 3, 4)}
RAISED: Final = "raised"

# How a person meets each sentence: the longest beginning of a code that stands here counts.
MET_AS: Final[Mapping[str, str]] = {
    "organization-number.": ERROR,
    "national-id.": ERROR,
    "resource-number.": ERROR,
    "customer-id.": ERROR,
    "customer.": ERROR,
    "value.": RAISED,
    "lease.": INFO,
    "lease.billed-changed": WARNING,
    "lease.conflict": ERROR,
    "charge.zero": INFO,
    "charge.net-differs": WARNING,
    "basis.negative": WARNING,
    "template.": EXITS[2],
    "option.": EXITS[2],
    "options.": EXITS[2],
    "assignment.": EXITS[2],
    "policy.": EXITS[2],
    "config.": EXITS[2],
    "profile.": EXITS[2],
    "plugin.": EXITS[2],
    "file-name.": EXITS[2],
    "series.missing": EXITS[2],
    "series.default": WARNING,
    "series.shared": WARNING,
    "reconciliation.": EXITS[3],
    "target.": EXITS[4],
    "ledger.": EXITS[4],
    "delivery.": EXITS[2],
    "delivery.refused": EXITS[4],
    "delivery.auto-send-off": WARNING,
    "delivery.auto-sent": INFO,
    "format.": EXITS[2],
    "delivery.finished": EXITS[4],
    "delivery.nothing-to-resolve": EXITS[4],
    "delivery.interrupted": "in a receipt",
    "delivery.nothing": INFO,
    "delivery.stopped": INFO,
    "delivery.resolved": INFO,
    "delivery.rejected": f"{ERROR}, {EXITS[1]}",
    "delivery.unknown": f"{ERROR}, {EXITS[1]}",
    "delivery.not-sent": f"{WARNING}, {EXITS[1]}",
    "folder.missing": EXITS[4],
    "folder.taken": "in a receipt",
    "account-number.": RAISED,
    "kid.": f"{ERROR} (an invoice to issue), {RAISED}",
    "kid.template": EXITS[2],
    "invoice.": ERROR,
    "invoice.blocked": EXITS[1],
    "match.": f"{WARNING} (a reason of a proposal)",
    "match.name-same": f"{INFO} (a reason of a proposal)",
    "match.address-same": f"{INFO} (a reason of a proposal)",
    "enrollment.unknown-accepted": EXITS[1],
    "demo.": INFO,
    "run.blocked": EXITS[1],
    "run.nothing": INFO,
    "run.all-billed": INFO,
    "run.rest-billed": INFO,
    "run.completed": INFO,
    "run.incomplete": f"{WARNING} (an earlier batch); {EXITS[4]} (this one)",
    "input.": ERROR,
    "input.missing": EXITS[2],
    "input.unreadable": EXITS[4],
    "input.unknown": EXITS[1],
    "column.": RAISED,
    "encoding.": EXITS[2],
    "layout.": EXITS[2],
    "record.": EXITS[3],
    "lg04.": ERROR,
    "lg04.layout-": EXITS[2],
    "lg04.column-": EXITS[2],
    "lg04.option-value": EXITS[2],
    "lg04.text-cut": WARNING,
    "lg04.characters-replaced": WARNING,
    "lg04.own-number-missing": WARNING,
    "lg04.header-differs": f"{WARNING} (a dimension), {INFO} (contact, note)",
    "lg04.record-characters": WARNING,
    "lg04.record-order": EXITS[3],
    "lg04.record-field": EXITS[3],
    "lg04.record-value": RAISED,
    "xml.": ERROR,
    "schema.": ERROR,
    "schema.file": EXITS[2],
    "schema.folder": EXITS[2],
    "schema.not-one": EXITS[2],
    "schema.invalid": EXITS[2],
    "schema.location": EXITS[2],
    "schema.too-": EXITS[2],
    "check.": INFO,
    "visma.": ERROR,
    "visma.column-unknown": EXITS[2],
    "visma.extended-only": EXITS[2],
    "visma.option-value": EXITS[2],
    "visma.text-": WARNING,
    "visma.characters-replaced": WARNING,
    "visma.address-": WARNING,
    "visma.price-single": WARNING,
    "visma.quantity-single": WARNING,
    "visma.read-": EXITS[3],
    "visma.record-": WARNING,
    "visma.record-unknown": ERROR,
    "visma.record-length": ERROR,
    "visma.record-digits": ERROR,
    "factum.": ERROR,
    "factum.option-value": EXITS[2],
    "factum.text-cut": WARNING,
    "factum.characters-replaced": WARNING,
    "factum.price-rounded": WARNING,
    "factum.record-order": f"{WARNING}; of a file just written {EXITS[3]}",
    "factum.record-twice": f"{WARNING}; of a file just written {EXITS[3]}",
}

# Where the options of a format are explained.
GUIDES: Final[Mapping[str, str]] = {
    "agresso-lg04": "[Export to Agresso](../how-to/export-to-agresso.md)",
    "visma-factum": "[Export FACTUM](../how-to/export-factum.md)",
    "visma-fakturering": "[Export to Visma](../how-to/export-to-visma.md)",
}

# The public modules, by floor; docs/explanation/architecture.md says what each floor is.
PUBLIC: Final[Mapping[str, Sequence[str]]] = {
    "Values and entities": (
        "fakturakjerne.domain.money",
        "fakturakjerne.domain.identifiers",
        "fakturakjerne.domain.dimensions",
        "fakturakjerne.domain.customer",
        "fakturakjerne.domain.lease",
        "fakturakjerne.domain.invoice_basis",
        "fakturakjerne.domain.batch",
        "fakturakjerne.domain.finding",
        "fakturakjerne.domain.receipt",
        "fakturakjerne.domain.fingerprint",
    ),
    "Rules": (
        "fakturakjerne.engine.readiness",
        "fakturakjerne.engine.consolidation",
        "fakturakjerne.engine.reconciliation",
    ),
    "Plugins": (
        "fakturakjerne.plugin.interface",
        "fakturakjerne.plugin.options",
        "fakturakjerne.plugin.template",
        "fakturakjerne.plugin.registry",
    ),
    "Codec": (
        "fakturakjerne.codec.fixedwidth",
        "fakturakjerne.codec.charset",
        "fakturakjerne.codec.xml",
        "fakturakjerne.codec.xml_writer",
        "fakturakjerne.codec.xml_schema",
    ),
    "Leases in files": (
        "fakturakjerne.interchange.json_leases",
        "fakturakjerne.interchange.csv_leases",
        "fakturakjerne.interchange.writing",
    ),
    "The ledger": (
        "fakturakjerne.ledger.interface",
        "fakturakjerne.ledger.records",
        "fakturakjerne.ledger.delivery_records",
        "fakturakjerne.ledger.opening",
        "fakturakjerne.ledger.store",
    ),
    "The main job": (
        "fakturakjerne.config",
        "fakturakjerne.workflow.intake",
        "fakturakjerne.workflow.job",
        "fakturakjerne.workflow.outlet",
        "fakturakjerne.workflow.billing",
        "fakturakjerne.workflow.manifest",
        "fakturakjerne.workflow.observer",
    ),
    "Delivery": (
        "fakturakjerne.workflow.delivery",
        "fakturakjerne.workflow.delivery_status",
        "fakturakjerne.workflow.route",
        "fakturakjerne.workflow.auto_send",
        "fakturakjerne.workflow.clock",
        "fakturakjerne.transport.folder",
    ),
    "Errors and sentences": ("fakturakjerne.errors", "fakturakjerne.catalogue"),
    "Agresso": (
        "fakturakjerne_agresso.lg04",
        "fakturakjerne_agresso.options",
        "fakturakjerne_agresso.lg04_importer",
        "fakturakjerne_agresso.records",
    ),
    "Visma": (
        "fakturakjerne_visma.flatfile",
        "fakturakjerne_visma.options",
        "fakturakjerne_visma.numbering",
        "fakturakjerne_visma.flatfile_importer",
        "fakturakjerne_visma.records",
        "fakturakjerne_visma.factum",
        "fakturakjerne_visma.factum_options",
        "fakturakjerne_visma.factum_importer",
        "fakturakjerne_visma.factum_records",
    ),
    "For tests": ("fakturakjerne.testing.strategies",),
}


def pages() -> dict[str, str]:
    """Return the text of each page by its file name."""
    return {
        "options-agresso-lg04.md": options_page("agresso-lg04"),
        "options-visma-factum.md": options_page("visma-factum"),
        "options-visma-fakturering.md": options_page("visma-fakturering"),
        "layouts-lg04.md": layouts_page(),
        "layouts-visma.md": visma_layouts_page(),
        "findings.md": findings_page(),
        "cli.md": cli_page(),
        "api.md": api_page(),
    }


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", "<br>")


def _code(value: object) -> str:
    return f"`{value}`" if str(value) else ""


def _plain(text: str) -> str:
    """Return a sentence that Markdown and HTML leave as it is."""
    for character in "\\*_`[]<>":
        text = text.replace(character, f"\\{character}")
    return text


# --- options -----------------------------------------------------------------------------------


def options_page(name: str) -> str:
    """Return every option of a plugin, by its roles."""
    registry = Registry.installed()
    parts = [
        (
            f"# Options of {name}\n\n{NOTICE}"
            f"In a config file they stand in `[profiles.NAME.options]`; on the command line,\n"
            f"`--set key=value` lays one over them. `fakturakjerne plugins show {name}` prints this page.\n"
            f"Which to choose: {GUIDES[name]}.\n"
        )
    ]
    for role, plugin in (
        ("exporter", registry.exporter(name)),
        ("importer", registry.importer(name)),
    ):
        title = plugin.info.title
        parts.append(
            f"\n## As {role}: {title.en}\n\n"
            f"Encoding {_code(plugin.info.encoding)}, media type {_code(plugin.info.media_type)}, "
            f"amounts {'without' if plugin.info.amounts == 'net' else 'with'} VAT.\n\n"
        )
        rows = (
            (
                _code(info.name),
                _plain(info.type.en),
                "required" if info.default is REQUIRED else _code(info.default),
                _plain(info.help.en),
                _plain(info.help.nb),
            )
            for info in describe(plugin.options_type)
        )
        parts.append(_table(("option", "type", "default", "meaning", "betydning"), rows))
    return "".join(parts)


# --- layouts -----------------------------------------------------------------------------------


def layouts_page() -> str:
    """Return every column of every layout of LG04."""
    parts = [
        (
            f"# Layouts of LG04\n\n{NOTICE}"
            "Positions count from 1, in bytes. Types: `c` text, `i` and `bigint` whole number, `money` and\n"
            "`float` hundredths, `date`. Kind says how a value stands in its column: `text` with spaces after\n"
            "it, `right` with spaces before it, `number` with zeros before it. A text that may be cut loses\n"
            "its end with a warning; all else that is too long is an error. How far each source is to be\n"
            "trusted is explained in [Sources and trust](../explanation/sources.md).\n"
        )
    ]
    for name in STANDARD_NAMES:
        layout = standard_layout(name)
        parts.append(
            f"\n## {name}\n\n{layout.source}; {len(layout.columns)} columns, {layout.length} bytes "
            f"a row. Trust: {layout.trust}.\n\n"
        )
        headings: tuple[str, ...] = (
            "nr",
            "column",
            "from",
            "to",
            "width",
            "type",
            "kind",
            "may be cut",
        )
        if name == "5.5":
            headings = (*headings, "rows")
        parts.append(_table(headings, _columns(layout, with_rows=name == "5.5")))
    parts.append(
        "\nRows: H header, L line, T text, by Unit4's field table; `?` where it is not clear.\n"
    )
    return "".join(parts)


def _columns(layout: Layout, *, with_rows: bool) -> Iterator[tuple[object, ...]]:
    types = {name: kind for name, kind, _ in (*COLUMNS_53, *COLUMNS_55)}
    if with_rows:
        types |= {name: kind for name, kind, _ in COLUMNS_55}
    else:
        types |= {name: kind for name, kind, _ in COLUMNS_53}
    for number, column in enumerate(layout.columns, start=1):
        span = layout.spans[column.name]
        row = (
            number,
            _code(column.name),
            span.start + 1,
            span.stop,
            column.width,
            types[column.name],
            column.kind.value,
            "yes" if column.may_cut else "",
        )
        yield (*row, *([ROWS[column.name]] if with_rows else []))


def visma_layouts_page() -> str:
    """Return every column of Visma's flat file."""
    parts = [
        (
            f"# Layouts of Visma's flat file\n\n{NOTICE}"
            "Positions count from 1, in bytes. Types: `c` text with spaces after it, `n` whole number with\n"
            "zeros before it, `q` quantity, with zeros before it and no sign, `a` amount in øre, with zeros\n"
            "before it and its sign in the last position (`-`, or a space). MVAKODE has spaces before it. A\n"
            "text that may be cut loses its end with a warning; all else that is too long is an error. How far\n"
            "each source is to be trusted: [Sources and trust](../explanation/sources.md).\n"
        )
    ]
    for format_name, tables in TABLES.items():
        for kind, (table, length) in tables.items():
            layout = layout_of(format_name, kind)
            types = {name: column_type for name, column_type, _ in table}
            parts.append(
                f"\n## {kind}, {format_name}\n\nSource: {layout.source}; {len(table)} columns, "
                f"{length} bytes. Trust: {layout.trust}.\n\n"
            )
            rows = (
                (
                    number,
                    _code(column.name),
                    layout.spans[column.name].start + 1,
                    layout.spans[column.name].stop,
                    column.width,
                    types[column.name],
                    "yes" if column.may_cut else "",
                )
                for number, column in enumerate(layout.columns, start=1)
            )
            headings = ("nr", "column", "from", "to", "width", "type", "may be cut")
            parts.append(_table(headings, rows))
    return "".join(parts)


# --- findings ----------------------------------------------------------------------------------


def texts() -> dict[str, Mapping[str, Text]]:
    """Return all sentences by the module that they stand in: the core's, then each plugin's."""
    registry = Registry.installed()
    found: dict[str, Mapping[str, Text]] = {"fakturakjerne": collect(vars(catalogue))}
    for plugin in registry.plugins():
        if plugin.distribution == OURS and plugin.group == "fakturakjerne.exporters":
            found[plugin.name] = registry.exporter(plugin.name).info.texts
    return found


def met_as(code: str) -> str:
    """Return how a person meets the sentence of a code.

    Raises:
        KeyError: if MET_AS does not know it.
    """
    beginnings = [beginning for beginning in MET_AS if code.startswith(beginning)]
    if not beginnings:
        raise KeyError(code)
    return MET_AS[max(beginnings, key=len)]


def findings_page() -> str:
    """Return every code with its sentences."""
    parts = [
        (
            f"# Findings and messages\n\n{NOTICE}"
            "Every sentence that fakturakjerne says has a stable code. It stands in parentheses after a\n"
            "message, in manifests, and in `--json`. What to do about the common ones:\n"
            "[When a run stops](../how-to/when-a-run-stops.md).\n\n"
            "| met as | meaning |\n|---|---|\n"
            "| error | a finding; it blocks the run, or with `--allow-findings` its lease is left out |\n"
            "| warning | a finding; it never blocks, but somebody should look at it |\n"
            "| info | a finding; as it should be |\n"
            "| stops, exit code N | the command ends with it |\n"
            "| raised | an exception of the Python API; on the command line it is part of another message |\n"
            "\nWords in braces are filled in.\n"
        )
    ]
    for owner, by_code in texts().items():
        parts.append(f"\n## {owner}\n\n")
        rows = (
            (_code(code), met_as(code), _plain(text.nb), _plain(text.en))
            for code, text in by_code.items()
        )
        parts.append(_table(("code", "met as", "bokmål", "English"), rows))
    return "".join(parts)


# --- command line ------------------------------------------------------------------------------


def cli_page() -> str:
    """Return every command with its arguments and options."""
    parts = [
        (
            f"# The command line\n\n{NOTICE}"
            f"{_help(application)}\n\n{_plain(application.epilog or '')}\n\n"
            "`-h` and `--help` show the help of any command. Findings go to standard error, results to\n"
            "standard output. What a person reads is Norwegian or English by `--lang`, else by the locale.\n"
            "Environment variables: [The config file](config.md).\n"
        )
    ]
    with click.Context(application, info_name="fakturakjerne") as context:
        parts += _commands(application, context)
    return "".join(parts)


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        with click.Context(command, info_name=name, parent=context) as inner:
            yield _command(command, inner)
            if isinstance(command, click.Group):
                yield from _commands(command, inner)


def _command(command: click.Command, context: click.Context) -> str:
    usage = " ".join(command.collect_usage_pieces(context))
    rows = [
        _parameter(parameter) for parameter in command.params if isinstance(parameter, click.Option)
    ]
    return (
        f"\n## `{context.command_path}`\n\n```text\n{context.command_path} {usage}\n```\n\n"
        f"{_help(command)}\n\n" + _table(("option", "value", "meaning"), rows)
    )


def _help(command: click.Command) -> str:
    return _plain(inspect.cleandoc(command.help or ""))


def _value(option: click.Option) -> str:
    """Return what may stand after an option, the same by every version of click."""
    if option.metavar:
        return option.metavar
    if isinstance(option.type, click.Choice):
        return ", ".join(map(str, option.type.choices))
    return "YYYY-MM-DD" if isinstance(option.type, click.DateTime) else option.type.name.upper()


def _parameter(option: click.Option) -> tuple[str, str, str]:
    value = "" if option.is_flag else _code(_value(option))
    notes = [
        "required" if option.required else "",
        "may be repeated" if option.multiple else "",
    ]
    said = ", ".join(note for note in notes if note)
    help_text = _plain(option.help or "")
    names = ", ".join(_code(name) for name in (*option.opts, *option.secondary_opts))
    return names, value, f"{help_text} ({said})" if said else help_text


# --- API ---------------------------------------------------------------------------------------


def api_page() -> str:
    """Return the page that lets Sphinx document the public modules."""
    parts = [
        (
            f"# The Python API\n\n{NOTICE}"
            "Amounts are integer øre; quantities and prices are `Decimal`. How the parts go together:\n"
            "[Embed in a booking system](../how-to/embed-in-a-booking-system.md).\n"
        )
    ]
    for title, names in PUBLIC.items():
        parts.append(f"\n## {title}\n")
        parts += (_module(importlib.import_module(name)) for name in names)
    return "".join(parts)


def _module(module: ModuleType) -> str:
    return (
        f"\n### `{module.__name__}`\n\n```{{eval-rst}}\n"
        f".. automodule:: {module.__name__}\n   :members:\n   :exclude-members: {_excluded(module)}\n"
        "```\n"
    )


def _excluded(module: ModuleType) -> str:
    """Return the names that a module only passes on, so that each stands in one place."""
    names = getattr(module, "__all__", ())
    others = (
        name
        for name in names
        if getattr(getattr(module, name), "__module__", module.__name__) != module.__name__
    )
    return ", ".join(("__init__", *others))


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
