"""``fakturakjerne run``: the main job."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.cli.delivery_report import DeliveryReport
from fakturakjerne.cli.failures import BLOCKED, failures
from fakturakjerne.cli.house import House
from fakturakjerne.cli.language import language_option
from fakturakjerne.cli.progress import ProgressBar
from fakturakjerne.cli.report import Report
from fakturakjerne.errors import ConfigError
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.auto_send import AutoSend, Sent
from fakturakjerne.workflow.billing import Billing, Outcome
from fakturakjerne.workflow.intake import LeaseFiles
from fakturakjerne.workflow.job import Job, Wish, resolve

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_FILE = click.Path(path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("leases", nargs=-1, required=True, type=_FILE)
@click.option(
    "--format",
    "profile",
    metavar="PROFILE",
    help="Profil i oppsettet, eller et formats navn. / Profile of the config, or a format's name. "
    "[billing.profiles]",
)
@click.option(
    "--config", "config_file", type=_FILE, help="Oppsettsfil (TOML). / Config file (TOML)."
)
@click.option(
    "--out", required=True, type=_FOLDER, help="Mappe for filene. / Folder for the files."
)
@click.option(
    "--today", type=_DAY, metavar="DATE", help="Dagens dato. / The day it is. [i dag / today]"
)
@click.option(
    "--until",
    type=_DAY,
    metavar="DATE",
    help="Siste dag som faktureres. / Last day billed. [i går / yesterday]",
)
@click.option(
    "--ledger",
    metavar="URL",
    help="Protokollen: en fil eller databaseadresse. / The ledger: a file or database URL.",
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="KEY=VALUE",
    help="Sett et valg for formatet. / Set an option of the format.",
)
@click.option(
    "--encoding",
    type=click.Choice(["utf-8", "cp1252"]),
    help="Tegnsett i CSV. / Encoding of CSV. [utf-8]",
)
@click.option(
    "--allow-findings",
    is_flag=True,
    help="Fakturer de gode, list resten. / Bill the good leases, list the rest.",
)
@click.option("--dry-run", is_flag=True, help="Skriv ingenting. / Write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Manifestene som JSON. / Manifests as JSON.")
@language_option
def run(
    *,
    leases: Sequence[Path],
    profile: str | None,
    config_file: Path | None,
    out: Path,
    today: datetime | None,
    until: datetime | None,
    ledger: str | None,
    assignments: Sequence[str],
    encoding: str | None,
    allow_findings: bool,
    dry_run: bool,
    as_json: bool,
    language: Language,
) -> None:
    """Leieforhold til avstemte dokumenter. / Leases to reconciled documents.

    LEASES er filer med JSON Lines (.jsonl), JSON (.json) eller CSV (.csv). / LEASES are files of
    JSON Lines, JSON or CSV.
    """
    report = Report(language, as_json=as_json)
    with failures(report):
        house = House.of(config_file, ledger)
        for path in leases:
            if not path.is_file():
                raise ConfigError(catalogue.INPUT_MISSING, path=path)
        wish = Wish(
            format=profile,
            target=out,
            today=today.date() if today else date.today(),  # noqa: DTZ011 - the user's own day
            until=until.date() if until else None,
            assignments=assignments,
            allow_findings=allow_findings,
            language=language,
        )
        files = LeaseFiles(
            paths=leases,
            registry=Registry.installed(),
            encoding=encoding,
            test_identities=house.config.test_identities,
        )
        job = resolve(wish, house.config, files.registry)
        auto_send = AutoSend.of(job, house.config, files.registry)
        if not dry_run:
            auto_send.prepare()
        outcome = bill(job, files, house, dry_run=dry_run)
        report.outcome(outcome, dry_run=dry_run)
        sent = Sent()
        if auto_send.routes and not dry_run:
            with house.ledger() as opened, ProgressBar(language) as bar:
                sent = auto_send.after(outcome, opened, bar)
        report.findings(sent.findings)
        for each in sent.outcomes:
            DeliveryReport(language, as_json=as_json).sent(each, report)
    if not sent.is_good:
        raise click.exceptions.Exit(BLOCKED)


def bill(job: Job, files: LeaseFiles, house: House, *, dry_run: bool = False) -> Outcome:
    """Do the main job with a progress bar where somebody sees it."""
    with ProgressBar(job.language) as observer, _without_cycle_search():
        intake = files.read(observer)
        with house.ledger(dry_run=dry_run) as ledger:
            billing = Billing(job=job, ledger=ledger, observer=observer, dry_run=dry_run)
            return billing.run(intake)


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Let the garbage collector rest: a month's millions of objects are in no cycles.

    Walking them again and again costs a twelfth of a run (docs/explanation/performance.md).
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
