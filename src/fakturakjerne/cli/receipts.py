"""``fakturakjerne receipts``: what became of what was sent."""

from pathlib import Path

import click

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.cli.desk import echo, opened, shared
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.report import Report
from fakturakjerne.workflow.receipts import ReceiptsRead, read_receipts


@click.group()
def receipts() -> None:
    """Kvitteringer fra Nets. / Receipts from Nets."""


@receipts.command()
@click.argument("file", type=click.Path(path_type=Path))
@shared
def read(
    *, file: Path, config_file: Path | None, ledger: str | None, as_json: bool, language: Language
) -> None:
    """Les inn kvitteringer, og flytt filen. / Read receipts, and move the file."""
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language) as desk:
        done = read_receipts(desk, file)
        report.findings(done.findings)
        if as_json:
            echo(_as_dict(done))
            return
        _tell(done, language)


def _as_dict(done: ReceiptsRead) -> dict[str, object]:
    return {
        "file": done.name,
        "receipts": done.count,
        "is_new": done.applied.is_new,
        "accepted": list(done.applied.accepted),
        "rejected": list(done.applied.rejected),
        "unmatched": len(done.applied.unmatched),
        "waiting": done.waiting,
        "moved": None if done.moved is None else str(done.moved),
    }


def _tell(done: ReceiptsRead, language: Language) -> None:
    counts = {"accepted": len(done.applied.accepted), "rejected": len(done.applied.rejected)}
    click.echo(catalogue.RECEIPTS_DONE.render(language, {"file": done.name, **counts}))
    if not done.applied.is_new:
        click.echo(catalogue.FILE_READ_BEFORE.render(language, {"file": done.name}))
    if done.waiting:
        values = {"file": done.name, "count": done.waiting}
        click.echo(catalogue.ENROLLMENTS_WAIT.render(language, values))
    if done.moved is not None:
        values = {"file": done.name, "path": done.moved}
        click.echo(catalogue.FILE_MOVED.render(language, values))
