"""Each attack of which we know, and what is well-formed and harmless."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from fakturakjerne.domain.finding import Finding
from fakturakjerne.errors import RecordError
from fakturakjerne_ehf import tree as tree_module
from fakturakjerne_ehf.tree import Tree, TreeLimits, name_of, parse, refusal
from tests.ehf.examples import credit_note, invoice

LAUGHS = "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def code_of(data: bytes, limits: TreeLimits | None = None) -> tuple[str, object]:
    with pytest.raises(RecordError) as caught:
        parse(data, limits=limits)
    return caught.value.code, caught.value.values["line"]


def test_a_document_is_one_of_two_or_none() -> None:
    kinds = [parse(data).kind for data in (invoice(), credit_note(), b"<Invoice/>")]
    assert kinds == ["invoice", "credit_note", None]


def test_chunks_are_the_document() -> None:
    data = invoice()
    whole = etree.tostring(parse(data).root)
    assert etree.tostring(parse(data[at : at + 7] for at in range(0, len(data), 7)).root) == whole


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_a_document_type_is_refused_in_every_encoding(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    named = "utf-16" if mark else encoding
    text = f'<?xml version="1.0" encoding="{named}"?>\n\n<!DOCTYPE a SYSTEM "a.dtd">\n<a/>'
    assert code_of(mark + text.encode(encoding)) == ("xml.doctype", 3)


@pytest.mark.parametrize(
    "data",
    [
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a/>',
        f"{LAUGHS}]><a>&i;</a>".encode(),
        f'{LAUGHS}]><a b="&i;"/>'.encode(),
        b"<!DOCTYPE a [<!ENTITY x '" + b"x" * 100_000 + b"'>]><a>" + b"&x;" * 1000 + b"</a>",
        b'<!DOCTYPE a [<!ATTLIST a b CDATA "made up">]><a/>',
    ],
)
def test_entities_and_all_else_of_a_document_type_are_refused(data: bytes) -> None:
    assert code_of(data) == ("xml.doctype", 1)


def test_an_entity_that_nothing_declares_is_refused() -> None:
    assert code_of(b"<a>&x;</a>")[0] == "xml.malformed"
    assert parse(b"<a>&lt;&#65;</a>").root.text == "<A"


def test_comments_and_instructions_are_gone_before_a_text_is_read() -> None:
    root = parse(b"<?x y?><ID>12<!-- not -->3<?not me?>4<![CDATA[5]]>6</ID><!-- x -->").root
    assert (root.text, len(root)) == ("123456", 0)


def test_depth() -> None:
    assert parse(b"<a>" * 64 + b"</a>" * 64).root is not None
    for depth in (65, 300, 100_000):
        assert code_of(b"<a>" * depth + b"</a>" * depth) == ("xml.depth", 1)


def test_a_text_of_ten_megabytes_is_read() -> None:
    root = parse(b"<a>" + b"A" * 10_500_000 + b"</a>").root
    assert len(root.text or "") == 10_500_000


def test_a_huge_document_is_watched_as_well() -> None:
    text = b"A" * 10_500_000
    assert code_of(b"<a>" * 400 + text + b"</a>" * 400) == ("xml.depth", 1)
    assert code_of(b"<!DOCTYPE a><a>" + text + b"</a>") == ("xml.doctype", 1)


def test_sizes_are_capped() -> None:
    limits = TreeLimits(mebibytes=1)
    most = b"<a>" + b"x" * ((1 << 20) - 7) + b"</a>"
    assert parse(most, limits=limits).root.tag == "a"
    assert code_of(most + b" ", limits) == ("xml.size", 1)


def test_no_more_is_taken_in_than_the_cap() -> None:
    taken = []

    def chunks() -> object:
        for number in range(100):
            taken.append(number)
            yield b"x" * (1 << 19)

    with pytest.raises(RecordError):
        parse(chunks(), limits=TreeLimits(mebibytes=1))  # type: ignore[arg-type]  # an iterable
    assert len(taken) == 3


def test_a_flood_of_elements_or_attributes_is_refused_before_it_is_parsed() -> None:
    limits = TreeLimits(markup=100)
    assert parse(b"<a>" + b"<a/>" * 90 + b"</a>", limits=limits).root is not None
    assert code_of(b"<a>" + b"<a/>" * 110 + b"</a>", limits) == ("ehf.xml-markup", 1)
    many = " ".join(f'a{number}=""' for number in range(110))
    assert code_of(f"<a {many}/>".encode(), limits) == ("ehf.xml-markup", 1)
    assert parse(b"<a>" + b"x" * 1000 + b"</a>", limits=limits).root is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "ehf.xml-empty"),
        (b"\xef\xbb\xbf \n", "ehf.xml-empty"),
        (gzip.compress(b"<a/>", mtime=0), "ehf.xml-compressed"),
        (b"PK\x03\x04 and so on", "ehf.xml-compressed"),
        (b"%PDF-1.7", "xml.malformed"),
        ("<a/>".encode("cp500"), "xml.malformed"),
        (b'<?xml version="1.0" encoding="utf-7"?><a/>', "ehf.xml-encoding"),
        (b'<?xml version="1.0" encoding="ebcdic-us"?><a/>', "ehf.xml-encoding"),
        (b'<?xml version="1.0"' + b" " * 600 + b'encoding="utf-7"?><a/>', "ehf.xml-encoding"),
        (b"<a><b></a>", "xml.malformed"),
        (b"<a>\xff</a>", "xml.malformed"),
        (b"<a/><b/>", "xml.malformed"),
        (b"<c:a/>", "xml.malformed"),
    ],
)
def test_what_is_no_document(data: bytes, code: str) -> None:
    assert code_of(data) == (code, 1)


def test_what_only_the_library_refuses_is_refused_without_its_words() -> None:
    """Its sentences quote the document; expat knows nothing of ``xml:id``."""
    with pytest.raises(RecordError) as caught:
        parse(b'<a>\n<b xml:id="15819010029 x"/></a>')
    assert caught.value.code == "xml.malformed"
    assert caught.value.values["line"] == 2
    assert "158" not in str(caught.value)


def test_a_refusal_is_a_finding_with_its_line() -> None:
    with pytest.raises(RecordError) as caught:
        parse(b"<a>\n</b>")
    finding = refusal(caught.value)
    assert (finding.path, finding.code, finding.blocks) == ("line 2", "xml.malformed", True)


def test_places_count_namesakes_only() -> None:
    tree = parse(invoice())
    documents = tree.root.findall(f"{tree_module.CAC}AdditionalDocumentReference")
    number = tree.root.find(f"{tree_module.CBC}ID")
    assert number is not None
    assert tree.path(number) == "/Invoice/cbc:ID"
    assert tree.path(documents[1][0]) == "/Invoice/cac:AdditionalDocumentReference[2]/cbc:ID"
    assert tree.place(tree.root) == "line 2, /Invoice"


@given(
    st.lists(st.sampled_from("ab"), min_size=1, max_size=9).flatmap(
        lambda names: st.tuples(st.just(names), st.permutations(range(len(names))))
    )
)
def test_places_are_right_in_any_order_of_asking(asked: tuple[list[str], list[int]]) -> None:
    names, order = asked
    tree = parse(f"<r>{''.join(f'<{name}/>' for name in names)}</r>".encode())
    for at in [*order, *range(len(names))]:
        name = names[at]
        number = f"[{names[: at + 1].count(name)}]" if names.count(name) > 1 else ""
        assert tree.path(tree.root[at]) == f"/r/{name}{number}"


def test_places_in_a_long_document_take_one_walk() -> None:
    tree = parse(b"<r>" + b"<a/>" * 30_000 + b"</r>")
    paths = [tree.path(element) for element in tree.root]
    assert (paths[0], paths[-1]) == ("/r/a[1]", "/r/a[30000]")


def test_names_in_places_hide_personal_numbers_and_end() -> None:
    root = parse(b"<a15819010029/>").root
    assert "19010029" not in name_of(root)
    assert len(name_of(parse(b"<" + b"b" * 1000 + b"/>").root)) < 100


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_it_is_a_tree_or_a_refusal(data: bytes) -> None:
    try:
        result: Tree | Finding = parse(b"<" + data)
    except RecordError as error:
        result = refusal(error)
    assert isinstance(result, Tree) or result.message
