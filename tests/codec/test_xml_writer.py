from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.codec.charset import Charset
from fakturakjerne.codec.xml import read_records
from fakturakjerne.codec.xml_writer import XmlWriter, in_chunks

LATIN = XmlWriter(Charset("iso-8859-1"))


def read_back(writer: XmlWriter, value: bytes) -> str:
    [record] = read_records([writer.declaration, b"\n", writer.element("a", value)], depth=0)
    assert record.element is not None
    return record.element.text


@pytest.mark.parametrize(
    ("value", "written", "replaced"),
    [
        ("Vask & <rydding>", b"Vask &amp; &lt;rydding&gt;", ()),
        ("blå", b"bl\xe5", ()),
        ("a\x00b\nc", b"a b c", ("\x00",)),
        ("a\ud800b\uffff", b"a?b?", ("\ud800", "\uffff")),
        ("5 €", b"5 EUR", ("€",)),
        ("fullwidth ＆＜", b"fullwidth &amp;&lt;", ("＆", "＜")),
    ],
)
def test_text_is_escaped_and_what_does_not_fit_is_replaced(
    value: str, written: bytes, replaced: tuple[str, ...]
) -> None:
    found = LATIN.text(value)
    assert (found.data, found.replaced) == (written, replaced)


def test_markup_is_found_as_text_not_as_bytes() -> None:
    writer = XmlWriter(Charset("iso2022_jp"))
    written = writer.text("円&").data.decode("iso2022_jp")
    assert written == "円&amp;"


def test_elements_and_the_declaration() -> None:
    assert LATIN.element("Empty") == b"<Empty></Empty>"
    assert XmlWriter(Charset("utf-8")).declaration == b'<?xml version="1.0" encoding="UTF-8"?>'


@given(
    value=st.text(
        st.characters(exclude_categories=()) | st.sampled_from("<>&]\x00€å"), max_size=60
    ),
    encoding=st.sampled_from(["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15"]),
)
def test_what_is_read_is_what_was_written_and_no_change_goes_unsaid(
    value: str, encoding: str
) -> None:
    writer = XmlWriter(Charset(encoding))
    plain = writer.plain(value)
    assert read_back(writer, writer.text(value).data) == plain.data.decode(encoding)
    if not plain.replaced and value.isprintable():
        assert plain.data.decode(encoding) == value


def test_chunks_are_large_and_hold_everything() -> None:
    pieces = [b"x" * 100_000] * 7
    chunks = list(in_chunks(pieces))
    assert list(map(len, chunks)) == [300_000, 300_000, 100_000]
    assert b"".join(chunks) == b"".join(pieces)
    assert list(in_chunks([])) == []
