"""What the customer register of a ledger says, and what it is told."""

from datetime import datetime
from enum import Enum

from attrs import frozen

from fakturakjerne.domain.customer import Customer


class EfakturaStatus(Enum):
    """How far a customer is with eFaktura; invoices leave as eFaktura to the active ones only."""

    NONE = "none"
    """Nothing is known."""
    ACCEPTED = "accepted"
    """We said yes, and our answer has not been sent yet."""
    ACTIVE = "active"
    REJECTED = "rejected"
    OFF = "off"
    """Switched off by the customer."""


@frozen(kw_only=True)
class CustomerEntry:
    """A customer on the way into the register.

    Attributes:
        customer: with a customer number; one without is counted, and not entered.
        efaktura: None leaves what the register says.
    """

    customer: Customer
    efaktura: EfakturaStatus | None = None


@frozen(kw_only=True)
class RegisteredCustomer:
    """A customer as the register knows it now.

    Attributes:
        id: of its row; other tables name it by this, since the number is personal.
        version: how many times it was written, from 1.
        person_version: the version that its content is from; later ones changed the status alone.
        customer: the newest content; its ``number`` is never None.
        efaktura: how far it is with eFaktura.
    """

    id: int
    version: int
    person_version: int
    customer: Customer
    efaktura: EfakturaStatus

    @property
    def number(self) -> str:
        """The customer number."""
        return self.customer.number or ""

    @property
    def reference(self) -> str:
        """What the customer enrolls with: its eFaktura reference, else its number."""
        return self.customer.efaktura_reference or self.number


@frozen(kw_only=True)
class CustomerChange:
    """One change of a customer: what, by whom, when, from where; never the values.

    Attributes:
        version: the first is 1.
        fields: the names of the fields of :class:`~fakturakjerne.domain.customer.Customer` that
            changed, and ``efaktura``; in the first version those that are not empty.
        efaktura: the status after it.
        source: what it came from, such as ``customers import`` or ``leases``.
    """

    version: int
    fields: tuple[str, ...]
    efaktura: EfakturaStatus
    actor: str
    source: str
    at: datetime


@frozen(kw_only=True)
class RegisterUpdate:
    """What an update did.

    Attributes:
        added, changed, unchanged: how many customers.
        without_number: entries that have no customer number, and were left out.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    without_number: int = 0


@frozen(kw_only=True)
class Origin:
    """Who changes the register, and by what.

    Attributes:
        actor: who does it.
        source: such as ``customers import`` or ``leases``; no personal data.
    """

    actor: str
    source: str
