"""What was rented out or delivered: a lease with its charges."""

from datetime import datetime
from decimal import Decimal
from typing import Final

from attrs import field, frozen

from fakturakjerne.domain.customer import Customer
from fakturakjerne.domain.dimensions import NO_DIMENSIONS, Dimensions
from fakturakjerne.domain.money import Ore, multiply, vat_of
from fakturakjerne.errors import InvalidValueError

ONE: Final = Decimal(1)


@frozen
class VatCode:
    """The VAT code of the finance system and its rate.

    Attributes:
        code: as the finance system names it, such as ``12``.
        rate: per cent, such as 25; None where the finance system alone knows.
    """

    code: str
    rate: Decimal | None = None


@frozen(kw_only=True)
class Charge:
    """One thing to pay for.

    Attributes:
        text: what the customer reads.
        net: øre without VAT, negative for a credit.  Where None is given it is computed as
            quantity x unit price, rounded half away from zero.
        quantity: how many.
        unit_price: kroner each without VAT, up to four decimals; None where only net is known.
        article: the finance system's article; None for the profile's default.
        account: the same for the account.
        vat: None where the finance system derives it.
        dimensions: laid over those of the lease.

    Raises:
        InvalidValueError: if neither net nor unit price is given.

    Example:
        >>> Charge(text="Hall A", quantity=Decimal("1.5"), unit_price=Decimal("99.99")).net
        14999
    """

    text: str = ""
    quantity: Decimal = ONE
    unit_price: Decimal | None = None
    net: Ore = field(default=None)
    article: str | None = None
    account: str | None = None
    vat: VatCode | None = None
    dimensions: Dimensions = NO_DIMENSIONS

    def __attrs_post_init__(self) -> None:
        """Compute the net where it was not given."""
        if self.net is None:
            net = self._computed()  # type: ignore[unreachable]  # the type holds from here on
            object.__setattr__(self, "net", net)

    @property
    def gross(self) -> Ore | None:
        """The net with VAT in øre; None where the rate is not known here.

        Example:
            >>> Charge(net=Ore(14999), vat=VatCode("12", Decimal(25))).gross
            18749
        """
        if self.vat is None or self.vat.rate is None:
            return None
        return Ore(self.net + vat_of(self.net, self.vat.rate))

    def _computed(self) -> Ore:
        if self.unit_price is None:
            raise InvalidValueError(
                field="net",
                value="None",
                expected_nb="oppgi net eller unit_price",
                expected_en="give net or unit_price",
            )
        return multiply(self.quantity, self.unit_price)


@frozen(kw_only=True)
class Lease:
    """One lease (leieforhold), ready to be judged.

    Attributes:
        id: the sender's own id, unique among all leases for ever.
        start, end: local and naive.
        text: what was rented, for people.
        note: what the customer wants on the invoice (order reference and the like).
        active: False where it was cancelled or deleted.
        paid: True where it was paid already, such as by mobile.
        origin: where it was read, such as ``leases.jsonl:12``; no part of what it says.
    """

    id: str
    customer: Customer
    start: datetime
    end: datetime
    charges: tuple[Charge, ...] = ()
    building: str = ""
    resource: str = ""
    text: str = ""
    note: str | None = None
    dimensions: Dimensions = NO_DIMENSIONS
    active: bool = True
    paid: bool = False
    origin: str = field(default="", eq=False, repr=False)

    @property
    def when(self) -> str:
        """From when to when, for people: ``2026-02-02 18:00 - 2026-02-02 20:00``."""
        return f"{self.start.isoformat(' ', 'minutes')} - {self.end.isoformat(' ', 'minutes')}"

    @property
    def net(self) -> Ore:
        """The sum of its charges in øre."""
        return Ore(sum(charge.net for charge in self.charges))

    @property
    def is_free(self) -> bool:
        """Whether it has nothing to bill: no charge, or zeros only."""
        for charge in self.charges:  # noqa: SIM110 - all() takes twice as long, once a lease
            if charge.net:
                return False
        return True

    def dimensions_of(self, charge: Charge) -> Dimensions:
        """Return the dimensions that hold for one of its charges."""
        return self.dimensions.over(charge.dimensions)
