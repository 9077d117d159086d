"""Leases, batches and options that the tests of LG04 begin with."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.identifiers import OrganizationNumber, ResourceNumber
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne_agresso.lg04 import Lg04Exporter
from fakturakjerne_agresso.options import Lg04Options

CLUB = Customer(
    kind=CustomerKind.EXTERNAL,
    id=OrganizationNumber("311111116"),
    number="1001",
    contact="Anne Ås",
)
UNIT = Customer(
    kind=CustomerKind.INTERNAL, id=ResourceNumber("28120"), number="28120", contact="Siri Leder"
)
HALL = Charge(text="Hall A", quantity=Decimal(2), net=Ore(80000), article="3801")
WASH = Charge(
    text="Vask & rydding",
    quantity=Decimal("1.5"),
    net=Ore(14999),
    article="3805",
    vat=VatCode("12", Decimal(25)),
    dimensions=Dimensions({"ansvar": "999999"}),
)
CREDIT = Charge(text="Rabatt 10 %", quantity=Decimal(-1), net=Ore(-5000), article="3899")
PLACE = Dimensions(
    {"ansvar": "724300", "tjeneste": "38010", "objekt": "12345", "oppdragsgiver": "142"}
)


def lease(number: int = 9001, /, *charges: Charge, **changes: object) -> Lease:
    values: dict[str, Any] = {
        "id": str(number),
        "customer": CLUB,
        "start": datetime.fromisoformat("2026-02-02T18:00"),
        "end": datetime.fromisoformat("2026-02-02T20:00"),
        "charges": charges or (HALL,),
        "resource": "Hall A",
        "text": "Idrettshallen: Hall A",
        "dimensions": PLACE,
    }
    values.update(changes)
    return Lease(**values)


def basis(*leases: Lease, number: int | None = 34500001) -> InvoiceBasis:
    return InvoiceBasis(
        customer=leases[0].customer,
        period=Period(date(2026, 2, 1), date(2026, 2, 28)),
        leases=leases,
        number=number,
    )


def batch(*bases: InvoiceBasis) -> ExportBatch[InvoiceBasis]:
    return ExportBatch(
        id="260302-1", today=date(2026, 3, 2), sequence=1, kind="external", items=bases
    )


def options(layout: str = "5.3", /, **changes: object) -> Lg04Options:
    values: dict[str, Any] = {
        "client": "XY",
        "own_organization_number": "999999999",
        "heading": "Leie av kommunale lokaler",
        "line_dimensions": {"dim_1": "ansvar", "dim_2": "tjeneste", "dim_3": "objekt"},
        "header_dimensions": {"dim_value_1": "oppdragsgiver"},
    }
    values.update(changes)
    return Lg04Options(layout=layout, **values)


def written(made: ExportBatch[InvoiceBasis], chosen: Lg04Options) -> bytes:
    (document,) = Lg04Exporter().export(made, chosen)
    return b"".join(document.open())


def rows(made: ExportBatch[InvoiceBasis], chosen: Lg04Options) -> list[dict[str, str]]:
    """The filled columns of each row, with their padding."""
    spans = chosen.columns.spans
    lines = written(made, chosen).decode("iso-8859-1").splitlines()
    return [
        {name: line[span] for name, span in spans.items() if line[span].strip()} for line in lines
    ]


def findings(made: ExportBatch[InvoiceBasis], chosen: Lg04Options) -> list[Finding]:
    return list(Lg04Exporter().check(made, chosen))


def said(made: ExportBatch[InvoiceBasis], chosen: Lg04Options) -> list[tuple[str, str, str | None]]:
    return [(each.code, each.path, each.lease) for each in findings(made, chosen)]
