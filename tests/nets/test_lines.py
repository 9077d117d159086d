from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_nets.lines import Lines


def taken(chunks: list[bytes]) -> list[tuple[bytes, int]]:
    lines = Lines(chunks)
    return list(iter(lines.take, None))


@given(st.binary(), st.lists(st.integers(1, 7)))
def test_the_chunks_make_no_difference(data: bytes, sizes: list[int]) -> None:
    chunks, rest = [], data
    for size in sizes:
        chunks.append(rest[:size])
        rest = rest[size:]
    assert taken([*chunks, rest]) == taken([data])


@given(st.lists(st.binary().map(lambda line: line.translate(None, b"\r\n")), min_size=1))
def test_every_line_end_gives_the_same_lines(lines: list[bytes]) -> None:
    expected = [(line, len(line)) for line in lines]
    for end in (b"\r\n", b"\n", b"\r"):
        assert taken([end.join((*lines, b""))]) == expected


def test_the_last_line_may_have_no_end() -> None:
    assert taken([b"a\r\nb"]) == [(b"a", 1), (b"b", 1)]
    assert taken([b"a\r"]) == [(b"a", 1)]
    assert taken([]) == []


def test_an_endless_line_is_measured_and_not_kept() -> None:
    lines = Lines([b"x" * 50_000] * 40 + [b"\nNY"])
    first = lines.take()
    assert first is not None
    assert first[1] == 2_000_000
    assert len(first[0]) < 200_000
    assert lines.take() == (b"NY", 2)
    assert taken([b"x" * 50_000] * 3)[0][1] == 150_000


def test_ahead_reads_on_until_there_is_enough_or_no_more() -> None:
    lines = Lines([b"a\n", b"b\n", b"c\n"])
    lines.ahead(3)
    assert lines.buffer == b"a\nb\n"
    lines.ahead(100)
    assert lines.buffer == b"a\nb\nc\n"
    lines.skip(to=4, lines=2)
    assert lines.take() == (b"c", 1)
    assert lines.number == 3
