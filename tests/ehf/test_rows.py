from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fakturakjerne.domain.trade_party import Identifier
from fakturakjerne_ehf.attachments import AttachmentLimits
from fakturakjerne_ehf.reading import Reading, Row, Table, Values
from fakturakjerne_ehf.rows import (
    Amount,
    AnyAmount,
    Attributed,
    Day,
    File,
    Flag,
    Group,
    Id,
    Ids,
    Inside,
    NoCharge,
    Number,
    Passed,
    Text,
    Texts,
)
from fakturakjerne_ehf.tree import CBC, parse


def read(row: Row, *elements: str) -> tuple[Values, list[str]]:
    """Read elements named x with a row, in a document in kroner."""
    namespace = f'xmlns:b="{CBC[1:-1]}"'
    currency = "<b:DocumentCurrencyCode>NOK</b:DocumentCurrencyCode>"
    tree = parse(f"<r {namespace}>{currency}{''.join(elements)}</r>".encode())
    reading, values = Reading(tree, AttachmentLimits()), Values()
    for element in tree.root[1:]:
        row.read(reading, element, values)
    return values, [each.code for each in reading.findings]


@pytest.mark.parametrize(
    ("row", "element", "values"),
    [
        (Text("a"), "<x> \n7\t</x>", {"a": "7"}),
        (Text("a"), "<x>\u00a07</x>", {"a": "\u00a07"}),
        (Text("a"), "<x> </x>", {}),
        (Text("a"), "<x/>", {}),
        (Texts("a"), "<x>7</x>", {"a": ["7"]}),
        (Texts("a"), "<x/>", {}),
        (Id("a"), '<x schemeID=" 0192 ">7</x>', {"a": Identifier("7", "0192")}),
        (Id("a"), '<x schemeID="0192"/>', {}),
        (Ids("a"), "<x>7</x>", {"a": [Identifier("7")]}),
        (Ids("a"), "<x/>", {}),
        (Attributed("a", (("n", "b"),)), '<x n="8">7</x>', {"a": "7", "b": "8"}),
        (Day("a"), "<x> 2026-03-02 </x>", {"a": date(2026, 3, 2)}),
        (Flag("a"), "<x>false</x>", {"a": False}),
        (NoCharge(), "<x>false</x>", {}),
        (Number("a"), '<x unitCode="EA">7.50</x>', {"a": Decimal("7.50")}),
        (Number("a", unit="u"), '<x unitCode="EA">7</x>', {"a": 7, "u": "EA"}),
        (Amount("a"), '<x currencyID="NOK">\n7 </x>', {"a": 7}),
        (AnyAmount("a", "c"), '<x currencyID="EUR">7</x>', {"a": 7, "c": "EUR"}),
        (Passed(), "<x>7</x>", {}),
        (Inside({"y": Text("a")}), "<x><y>7</y></x>", {"a": "7"}),
        (Group(name="a", table={"y": Text("b")}, make=dict), "<x><y>7</y></x>", {"a": {"b": "7"}}),
    ],
)
def test_what_a_row_makes_of_an_element(row: Row, element: str, values: Values) -> None:
    assert read(row, element) == (values, [])


@pytest.mark.parametrize(
    ("row", "element", "code"),
    [
        (Day("a"), "<x>20260302</x>", "ehf.date"),
        (Flag("a"), "<x/>", "ehf.flag"),
        (Number("a"), "<x>1E9</x>", "ehf.number"),
        (Amount("a"), '<x currencyID="NOK">NaN</x>', "ehf.number"),
        (Amount("a"), '<x currencyID="NOK">33.333333333333333333</x>', "ehf.number"),
        (Amount("a"), '<x currencyID="SEK">7</x>', "ehf.currency"),
        (Amount("a"), "<x>7</x>", "ehf.currency"),
        (AnyAmount("a", "c"), "<x>7,5</x>", "ehf.number"),
        (Number("a"), "<x>7<y/></x>", "ehf.nested"),
        (Number("a"), "<x><y/></x>", "ehf.nested"),
    ],
)
def test_what_is_wrong_is_none(row: Row, element: str, code: str) -> None:
    values, codes = read(row, element)
    assert (values["a"], codes) == (None, [code])


@pytest.mark.parametrize("row", [Text("a"), Texts("a"), Id("a"), Ids("a")])
def test_a_text_with_elements_in_it_is_not_read(row: Row) -> None:
    assert read(row, "<x>12<y/>34</x>") == ({}, ["ehf.nested"])


def test_a_price_has_no_charge() -> None:
    assert read(NoCharge(), "<x>true</x>") == ({}, ["ehf.price-charge"])


@pytest.mark.parametrize("row", [Text("a"), Id("a"), Attributed("a", ()), Day("a"), Amount("a")])
def test_a_second_one_is_reported(row: Row) -> None:
    element = '<x currencyID="NOK">2026-03-02</x>'
    assert read(row, element, element)[1][-1] == "ehf.twice"


def test_what_may_be_there_several_times() -> None:
    many = Group(name="a", table={"y": Text("b")}, make=dict, many=True)
    assert read(many, "<x/>", "<x><y>7</y></x>")[0] == {"a": [{}, {"b": "7"}]}
    assert read(Texts("a"), "<x>7</x>", "<x>8</x>")[0] == {"a": ["7", "8"]}
    assert read(Ids("a"), "<x>7</x>", "<x>8</x>")[0] == {"a": [Identifier("7"), Identifier("8")]}


def test_lists_become_tuples_wherever_they_were_filled() -> None:
    table: Table = {"y": Inside({"z": Texts("b")}), "w": Ids("c")}
    group = Group(name="a", table=table, make=dict)
    assert group.lists == ("b", "c")
    assert read(group, "<x><y><z>7</z></y><y><z>8</z></y></x>")[0] == {"a": {"b": ("7", "8")}}


@pytest.mark.parametrize(("many", "left"), [(False, None), (True, [])])
def test_a_group_without_what_it_needs_breaks_the_document(many: bool, left: object) -> None:
    table: Table = {"y": Number("b"), "z": Text("c")}
    group = Group(name="a", table=table, make=dict, needs={"b": "y", "c": "z"}, many=many)
    assert read(group, "<x/>") == ({"a": left}, ["ehf.missing", "ehf.missing"])
    assert read(group, "<x><y>u</y><z>7</z></x>") == ({"a": left}, ["ehf.number"])


def test_a_file_and_what_is_wrong_with_it() -> None:
    element = '<x mimeCode="text/csv" filename="../a.csv">YTti</x>'
    values, codes = read(File("a"), element)
    assert (values["a"].content, codes) == (b"a;b", ["ehf.attachment-name"])
    values, codes = read(File("a"), element.replace("YTti", "YTt"))
    assert (values["a"].content, codes[1:]) == (None, ["ehf.attachment-base64"])
