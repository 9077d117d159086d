"""A customer's standing agreement that invoices are drawn from the account (AvtaleGiro)."""

from enum import Enum

from attrs import field, frozen

from fakturakjerne.domain.identifiers import masked_repr


class MandateKind(Enum):
    """Why a mandate stands in the file (registreringstype).

    Members:
        FULL: one of all that there are; the list replaces what was known of the account.
        NEW: new or changed.
        DELETED: ended.
    """

    FULL = 0
    NEW = 1
    DELETED = 2


@frozen(kw_only=True)
class Mandate:
    """One mandate (fast betalingsoppdrag, FBO), as the file says it.

    Attributes:
        account: the payee's account, as written.
        number: the running number in the file.
        kid: the KID that claims on it carry, as written; its leading part names the customer.
        notice: whether the payer wants a notice in writing.
        assignment: the number of the assignment that it stands in.
        origin: where it was read; no part of what it says.

    Example:
        >>> Mandate(
        ...     account="12345678903",
        ...     number=1,
        ...     kind=MandateKind.NEW,
        ...     kid="008000011688373",
        ...     notice=True,
        ... ).is_active
        True
    """

    account: str = field(repr=masked_repr)
    number: int
    kind: MandateKind
    kid: str = field(repr=masked_repr)
    notice: bool
    assignment: int = 0
    origin: str = field(default="", eq=False, repr=False)

    @property
    def is_active(self) -> bool:
        """Whether claims can be drawn on it."""
        return self.kind is not MandateKind.DELETED
