from __future__ import annotations

import os
from pathlib import Path
from typing import Any, get_args

import pytest
import xmlschema
from attrs import evolve
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from fakturakjerne.codec.xml_schema import Schema
from fakturakjerne.domain.batch import ControlTotals, ExportBatch
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.identifiers import OrganizationNumber
from fakturakjerne.domain.invoice_basis import InvoiceBasis
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import CodecError
from fakturakjerne.plugin.template import Template
from fakturakjerne.testing.strategies import batches
from fakturakjerne_visma.flatfile import VismaExporter
from fakturakjerne_visma.webservice.dialect import DialectName, dialect
from fakturakjerne_visma.webservice.exporter import WebserviceExporter, schema
from tests.visma.examples import CLUB, HALL, UNIT, basis, batch, charge, lease
from tests.visma.webservice.order_examples import (
    PERSON,
    contents,
    documents,
    month,
    options,
    said,
)

GOLDEN = Path(__file__).parents[1] / "golden"
SCHEMA = Schema("vuxml.xsd", {"vuxml.xsd": schema()}.get)
SECOND_OPINION = xmlschema.XMLSchema10(schema().decode())
DIALECTS: tuple[DialectName, ...] = get_args(DialectName)


def problems(data: bytes) -> list[str]:
    """What the schema says, by two programs that must agree."""
    text = data.decode().partition("?>")[2]
    found = [
        f"{each.path}: {each.text.render('en', each.values)}" for each in SCHEMA.problems(data)
    ]
    assert SECOND_OPINION.is_valid(text) == (not found)
    return found


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("amounts", ["net", "gross"])
def test_the_month_is_the_golden_documents(name: DialectName, amounts: str) -> None:
    for document in documents(month(), options(dialect=name, amounts=amounts)):
        golden = GOLDEN / f"webservice_{amounts}_{document.name}"
        found = b"".join(document.open())
        if os.environ.get(
            "UPDATE_GOLDEN"
        ):  # pragma: no cover - by hand, and read before it is committed
            golden.write_bytes(found)
        assert found == golden.read_bytes()


@pytest.mark.parametrize("name", DIALECTS)
def test_one_document_an_order(name: DialectName) -> None:
    ending = {"vuxml": "xml", "flatfile-upload": "txt"}[name]
    made = documents(month(), options(dialect=name))
    assert [(document.name, document.orders) for document in made] == [
        (f"external_3450000{number}.{ending}", (34500000 + number,)) for number in (1, 2, 3)
    ]
    assert {document.media_type for document in made} == {dialect(name).media_type}
    assert made[0].period == month_period()
    assert made[1].totals == ControlTotals(
        orders=1, lines=1, texts=4, net=Ore(29), first_order=34500002, last_order=34500002
    )
    for document in made:
        assert b"".join(document.open()) == b"".join(document.open())


def month_period() -> object:
    first, *_ = month().items
    return first.period


def test_the_upload_is_the_flat_file_of_the_order_alone() -> None:
    chosen = options(dialect="flatfile-upload")
    for item, found in zip(month().items, contents(month(), chosen), strict=True):
        (alone,) = VismaExporter().export(batch(item), chosen)
        assert found == b"".join(alone.open())


def test_running_numbers_begin_anew_with_each_order() -> None:
    made = batch(basis(lease(1, HALL)), basis(lease(2, HALL), number=34500002))
    assert [data.count(b'lopenr="01"') for data in contents(made, options())] == [1, 1]
    crowd = [basis(*(lease(at, HALL) for at in range(60)), number=each) for each in (1, 2, 3)]
    for name in DIALECTS:
        assert said(batch(*crowd), options(dialect=name)) == []
        assert len(contents(batch(*crowd), options(dialect=name))) == 3


@pytest.mark.parametrize("name", DIALECTS)
def test_an_order_of_a_hundred_lines_of_an_item_is_refused(name: DialectName) -> None:
    made = batch(basis(*(lease(at, HALL) for at in range(100))))
    chosen = options(dialect=name)
    assert said(made, chosen) == [("visma.order-too-large", "charges -> lopenr")]
    with pytest.raises(CodecError) as caught:
        contents(made, chosen)
    assert caught.value.code == "visma.order-too-large"


@pytest.mark.parametrize("name", DIALECTS)
def test_an_order_without_lines_is_no_document(name: DialectName) -> None:
    made = batch(basis(lease(1, charge(0))), basis(lease(2, HALL), number=34500002))
    chosen = options(dialect=name)
    assert [document.orders for document in documents(made, chosen)] == [(34500002,)]
    assert documents(batch(), chosen) == []


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize(
    ("changes", "article", "code"),
    [
        ({}, None, "visma.code-missing"),
        ({"articles": {"1": "2"}}, "3801", "visma.code-unknown"),
        ({}, "38011", "visma.overflow"),
        ({"profile": "P" * 21}, "3801", "visma.overflow"),
        ({"transliterate": False, "profile": "ł"}, "3801", "visma.characters-refused"),
    ],
)
def test_what_check_calls_an_error_stops_the_bytes(
    name: DialectName, changes: dict[str, Any], article: str | None, code: str
) -> None:
    made = batch(basis(lease(9001, evolve(HALL, article=article))))
    chosen = options(dialect=name, **changes)
    assert [found for found, _ in said(made, chosen)] == [code]
    with pytest.raises(CodecError) as caught:
        contents(made, chosen)
    assert caught.value.code == code


@pytest.mark.parametrize("name", DIALECTS)
def test_two_customers_of_one_number_are_refused_though_their_orders_are_apart(
    name: DialectName,
) -> None:
    other = evolve(CLUB, id=OrganizationNumber("974760673"))
    made = batch(
        basis(lease(1, HALL)),
        basis(lease(2, charge(0), customer=UNIT), lease(3, HALL, customer=other), number=34500002),
    )
    made = evolve(
        made, items=tuple(evolve(each, customer=each.leases[-1].customer) for each in made.items)
    )
    chosen = options(dialect=name, customer_number="number")
    assert said(made, chosen) == [("visma.customer-clash", "customer.number -> kundenr")]
    first, second = documents(made, chosen)
    assert b"".join(first.open())
    with pytest.raises(CodecError) as caught:
        b"".join(second.open())
    assert caught.value.code == "visma.customer-clash"


def test_an_xml_order_has_the_customer_of_its_basis() -> None:
    moved = evolve(CLUB, name="Ny", contact="Annen", number="1002")
    made = batch(basis(lease(1, HALL), lease(2, HALL, customer=moved)))
    (data,) = contents(made, options(customer_number="number"))
    assert b'kundenr="00000001001"' in data
    assert b"Annen" not in data
    (upload,) = contents(made, options(dialect="flatfile-upload", customer_number="number"))
    assert b"FL00000001002Ny " in upload


def test_what_xml_has_no_place_for_is_not_complained_of() -> None:
    reference = {"reference": Template("ł" * 61)}
    made = batch(basis(lease(1, HALL)))
    assert said(made, options(**reference)) == []
    assert [code for code, _ in said(made, options(dialect="flatfile-upload", **reference))] == [
        "visma.characters-replaced",
        "visma.text-cut",
    ]


def test_the_policy_about_characters_is_the_register_s_in_xml_too() -> None:
    person = batch(basis(lease(1, HALL, customer=PERSON)))
    assert said(person, options()) == [("visma.characters-replaced", "customer.name -> navn")]
    assert said(person, options(transliterate=False)) == [
        ("visma.characters-refused", "customer.name -> navn")
    ]
    control = batch(basis(lease(1, charge(100, text="a\x01b\ufffe\ud800"))))
    (data,) = contents(control, options())
    assert b'<tekst nr="1">a b??</tekst>' in data
    assert [code for code, _ in said(control, options())] == ["visma.characters-replaced"]


def test_the_root_says_that_it_is_inferred() -> None:
    data, *_ = contents(month(), options())
    assert b'MessageType="Fakturagrunnlag-INFERRED" MessageVersion="0"' in data


@pytest.mark.parametrize("decimals", [0, 2])
def test_every_document_of_the_month_is_valid(decimals: int) -> None:
    chosen = options(
        quantity_decimals=decimals, case_number="zeros", profile="P", payment_form="PG"
    )
    for data in contents(month(), chosen):
        assert problems(data) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'company="1"', b'company=""'),
        (b"<ordreref>34500001</ordreref>", b""),
        (b'MessageVersion="0"', b'MessageVersion="1"'),
        (b"<pris>400.00", b"<pris>400,00"),
        (b'lopenr="01"', b'lopenr="1"'),
        (b'kundenr="0', b'kundenr="'),
        (b"<navn>", b"<navn>" + b"x" * 40),
        (b'<kontering nr="1">', b'<kontering nr="11">'),
    ],
)
def test_the_schema_refuses_what_the_register_has_no_place_for(old: bytes, new: bytes) -> None:
    data, *_ = contents(month(), options())
    assert old in data
    assert problems(data.replace(old, new, 1))


def test_the_exporter_speaks_for_itself() -> None:
    info = WebserviceExporter.info
    assert info.name == "visma-webservice"
    assert {each.trust for each in info.spec} == {"unverified", "inferred", "vendor"}
    assert "visma.customer-clash" in info.texts


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    made=batches(),
    name=st.sampled_from(DIALECTS),
    amounts=st.sampled_from(["net", "gross"]),
    decimals=st.sampled_from([0, 2]),
    mapped=st.booleans(),
)
def test_bytes_are_made_and_read_back_exactly_where_check_finds_no_error(
    made: ExportBatch[InvoiceBasis], name: DialectName, amounts: str, decimals: int, mapped: bool
) -> None:
    """Per order and in sum; any batch, with codes for what it lacks or without."""
    codes: dict[str, Any] = (
        {"article": "1", "principal": "1", "article_dimension": "x", "principal_dimension": "x"}
        if mapped
        else {}
    )
    chosen = options(dialect=name, amounts=amounts, quantity_decimals=decimals, **codes)
    exporter = WebserviceExporter()
    errors = [each for each in exporter.check(made, chosen) if each.severity is Severity.ERROR]
    exported = list(exporter.export(made, chosen))
    event("errors" if errors else "clean")
    if errors:
        with pytest.raises(CodecError):
            b"".join(chunk for document in exported for chunk in document.open())
        return
    total = 0
    for document in exported:
        data = b"".join(document.open())
        assert exporter.read_totals([data], chosen) == document.totals
        assert document.totals.orders == 1
        total += (document.totals.net or 0) + (document.totals.gross or 0)
        if name == "vuxml":
            assert problems(data) == []
            assert dialect(name).company_of(data) == "1"
    assert [document.orders for document in exported] == [
        (each.number,) for each in made.items if any(each.lines)
    ]
    assert total == sum(
        (charge.net if amounts == "net" else charge.gross) or 0
        for each in made.items
        for charge in (line.charge for line in each.lines)
    )
