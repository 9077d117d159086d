"""The customer register: filled from files and from leases, read for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.customer import Customer
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.lease import Lease
from fakturakjerne.errors import BlockedError, ConfigError, OutsideError
from fakturakjerne.interchange.customers import CustomerReader, CustomerRow
from fakturakjerne.ledger.interface import Ledger
from fakturakjerne.ledger.register_records import (
    CustomerChange,
    CustomerEntry,
    EfakturaStatus,
    Origin,
    RegisteredCustomer,
    RegisterUpdate,
)
from fakturakjerne.workflow.desk import Desk

_CHUNK: Final = 1 << 18
_SUFFIXES: Final = (".csv", ".json")


@frozen(kw_only=True)
class Imported:
    """What an import of customers did.

    Attributes:
        update: how many are new, changed and unchanged.
        findings: about customers that were left out.
    """

    update: RegisterUpdate
    findings: Sequence[Finding] = field(default=(), repr=False)


def import_customers(
    desk: Desk, paths: Iterable[Path], *, encoding: str = "utf-8", allow_findings: bool = False
) -> Imported:
    """Enter the customers of files by their numbers; who says the same changes nothing.

    Args:
        desk: where.
        paths: CSV and JSON files.
        encoding: of the CSV files.
        allow_findings: whether the good ones are entered although others have errors.

    Raises:
        ConfigError: if a file is of neither kind.
        BlockedError: if a customer has an error; nothing was entered.
        OutsideError: if a file cannot be read.
    """
    rows: dict[str, CustomerRow] = {}
    findings: list[Finding] = []
    for path in paths:
        for row, found in _read(desk, path, encoding):
            findings += found
            if row is not None:
                findings += _entered(rows, row)
    errors = sum(one.blocks for one in findings)
    if errors and not allow_findings:
        raise BlockedError(catalogue.FINDINGS_BLOCK, findings, count=errors)
    entries = (
        CustomerEntry(
            customer=row.customer,
            efaktura=None if row.efaktura is None else EfakturaStatus(row.efaktura.value),
        )
        for row in rows.values()
    )
    origin = Origin(actor=desk.actor, source="customers import")
    return Imported(update=desk.ledger.customers.update(entries, origin), findings=findings)


def fill_from_leases(ledger: Ledger, leases: Iterable[Lease], *, actor: str) -> RegisterUpdate:
    """Enter the customers of leases; a field that the register has a value for keeps it."""
    customers: dict[str, Customer] = {}
    for lease in leases:
        if lease.customer.number:
            customers.setdefault(lease.customer.number, lease.customer)
    if not customers:
        return RegisterUpdate()
    entries = (CustomerEntry(customer=customer) for customer in customers.values())
    return ledger.customers.update(entries, Origin(actor=actor, source="leases"), only_fill=True)


def find_customer(desk: Desk, number: str) -> tuple[RegisteredCustomer, Sequence[CustomerChange]]:
    """Return a customer with its changes, the oldest first.

    Raises:
        ConfigError: if the register has none of that number.
    """
    found: Mapping[str, RegisteredCustomer] = desk.ledger.customers.by_numbers([number])
    if number not in found:
        raise ConfigError(catalogue.CUSTOMER_UNKNOWN, number=number)
    return found[number], desk.ledger.customers.changes(number)


def _entered(rows: dict[str, CustomerRow], row: CustomerRow) -> Iterator[Finding]:
    """Take a customer; say so where the files have it already and say something else."""
    number = row.customer.number or ""
    known = rows.setdefault(number, row)
    if (known.customer, known.efaktura) != (row.customer, row.efaktura):
        yield Finding(severity=Severity.ERROR, text=catalogue.CUSTOMER_TWICE, path=row.origin)


def _read(
    desk: Desk, path: Path, encoding: str
) -> Iterator[tuple[CustomerRow | None, Sequence[Finding]]]:
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise ConfigError(catalogue.CUSTOMER_FILE_KIND, path=path)
    reader = CustomerReader(
        name=path.name, encoding=encoding, test_identities=desk.config.test_identities
    )
    read = reader.csv if suffix == ".csv" else reader.json
    for each in read(_chunks(path)):
        yield each.item, each.findings


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutsideError(catalogue.INPUT_UNREADABLE, path=str(path), reason=reason) from error
