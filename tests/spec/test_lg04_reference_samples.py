"""LG04 as the reference booking system writes it, column for column.

The files of ../shared/samples/aktiv-kommune hold known errors of that system, listed by number in
facts/aktiv-kommune.md, section 6.  Each difference is named here by that number; a difference that
is not listed fails, and so does a listed one that does not occur.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import UnusableId, parse_customer_id
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import kroner
from fakturakjerne.plugin.options import structure
from fakturakjerne_agresso.lg04 import Lg04Exporter
from fakturakjerne_agresso.options import Lg04Options

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "aktiv-kommune"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="../shared/samples/aktiv-kommune is absent"
)

FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28))
DIMENSIONS = {
    "Ansvar": "responsible_code",
    "Tjeneste": "service",
    "Objekt": "object_number",
    "Prosjekt": "project_number",
    "Aktivitet": "dim_6",
    "Fagavdeling": "unit_number",
    "Vår ref.": "dim_value_5",
}
CARD = "2: dim_6 is missing on the second and later leases of an order"
OVERRIDE = "2: an article's own dimension is ignored on the second and later leases"
LEAK = "3: the contact of another customer stands on the order"
REGISTER = "3: only the first private person of a file gets the name of the register"
SHORT_NUMBERS = {"external": 34500001, "internal": 1}

EXTERNAL_ERRORS = {
    (4, "dim_6"): ("    ", "AKT1", CARD),
    (6, "dim_1"): ("724300  ", "999999  ", OVERRIDE),
    (6, "dim_6"): ("    ", "AKT1", CARD),
    (8, "dim_6"): ("    ", "AKT1", CARD),
    (10, "dim_6"): ("    ", "AKT1", CARD),
    (12, "ext_ord_ref"): ("Kari Nordmann-B", "1002           ", LEAK),
    (15, "ext_ord_ref"): ("Ola Å. Nordmann", "Nordmann Ola Åg", REGISTER),
    (18, "dim_6"): ("    ", "AKT1", CARD),
}
INTERNAL_ERRORS = {(4, "dim_6"): ("    ", "AKT1", CARD)}
INTERNAL_55_ERRORS = {(4, "dim_6"): (" " * 25, "AKT1".ljust(25), CARD)}

Difference = tuple[str, str]


def reference_input() -> dict[str, Any]:
    text = (SAMPLES / "input.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return found


def options(layout: str) -> Lg04Options:
    """The settings of the reference system, as a config file would say them."""
    config = reference_input()["config"]
    codes = reference_input()["account_codes"]
    return structure(
        Lg04Options,
        {
            "layout": layout,
            "client": config["voucher_client"],
            "batch_id": f"BO{codes['unit_prefix']}{{today:%y%m%d}}",
            "responsible": config["voucher_responsible"],
            "voucher_type": config["voucher_type"],
            "own_organization_number": config["organization_value"],
            "heading": codes["invoice_instruction"],
            "article": codes["article"],
            "line_ending": "lf",
            "final_newline": False,
            "attributes": {"att_1_id": config["att_1_id"]},
            "line_dimensions": {
                f"dim_{number}": config[f"dim_{number}"] for number in (1, 2, 3, 5, 6)
            },
            "header_dimensions": {
                f"dim_value_{number}": config[f"dim_value_{number}"] for number in (1, 5)
            },
        },
        where="reference",
    )


def customer(source: dict[str, Any], reservation: dict[str, Any]) -> Customer:
    kind = CustomerKind(reservation["customer_type"])
    person = reservation["customer_ssn"]
    identity = parse_customer_id(
        person or reservation["customer_organization_number"],
        internal=kind is CustomerKind.INTERNAL,
        test_identities=True,
    )
    assert not isinstance(identity, UnusableId)
    data = source["data"]
    held = data[reservation["reservation_type"]][str(reservation["reservation_id"])]
    organization = data["organization"].get(str(reservation["organization_id"]), {})
    contacts = [contact["name"] for contact in organization.get("contacts", [])]
    if person:
        contact = data["user"][str(data["user_by_ssn"][person])]["name"]
    elif reservation["reservation_type"] == "event":
        contact = held["contact_name"]
    else:
        contact = contacts[0] if contacts else None
    return Customer(kind=kind, id=identity, number=reservation["customer_number"], contact=contact)


def charges(source: dict[str, Any], reservation: dict[str, Any]) -> tuple[Charge, ...]:
    data = source["data"]
    key = f"{reservation['reservation_type']}/{reservation['reservation_id']}"
    order = data["purchase_order"].get(key)
    if order is None:
        net = kroner(reservation["cost"])
        return (Charge(text=reservation["article_description"], net=net),)
    internal = reservation["customer_type"] == "internal"
    found = []
    for line in order["lines"]:
        overridden = data["article"].get(str(line["article_mapping_id"]), {}).get("override_dim_1")
        found.append(
            Charge(
                text=line["name"],
                quantity=line["quantity"],
                unit_price=line["unit_price"],
                net=kroner(line["amount"]),
                article=(internal and line["article_alternative_code"]) or line["article_code"],
                vat=VatCode(str(line["tax_code"]), Decimal(line["tax_percent"])),
                dimensions=Dimensions({"Ansvar": overridden} if overridden else {}),
            )
        )
    return tuple(found)


def leases(kind: str) -> list[Lease]:
    """What the reference system billed: active, not paid, not free."""
    source = reference_input()
    codes = source["account_codes"]
    found = []
    for reservation in source["completed_reservations"]:
        held = source["data"][reservation["reservation_type"]][str(reservation["reservation_id"])]
        order = source["data"]["purchase_order"].get(
            f"{reservation['reservation_type']}/{reservation['reservation_id']}", {}
        )
        paid = str(order.get("order_id")) in source["data"]["payments"]
        lease = Lease(
            id=str(reservation["reservation_id"]),
            customer=customer(source, reservation),
            start=datetime.fromisoformat(reservation["from_"]),
            end=datetime.fromisoformat(reservation["to_"]),
            charges=charges(source, reservation),
            note=held["additional_invoice_information"],
            dimensions=Dimensions({name: codes[key] for name, key in DIMENSIONS.items()}),
            active=bool(held["active"]),
            paid=paid,
        )
        if reservation["customer_type"] == kind and not (
            lease.is_free or lease.paid or not lease.active
        ):
            found.append(lease)
    return found


def batch(kind: str) -> ExportBatch[InvoiceBasis]:
    """One basis a customer, grouped by hand."""
    grouped: dict[tuple[int, int, str, str], list[Lease]] = {}
    for lease in leases(kind):
        grouped.setdefault(lease.customer.key, []).append(lease)
    bases = [
        InvoiceBasis(
            customer=grouped[key][0].customer,
            period=FEBRUARY,
            leases=tuple(sorted(grouped[key], key=lambda lease: (lease.end, lease.start))),
            number=number,
        )
        for number, key in enumerate(sorted(grouped), start=SHORT_NUMBERS[kind])
    ]
    return ExportBatch(id="b", today=date(2026, 3, 2), sequence=1, kind=kind, items=bases)


def written(kind: str, layout: str) -> bytes:
    (document,) = Lg04Exporter().export(batch(kind), options(layout))
    return b"".join(document.open())


def columns(sample_layout: str) -> list[tuple[str, int, int]]:
    """Where the samples' own description says that each column lies."""
    described = json.loads((SAMPLES / "layouts.json").read_text("utf-8"))[sample_layout]
    return [(name, start - 1, start - 1 + width) for name, start, width in described]


def differences(
    ours: bytes, theirs: bytes, sample_layout: str
) -> dict[tuple[int, str], Difference]:
    rows, expected = ours.split(b"\n"), theirs.split(b"\n")
    assert [len(row) for row in rows] == [len(row) for row in expected]
    return {
        (number, name): (
            reference[start:end].decode("iso-8859-1"),
            row[start:end].decode("iso-8859-1"),
        )
        for number, (row, reference) in enumerate(zip(rows, expected, strict=True), start=1)
        for name, start, end in columns(sample_layout)
        if row[start:end] != reference[start:end]
    }


CASES = [
    ("external", "5.3-client4", "AGRESSO_external.txt", "AGRESSO", EXTERNAL_ERRORS),
    ("external", "5.3", "AGRESSO_external.txt", "AGRESSO", EXTERNAL_ERRORS),
    ("internal", "5.3-client4", "AGRESSO_internal.txt", "AGRESSO", INTERNAL_ERRORS),
    ("internal", "5.5", "AGRESSO_55_internal.txt", "AGRESSO_55", INTERNAL_55_ERRORS),
]


@pytest.mark.parametrize(
    ("kind", "layout", "sample", "described", "errors"), CASES, ids=lambda case: str(case)[:24]
)
class TestReference:
    def test_only_the_listed_errors_differ(
        self,
        kind: str,
        layout: str,
        sample: str,
        described: str,
        errors: dict[tuple[int, str], tuple[str, str, str]],
    ) -> None:
        found = differences(written(kind, layout), (SAMPLES / sample).read_bytes(), described)
        assert found == {at: (theirs, ours) for at, (theirs, ours, _) in errors.items()}

    def test_without_those_errors_the_bytes_are_the_same(
        self,
        kind: str,
        layout: str,
        sample: str,
        described: str,
        errors: dict[tuple[int, str], tuple[str, str, str]],
    ) -> None:
        corrected = (SAMPLES / sample).read_bytes().split(b"\n")
        places = {name: slice(start, end) for name, start, end in columns(described)}
        for (number, name), (_, ours, _) in errors.items():
            row = bytearray(corrected[number - 1])
            row[places[name]] = ours.encode("iso-8859-1")
            corrected[number - 1] = bytes(row)
        assert written(kind, layout) == b"\n".join(corrected)


def test_data_without_those_errors_gives_the_bytes_of_the_reference() -> None:
    """The first lease of an order has none of them: here order 34500001, cut to that lease."""
    whole = batch("external")
    (first, *_) = whole.items
    alone = InvoiceBasis(
        customer=first.customer, period=FEBRUARY, leases=first.leases[:1], number=first.number
    )
    small = ExportBatch(id="b", today=whole.today, sequence=1, kind="external", items=[alone])
    (document,) = Lg04Exporter().export(small, options("5.3-client4"))
    reference = (SAMPLES / "AGRESSO_external.txt").read_bytes().split(b"\n")
    assert b"".join(document.open()) == b"\n".join(reference[:3])


def test_check_says_what_the_reference_system_cuts_and_replaces_in_silence() -> None:
    findings = list(Lg04Exporter().check(batch("external"), options("5.3")))
    assert [(found.code, found.path, found.lease) for found in findings] == [
        ("lg04.characters-replaced", "options.heading -> long_info1", None),
        ("lg04.header-differs", "customer.contact -> ext_ord_ref", "7001"),
        ("lg04.text-cut", "customer.contact -> ext_ord_ref", "7003"),
    ]
