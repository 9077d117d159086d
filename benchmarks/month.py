"""A synthetic month of any size, as objects and as JSON Lines; the same at every call.

Ten leases a customer, every third with two charges, one customer in twenty internal.  As in a real
export, the leases of one customer are spread over the month.  No value that a lease holds for
itself is shared with another's: nothing here is easier than what a booking system would hand over.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import OrganizationNumber, ResourceNumber
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import kroner

LEASES_A_CUSTOMER: Final = 10
_INTERNAL_EVERY: Final = 20
_TWO_CHARGES_EVERY: Final = 3
_FIRST_ID: Final = 9001
_WEIGHTS: Final = (3, 2, 7, 6, 5, 4, 3, 2)
_FEBRUARY: Final = datetime.fromisoformat("2026-02-01T08:00")
_SLOTS: Final = 27 * 12
_PRICES: Final = ("400.00", "265.00", "1250.00", "99.50", "650.00", "180.00", "75.25")
_HALLS: Final = (
    "Idrettshallen",
    "Svømmehallen",
    "Kulturhuset",
    "Åsen skole",
    "Fjordvik samfunnshus",
)

CONFIG: Final = """\
[billing]
batch_by = ["customer_kind"]
[series.external]
first = 34500001
last = 36999999
[series.internal]
first = 1
last = 999999
[profiles.lg04]
exporter = "agresso-lg04"
[profiles.lg04.options]
layout = "5.3"
client = "XY"
own_organization_number = "974760673"
heading = "Leie av kommunale lokaler"
[profiles.lg04.options.line_dimensions]
dim_1 = "ansvar"
dim_2 = "tjeneste"
dim_3 = "objekt"
dim_5 = "prosjekt"
[profiles.lg04.options.header_dimensions]
dim_value_1 = "oppdragsgiver"
[profiles.lg04.options.attributes]
att_1_id = "A4"
"""


def documents(count: int) -> Iterator[dict[str, Any]]:
    """Yield leases in the shape of the JSON files, in the order they were booked."""
    customers = list(_customers(count))
    for index in range(count):
        document = _document(index, customers=len(customers))
        yield {"id": document["id"], "customer": customers[index % len(customers)]} | document


def lines(count: int) -> Iterator[bytes]:
    """Yield leases as JSON Lines."""
    for document in documents(count):
        yield json.dumps(document, ensure_ascii=False).encode() + b"\n"


def leases(count: int) -> list[Lease]:
    """Return leases as objects; those of one customer share that customer, and nothing else.

    What they are made of goes as they are made, so that it leaves no room for others to use where
    memory is measured.
    """
    customers = [_customer(written) for written in _customers(count)]
    return [
        _lease(_document(index, customers=len(customers)), customers[index % len(customers)])
        for index in range(count)
    ]


def _document(index: int, *, customers: int) -> dict[str, Any]:
    hall = _HALLS[index % len(_HALLS)]
    room = f"Hall {index % 40 + 1}"
    start = _FEBRUARY + timedelta(hours=2 * (index % _SLOTS))
    return {
        "id": str(_FIRST_ID + index),
        "building": hall,
        "resource": room,
        "start": start.isoformat(timespec="minutes"),
        "end": (start + timedelta(hours=2)).isoformat(timespec="minutes"),
        "text": f"{hall}: {room}",
        "note": f"Bestillingsnr {4_500_000 + index % customers}",
        "dimensions": {
            "ansvar": str(724_300 + index % 30),
            "tjeneste": "38010",
            "objekt": str(12_345 + index % 40),
            "prosjekt": str(index % customers % 10),
            "oppdragsgiver": "142",
        },
        "charges": _charges(index, room),
        "active": True,
        "paid": False,
    }


def _lease(document: dict[str, Any], customer: Customer) -> Lease:
    return Lease(
        id=document["id"],
        customer=customer,
        building=document["building"],
        resource=document["resource"],
        start=datetime.fromisoformat(document["start"]),
        end=datetime.fromisoformat(document["end"]),
        text=document["text"],
        note=document["note"],
        dimensions=Dimensions(document["dimensions"]),
        charges=tuple(_charge(charge) for charge in document["charges"]),
    )


def _charge(written: dict[str, Any]) -> Charge:
    return Charge(
        article=written["article"],
        text=written["text"],
        quantity=Decimal(written["quantity"]),
        unit_price=Decimal(written["unit_price"]),
        net=kroner(written["net"]),
        vat=VatCode(written["vat"]["code"], Decimal(written["vat"]["rate"])),
    )


def _charges(index: int, room: str) -> list[dict[str, Any]]:
    price = _PRICES[index % len(_PRICES)]
    hall = {
        "article": str(3801 + index % 12),
        "text": room,
        "quantity": "2",
        "unit_price": price,
        "net": str(2 * Decimal(price)),
        "vat": {"code": "12", "rate": "25"},
    }
    if index % _TWO_CHARGES_EVERY:
        return [hall]
    cleaning = {
        "article": "3899",
        "text": "Renhold",
        "quantity": "1",
        "unit_price": "350.00",
        "net": "350.00",
        "vat": {"code": "12", "rate": "25"},
    }
    return [hall, cleaning]


def _customers(leases: int) -> Iterator[dict[str, Any]]:
    organizations = _organization_numbers()
    for index in range(-(-leases // LEASES_A_CUSTOMER)):
        internal = index % _INTERNAL_EVERY == 0
        yield {
            "id": f"{100_000 + index:06}"[-6:] if internal else next(organizations),
            "number": str(1001 + index),
            "kind": "internal" if internal else "external",
            "name": f"Ålesund Turnforening avd. {index}",
            "contact": "Anne Ås",
            "address": {
                "lines": [f"Hallveien {index % 200 + 1}"],
                "postal_code": "6002",
                "place": "ÅLESUND",
                "country": "NO",
            },
        }


def _customer(written: dict[str, Any]) -> Customer:
    address = written["address"]
    internal = written["kind"] == "internal"
    return Customer(
        kind=CustomerKind(written["kind"]),
        id=ResourceNumber(written["id"]) if internal else OrganizationNumber(written["id"]),
        number=written["number"],
        name=written["name"],
        contact=written["contact"],
        addresses=(Address(tuple(address["lines"]), address["postal_code"], address["place"]),),
    )


def _organization_numbers() -> Iterator[str]:
    """Yield organisation numbers with the right check digit, from a range that nobody has."""
    for number in range(31_111_111, 39_999_999):
        digits = str(number)
        total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
        check = -total % 11
        if check < 10:
            yield f"{digits}{check}"
