"""``fakturakjerne invoice``: invoices of our own."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.cli.desk import echo, opened, shared, today_option
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.report import Report
from fakturakjerne.domain.money import Ore, format_kroner
from fakturakjerne.workflow.intake import LeaseFiles
from fakturakjerne.workflow.issuing import Issued, issue_orders

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def invoice() -> None:
    """Fakturaer som vi utsteder selv. / Invoices that we issue ourselves."""


@invoice.command()
@click.argument("leases", nargs=-1, required=True, type=_FILE)
@click.option(
    "--batch", metavar="BATCH", help="Bare ordrene i denne bunken. / Only this batch's orders."
)
@click.option(
    "--encoding",
    type=click.Choice(["utf-8", "cp1252"]),
    help="Tegnsett i CSV. / Encoding of CSV. [utf-8]",
)
@click.option(
    "--allow-findings",
    is_flag=True,
    help="Utsted de gode, list resten. / Issue the good ones, list the rest.",
)
@today_option
@shared
def issue(
    *,
    leases: Sequence[Path],
    batch: str | None,
    encoding: str | None,
    allow_findings: bool,
    today: datetime | None,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Utsted fakturaer for protokollens ordrer: nummer, datoer, KID. / Issue invoices of orders.

    LEASES er filene som ble fakturert; protokollen har bare fingeravtrykkene. / LEASES are the
    files that were billed; the ledger keeps only fingerprints of them.
    """
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language, today=today) as desk:
        files = LeaseFiles(
            paths=leases,
            registry=desk.registry,
            encoding=encoding,
            test_identities=desk.config.test_identities,
        )
        read = files.read(desk.observer)
        report.findings(read.findings)
        done = issue_orders(desk, read.leases, batch=batch, allow_findings=allow_findings)
        report.findings(done.left)
        if as_json:
            echo(_as_dict(done, language))
        else:
            _tell(done, language)


def _as_dict(done: Issued, language: Language) -> dict[str, object]:
    return {
        "invoices": [
            {
                "number": each.number,
                "order": each.order,
                "due_date": each.due_date.isoformat(),
                "kid": None if each.kid is None else each.kid.text,
                "net": format_kroner(each.net),
                "gross": format_kroner(each.gross),
            }
            for each in done.invoices
        ],
        "left": [
            {"order": each.path, "code": each.code, "message": each.in_language(language)}
            for each in done.left
        ],
    }


def _tell(done: Issued, language: Language) -> None:
    left = len(done.left)
    if not done.invoices:
        click.echo(catalogue.INVOICES_NONE.render(language, {"left": left}))
        return
    values = {
        "count": len(done.invoices),
        "first": done.invoices[0].number,
        "last": done.invoices[-1].number,
        "gross": format_kroner(Ore(sum(each.gross for each in done.invoices))),
        "left": left,
    }
    click.echo(catalogue.INVOICES_ISSUED.render(language, values))
