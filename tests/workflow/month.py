"""A small month, and jobs over it, for the tests of the workflow."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from fakturakjerne.config import Billing, Config, Profile, Series
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.identifiers import (
    NationalIdentityNumber,
    OrganizationNumber,
    ResourceNumber,
)
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import Ore, kroner
from fakturakjerne.plugin.registry import Registry
from fakturakjerne.plugin.template import Template
from fakturakjerne.workflow.intake import Intake
from fakturakjerne.workflow.job import Wish, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fakturakjerne.workflow.job import Job

TODAY: Final = date(2026, 3, 2)
JANUARY: Final = date(2026, 1, 5)
FEBRUARY: Final = date(2026, 2, 2)
LATER: Final = date(2026, 3, 5)
PERSON: Final = "15819010029"

CLUB: Final = Customer(
    kind=CustomerKind.EXTERNAL,
    id=OrganizationNumber("311111116"),
    number="1001",
    name="Ålesund Turnforening",
    contact="Anne Ås",
)
TEAM: Final = evolve(CLUB, number="1002", name="Ålesund Turnforening, jenter")
PRIVATE: Final = Customer(
    kind=CustomerKind.EXTERNAL, id=NationalIdentityNumber(PERSON), name="Kari Nordmann"
)
SCHOOL: Final = Customer(
    kind=CustomerKind.INTERNAL, id=ResourceNumber("012345"), name="Håvika skole"
)
NOBODY: Final = Customer(kind=CustomerKind.EXTERNAL, name="Uten id")

OPTIONS: Final[dict[str, Any]] = {
    "layout": "5.3-client4",
    "client": "XY",
    "own_organization_number": "999999999",
    "heading": "Leie av kommunale lokaler",
}
CONFIG: Final = Config(
    test_identities=True,
    billing=Billing(batch_by=("customer_kind",)),
    series={
        "external": Series(first=34500001, last=34599999),
        "internal": Series(first=1, last=999999),
    },
    profiles={
        "lg04": Profile(
            exporter="agresso-lg04",
            file_name=Template("{kind}_{today:%y%m%d}{sequence}.txt"),
            options=OPTIONS,
        )
    },
)
ONE_DOCUMENT: Final = evolve(
    CONFIG, billing=Billing(), series={"default": Series(first=1, last=999999)}
)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))


def lease(name: str, customer: Customer = CLUB, /, **changes: Any) -> Lease:  # noqa: ANN401 - the fields of a Lease
    """A lease of one charge of 800 kroner, on the second of February."""
    made = Lease(
        id=name,
        customer=customer,
        start=at(FEBRUARY, 18),
        end=at(FEBRUARY, 20),
        charges=(charge(),),
        building="Idrettshallen",
        resource="Hall A",
        text="Idrettshallen: Hall A",
        origin=f"leases.jsonl:{name}",
    )
    return evolve(made, **changes)


def charge(net: str = "800", **changes: Any) -> Charge:  # noqa: ANN401 - the fields of a Charge
    return evolve(
        Charge(text="Hall A", quantity=Decimal(2), article="3801", net=kroner(net)), **changes
    )


def month() -> list[Lease]:
    """Eight leases that are billed on five orders, and five that are not."""
    return [
        lease("1"),
        lease("2", charges=(charge("12.34"), charge("-5"), charge("0"))),
        lease("3", TEAM),
        lease("4", PRIVATE, note="Bestillingsnr 4500123"),
        lease("5", SCHOOL),
        lease("6", SCHOOL, charges=(charge("0.01"),)),
        lease("7", start=at(JANUARY, 18), end=at(JANUARY, 20)),
        lease("8", TEAM, charges=(charge("99.99", text="Lysrigg"),)),
        lease("20", charges=()),
        lease("21", SCHOOL, paid=True),
        lease("22", active=False),
        lease("23", start=at(LATER, 18), end=at(LATER, 20)),
        lease("24", NOBODY, paid=True),
    ]


BILLED: Final = ("1", "2", "3", "4", "5", "6", "7", "8")
"""Which of the month's leases are billed."""
NET: Final = Ore(5 * 80000 + 1234 - 500 + 1 + 9999)
"""What they are billed for."""


def intake(leases: Sequence[Lease]) -> Intake:
    return Intake(leases, ())


def job(target: Path, *, config: Config = CONFIG, **changes: Any) -> Job:  # noqa: ANN401 - the fields of a Wish
    """A job for the second of March, with the installed exporter."""
    wish = Wish(format="lg04", target=target, today=TODAY, actor="kari")
    return resolve(evolve(wish, **changes), config, Registry.installed())


def names(folder: Path) -> list[str]:
    """What stands in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
