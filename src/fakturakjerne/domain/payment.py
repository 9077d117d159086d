"""A payment that came in with a KID (innbetaling)."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from attrs import field, frozen

from fakturakjerne.catalogue import Language
from fakturakjerne.domain.identifiers import masked_repr
from fakturakjerne.domain.money import Ore


class PaymentKind(Enum):
    """How it was paid (transaksjonstype).

    Example:
        >>> PaymentKind(15).in_language("nb")
        'AvtaleGiro'
    """

    GIRO = 10
    STANDING_ORDER = 11
    DIRECT_REMITTANCE = 12
    BUSINESS_TERMINAL = 13
    COUNTER = 14
    AVTALEGIRO = 15
    TELEGIRO = 16
    CASH = 17
    REVERSAL_WITH_KID = 18
    PURCHASE_WITH_KID = 19
    REVERSAL_WITH_TEXT = 20
    PURCHASE_WITH_TEXT = 21

    @property
    def is_reversal(self) -> bool:
        """Whether it takes back an earlier payment."""
        return self in (PaymentKind.REVERSAL_WITH_KID, PaymentKind.REVERSAL_WITH_TEXT)

    def in_language(self, language: Language) -> str:
        """Return the name that a case worker knows it by."""
        norwegian, english = _NAMES[self]
        return norwegian if language == "nb" else english


_NAMES: Final[Mapping[PaymentKind, tuple[str, str]]] = {
    PaymentKind.GIRO: ("giro belastet konto", "giro debited to an account"),
    PaymentKind.STANDING_ORDER: ("faste oppdrag", "standing order"),
    PaymentKind.DIRECT_REMITTANCE: ("direkte remittering", "direct remittance"),
    PaymentKind.BUSINESS_TERMINAL: ("bedriftsterminalgiro", "business terminal giro"),
    PaymentKind.COUNTER: ("skrankegiro", "counter giro"),
    PaymentKind.AVTALEGIRO: ("AvtaleGiro", "AvtaleGiro"),
    PaymentKind.TELEGIRO: ("telegiro", "telegiro"),
    PaymentKind.CASH: ("giro betalt kontant", "giro paid in cash"),
    PaymentKind.REVERSAL_WITH_KID: ("reversering med KID", "reversal with KID"),
    PaymentKind.PURCHASE_WITH_KID: ("kjøp med KID", "purchase with KID"),
    PaymentKind.REVERSAL_WITH_TEXT: ("reversering med fritekst", "reversal with free text"),
    PaymentKind.PURCHASE_WITH_TEXT: ("kjøp med fritekst", "purchase with free text"),
}


@frozen(kw_only=True)
class Payment:
    """One payment, as the file says it.

    Attributes:
        account: the payee's account, as written.
        kid: as written; blank where the payer gave none.
        amount: øre; negative where the sign of the file says so.
        settled: the day it was settled between the banks (Nets-dato).
        bank_date: when the payer's bank handled it; None where it is not written.
        agreement: the agreement of the assignment.
        assignment, transaction: the numbers that the sender gave.
        centre, day_code, settlement, serial: what the account statement calls it.
        form, archive_reference, card_issuer: further references; blank for none.
        debit_account: the payer's account; blank for none.
        message: what the payer wrote, where there is no KID.
        origin: where it was read; no part of what it says.

    Example:
        >>> from datetime import date
        >>> paid = Payment(
        ...     account="12345678903",
        ...     kind=PaymentKind.GIRO,
        ...     kid="008000011688373",
        ...     amount=Ore(12500),
        ...     settled=date(2026, 3, 2),
        ...     debit_account="99991042764",
        ... )
        >>> "99991042764" in repr(paid)
        False
    """

    account: str = field(repr=masked_repr)
    kind: PaymentKind
    kid: str = field(default="", repr=masked_repr)
    amount: Ore
    settled: date
    bank_date: date | None = None
    agreement: str = ""
    assignment: int = 0
    transaction: int = 0
    centre: str = ""
    day_code: str = ""
    settlement: str = ""
    serial: str = ""
    form: str = ""
    archive_reference: str = ""
    card_issuer: str = ""
    debit_account: str = field(default="", repr=False)
    message: str = field(default="", repr=False)
    origin: str = field(default="", eq=False, repr=False)
