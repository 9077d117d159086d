"""Files as Nets sends them, written by hand, and a desk to work on them with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from fakturakjerne.config import Config, Efaktura, InvoiceIssuer, Invoices, Profile, Series
from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.identifiers import NationalIdentityNumber
from fakturakjerne.ledger.register_records import CustomerEntry, EfakturaStatus, Origin
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne.workflow.desk import Desk
from fakturakjerne.workflow.observer import Unwatched

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fakturakjerne.ledger.interface import Ledger
    from fakturakjerne.workflow.observer import Observer

TODAY: Final = date(2026, 3, 2)
ISSUER: Final = "NOR974760673-1"
ACCOUNT: Final = "12345678903"
PERSON: Final = "15819010029"
ORIGIN: Final = Origin(actor="kari", source="test")
HOME: Final = Address(("Storgata 1",), "7030", "TRONDHEIM")
CABIN: Final = Address(("Fjellveien 9",), "2690", "SKJÅK")
KARI: Final = Customer(
    kind=CustomerKind.EXTERNAL,
    id=NationalIdentityNumber(PERSON),
    number="1001",
    name="Kari Nordmann",
    addresses=(CABIN, HOME),
    email="kari@example.no",
)
PLUGINS: Final = (
    Plugin(
        group="fakturakjerne.importers",
        name="efaktura-enrollment",
        target="fakturakjerne_nets.enrollment_importer:EnrollmentImporter",
    ),
    Plugin(
        group="fakturakjerne.importers",
        name="efaktura-receipt",
        target="fakturakjerne_nets.receipt_importer:ReceiptImporter",
    ),
    Plugin(
        group="fakturakjerne.exporters",
        name="efaktura-answer",
        target="fakturakjerne_nets.enrollment_answer:EnrollmentAnswerExporter",
        version="1.0",
    ),
    Plugin(
        group="fakturakjerne.exporters",
        name="efaktura",
        target="fakturakjerne_nets.efaktura:EfakturaExporter",
        version="1.0",
    ),
    Plugin(
        group="fakturakjerne.registers",
        name="consumers-memory",
        target="fakturakjerne.testing.consumer_register:MemoryRegisterPlugin",
    ),
)
REGISTRY: Final = Registry(PLUGINS)


def setup(folder: Path, **efaktura: Any) -> Config:  # noqa: ANN401 - the fields of Efaktura
    """A config whose folders lie in one; the incoming one is made."""
    (folder / "in").mkdir(exist_ok=True)
    answer = Profile(exporter="efaktura-answer", options={"sender": "10200"})
    return Config(
        test_identities=True,
        series={"default": Series(first=1, last=999)},
        profiles={"answer": answer, "invoices": evolve(answer, exporter="efaktura")},
        invoices=Invoices(
            issuer=InvoiceIssuer(
                name="Bergen kommune",
                organization_number="974760673",
                account=ACCOUNT,
                address=("Rådhusgata 1",),
                postal_code="5014",
                place="BERGEN",
                efaktura_issuer=ISSUER,
            ),
            series=Series(first=700001, last=700099),
            kid="{customer:06}{invoice:08}",
        ),
        efaktura=Efaktura(
            **{
                "inbox": folder / "in",
                "outbox": folder / "out",
                "answer": "answer",
                "export": "invoices",
                **efaktura,
            }
        ),
    )


def desk(
    ledger: Ledger,
    folder: Path,
    observer: Observer | None = None,
    **changes: Any,  # noqa: ANN401 - the fields of a Desk
) -> Desk:
    made = Desk(
        ledger=ledger,
        config=setup(folder),
        registry=REGISTRY,
        today=TODAY,
        actor="kari",
        observer=observer or Unwatched(),
    )
    return evolve(made, **changes)


def register(ledger: Ledger, *customers: Customer, status: EfakturaStatus | None = None) -> None:
    entries = [CustomerEntry(customer=each, efaktura=status) for each in customers or (KARI,)]
    ledger.customers.update(entries, ORIGIN)


def status_of(ledger: Ledger, number: str = "1001") -> EfakturaStatus:
    return ledger.customers.by_numbers([number])[number].efaktura


@frozen(kw_only=True)
class Wish:
    """One enrollment as Nets would send it."""

    reference: str = "1001"
    action: str = "A"
    status: str = "P"
    first_name: str = "Kari"
    last_name: str = "Nordmann"
    line: str = "Storgata 1"
    postal_code: str = "7030"
    place: str = "TRONDHEIM"

    def records(self, number: int) -> list[str]:
        key = f"{number:07}"
        return [
            f"NY429437{key}{self.action} {self.reference:<31}".ljust(80, "0"),
            f"NY429438{key}{self.status}".ljust(58) + "0" * 22,
            f"NY429439{key}{self.first_name:<30}{self.last_name:<30}00000",
            f"NY429440{key}2{'':<30}{self.postal_code:<7}{self.place:<25}00",
            f"NY429441{key}2{self.line:<30}{'':<30}NO 0",
            f"NY429422{key}2{'73500000':<20}{'':<20}" + "0" * 24,
            f"NY429423{key}2{'kari@example.no':<64}",
            f"NY429428{key}{f'U{number:07}':<35}" + "0" * 30,
        ]


def enrollments(*wishes: Wish, receipts: Iterable[str] = (), number: int = 4711) -> bytes:
    """A file of enrollments, with receipts behind them."""
    assignment: list[str] = []
    if wishes:
        records = [line for n, wish in enumerate(wishes, 1) for line in wish.records(n)]
        assignment = [
            f"NY429420{'0' * 9}0000001{ACCOUNT}{ISSUER:<14}".ljust(80, "0"),
            *records,
            f"NY429488{len(wishes):08}{len(records) + 2:08}".ljust(80, "0"),
        ]
    return transmission(assignment, list(receipts), count=len(wishes), number=number)


def transmission(*parts: list[str], count: int, number: int = 4711) -> bytes:
    lines = [line for part in parts for line in part]
    whole = [
        f"NY00001000008080{number:07}00010200".ljust(80, "0"),
        *lines,
        f"NY000089{count:08}{len(lines) + 2:08}{0:017}260302".ljust(80, "0"),
    ]
    assert all(len(line) == 80 for line in whole)
    return "".join(f"{line}\r\n" for line in whole).encode("latin-1")


def received(number: int, *, status: int = 0, code: str = "000") -> list[str]:
    """A receipt that says that a transmission arrived."""
    return [
        f"NY42046300010200{number:07}000080800000{ISSUER:<14}{status}{code}".ljust(80, "0"),
        "NY42046800000001".ljust(80, "0"),
    ]


def processed(
    number: int,
    assignment: int = 0,
    *,
    accepted: int = 0,
    rejected: Iterable[tuple[int, str, str]] = (),
    status: int = 1,
    code: str = "001",
) -> list[str]:
    """A receipt of a transmission that was done; each rejection a transaction, KID and code."""
    start = f"NY42056300010200{number:07}000080800000{ISSUER:<14}{status}{code}".ljust(80, "0")
    end = f"NY420568{bool(assignment):08}".ljust(80, "0")
    if not assignment:
        return [start, end]
    rejections = [
        line
        for transaction, kid, reason in rejected
        for line in (
            f"NY420330{transaction:07}160326{'':<11}{0:017}{kid:>25}000000",
            f"NY420365{transaction:07}{reason}{'1001':<40}".ljust(80, "0"),
        )
    ]
    count = len(rejections) // 2
    return [
        start,
        f"NY420664{'0' * 9}{assignment:07}{ACCOUNT}0000{accepted:08}{0:017}{count:08}".ljust(
            80, "0"
        ),
        *rejections,
        f"NY420667{accepted:08}{'0' * 31}{accepted + count:08}".ljust(80, "0"),
        end,
    ]


def put(folder: Path, content: bytes, name: str = "enroll.txt") -> Path:
    path = folder / "in" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return path
