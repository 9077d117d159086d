"""How an invoice is shown as eFaktura: parties, labels, headings, and lines of fixed width.

A line of text has room for 80 characters in template 1 and 96 in template 2; the amount stands
right-aligned in the last 16 of them, and the text is wrapped at words before it.  VAT and the sum
follow the lines after a blank one.
"""

import textwrap
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from attrs import frozen

from fakturakjerne.catalogue import Text
from fakturakjerne.domain.customer import Address, Customer
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import OrganizationNumber
from fakturakjerne.domain.invoice import Invoice, InvoiceLine
from fakturakjerne.domain.money import Ore, format_kroner
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.efaktura_invoice import (
    AFTER,
    BEFORE,
    COLUMNS,
    FIELDS,
    HEADINGS,
    LABELS,
    LINES,
    EfakturaInvoice,
    EfakturaParty,
    SpecificationLine,
    width_of,
)
from fakturakjerne_nets.efaktura_options import EfakturaOptions
from fakturakjerne_nets.records import CHARSET, EfakturaReference

MOST_TEXT: Final = 5
"""Lines of kinds 2, 3 and 6."""

_NAMES: Final = {
    "customer": "Kundenr",
    "buyer_reference": "Deres ref.",
    "order_reference": "Ordrenr",
    "period": "Periode",
    "credits": "Krediterer faktura",
}
_NORWAY: Final = "NO"
_SHOWN_LINES: Final = 2


@frozen
class Presented:
    """An invoice as it will be shown, and what it lost on the way."""

    invoice: EfakturaInvoice
    findings: tuple[Finding, ...] = ()


def present(invoice: Invoice, options: EfakturaOptions) -> Presented:
    """Show an invoice as eFaktura."""
    where = f"invoice {invoice.number}"
    lines = _Lines(where, width_of(options.template))
    lines.add_labels(options)
    lines.add_fields(invoice, options)
    lines.add_text(BEFORE, invoice.note, what=("Merknaden", "The note"))
    lines.add_headings(options)
    lines.add_charges(invoice)
    lines.add_text(AFTER, options.footer, what=("Teksten etter linjene", "The footer"))
    customer, issuer = invoice.customer, invoice.issuer
    with_giro = options.summary_type or invoice.number in options.avtalegiro
    shown = EfakturaInvoice(
        issuer=options.issuer or issuer.efaktura_issuer,
        account=issuer.account.text,
        due_date=invoice.due_date,
        amount=invoice.gross,
        kid=str(invoice.kid or ""),
        short_name=_plain(customer.name)[: EfakturaReference.form.cells["short_name"].width],
        reference=_reference(invoice),
        seller=_party(issuer.name, issuer.address),
        phone=issuer.phone or None,
        email=issuer.email or None,
        consumer=_customer(customer),
        payer=_payer(invoice),
        title=invoice.title,
        agreement=reference_of(customer),
        summary_type=int(bool(with_giro)),
        template=options.template,
        advertising=int(options.advertising),
        seller_name=issuer.name,
        number=invoice.number,
        invoice_date=invoice.issue_date,
        organization_number=issuer.organization_number.text
        + ("MVA" if issuer.vat_registered else ""),
        lines=tuple(lines.lines),
    )
    return Presented(shown, (*_addresses(invoice, where), *lines.findings))


def reference_of(customer: Customer) -> str:
    """Return what the customer enrolled with: the eFaktura reference, else the customer number."""
    return customer.efaktura_reference or customer.number or ""


class _Lines:
    """Collects the lines of text of one invoice."""

    def __init__(self, where: str, width: int) -> None:
        self._where = where
        self._width = width
        self._text_width = width - COLUMNS[2]
        self.lines: list[SpecificationLine] = []
        self.findings: list[Finding] = []

    def add_labels(self, options: EfakturaOptions) -> None:
        labels = (
            options.label_amount,
            options.label_due_date,
            options.label_invoice_date,
            options.label_invoice_number,
        )
        for label in labels:
            self._add(LABELS, label, "", "")

    def add_fields(self, invoice: Invoice, options: EfakturaOptions) -> None:
        period = invoice.period
        values = {
            "customer": invoice.customer.number or "",
            "buyer_reference": invoice.buyer_reference,
            "order_reference": invoice.order_reference,
            "period": f"{period.start:%d.%m.%Y} - {period.end:%d.%m.%Y}" if period else "",
            "credits": invoice.credits,
        }
        for name in dict.fromkeys(options.fields):
            if values[name]:
                self._add(FIELDS, _NAMES[name], values[name], "")

    def add_text(self, kind: int, text: str, *, what: tuple[str, str]) -> None:
        rows = [
            row
            for paragraph in text.splitlines()
            for row in _wrapped(_plain(paragraph), self._width)
        ]
        if len(rows) > MOST_TEXT:
            nb, en = what
            self._say(catalogue.TEXT_CUT, what_nb=nb, what_en=en, found=len(rows), most=MOST_TEXT)
        for row in rows[:MOST_TEXT]:
            self._add_row(kind, row)

    def add_headings(self, options: EfakturaOptions) -> None:
        self._add(HEADINGS, options.heading_customer, "", "")
        self._add(HEADINGS, options.heading_payer, "", "")
        text = options.heading_text[: COLUMNS[0]]
        self._add_row(HEADINGS, self._with_amount(text, options.heading_amount[: COLUMNS[2]]))

    def add_charges(self, invoice: Invoice) -> None:
        for line in invoice.lines:
            self._add_charge(_shown(line), line.net)
        self._add_row(LINES, "")
        for total in invoice.vat:
            rate, net = _decimal(total.rate), _kroner(total.net)
            self._add_charge(f"Mva {rate} % av {net}", total.vat)
        self._add_charge("Å betale", invoice.gross)

    def _add_charge(self, text: str, amount: Ore) -> None:
        """Add a text with its amount beside its last row."""
        rows = _wrapped(_plain(text), self._text_width) or [""]
        for row in rows[:-1]:
            self._add_row(LINES, row)
        self._add_row(LINES, self._with_amount(rows[-1], _kroner(amount)))

    def _with_amount(self, text: str, amount: str) -> str:
        return f"{text:{self._text_width}}{amount:>{COLUMNS[2]}}"

    def _add_row(self, kind: int, row: str) -> None:
        self.lines.append(SpecificationLine.of(kind, self._next(kind), row))

    def _add(self, kind: int, *columns: str) -> None:
        first, second, third = columns
        self.lines.append(SpecificationLine(kind, self._next(kind), (first, second, third)))

    def _next(self, kind: int) -> int:
        last = self.lines[-1] if self.lines else None
        return last.number + 1 if last is not None and last.kind == kind else 1

    def _say(self, text: Text, **values: object) -> None:
        self.findings.append(
            Finding(severity=Severity.WARNING, text=text, path=self._where, values=values)
        )


def _addresses(invoice: Invoice, where: str) -> Iterator[Finding]:
    named = {
        "customer": _address(invoice.customer),
        "payer": _address(invoice.payer) if invoice.payer else Address(),
        "issuer": invoice.issuer.address,
    }
    for name, address in named.items():
        if len(address.lines) > _SHOWN_LINES:
            yield Finding(
                severity=Severity.WARNING,
                text=catalogue.ADDRESS_CUT,
                path=f"{where}, {name}",
                values={"found": len(address.lines)},
            )


def _address(customer: Customer) -> Address:
    return next(iter(customer.addresses), Address())


def _customer(customer: Customer) -> EfakturaParty:
    return _party(customer.name, _address(customer))


def _payer(invoice: Invoice) -> EfakturaParty | None:
    """Return who pays in place of the customer, as far as there is anything to show."""
    payer = invoice.payer
    if payer is None:
        return None
    if payer.name:
        return _customer(payer)
    if isinstance(payer.id, OrganizationNumber):  # all else may be personal, and says nothing
        return _party(f"Org.nr {payer.id.text}", _address(payer))
    return None


def _party(name: str, address: Address) -> EfakturaParty:
    line_1, line_2 = (*address.lines, "", "")[:_SHOWN_LINES]
    return EfakturaParty(
        name=name,
        line_1=line_1,
        line_2=line_2,
        postal_code=address.postal_code,
        place=address.place,
        country="" if address.country == _NORWAY else address.country,
    )


def _reference(invoice: Invoice) -> str:
    width = EfakturaReference.form.cells["reference"].width
    text = _plain(f"{invoice.title} {invoice.number}")
    return text if len(text) <= width else invoice.number[:width]


def _shown(line: InvoiceLine) -> str:
    if line.quantity == 1 or line.unit_price is None:
        return line.text
    price = format(line.unit_price, "f").replace(".", ",")
    return f"{line.text}, {_decimal(line.quantity)} x {price}"


def _decimal(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")


def _kroner(amount: Ore) -> str:
    return format_kroner(amount, thousands=".")


def _plain(text: str) -> str:
    """Return a text in the characters that will be written, so that its width is theirs."""
    return CHARSET.encode(text).data.decode("iso-8859-1")


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)
