"""Leases, batches and options that the tests of FACTUM begin with."""

from __future__ import annotations

from typing import Any

from fakturakjerne.codec.xml import XmlElement, read_records
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne_visma.factum import FactumExporter
from fakturakjerne_visma.factum_options import FactumOptions


def options(**changes: object) -> FactumOptions:
    values: dict[str, Any] = {
        "system_id": "XY",
        "heading": "Leie av kommunale lokaler",
        "dimensions": {"AnsvarDim": "ansvar", "FormalDim": "tjeneste", "ObjektDim": "objekt"},
    }
    values.update(changes)
    return FactumOptions(**values)


def written(made: ExportBatch[InvoiceBasis], chosen: FactumOptions) -> bytes:
    (document,) = FactumExporter().export(made, chosen)
    return b"".join(document.open())


def invoices(data: bytes) -> list[XmlElement]:
    return [record.element for record in read_records([data]) if record.element]


def texts(element: XmlElement) -> dict[str, str]:
    return {child.name: child.text for child in element.children}


def lines(data: bytes) -> list[dict[str, str]]:
    """The elements of every line of every invoice."""
    return [
        texts(line)
        for invoice in invoices(data)
        for container in invoice.children
        if container.name == "Fakturalinjer"
        for line in container.children
    ]


def said(
    made: ExportBatch[InvoiceBasis], chosen: FactumOptions
) -> list[tuple[str, str, str | None]]:
    found = FactumExporter().check(made, chosen)
    return [(each.code, each.path, each.lease) for each in found]
