from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.codec.record_blocks import record_blocks
from fakturakjerne.errors import RecordError

LENGTH = 4


def records(chunks: list[bytes]) -> list[bytes]:
    found = []
    for end, block in record_blocks(chunks, length=LENGTH):
        stride = LENGTH + len(end)
        data = bytes(block)
        assert len(data) % stride == 0
        found += [data[at : at + LENGTH] for at in range(0, len(data), stride)]
    return found


def cut(data: bytes, places: list[int]) -> list[bytes]:
    bounds = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[start:end] for start, end in pairwise(bounds)]


@given(
    rows=st.lists(st.text("abc ", min_size=LENGTH, max_size=LENGTH), max_size=8),
    end=st.sampled_from([b"\n", b"\r\n"]),
    final_end=st.booleans(),
    places=st.lists(st.integers(0, 60), max_size=9),
)
def test_any_chunks_give_the_same_records(
    rows: list[str], end: bytes, final_end: bool, places: list[int]
) -> None:
    encoded = [row.encode() for row in rows]
    data = end.join(encoded) + (end if final_end and rows else b"")
    assert records(cut(data, places)) == encoded
    assert records([data]) == encoded


@pytest.mark.parametrize(
    ("data", "record", "offset"),
    [
        (b"abcd\nabc\nabcd\n", 2, 9),
        (b"abcd\nabcde\nabcd\n", 2, 9),
        (b"abcd\r\nabcd\nabcd\r\n", 2, 10),
        (b"abcd\nabcd\r\nabcd\n", 2, 9),
        (b"abcd\nab", 2, 5),
        (b"abc", 1, 0),
        (b"abcd\r", 1, 0),
        (b"abc\r\nabc\r\n", 1, 4),
        (b"abcd\nabc\r", 2, 5),
        (b"abcdefgh", 1, 4),
    ],
)
def test_a_record_of_another_length_is_named(data: bytes, record: int, offset: int) -> None:
    for chunks in ([data], [data[at : at + 1] for at in range(len(data))]):
        with pytest.raises(RecordError) as caught:
            records(chunks)
        assert (caught.value.values["record"], caught.value.values["offset"]) == (record, offset)


def test_an_empty_file_has_no_records() -> None:
    assert records([]) == records([b""]) == []


def test_the_error_of_a_late_record_counts_those_of_earlier_blocks() -> None:
    with pytest.raises(RecordError, match="record 21, at byte 100 of the file, is 2 bytes"):
        records([b"abcd\n"] * 20 + [b"ab"])


@given(data=st.binary(max_size=40), places=st.lists(st.integers(0, 60), max_size=5))
def test_random_bytes_give_records_or_a_record_error(data: bytes, places: list[int]) -> None:
    try:
        found = records(cut(data, places))
    except RecordError:
        return
    assert all(len(record) == LENGTH for record in found)
