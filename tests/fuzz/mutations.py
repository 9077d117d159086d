"""Damage to files: what happens to them on disks, in mail, in editors and in other programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

HUGE = 250_000
MANY = 300


class Harm(NamedTuple):
    """Where something happens, and what with; each operation takes what it needs.

    Attributes:
        at: a place, counted on from the beginning again where the file is shorter.
        to: another place, or a number.
        noise: some bytes.
    """

    at: int
    to: int
    noise: bytes


Lines = list[bytes]


def flip_a_bit(data: bytes, harm: Harm) -> bytes:
    at = harm.at % len(data)
    return data[:at] + bytes([data[at] ^ 1 << harm.to % 8]) + data[at + 1 :]


def change_a_digit(data: bytes, harm: Harm) -> bytes:
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    at = digits[harm.at % len(digits)]
    return data[:at] + bytes([48 + harm.to % 10]) + data[at + 1 :]


def overwrite(data: bytes, harm: Harm) -> bytes:
    at = harm.at % len(data)
    return data[:at] + harm.noise + data[at + len(harm.noise) :]


def insert(data: bytes, harm: Harm) -> bytes:
    at = harm.at % len(data)
    return data[:at] + harm.noise + data[at:]


def insert_much(data: bytes, harm: Harm) -> bytes:
    at = harm.at % len(data)
    return data[:at] + (harm.noise or b"0") * (HUGE // max(len(harm.noise), 1)) + data[at:]


def cut_out(data: bytes, harm: Harm) -> bytes:
    first, last = sorted((harm.at % len(data), harm.to % len(data)))
    return data[:first] + data[last:]


def truncate(data: bytes, harm: Harm) -> bytes:
    return data[: harm.at % len(data)]


def behead(data: bytes, harm: Harm) -> bytes:
    return data[harm.at % len(data) :]


def blank(data: bytes, harm: Harm) -> bytes:
    at, width = harm.at % len(data), harm.to % 40
    filler = (harm.noise or b" ")[:1]
    return data[:at] + filler * len(data[at : at + width]) + data[at + width :]


def encode_twice(data: bytes, harm: Harm) -> bytes:
    return data.decode("iso-8859-1").encode("utf-8")


def encode_wide(data: bytes, harm: Harm) -> bytes:
    return data.decode("iso-8859-1").encode("utf-16")


def begin_with_a_mark(data: bytes, harm: Harm) -> bytes:
    return b"\xef\xbb\xbf" + data


def end_lines_otherwise(data: bytes, harm: Harm) -> bytes:
    ends = (b"", b"\r", b"\n", b"\n\n", b"\r\r\n", b"\x0b", b"\xc2\x85")
    return data.replace(b"\r\n", b"\n").replace(b"\n", ends[harm.to % len(ends)])


def _on_lines(do: Callable[[Lines, Harm], Lines]) -> Callable[[bytes, Harm], bytes]:
    def harmed(data: bytes, harm: Harm) -> bytes:
        return b"".join(do(data.splitlines(keepends=True), harm))

    harmed.__name__ = do.__name__
    return harmed


@_on_lines
def drop_a_line(lines: Lines, harm: Harm) -> Lines:
    at = harm.at % len(lines)
    return lines[:at] + lines[at + 1 :]


@_on_lines
def swap_two_lines(lines: Lines, harm: Harm) -> Lines:
    one, other = harm.at % len(lines), harm.to % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return lines


@_on_lines
def repeat_a_line(lines: Lines, harm: Harm) -> Lines:
    at = harm.at % len(lines)
    return lines[:at] + [lines[at]] * (harm.to % MANY) + lines[at:]


@_on_lines
def repeat_some_lines(lines: Lines, harm: Harm) -> Lines:
    first, last = sorted((harm.at % len(lines), harm.to % len(lines)))
    return lines[: last + 1] + lines[first:]


OPERATIONS: Sequence[Callable[[bytes, Harm], bytes]] = (
    change_a_digit,
    flip_a_bit,
    overwrite,
    insert,
    blank,
    drop_a_line,
    swap_two_lines,
    repeat_a_line,
    repeat_some_lines,
    cut_out,
    truncate,
    behead,
    end_lines_otherwise,
    encode_twice,
    encode_wide,
    begin_with_a_mark,
    insert_much,
)

NOISE: SearchStrategy[bytes] = st.binary(max_size=6) | st.sampled_from(
    (
        *(b"\0", b"\xff\xfe", b"\xc3", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\x85", b"\xa0", b"\x1a"),
        *(b"\r", b"\n", b"\r\n", b'"', b";", b"[", b"{", b"<", b"&", b"<!--", b"]]>", b"&#0;"),
        *(b"-", b" ", b"000000", b"999999", b"1e999", b"NaN", b"NY", b"NY000089", b"NY000010"),
        *("²".encode(), "²".encode("iso-8859-1"), "٣".encode(), b"\\ud800", b"310226", b"00"),
    )
)
_PLACES = st.integers(0, 1_000_000)


def damaged(data: bytes) -> SearchStrategy[bytes]:
    """A file to which one thing or a few have happened."""
    harms = st.builds(Harm, _PLACES, _PLACES, NOISE)
    steps = st.lists(st.tuples(st.sampled_from(OPERATIONS), harms), min_size=1, max_size=6)
    return steps.map(lambda every: _damage(data, every))


def _damage(data: bytes, steps: Sequence[tuple[Callable[[bytes, Harm], bytes], Harm]]) -> bytes:
    for operation, harm in steps:
        if data:
            data = operation(data, harm)
        data = data[: 4 * HUGE]  # a few large ones on top of each other are enough
    return data
