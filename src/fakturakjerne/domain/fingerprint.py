"""What a lease says, as one short text: two leases that differ in anything have two of them."""

from collections.abc import Callable
from decimal import Decimal
from hashlib import blake2b
from typing import Any, Final

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import CustomerId, UnusableId
from fakturakjerne.domain.lease import Charge, Lease

_DIGEST_BYTES: Final = 16
_REMEMBERED: Final = 20_000


class Fingerprinter:
    """Fingerprints many leases; parts that they share as the same object are written once.

    Example:
        >>> from datetime import datetime
        >>> from fakturakjerne.domain.customer import Customer, CustomerKind
        >>> hour = datetime(2026, 2, 2, 18)
        >>> club = Customer(kind=CustomerKind.EXTERNAL)
        >>> hall = Lease(id="9001", customer=club, start=hour, end=hour)
        >>> Fingerprinter().of(hall) == fingerprint(hall)
        True
    """

    def __init__(self) -> None:
        self._written: dict[int, tuple[object, str]] = {}

    def of(self, lease: Lease) -> str:
        """Return the lease's :func:`fingerprint`."""
        charges = ", ".join([self._text(_charge, charge) for charge in lease.charges])
        # What ascii() makes of one tuple of all parts.  It quotes and escapes every text, so no two
        # contents are written alike; unlike repr() it does not depend on the Unicode version of
        # the Python that runs.
        content = (
            f"({lease.id!a}, {self._text(_customer, lease.customer)}, "
            f"{lease.start.isoformat()!a}, {lease.end.isoformat()!a}, [{charges}], "
            f"{lease.building!a}, {lease.resource!a}, {lease.text!a}, {lease.note!a}, "
            f"{self._text(_dimensions, lease.dimensions)}, {lease.active!a}, {lease.paid!a})"
        )
        return blake2b(content.encode("ascii"), digest_size=_DIGEST_BYTES).hexdigest()

    def _text(self, write: Callable[[Any], object], part: object) -> str:
        """Return a part as ascii() writes it; the part is held, so that its id stays its own."""
        known = self._written.get(id(part))
        if known is None:
            if len(self._written) >= _REMEMBERED:
                self._written.clear()
            known = self._written[id(part)] = part, ascii(write(part))
        return known[1]


def fingerprint(lease: Lease) -> str:
    """Return 32 hexadecimal digits over the whole content of a lease, its origin left out.

    Equal leases have equal fingerprints.  The ledger keeps them, so the serialisation in this
    module is part of its format: changing it makes every billed lease look changed.

    Example:
        >>> from datetime import datetime
        >>> from attrs import evolve
        >>> from fakturakjerne.domain.customer import Customer, CustomerKind
        >>> hall = Lease(
        ...     id="9001",
        ...     customer=Customer(kind=CustomerKind.EXTERNAL),
        ...     start=datetime(2026, 2, 2, 18),
        ...     end=datetime(2026, 2, 2, 20),
        ... )
        >>> fingerprint(hall) == fingerprint(evolve(hall, origin="elsewhere"))
        True
        >>> fingerprint(hall) == fingerprint(evolve(hall, paid=True))
        False
    """
    return Fingerprinter().of(lease)


def _customer(customer: Customer) -> tuple[object, ...]:
    return (
        customer.kind is CustomerKind.EXTERNAL,
        _customer_id(customer.id),
        customer.number,
        customer.name,
        customer.contact,
        [
            (address.lines, address.postal_code, address.place, address.country)
            for address in customer.addresses
        ],
        _customer_id(customer.payer),
        customer.email,
        customer.efaktura_reference,
    )


def _customer_id(value: CustomerId | UnusableId | None) -> tuple[int, str] | None:
    if value is None:
        return None
    return (-1 if isinstance(value, UnusableId) else value.rank, value.text)


def _charge(charge: Charge) -> tuple[object, ...]:
    vat = charge.vat
    return (
        charge.text,
        _plain(charge.quantity),
        None if charge.unit_price is None else _plain(charge.unit_price),
        charge.net,
        charge.article,
        charge.account,
        None if vat is None else (vat.code, None if vat.rate is None else _plain(vat.rate)),
        _dimensions(charge.dimensions),
    )


def _dimensions(dimensions: Dimensions) -> list[tuple[str, str]]:
    return sorted(dimensions.items())


def _plain(number: Decimal) -> str:
    """Write a number so that equal ones are written alike: 2, 2.0 and 2.00 as 2."""
    text = str(number)
    if "E" in text:
        text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
