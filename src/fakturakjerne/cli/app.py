"""The command group, and what a failure means to the shell."""

import importlib.metadata
import io
import sys

import click

from fakturakjerne.cli.batch import batch
from fakturakjerne.cli.check import check
from fakturakjerne.cli.customers import customers
from fakturakjerne.cli.demo import demo
from fakturakjerne.cli.efaktura import efaktura
from fakturakjerne.cli.enroll import enroll
from fakturakjerne.cli.host import Host
from fakturakjerne.cli.invoice import invoice
from fakturakjerne.cli.plugin_commands import PluginCommands
from fakturakjerne.cli.plugins import plugins
from fakturakjerne.cli.receipts import receipts
from fakturakjerne.cli.run import run


@click.group(
    cls=PluginCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Avslutningskoder / exit codes: 0 ferdig / done, 1 stanset av feil / blocked by "
    "findings, 2 feil bruk / usage, 3 avstemming feilet / reconciliation failed, 4 disk eller "
    "database / disk or database.",
)
@click.version_option(
    importlib.metadata.version("fakturakjerne"),
    prog_name="fakturakjerne",
    message="%(prog)s %(version)s",
)
@click.pass_context
def application(context: click.Context) -> None:
    """Fra leieforhold til riktige fakturaer. / From leases to correct invoices."""
    context.ensure_object(Host)


application.add_command(run)
application.add_command(check)
application.add_command(demo)
application.add_command(plugins)
application.add_command(batch)
application.add_command(customers)
application.add_command(enroll)
application.add_command(receipts)
application.add_command(invoice)
application.add_command(efaktura)


def main() -> None:
    """Run the command line as the installed script does."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # pragma: no branch - nobody else's has an encoding
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    application.main(prog_name="fakturakjerne")
