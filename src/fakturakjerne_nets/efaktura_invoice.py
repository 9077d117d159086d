"""An invoice as eFaktura holds it: what the bank shows, no more.

An :class:`~fakturakjerne.domain.invoice.Invoice` knows more than the format does, such as VAT a
line; :mod:`fakturakjerne_nets.presentation` says how it is shown.  What a file holds is read into
this, and written from it byte for byte.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from fakturakjerne.domain.identifiers import masked_repr
from fakturakjerne.domain.money import Ore
from fakturakjerne_nets.records import (
    EfakturaAgreement,
    EfakturaAmount,
    EfakturaReference,
    InvoiceReference,
    PartyAddress,
    PartyEmail,
    PartyName,
    PartyPhone,
    Record,
    ShownTotals,
    Specification,
)

TYPE: Final = "03"
ISSUER: Final = 1
CONSUMER: Final = 2
PAYER: Final = 3

LABELS: Final = 1
FIELDS: Final = 2
BEFORE: Final = 3
HEADINGS: Final = 4
LINES: Final = 5
AFTER: Final = 6

COLUMNS: Final = (40, 40, 16)
"""How wide the columns of a line are."""


@frozen(kw_only=True)
class EfakturaParty:
    """Name and address of one party, as they are shown.

    Attributes:
        name: 30 characters, as are the lines.
        country: blank for Norway.
    """

    name: str = field(default="", repr=False)
    line_1: str = field(default="", repr=False)
    line_2: str = field(default="", repr=False)
    postal_code: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    country: str = ""


@frozen
class SpecificationLine:
    """One line of text: always three records.

    Attributes:
        kind: 1 labels, 2 variable fields, 3 text before, 4 headings, 5 invoice lines, 6 text after.
        number: of the line within its kind, from 1.
        columns: of 40, 40 and 16 characters.

    Example:
        >>> SpecificationLine(5, 1, ("Hall A", "", "")).text
        'Hall A'
    """

    kind: int
    number: int
    columns: tuple[str, str, str] = field(repr=False)

    @classmethod
    def of(cls, kind: int, number: int, text: str) -> "SpecificationLine":
        """Cut a text of up to 96 characters into columns."""
        first, second, _ = COLUMNS
        columns = (text[:first], text[first : first + second], text[first + second :])
        return cls(kind, number, (columns[0].rstrip(), columns[1].rstrip(), columns[2].rstrip()))

    @property
    def text(self) -> str:
        """The line as it is shown, in one."""
        first, second, third = self.columns
        return f"{first:{COLUMNS[0]}}{second:{COLUMNS[1]}}{third}".rstrip()


@frozen(kw_only=True)
class EfakturaInvoice:
    """One invoice in Nets format (section 4 of the facts).

    Attributes:
        issuer: the issuer's reference at Nets, such as ``NOR974760673-1``.
        account: where the money goes; the assignment is for it.
        due_date: None where a file does not say it.
        amount: øre.
        kid: blank where there is none.
        short_name: of record 31; None where the record is left out.
        reference: of record 31.
        seller, consumer: parties 1 and 2.
        payer: party 3; None where the consumer pays.
        phone: of the issuer; None where record 22 is left out.
        email: of the issuer; None where record 23 is left out.
        title: what is shown as its kind, such as Faktura.
        agreement: the consumer's eFaktura reference.
        summary_type: 0 eFaktura, 1 paid by AvtaleGiro.
        template: 1 of two columns, 2 of three.
        advertising: 0 no, 1 yes.
        seller_name: the issuer's name in record 35.
        number: of the invoice.
        organization_number: of the issuer.
        lines: all texts, in their order.
        transmission, assignment, transaction: where it was read; 0 where it was not.
        origin: where it was read; no part of what it says.

    Example:
        >>> invoice = EfakturaInvoice(
        ...     issuer="NOR974760673-1",
        ...     account="12345678903",
        ...     due_date=date(2026, 12, 15),
        ...     amount=Ore(123450),
        ...     kid="0010010000015",
        ...     agreement="1001",
        ...     number="20261",
        ... )
        >>> [record.form.record for record in invoice.records(1)]
        ['30', '40', '41', '40', '41', '34', '35', '36']
    """

    issuer: str
    account: str = field(repr=masked_repr)
    due_date: date | None
    amount: Ore
    kid: str = field(repr=masked_repr)
    short_name: str | None = field(default=None, repr=False)
    reference: str = field(default="", repr=False)
    seller: EfakturaParty = EfakturaParty()
    phone: str | None = None
    fax: str = ""
    email: str | None = None
    consumer: EfakturaParty = EfakturaParty()
    payer: EfakturaParty | None = None
    title: str = "Faktura"
    agreement: str = field(repr=masked_repr)
    summary_type: int = 0
    template: int = 1
    advertising: int = 0
    seller_name: str = ""
    number: str
    invoice_date: date | None = None
    organization_number: str = ""
    lines: tuple[SpecificationLine, ...] = field(default=(), repr=False)
    transmission: int = field(default=0, eq=False)
    assignment: int = field(default=0, eq=False)
    transaction: int = field(default=0, eq=False)
    origin: str = field(default="", eq=False, repr=False)

    @property
    def charges(self) -> int:
        """How many lines have an amount, those after the first blank line not counted.

        The amount stands in the last 16 characters, of 80 in template 1 and 96 in template 2.
        """
        count = 0
        for line in self.lines:
            if line.kind == LINES:
                if not line.text:
                    break
                count += bool(amount_of(line.text, template=self.template))
        return count

    def records(self, transaction: int) -> Iterator[Record]:
        """Yield its records in the order that Nets asks for."""
        kind: dict[str, Any] = {"type": TYPE, "transaction": transaction}
        yield EfakturaAmount(**kind, due_date=self.due_date, amount=self.amount, kid=self.kid)
        if self.short_name is not None:
            yield EfakturaReference(**kind, short_name=self.short_name, reference=self.reference)
        yield from _party(kind, ISSUER, self.seller)
        if self.phone is not None:
            yield PartyPhone(**kind, party=ISSUER, phone=self.phone, fax=self.fax)
        if self.email is not None:
            yield PartyEmail(**kind, party=ISSUER, email=self.email)
        yield from _party(kind, CONSUMER, self.consumer)
        if self.payer is not None:
            yield from _party(kind, PAYER, self.payer)
        yield ShownTotals(**kind, due_date=self.due_date, amount=self.amount, title=self.title)
        yield EfakturaAgreement(
            **kind,
            reference=self.agreement,
            summary_type=self.summary_type,
            template=self.template,
            advertising=self.advertising,
            issuer_name=self.seller_name,
        )
        yield InvoiceReference(
            **kind,
            invoice_number=self.number,
            invoice_date=self.invoice_date,
            account=self.account,
            organization_number=self.organization_number,
        )
        for line in self.lines:
            for column, text in enumerate(line.columns, start=1):
                yield Specification(
                    **kind,
                    kind_of_text=line.kind,
                    line_number=line.number,
                    column=column,
                    text=text,
                )


def width_of(template: int) -> int:
    """Return how many characters a line of a template has.

    Example:
        >>> width_of(1), width_of(2)
        (80, 96)
    """
    return sum(COLUMNS[:2] if template == 1 else COLUMNS)


def amount_of(text: str, *, template: int) -> str:
    """Return what stands where an invoice line has its amount: in the last 16 characters."""
    return text[width_of(template) - COLUMNS[2] :].strip()


def _party(kind: dict[str, Any], party: int, shown: EfakturaParty) -> Iterator[Record]:
    yield PartyName(
        **kind,
        party=party,
        name=shown.name,
        postal_code=shown.postal_code,
        place=shown.place,
    )
    yield PartyAddress(
        **kind, party=party, line_1=shown.line_1, line_2=shown.line_2, country=shown.country
    )
