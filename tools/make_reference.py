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
from typing import Any, Final

import click

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text, collect
from fakturakjerne.cli.app import application
from fakturakjerne.codec.fixedwidth import Layout
from fakturakjerne.plugin.consumer_register import ConsumerRegisterPlugin
from fakturakjerne.plugin.interface import Exporter, Importer, Transport
from fakturakjerne.plugin.options import REQUIRED, describe
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne_agresso.layouts import (
    COLUMNS_53,
    COLUMNS_55,
    ROWS,
    STANDARD_NAMES,
    standard_layout,
)
from fakturakjerne_nets.records import ALL as NETS_RECORDS
from fakturakjerne_nets.records import Record
from fakturakjerne_nets.records.cells import Cell, Code, Day, Number, Raw, Reference, ShownAmount
from fakturakjerne_visma import commands_catalogue
from fakturakjerne_visma.layouts import TABLES, layout_of

ROOT: Final = Path(__file__).parent.parent
REFERENCE: Final = ROOT / "docs" / "reference"
OURS: Final = "fakturakjerne"
NOTICE: Final = "<!-- Made by tools/make_reference.py; edit the code, then run that. -->\n\n"

ERROR, WARNING, INFO = "error", "warning", "info"
EXITS: Final = {code: f"stops, exit code {code}" for code in (1, 2, 3, 4)}
RAISED: Final = "raised"
RECEIPT: Final = "in a receipt"
PRINTED: Final = "printed"

# How a person meets each sentence: the longest beginning of a code that stands here counts.
AMOUNTS: Final = {"net": "without", "gross": "with", "either": "without or with"}

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
    "delivery.broken-off": INFO,
    "format.": EXITS[2],
    "delivery.finished": EXITS[4],
    "delivery.nothing-to-resolve": EXITS[4],
    "delivery.interrupted": RECEIPT,
    "delivery.nothing": INFO,
    "delivery.stopped": INFO,
    "delivery.resolved": INFO,
    "delivery.rejected": f"{ERROR}, {EXITS[1]}",
    "delivery.unknown": f"{ERROR}, {EXITS[1]}",
    "delivery.not-sent": f"{WARNING}, {EXITS[1]}",
    "folder.missing": EXITS[4],
    "account-number.": RAISED,
    "kid.": f"{ERROR} (an invoice to issue), {RAISED}",
    "kid.template": EXITS[2],
    "invoice.": ERROR,
    "invoice.blocked": EXITS[1],
    "match.": f"{WARNING} (a reason of a proposal)",
    "match.name-same": f"{INFO} (a reason of a proposal)",
    "match.address-same": f"{INFO} (a reason of a proposal)",
    "enrollment.unknown-accepted": EXITS[1],
    "enrollment.": EXITS[2],
    "enrollment.undecided": WARNING,
    "enrollment.finish-refused": EXITS[1],
    "enrollment.ambiguous": WARNING,
    "enrollment.redacted": f"{WARNING}; {EXITS[2]} (to be decided or answered)",
    "enrollment.decided": INFO,
    "enrollment.rest": INFO,
    "enrollment.none-wait": INFO,
    "enrollment.wait": INFO,
    "consumers.": EXITS[2],
    "customers.": EXITS[2],
    "customers.number-missing": ERROR,
    "customers.twice": ERROR,
    "customers.done": INFO,
    "customers.none": INFO,
    "register.": EXITS[2],
    "register.stranger": WARNING,
    "register.done": INFO,
    "efaktura.folder": EXITS[2],
    "inbox.": EXITS[1],
    "inbox.outside": EXITS[2],
    "inbox.changed": EXITS[4],
    "inbox.empty": INFO,
    "file.": EXITS[2],
    "file.moved": INFO,
    "file.gone": EXITS[4],
    "file.other": EXITS[4],
    "file.read": INFO,
    "file.done-before": INFO,
    "file.completed": INFO,
    "file.still-pending": WARNING,
    "outgoing.": EXITS[1],
    "answer.": INFO,
    "answer.rejected": WARNING,
    "receipts.": WARNING,
    "receipts.done": INFO,
    "receipts.no-meaning": f"{WARNING} (part of another)",
    "invoices.": ERROR,
    "invoices.unconfigured": EXITS[2],
    "invoices.order-delivered": f"{INFO} (why an order is left)",
    "invoices.leases-": f"{WARNING} (why an order is left)",
    "invoices.issued": INFO,
    "invoices.none": INFO,
    "export.": f"{INFO} (why an invoice is left)",
    "export.written": INFO,
    "export.nothing": INFO,
    "export.left-sent": INFO,
    "folder.taken": RECEIPT,
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
    "visma.company-form": EXITS[2],
    "visma.read-": EXITS[3],
    "visma.record-": WARNING,
    "visma.record-unknown": ERROR,
    "visma.record-length": ERROR,
    "visma.record-digits": ERROR,
    "visma-settings.": EXITS[2],
    "visma-client.": RECEIPT,
    "visma-client.disabled": EXITS[2],
    "visma-client.password-": EXITS[2],
    "visma-client.ca-file": EXITS[2],
    "visma-client.schema-unreadable": EXITS[2],
    "visma-probe.": PRINTED,
    "visma-command.": PRINTED,
    "visma-command.other-transport": EXITS[2],
    "visma-command.password-missing": EXITS[2],
    "visma-command.user-form": EXITS[2],
    "visma-command.fault-": EXITS[2],
    "factum.": ERROR,
    "factum.option-value": EXITS[2],
    "factum.text-cut": WARNING,
    "factum.characters-replaced": WARNING,
    "factum.price-rounded": WARNING,
    "factum.record-order": f"{WARNING}; of a file just written {EXITS[3]}",
    "ehf.": ERROR,
    "ehf.unknown-element": WARNING,
    "ehf.attachment-name": WARNING,
    "ehf.attachment-content": WARNING,
    "ehf.option-value": EXITS[2],
    "factum.record-twice": f"{WARNING}; of a file just written {EXITS[3]}",
    "nets.": ERROR,
    "nets.record-short": WARNING,
    "nets.blank-line": WARNING,
    "nets.control-characters": WARNING,
    "nets.count": f"{ERROR}; {WARNING} (in receipts)",
    "nets.record-unknown": f"{WARNING}; {ERROR} (a known one that is out of place)",
    "nets.write-": RAISED,
    "nets.code-": f"{ERROR} or {WARNING} (in a receipt or a check)",
    "giro.": ERROR,
    "giro.option-": EXITS[2],
    "giro.amount-zero": WARNING,
    "giro.due-moved": INFO,
    "giro.lines-unsent": INFO,
    "giro.characters-replaced": WARNING,
    "giro.read-back": EXITS[3],
    "giro.kid-missing": WARNING,
    "giro.sign": WARNING,
    "giro.reversal-sign": WARNING,
    "giro.notice": WARNING,
    "giro.notice-late": ERROR,
    "efaktura.": ERROR,
    "efaktura.option-": EXITS[2],
    "efaktura.held-for-others": INFO,
    "efaktura.other-issuer": WARNING,
    "efaktura.shown-differs": WARNING,
    "efaktura.read-back": EXITS[3],
    "efaktura.cut": WARNING,
    "efaktura.replaced": WARNING,
    "efaktura.text-cut": WARNING,
    "efaktura.address-cut": WARNING,
}

# Where the options of a format or a transport are explained.
GUIDES: Final[Mapping[str, str]] = {
    "avtalegiro": "[Draw invoices by AvtaleGiro](../how-to/avtalegiro.md)",
    "avtalegiro-mandates": "[Draw invoices by AvtaleGiro](../how-to/avtalegiro.md)",
    "ocr-giro": "[Read OCR giro](../how-to/read-ocr-giro.md)",
    "efaktura": "[A month of eFaktura](../how-to/efaktura-month.md)",
    "efaktura-answer": "[A month of eFaktura](../how-to/efaktura-month.md)",
    "efaktura-enrollment": "[A month of eFaktura](../how-to/efaktura-month.md)",
    "efaktura-receipt": "[A month of eFaktura](../how-to/efaktura-month.md)",
    "consumers-csv": "[A month of eFaktura](../how-to/efaktura-month.md)",
    "agresso-lg04": "[Export to Agresso](../how-to/export-to-agresso.md)",
    "visma-factum": "[Export FACTUM](../how-to/export-factum.md)",
    "visma-fakturering": "[Export to Visma](../how-to/export-to-visma.md)",
    "visma-webservice": "[Send to Visma](../how-to/send-to-visma.md)",
    "folder": "[Deliver a batch](../how-to/deliver-a-batch.md)",
}

# Where options stand in a config file, other than in a profile's.
CONFIG_PLACES: Final[Mapping[str, str]] = {
    "consumers-csv": "In a config file they stand in `[registers.NAME.options]`.",
    "efaktura-enrollment": "In a config file they stand in `[efaktura.enrollment_options]`.",
    "efaktura-receipt": "In a config file they stand in `[efaktura.receipt_options]`.",
}

# Formats without amounts.
WITHOUT_AMOUNTS: Final = frozenset(
    {
        "avtalegiro-mandates",
        "consumers-csv",
        "efaktura-answer",
        "efaktura-enrollment",
    }
)

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
        "fakturakjerne.domain.kid",
        "fakturakjerne.domain.invoice",
        "fakturakjerne.domain.enrollment",
        "fakturakjerne.domain.efaktura_receipt",
        "fakturakjerne.domain.claim",
        "fakturakjerne.domain.mandate",
        "fakturakjerne.domain.payment",
    ),
    "Suppliers' invoices": (
        "fakturakjerne.domain.supplier_invoice",
        "fakturakjerne.domain.supplier_invoice_line",
        "fakturakjerne.domain.trade_party",
        "fakturakjerne.domain.invoice_amounts",
        "fakturakjerne.domain.payment_means",
        "fakturakjerne.domain.supporting_document",
    ),
    "Rules": (
        "fakturakjerne.engine.readiness",
        "fakturakjerne.engine.consolidation",
        "fakturakjerne.engine.reconciliation",
        "fakturakjerne.engine.likeness",
        "fakturakjerne.engine.matching",
        "fakturakjerne.engine.issuing",
    ),
    "Plugins": (
        "fakturakjerne.plugin.interface",
        "fakturakjerne.plugin.options",
        "fakturakjerne.plugin.template",
        "fakturakjerne.plugin.registry",
        "fakturakjerne.plugin.consumer_register",
        "fakturakjerne.plugin.commands",
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
        "fakturakjerne.ledger.books",
        "fakturakjerne.ledger.register_records",
        "fakturakjerne.ledger.enrollment_records",
        "fakturakjerne.ledger.invoice_records",
        "fakturakjerne.ledger.opening",
        "fakturakjerne.ledger.store",
    ),
    "The main job": (
        "fakturakjerne.config.file",
        "fakturakjerne.config.series",
        "fakturakjerne.config.banks",
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
    "Customers, enrollments and eFaktura": (
        "fakturakjerne.workflow.desk",
        "fakturakjerne.workflow.customers",
        "fakturakjerne.workflow.bank_files",
        "fakturakjerne.workflow.enrollment",
        "fakturakjerne.workflow.answering",
        "fakturakjerne.workflow.consumer_check",
        "fakturakjerne.workflow.issuing",
        "fakturakjerne.workflow.invoice_files",
        "fakturakjerne.workflow.efaktura",
        "fakturakjerne.workflow.receipts",
        "fakturakjerne.interchange.customers",
        "fakturakjerne.interchange.invoices",
        "fakturakjerne.interchange.csv_consumers",
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
    "Visma's web service": (
        "fakturakjerne_visma.webservice.exporter",
        "fakturakjerne_visma.webservice.options",
        "fakturakjerne_visma.webservice.transport",
        "fakturakjerne_visma.webservice.settings",
        "fakturakjerne_visma.webservice.dialect",
        "fakturakjerne_visma.webservice.vuxml",
        "fakturakjerne_visma.webservice.flatfile_upload",
        "fakturakjerne_visma.webservice.outcome",
        "fakturakjerne_visma.webservice.probe",
    ),
    "EHF": (
        "fakturakjerne_ehf.importer",
        "fakturakjerne_ehf.reader",
        "fakturakjerne_ehf.tree",
        "fakturakjerne_ehf.attachments",
    ),
    "Nets": (
        "fakturakjerne_nets",
        "fakturakjerne_nets.reading",
        "fakturakjerne_nets.transmission",
        "fakturakjerne_nets.shapes",
        "fakturakjerne_nets.writing",
        "fakturakjerne_nets.records.framework",
        "fakturakjerne_nets.records.form",
        "fakturakjerne_nets.records.century",
        "fakturakjerne_nets.records.ends",
        "fakturakjerne_nets.records.enrollment",
        "fakturakjerne_nets.records.receipts",
        "fakturakjerne_nets.records.efaktura",
        "fakturakjerne_nets.records.avtalegiro",
        "fakturakjerne_nets.records.ocr",
        "fakturakjerne_nets.enrollment_importer",
        "fakturakjerne_nets.enrollment_answer",
        "fakturakjerne_nets.receipt_importer",
        "fakturakjerne_nets.efaktura",
        "fakturakjerne_nets.efaktura_options",
        "fakturakjerne_nets.sending",
        "fakturakjerne_nets.efaktura_importer",
        "fakturakjerne_nets.efaktura_invoice",
        "fakturakjerne_nets.avtalegiro",
        "fakturakjerne_nets.avtalegiro_options",
        "fakturakjerne_nets.banking_days",
        "fakturakjerne_nets.mandates",
        "fakturakjerne_nets.ocr_giro",
    ),
    "For tests": (
        "fakturakjerne.testing.strategies",
        "fakturakjerne.testing.bank_strategies",
        "fakturakjerne.testing.consumer_register",
        "fakturakjerne_visma.testing.server",
        "fakturakjerne_visma.testing.faults",
        "fakturakjerne_visma.testing.memory",
    ),
}


def pages() -> dict[str, str]:
    """Return the text of each page by its file name."""
    return {
        **{f"options-{name}.md": options_page(name) for name in sorted(GUIDES) if name != "folder"},
        "transport-folder.md": transport_page("folder"),
        "transport-visma-webservice.md": transport_page("visma-webservice"),
        "layouts-lg04.md": layouts_page(),
        "layouts-nets.md": nets_layouts_page(),
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


def _made(
    registry: Registry, plugin: Plugin
) -> Exporter[Any, Any] | Importer[Any, Any] | Transport[Any] | ConsumerRegisterPlugin[Any] | None:
    """Return what reads, writes, sends or looks up; None for what does neither."""
    match plugin.group:
        case "fakturakjerne.exporters":
            return registry.exporter(plugin.name)
        case "fakturakjerne.importers":
            return registry.importer(plugin.name)
        case "fakturakjerne.transports":
            return registry.transport(plugin.name)
        case "fakturakjerne.registers":
            return registry.consumer_register(plugin.name)
        case _:
            return None


def options_page(name: str) -> str:
    """Return every option of a plugin, by its roles."""
    registry = Registry.installed()
    roles = [
        (plugin.group.removeprefix("fakturakjerne.").removesuffix("s"), made)
        for plugin in registry.plugins()
        if plugin.name == name
        and plugin.group != "fakturakjerne.transports"  # they have pages of their own
        and (made := _made(registry, plugin)) is not None
    ]
    where = CONFIG_PLACES.get(name) or (
        "In a config file they stand in `[profiles.NAME.options]`; on the command line,\n"
        "`--set key=value` lays one over them."
    )
    parts = [
        (
            f"# Options of {name}\n\n{NOTICE}{where} `fakturakjerne plugins show {name}` prints this page.\n"
            f"Which to choose: {GUIDES[name]}.\n"
        )
    ]
    for role, plugin in roles:
        title = plugin.info.title
        kept = AMOUNTS[plugin.info.amounts]
        amounts = "" if name in WITHOUT_AMOUNTS else f", amounts {kept} VAT"
        parts.append(
            f"\n## As {role}: {title.en}\n\n"
            f"Encoding {_code(plugin.info.encoding)}, media type {_code(plugin.info.media_type)}"
            f"{amounts}.\n\n"
        )
        parts.append(_options(plugin.options_type))
    return "".join(parts)


def transport_page(name: str) -> str:
    """Return every option of a transport."""
    transport = Registry.installed().transport(name)
    return (
        f"# Transport {name}\n\n{NOTICE}"
        f"{transport.info.title.en}.\n\n"
        f'In a config file, `transport = "{name}"` stands in `[transports.NAME]`, and these options in\n'
        f"`[transports.NAME.options]`. It hands over "
        f"{'messages' if transport.info.messages else 'files'}. `fakturakjerne plugins show {name}`\n"
        f"prints this page. How to use it: {GUIDES[name]}.\n\n"
        f"{_options(transport.options_type)}"
    )


def _options(options_type: type[Any]) -> str:
    rows = (
        (
            _code(info.name),
            _plain(info.type.render("en", {})),
            "required" if info.default is REQUIRED else _code(info.default),
            _plain(info.help.render("en", {})),
            _plain(info.help.render("nb", {})),
        )
        for info in describe(options_type)
    )
    return _table(("option", "type", "default", "meaning", "betydning"), rows)


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


NETS_PARTS: Final[Mapping[str, str]] = {
    "ends": "Every transmission",
    "enrollment": "eFaktura: enrollments, answers, and parties",
    "receipts": "eFaktura: receipts",
    "efaktura": "eFaktura: invoices",
    "avtalegiro": "AvtaleGiro",
    "ocr": "OCR giro",
}
NETS_KINDS: Final[Sequence[tuple[type[Cell], str]]] = (
    (Raw, "kept raw"),
    (Reference, "KID"),
    (ShownAmount, "amount as text"),
    (Code, "digits"),
    (Day, "date"),
    (Number, "number"),
    (Cell, "text"),
)


def nets_layouts_page() -> str:
    """Return every column of every record of Nets."""
    parts = [
        (
            f"# Layouts of Nets\n\n{NOTICE}"
            "Every record has 80 positions in ISO-8859-1; they count from 1. 1-2 are `NY`, 3-4 the service,\n"
            "5-6 the type, 7-8 the record; positions that no column names are filler. Kinds: `number` and\n"
            "`digits` have zeros before them (the zeros of `digits` count), `text` spaces after it, `KID`\n"
            "spaces before it; `date` is DDMMYY, or DDMMYYYY in eight positions and DD.MM.YYYY in ten; amounts\n"
            "are øre. What is `kept raw` nobody explains: it is written back as it was read. Sources: AG, OCR,\n"
            "KV and NF are official, LB is one landlord's system in production; section numbers are those of\n"
            "our own notes. What each is, and how far it is to be trusted:\n"
            "[Sources and trust](../explanation/sources.md).\n"
        )
    ]
    module = ""
    for record in NETS_RECORDS:
        own = record.__module__.rpartition(".")[2]
        if own != module:
            module = own
            parts.append(f"\n## {NETS_PARTS[own]}\n")
        parts.append(_nets_record(record))
    return "".join(parts)


def _nets_record(record: type[Record]) -> str:
    form = record.form
    said = inspect.cleandoc(record.__doc__ or "").splitlines()[0].partition("  Section")[0]
    rows = (
        (_code(name), cell.start, cell.end, cell.width, _nets_kind(cell), cell.nets or form.nets)
        for name, cell in form.cells.items()
    )
    return (
        f"\n### {record.__name__}\n\n{_plain(said)} Service {form.service}, type "
        f"{', '.join(form.types)}, record {form.record}. Source: section {form.layout.source}. "
        f"Trust: {form.layout.trust}.\n\n"
        + _table(("column", "from", "to", "width", "kind", "code of Nets where wrong"), rows)
    )


def _nets_kind(cell: Cell) -> str:
    return next(name for cls, name in NETS_KINDS if isinstance(cell, cls))


# --- findings ----------------------------------------------------------------------------------


def texts() -> dict[str, Mapping[str, Text]]:
    """Return all sentences by who says them: the core, each plugin, EHF, and Visma's commands."""
    registry = Registry.installed()
    found: dict[str, Mapping[str, Text]] = {"fakturakjerne": collect(vars(catalogue))}
    for plugin in registry.plugins():
        made = _made(registry, plugin) if plugin.distribution == OURS else None
        if made is not None and made.info.texts:
            sending = plugin.group == "fakturakjerne.transports"
            name = f"{plugin.name}, sending" if sending else plugin.name
            found[name] = {**found.get(name, {}), **made.info.texts}
    return found | {"fakturakjerne visma": commands_catalogue.TEXTS}


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
            f"| {RECEIPT} | what became of a document that was sent; `batch status` shows it |\n"
            f"| {PRINTED} | a part of what a command prints |\n"
            "\nWords in braces are filled in.\n"
        )
    ]
    listed: dict[str, str] = {}
    for owner, by_code in texts().items():
        own = {code: text for code, text in by_code.items() if code not in listed}
        others = sorted({listed[code] for code in by_code if code in listed})
        parts.append(f"\n## {owner}\n\n")
        parts += (f"Those of {_code(other)} are said here too.\n\n" for other in others)
        rows = (
            (_code(code), met_as(code), _plain(text.nb), _plain(text.en))
            for code, text in own.items()
        )
        parts.append(_table(("code", "met as", "bokmål", "English"), rows))
        listed |= dict.fromkeys(own, owner)
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
