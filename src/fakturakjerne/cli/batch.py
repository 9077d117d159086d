"""``fakturakjerne batch``: what was made goes out, and what became of it."""

import getpass
from collections.abc import Sequence
from pathlib import Path

import click

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.cli.delivery_report import DeliveryReport
from fakturakjerne.cli.failures import BLOCKED, failures
from fakturakjerne.cli.house import House
from fakturakjerne.cli.language import FunctionT, language_option
from fakturakjerne.cli.progress import ProgressBar
from fakturakjerne.cli.report import Report
from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.delivery_records import Resolution
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.delivery import Delivery, Sending
from fakturakjerne.workflow.delivery_status import find_order, resolve_delivery, status
from fakturakjerne.workflow.route import resolve_route

_SHARED = (
    click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path),
        help="Oppsettsfil (TOML). / Config file (TOML).",
    ),
    click.option(
        "--ledger",
        metavar="URL",
        help="Protokollen: en fil eller databaseadresse. / The ledger: a file or database URL.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Som JSON. / As JSON."),
    language_option,
)


def _shared(command: FunctionT) -> FunctionT:
    """Give a command the options that all of them have."""
    for each in reversed(_SHARED):
        command = each(command)
    return command


@click.group()
def batch() -> None:
    """Bunker: send dem, og se hva som ble av dem. / Batches: send them, see what became of them."""


@batch.command("list")
@_shared
def list_batches(
    config_file: Path | None, ledger: str | None, as_json: bool, language: Language
) -> None:
    """Alle bunker i protokollen, eldste først. / All batches of the ledger, the oldest first."""
    report = DeliveryReport(language, as_json=as_json)
    with (
        failures(Report(language, as_json=as_json)),
        House.of(config_file, ledger).ledger() as opened,
    ):
        report.batches(
            [(each, status(opened, each.id)) for each in opened.batches()],
        )


@batch.command("status")
@click.argument("batch_id", metavar="BATCH")
@_shared
def show_status(
    batch_id: str, config_file: Path | None, ledger: str | None, as_json: bool, language: Language
) -> None:
    """Hvert dokument i en bunke, og hva som ble av det. / Each document and what became of it."""
    report = DeliveryReport(language, as_json=as_json)
    with (
        failures(Report(language, as_json=as_json)),
        House.of(config_file, ledger).ledger() as opened,
    ):
        report.documents(status(opened, batch_id))


@batch.command()
@click.argument("batch_id", metavar="BATCH")
@click.option(
    "--transport",
    "profile",
    required=True,
    metavar="PROFILE",
    help="[transports.PROFILE] i oppsettet. / [transports.PROFILE] of the config.",
)
@click.option(
    "--only",
    type=click.IntRange(min=1),
    metavar="N",
    help="Send høyst N dokumenter. / Send N documents at most.",
)
@click.option(
    "--order",
    "orders",
    type=int,
    multiple=True,
    metavar="NUMBER",
    help="Bare dokumenter med denne ordren. / Only documents with this order.",
)
@click.option(
    "--rejected", is_flag=True, help="Også de som ble avvist. / Also those that were rejected."
)
@click.option(
    "--override",
    metavar="REASON",
    help="Send selv om det er eller kan være sendt før, og hvorfor. / Send although it was or may "
    "have been sent before, and why.",
)
@_shared
def send(
    *,
    batch_id: str,
    profile: str,
    only: int | None,
    orders: Sequence[int],
    rejected: bool,
    override: str | None,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Send en bunke; det som er sendt, sendes ikke igjen. / Send a batch; nothing goes twice."""
    plain = Report(language, as_json=as_json)
    with failures(plain):
        if override is not None and not override.strip():
            raise ConfigError(catalogue.DELIVERY_NO_REASON, option="--override")
        house = House.of(config_file, ledger)
        sending = Sending(
            batch=batch_id,
            only=only,
            override=(override or "").strip(),
            rejected=rejected,
            orders=orders,
        )
        route = resolve_route(profile, house.config, Registry.installed())
        with house.ledger() as opened, ProgressBar(language) as bar:
            delivery = Delivery(ledger=opened, route=route, observer=bar)
            try:
                outcome = delivery.send(sending)
            except KeyboardInterrupt:
                plain.say(catalogue.DELIVERY_BROKEN_OFF, batch=batch_id)
                raise
        DeliveryReport(language, as_json=as_json).outcome(outcome, plain)
    if not outcome.is_good:
        raise click.exceptions.Exit(BLOCKED)


@batch.command()
@click.argument("order", type=int)
@click.argument("answer", type=click.Choice(["accepted", "rejected"]))
@click.option("--series", metavar="NAME", help="Nummerserien. / The number series.")
@click.option(
    "--reference",
    default="",
    metavar="R",
    help="Hva mottakeren kaller den. / What the receiver calls it.",
)
@click.option(
    "--reason",
    required=True,
    metavar="TEXT",
    help="Hvordan du vet det. / How you know.",
)
@_shared
def resolve(
    *,
    order: int,
    answer: str,
    series: str | None,
    reference: str,
    reason: str,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Si hva som ble av en ordre som er uavklart. / Say what became of an order that is unknown.

    Hele dokumentet som ordren står i, blir avklart. / The whole document that holds it is resolved.
    """
    plain = Report(language, as_json=as_json)
    with failures(plain), House.of(config_file, ledger).ledger() as opened:
        document = find_order(opened, order, series=series)
        resolution = Resolution(
            status=ReceiptStatus(answer),
            reference=reference,
            reason=reason,
            actor=getpass.getuser(),
        )
        resolve_delivery(opened, document, resolution)
        DeliveryReport(language, as_json=as_json).resolved(
            [each for each in status(opened, document.batch) if each.document == document], plain
        )
