from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.codec.xml import (
    XmlElement,
    XmlLimits,
    check_well_formed,
    read_outline,
    read_records,
)
from fakturakjerne.errors import RecordError

DOCUMENT = (
    b'<?xml version="1.0" encoding="ISO-8859-1"?>\n<list a="1">\n'
    b'<one k="\xe5">1<!-- a comment -->2<?target data?>3</one>\n'
    b"<!-- between -->\n<two><x/> <y>\xf8 &amp; &#229;</y></two>\n</list>\n<!-- after -->\n"
)


def elements(document: bytes, **changes: object) -> list[XmlElement]:
    found = read_records([document], **changes)  # type: ignore[arg-type]  # depth or limits
    return [record.element for record in found if record.element is not None]


def message(document: bytes, limits: XmlLimits | None = None) -> str:
    with pytest.raises(RecordError) as caught:
        list(read_records([document], limits=limits))
    return str(caught.value)


def test_records_have_texts_without_comments_attributes_children_and_lines() -> None:
    one, two = elements(DOCUMENT)
    assert (one.name, one.text, one.attributes, one.line) == ("one", "123", {"k": "å"}, 3)
    assert [(child.name, child.text) for child in two.children] == [("x", ""), ("y", "ø & å")]
    assert repr(one) == "XmlElement(name='one', line=3)"
    assert (two.line, two.is_blank, one.is_blank, dict(two.attributes)) == (5, True, False, {})


def test_the_raw_bytes_of_all_records_are_the_document() -> None:
    records = list(read_records([DOCUMENT], with_end=True))
    assert [record.raw.strip()[-6:] for record in records] == [b"</one>", b"</two>", b"er -->"]
    assert b"".join(record.raw for record in records) == DOCUMENT
    assert records[-1].element is None
    assert records[0].parents == ("list",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_any_encoding_cut_anywhere(encoding: str, size: int) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><r><a>blå</a> <b/><c></c></r>'
    data = text.encode(encoding)
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    records = list(read_records(chunks, with_end=True))
    assert b"".join(record.raw for record in records) == data
    assert [record.element and record.element.text for record in records] == ["blå", "", "", None]


def test_depth_says_what_a_record_is() -> None:
    document = b"<r><g><a>1</a></g><g><a>2</a></g></r>"
    assert [each.name for each in elements(document, depth=0)] == ["r"]
    assert [each.text for each in elements(document, depth=2)] == ["1", "2"]
    assert [record.parents for record in read_records([document], depth=2)] == [("r", "g")] * 2
    assert elements(b"<r><g/></r>", depth=2) == []


def test_namespaces_stand_in_braces() -> None:
    (element,) = elements(b'<p:r xmlns:p="urn:x" xmlns="urn:y"><a p:k="1"/></p:r>')
    assert (element.name, dict(element.attributes)) == ("{urn:y}a", {"{urn:x}k": "1"})


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b'\n<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "line 2: a document type"),
        (b"<r>&a;</r>", "line 1, column 4: not well-formed XML (undefined entity)"),
        (b"<r>\n<a></b></r>", "line 2, column 6: not well-formed XML (mismatched tag)"),
        (b"<r><a>", "line 1, column 7: not well-formed XML (no element found)"),
        (b"", "line 1, column 1: not well-formed XML (no element found)"),
        (b"<r>\n text <a/></r>", "line 2: 'text' stands between the records"),
        (b"<r>15819010029<a/></r>", "'15*********' stands between"),
        (b'<?xml version="1.0" encoding="zip"?><r/>', "line 1, column 1: not well-formed XML ("),
        (b'<?xml version="1.0" encoding="gbk"?><r/>', "multi-byte encodings"),
        (b"<r>\x01</r>", "invalid token"),
        (b"<r>" * 65, "line 1: the elements are nested more than 64 deep"),
    ],
)
def test_what_is_refused_says_where(document: bytes, said: str) -> None:
    assert said in message(document)


def test_sizes_are_capped() -> None:
    big = b"<r>" + b"<a>" + b" " * (1 << 20) + b"</a></r>"
    assert "larger than 1 MiB" in message(big, XmlLimits(mebibytes=1))
    assert "one record is larger than 1 MiB" in message(big, XmlLimits(record_mebibytes=1))
    with pytest.raises(RecordError, match="larger than 1 MiB"):
        check_well_formed([big], limits=XmlLimits(mebibytes=1))


def test_check_well_formed_lets_text_stand_anywhere_and_refuses_the_rest() -> None:
    check_well_formed([b"<r>a<b/>", b"c</r>"])
    with pytest.raises(RecordError, match="document type"):
        check_well_formed([b"<!DOCTYPE r><r/>"])
    with pytest.raises(RecordError, match="nested"):
        check_well_formed([b"<r>" * 65])
    with pytest.raises(RecordError, match="no element found"):
        check_well_formed([b"<r>"])


def test_one_record_at_a_time_is_held() -> None:
    def document(count: int) -> Iterator[bytes]:
        yield b"<r>"
        for _ in range(count):
            yield b"<a><b>1234567890</b></a>\n" * 1000
        yield b"</r>"

    def peak(count: int) -> int:
        tracemalloc.start()
        number = sum(1 for _ in read_records(document(count)))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert number == count * 1000
        return top

    assert peak(40) < peak(4) + 500_000


@given(data=st.binary(max_size=300), before=st.sampled_from([b"", b"<r><a>", b"<?xml "]))
def test_any_bytes_are_read_or_refused(data: bytes, before: bytes) -> None:
    try:
        records = list(read_records([before + data], with_end=True))
    except RecordError:
        return
    assert b"".join(record.raw for record in records) == before + data


@given(encoding=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12))
def test_any_name_of_an_encoding(encoding: str) -> None:
    document = b'<?xml version="1.0" encoding="%b"?><r>\xe5</r>' % encoding.encode()
    try:
        check_well_formed([document])
    except RecordError as error:
        assert "XML" in str(error)  # noqa: PT017 - it may as well be read


def pruned(element: XmlElement, depth: int) -> XmlElement:
    children = [pruned(each, depth - 1) for each in element.children] if depth > 1 else []
    return element._replace(text="", children=tuple(children))


@pytest.mark.parametrize("depth", [1, 2, 3, 9])
@pytest.mark.parametrize("size", [1, 100_000])
def test_an_outline_is_the_document_without_its_depths_and_texts(depth: int, size: int) -> None:
    chunks = [DOCUMENT[start : start + size] for start in range(0, len(DOCUMENT), size)]
    (whole,) = elements(DOCUMENT, depth=0)
    assert read_outline(chunks, depth=depth) == pruned(whole, depth)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"", "no element"),
        (b"<r><a><b><c></b></a></r>", "mismatched"),
        (b"<r/><r/>", "junk"),
        (b"<!DOCTYPE r><r/>", "document type"),
        (b"<r><a><b><c><d/></c></b></a></r>", "4"),
    ],
)
def test_an_outline_refuses_what_is_wrong_however_deep(document: bytes, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        read_outline([document], depth=1, limits=XmlLimits(depth=4))


def test_an_outline_has_qualified_names() -> None:
    root = read_outline([b"<r xmlns='urn:x' xmlns:y='urn:y' y:a='1'/>"], depth=1)
    assert (root.name, dict(root.attributes)) == ("{urn:x}r", {"{urn:y}a": "1"})
