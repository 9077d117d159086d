"""Start and end of a transmission (forsendelse), whatever services it holds: section 1."""

from datetime import date

from attrs import frozen

from fakturakjerne_nets.records.century import Century
from fakturakjerne_nets.records.columns import code_at, day_at, number_at
from fakturakjerne_nets.records.form import Level, Role
from fakturakjerne_nets.records.framework import Record, Stated, layout

NETS: str = "00008080"
"""Nets as sender and recipient."""


@layout(
    "00 00 10",
    source="1.1 (AG OCR; 32-40 LB)",
    trust="official; file date and production flag of one implementation in production",
    nets="560",
    role=Role.OPENS,
    level=Level.TRANSMISSION,
)
@frozen(kw_only=True)
class TransmissionStart(Record):
    """Record 10: who sends what to whom.

    Section 1.1: AG and OCR (official) up to position 31; file date and production flag of service
    42 to Nets are LB's (one implementation in production).  Services 09 and 21 leave both zeros.

    Example:
        >>> start = TransmissionStart(sender="10200", number=1121001, recipient="8080")
        >>> start.write()[:31]
        b'NY00001000010200112100100008080'
    """

    sender: str = code_at(9, 16, default=NETS)
    number: int = number_at(17, 23)
    recipient: str = code_at(24, 31, default=NETS)
    file_date: date | None = day_at(32, 39, nets="524")
    production: int = number_at(40, 40)

    @property
    def is_from_nets(self) -> bool:
        """Whether Nets sent it."""
        return self.sender == NETS


@layout(
    "00 00 89",
    source="1.2 (AG OCR LB)",
    trust="official",
    nets="561",
    role=Role.CLOSES,
    level=Level.TRANSMISSION,
)
@frozen(kw_only=True)
class TransmissionEnd(Record):
    """Record 89: how much was sent.

    Section 1.2: AG, OCR (official), LB.  The date is kept as its digits, because it is YYMMDD where
    enrollments are in the transmission (LB), and DDMMYY elsewhere.

    Attributes:
        transactions: of the whole transmission.
        records: of the whole transmission, this one and the start included.
        amount: øre, cancellations added.
        digits: to Nets the earliest due date; from Nets its date, or zeros.

    Example:
        >>> TransmissionEnd(digits="261121").day(year_first=True)
        datetime.date(2026, 11, 21)
    """

    transactions: int = number_at(9, 16)
    records: int = number_at(17, 24)
    amount: int = number_at(25, 41)
    digits: str = code_at(42, 47)

    def day(self, *, year_first: bool, century: Century = Century()) -> date | None:  # noqa: B008 - frozen
        """Return the date; of the other order where it makes none in this one."""
        digits = self.digits.encode("iso-8859-1")
        one, other = century.day_year_first(digits), century.day(digits)
        return (one or other) if year_first else (other or one)

    def stated(self) -> Stated:
        """Return counts and sum."""
        return Stated(self.transactions, self.records, self.amount)


def date_digits(value: date | None) -> str:
    """Return DDMMYY, or zeros.

    Example:
        >>> date_digits(date(2026, 11, 21)), date_digits(None)
        ('211126', '000000')
    """
    if value is None:
        return "000000"
    return f"{value.day:02}{value.month:02}{value.year % 100:02}"
