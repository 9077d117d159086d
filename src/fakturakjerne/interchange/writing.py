"""Leases to JSON Lines."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from fakturakjerne.domain.customer import Address, Customer
from fakturakjerne.domain.lease import ONE, Charge, Lease, VatCode
from fakturakjerne.domain.money import format_kroner

_CHUNK: Final = 2**16


def dump_leases(leases: Iterable[Lease], *, chunk_bytes: int = _CHUNK) -> Iterator[bytes]:
    """Write leases as JSON Lines in UTF-8, in constant memory.

    Reading what was written gives equal leases (their origin aside), given the same
    ``test_identities``.  What is absent or a default is left out.

    Args:
        leases: in any order; it is kept.
        chunk_bytes: about how much to yield at once.

    Example:
        >>> from datetime import datetime
        >>> from fakturakjerne.domain.customer import CustomerKind
        >>> hall = Lease(
        ...     id="9001",
        ...     customer=Customer(kind=CustomerKind.EXTERNAL),
        ...     start=datetime(2026, 2, 2, 18),
        ...     end=datetime(2026, 2, 2, 20),
        ... )
        >>> print(b"".join(dump_leases([hall])).decode(), end="")
        {"id":"9001","customer":{"kind":"external"},"start":"2026-02-02T18:00","end":"2026-02-02T20:00"}
    """
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    held = bytearray()
    for lease in leases:
        held += encode(_lease(lease)).encode()
        held += b"\n"
        if len(held) >= chunk_bytes:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


def _lease(lease: Lease) -> dict[str, Any]:
    return _without_absent(
        {
            "id": lease.id,
            "customer": _customer(lease.customer),
            "building": lease.building or None,
            "resource": lease.resource or None,
            "start": _moment(lease.start.isoformat()),
            "end": _moment(lease.end.isoformat()),
            "text": lease.text or None,
            "note": lease.note,
            "dimensions": dict(lease.dimensions) or None,
            "charges": [_charge(charge) for charge in lease.charges] or None,
            "active": None if lease.active else False,
            "paid": lease.paid or None,
        }
    )


def _customer(customer: Customer) -> dict[str, Any]:
    addresses = [_address(address) for address in customer.addresses]
    return _without_absent(
        {
            "id": customer.id and customer.id.text,
            "number": customer.number,
            "kind": customer.kind.value,
            "name": customer.name or None,
            "contact": customer.contact,
            "address": addresses[0] if len(addresses) == 1 else None,
            "addresses": addresses if len(addresses) > 1 else None,
            "payer": customer.payer and customer.payer.text,
            "email": customer.email,
            "efaktura_reference": customer.efaktura_reference,
        }
    )


def _address(address: Address) -> dict[str, Any]:
    return _without_absent(
        {
            "lines": list(address.lines) or None,
            "postal_code": address.postal_code or None,
            "place": address.place or None,
            "country": address.country,
        }
    )


def _charge(charge: Charge) -> dict[str, Any]:
    return _without_absent(
        {
            "article": charge.article,
            "text": charge.text or None,
            "quantity": None if charge.quantity == ONE else _number(charge.quantity),
            "unit_price": None if charge.unit_price is None else _number(charge.unit_price),
            "net": format_kroner(charge.net, thousands="", decimal="."),
            "vat": charge.vat and _vat(charge.vat),
            "account": charge.account,
            "dimensions": dict(charge.dimensions) or None,
        }
    )


def _vat(vat: VatCode) -> dict[str, Any]:
    return _without_absent(
        {"code": vat.code, "rate": None if vat.rate is None else _number(vat.rate)}
    )


def _moment(iso: str) -> str:
    return iso.removesuffix(":00")


def _number(number: Decimal) -> str:
    return format(number, "f")


def _without_absent(members: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in members.items() if value is not None}
