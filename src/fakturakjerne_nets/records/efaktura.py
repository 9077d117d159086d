"""eFaktura invoices in Nets format (service 42, type 03): section 4.

NF (official) confirms which records there are, and their order: 30, 31, 40, 41, 22, 23, 34, 35, 36,
49; positions are those of LB's writer (one implementation in production).  Records 20, 40, 41, 22
and 23 have one layout with the enrollments and stand there.
"""

from datetime import date

from attrs import frozen

from fakturakjerne_nets.records.columns import (
    code_at,
    day_at,
    kid_at,
    number_at,
    shown_amount_at,
    shown_day_at,
    text_at,
)
from fakturakjerne_nets.records.form import Level, Role
from fakturakjerne_nets.records.framework import Counted, Record, Stated, layout

_TRUST = "one implementation in production (LB); list and order official (NF)"


@layout("42 03 30", source="4.2 (LB, NF)", trust=_TRUST, spaces=[(22, 32)])
@frozen(kw_only=True)
class EfakturaAmount(Record):
    """Record 30, beløpspost 1: what is to be paid, when, by which KID.  Section 4.2: LB, NF.

    Attributes:
        transaction: number within the assignment.
        due_date: forfallsdato.
        amount: øre.
        kid: reference of the payment.

    Example:
        >>> EfakturaAmount(transaction=1, due_date=date(2026, 12, 15), amount=100).write()[:49]
        b'NY4203300000001151226           00000000000000100'
    """

    transaction: int = number_at(9, 15)
    due_date: date | None = day_at(16, 21, nets="054")
    amount: int = number_at(33, 49, nets="056")
    kid: str = kid_at(50, 74)

    def counted(self) -> Counted:
        """Return amount and due date."""
        return Counted(self.amount, self.due_date)


@layout("42 03 31", source="4.3 (LB)", trust=_TRUST, spaces=[(26, 50)])
@frozen(kw_only=True)
class EfakturaReference(Record):
    """Record 31, beløpspost 2, optional: short name and reference.  Section 4.3: LB.

    Attributes:
        transaction: number within the assignment.
        short_name: forkortet navn.
        reference: fremmedreferanse.
    """

    transaction: int = number_at(9, 15)
    short_name: str = text_at(16, 25, personal=True)
    reference: str = text_at(51, 75)


@layout("42 03 34", source="4.6 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class ShownTotals(Record):
    """Record 34, eFaktura-referanser 1: due date and amount as people read them.  Section 4.6: LB.

    Attributes:
        transaction: number within the assignment.
        due_date: written DD.MM.YYYY.
        amount: øre; written 1.234,50.
        title: what kind of document it is (fakturatype), such as Faktura.
    """

    transaction: int = number_at(9, 15)
    due_date: date | None = shown_day_at(16, 25)
    amount: int | None = shown_amount_at(26, 45)
    title: str = text_at(46, 80)


@layout("42 03 35", source="4.7 (LB; MPS)", trust=_TRUST)
@frozen(kw_only=True)
class EfakturaAgreement(Record):
    """Record 35, eFaktura-referanser 2: by which agreement, and how it is shown.  Section 4.7: LB.

    Attributes:
        transaction: number within the assignment.
        reference: the agreement's (eFaktura-referanse); 504 where it is missing or wrong.
        summary_type: 0 eFaktura, 1 paid by AvtaleGiro; 501 otherwise.
        template: 1 of two columns, 2 of three.
        advertising: 0 no, 1 yes.
        issuer_name: fakturautsteder.
    """

    transaction: int = number_at(9, 15)
    reference: str = text_at(16, 46)
    summary_type: int = number_at(47, 47, nets="501")
    template: int = number_at(48, 49)
    advertising: int = number_at(50, 50)
    issuer_name: str = text_at(51, 80)


@layout("42 03 36", source="4.8 (LB)", trust=_TRUST)
@frozen(kw_only=True)
class InvoiceReference(Record):
    """Record 36, eFaktura-referanser 3: number and date of the invoice.  Section 4.8: LB.

    Attributes:
        transaction: number within the assignment.
        invoice_number: fakturanummer.
        invoice_date: written DD.MM.YYYY.
        account: to pay to, 11 digits.
        organization_number: of the issuer.
    """

    transaction: int = number_at(9, 15)
    invoice_number: str = text_at(16, 40)
    invoice_date: date | None = shown_day_at(41, 50)
    account: str = code_at(51, 61, nets="145")
    organization_number: str = text_at(62, 79)


@layout("42 03 49", source="4.9 (LB)", trust=_TRUST, nets="557")
@frozen(kw_only=True)
class Specification(Record):
    """Record 49, spesifikasjonsrecord: one cell of text.  Section 4.9: LB.

    Every line is three records, columns 1 to 3, blank ones too.

    Attributes:
        transaction: number within the assignment.
        kind_of_text: 1 labels, 2 variable fields, 3 text before, 4 headings, 5 invoice lines, 6 text after.
        line_number: from 1.
        column: 1, 2 or 3.
        text: column 3 uses the first 16 only.
    """

    transaction: int = number_at(9, 15)
    kind_of_text: int = number_at(16, 16)
    line_number: int = number_at(17, 19)
    column: int = number_at(20, 20)
    text: str = text_at(21, 60)


@layout(
    "42 03 88",
    source="4.10 (LB)",
    trust=_TRUST,
    nets="563",
    role=Role.CLOSES,
    level=Level.ASSIGNMENT,
)
@frozen(kw_only=True)
class EfakturaAssignmentEnd(Record):
    """Record 88 of type 03.  Section 4.10: LB.

    Attributes:
        transactions: invoices.
        records: with the start and this one.
        amount: øre.
        first_date: earliest due date.
        last_date: latest due date.
        issuer: our reference at Nets.
    """

    transactions: int = number_at(9, 16)
    records: int = number_at(17, 24)
    amount: int = number_at(25, 41)
    first_date: date | None = day_at(42, 47)
    last_date: date | None = day_at(48, 53)
    issuer: str = text_at(54, 67)

    def stated(self) -> Stated:
        """Return counts, sum and dates."""
        return Stated(
            self.transactions,
            self.records,
            self.amount,
            self.first_date,
            self.last_date,
            has_days=True,
        )
