"""A basis becomes an invoice of our own: number, dates, KID, and VAT.

VAT is computed once a rate, of the sum of all lines of that rate, and rounded half away from zero
to the øre: so asks EN 16931 (BR-CO-17: the tax amount of a category is its taxable amount times
its rate), and so EHF and Peppol check it.  It may differ by some øre from a sum of VAT a line.
Lines of rate zero are summed by VAT code, as exempt, zero-rated and outside are never one
category.

An invoice whose sum is negative is a credit note: titled so, without a KID, as nobody pays it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from attrs import evolve, field, frozen, validators

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.domain.batch import ControlTotals
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import UnusableId, mask_within
from fakturakjerne.domain.invoice import Invoice, InvoiceLine, Issuer, VatTotal
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.kid import Kid, KidTemplate
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import Ore, vat_of
from fakturakjerne.engine.reconciliation import Point, reconcile, totals_of_bases
from fakturakjerne.errors import BlockedError, InvalidValueError

__all__ = ["Terms", "check", "credit", "issue", "issue_all", "totals_of_invoices", "vat_totals"]

_NO_VALUES: Final[Mapping[str, object]] = {}
_SHORTEST_NUMBER: Final = "0"


@frozen(kw_only=True)
class Terms:
    """What all invoices of one run share.

    Attributes:
        issuer: who wants the money.
        issue_date: the day they are made; never the clock.
        days: how many days after that they are due.
        kid: how their KIDs are composed; None for invoices without.
        title, credit_title: what an invoice and a credit note are called.

    Raises:
        ValueError: for negative days.

    Example:
        >>> from fakturakjerne.domain.identifiers import AccountNumber, OrganizationNumber
        >>> town = Issuer(
        ...     name="Bergen kommune",
        ...     organization_number=OrganizationNumber("974760673"),
        ...     account=AccountNumber("12345678903"),
        ... )
        >>> Terms(issuer=town, issue_date=date(2026, 3, 2), days=14).due_date
        datetime.date(2026, 3, 16)
    """

    issuer: Issuer
    issue_date: date
    days: int = field(validator=validators.ge(0))
    kid: KidTemplate | None = None
    title: str = "Faktura"
    credit_title: str = "Kreditnota"

    @property
    def due_date(self) -> date:
        """When they are to be paid."""
        return self.issue_date + timedelta(self.days)


def check(basis: InvoiceBasis, terms: Terms) -> Iterator[Finding]:
    """Yield an error for all that keeps a basis from being issued, before it costs a number.

    That is: no line; a charge without a VAT rate; a customer number that the KID cannot hold.
    """
    lines = list(basis.lines)
    if not lines:
        yield _error(basis.leases[0], catalogue.INVOICE_EMPTY)
    unknown = False
    for lease in basis.leases:
        for index, charge in enumerate(lease.charges):
            if charge.net and (charge.vat is None or charge.vat.rate is None):
                unknown = True
                yield _error(
                    lease,
                    catalogue.INVOICE_VAT_MISSING,
                    at=f"$.charges[{index}].vat",
                    values={"text": mask_within(charge.text)},
                )
    if lines and not unknown and (reason := _kid_problem(basis, terms)):
        yield _kid_finding(basis, reason)


def issue(basis: InvoiceBasis, *, number: str, terms: Terms) -> Invoice:
    """Make the invoice of a basis.

    Args:
        basis: with a VAT rate in every charge.
        number: the invoice number, from a series of its own.
        terms: what all invoices of the run share.

    Raises:
        BlockedError: if :func:`check` finds errors, or the number does not fit into the KID.

    Example:
        >>> from datetime import datetime
        >>> from fakturakjerne.domain.identifiers import AccountNumber, OrganizationNumber
        >>> from fakturakjerne.domain.lease import VatCode
        >>> town = Issuer(
        ...     name="Bergen kommune",
        ...     organization_number=OrganizationNumber("974760673"),
        ...     account=AccountNumber("12345678903"),
        ... )
        >>> club = Customer(kind=CustomerKind.EXTERNAL, number="1001")
        >>> hall = Charge(text="Hall A", net=Ore(14999), vat=VatCode("12", Decimal(25)))
        >>> leases = [
        ...     Lease(
        ...         id=f"{day}",
        ...         customer=club,
        ...         start=datetime(2026, 2, day, 18),
        ...         end=datetime(2026, 2, day, 20),
        ...         charges=(hall,),
        ...     )
        ...     for day in (2, 9)
        ... ]
        >>> month = Period(date(2026, 2, 1), date(2026, 2, 28))
        >>> terms = Terms(
        ...     issuer=town,
        ...     issue_date=date(2026, 3, 2),
        ...     days=14,
        ...     kid=KidTemplate("{customer:06}{invoice:08}"),
        ... )
        >>> basis = InvoiceBasis(customer=club, period=month, leases=tuple(leases))
        >>> invoice = issue(basis, number="34500001", terms=terms)
        >>> invoice.net, invoice.vat_amount, invoice.gross, invoice.kid
        (29998, 7500, 37498, Kid(text='001001345000019'))
    """
    if findings := tuple(check(basis, terms)):
        raise _blocked(findings)
    lines = tuple(_lines(basis))
    vat = vat_totals(lines)
    credit_note = sum(total.gross for total in vat) < 0
    return Invoice(
        number=number,
        issue_date=terms.issue_date,
        due_date=terms.due_date,
        kid=None if credit_note else _kid(basis, number, terms),
        issuer=terms.issuer,
        customer=basis.customer,
        payer=_payer(basis.customer),
        period=basis.period,
        lines=lines,
        vat=vat,
        title=terms.credit_title if credit_note else terms.title,
        buyer_reference=basis.customer.contact or "",
        note="\n".join(dict.fromkeys(lease.note for lease in basis.leases if lease.note)),
        order=basis.number,
    )


def issue_all(
    bases: Sequence[InvoiceBasis], *, numbers: Iterable[str], terms: Terms
) -> list[Invoice]:
    """Make the invoices of many bases, and prove that not an øre was lost.

    Args:
        bases: in the order of their invoices.
        numbers: one a basis.
        terms: what they share.

    Raises:
        BlockedError: with the errors of all bases; no invoice is made.
        ReconciliationError: if the invoices are not what the bases are.
        ValueError: if there are more or fewer numbers than bases.
    """
    if findings := tuple(finding for basis in bases for finding in check(basis, terms)):
        raise _blocked(findings)
    invoices = [
        issue(basis, number=number, terms=terms)
        for basis, number in zip(bases, numbers, strict=True)
    ]
    reconcile(
        [
            Point("bases", totals_of_bases(bases)),
            Point("invoices", totals_of_invoices(invoices)),
        ]
    )
    return invoices


def totals_of_invoices(invoices: Iterable[Invoice]) -> ControlTotals:
    """Count and sum invoices, net and with VAT.

    Example:
        >>> totals_of_invoices([]).gross
        0
    """
    every = list(invoices)
    orders = [invoice.order for invoice in every if invoice.order is not None]
    known = bool(orders) and len(orders) == len(every)
    return ControlTotals(
        orders=len(every),
        lines=sum(len(invoice.lines) for invoice in every),
        net=Ore(sum(invoice.net for invoice in every)),
        gross=Ore(sum(invoice.gross for invoice in every)),
        first_order=min(orders) if known else None,
        last_order=max(orders) if known else None,
    )


def vat_totals(lines: Iterable[InvoiceLine]) -> tuple[VatTotal, ...]:
    """Sum lines by VAT rate, and compute the VAT of each sum; the highest rate first.

    Raises:
        InvalidValueError: if the rate of a line is not known.

    Example:
        >>> from fakturakjerne.domain.lease import VatCode
        >>> code = VatCode("12", Decimal(25))
        >>> [total] = vat_totals([InvoiceLine(text="Hall A", net=Ore(2), vat=code)] * 3)
        >>> total.net, total.vat
        (6, 2)
    """
    groups: dict[tuple[Decimal, str], list[tuple[str, Ore]]] = {}
    for line in lines:
        if line.vat is None or line.vat.rate is None:
            raise InvalidValueError(catalogue.INVOICE_VAT_MISSING, text=mask_within(line.text))
        code, rate = line.vat.code, line.vat.rate
        groups.setdefault((rate, "" if rate else code), []).append((code, line.net))
    return tuple(
        _total(rate, groups[rate, code])
        for rate, code in sorted(groups, key=lambda key: (-key[0], key[1]))
    )


def credit(invoice: Invoice, *, number: str, issue_date: date, note: str = "") -> Invoice:
    """Make the credit note that takes back all of an invoice, line by line.

    Args:
        invoice: what is taken back.
        number: of the credit note.
        issue_date: of the credit note; it is due at once.
        note: why, for the customer.
    """
    return evolve(
        invoice,
        number=number,
        issue_date=issue_date,
        due_date=issue_date,
        kid=None,
        lines=tuple(
            evolve(line, quantity=-line.quantity, net=Ore(-line.net)) for line in invoice.lines
        ),
        vat=tuple(evolve(one, net=Ore(-one.net), vat=Ore(-one.vat)) for one in invoice.vat),
        title="Kreditnota",
        note=note,
        credits=invoice.number,
        order=None,
    )


def _lines(basis: InvoiceBasis) -> Iterator[InvoiceLine]:
    for line in basis.lines:
        lease, charge = line.lease, line.charge
        yield InvoiceLine(
            text=_text(lease, charge),
            quantity=charge.quantity,
            unit_price=charge.unit_price,
            net=charge.net,
            vat=charge.vat,
            lease=lease.id,
            article=charge.article or "",
            period=Period(lease.start.date(), lease.end.date()),
        )


def _text(lease: Lease, charge: Charge) -> str:
    return charge.text or lease.text or lease.resource or lease.building


def _total(rate: Decimal, parts: Sequence[tuple[str, Ore]]) -> VatTotal:
    net = Ore(sum(each for _, each in parts))
    codes = tuple(sorted({code for code, _ in parts}))
    return VatTotal(codes=codes, rate=rate, net=net, vat=vat_of(net, rate))


def _payer(customer: Customer) -> Customer | None:
    if customer.payer is None or isinstance(customer.payer, UnusableId):
        return None
    return Customer(kind=CustomerKind.EXTERNAL, id=customer.payer)


def _kid(basis: InvoiceBasis, number: str, terms: Terms) -> Kid | None:
    if terms.kid is None:
        return None
    try:
        return terms.kid.compose(customer=basis.customer.number or "", invoice=number)
    except InvalidValueError as reason:
        raise _blocked((_kid_finding(basis, reason),)) from reason


def _kid_problem(basis: InvoiceBasis, terms: Terms) -> InvalidValueError | None:
    """Return why no invoice of the customer can have a KID, whatever its number."""
    if terms.kid is None or sum(total.gross for total in vat_totals(_lines(basis))) < 0:
        return None
    try:
        terms.kid.compose(customer=basis.customer.number or "", invoice=_SHORTEST_NUMBER)
    except InvalidValueError as reason:
        return None if reason.text is catalogue.KID_DASH else reason  # another number has none
    return None


def _kid_finding(basis: InvoiceBasis, reason: InvalidValueError) -> Finding:
    return _error(basis.leases[0], reason.text, at="$.customer.number", values=reason.values)


def _error(
    lease: Lease, text: Text, *, at: str = "$", values: Mapping[str, object] = _NO_VALUES
) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        text=text,
        path=f"{lease.origin} {at}" if lease.origin else at,
        values=values,
        lease=lease.id,
    )


def _blocked(findings: Sequence[Finding]) -> BlockedError:
    return BlockedError(catalogue.INVOICE_BLOCKED, findings, count=len(findings))
