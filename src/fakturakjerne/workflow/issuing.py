"""Orders of the ledger become invoices of our own: number, dates, KID."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, field, fields, frozen

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.fingerprint import Fingerprinter
from fakturakjerne.domain.identifiers import UnusableId
from fakturakjerne.domain.invoice import Invoice
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Lease
from fakturakjerne.domain.receipt import ReceiptStatus
from fakturakjerne.engine import issuing
from fakturakjerne.engine.issuing import Terms
from fakturakjerne.errors import BlockedError, ConfigError
from fakturakjerne.ledger.interface import Ledger
from fakturakjerne.ledger.invoice_records import IssuedInvoice, OrderKey, OrderToIssue
from fakturakjerne.ledger.records import NumberSeries
from fakturakjerne.workflow.customers import fill_from_leases
from fakturakjerne.workflow.delivery_status import status
from fakturakjerne.workflow.desk import Desk

SERIES = "invoices"
"""The name, in the ledger, of the series that invoice numbers come from."""


@frozen(kw_only=True)
class Issued:
    """What issuing did.

    Attributes:
        invoices: those that were issued, in the order of their numbers.
        left: why orders were left out.
    """

    invoices: Sequence[Invoice] = field(default=(), repr=False)
    left: Sequence[Finding] = field(default=(), repr=False)


@frozen
class _Ready:
    """An order with the basis that its leases make."""

    order: OrderToIssue
    basis: InvoiceBasis


def issue_orders(
    desk: Desk,
    leases: Sequence[Lease],
    *,
    batch: str | None = None,
    allow_findings: bool = False,
) -> Issued:
    """Issue an invoice for each order of an external customer that has none yet.

    The ledger keeps that leases were billed and what they said, as a fingerprint; the leases
    themselves come from the files again, and must be the same.

    Args:
        desk: where; its day is the issue date.
        leases: among them those of the orders.
        batch: only the orders of this batch.
        allow_findings: whether the good orders are issued although others have errors.

    Raises:
        ConfigError: if the config does not say who issues invoices, or from which numbers.
        BlockedError: if an order has an error; no invoice was made.
        SeriesExhaustedError: if too few numbers are left.
    """
    terms, series = _terms(desk), _series(desk)
    fill_from_leases(desk.ledger, leases, actor=desk.actor)
    with desk.ledger.begin() as transaction:
        desk.observer.step("ledger held")
        ready, left = _ready(desk, leases, batch)
        blocked = {each.order.key: list(issuing.check(each.basis, terms)) for each in ready}
        errors = [finding for each in blocked.values() for finding in each]
        if errors and not allow_findings:
            raise BlockedError(catalogue.INVOICE_BLOCKED, errors, count=len(errors))
        good = [each for each in ready if not blocked[each.order.key]]
        numbers = transaction.take_numbers(series, count=len(good))
        invoices = issuing.issue_all(
            [each.basis for each in good], numbers=map(str, numbers), terms=terms
        )
        transaction.outgoing.issue(
            IssuedInvoice(
                invoice=invoice,
                series=SERIES,
                ordinal=number,
                order=each.order.key,
                actor=desk.actor,
            )
            for invoice, number, each in zip(invoices, numbers, good, strict=True)
        )
        desk.observer.step("invoices recorded")
    desk.observer.step("committed")
    return Issued(invoices=invoices, left=(*left, *errors))


def completed(customer: Customer, registered: Customer) -> Customer:
    """Return a customer with what it lacks taken from the register."""
    lacking = {
        each.name: getattr(registered, each.name)
        for each in fields(Customer)
        if not getattr(customer, each.name) or isinstance(getattr(customer, each.name), UnusableId)
    }
    return evolve(customer, **lacking)


def _terms(desk: Desk) -> Terms:
    settings = desk.config.invoices
    if settings.issuer is None:
        raise ConfigError(catalogue.INVOICES_UNCONFIGURED, key="issuer")
    return Terms(
        issuer=settings.issuer.issuer,
        issue_date=desk.today,
        days=settings.days_until_due,
        kid=settings.kid_template,
    )


def _series(desk: Desk) -> NumberSeries:
    series = desk.config.invoices.series
    if series is None:
        raise ConfigError(catalogue.INVOICES_UNCONFIGURED, key="series")
    return NumberSeries(SERIES, series.first, series.last)


def _ready(
    desk: Desk, leases: Iterable[Lease], batch: str | None
) -> tuple[list[_Ready], list[Finding]]:
    """Return the orders that have all their leases, and why the others have not."""
    by_id = {lease.id: lease for lease in leases}
    orders = [
        each for each in desk.ledger.invoices.orders_to_issue() if batch in (None, each.batch)
    ]
    ready: list[_Ready] = []
    left: list[Finding] = []
    fingerprints = Fingerprinter()
    delivered = _Delivered(desk.ledger)
    for order in orders:
        if order.key in delivered.of_batch(order.batch):
            left.append(_told(order, catalogue.INVOICE_ORDER_DELIVERED, batch=order.batch))
            continue
        problems = list(_problems(order, by_id, fingerprints))
        if problems:
            left += problems
            continue
        own = [by_id[lease] for lease in order.leases]
        if own[0].customer.kind is CustomerKind.EXTERNAL:
            ready.append(_Ready(order, _basis(order, own)))
    return _with_customers(desk, ready), left


@frozen(eq=False)
class _Delivered:
    """The orders that the finance system has or may have: they get no invoice of ours as well."""

    ledger: Ledger
    _known: dict[str, frozenset[OrderKey]] = field(factory=dict, init=False)

    def of_batch(self, batch: str) -> frozenset[OrderKey]:
        """Return those of a batch; each batch is looked at once."""
        if batch not in self._known:
            self._known[batch] = frozenset(
                OrderKey(series=each.document.series, number=number)
                for each in status(self.ledger, batch)
                if each.state in (ReceiptStatus.ACCEPTED, ReceiptStatus.UNKNOWN)
                for number in each.document.orders
            )
        return self._known[batch]


def _problems(
    order: OrderToIssue, leases: Mapping[str, Lease], fingerprints: Fingerprinter
) -> Iterator[Finding]:
    missing = [each for each in order.leases if each not in leases]
    if missing:
        yield _told(
            order, catalogue.INVOICE_LEASES_MISSING, missing=len(missing), count=len(order.leases)
        )
        return
    for name, fingerprint in order.leases.items():
        if fingerprints.of(leases[name]) != fingerprint:
            yield _told(order, catalogue.INVOICE_LEASES_CHANGED, lease=name)


def _basis(order: OrderToIssue, leases: Sequence[Lease]) -> InvoiceBasis:
    in_order = sorted(leases, key=lambda lease: (lease.end, lease.start, lease.id))
    return InvoiceBasis(
        customer=in_order[0].customer,
        period=order.period,
        leases=tuple(in_order),
        number=order.key.number,
    )


def _with_customers(desk: Desk, ready: Sequence[_Ready]) -> list[_Ready]:
    """Return the bases with what the register knows of their customers beside the leases."""
    numbers = {each.basis.customer.number for each in ready}
    known = desk.ledger.customers.by_numbers(number for number in numbers if number)
    made = []
    for each in ready:
        registered = known.get(each.basis.customer.number or "")
        customer = each.basis.customer
        if registered is not None:
            customer = completed(customer, registered.customer)
        made.append(evolve(each, basis=evolve(each.basis, customer=customer)))
    return made


def _told(
    order: OrderToIssue, text: Text, *, lease: str | None = None, **values: object
) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        text=text,
        path=f"{order.key.series} {order.key.number}",
        values={"series": order.key.series, "order": order.key.number, **values},
        lease=lease,
    )
