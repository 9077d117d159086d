from __future__ import annotations

from fakturakjerne_agresso.records import Lg04Order, Lg04Text, write


def test_writing_gives_the_bytes_that_were_read() -> None:
    order = Lg04Order(record=1, order_id=1, values={}, raw=b"abc", end=b"\r\n")
    text = Lg04Text(
        record=2, order_id=1, line_no=1, sequence_no=1, text="", values={}, raw=b"def", end=b""
    )
    assert b"".join(write([order, text])) == b"abc\r\ndef"
