"""FACTUM as the reference booking system writes it, element for element.

The errors of that system are listed by number in facts/aktiv-kommune.md, section 6.  None of them
shows in its FACTUM file of ../shared/samples/aktiv-kommune (one customer, whole amounts), so ours is
the same to the byte; where they would show, in the external month, ours is held to what is right.
"""

from __future__ import annotations

import pytest
import xmlschema
from attrs import evolve

from fakturakjerne.codec.xml import XmlElement, read_records
from fakturakjerne.codec.xml_schema import Schema
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Lease
from fakturakjerne.plugin.options import structure
from fakturakjerne_visma.factum import FactumExporter, schema
from fakturakjerne_visma.factum_importer import FactumImporter, FactumImportOptions
from fakturakjerne_visma.factum_options import FactumOptions
from fakturakjerne_visma.factum_records import FactumBasis, write
from tests.spec.test_lg04_reference_samples import (
    SAMPLES,
    batch,
    reference_input,
)

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="../shared/samples/aktiv-kommune is absent"
)

SAMPLE = SAMPLES / "FACTUM_internal.xml"

NAMES = {
    "AnsvarDim": "Ansvar",
    "FormalDim": "Tjeneste",
    "ObjektDim": "Objekt",
    "orgkode": "Prosjekt",
}


def options() -> FactumOptions:
    source = reference_input()
    return structure(
        FactumOptions,
        {
            "system_id": source["config"]["voucher_client"],
            "heading": source["account_codes"]["invoice_instruction"],
            "article": source["account_codes"]["article"],
            "dimensions": NAMES,
        },
        where="reference",
    )


def factum_batch(kind: str) -> ExportBatch[InvoiceBasis]:
    """The month as FACTUM has it: the plain article of internal customers too, not the other."""
    source = reference_input()
    orders = source["data"]["purchase_order"]
    plain = {
        line["article_alternative_code"]: line["article_code"]
        for order in orders.values()
        for line in order["lines"]
        if line["article_alternative_code"]
    }

    def changed(lease: Lease) -> Lease:
        charges = tuple(
            evolve(each, article=plain.get(each.article or "", each.article))
            for each in lease.charges
        )
        return evolve(lease, charges=charges)

    whole = batch(kind)
    items = [evolve(basis, leases=tuple(map(changed, basis.leases))) for basis in whole.items]
    return evolve(whole, items=items)


def written(kind: str) -> bytes:
    (document,) = FactumExporter().export(factum_batch(kind), options())
    return b"".join(document.open())


def elements(data: bytes) -> dict[str, str]:
    """Every element that holds a value, by its path; namesakes numbered."""
    found: dict[str, str] = {}

    def walk(element: XmlElement, path: str) -> None:
        if not element.children:
            found[path] = element.text
        for number, child in enumerate(element.children, start=1):
            many = sum(other.name == child.name for other in element.children) > 1
            walk(child, f"{path}/{child.name}" + (f"[{number}]" if many else ""))

    for record in read_records([data], depth=0):
        assert record.element is not None
        walk(record.element, "")
    return found


def test_no_element_of_the_internal_file_differs() -> None:
    ours, theirs = elements(written("internal")), elements(SAMPLE.read_bytes())
    different = {
        path: (theirs.get(path), ours.get(path))
        for path in {**theirs, **ours}
        if theirs.get(path) != ours.get(path)
    }
    assert different == {}


def test_the_internal_file_is_the_same_byte_for_byte() -> None:
    assert written("internal") == SAMPLE.read_bytes()


def test_error_3_no_customer_gets_the_number_or_contact_of_another() -> None:
    """The system has no external sample; there its Deresref leaks to the private person."""
    bases = [
        read.item for read in FactumImporter().read([written("external")], FactumImportOptions())
    ]
    heads = [
        (item.values["Fagsystemkundeid"], item.values["Deresref"])
        for item in bases
        if isinstance(item, FactumBasis)
    ]
    assert heads == [("311111116", "1001"), ("311111116", "1002"), ("15819010029", "")]


def test_error_7_amounts_have_no_more_decimals_than_they_need() -> None:
    found = elements(written("external"))
    amounts = [
        value for path, value in found.items() if path.endswith(("SumPrisUtenAvgift", "Avgift"))
    ]
    assert amounts == [
        *("", "500", "200", "800", "37.5", "149.99", "0", "10"),
        *("", "1234.5", "", "300.1", "", "0.29", "150", "999.99"),
    ]


@pytest.mark.parametrize("kind", ["internal", "external"])
def test_both_files_are_valid_by_two_validators(kind: str) -> None:
    data = written(kind)
    assert (
        list(
            xmlschema.XMLSchema10(schema().decode()).iter_errors(
                data.decode("iso-8859-1").split("?>", 1)[1]
            )
        )
        == []
    )
    assert list(Schema("factum.xsd", {"factum.xsd": schema()}.get).problems(data)) == []


def test_the_sample_is_read_and_written_back_and_its_totals_are_its_own() -> None:
    data = SAMPLE.read_bytes()
    reads = list(FactumImporter().read([data], FactumImportOptions()))
    assert b"".join(write(read.item for read in reads if read.item)) == data
    assert [finding for read in reads for finding in read.findings] == []
    totals = FactumExporter().read_totals([data], options())
    assert (totals.orders, totals.lines, totals.net, totals.gross) == (1, 2, 100000, None)
