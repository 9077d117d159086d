"""Invoices leave as eFaktura: those of enrolled customers, not past due, never sent before."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.invoice import Invoice
from fakturakjerne.domain.money import Ore
from fakturakjerne.ledger.interface import Transaction
from fakturakjerne.ledger.invoice_records import (
    Channel,
    IssuedInvoice,
    StoredInvoice,
    Transmission,
    TransmissionKind,
)
from fakturakjerne.ledger.register_records import EfakturaStatus, RegisteredCustomer
from fakturakjerne.workflow.desk import Desk
from fakturakjerne.workflow.invoice_files import expect_same
from fakturakjerne.workflow.issuing import completed
from fakturakjerne.workflow.outgoing import (
    Cargo,
    Loader,
    Numbers,
    complete,
    loader,
    numbers_for,
    place,
    refuse,
)
from fakturakjerne.workflow.outlet import resolve_outlet

_STATUSES: Final[Mapping[EfakturaStatus, Text]] = {
    EfakturaStatus.NONE: catalogue.EXPORT_NOT_ENROLLED,
    EfakturaStatus.ACCEPTED: catalogue.EXPORT_ANSWER_UNSENT,
    EfakturaStatus.REJECTED: catalogue.EXPORT_CUSTOMER_REJECTED,
    EfakturaStatus.OFF: catalogue.EXPORT_CUSTOMER_OFF,
}


@frozen(kw_only=True)
class Written:
    """A file of invoices.

    Attributes:
        path: where it lies.
        transmission: its number.
        invoices: the numbers of the invoices in it.
        gross: their sum in øre.
    """

    path: Path
    transmission: int
    invoices: Sequence[str]
    gross: Ore


@frozen(kw_only=True)
class Exported:
    """What an export did.

    Attributes:
        files: one for each account and issuer; none where nothing was left to send.
        left: why the other invoices were not sent, each with its number as the path.
        findings: what earlier runs had left, and what the format says.
    """

    files: Sequence[Written] = ()
    left: Sequence[Finding] = field(default=(), repr=False)
    findings: Sequence[Finding] = field(default=(), repr=False)


@frozen
class _Plan:
    """One file on its way: what it holds, and its numbers."""

    cargo: Cargo
    numbers: Numbers


def export(desk: Desk, given: Sequence[Invoice] | None = None) -> Exported:
    """Send what may be sent as eFaktura: write the files, record them, put them into the folder.

    Args:
        desk: where; invoices that are due before its day are left.
        given: invoices of files, which are entered into the ledger; only these are sent.  Those of
            the ledger where None.

    Raises:
        ConfigError: if the outgoing folder or the format is not configured, or wrongly.
        BlockedError: if the format refuses the file as a whole; nothing was written.
        OutsideError: if disk or database fail; the next run goes on.
    """
    findings = [*complete(desk)]
    outlet = resolve_outlet(desk.config.efaktura.export, desk.config, desk.registry)
    wanted = None if given is None else {each.number for each in given}
    if given is not None:
        _enter(desk, given)
    with loader(desk, outlet) as made_by:
        with desk.ledger.begin() as transaction:
            ready, left = _judged(desk, transaction, wanted)
            good, refused, said = _accepted(made_by, transaction, ready)
            plans = _plans(desk, transaction, good)
            made = [made_by.load(transaction, each.cargo, each.numbers) for each in plans]
        desk.observer.step("committed")
        files = [
            _written(desk, made_by, one, each.cargo) for one, each in zip(made, plans, strict=True)
        ]
    return Exported(files=files, left=(*left, *refused), findings=(*findings, *said))


def _enter(desk: Desk, given: Sequence[Invoice]) -> None:
    """Enter invoices of files into the ledger; those that it has already stay as they are."""
    with desk.ledger.begin() as transaction:
        fresh = expect_same(desk, given)
        transaction.outgoing.issue(IssuedInvoice(invoice=each, actor=desk.actor) for each in fresh)
    desk.observer.step("invoices recorded")


def _judged(
    desk: Desk, transaction: Transaction, wanted: Collection[str] | None
) -> tuple[list[Invoice], list[Finding]]:
    """Return the invoices that may be sent, and why the others may not."""
    unsent = [
        each
        for each in transaction.outgoing.unsent(Channel.EFAKTURA)
        if wanted is None or each.number in wanted
    ]
    customers = desk.ledger.customers.by_numbers(
        {each.invoice.customer.number or "" for each in unsent if each.invoice is not None} - {""}
    )
    ready: list[Invoice] = []
    left = list(_sent_before(desk, {each.number for each in unsent}, wanted))
    for stored in unsent:
        invoice = stored.invoice
        number = "" if invoice is None else invoice.customer.number or ""
        reason = _reason(desk, stored, customers.get(number))
        if invoice is None or reason is not None:
            left.append(reason or _left(stored.number, catalogue.EXPORT_REDACTED))
        else:
            ready.append(_addressed(invoice, customers[number]))
    return ready, left


def _sent_before(
    desk: Desk, unsent: Collection[str], wanted: Collection[str] | None
) -> Iterator[Finding]:
    numbers: Iterable[str] = wanted or ()
    if wanted is None:
        numbers = (each.number for each in desk.ledger.invoices.listed())
    for number in numbers:
        if number not in unsent:
            yield _left(number, catalogue.EXPORT_SENT)


def _reason(
    desk: Desk, stored: StoredInvoice, customer: RegisteredCustomer | None
) -> Finding | None:
    """Return why an invoice may not be sent; None where it may."""
    invoice = stored.invoice
    if invoice is None:
        return _left(stored.number, catalogue.EXPORT_REDACTED)
    if invoice.is_credit:
        return _left(stored.number, catalogue.EXPORT_CREDIT)
    if customer is None:
        return _left(stored.number, catalogue.EXPORT_CUSTOMER_UNKNOWN)
    if customer.efaktura in _STATUSES:
        return _left(stored.number, _STATUSES[customer.efaktura])
    if invoice.due_date < desk.today:
        return _left(stored.number, catalogue.EXPORT_PAST_DUE, due=invoice.due_date)
    return None


def _addressed(invoice: Invoice, registered: RegisteredCustomer) -> Invoice:
    """Return the invoice for the reference that the customer has now."""
    customer = completed(invoice.customer, registered.customer)
    return evolve(invoice, customer=evolve(customer, efaktura_reference=registered.reference))


def _accepted(
    made_by: Loader, transaction: Transaction, ready: Sequence[Invoice]
) -> tuple[list[Invoice], list[Finding], list[Finding]]:
    """Return the invoices that the format takes, those that it refuses, and all that it says.

    Raises:
        BlockedError: if it would refuse even a file without invoices.
    """
    [numbers] = numbers_for(made_by.desk, transaction, 1)
    refuse(made_by.check(Cargo(kind=TransmissionKind.EFAKTURA, items=()), numbers))
    good: list[Invoice] = []
    refused: list[Finding] = []
    said: list[Finding] = []
    for each in ready:
        found = made_by.check(Cargo(kind=TransmissionKind.EFAKTURA, items=(each,)), numbers)
        said += found
        if any(one.blocks for one in found):
            refused.append(_left(each.number, catalogue.EXPORT_REFUSED))
        else:
            good.append(each)
    return good, refused, said


def _plans(desk: Desk, transaction: Transaction, ready: Sequence[Invoice]) -> list[_Plan]:
    """Return one file for each account and issuer, as an assignment holds one of both."""
    groups: dict[tuple[str, str], list[Invoice]] = {}
    for each in ready:
        key = (each.account.text, each.issuer.efaktura_issuer)
        groups.setdefault(key, []).append(each)
    numbers = numbers_for(desk, transaction, len(groups))
    return [
        _Plan(
            Cargo(
                kind=TransmissionKind.EFAKTURA,
                items=invoices,
                invoices=[each.number for each in invoices],
                gross=Ore(sum(each.gross for each in invoices)),
            ),
            own,
        )
        for invoices, own in zip(groups.values(), numbers, strict=True)
    ]


def _written(desk: Desk, made_by: Loader, made: Transmission, cargo: Cargo) -> Written:
    return Written(
        path=place(desk, made, made_by.staging),
        transmission=made.number,
        invoices=cargo.invoices,
        gross=cargo.gross or Ore(0),
    )


def _left(number: str, text: Text, **values: object) -> Finding:
    return Finding(
        severity=Severity.INFO, text=text, path=number, values={"invoice": number, **values}
    )
