"""What the commands about customers, enrollments and invoices share."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.table import Table

from fakturakjerne.catalogue import Language, Text
from fakturakjerne.cli.house import House
from fakturakjerne.cli.language import language_option
from fakturakjerne.cli.progress import ProgressBar
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.workflow.desk import Desk

FunctionT = TypeVar("FunctionT", bound=Callable[..., object])

_WIDTH = 160
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


def shared(command: FunctionT) -> FunctionT:
    """Give a command the options that all of them have."""
    for each in reversed(_SHARED):
        command = each(command)
    return command


def today_option(command: FunctionT) -> FunctionT:
    """Give a command the option --today."""
    return click.option(
        "--today",
        type=click.DateTime(formats=["%Y-%m-%d"]),
        metavar="DATE",
        help="Dagens dato. / The day it is. [i dag / today]",
    )(command)


@contextmanager
def opened(
    config_file: Path | None,
    ledger: str | None,
    language: Language,
    *,
    today: datetime | None = None,
) -> Iterator[Desk]:
    """Open the ledger for a person to work on, with a progress bar where somebody sees it."""
    house = House.of(config_file, ledger)
    with house.ledger() as kept, ProgressBar(language) as bar:
        yield Desk(
            ledger=kept,
            config=house.config,
            registry=Registry.installed(),
            today=today.date() if today else date.today(),  # noqa: DTZ011 - the user's own day
            language=language,
            observer=bar,
        )


def echo(value: object) -> None:
    """Tell a program."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def table(
    headings: Sequence[Text],
    rows: Sequence[Sequence[str]],
    language: Language,
    *,
    title: str | None = None,
) -> None:
    """Show a table; nothing where it has no row."""
    if not rows:
        return
    shown = Table(
        *(heading.render(language, {}) for heading in headings), title=title, title_justify="left"
    )
    for row in rows:
        shown.add_row(*row)
    Console(width=_WIDTH, highlight=False, markup=False).print(shown)
