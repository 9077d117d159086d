from __future__ import annotations

from fakturakjerne_visma.records import VismaEnd, VismaStart, write


def test_records_are_written_as_they_were_read() -> None:
    start = VismaStart(record=1, reference="", extended=False, raw=b"ST", end=b"\n")
    end = VismaEnd(record=2, count=None, raw=b"SL??", end=b"")
    assert b"".join(write([start, end])) == b"ST\nSL??"
