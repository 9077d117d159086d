"""Leases, batches and options that the tests of the flat file begin with."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from fakturakjerne.domain.batch import Document, ExportBatch
from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.identifiers import OrganizationNumber, ResourceNumber
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne_visma.flatfile import VismaExporter
from fakturakjerne_visma.layouts import RecordKind, layout_of
from fakturakjerne_visma.options import VismaOptions

CLUB = Customer(
    kind=CustomerKind.EXTERNAL,
    id=OrganizationNumber("311111116"),
    number="1001",
    name="Ålesund Turnforening",
    contact="Anne Ås",
    addresses=(Address(("Hallveien 1", "c/o Ås"), "6002", "ÅLESUND"),),
)
UNIT = Customer(
    kind=CustomerKind.INTERNAL, id=ResourceNumber("28120"), number="28", name="Kulturkontoret"
)
NO_VAT = VatCode("", Decimal(0))
HALL = Charge(
    text="Hall A",
    quantity=Decimal(2),
    unit_price=Decimal("400.00"),
    article="3801",
    vat=VatCode("12", Decimal(25)),
)
WASH = Charge(
    text="Vask & rydding",
    quantity=Decimal("1.5"),
    unit_price=Decimal("99.99"),
    article="3805",
    vat=VatCode("12", Decimal(25)),
    dimensions=Dimensions({"ansvar": "999999"}),
)
CREDIT = Charge(
    text="Rabatt",
    quantity=Decimal(-1),
    unit_price=Decimal("50.00"),
    article="3899",
    vat=NO_VAT,
)
PLACE = Dimensions({"ansvar": "724300", "tjeneste": "38010", "oppdragsgiver": "142"})


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


def options(**changes: object) -> VismaOptions:
    values: dict[str, Any] = {"amounts": "net", "customer_number": "id"}
    if changes.get("format") != "standard":
        values["dimensions"] = {"kb01": "ansvar", "kb02": "tjeneste"}
    values.update(changes)
    return VismaOptions(**values)


def documents(made: ExportBatch[InvoiceBasis], chosen: VismaOptions) -> list[Document]:
    return list(VismaExporter().export(made, chosen))


def written(made: ExportBatch[InvoiceBasis], chosen: VismaOptions) -> bytes:
    (document,) = documents(made, chosen)
    return b"".join(document.open())


def columns(data: bytes, chosen: VismaOptions) -> list[dict[str, str]]:
    """The filled columns of each record, with their padding."""
    found = []
    for record in data.decode("iso-8859-1").splitlines():
        kinds: dict[str, RecordKind] = {"ST": "ST", "FL": "FL", "LT": "LT", "SL": "SL"}
        spans = layout_of(chosen.format, kinds[record[:2]]).spans
        found.append({name: record[span] for name, span in spans.items() if record[span].strip()})
    return found


def records(made: ExportBatch[InvoiceBasis], chosen: VismaOptions) -> list[dict[str, str]]:
    return columns(written(made, chosen), chosen)


def lines(made: ExportBatch[InvoiceBasis], chosen: VismaOptions) -> list[dict[str, str]]:
    return [record for record in records(made, chosen) if record["posttype"] == "FL"]


def texts(made: ExportBatch[InvoiceBasis], chosen: VismaOptions) -> list[str]:
    return [record["tekst"] for record in records(made, chosen) if record["posttype"] == "LT"]


def findings(made: ExportBatch[InvoiceBasis], chosen: VismaOptions) -> list[Finding]:
    return list(VismaExporter().check(made, chosen))


def said(
    made: ExportBatch[InvoiceBasis], chosen: VismaOptions
) -> list[tuple[str, str, str | None]]:
    return [(each.code, each.path, each.lease) for each in findings(made, chosen)]


def charge(net: int, **changes: object) -> Charge:
    values: dict[str, Any] = {"text": "Hall", "net": Ore(net), "article": "3801", "vat": NO_VAT}
    values.update(changes)
    return Charge(**values)
