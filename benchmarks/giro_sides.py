"""Both sides of the benchmarks about OCR giro and AvtaleGiro, beside python-netsgiro.

Each payment has its own KID, date, account and amount; each claim its own KID, name and reference.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Final

from benchmarks.measuring import Measured, peak, resident, stopwatch
from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.money import Ore
from fakturakjerne_nets.avtalegiro import AvtaleGiroExporter
from fakturakjerne_nets.avtalegiro_options import AvtaleGiroOptions
from fakturakjerne_nets.ocr_giro import OcrGiroImporter, OcrGiroOptions
from fakturakjerne_nets.records import (
    OcrAmount,
    OcrAssignmentEnd,
    OcrAssignmentStart,
    OcrReference,
    TransmissionStart,
    date_digits,
)
from fakturakjerne_nets.writing import Outgoing, Rendered, write_transmission

_TODAY: Final = date(2026, 11, 20)
_CHUNK: Final = 1 << 18
_SENDER: Final = "00010200"
_ACCOUNT: Final = "12345678903"
_AMOUNT: Final = OcrAmount.form.writer(
    numbers=("transaction", "amount", "serial"),
    texts=("nets_date", "kid"),
    constants={
        "key": b"NY091530",
        "center": b"13",
        "day_code": b"20",
        "settlement": b"1",
        "sign": b"0",
        "card_issuer": b"00",
    },
).row
_REFERENCE: Final = OcrReference.form.writer(
    numbers=("transaction", "form_number", "archive_reference", "debit_account"),
    texts=("bank_date",),
    constants={"key": b"NY091531", "raw_35": b"0000000"},
).row


def ocr_giro_ours(count: int) -> Measured:
    """Payments of a file, one by one, as whoever books them has them; the peer holds them all."""
    importer, options = OcrGiroImporter(), OcrGiroOptions()
    with tempfile.TemporaryDirectory() as folder:
        path = _ocr_file(Path(folder), count)
        with stopwatch() as measured, path.open("rb") as file:
            transactions = total = 0
            for read in importer.read(_chunks(file), options):
                assert read.item is not None
                assert not read.findings
                transactions += 1
                total += read.item.amount
    return measured | {"facts": {"transactions": transactions, "ore": total}}


def ocr_giro_peer(count: int) -> Measured:
    """The same by netsgiro."""
    import netsgiro  # noqa: PLC0415 - ours must not pay for it

    with tempfile.TemporaryDirectory() as folder:
        path = _ocr_file(Path(folder), count)
        with stopwatch() as measured:
            transmission = netsgiro.parse(path.read_text(encoding="iso-8859-1"))
            total = int(transmission.get_total_amount() * 100)
    return measured | {"facts": {"transactions": transmission.get_num_transactions(), "ore": total}}


def ocr_giro_memory(count: int) -> Measured:
    """Memory above that of the process before, while payments are read one by one."""
    importer, options = OcrGiroImporter(), OcrGiroOptions()
    with tempfile.TemporaryDirectory() as folder:
        path = _ocr_file(Path(folder), count)
        before = resident()
        read = 0
        with path.open("rb") as file:
            for each in importer.read(_chunks(file), options):
                assert not each.findings
                read += 1
        above = (peak() - before) / 2**20
    return {"mebibytes": max(above, 0.001), "facts": {"transactions": read}}


def avtalegiro_ours(count: int) -> Measured:
    """Claims made of plain values, and written."""
    values = list(_claims(count))
    options = AvtaleGiroOptions(sender=_SENDER, account=_ACCOUNT, line_end="lf")
    with stopwatch() as measured:
        claims = [
            Claim(
                kid=Kid(kid),
                due_date=due,
                amount=Ore(ore),
                payer_name=name,
                reference=reference,
                bank_notice=bool(lines),
                lines=lines,
            )
            for kid, due, ore, name, reference, lines in values
        ]
        batch = ExportBatch(id="261120-1", today=_TODAY, sequence=1, kind="all", items=claims)
        [document] = AvtaleGiroExporter().export(batch, options)
        written = b"".join(document.open())
    return measured | _written(written.rstrip(b"\n"))


def avtalegiro_peer(count: int) -> Measured:
    """The same by netsgiro."""
    import netsgiro  # noqa: PLC0415 - ours must not pay for it

    values = list(_claims(count))
    with stopwatch() as measured:
        transmission = netsgiro.Transmission(
            number="1120001", data_transmitter=_SENDER, data_recipient=netsgiro.NETS_ID
        )
        assignment = transmission.add_assignment(
            service_code=netsgiro.ServiceCode.AVTALEGIRO,
            assignment_type=netsgiro.AssignmentType.TRANSACTIONS,
            number="1120601",
            account=_ACCOUNT,
        )
        for kid, due, ore, name, reference, lines in values:
            assignment.add_payment_request(
                kid=kid,
                due_date=due,
                amount=Decimal(ore) / 100,
                payer_name=name,
                reference=reference,
                bank_notification="\n".join(lines) if lines else False,
            )
        written = transmission.to_ocr().encode("iso-8859-1")
    return measured | _written(written.rstrip(b"\n"))


def _written(data: bytes) -> Measured:
    return {"facts": {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}}


def _claims(count: int) -> Iterator[tuple[str, date, int, str, str, tuple[str, ...]]]:
    """Yield the values of claims; texts have both columns, else netsgiro writes empty records."""
    for number in range(1, count + 1):
        lines = (
            f"{f'Kommunale avgifter {number}':<40}Vann og avløp",
            f"{'Gjelder 4. termin 2026':<40}Spørsmål: {number}",
        )
        yield (
            Kid.of(f"{number:014}").text,
            date(2027, 1, 15) + timedelta(number % 28),
            100 + number,
            f"N{number}",
            f"Faktura {number}",
            lines if number % 2 else (),
        )


def _ocr_file(folder: Path, count: int) -> Path:
    path = folder / "ocr.txt"
    outgoing = Outgoing(
        start=OcrAssignmentStart(agreement="008566001", assignment=1, account=_ACCOUNT),
        end=OcrAssignmentEnd,
        transactions=_payments(count),
    )
    with path.open("wb") as file:
        file.writelines(write_transmission(TransmissionStart(), [outgoing], today=_TODAY))
    return path


def _payments(count: int) -> Iterator[Rendered]:
    for number in range(1, count + 1):
        day = date(2026, 11, 1) + timedelta(19 * number // count)
        digits = date_digits(day).encode("ascii")
        kid = Kid.of(f"{number:014}").text.encode("ascii")
        lines = (
            _AMOUNT((number, 100 + number, number % 99999, digits, kid)),
            _REFERENCE((number, number, number, 99_990_000_000 + number, digits)),
        )
        yield Rendered(number, lines, 100 + number, day)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
