"""No bytes make a reader of leases raise, and each refusal says why."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.lease import Lease
from fakturakjerne.interchange.csv_leases import CsvLeases
from fakturakjerne.interchange.json_leases import JsonLeases, JsonLinesLeases
from fakturakjerne.plugin.interface import Importer
from tests.interchange.documents import line, mistaken_texts

ROWS = (
    b"id;customer.kind;customer.id;start;end;dimensions.ref;charge.text;charge.net\n"
    b"9001;external;311111116;2026-02-02T18:00;2026-02-02T20:00;KN;Hall A;800.00\n"
    b'9001;external;311111116;2026-02-02T18:00;2026-02-02T20:00;KN;"Hall; B";70\n'
)
Reader = Importer[Lease, Any]
READERS: tuple[tuple[Reader, bytes], ...] = (
    (JsonLinesLeases(), line() + line(id="9002")),
    (JsonLeases(), b"[" + line() + b",\n" + line(id="9002") + b"]"),
    (CsvLeases(), ROWS),
)


def read(reader: Reader, data: bytes, *, encoding: str = "utf-8") -> list[Read[Lease]]:
    options = reader.options_type(name="leases", encoding=encoding)
    return list(reader.read([data[:7], data[7:]], options))


@pytest.mark.parametrize(("reader", "sound"), READERS)
@given(data=st.binary(max_size=300), encoding=st.sampled_from(("utf-8", "cp1252")))
def test_random_bytes(reader: Reader, sound: bytes, data: bytes, encoding: str) -> None:
    for one in read(reader, data, encoding=encoding):
        assert one.item is not None or one.findings


@pytest.mark.parametrize(("reader", "sound"), READERS)
@given(data=st.data())
def test_sound_files_with_bytes_changed(reader: Reader, sound: bytes, data: st.DataObject) -> None:
    broken = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(broken) - 1))
        end = at + data.draw(st.integers(0, 3))
        broken[at:end] = data.draw(st.binary(max_size=3) | st.sampled_from((b'"', b"\n", b";")))
    for one in read(reader, bytes(broken)):
        assert one.item is not None or one.findings
        for finding in one.findings:
            assert finding.message
            assert finding.in_language("nb")
            assert finding.path.startswith("leases")


@given(mistaken_texts())
def test_mistaken_documents(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for one in read(JsonLinesLeases(), data):
        assert one.item is not None or one.findings
