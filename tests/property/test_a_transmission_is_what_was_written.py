"""What is written to Nets is read again; one wrong digit is noticed; nothing is too wrong to read."""

from __future__ import annotations

from itertools import chain

from hypothesis import example, given
from hypothesis import strategies as st

from fakturakjerne_nets.reading import read_transmission
from fakturakjerne_nets.records import ALL, Record, TransmissionStart
from fakturakjerne_nets.transmission import Run, Transaction
from fakturakjerne_nets.writing import Outgoing, write_transmission
from tests.nets.examples import (
    CLAIM_SHAPE,
    OCR_SHAPE,
    codes,
    findings,
    read,
    records_of,
    transmissions,
)

Sent = tuple[TransmissionStart, list[Outgoing]]
KEYS = [f"NY{cls.form.service}{kind}{cls.form.record}" for cls in ALL for kind in cls.form.types]


def lines_of(sent: Sent) -> list[bytes]:
    start, assignments = sent
    return b"".join(write_transmission(start, assignments)).split(b"\r\n")[:-1]


@given(transmissions())
def test_there_and_back(sent: Sent) -> None:
    lines = lines_of(sent)
    events = read(lines)
    assert codes(events) == []
    assert [record.write() for record in records_of(events)] == lines
    back = [event.records for event in events if isinstance(event, Transaction)]
    given_records: list[tuple[Record, ...]] = [
        tuple(each)  # type: ignore[arg-type]  # these are records, not lines made already
        for each in chain.from_iterable(assignment.transactions for assignment in sent[1])
    ]
    assert back == given_records


@given(transmissions(least=1), st.data())
def test_one_wrong_digit_in_an_end_is_noticed(sent: Sent, data: st.DataObject) -> None:
    """Every count, sum and date of 88 and 89; the date of 89 is the sender's own."""
    lines = lines_of(sent)
    ends = [place for place, line in enumerate(lines) if line[6:8] in {b"88", b"89"}]
    place = data.draw(st.sampled_from(ends))
    service = lines[place][2:4]
    at = data.draw(st.integers(8, 40 if service != b"21" else 52))
    digit = data.draw(st.sampled_from(b"0123456789".replace(lines[place][at : at + 1], b"")))
    lines[place] = lines[place][:at] + bytes([digit]) + lines[place][at + 1 :]
    assert codes(read(lines)) != []


@given(transmissions(least=1), st.data())
def test_one_wrong_digit_in_an_amount_is_noticed(sent: Sent, data: st.DataObject) -> None:
    lines = lines_of(sent)
    places = [place for place, line in enumerate(lines) if line[6:8] == b"30"]
    if not places:
        return
    place, at = data.draw(st.sampled_from(places)), data.draw(st.integers(32, 48))
    digit = data.draw(st.sampled_from(b"0123456789".replace(lines[place][at : at + 1], b"")))
    lines[place] = lines[place][:at] + bytes([digit]) + lines[place][at + 1 :]
    assert "nets.sum" in codes(read(lines))


@given(transmissions(), st.data())
def test_runs_hold_what_records_hold(sent: Sent, data: st.DataObject) -> None:
    """With shapes or without: the same transactions, the same findings, whatever is damaged."""
    lines = lines_of(sent)
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(lines) - 1))
        at, byte = data.draw(st.integers(0, 79)), data.draw(st.binary(min_size=1, max_size=1))
        lines[place] = lines[place][:at] + byte + lines[place][at + 1 :]
    slow, fast = read(lines), read(lines, shapes=[OCR_SHAPE, CLAIM_SHAPE])
    assert [(each.path, each.message) for each in findings(fast)] == [
        (each.path, each.message) for each in findings(slow)
    ]
    expected = [event for event in slow if isinstance(event, Transaction)]
    for event in fast:
        if isinstance(event, Run):
            for row in event.rows:
                transaction = expected.pop(0)
                assert transaction.number == int(row[1])
                for record in transaction.records:
                    for name, cell in record.form.cells.items():
                        cut = row[event.shape.place(type(record), name)]
                        assert record.raw[cell.start - 1 : cell.end] == cut.encode("iso-8859-1")
        elif isinstance(event, Transaction):
            assert event == expected.pop(0)
    assert expected == []


RECORDS_OF_SORTS = st.builds(
    lambda key, rest, end: key.encode() + rest + end,
    st.sampled_from(KEYS),
    st.text("0123456789 ", max_size=80).map(str.encode) | st.binary(max_size=90),
    st.sampled_from([b"\r\n", b"\n", b"\r", b""]),
)


@given(st.binary() | st.lists(RECORDS_OF_SORTS, max_size=20).map(b"".join), st.integers(1, 200))
@example(b"NY000089", 1)
@example(b"NY420464\nNY420563\nNY420467", 7)
def test_random_bytes_are_findings_and_never_an_error(data: bytes, size: int) -> None:
    chunks = [data[at : at + size] for at in range(0, len(data), size)]
    shapes = [OCR_SHAPE, CLAIM_SHAPE]
    events = list(read_transmission(chunks, shapes=shapes))
    for finding in findings(events):
        assert finding.message
        assert finding.in_language("nb")
        assert finding.path.startswith("line ")
    assert codes(events) == codes(read_transmission([data], shapes=shapes))
