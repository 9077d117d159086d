from __future__ import annotations

from attrs import evolve

from fakturakjerne.codec.xml import XmlElement, read_records
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne_visma.webservice.vuxml_order import order_xml
from tests.visma import examples
from tests.visma.examples import CREDIT, HALL, PLACE, WASH, basis, batch, charge, lease


def order_of(*leases: object, quantity_decimals: int = 2, **changes: object) -> XmlElement:
    made = batch(basis(*leases))  # type: ignore[arg-type]  # leases, as mypy cannot know here
    chosen = examples.options(quantity_decimals=quantity_decimals, line_ending="lf", **changes)
    records = examples.written(made, chosen).split(b"\n")
    data = order_xml(records, company="7", quantity_decimals=quantity_decimals)
    (record,) = read_records([data], depth=2)
    assert record.element is not None
    return record.element


def values(element: XmlElement) -> list[tuple[str, str]]:
    return [
        (child.name + child.attributes.get("nr", ""), child.text)
        for child in element.children
        if not child.children
    ]


def lines(order: XmlElement) -> list[dict[str, str]]:
    return [dict(values(child)) for child in order.children if child.name == "linje"]


def test_an_order_and_its_customer() -> None:
    order = order_of(lease(9001, HALL))
    assert dict(order.attributes) == {"company": "7", "eksternRef": "34500001"}
    (customer, *_) = order.children
    assert dict(customer.attributes) == {"kundenr": "00311111116"}
    assert values(customer) == [
        ("navn", "Ålesund Turnforening"),
        ("adresse1", "Hallveien 1"),
        ("adresse2", "ÅLESUND"),
        ("postnr", "6002"),
    ]
    assert values(order) == [
        ("oppdragsgivernr", "142"),
        ("ordreref", "34500001"),
        ("deresref", "Anne Ås"),
        ("betform", "BG"),
    ]


def test_a_line_has_all_that_its_record_has() -> None:
    order = order_of(lease(9001, WASH), profile="P1", case_number="zeros")
    (line,) = lines(order)
    assert list(line.items()) == [
        ("varenr", "3805"),
        ("antall", "1.50"),
        ("pris", "99.99"),
        ("belop", "149.99"),
        ("mvakode", "12"),
        ("profil", "P1"),
        ("saksnr", "0000000000000000"),
        ("kontering1", "999999"),
        ("kontering2", "38010"),
        ("tekst1", "Vask & rydding"),
        ("tekst2", "2026-02-02 18:00 - 2026-02-02 20:00"),
    ]


def test_a_credit_has_its_sign_in_front_and_no_empty_element() -> None:
    (line,) = lines(order_of(lease(9001, CREDIT), text_rows=()))
    assert (line["antall"], line["pris"], line["belop"]) == ("1.00", "-50.00", "-50.00")
    assert "mvakode" not in line
    assert "tekst1" not in line


def test_quantities_without_decimals() -> None:
    (line,) = lines(order_of(lease(9001, HALL), quantity_decimals=0))
    assert (line["antall"], line["belop"]) == ("2", "800.00")


def test_principals_that_differ_stand_on_the_lines() -> None:
    other = Dimensions({**PLACE, "oppdragsgiver": "143"})
    order = order_of(lease(9001, HALL), lease(9002, HALL, dimensions=other))
    assert [line["oppdragsgivernr"] for line in lines(order)] == ["142", "143"]
    assert "oppdragsgivernr" not in dict(values(order))
    assert [child.attributes["lopenr"] for child in order.children if child.name == "linje"] == [
        "01",
        "01",
    ]


def test_markup_and_letters_are_text() -> None:
    club = evolve(examples.CLUB, name="<Blåbær> & \"sønner\" 'IL'")
    order = order_of(lease(9001, charge(100, text="a]]>b &amp;"), customer=club))
    assert dict(values(order.children[0]))["navn"] == "<Blåbær> & \"sønner\" 'IL'"
    assert lines(order)[0]["tekst1"] == "a]]>b &amp;"


def test_an_internal_customer_is_marked() -> None:
    order = order_of(lease(9001, HALL, customer=examples.UNIT))
    assert dict(values(order))["intfakt"] == "1"
