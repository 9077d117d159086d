"""Records and transmissions for the tests of Nets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from fakturakjerne.domain.finding import Finding
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import (
    AvtaleGiroAssignmentStart,
    Century,
    ClaimAmount,
    ClaimAssignmentEnd,
    ClaimReference,
    ClaimText,
    OcrAmount,
    OcrAssignmentEnd,
    OcrAssignmentStart,
    OcrMessage,
    OcrReference,
    Record,
    TransmissionStart,
)
from fakturakjerne_nets.records.cells import (
    Cell,
    Code,
    Day,
    LongDay,
    Number,
    Raw,
    Reference,
    ShownAmount,
)
from fakturakjerne_nets.shapes import Shape
from fakturakjerne_nets.transmission import Event, Run, Transaction
from fakturakjerne_nets.writing import Outgoing, write_transmission

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "nets"

OCR_SHAPE = Shape((OcrAmount, OcrReference), (OcrMessage,), day_name="nets_date")
CLAIM_SHAPE = Shape((ClaimAmount, ClaimReference))

CENTURY = Century()
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
_LETTERS = st.characters(codec="iso-8859-1", exclude_categories=["Cc", "Zs"])


def texts(width: int) -> SearchStrategy[str]:
    """Texts as they stand in a column: nothing of them is lost at its end."""
    return st.text(st.one_of(_LETTERS, st.just(" ")), max_size=width).map(
        lambda text: text.rstrip(" ")
    )


def values(cell: Cell) -> SearchStrategy[Any]:
    """What a cell may hold and gives back."""
    width = cell.width
    of_kind: list[tuple[type[Cell], SearchStrategy[Any]]] = [
        (LongDay, st.none() | st.dates(min_value=date(1000, 1, 1))),
        (Day, st.none() | DAYS),
        (Code, st.text("0123456789", min_size=width, max_size=width)),
        (Number, st.integers(0, 10**width - 1)),
        (Raw, st.text(_LETTERS, min_size=width, max_size=width).map(_latin)),
        (ShownAmount, st.none() | st.integers(0, 10**12)),
        (Reference, st.text("0123456789", max_size=width)),
        (Cell, texts(width)),
    ]
    return next(strategy for kind, strategy in of_kind if isinstance(cell, kind))


def _latin(text: str) -> bytes:
    return text.encode("iso-8859-1")


@st.composite
def records(draw: DrawFn, cls: type[Record]) -> Record:
    """Any record of a class."""
    kind = draw(st.sampled_from(cls.form.types))
    cells = {name: draw(values(cell)) for name, cell in cls.form.cells.items()}
    return cls(type=kind, **cells)


@st.composite
def ocr_transactions(draw: DrawFn, number: int) -> list[Record]:
    kind = draw(st.sampled_from(OcrAmount.form.types))
    parts = [OcrAmount, OcrReference, *([OcrMessage] if draw(st.booleans()) else [])]
    return [_numbered(draw, cls, kind, number) for cls in parts]


@st.composite
def claim_transactions(draw: DrawFn, number: int) -> list[Record]:
    kind = draw(st.sampled_from(["02", "21"]))
    texts = [ClaimText] * draw(st.integers(0, 2))
    return [_numbered(draw, cls, kind, number) for cls in [ClaimAmount, ClaimReference, *texts]]


def _numbered(draw: DrawFn, cls: type[Record], kind: str, number: int) -> Record:
    cells = {name: draw(values(cell)) for name, cell in cls.form.cells.items()}
    if "amount" in cells:
        cells["amount"] %= 10**12
    return cls(type=kind, **{**cells, "transaction": number})


@st.composite
def numbers(draw: DrawFn, *, most: int = 5) -> list[int]:
    return sorted(draw(st.sets(st.integers(1, 9_999_999), max_size=most)))


@st.composite
def outgoing(draw: DrawFn, number: int) -> Outgoing:
    """An assignment of OCR payments or claims."""
    account = draw(st.text("0123456789", min_size=11, max_size=11))
    if draw(st.booleans()):
        return Outgoing(
            start=OcrAssignmentStart(agreement="008566001", assignment=number, account=account),
            end=OcrAssignmentEnd,
            transactions=[draw(ocr_transactions(each)) for each in draw(numbers())],
        )
    return Outgoing(
        start=AvtaleGiroAssignmentStart(assignment=number, account=account),
        end=ClaimAssignmentEnd,
        transactions=[draw(claim_transactions(each)) for each in draw(numbers())],
    )


@st.composite
def transmissions(draw: DrawFn, *, least: int = 0) -> tuple[TransmissionStart, list[Outgoing]]:
    start = TransmissionStart(sender="00010200", number=draw(st.integers(0, 9_999_999)))
    found = sorted(draw(st.sets(st.integers(1, 9_999_999), min_size=least, max_size=3)))
    return start, [draw(outgoing(number)) for number in found]


def claim(number: int, *, amount: int = 100, day: date = date(2026, 12, 15)) -> list[Record]:
    """A claim of two records."""
    return [
        ClaimAmount(transaction=number, due_date=day, amount=amount, kid="0010010000015"),
        ClaimReference(transaction=number, short_name="NORDMANN", reference="Faktura"),
    ]


def payment(number: int, *, amount: int = 100, day: date = date(2026, 11, 20)) -> list[Record]:
    """A payment of two records."""
    return [
        OcrAmount(
            type="15",
            transaction=number,
            nets_date=day,
            center="01",
            day_code=20,
            settlement=1,
            serial="00001",
            amount=amount,
            kid="0000531",
            card_issuer="00",
        ),
        OcrReference(
            type="15",
            transaction=number,
            form_number="0000000000",
            archive_reference="000000001",
            bank_date=day,
            debit_account="99990512341",
        ),
    ]


def claims(*transactions: Iterable[Record], assignment: int = 1) -> Outgoing:
    """An assignment of claims."""
    return Outgoing(
        start=AvtaleGiroAssignmentStart(assignment=assignment, account="12345678903"),
        end=ClaimAssignmentEnd,
        transactions=transactions,
    )


def payments(*transactions: Iterable[Record], assignment: int = 1) -> Outgoing:
    """An assignment of payments."""
    return Outgoing(
        start=OcrAssignmentStart(
            agreement="008566001", assignment=assignment, account="99991042764"
        ),
        end=OcrAssignmentEnd,
        transactions=transactions,
    )


def written(*assignments: Outgoing, sender: str = "00010200") -> list[bytes]:
    """The lines of a transmission to Nets."""
    start = TransmissionStart(sender=sender, number=1121001)
    return b"".join(write_transmission(start, assignments, today=date(2026, 11, 21))).split(
        b"\r\n"
    )[:-1]


def read(
    lines: Iterable[bytes] | bytes,
    *,
    name: str = "",
    century: Century = CENTURY,
    shapes: Iterable[Shape] = (),
) -> list[Event]:
    """The events of a file."""
    data = lines if isinstance(lines, bytes) else b"\r\n".join(lines)
    return list(read_transmission([data], name=name, century=century, shapes=shapes))


def findings(events: Iterable[Event]) -> list[Finding]:
    return [each for event in events if not isinstance(event, Run) for each in event.findings]


def codes(events: Iterable[Event]) -> list[str]:
    """The error codes of Nets, or ours where it has none."""
    return [str(each.values.get("code") or each.code) for each in findings(events)]


def records_of(events: Iterable[Event]) -> list[Record]:
    """All records in the order of the file."""
    found: list[Record] = []
    for event in events:
        assert not isinstance(event, Run)
        if isinstance(event, Transaction):
            found += event.records
        elif event.record is not None:
            found.append(event.record)
    return found
