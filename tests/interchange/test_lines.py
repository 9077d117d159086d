from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange.lines import LONGEST_LINE, NumberedLine, numbered_lines


def split(*chunks: bytes) -> list[tuple[int, bytes | None]]:
    return [(line.number, line.raw) for line in numbered_lines(chunks)]


@given(st.binary(max_size=40), st.lists(st.integers(0, 40), max_size=5))
def test_chunks_may_be_cut_anywhere(data: bytes, cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(data)]
    chunks = [data[a:b] for a, b in pairwise(edges)]
    assert split(*chunks) == split(data)


def test_line_ends_and_byte_order_mark() -> None:
    data = b"\xef\xbb\xbfone\r\n\n\xef\xbb\xbfthree"
    assert split(data) == [(1, b"one"), (2, b""), (3, b"\xef\xbb\xbfthree")]


def test_a_line_too_long_does_not_hide_the_next() -> None:
    whole = b"x" * LONGEST_LINE
    assert split(whole, b"\n", whole + b"x\nthree\n", whole, b"x") == [
        (1, whole),
        (2, None),
        (3, b"three"),
        (4, None),
    ]


def test_too_long() -> None:
    with pytest.raises(InvalidValueError) as caught:
        NumberedLine(2, None).decoded("utf-8")
    assert caught.value.code == "input.line-length"


@pytest.mark.parametrize(
    ("raw", "encoding", "about", "suggestion"),
    [
        (b"H\xe5", "utf-8", "Column 2: the byte 0xE5 is not utf-8", "--encoding cp1252"),
        (b"\x81", "cp1252", "Column 1: the byte 0x81 is not cp1252", "--encoding utf-8"),
    ],
)
def test_bytes_that_are_no_characters(
    raw: bytes, encoding: str, about: str, suggestion: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        NumberedLine(1, raw).decoded(encoding)
    assert str(caught.value).startswith(about)
    assert str(caught.value).endswith(suggestion)
