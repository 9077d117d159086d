from __future__ import annotations

from datetime import date

from fakturakjerne_nets.records import Stated
from fakturakjerne_nets.records.ends import TransmissionEnd, TransmissionStart, date_digits

TO_NETS = b"NY000010000102001121002000080802111202610000000000000000000000000000000000000000"
FROM_NETS = b"NY000010000080800170031000102000000000000000000000000000000000000000000000000000"
END = b"NY000089000000030000001500000000000383350101226000000000000000000000000000000000"


def test_start_to_nets() -> None:
    start = TransmissionStart.read(TO_NETS)
    assert start == TransmissionStart(
        sender="00010200",
        number=1121002,
        recipient="00008080",
        file_date=date(2026, 11, 21),
        production=1,
    )
    assert start.write() == TO_NETS
    assert not start.is_from_nets
    assert start.stated() == Stated()


def test_start_from_nets() -> None:
    start = TransmissionStart.read(FROM_NETS)
    assert (start.sender, start.number, start.recipient) == ("00008080", 170031, "00010200")
    assert (start.file_date, start.production) == (None, 0)
    assert start.is_from_nets


def test_end() -> None:
    end = TransmissionEnd.read(END)
    assert end == TransmissionEnd(transactions=3, records=15, amount=383350, digits="101226")
    assert end.write() == END
    assert end.day(year_first=False) == date(2026, 12, 10)
    assert end.stated()[:3] == (3, 15, 383350)


def test_digits_of_a_date() -> None:
    assert date_digits(date(2026, 1, 2)) == "020126"
    assert date_digits(None) == "000000"
