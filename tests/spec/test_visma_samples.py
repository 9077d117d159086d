"""The vendor's own example, and files built from the vendor's tables.

../shared/samples/visma: the example of 2001 (its personal number fails its control digits), and
``synthetic/``, whose widths were checked against the tables.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import OrganizationNumber
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.plugin.template import Template
from fakturakjerne_visma.flatfile import VismaExporter
from fakturakjerne_visma.flatfile_importer import VismaImporter, VismaImportOptions
from fakturakjerne_visma.layouts import RecordKind, layout_of
from fakturakjerne_visma.options import VismaOptions
from fakturakjerne_visma.records import VismaLine, VismaRecord, VismaStart, VismaText, write
from tests.visma.examples import basis, batch, lease, options, written

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "visma"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples/visma is absent")

EXAMPLE = "kommfakt-standard-example-2001.txt"
FILES = {
    EXAMPLE: VismaImportOptions(quantity_decimals=0),
    "synthetic/extended-U.txt": VismaImportOptions(),
    "synthetic/standard-2-kunder.txt": VismaImportOptions(),
}
SOME_ID = OrganizationNumber("311111116")  # not written: the numbers of the samples are invented


def content(file: str) -> bytes:
    return (SAMPLES / file).read_bytes()


def items(file: str) -> list[VismaRecord]:
    reads = VismaImporter().read([content(file)], FILES[file])
    return [read.item for read in reads if read.item is not None]


@pytest.mark.parametrize("file", FILES)
def test_writing_what_was_read_gives_the_same_bytes(file: str) -> None:
    assert b"".join(write(items(file))) == content(file)


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_wrong_but_the_overlong_reference_of_the_example(file: str) -> None:
    reads = VismaImporter().read([content(file)], FILES[file])
    said = [(found.code, found.path) for read in reads for found in read.findings]
    assert said == ([("visma.record-long", "record 1")] if file == EXAMPLE else [])


def test_the_example_holds_what_the_vendor_says() -> None:
    start, line, first, second, _ = items(EXAMPLE)
    assert isinstance(start, VismaStart)
    assert not start.extended
    assert isinstance(line, VismaLine)
    assert (line.price, line.quantity, line.amount) == (234000, Decimal(1), 234000)
    assert isinstance(first, VismaText)
    assert isinstance(second, VismaText)
    assert (first.number, second.number) == (1, 2)
    assert second.text == "PETTER U15/0910/01 19990816-20000615"


def sample_lease(number: str, name: str, street: str, postal_code: str, *made: Charge) -> Lease:
    customer = Customer(
        kind=CustomerKind.EXTERNAL,
        id=SOME_ID,
        number=number,
        name=name,
        addresses=(Address((street,), postal_code),),
    )
    return lease(1, *made, customer=customer, dimensions=Dimensions({"oppdragsgiver": "13"}))


def made(net: int, article: str, text: str, **changes: object) -> Charge:
    values: dict[str, Any] = {"net": Ore(net), "article": article, "text": text, **changes}
    return Charge(**values)


def filled(data: bytes, options_of: VismaOptions) -> list[dict[str, str]]:
    """The columns of each record without their padding, whatever stands for zero."""
    kinds: dict[str, RecordKind] = {"ST": "ST", "FL": "FL", "LT": "LT", "SL": "SL"}
    return [
        {
            name: record[span].strip()
            for name, span in layout_of(options_of.format, kinds[record[:2]]).spans.items()
        }
        for record in data.decode("iso-8859-1").splitlines()
    ]


def test_the_exporter_writes_the_lines_of_the_example() -> None:
    """Column for column; the example cuts blanks off, and has a blank for a zero in BELØP."""
    charge = made(234000, "100", "ANDERS U15/0910/01 19990816-20000615")
    chosen = options(
        format="standard", customer_number="number", quantity_decimals=0, text_rows=("text", "note")
    )
    person = sample_lease("21026799999", "KNUTSEN, ANNE", "ULVEDALEN 3", "2266", charge)
    whole = batch(basis(noted(person, "PETTER U15/0910/01 19990816-20000615")))
    ours = filled(written(whole, chosen), chosen)[1:]
    theirs = filled(content(EXAMPLE), chosen)[1:]
    assert theirs[0]["belop"] == "000234000"
    theirs[0]["belop"] = "0000234000"
    assert ours == theirs


def noted(made: Lease, note: str) -> Lease:
    return evolve(made, note=note)


def test_the_standard_file_is_reproduced_to_the_byte() -> None:
    kari = ("123", "NORDMANN, KARI", "ØVRE TESTVEI 1", "0001")
    testorg = ("999999999", "TESTORG AS", "TESTGATA 2", "9999")
    first = sample_lease(*kari, made(234000, "100", "Egenandel januar 2026"))
    second = sample_lease(
        *kari,
        made(12625, "100", "Middag, 2,5 porsjoner", quantity=Decimal("2.5")),
    )
    third = sample_lease(
        *testorg,
        made(-100000, "200", "Kreditering", quantity=Decimal(-1), unit_price=Decimal(1000)),
    )
    whole: ExportBatch[InvoiceBasis] = batch(
        basis(noted(first, "Ref. 2026-000001"), second), basis(third)
    )
    chosen = options(
        format="standard",
        customer_number="number",
        text_rows=("text", "note"),
        reference=Template("SYNTETISK periode 2026-01"),
    )
    data = content("synthetic/standard-2-kunder.txt")
    assert written(whole, chosen) == data
    totals = VismaExporter().read_totals([data], chosen)
    assert (totals.lines, totals.texts, totals.net) == (3, 4, 234000 + 12625 - 100000)


def test_the_extended_file_is_reproduced_but_for_its_order_references() -> None:
    """ORDREREF is the order number with us; the sample has ``2026-000001``."""
    place = Dimensions(
        {"oppdragsgiver": "13", "konto": "1600", "ansvar": "310200", "tjeneste": "254"}
    )
    kari = Customer(
        kind=CustomerKind.EXTERNAL,
        id=SOME_ID,
        number="123",
        name="NORDMANN, KARI",
        contact="Kari Nordmann",
        addresses=(Address(("ØVRE TESTVEI 1",), "0001"),),
    )
    internal = Customer(
        kind=CustomerKind.INTERNAL,
        id=SOME_ID,
        number="999999999",
        name="TESTORG INTERN",
        addresses=(Address(("TESTGATA 2",), "9999"),),
    )
    whole = batch(
        basis(
            lease(
                1,
                made(234000, "100", "Egenandel januar 2026", vat=VatCode("0")),
                customer=kari,
                dimensions=place,
            ),
            number=1,
        ),
        basis(
            lease(
                2,
                made(300000, "200", "Internfaktura", quantity=Decimal(2), vat=VatCode("3")),
                customer=internal,
                dimensions=Dimensions({"oppdragsgiver": "13"}),
            ),
            number=2,
        ),
    )
    chosen = options(
        customer_number="number",
        text_rows=("text",),
        dimensions={"kb01": "konto", "kb02": "ansvar", "kb03": "tjeneste"},
        reference=Template("SYNTETISK periode 2026-01"),
    )
    theirs = content("synthetic/extended-U.txt")
    for order in (1, 2):
        reference = b"2026-%06d" % order
        theirs = theirs.replace(reference.ljust(20), (b"%d" % order).ljust(20))
    assert written(whole, chosen) == theirs


def test_the_synthetic_files_pass_the_strict_reader() -> None:
    standard = options(format="standard")
    totals = VismaExporter().read_totals([content("synthetic/standard-2-kunder.txt")], standard)
    assert totals.net == 146625
