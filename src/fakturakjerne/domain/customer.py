"""Who is billed."""

from enum import Enum

from attrs import field, frozen

from fakturakjerne.domain.identifiers import CustomerId, UnusableId, mask_within, masked_repr


class CustomerKind(Enum):
    """External customers are billed money; internal ones are units of the municipality itself."""

    EXTERNAL = "external"
    INTERNAL = "internal"


@frozen
class Address:
    """A postal address.

    Attributes:
        lines: street lines, without postal code and place.
        postal_code: four digits in Norway.
        place: the postal place (poststed).
        country: ISO 3166 alpha-2.
    """

    lines: tuple[str, ...] = ()
    postal_code: str = ""
    place: str = ""
    country: str = "NO"


@frozen(kw_only=True)
class Customer:
    """One customer as the sender's register knows it.

    Attributes:
        kind: external or internal.
        id: the number to bill by; None where it is missing, UnusableId where it is wrong.
        number: the customer number in the sender's register; inside one organisation it names a
            sub-unit with an invoice of its own.
        name: as it stands on the invoice; personal where the customer is a person.
        contact: the person at the customer who ordered.
        addresses: the first is the main one.
        payer: the organisation that pays, where it is another.
        efaktura_reference: what the customer enrolls with; the customer number where it is None.

    Example:
        >>> from fakturakjerne.domain.identifiers import OrganizationNumber
        >>> club = Customer(kind=CustomerKind.EXTERNAL, id=OrganizationNumber("311111116"))
        >>> club.is_billable
        True
    """

    kind: CustomerKind
    id: CustomerId | UnusableId | None = None
    number: str | None = field(default=None, repr=masked_repr)
    name: str = field(default="", repr=False)
    contact: str | None = field(default=None, repr=False)
    addresses: tuple[Address, ...] = field(default=(), repr=False)
    payer: CustomerId | UnusableId | None = None
    email: str | None = field(default=None, repr=False)
    efaktura_reference: str | None = field(default=None, repr=masked_repr)

    @property
    def is_billable(self) -> bool:
        """Whether there is an id to bill by."""
        return self.id is not None and not isinstance(self.id, UnusableId)

    @property
    def key(self) -> tuple[int, int, str, str]:
        """What makes two leases one customer's, in the order of invoices.

        External before internal; organisation, person, resource; then id and sub-unit as text.
        An internal customer is its id alone.

        Raises:
            ValueError: if the customer is not billable.
        """
        if self.id is None or isinstance(self.id, UnusableId):
            message = "a customer without a usable id has no key"
            raise ValueError(message)
        if self.kind is CustomerKind.EXTERNAL:
            return (0, self.id.rank, self.id.text, self.number or "")
        return (1, self.id.rank, self.id.text, "")

    @property
    def label(self) -> str:
        """Name and id as they may stand in a list, personal numbers masked in all of it."""
        name = mask_within(self.name)
        if self.id is None:
            return name
        unit = f"/{mask_within(self.number)}" if self.number else ""
        return f"{name} ({self.id.masked}{unit})" if name else f"{self.id.masked}{unit}"
