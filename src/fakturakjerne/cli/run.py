"""``fakturakjerne run``: the main job."""

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.language import language_option
from fakturakjerne.cli.progress import ProgressBar
from fakturakjerne.cli.report import Report
from fakturakjerne.config import Config, load_config, read_environment
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.opening import default_url, file_url, open_ledger
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.billing import Billing, Outcome
from fakturakjerne.workflow.intake import LeaseFiles
from fakturakjerne.workflow.job import Wish, resolve

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_FILE = click.Path(path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("leases", nargs=-1, required=True, type=_FILE)
@click.option(
    "--format",
    "profile",
    required=True,
    metavar="PROFILE",
    help="Profil i oppsettet, eller et formats navn. / Profile of the config, or a format's name.",
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
    profile: str,
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
    environment = read_environment(os.environ)
    with failures(report):
        config_path = config_file or environment.config
        config = load_config(config_path) if config_path else Config()
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
            test_identities=config.test_identities,
        )
        url = ledger or environment.ledger or config.ledger.url
        outcome = bill(wish, config, files, url=url, dry_run=dry_run)
        report.outcome(outcome, dry_run=dry_run)


def bill(
    wish: Wish, config: Config, files: LeaseFiles, *, url: str | None, dry_run: bool = False
) -> Outcome:
    """Do the main job with a progress bar where somebody sees it."""
    job = resolve(wish, config, files.registry)
    with ProgressBar(wish.language) as observer, _without_cycle_search():
        intake = files.read(observer)
        with open_ledger(
            ledger_url(url),
            lock_timeout=config.ledger.lock_timeout,
            dry_run=dry_run,
            documents=config.ledger.documents,
        ) as ledger:
            return Billing(job=job, ledger=ledger, observer=observer, dry_run=dry_run).run(intake)


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


def ledger_url(given: str | None) -> str:
    """Return a database URL: a bare path is a SQLite file; without one, the user's own ledger."""
    if given is None:
        return default_url()
    return given if "://" in given else file_url(Path(given).absolute())
