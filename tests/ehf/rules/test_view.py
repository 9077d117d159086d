from __future__ import annotations

from decimal import Decimal

import pytest

from fakturakjerne_ehf.rules.view import Unreadable, View, element_of, gather, trimmed
from fakturakjerne_ehf.tree import parse
from tests.ehf.rules.documents import part


def view(body: str, root: str = "Invoice") -> View:
    return gather(parse(part(body, root)).root)


def test_names_are_without_namespace_where_they_are_ubls() -> None:
    document = view('<ID/><x:ID xmlns:x="urn:x"/>', "CreditNote")
    assert document.root.name == "CreditNote"
    assert not document.is_invoice
    assert list(document.by_name) == ["CreditNote", "ID", "{urn:x}ID"]
    assert view("").is_invoice


def test_texts_are_raw_and_comments_are_no_part_of_them() -> None:
    [number] = view("<ID> 12<!-- -->34\n</ID>").all("ID")
    assert number.text == " 1234\n"
    assert number.trimmed == "1234"
    assert repr(number) == "Node('ID')"


def test_numbers_are_read_once_and_refused_by_name() -> None:
    document = view("<A>1.50</A><B>1E3</B><C/>")
    assert document.root.amount("A") == document.root.amount("A") == Decimal("1.50")
    assert document.root.amount("D") is None
    for name in ("B", "C"):
        with pytest.raises(Unreadable, match=name):
            document.root.amount(name)


def test_paths_lead_to_all_and_to_the_first() -> None:
    root = view("<A/><A><B>1</B><B>2</B></A><C/>").root
    assert [node.text for node in root.all("A", "B")] == ["1", "2"]
    first = root.first("A", "B")  # the first A has none
    assert first is not None
    assert first.text == "1"
    assert root.first("C", "B") is None
    assert root.first("A", "X") is None
    assert root.has("A")
    assert not root.has("B")


def test_what_is_empty_and_which_attributes_there_are() -> None:
    document = view('<A x="1"/><B> \t</B><C><D x="2" y="3">.</D></C>')
    assert [node.name for node in document.empty] == ["A", "B"]
    assert {name: node.name for name, node in document.attributed.items()} == {"x": "A", "y": "D"}
    assert [node.name for node in view("").empty] == ["Invoice"]


def test_a_node_leads_back_to_its_element() -> None:
    tree = parse(part("<A/><A><B/><C>here</C></A>"))
    [node] = gather(tree.root).all("C")
    assert element_of(node, tree.root).text == "here"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "a"), (" a \n b\t", "a b"), ("", ""), (" æ\r\n ø ", "æ ø"), ("\xa0a ", "\xa0a")],
)
def test_only_what_xml_calls_space_is_trimmed(text: str, expected: str) -> None:
    assert trimmed(text) == expected
