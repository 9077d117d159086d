"""Whatever happened to a file: reading it ends, never raises, and says where what is wrong stands.

``nox -s fuzz`` does the same for a while, see CONTRIBUTING.md; the examples are others every time,
and a failure prints the bytes.
"""

from __future__ import annotations

import os
import re
import time
import tracemalloc
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.finding import Finding
from tests.fuzz.mutations import damaged
from tests.fuzz.targets import IMPORTERS, Target, names, target

MEBIBYTE = 2**20
SIZES = (MEBIBYTE, 4096, 81, 7)
DEFAULT_SECONDS = 60
CHUNK = 2**16
MOST_OF_A_LINE, MOST_OF_RECORDS = 3 * MEBIBYTE // 2, 9 * MEBIBYTE  # however much there is
HELD_AS_A_WHOLE = {
    "ehf",
    "leases-json",
    "visma-factum",
}  # one document, or record, of a limited size
ABOUT_THE_WHOLE_FILE = {"input.empty", "input.format", "input.encoding"}
CLOSE_TO_A_LINE = re.compile(r"(line|record|linje|post)s? \d|:\d|\$\[\d")


def chunks_of(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def read(asked: Target, chunks: Iterable[bytes]) -> Iterator[Read[object]]:
    return iter(asked.plugin().read(chunks, asked.chosen()))


def is_placed(finding: Finding) -> bool:
    """Whether one who reads a finding knows where to look."""
    if finding.code in ABOUT_THE_WHOLE_FILE:
        return True
    return bool(CLOSE_TO_A_LINE.search(finding.path) or CLOSE_TO_A_LINE.search(finding.message))


def assert_reads(asked: Target, data: bytes, *, size: int) -> None:
    assert isinstance(asked.plugin().recognize(data[:4096], name="in.txt"), bool)
    for one in read(asked, chunks_of(data, size)):
        assert isinstance(one, Read)
        assert one.item is not None or one.findings, "it says why nothing was read"
        for finding in one.findings:
            assert finding.message
            assert finding.in_language("nb")
            assert is_placed(finding), (finding.code, finding.path, finding.message)


def fuzz(asked: Target, *, examples: int, start: int | None) -> None:
    """Read files that are damaged; any that a seed gives, or those of the profile."""
    other = {"derandomize": False, "database": None} if start is not None else {}

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        **other,  # type: ignore[arg-type]  # two settings by name
    )
    @given(
        data=st.sampled_from(sorted(asked.files.values())).flatmap(damaged),
        size=st.sampled_from(SIZES),
    )
    def reads(data: bytes, size: int) -> None:
        assert_reads(asked, data, size=max(size, len(data) // 50_000))

    if start is not None:
        seed(start)(reads)
    reads()


def test_every_importer_is_here() -> None:
    assert names() == sorted(IMPORTERS)


@pytest.mark.parametrize("importer", names())
def test_a_sound_file_is_read(importer: str) -> None:
    asked = target(importer)
    assert any(
        read_one.item is not None for read_one in read(asked, [next(iter(asked.files.values()))])
    )


@pytest.mark.parametrize("importer", names())
def test_damaged_files(importer: str) -> None:
    fuzz(target(importer), examples=25, start=None)


def endless(unit: bytes, *, mebibytes: int) -> Iterator[bytes]:
    """Yield the same again and again, in chunks; each is gone before the next is made."""
    chunk = unit * (CHUNK // len(unit) + 1)
    for _ in range(mebibytes * MEBIBYTE // len(chunk)):
        yield chunk


def peak_of(asked: Target, chunks: Iterable[bytes]) -> int:
    """Return how many bytes were held at once while a file was read."""
    tracemalloc.start()
    try:
        deque(read(asked, chunks), maxlen=0)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("importer", names())
def test_memory_is_bounded(importer: str) -> None:
    """One line without an end, and one line again and again: neither is held as a whole."""
    asked = target(importer)
    sound = next(iter(asked.files.values()))
    lines = sound.splitlines(keepends=True)
    again = endless(lines[len(lines) // 2], mebibytes=1)
    line = peak_of(asked, endless(b"0", mebibytes=4))
    records = peak_of(asked, chain([sound[: len(sound) // 3]], again))
    if importer in HELD_AS_A_WHOLE:
        assert line < 5 * 4 * MEBIBYTE
        assert records < 5 * MEBIBYTE
    else:
        assert line < MOST_OF_A_LINE
        assert records < MOST_OF_RECORDS


@pytest.mark.long
@pytest.mark.parametrize("importer", names())
def test_damaged_files_for_a_while(importer: str) -> None:
    asked = target(importer)
    seconds = float(os.environ.get("FUZZ_SECONDS", DEFAULT_SECONDS))
    start = time.time_ns() % 2**32
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        fuzz(asked, examples=50, start=start)
        start += 1
