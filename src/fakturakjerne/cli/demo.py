"""``fakturakjerne demo``: a synthetic month through the whole job."""

from contextlib import ExitStack
from datetime import date
from importlib.resources import as_file
from itertools import count
from pathlib import Path
from typing import Final

import click

from fakturakjerne import catalogue
from fakturakjerne import demo as month
from fakturakjerne.catalogue import Language
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.house import House, ledger_url
from fakturakjerne.cli.language import language_option
from fakturakjerne.cli.report import Report
from fakturakjerne.cli.run import bill
from fakturakjerne.config import load_config
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.intake import LeaseFiles
from fakturakjerne.workflow.job import Wish, resolve

_TODAY: Final = date(2026, 3, 2)


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Mappe for filene; ny om den mangler. / Folder for the files. [fakturakjerne-demo]",
)
@click.option("--json", "as_json", is_flag=True, help="Manifestene som JSON. / Manifests as JSON.")
@language_option
def demo(out: Path | None, as_json: bool, language: Language) -> None:
    """En syntetisk måned gjennom hele jobben. / A synthetic month through the whole job.

    Ingen ekte personer eller organisasjoner. Protokollen ligger i samme mappe. / No real persons
    or organisations. The ledger lies in the same folder.
    """
    report = Report(language, as_json=as_json)
    with failures(report), ExitStack() as unpacked:
        leases = unpacked.enter_context(as_file(month.leases()))
        config = load_config(unpacked.enter_context(as_file(month.config())))
        target = out or _free_folder(Path("fakturakjerne-demo"))
        wish = Wish(
            format="lg04", target=target, today=_TODAY, allow_findings=True, language=language
        )
        target.mkdir(parents=True, exist_ok=True)
        files = LeaseFiles(
            paths=[leases],
            registry=Registry.installed(),
            test_identities=config.test_identities,
        )
        report.say(catalogue.DEMO)
        house = House(config=config, url=ledger_url(str(target / "fakturakjerne.db")))
        job = resolve(wish, config, files.registry)
        report.outcome(bill(job, files, house), dry_run=False)


def _free_folder(wanted: Path) -> Path:
    """Return a folder of that name, or with the first number behind it, that does not exist."""
    numbered = (wanted.with_name(f"{wanted.name}-{number}") for number in count(2))
    return wanted if not wanted.exists() else next(path for path in numbered if not path.exists())
