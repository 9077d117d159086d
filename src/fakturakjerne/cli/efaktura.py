"""``fakturakjerne efaktura``: who takes it, and sending it."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.cli import desk_wording as words
from fakturakjerne.cli.desk import echo, opened, shared, table, today_option
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.report import Report
from fakturakjerne.domain.money import format_kroner
from fakturakjerne.workflow.consumer_check import check_customers, resolve_source
from fakturakjerne.workflow.efaktura import Exported, export
from fakturakjerne.workflow.invoice_files import invoices_of

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def efaktura() -> None:
    """Faktura som eFaktura. / Invoices as eFaktura."""


@efaktura.command("check-customers")
@click.option(
    "--register",
    "profile",
    metavar="PROFILE",
    help="[registers.PROFILE] i oppsettet. / [registers.PROFILE] of the config. [[efaktura] "
    "register]",
)
@shared
def check(
    *,
    profile: str | None,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Kontroller kunder: hvem tar imot eFaktura? / Check customers: who takes eFaktura?"""
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language) as desk:
        done = check_customers(desk, resolve_source(desk, profile))
        report.findings(done.findings)
        values = {"asked": done.asked, "active": done.active, "rest": done.asked - done.active}
        if as_json:
            echo(values)
        else:
            click.echo(catalogue.REGISTER_DONE.render(language, values))


@efaktura.command("export")
@click.option(
    "--from",
    "files",
    multiple=True,
    type=_FILE,
    metavar="FILE",
    help="Fakturaer fra JSON i stedet for protokollens egne. / Invoices of JSON in place of the "
    "ledger's own.",
)
@today_option
@shared
def export_files(
    *,
    files: Sequence[Path],
    today: datetime | None,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Skriv fakturaene som kan sendes som eFaktura. / Write the invoices that may go as eFaktura.

    Kunden må være påmeldt, forfallet ikke passert, og fakturaen aldri sendt; de andre listes med
    grunnen. / The customer must be enrolled, the due date not past, and the invoice never sent;
    the others are listed with the reason.
    """
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language, today=today) as desk:
        done = export(desk, invoices_of(desk, files) if files else None)
        report.findings(done.findings)
        if as_json:
            echo(_as_dict(done, language))
        else:
            _tell(done, report)


def _as_dict(done: Exported, language: Language) -> dict[str, object]:
    return {
        "files": [
            {
                "path": str(each.path),
                "transmission": each.transmission,
                "invoices": list(each.invoices),
                "gross": format_kroner(each.gross),
            }
            for each in done.files
        ],
        "left": [
            {"invoice": each.path, "code": each.code, "message": each.in_language(language)}
            for each in done.left
        ],
    }


def _tell(done: Exported, report: Report) -> None:
    """Tell a person: files, then what was left; what was sent before is only counted."""
    language = report.language
    for each in done.files:
        values = {
            "count": len(each.invoices),
            "gross": format_kroner(each.gross),
            "path": each.path,
        }
        click.echo(catalogue.EXPORT_WRITTEN.render(language, values))
    if not done.files:
        click.echo(catalogue.EXPORT_NOTHING.render(language, {}))
    sent = Counter(each.code for each in done.left)[catalogue.EXPORT_SENT.code]
    if sent:
        click.echo(catalogue.EXPORT_LEFT_SENT.render(language, {"count": sent}))
    rows = [
        (each.path, each.in_language(language))
        for each in done.left
        if each.text is not catalogue.EXPORT_SENT
    ]
    title = words.LEFT_TITLE.render(language, {})
    table(words.LEFT_HEADINGS, rows, language, title=title)
