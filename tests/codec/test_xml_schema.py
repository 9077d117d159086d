from __future__ import annotations

from pathlib import Path

import pytest

from fakturakjerne.codec.xml_schema import Schema
from fakturakjerne.errors import CodecError, RecordError

HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
ORDERS = """
<xs:simpleType name="code"><xs:restriction base="xs:string">
  <xs:maxLength value="4"/><xs:pattern value="[0-9]+"/></xs:restriction></xs:simpleType>
<xs:element name="orders"><xs:complexType><xs:sequence>
  <xs:element name="order" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element name="net" type="xs:decimal"/>
    <xs:element name="code" type="code" minOccurs="0"/>
    <xs:element name="kind" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string">
      <xs:enumeration value="A"/><xs:enumeration value="B"/></xs:restriction></xs:simpleType>
    </xs:element>
  </xs:sequence><xs:attribute name="no" type="xs:int" use="required"/></xs:complexType>
  </xs:element>
</xs:sequence></xs:complexType>
<xs:unique name="one"><xs:selector xpath="order"/><xs:field xpath="@no"/></xs:unique>
</xs:element>"""


def schema(body: str, **others: str) -> Schema:
    files = {
        name.replace("__", "/") + ".xsd": f"{HEAD}{text}</xs:schema>"
        for name, text in others.items()
    }
    files["main.xsd"] = f"{HEAD}\n{body}\n</xs:schema>"
    return Schema("main.xsd", lambda name: files[name].encode() if name in files else None)


def said(document: str, body: str = ORDERS) -> list[tuple[int, str, str]]:
    return [
        (problem.line, problem.path, problem.text.render("en", problem.values))
        for problem in schema(body).problems(document.encode())
    ]


def test_a_valid_document_has_no_problems() -> None:
    assert said('<orders><order no="1"><net>1.5</net></order></orders>') == []


def test_every_problem_is_told_at_once_with_line_path_value_and_what_is_right() -> None:
    document = """<orders>
<order no="1"><net>12,50</net></order>
<order no="x"><net>1</net><code>12345</code><kind>C</kind></order>
<order><cost/></order>
<order no="3"><net>1</net><cost/></order>
<order no="4" vat="1"><net>1</net>some 15819010029</order>
<order no="5"/>
<order no="6"><net><a/></net></order>
<order no="7"><net>1</net><code>a</code><kind>A</kind><kind>A</kind></order>
<order no="7"><net>1</net></order>
</orders>"""
    number = "this must be a decimal number, such as 1234.5"
    assert said(document) == [
        (2, "/orders/order[1]/net", f"'12,50' is not accepted; {number}"),
        (
            3,
            "/orders/order[2]",
            "the attribute no: 'x' is not accepted; this must be a whole number",
        ),
        (3, "/orders/order[2]/code", "'12345' is not accepted; this must be at most 4 characters"),
        (3, "/orders/order[2]/kind", "'C' is not accepted; this must be one of 'A', 'B'"),
        (4, "/orders/order[3]", "order lacks the attribute no"),
        (4, "/orders/order[3]/cost", "cost does not belong here; expected net"),
        (5, "/orders/order[4]/cost", "cost does not belong here; expected code or kind"),
        (6, "/orders/order[5]", "order cannot have the attribute vat"),
        (
            6,
            "/orders/order[5]",
            "'so**************' stands between the elements; order holds elements only",
        ),
        (7, "/orders/order[6]", "order is not complete; missing is net"),
        (8, "/orders/order[7]/net", "net must hold a value, no elements"),
        (8, "/orders/order[7]/net", f"'' is not accepted; {number}"),
        (
            9,
            "/orders/order[8]/code",
            "'a' is not accepted; this must be something that matches the pattern [0-9]+",
        ),
        (9, "/orders/order[8]/kind[2]", "kind does not belong here; expected nothing more"),
        (
            10,
            "/orders/order[9]",
            "Element 'order': Duplicate key-sequence ['7'] in unique identity-constraint 'one'.",
        ),
    ]


def test_the_line_is_right_beyond_65535() -> None:
    document = "<orders>" + '\n<order no="1"><net>1</net></order>' * 70_000 + "\n<x/></orders>"
    body = ORDERS.replace('<xs:unique name="one">', "").split("<xs:selector")[0] + "</xs:element>"
    [(line, path, _)] = said(document, body)
    assert (line, path) == (70_002, "/orders/x")


def test_namespaces_and_prefixes_are_found() -> None:
    body = '<xs:element name="r"><xs:complexType><xs:sequence><xs:any namespace="##any" minOccurs="0" maxOccurs="3" processContents="lax"/></xs:sequence></xs:complexType></xs:element><xs:element name="n" type="xs:date"/>'
    document = '<r xmlns:p="urn:p"><p:n>1</p:n><n>no</n><q xmlns="urn:q"/><n>no</n></r>'
    assert [(path, text) for _, path, text in said(document, body)] == [
        ("/r/n[1]", "'no' is not accepted; this must be a date, such as 2026-03-02"),
        ("/r/n[2]", "n does not belong here; expected nothing more"),
    ]
    other = HEAD.replace(">", ' targetNamespace="urn:a" elementFormDefault="qualified">')
    text = f'{other}<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="x" type="xs:int" maxOccurs="9"/></xs:sequence></xs:complexType></xs:element></xs:schema>'
    found = Schema("a", {"a": text.encode()}.get)
    [default] = found.problems(b'<r xmlns="urn:a"><x>1</x><x>b</x></r>')
    [prefixed] = found.problems(b'<p:r xmlns:p="urn:a"><p:x>1</p:x><p:x>b</p:x></p:r>')
    assert default.path == prefixed.path == "/r/x[2]"


def test_an_unknown_root() -> None:
    assert said("<list/>") == [(1, "/list", "the schema does not know list as a root element")]


@pytest.mark.parametrize(
    ("type_or_facet", "value", "expected"),
    [
        ("xs:boolean", "ja", "true or false"),
        ("xs:unsignedInt", "-1", "a whole number from 0 upwards"),
        ("xs:anyURI", "", None),
        ("xs:gYear", "x", "a value of the type xs:gYear"),
        ('<xs:minInclusive value="5"/>', "4", "5 or more"),
        ('<xs:maxExclusive value="5"/>', "5", "less than 5"),
        ('<xs:fractionDigits value="2"/>', "1.234", "at most 2 digits after the point"),
        ('<xs:totalDigits value="2"/>', "123", "at most 2 digits"),
    ],
)
def test_what_would_be_right(type_or_facet: str, value: str, expected: str | None) -> None:
    if type_or_facet.startswith("<"):
        body = f'<xs:element name="r"><xs:simpleType><xs:restriction base="xs:decimal">{type_or_facet}</xs:restriction></xs:simpleType></xs:element>'
    else:
        body = f'<xs:element name="r" type="{type_or_facet}"/>'
    found = [text for _, _, text in said(f"<r>{value}</r>", body)]
    assert found == (
        [] if expected is None else [f"'{value}' is not accepted; this must be {expected}"]
    )


def test_a_schema_of_several_files_that_refer_to_each_other() -> None:
    found = schema(
        '<xs:include schemaLocation="parts/a.xsd"/><xs:include schemaLocation="./parts/a.xsd"/>',
        parts__a='<xs:include schemaLocation="æ ø.xsd"/><xs:include schemaLocation="../main.xsd"/>'
        '<xs:element name="r" type="t"/>',
        **{"parts__æ ø": '<xs:simpleType name="t"><xs:restriction base="xs:int"/></xs:simpleType>'},
    )
    assert list(found.problems(b"<r>1</r>")) == []
    assert [problem.path for problem in found.problems(b"<r>x</r>")] == ["/r"]


@pytest.mark.parametrize(
    "location",
    ["http://x.example/y.xsd", "file:///etc/hosts", "/etc/hosts", "../main.xsd", "c:\\x", "no.xsd"],
)
def test_nothing_is_fetched_and_nothing_outside_the_folder_is_read(location: str) -> None:
    asked: list[str] = []

    def read(name: str) -> bytes | None:
        asked.append(name)
        return (
            f'{HEAD}\n<xs:include schemaLocation="{location}"/></xs:schema>'.encode()
            if name == "main.xsd"
            else None
        )

    with pytest.raises(
        CodecError, match=r"schema main.xsd cannot be used: line 2: .* is not fetched"
    ):
        Schema("main.xsd", read)
    assert set(asked) <= {"main.xsd", "no.xsd"}


def test_what_a_document_says_of_its_schema_is_ignored() -> None:
    hint = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:noNamespaceSchemaLocation="http://x.example/y.xsd" i:schemaLocation="urn:x /etc/hosts"'
    assert said(f"<r {hint}>1</r>", '<xs:element name="r" type="xs:int"/>') == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"<r/>", "it is no XML schema"),
        (b"<!DOCTYPE r><r/>", "line 1: a document type"),
        (b"<r>", "not well-formed XML"),
        (f'{HEAD}\n<xs:element name="r" type="none"/></xs:schema>'.encode(), "line 2: .*'none'"),
        (f'{HEAD}<xs:include schemaLocation="b"/></xs:schema>'.encode(), "schema b .* no XML"),
        (
            f'{HEAD}<xs:include schemaLocation="c"/></xs:schema>'.encode(),
            "schema c cannot be used: line 1: .*'none'",
        ),
    ],
)
def test_a_schema_that_is_none(text: bytes, reason: str) -> None:
    other = f'{HEAD}<xs:element name="q" type="none"/></xs:schema>'.encode()
    with pytest.raises(CodecError, match=reason):
        Schema("a", {"a": text, "b": b"<x/>", "c": other}.get)


def test_a_schema_of_too_many_files() -> None:
    def read(name: str) -> bytes:
        return f'{HEAD}<xs:include schemaLocation="{name}x"/></xs:schema>'.encode()

    with pytest.raises(CodecError, match="more than 200 files"):
        Schema("a", read)


def test_a_pattern_that_explodes_is_stopped() -> None:
    body = '<xs:element name="r"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="(a|aa)*(a|aa)*(a*)*c"/></xs:restriction></xs:simpleType></xs:element>'
    with pytest.raises(CodecError, match="more work than a check can take"):
        said(f"<r>{'a' * 3000}b</r>", body)


@pytest.mark.parametrize("document", ["<!DOCTYPE r><r/>", "<r>", "<r>" * 100, "<r xmlns:a=''/>"])
def test_a_hostile_document_is_refused(document: str) -> None:
    with pytest.raises(RecordError):
        said(document)


def test_a_text_that_lxml_finds_too_long() -> None:
    with pytest.raises(CodecError, match="not well-formed XML"):
        said(f"<r>{'a' * 11_000_000}</r>")


def test_a_schema_that_a_document_brings_along_is_not_even_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / "own.xsd").write_text(
        HEAD.replace(">", ' targetNamespace="urn:x">')
        + '<xs:element name="x" type="xs:int"/></xs:schema>'
    )
    body = (
        '<xs:element name="r"><xs:complexType><xs:sequence>'
        '<xs:any namespace="##other" processContents="lax"/></xs:sequence></xs:complexType>'
        "</xs:element>"
    )
    hint = f'xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="urn:x {tmp_path}/own.xsd"'
    assert said(f'<r {hint}><x xmlns="urn:x">no number</x></r>', body) == []
