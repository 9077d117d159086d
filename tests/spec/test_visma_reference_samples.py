"""The flat file as the reference booking system writes it, column for column.

The FL and LT records of ../shared/samples/aktiv-kommune/VISMA_*.txt, with amounts including VAT as
that system has them.  Its errors are listed by number in facts/aktiv-kommune.md, section 6.  Each
difference is named here by that number; one that is not listed fails, and so does a listed one that
does not occur.  ST and SL differ as a whole: that system writes one ST an order, and counts wrongly
(6); they are tested for themselves.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import Address, Customer
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.plugin.options import structure
from fakturakjerne_visma.flatfile import VismaExporter
from fakturakjerne_visma.flatfile_importer import VismaImporter, VismaImportOptions
from fakturakjerne_visma.options import VismaOptions
from fakturakjerne_visma.records import VismaEnd, VismaLine, VismaStart, write
from tests.spec.test_lg04_reference_samples import SAMPLES, batch, reference_input

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="../shared/samples/aktiv-kommune is absent"
)

NO_VAT = VatCode("", Decimal(0))
LEAK = "3: the contact of another customer stands on the line"
DECIMALS = "7: decimals in a fixed numeric field, the unit price with VAT not rounded"
ORDER = "1 and 2.4: the order number is nowhere in the file; ours stands in ORDREREF"

# (number of the record among FL and LT, column): (theirs, ours, why)
EXTERNAL_ERRORS = {
    (6, "pris"): ("12498.75 ", "00012499 ", DECIMALS),
    (13, "deresref"): ("Kari Nordmann-Bjørnæs".ljust(40), " " * 40, LEAK),
    (19, "pris"): ("38332.95 ", "00038333 ", DECIMALS),
}
EXTERNAL_ORDERS = {1: 1, 4: 1, 6: 1, 8: 1, 10: 1, 13: 2, 16: 3, 19: 3}
"""Which order each FL belongs to; the series begins at 34500001."""

# Ours marks internal customers by INTFAKT (MRK07 of the vendor's text); theirs never does.
MARK = "2.4: INTFAKT is 1 for an internal invoice"
INTERNAL_ERRORS = {(1, "intfakt"): (" ", "1", MARK), (3, "intfakt"): (" ", "1", MARK)}
INTERNAL_ORDERS = {1: 1, 3: 1}


def options() -> VismaOptions:
    """The settings of the reference system, as a config file would say them."""
    source = reference_input()
    return structure(
        VismaOptions,
        {
            "amounts": "gross",
            "customer_number": "id",
            "principal_dimension": source["config"]["dim_value_1"],
            "article": source["account_codes"]["article"],
            "reference": source["account_codes"]["invoice_instruction"],
            "text_rows": ["text", "note"],
            "line_ending": "lf",
            "final_newline": False,
        },
        where="reference",
    )


def customer(source: dict[str, Any], reservation: dict[str, Any], lease: Lease) -> Customer:
    """Name and address: the application's, else the organisation's, else the register's."""
    data = source["data"]
    held = data[reservation["reservation_type"]][str(reservation["reservation_id"])]
    organization = data["organization"].get(str(reservation["organization_id"]))
    application = data["application"].get(str(held["application_id"]))
    person = data["user"].get(str(data["user_by_ssn"].get(reservation["customer_ssn"])))
    home = organization or person
    if application:
        street, code, place = (
            application[f"responsible_{name}"] for name in ("street", "zip_code", "city")
        )
    else:
        street, code, place = (home[name] for name in ("street", "zip_code", "city"))
    address = Address((street,), code, place)
    return evolve(lease.customer, name=home["name"], addresses=(address,))


def line(charge: Charge, *, internal: bool, main: bool, period: str) -> Charge:
    """What the reference system writes of a line: the period stands after the main article."""
    text = f"{charge.text} - {period}" if main else charge.text
    article = charge.article
    if internal and article is not None and article.startswith("9"):
        article = "3" + article[1:]  # the flat file has the plain article of internal customers
    return evolve(charge, text=text, article=article)


def visma_batch(kind: str) -> ExportBatch[InvoiceBasis]:
    source = reference_input()
    reservations = {str(each["reservation_id"]): each for each in source["completed_reservations"]}
    orders = source["data"]["purchase_order"]

    def translated(lease: Lease) -> Lease:
        reservation = reservations[lease.id]
        has_order = f"{reservation['reservation_type']}/{lease.id}" in orders
        description = reservation["description"]
        if has_order:
            charges = tuple(
                line(charge, internal=kind == "internal", main=at == 0, period=description)
                for at, charge in enumerate(lease.charges)
            )
        else:  # its cost includes VAT, of a rate that nobody knows; no code, and nothing to add
            charges = tuple(evolve(charge, vat=NO_VAT) for charge in lease.charges)
        return evolve(
            lease,
            customer=customer(source, reservation, lease),
            charges=charges,
            note=None if has_order else description,
        )

    original = batch(kind)
    bases = [
        evolve(basis, leases=tuple(translated(lease) for lease in basis.leases))
        for basis in original.items
    ]
    return evolve(original, items=bases)


def written(kind: str) -> bytes:
    (document,) = VismaExporter().export(visma_batch(kind), options())
    return b"".join(document.open())


def rows(data: bytes) -> list[bytes]:
    return [row for row in data.split(b"\n") if row[:2] in {b"FL", b"LT"}]


def columns(row: bytes) -> dict[str, str]:
    """A record by the samples' own description of its columns."""
    described = json.loads((SAMPLES / "layouts.json").read_text("utf-8"))
    kind = row[:2].decode("ascii")
    text = row.decode("iso-8859-1")
    assert len(text) == sum(width for _, _, width in described[f"VISMA_{kind}"])
    return {
        name: text[start - 1 : start - 1 + width]
        for name, start, width in described[f"VISMA_{kind}"]
    }


def differences(ours: bytes, theirs: bytes) -> dict[tuple[int, str], tuple[str, str]]:
    found = {}
    for number, (row, reference) in enumerate(zip(rows(ours), rows(theirs), strict=True), start=1):
        mine, other = columns(row), columns(reference)
        assert mine.keys() == other.keys()
        for name in mine:
            if mine[name] != other[name]:
                found[number, name] = (other[name], mine[name])
    return found


CASES = [
    ("external", "VISMA_external.txt", EXTERNAL_ERRORS, EXTERNAL_ORDERS, 34500000),
    ("internal", "VISMA_internal.txt", INTERNAL_ERRORS, INTERNAL_ORDERS, 0),
]


@pytest.mark.parametrize(
    ("kind", "sample", "errors", "orders", "before"), CASES, ids=["external", "internal"]
)
def test_only_the_listed_errors_differ(
    kind: str,
    sample: str,
    errors: dict[tuple[int, str], tuple[str, str, str]],
    orders: dict[int, int],
    before: int,
) -> None:
    expected = {at: (theirs, ours) for at, (theirs, ours, _) in errors.items()}
    expected |= {
        (number, "ordreref"): (" " * 20, str(before + order).ljust(20))
        for number, order in orders.items()
    }
    assert differences(written(kind), (SAMPLES / sample).read_bytes()) == expected


def test_one_start_and_a_right_count_where_theirs_are_wrong() -> None:
    """Section 6, number 6: an ST an order, and 18 declared for 28 records."""
    start, *_, end = written("external").split(b"\n")
    theirs = (SAMPLES / "VISMA_external.txt").read_bytes().split(b"\n")
    assert start == theirs[0]
    assert written("external").count(b"\nST") == 0
    assert end == b"SL%08d" % (len(rows(written("external"))) + 2)
    assert theirs[-1] == b"SL00000018"
    assert len(theirs) == 28


def test_the_amounts_are_read_back_with_vat() -> None:
    """Section 6, number 12: the sum of BELØP of the external sample is 4382.37."""
    totals = VismaExporter().read_totals([written("external")], options())
    assert (totals.orders, totals.lines, totals.gross) == (3, 8, 438237)


def test_check_says_what_the_reference_system_cuts_and_replaces_in_silence() -> None:
    findings = list(VismaExporter().check(visma_batch("external"), options()))
    assert [(found.code, found.path, found.lease) for found in findings] == [
        ("visma.characters-replaced", "options.reference -> referanse", None),
        ("visma.characters-replaced", "customer.address.lines[0] -> adresse1", "9001"),
        ("visma.text-cut", "customer.name -> navn", "9003"),
    ]


def test_the_importer_reads_it_with_a_finding_for_each_error() -> None:
    data = (SAMPLES / "VISMA_external.txt").read_bytes()
    reads = list(VismaImporter().read([data], VismaImportOptions()))
    items = [read.item for read in reads if read.item is not None]
    assert b"".join(write(items)) == data
    said = [(found.code, found.path) for read in reads for found in read.findings]
    starts = [each.record for each in items if isinstance(each, VismaStart)]
    assert sorted(said) == sorted(
        [
            *(("visma.record-place", f"record {number}") for number in starts[1:]),
            ("visma.record-digits", "record 8, pris"),
            ("visma.record-digits", "record 25, pris"),
            ("visma.record-count", "record 28, antpost"),
        ]
    )
    amounts = [each.amount for each in items if isinstance(each, VismaLine)]
    assert sum(amount for amount in amounts if amount is not None) == 438237
    assert isinstance(items[-1], VismaEnd)
    assert items[-1].count == 18
