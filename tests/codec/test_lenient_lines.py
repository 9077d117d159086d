from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.codec.lenient_lines import LONGEST_LINE, Line, lenient_lines


@given(
    data=st.binary(max_size=200) | st.lists(st.sampled_from([b"a", b"\r", b"\n"])).map(b"".join),
    size=st.integers(1, 50),
)
def test_lines_and_ends_are_the_bytes(data: bytes, size: int) -> None:
    lines = list(lenient_lines(data[at : at + size] for at in range(0, len(data), size)))
    assert b"".join(line.data + line.end for line in lines) == data
    assert all(line.length == len(line.data) for line in lines)
    assert all(line.end in (b"\n", b"\r\n") for line in lines[:-1])
    assert not any(b"\n" in line.data for line in lines)


def test_of_an_endless_line_only_the_first_part_is_kept() -> None:
    chunks = [b"x" * 70_000] * 10
    first, second = lenient_lines([*chunks, b"\r\nab"])
    assert first.length == 700_000
    assert LONGEST_LINE <= len(first.data) < 700_000
    assert second == Line(b"ab", b"", 2)
