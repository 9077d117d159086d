"""OCR giro (service 09), from Nets: payments by KID.  Section 6.

All of it is OCR, the official specification (2003 text).
"""

from datetime import date

from attrs import frozen

from fakturakjerne_nets.records.columns import code_at, day_at, gap_at, kid_at, number_at, text_at
from fakturakjerne_nets.records.form import Level, Role
from fakturakjerne_nets.records.framework import Counted, Record, Stated, layout

_TRUST = "official"
_TYPES = ("11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21")


@layout(
    "09 00 20",
    source="6 (OCR)",
    trust=_TRUST,
    nets="562",
    role=Role.OPENS,
    level=Level.ASSIGNMENT,
)
@frozen(kw_only=True)
class OcrAssignmentStart(Record):
    """Record 20: payments to one account.  Section 6: OCR.

    Attributes:
        agreement: avtale-id.
        assignment: oppdragsnummer.
        account: of the payee.
    """

    agreement: str = code_at(9, 17)
    assignment: int = number_at(18, 24)
    account: str = code_at(25, 35)


@layout("09 10 30", *_TYPES, source="6 (OCR; 75-76 LB)", trust=_TRUST)
@frozen(kw_only=True)
class OcrAmount(Record):
    """Record 30, beløpspost 1: a payment; its type says by which way it came.

    Section 6: OCR; positions 75-76 by its heading and LB.

    Attributes:
        transaction: number within the assignment.
        nets_date: when Nets processed it; files are sorted by it.
        center: sentral-id.
        day_code: 01 to 31.
        settlement: delavregningsnummer; 0 for types 18 to 21.
        serial: løpenummer; its sum is on the statement.
        sign: ``-`` or ``0``.
        amount: øre, without sign.
        kid: may be blank (types 20, 21), may end in a hyphen.
        card_issuer: types 18 to 21.

    Example:
        >>> OcrAmount(type="15", transaction=1, nets_date=date(2026, 11, 21), amount=5).write()[:31]
        b'NY09153000000012111260000000000'
    """

    transaction: int = number_at(9, 15)
    nets_date: date | None = day_at(16, 21)
    center: str = code_at(22, 23)
    day_code: int = number_at(24, 25)
    settlement: int = number_at(26, 26)
    serial: str = code_at(27, 31)
    sign: str = text_at(32, 32, default="0")
    amount: int = number_at(33, 49)
    kid: str = kid_at(50, 74)
    card_issuer: str = code_at(75, 76)

    def counted(self) -> Counted:
        """Return the amount, never deducted, and the date."""
        return Counted(self.amount, self.nets_date)


@layout("09 10 31", *_TYPES, source="6 (OCR)", trust=_TRUST)
@frozen(kw_only=True)
class OcrReference(Record):
    """Record 31, beløpspost 2: by which form, archive reference, from which account.

    Section 6: OCR.  35-41 are zeros by the specification, and not so in its own example; kept.

    Attributes:
        transaction: number within the assignment.
        form_number: blankettnummer.
        archive_reference: agreement (12), archive reference, or bax and session (18 to 21).
        raw_35: kept.
        bank_date: oppdragsdato, may be missing.
        debit_account: of the payer, or zeros.
    """

    transaction: int = number_at(9, 15)
    form_number: str = code_at(16, 25)
    archive_reference: str = code_at(26, 34)
    raw_35: bytes = gap_at(35, 41)
    bank_date: date | None = day_at(42, 47)
    debit_account: str = code_at(48, 58, personal=True)


@layout(
    "09 20 32", "10", *(kind for kind in _TYPES if kind != "20"), source="6 (OCR)", trust=_TRUST
)
@frozen(kw_only=True)
class OcrMessage(Record):
    """Record 32, types 20 and 21: a message in free text.  Section 6: OCR.

    Attributes:
        transaction: number within the assignment.
        message: fritekstmelding.
    """

    transaction: int = number_at(9, 15)
    message: str = text_at(16, 55, personal=True)


@layout(
    "09 00 88",
    source="6 (OCR)",
    trust=_TRUST,
    nets="563",
    role=Role.CLOSES,
    level=Level.ASSIGNMENT,
)
@frozen(kw_only=True)
class OcrAssignmentEnd(Record):
    """Record 88: how much was paid; reversals (18, 20) are added, not deducted.  Section 6: OCR.

    Attributes:
        transactions: payments.
        records: with the start and this one.
        amount: øre.
        generated: when Nets made it.
        first_date: earliest Nets date.
        last_date: latest Nets date.
    """

    transactions: int = number_at(9, 16)
    records: int = number_at(17, 24)
    amount: int = number_at(25, 41)
    generated: date | None = day_at(42, 47)
    first_date: date | None = day_at(48, 53)
    last_date: date | None = day_at(54, 59)

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
