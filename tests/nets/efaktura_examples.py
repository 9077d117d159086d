"""Invoices, enrollments and receipts that the tests of eFaktura begin with."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest

from fakturakjerne.domain.batch import Document, ExportBatch, Read
from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.enrollment import (
    EnrollmentAction,
    EnrollmentAnswer,
    EnrollmentRecord,
    EnrollmentStatus,
)
from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.identifiers import AccountNumber, OrganizationNumber
from fakturakjerne.domain.invoice import Invoice, InvoiceLine, Issuer, VatTotal
from fakturakjerne.domain.invoice_basis import Period
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.lease import VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne_nets.efaktura_invoice import EfakturaInvoice, EfakturaParty, SpecificationLine
from fakturakjerne_nets.efaktura_options import EfakturaOptions
from tests.nets.examples import SAMPLES

ItemT = TypeVar("ItemT")

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 21)
ISSUER = "NOR123456785-1"
ACCOUNT = "12345678903"

ENROLLMENT = "SYNTHETIC_efaktura_enrollment_from_nets.txt"
RETURN = "SYNTHETIC_efaktura_return_to_nets.txt"
INVOICES = "SYNTHETIC_efaktura_invoices_to_nets.txt"
RECEIPT = "SYNTHETIC_efaktura_receipt_from_nets.txt"
DUPLICATE = "SYNTHETIC_efaktura_receipt_duplicate_transmission.txt"

TOWN = Issuer(
    name="Strøm & Vann KF",
    organization_number=OrganizationNumber("123456785"),
    account=AccountNumber(ACCOUNT),
    address=Address(("Kongens gate 10",), "7030", "TRONDHEIM"),
    phone="73500000",
    email="faktura@example.no",
    efaktura_issuer=ISSUER,
)
KARI = Customer(
    kind=CustomerKind.EXTERNAL,
    number="1001",
    name="Kari Nordmann",
    addresses=(Address(("Storgata 1",), "7030", "TRONDHEIM"),),
)
VAT_25 = VatCode("12", Decimal(25))


def sample(name: str) -> bytes:
    """The bytes of a sample, where the samples are."""
    path = SAMPLES / name
    if not path.is_file():
        pytest.skip("the samples are not here")
    return path.read_bytes()


def golden(name: str, found: bytes) -> bytes:
    """The bytes of a golden file; written anew where UPDATE_GOLDEN is set."""
    path = GOLDEN / name
    if os.environ.get(
        "UPDATE_GOLDEN"
    ):  # pragma: no cover - by hand, and read before it is committed
        path.write_bytes(found)
    return path.read_bytes()


def charge(text: str = "Hall A", **changes: object) -> InvoiceLine:
    values: dict[str, Any] = {"text": text, "net": Ore(80000), "vat": VAT_25, **changes}
    return InvoiceLine(**values)


def invoice(*lines: InvoiceLine, **changes: object) -> Invoice:
    """An invoice to Kari, of one hall unless told."""
    every = lines or (charge(),)
    net = Ore(sum(line.net for line in every))
    values: dict[str, Any] = {
        "number": "34500001",
        "issue_date": TODAY,
        "due_date": date(2026, 12, 15),
        "kid": Kid("0010010000015"),
        "issuer": TOWN,
        "customer": KARI,
        "period": Period(date(2026, 11, 1), date(2026, 11, 30)),
        "lines": every,
        "vat": (VatTotal(codes=("12",), rate=Decimal(25), net=net, vat=Ore(net // 4)),),
        **changes,
    }
    return Invoice(**values)


def shown(**changes: object) -> EfakturaInvoice:
    """An invoice as eFaktura holds it, with nothing wrong."""
    labels = ("Å betale", "Betalingsfrist", "Fakturadato", "Fakturanr")
    values: dict[str, Any] = {
        "issuer": ISSUER,
        "account": ACCOUNT,
        "due_date": date(2026, 12, 15),
        "amount": Ore(123450),
        "kid": "0010010000015",
        "seller": EfakturaParty(name="Strøm & Vann KF", place="TRONDHEIM"),
        "consumer": EfakturaParty(name="Kari Nordmann"),
        "agreement": "1001",
        "number": "20261",
        "invoice_date": TODAY,
        "organization_number": "123456785",
        "lines": tuple(
            SpecificationLine(1, number, (label, "", ""))
            for number, label in enumerate(labels, start=1)
        ),
        **changes,
    }
    return EfakturaInvoice(**values)


def wish(**changes: object) -> EnrollmentRecord:
    """A new enrollment."""
    values: dict[str, Any] = {
        "issuer": ISSUER,
        "account": ACCOUNT,
        "transmission": 4711,
        "assignment": 1,
        "transaction": 1,
        "action": EnrollmentAction.ADD,
        "status": EnrollmentStatus.PENDING,
        "reference": "1001",
        "first_name": "Kari",
        "last_name": "Nordmann",
        "user_id": "U000000000000001",
        **changes,
    }
    return EnrollmentRecord(**values)


def answer(error_code: str = "", **changes: object) -> EnrollmentAnswer:
    status = EnrollmentStatus.NOT_ACTIVE if error_code else EnrollmentStatus.ACTIVE
    return EnrollmentAnswer(wish(**changes), status, error_code)


def batch(items: Sequence[ItemT], **changes: object) -> ExportBatch[ItemT]:
    values: dict[str, Any] = {
        "id": "261121-1",
        "today": TODAY,
        "sequence": 2,
        "kind": "external",
        "items": items,
        **changes,
    }
    return ExportBatch(**values)


def options(**changes: object) -> EfakturaOptions:
    values: dict[str, Any] = {"sender": "10200", "production": True, **changes}
    return EfakturaOptions(**values)


def content(document: Document) -> bytes:
    return b"".join(document.open())


def items_of(reads: Iterable[Read[ItemT]]) -> list[ItemT]:
    return [read.item for read in reads if read.item is not None]


def findings_of(reads: Iterable[Read[Any]]) -> list[Finding]:
    return [finding for read in reads for finding in read.findings]


def codes_of(findings: Iterable[Finding]) -> list[str]:
    """The error codes of Nets, or ours where it has none."""
    return [str(each.values.get("code") or each.code) for each in findings]


def lines_of(*parts: str) -> bytes:
    """Lines of 80 characters, zeros after what is given; with a start, but no end."""
    return b"".join(part.ljust(80, "0").encode("iso-8859-1") + b"\r\n" for part in parts)


START = "NY000010000080800004711000102000"
WISHES = f"NY4294200000000000000001{ACCOUNT}{ISSUER}"


def enrollment(number: int, **values: str) -> list[str]:
    """The eight records of an enrollment; those that are given as blank are left out."""
    key = f"{number:07}"
    records = {
        "37": f"NY429437{key}A 1001".ljust(48),
        "38": f"NY429438{key}P".ljust(58),
        "39": f"NY429439{key}{'Kari':30}{'Nordmann':30}",
        "40": f"NY429440{key}2{'':30}7030   {'TRONDHEIM':25}",
        "41": f"NY429441{key}2{'Storgata 1':30}{'':30}NO 0",
        "22": f"NY429422{key}2{'73500000':20}{'':20}",
        "23": f"NY429423{key}2{'kari@example.no':64}",
        "28": f"NY429428{key}{'U000000000000001':35}",
        **{name.removeprefix("r"): value for name, value in values.items()},
    }
    return [record for record in records.values() if record]
