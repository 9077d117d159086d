"""``fakturakjerne customers``: the customer register."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from attrs import asdict

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Language
from fakturakjerne.cli import desk_wording as words
from fakturakjerne.cli.desk import echo, opened, shared, table
from fakturakjerne.cli.failures import failures
from fakturakjerne.cli.report import Report
from fakturakjerne.domain.customer import Address, Customer
from fakturakjerne.ledger.register_records import (
    CustomerChange,
    EfakturaStatus,
    RegisteredCustomer,
)
from fakturakjerne.workflow.customers import find_customer, import_customers

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def customers() -> None:
    """Kunderegisteret. / The customer register."""


@customers.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--encoding",
    type=click.Choice(["utf-8", "cp1252"]),
    default="utf-8",
    help="Tegnsett i CSV. / Encoding of CSV. [utf-8]",
)
@click.option(
    "--allow-findings",
    is_flag=True,
    help="Les inn de gode, list resten. / Enter the good ones, list the rest.",
)
@shared
def import_files(
    *,
    files: Sequence[Path],
    encoding: str,
    allow_findings: bool,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Kunder fra CSV og JSON; samme fil to ganger endrer ingenting. / Customers of CSV and JSON."""
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language) as desk:
        done = import_customers(desk, files, encoding=encoding, allow_findings=allow_findings)
        report.findings(done.findings)
        if as_json:
            echo(asdict(done.update))
        else:
            click.echo(catalogue.CUSTOMERS_DONE.render(language, asdict(done.update)))


@customers.command("list")
@click.option(
    "--efaktura",
    "status",
    type=click.Choice([each.value for each in EfakturaStatus]),
    help="Bare de med denne eFaktura-statusen. / Only those of this eFaktura status.",
)
@shared
def list_customers(
    *,
    status: str | None,
    config_file: Path | None,
    ledger: str | None,
    as_json: bool,
    language: Language,
) -> None:
    """Alle kunder, etter kundenummer. / All customers, by customer number."""
    report = Report(language, as_json=as_json)
    with failures(report), opened(config_file, ledger, language) as desk:
        wanted = None if status is None else EfakturaStatus(status)
        found = list(desk.ledger.customers.listed(efaktura=wanted))
        if as_json:
            echo([as_dict(each) for each in found])
            return
        if not found:
            report.say(catalogue.CUSTOMERS_NONE)
        table(words.CUSTOMER_HEADINGS, [_line(each, language) for each in found], language)


@customers.command()
@click.argument("number")
@shared
def show(
    *, number: str, config_file: Path | None, ledger: str | None, as_json: bool, language: Language
) -> None:
    """Én kunde, og hver endring. / One customer, and every change."""
    with (
        failures(Report(language, as_json=as_json)),
        opened(config_file, ledger, language) as desk,
    ):
        found, changes = find_customer(desk, number)
        if as_json:
            echo({**as_dict(found), "changes": [_change(each) for each in changes]})
            return
        table(words.FIELD_HEADINGS, field_rows(found, language), language)
        table(words.CHANGE_HEADINGS, [_change_line(each) for each in changes], language)


def as_dict(found: RegisteredCustomer) -> dict[str, object]:
    """Return a customer for a program; ids of persons are masked."""
    customer = found.customer
    return {
        "number": found.number,
        "kind": customer.kind.value,
        "name": customer.name,
        "id": None if customer.id is None else customer.id.masked,
        "contact": customer.contact,
        "payer": None if customer.payer is None else customer.payer.masked,
        "email": customer.email,
        "addresses": [asdict(each) for each in customer.addresses],
        "efaktura_reference": found.reference,
        "efaktura": found.efaktura.value,
        "version": found.version,
    }


def field_rows(found: RegisteredCustomer, language: Language) -> list[tuple[str, str]]:
    """Return everything of a customer for a person; ids of persons are masked."""
    customer = found.customer
    values: Mapping[str, str] = {
        "number": found.number,
        "name": customer.name,
        "kind": customer.kind.value,
        "id": "" if customer.id is None else customer.id.masked,
        "contact": customer.contact or "",
        "payer": "" if customer.payer is None else customer.payer.masked,
        "email": customer.email or "",
        "reference": found.reference,
        "efaktura": words.EFAKTURA[found.efaktura].render(language, {}),
    }
    rows = [(words.FIELDS[name].render(language, {}), value) for name, value in values.items()]
    label = words.FIELDS["address"].render(language, {})
    return rows + [
        (f"{label} {position}", address_text(each))
        for position, each in enumerate(customer.addresses, start=1)
    ]


def address_text(address: Address) -> str:
    """Return an address on one line."""
    place = f"{address.postal_code} {address.place}".strip()
    country = "" if address.country == "NO" else address.country
    return ", ".join(part for part in (*address.lines, place, country) if part)


def _line(found: RegisteredCustomer, language: Language) -> tuple[str, ...]:
    return (
        found.number,
        found.customer.name,
        _place(found.customer),
        found.reference,
        words.EFAKTURA[found.efaktura].render(language, {}),
    )


def _place(customer: Customer) -> str:
    if not customer.addresses:
        return ""
    first = customer.addresses[0]
    return f"{first.postal_code} {first.place}".strip()


def _change(change: CustomerChange) -> dict[str, object]:
    return {
        "version": change.version,
        "fields": list(change.fields),
        "efaktura": change.efaktura.value,
        "actor": change.actor,
        "source": change.source,
        "at": change.at.isoformat(),
    }


def _change_line(change: CustomerChange) -> tuple[str, ...]:
    moment = f"{change.at:%Y-%m-%d %H:%M}"
    return (
        str(change.version),
        moment,
        change.actor,
        change.source,
        ", ".join(change.fields),
    )
