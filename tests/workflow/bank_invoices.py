"""Leases that were billed, invoices of them, and invoices of files, for the tests of eFaktura."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from fakturakjerne.config import Profile
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne.workflow.billing import Billing
from fakturakjerne.workflow.intake import Intake
from fakturakjerne.workflow.issuing import issue_orders
from fakturakjerne.workflow.job import Wish, resolve
from tests.workflow.bank_formats import KARI, PLUGINS, TODAY, desk, setup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fakturakjerne.domain.customer import Customer
    from fakturakjerne.ledger.interface import Ledger
    from fakturakjerne.workflow.issuing import Issued

HALL: Final = Charge(text="Hall A", net=Ore(80000), article="3801", vat=VatCode("12", Decimal(25)))
LG04: Final = Plugin(
    group="fakturakjerne.exporters",
    name="agresso-lg04",
    target="fakturakjerne_agresso.lg04:Lg04Exporter",
    version="1.0",
)


def lease(name: str, customer: Customer = KARI, **changes: Any) -> Lease:  # noqa: ANN401 - the fields of a Lease
    made = Lease(
        id=name,
        customer=customer,
        start=datetime(2026, 2, 2, 18),  # noqa: DTZ001 - leases are local
        end=datetime(2026, 2, 2, 20),  # noqa: DTZ001 - as above
        charges=(HALL,),
        building="Idrettshallen",
    )
    return evolve(made, **changes)


def bill(ledger: Ledger, folder: Path, leases: Sequence[Lease]) -> None:
    """Bill leases as every month, so that the ledger has orders of them."""
    options = {"layout": "5.3-client4", "client": "XY", "own_organization_number": "999999999"}
    lg04 = Profile(exporter="agresso-lg04", options=options)
    config = evolve(setup(folder), profiles={"lg04": lg04})
    wish = Wish(format="lg04", target=folder / "agresso", today=TODAY, actor="kari")
    job = resolve(wish, config, Registry([*PLUGINS, LG04]))
    Billing(job=job, ledger=ledger).run(Intake(leases, ()))


def issued(ledger: Ledger, folder: Path, *leases: Lease) -> Issued:
    bill(ledger, folder, leases)
    return issue_orders(desk(ledger, folder), leases)


def document(number: str = "900001", **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - parsed JSON
    """An invoice as JSON."""
    return {
        "number": number,
        "issue_date": "2026-03-02",
        "due_date": "2026-03-16",
        "kid": "001001345000019",
        "customer": {"kind": "external", "number": "1001", "name": "Kari Nordmann"},
        "lines": [{"text": "Hall A", "net": "800.00", "vat": {"code": "12", "rate": "25"}}],
        **changes,
    }


def written(folder: Path, *documents: dict[str, Any], name: str = "invoices.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(documents))
    return path
