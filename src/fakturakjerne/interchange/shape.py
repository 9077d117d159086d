"""The shape of a lease as it stands in a file: every key, its kind, and whether it is required.

This is the one table behind the reader that explains errors, the JSON Schema and the CSV columns.
``null`` counts as absent everywhere.  The docstrings' attributes are the schema's descriptions.
"""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Final

from attrs import field, fields, frozen

from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.domain.money import Ore
from fakturakjerne.interchange.kinds import (
    Choice,
    Flag,
    Identifier,
    Line,
    Moment,
    Prose,
)
from fakturakjerne.interchange.numbers import Kroner, Number

IDENTIFIER: Final = Identifier(limit=100)
LINE: Final = Line(limit=500)
PROSE: Final = Prose(limit=10_000)
MOMENT: Final = Moment()
FLAG: Final = Flag()
CUSTOMER_KIND: Final = Choice(CustomerKind)
QUANTITY: Final = Number(whole=12, places=6)
UNIT_PRICE: Final = Number(whole=14, places=4)
RATE: Final = Number(whole=3, places=4, signed=False)
NET: Final = Kroner()

_Id = Annotated[str, IDENTIFIER]
_Line = Annotated[str, LINE]
_Prose = Annotated[str, PROSE]
_Moment = Annotated[datetime, MOMENT]
_Flag = Annotated[bool, FLAG]
_CustomerKind = Annotated[CustomerKind, CUSTOMER_KIND]
_Quantity = Annotated[Decimal, QUANTITY]
_UnitPrice = Annotated[Decimal, UNIT_PRICE]
_Rate = Annotated[Decimal, RATE]
_Net = Annotated[Ore, NET]


def _about(description: str) -> dict[str, str]:
    return {"about": description}


@frozen(kw_only=True)
class AddressShape:
    """A postal address."""

    lines: tuple[_Line, ...] = field(
        default=(), metadata=_about("street lines, without postal code and place")
    )
    postal_code: _Line | None = None
    place: _Line | None = field(default=None, metadata=_about("the postal place (poststed)"))
    country: _Line | None = field(default=None, metadata=_about("ISO 3166 alpha-2; NO if absent"))


@frozen(kw_only=True)
class CustomerShape:
    """Who is billed, as the sender's register knows it."""

    id: _Line | None = field(
        default=None,
        metadata=_about(
            "organisation number (9 digits), national identity number (11) or, for internal "
            "customers, resource number (5-6); a lease that bills nothing needs none"
        ),
    )
    number: _Id | None = field(
        default=None,
        metadata=_about(
            "customer number in the sender's register; inside one organisation it names a "
            "sub-unit with an invoice of its own"
        ),
    )
    kind: _CustomerKind = field(metadata=_about("internal for units of the municipality itself"))
    name: _Line | None = None
    contact: _Line | None = field(default=None, metadata=_about("the person who ordered"))
    address: AddressShape | None = field(
        default=None, metadata=_about("one address; or addresses, not both")
    )
    addresses: tuple[AddressShape, ...] | None = field(
        default=None, metadata=_about("the first is the main one")
    )
    payer: _Line | None = field(
        default=None, metadata=_about("id of the organisation that pays, where it is another")
    )
    email: _Line | None = None
    efaktura_reference: _Line | None = field(
        default=None, metadata=_about("the customer number if absent")
    )


@frozen(kw_only=True)
class VatShape:
    """VAT code of the finance system and its rate."""

    code: _Id
    rate: _Rate | None = field(default=None, metadata=_about("per cent, such as 25"))


@frozen(kw_only=True)
class ChargeShape:
    """One thing to pay for; it has net, unit_price or both."""

    article: _Id | None = field(
        default=None, metadata=_about("article of the finance system; the profile's if absent")
    )
    text: _Prose | None = field(default=None, metadata=_about("what the customer reads"))
    quantity: _Quantity | None = field(default=None, metadata=_about("1 if absent"))
    unit_price: _UnitPrice | None = field(
        default=None, metadata=_about("kroner each without VAT, up to four decimals")
    )
    net: _Net | None = field(
        default=None,
        metadata=_about(
            "kroner without VAT, negative for a credit; quantity x unit_price rounded half away "
            "from zero if absent"
        ),
    )
    vat: VatShape | None = None
    account: _Id | None = None
    dimensions: dict[_Id, _Line] | None = field(
        default=None, metadata=_about("laid over those of the lease")
    )


@frozen(kw_only=True)
class LeaseShape:
    """One lease (leieforhold): what was rented out or delivered, to whom, and what it costs."""

    id: _Id = field(metadata=_about("the sender's own id, unique among all leases for ever"))
    customer: CustomerShape
    building: _Line | None = None
    resource: _Line | None = None
    start: _Moment = field(metadata=_about("local time without zone: YYYY-MM-DDTHH:MM[:SS]"))
    end: _Moment = field(metadata=_about("not before start"))
    text: _Prose | None = field(default=None, metadata=_about("what was rented, for people"))
    note: _Prose | None = field(
        default=None, metadata=_about("what the customer wants on the invoice")
    )
    dimensions: dict[_Id, _Line] | None = field(
        default=None, metadata=_about("accounting dimensions under the customer's own names")
    )
    charges: tuple[ChargeShape, ...] | None = None
    active: _Flag | None = field(
        default=None, metadata=_about("false where it was cancelled; true if absent")
    )
    paid: _Flag | None = field(
        default=None, metadata=_about("true where it was paid already; false if absent")
    )


def keys_of(shape: type) -> frozenset[str]:
    """Return the keys that an object of the shape may have.

    Example:
        >>> sorted(keys_of(VatShape))
        ['code', 'rate']
    """
    return frozenset(attribute.name for attribute in fields(shape))
