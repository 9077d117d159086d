from __future__ import annotations

from collections.abc import Callable

import pytest

from fakturakjerne.domain.finding import Severity
from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import Century, Level, TransmissionEnd, TransmissionStart
from fakturakjerne_nets.transmission import Closed, Opened, Stray
from tests.nets.examples import (
    SAMPLES,
    claim,
    claims,
    codes,
    findings,
    payment,
    payments,
    read,
    records_of,
    written,
)

GOOD = written(claims(claim(1), claim(2)), claims(claim(1), assignment=2))
# 10, 20, 30, 31, 30, 31, 88, 20, 30, 31, 88, 89

Lines = list[bytes]


def names(lines: Lines) -> list[str]:
    return [type(event).__name__ for event in read(lines)]


def test_a_sound_file_is_starts_transactions_and_ends() -> None:
    assert codes(read(GOOD)) == []
    assert names(GOOD) == [
        *("Opened", "Opened", "Transaction", "Transaction", "Closed"),
        *("Opened", "Transaction", "Closed", "Closed"),
    ]
    events = read(GOOD)
    assert [event.level for event in events if isinstance(event, Opened)] == [
        Level.TRANSMISSION,
        Level.ASSIGNMENT,
        Level.ASSIGNMENT,
    ]
    last = events[-1]
    assert isinstance(last, Closed)
    assert (last.tally.transactions, last.tally.records, last.tally.amount) == (3, 12, 300)
    assert str(last.day) == str(last.tally.first_date) == "2026-12-15"


def without(place: int) -> Callable[[Lines], Lines]:
    return lambda lines: [*lines[:place], *lines[place + 1 :]]


def twice(place: int) -> Callable[[Lines], Lines]:
    return lambda lines: [*lines[: place + 1], *lines[place:]]


def changed(place: int, line: bytes) -> Callable[[Lines], Lines]:
    return lambda lines: [*lines[:place], line, *lines[place + 1 :]]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(without(0), ["565", "552"], id="no start of the transmission"),
        pytest.param(without(11), ["535"], id="no end of the transmission"),
        pytest.param(without(7), ["549", "549", "549", "536", "552", "nets.sum"], id="no start of an assignment"),
        pytest.param(without(6), ["551", "552"], id="no end of an assignment"),
        pytest.param(lambda lines: lines[:10], ["551", "535"], id="cut off"),
        pytest.param(twice(0), ["556", "552"], id="two starts"),
        pytest.param(twice(11), ["556"], id="two ends"),
        pytest.param(lambda lines: [*lines, lines[2]], ["553"], id="a record after the end"),
        pytest.param(lambda lines: [*lines, lines[0]], ["556"], id="a start after the end"),
        pytest.param(lambda lines: lines[11:], ["565"], id="only an end"),
        pytest.param(lambda lines: lines[2:4], ["549", "549"], id="only a transaction"),
        pytest.param(lambda _: [], ["565"], id="nothing"),
        pytest.param(changed(6, b"NY213688" + GOOD[6][8:]), ["553"], id="end of another type"),
        pytest.param(changed(6, b"NY210099" + GOOD[6][8:]), ["553", "566", "551", "536"], id="unknown record for an end"),
        pytest.param(changed(2, GOOD[2] + b" "), ["564"], id="too long"),
        pytest.param(changed(2, GOOD[2].rstrip(b"0")), ["nets.record-short"], id="too short"),
        pytest.param(lambda lines: [*lines[:3], b"", b"  ", *lines[3:]], ["nets.blank-line"], id="blank lines"),
        pytest.param(lambda lines: [*lines, b"", b""], [], id="blank lines at the end"),
        pytest.param(lambda lines: [*lines[:11], b""], ["535"], id="blank line and no end"),
        pytest.param(changed(7, GOOD[7].replace(b"0000002", b"0000001", 1)), ["559"], id="the same assignment number"),
        pytest.param(changed(2, GOOD[2].replace(b"151226", b"310226")), ["054"], id="no date"),
    ],
)  # fmt: skip
def test_order_and_nesting(change: Callable[[Lines], Lines], expected: list[str]) -> None:
    found = codes(read(change(list(GOOD))))
    assert found == expected


def test_findings_say_where() -> None:
    lines = list(GOOD)
    lines[6] = lines[6][:8] + b"00000009" + lines[6][16:]
    [finding] = findings(read(lines, name="out.txt"))
    assert finding.path == "out.txt: line 7, record 88 (NY210088), positions 9-16"
    [missing] = findings(read(GOOD[:11], name="out.txt"))
    assert missing.path == "out.txt: line 12"
    assert missing.message == (
        "The end record of the transmission that began in line 1 is missing (Nets 535)."
    )
    assert missing.in_language("nb") == (
        "Sluttrecord for forsendelsen som begynte på linje 1, mangler (Nets 535)."
    )


def test_what_is_missing_is_counted_without_the_line_that_shows_it() -> None:
    events = read([*GOOD[:6], *GOOD[7:]])
    closed = next(event for event in events if isinstance(event, Closed))
    assert closed.record is None
    assert closed.tally.records == 5
    cut = [event for event in read(GOOD[:6]) if isinstance(event, Closed)]
    assert [event.tally.records for event in cut] == [5, 6]


def test_assignments_of_one_number_are_kept_apart() -> None:
    """From Nets they may come so; to Nets it is an error, and nothing is lost either way."""
    lines = written(payments(payment(1)), payments(payment(1), assignment=2), sender="00008080")
    lines[5] = lines[5].replace(b"0000002", b"0000001", 1)
    events = read(lines)
    assert codes(events) == []
    assert names(lines).count("Transaction") == 2


def test_receipts_enclose_receipted_assignments() -> None:
    start = b"NY000010000080800004712000102000".ljust(80, b"0")
    receipted = b"NY420664".ljust(80, b"0")
    end = b"NY42066700000000".ljust(80, b"0")
    last = b"NY0000890000000000000004".ljust(80, b"0")
    [finding] = findings(read([start, receipted, end, last]))
    assert finding.message == "The start record of the receipt is missing."
    assert codes(read([start, b"NY420563".ljust(80, b"0"), last])) == ["nets.end-missing", "552"]


class TestDateOfTheEnd:
    ENROLLMENTS = (
        b"NY429420".ljust(80, b"0"),
        b"NY429488" + b"00000000" + b"00000002".ljust(64, b"0"),
    )

    def day(self, sender: bytes, digits: bytes, *, first_year: int = 2000) -> str:
        start = (b"NY000010" + sender).ljust(80, b"0")
        end = (b"NY000089" + b"00000000" + b"00000004").ljust(41, b"0") + digits.ljust(39, b"0")
        events = read([start, *self.ENROLLMENTS, end], century=Century(first_year))
        assert isinstance(events[-1], Closed)
        assert codes(events) == []
        return str(events[-1].day)

    def test_year_first_where_nets_sends_enrollments(self) -> None:
        assert self.day(b"00008080", b"261121") == "2026-11-21"

    def test_day_first_where_that_makes_no_date(self) -> None:
        assert self.day(b"00008080", b"211326") == "None"
        assert self.day(b"00008080", b"310126") == "2031-01-26"
        assert self.day(b"00008080", b"210026") == "None"
        assert self.day(b"00008080", b"281326") == "None"
        assert self.day(b"00008080", b"153112") == "None"
        assert self.day(b"00008080", b"201140") == "2040-11-20"

    def test_day_first_in_what_is_sent_to_nets(self) -> None:
        assert self.day(b"00010200", b"211126") == "2026-11-21"
        assert self.day(b"00010200", b"261121") == "2021-11-26"
        assert self.day(b"00010200", b"211171", first_year=1970) == "1971-11-21"

    def test_no_date(self) -> None:
        assert self.day(b"00008080", b"000000") == "None"


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
@pytest.mark.parametrize("final", [True, False])
def test_every_line_end_is_read(end: bytes, *, final: bool) -> None:
    data = end.join(GOOD) + (end if final else b"")
    assert codes(read(data)) == []
    assert records_of(read(data)) == records_of(read(GOOD))


def test_a_stray_record_is_kept() -> None:
    [event] = read([GOOD[2]])
    assert isinstance(event, Stray)
    assert event.record.write() == GOOD[2]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is absent")
def test_samples_have_no_finding_and_are_written_back_byte_for_byte() -> None:
    files = sorted(SAMPLES.iterdir())
    assert len(files) >= 10
    for file in files:
        data = file.read_bytes()
        events = list(read_transmission([data]))
        assert [(file.name, each.message) for each in findings(events)] == []
        assert [each.write() for each in records_of(events)] == [
            line for line in data.replace(b"\r\n", b"\n").split(b"\n") if line
        ]
        assert isinstance(events[0], Opened)
        assert isinstance(events[0].record, TransmissionStart)
        assert isinstance(events[-1], Closed)
        assert isinstance(events[-1].record, TransmissionEnd)


def test_severities() -> None:
    lines = [*GOOD[:3], b"NY210299" + b"0000001".ljust(72, b"0"), *GOOD[3:]]
    assert [each.severity for each in findings(read(lines))] == [
        Severity.WARNING,
        Severity.ERROR,
        Severity.ERROR,
    ]
