"""Customers, enrollments, invoices and transmissions for the tests of the ledger's books."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.enrollment import EnrollmentAction, EnrollmentRecord, EnrollmentStatus
from fakturakjerne.domain.identifiers import (
    AccountNumber,
    NationalIdentityNumber,
    OrganizationNumber,
)
from fakturakjerne.domain.invoice import Invoice, InvoiceLine, Issuer, VatTotal
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.lease import VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.ledger.enrollment_records import Decision, DecisionOutcome, IncomingFile
from fakturakjerne.ledger.invoice_records import (
    IssuedInvoice,
    Sending,
    TransmissionKind,
    TransmissionRecord,
)
from fakturakjerne.ledger.records import NumberSeries
from fakturakjerne.ledger.register_records import CustomerEntry, EfakturaStatus, Origin
from tests.ledger.made_records import FEBRUARY, NAME, PERSON, SHA256, TODAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fakturakjerne.ledger.interface import Ledger

ORIGIN: Final = Origin(actor="kari@kommune", source="customers import")
HOME: Final = Address(("Storgata 1",), "7030", "TRONDHEIM")
KIDS: Final = (Kid("123456782"), Kid("2345676"))
INVOICES: Final = NumberSeries("invoices", first=700001, last=799999)
YES: Final = Decision(outcome=DecisionOutcome.ACCEPT, reason="same person", actor="kari@kommune")
NO: Final = Decision(
    outcome=DecisionOutcome.REJECT, code="02", reason="another name", actor="kari@kommune"
)


def customer(number: str | None = "1001", **changes: Any) -> Customer:  # noqa: ANN401 - the fields of a Customer
    fields: dict[str, Any] = {
        "kind": CustomerKind.EXTERNAL,
        "id": NationalIdentityNumber(PERSON),
        "number": number,
        "name": NAME,
        "addresses": (HOME,),
        "email": "kari@nordmann.example",
    }
    return Customer(**(fields | changes))


def entry(
    number: str | None = "1001",
    efaktura: EfakturaStatus | None = None,
    **changes: Any,  # noqa: ANN401 - the fields of a Customer
) -> CustomerEntry:
    return CustomerEntry(customer=customer(number, **changes), efaktura=efaktura)


def register(ledger: Ledger, *numbers: str) -> None:
    ledger.customers.update([entry(number) for number in numbers], ORIGIN)


def status_of(ledger: Ledger, number: str = "1001") -> EfakturaStatus:
    return ledger.customers.by_numbers([number])[number].efaktura


def enrollment(
    reference: str = "1001",
    *,
    action: EnrollmentAction = EnrollmentAction.ADD,
    status: EnrollmentStatus = EnrollmentStatus.PENDING,
    **changes: Any,  # noqa: ANN401 - the fields of an EnrollmentRecord
) -> EnrollmentRecord:
    fields: dict[str, Any] = {
        "issuer": "NOR974760673-1",
        "account": "12345678903",
        "transmission": 4711,
        "assignment": 1,
        "transaction": 1,
        "action": action,
        "status": status,
        "reference": reference,
        "first_name": "Kari",
        "last_name": "Nordmann",
        "address": HOME,
        "phone": "73000000",
        "email": "kari@nordmann.example",
        "user_id": "u-1",
        "unknown": {"37.17": "X"},
        "extra": (b"NY429499\xe6",),
    }
    return EnrollmentRecord(**(fields | changes))


def incoming(name: str = "enroll.txt", *, importer: str = "efaktura-enrollment") -> IncomingFile:
    """Return a file whose bytes are its name."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    return IncomingFile(name=name, sha256=sha256, importer=importer, actor="kari@kommune")


def read(ledger: Ledger, *records: EnrollmentRecord, name: str = "enroll.txt") -> int:
    """Read a file of enrollments, and return its id."""
    return ledger.enrollments.read(incoming(name), records).id


def ids(ledger: Ledger, file: int) -> Sequence[int]:
    return [each.id for each in ledger.enrollments.of_file(file).enrollments]


def transmission(
    kind: TransmissionKind = TransmissionKind.EFAKTURA,
    *,
    number: int = 1,
    **changes: Any,  # noqa: ANN401 - the fields of a TransmissionRecord
) -> TransmissionRecord:
    fields: dict[str, Any] = {
        "kind": kind,
        "number": number,
        "today": TODAY,
        "name": f"file-{number}.txt",
        "folder": Path("/srv/nets/out"),
        "sha256": SHA256,
        "size": 320,
        "actor": "kari@kommune",
    }
    return TransmissionRecord(**(fields | changes))


def answer(ledger: Ledger, file: int, *, number: int = 1) -> int:
    """Answer a file whose enrollments are decided, and return the transmission's id."""
    with ledger.begin() as transaction:
        record = transmission(TransmissionKind.ANSWER, number=number, answers=file)
        return transaction.outgoing.transmit(record).id


def invoice(number: str = "700001", **changes: Any) -> Invoice:  # noqa: ANN401 - the fields of an Invoice
    fields: dict[str, Any] = {
        "number": number,
        "issue_date": TODAY,
        "due_date": date(2026, 3, 23),
        "kid": KIDS[0],
        "issuer": Issuer(
            name="Bergen kommune",
            organization_number=OrganizationNumber("974760673"),
            account=AccountNumber("12345678903"),
        ),
        "customer": customer(),
        "period": FEBRUARY,
        "lines": (
            InvoiceLine(
                text=f"Hall A for {NAME}",
                quantity=Decimal("1.5"),
                unit_price=Decimal("533.3333"),
                net=Ore(80000),
                vat=VatCode("12", Decimal(25)),
                lease="9001",
                period=FEBRUARY,
            ),
        ),
        "vat": (VatTotal(codes=("12",), rate=Decimal(25), net=Ore(80000), vat=Ore(20000)),),
        "order": 34500001,
    }
    return Invoice(**(fields | changes))


def issued(invoice: Invoice, **changes: Any) -> IssuedInvoice:  # noqa: ANN401 - the fields of an IssuedInvoice
    fields: dict[str, Any] = {"invoice": invoice, "actor": "kari@kommune"}
    return IssuedInvoice(**(fields | changes))


def issue(ledger: Ledger, count: int = 1) -> Sequence[str]:
    """Issue so many invoices of the series, and return their numbers."""
    with ledger.begin() as transaction:
        numbers = transaction.take_numbers(INVOICES, count=count)
        transaction.outgoing.issue(
            issued(invoice(str(number)), series=INVOICES.name, ordinal=number) for number in numbers
        )
    return [str(number) for number in numbers]


def send(
    ledger: Ledger,
    *numbers: str,
    transmission_number: int = 1,
    kind: TransmissionKind = TransmissionKind.EFAKTURA,
) -> int:
    """Send invoices in one assignment, and return the transmission's id."""
    sendings = [
        Sending(invoice=number, assignment=1, transaction=position)
        for position, number in enumerate(numbers, start=1)
    ]
    with ledger.begin() as transaction:
        record = transmission(kind, number=transmission_number, sendings=sendings)
        return transaction.outgoing.transmit(record).id
