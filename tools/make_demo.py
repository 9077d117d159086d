"""Make the demo month: February 2026 of Fjordvik, a municipality that does not exist.

Run ``python tools/make_demo.py``; it writes src/fakturakjerne/demo/leases.jsonl, the same bytes
every time.  All people, clubs and numbers are invented: organisation numbers begin with 3, national
identity numbers are synthetic (month + 80); both have valid check digits, as the readers ask for.
"""

# ruff: noqa: INP001 - a script, not a package

import json
import random
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from attrs import frozen
from stdnum.no import fodselsnummer, orgnr

TARGET: Final = Path(__file__).parent.parent / "src" / "fakturakjerne" / "demo" / "leases.jsonl"
SEED: Final = 2026_02
LEASES: Final = 400
FIRST_DAY: Final = datetime(2026, 2, 1)  # noqa: DTZ001 - times of leases are local and naive
DAYS: Final = 28
CHECK_DIGITS: Final = 2

CLUBS: Final = (
    "Fjordvik Turnforening", "Fjordvik Ballklubb", "Ytre Fjordvik Idrettslag", "Håvika Håndball",
    "Åsnes Svømmeklubb", "Fjordvik Dansestudio – barn og unge", "Sørbygda Volleyballklubb",
    "Fjordvik Skolekorps", "Nordsida Blandakor", "Fjordvik Sjakklubb", "Bygdekvinnelaget Øvre Fjordvik",
    "Fjordvik Historielag", "Røde Kors Fjordvik", "Fjordvik Pensjonistforening",
    "Stiftelsen Fjordvik Kunst- og Kulturfestival for hele fylket", "Łódź Kulturforening Fjordvik",
    "Håpet Misjonsforsamling", "Fjordvik Taekwondo", "Ålgård Bedriftsidrettslag",
    "Fjordvik Næringsforening", "Vestlandet Revy & Teater", "Fjordvik Husflidslag", "Åsnes Bygdeteater",
    "Håvika Velforening", "Fjordvik Amatørradiolag", "Fjordvik Jeger- og Fiskeforening",
)  # fmt: skip
TEAMS: Final = ("G12", "J14", "Senior", "Trim")
PEOPLE: Final = (
    "Ola Nordmann", "Kari Nordmann-Bjørnæs", "Åse Ødegård", "Øystein Ærlig", "Marit Šimić",
    "Per Åge Li", "Ingrid Sæther", "Jørgen Østby", "Liv Hansen", "Bjørn Fjære", "Siw Ånonsen",
    "Tor-Arne Kjølås", "Nils Vågø", "Aud Blåmann", "Gro Ærøy", "Eli Tøsse",
)  # fmt: skip
DEPARTMENTS: Final = (
    ("28120", "Kulturskolen"), ("28125", "Fjordvik barneskole"), ("28130", "Håvika ungdomsskole"),
    ("012345", "Helsestasjonen"), ("310400", "Plan og bygg"), ("310410", "Voksenopplæringen"),
)  # fmt: skip
STREETS: Final = ("Hallveien", "Sjøgata", "Åsvegen", "Kirkebakken", "Strandveien", "Bråtan")
PLACES: Final = (("6899", "FJORDVIK"), ("6898", "HÅVIKA"), ("6897", "ÅSNES"))
LOTS: Final = {
    "plain": 60, "free": 6, "paid": 4, "cancelled": 4, "cleaned": 10, "three charges": 4,
    "credited": 3, "noted": 6, "long": 3,
}  # fmt: skip
MARCH: Final = timedelta(days=30)


@frozen
class Room:
    """What is rented, what an hour costs, and how finance accounts for it."""

    building: str
    name: str
    price: Decimal
    article: str
    objekt: str


ROOMS: Final = (
    Room("Idrettshallen", "Hall A", Decimal("400.00"), "3801", "12345"),
    Room("Idrettshallen", "Hall B", Decimal("310.50"), "3801", "12345"),
    Room("Idrettshallen", "Møterom 2", Decimal("120.00"), "3805", "12345"),
    Room("Svømmehallen", "25-metersbassenget", Decimal("649.90"), "3802", "12350"),
    Room("Samfunnshuset", "Storsalen", Decimal("333.33"), "3811", "12360"),
    Room("Samfunnshuset", "Kjøkken", Decimal("95.00"), "3812", "12360"),
    Room("Kulturhuset", "Scene", Decimal("750.00"), "3810", "12370"),
    Room("Kulturhuset", "Black box – lys, lyd og publikumstribune", Decimal("512.25"), "3810", "12370"),
    Room("Håvika skole", "Gymsal", Decimal("150.00"), "3803", "12380"),
)  # fmt: skip


@frozen
class Month:
    """One making of the demo month: the chance that decides, and the customers."""

    chance: random.Random
    customers: tuple[dict[str, Any], ...]

    def leases(self) -> Iterator[dict[str, Any]]:
        """Yield the leases that are right, or that readiness has something to say of."""
        for number in range(9001, 9001 + LEASES):
            yield self._lease(str(number))

    def _lease(self, lease_id: str) -> dict[str, Any]:
        chance = self.chance
        room = chance.choice(ROOMS)
        start = FIRST_DAY + timedelta(
            days=chance.randrange(DAYS),
            hours=chance.randrange(8, 20),
            minutes=chance.choice((0, 30)),
        )
        hours = chance.choice((Decimal(1), Decimal("1.5"), Decimal(2), Decimal(3)))
        lease = {
            "id": lease_id,
            "customer": chance.choice(self.customers),
            "building": room.building,
            "resource": room.name,
            "start": _written(start),
            "end": _written(start + timedelta(minutes=int(hours * 60))),
            "text": f"{room.building}: {room.name}",
            "dimensions": {
                "ansvar": "724300",
                "tjeneste": "38010",
                "objekt": room.objekt,
                "prosjekt": chance.choice(("9", "11")),
                "oppdragsgiver": "142",
            },
            "charges": [_charge(room, hours)],
        }
        self._give_its_lot(lease, hours)
        return lease

    def _give_its_lot(self, lease: dict[str, Any], hours: Decimal) -> None:
        """Make some leases free, paid, cancelled, long or of several charges."""
        first = lease["charges"][0]
        match self.chance.choices(tuple(LOTS), tuple(LOTS.values()))[0]:
            case "free":
                first.update(unit_price="0", net="0")
            case "paid":
                lease["paid"] = True
            case "cancelled":
                lease["active"] = False
            case "cleaned":
                first["vat"] = {"code": "12", "rate": "25"}
                lease["charges"].append(_extra("Rydding og vask", "3890", "450.00"))
            case "three charges":
                lease["charges"] += [
                    _extra("Lysrigg", "3891", "199.90"),
                    {"article": "3899", "text": "Nøkkelkort – inkludert", "net": "0.00"},
                ]
            case "credited":
                credit = -(hours * Decimal(50)).quantize(Decimal("0.01"))
                lease["charges"].append(
                    {"article": "3898", "text": "Rabatt barn og unge", "net": str(credit)}
                )
            case "noted":
                lease["note"] = f"Bestillingsnr {self.chance.randrange(4500000, 4600000)}"
            case "long":
                lease["text"] = first["text"] = f"{lease['text']}, med garderober, scene og kiosk"


def make() -> bytes:
    """Return the file."""
    chance = random.Random(SEED)  # noqa: S311 - it makes examples, no secrets
    month = Month(chance, tuple(_customers(chance)))
    lines = [_line(lease) for lease in month.leases()]
    lines += [_line(lease) for lease in _late(month)]
    return "".join(_with_faults(lines, month)).encode()


def _customers(chance: random.Random) -> Iterator[dict[str, Any]]:
    for number, name in enumerate(CLUBS):
        club: dict[str, Any] = {
            "id": _organization_number(chance),
            "kind": "external",
            "name": name,
        }
        club["contact"] = chance.choice(PEOPLE)
        club["address"] = _address(chance)
        if number < len(TEAMS):
            for unit, team in enumerate(TEAMS, start=1):
                yield {**club, "number": str(1001 + 10 * number + unit), "name": f"{name} {team}"}
        else:
            yield {**club, "number": str(1001 + 10 * number)}
    for number, name in enumerate(PEOPLE):
        yield {
            "id": _synthetic_person(chance),
            "number": str(5001 + number),
            "kind": "external",
            "name": name,
            "contact": name,
            "address": _address(chance),
        }
    for resource, name in DEPARTMENTS:
        contact = chance.choice(PEOPLE)
        yield {"id": resource, "kind": "internal", "name": name, "contact": contact}
    yield {
        "id": _organization_number(chance),
        "kind": "external",
        "name": "Fjordvik Friidrett",
        "contact": "Siw Ånonsen",
        "addresses": [_address(chance), _address(chance)],
        "payer": _organization_number(chance),
        "email": "post@fjordvik-friidrett.example",
        "efaktura_reference": "77001",
    }


def _organization_number(chance: random.Random) -> str:
    while True:
        eight = f"3{chance.randrange(10**7):07d}"
        for digit in "0123456789":
            if orgnr.checksum(eight + digit) == 0:
                return eight + digit


def _synthetic_person(chance: random.Random) -> str:
    while True:
        born = f"{chance.randrange(1, 29):02d}{chance.randrange(81, 93)}{chance.randrange(50, 99)}"
        nine = f"{born}{chance.randrange(500):03d}"
        first = fodselsnummer.calc_check_digit1(nine)
        second = fodselsnummer.calc_check_digit2(nine + first)
        if len(first + second) == CHECK_DIGITS:
            return f"{nine}{first}{second}"


def _address(chance: random.Random) -> dict[str, Any]:
    postal_code, place = chance.choice(PLACES)
    street = f"{chance.choice(STREETS)} {chance.randrange(1, 90)}"
    return {"lines": [street], "postal_code": postal_code, "place": place, "country": "NO"}


def _charge(room: Room, hours: Decimal) -> dict[str, Any]:
    return {
        "article": room.article,
        "text": f"{room.building}: {room.name}",
        "quantity": str(hours),
        "unit_price": str(room.price),
    }


def _extra(text: str, article: str, net: str) -> dict[str, Any]:
    return {"article": article, "text": text, "net": net, "vat": {"code": "12", "rate": "25"}}


def _late(month: Month) -> Iterator[dict[str, Any]]:
    """Yield leases of March, which a run for February leaves to a later one."""
    for number, lease in zip(range(9601, 9606), month.leases(), strict=False):
        start, end = (datetime.fromisoformat(lease[key]) + MARCH for key in ("start", "end"))
        yield {**lease, "id": str(number), "start": _written(start), "end": _written(end)}


def _with_faults(lines: list[str], month: Month) -> Iterator[str]:
    """Yield the lines, and after some of them one that a person has to look at."""
    faults = dict(zip(range(30, 400, 40), _faults(lines, month), strict=False))
    for number, line in enumerate(lines):
        yield line
        yield faults.get(number, "")


def _faults(lines: list[str], month: Month) -> Iterator[str]:
    leases = zip(range(9701, 9800), month.leases(), strict=False)
    plain = (
        {**lease, "id": str(number), "active": True, "paid": False}
        for number, lease in leases
        if "net" not in lease["charges"][0] and lease["customer"]["kind"] == "external"
    )

    def of_customer(**changes: object) -> str:
        lease = next(plain)
        return _line({**lease, "customer": {**lease["customer"], **changes}})

    yield of_customer(id=None)
    yield of_customer(id="311 111 116 MVA")
    yield of_customer(id="311111117")
    yield lines[3]
    first, other = next(plain), next(plain)
    yield _line(first) + _line({**other, "id": first["id"]})
    yield re.sub(r'"unit_price": "([0-9.]+)"', r'"unit_price": \1', _line(next(plain)), count=1)
    yield _line(next(plain)).replace('"building"', '"bulding"', 1)


def _line(lease: dict[str, Any]) -> str:
    return json.dumps(lease, ensure_ascii=False) + "\n"


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


if __name__ == "__main__":
    TARGET.write_bytes(make())
