"""Options and orders that the tests of the web service's documents begin with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from fakturakjerne.domain.batch import Document, ExportBatch
from fakturakjerne.domain.identifiers import NationalIdentityNumber
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne_visma.webservice.exporter import WebserviceExporter
from fakturakjerne_visma.webservice.options import WebserviceOptions
from tests.visma.examples import CLUB, CREDIT, HALL, UNIT, WASH, basis, batch, charge, lease

PERSON = evolve(
    CLUB, id=NationalIdentityNumber("15819010029"), name="Nordmann, Ola – Åge", contact=None
)
GIVEN: Mapping[str, object] = {
    "dialect": "vuxml",
    "company": "1",
    "amounts": "net",
    "customer_number": "id",
    "dimensions": {"kb01": "ansvar", "kb10": "tjeneste"},
}


def options(**changes: object) -> WebserviceOptions:
    values: dict[str, Any] = {**GIVEN, **changes}
    return WebserviceOptions(**values)


def month() -> ExportBatch[InvoiceBasis]:
    free = charge(0, text="Nøkkel", article="3806")
    return batch(
        basis(lease(9001, HALL, free, WASH), lease(9002, CREDIT), lease(9003, HALL)),
        basis(lease(9004, charge(29, text="Møterom <&> " * 9), customer=PERSON), number=34500002),
        basis(lease(9005, HALL, customer=UNIT), number=34500003),
    )


def documents(made: ExportBatch[InvoiceBasis], chosen: WebserviceOptions) -> list[Document]:
    return list(WebserviceExporter().export(made, chosen))


def contents(made: ExportBatch[InvoiceBasis], chosen: WebserviceOptions) -> list[bytes]:
    return [b"".join(document.open()) for document in documents(made, chosen)]


def said(made: ExportBatch[InvoiceBasis], chosen: WebserviceOptions) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in WebserviceExporter().check(made, chosen)]
