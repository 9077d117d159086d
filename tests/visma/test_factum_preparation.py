from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.identifiers import OrganizationNumber, parse_customer_id
from fakturakjerne.domain.lease import VatCode
from fakturakjerne_visma.factum_preparation import Preparation
from tests.agresso.examples import CLUB, HALL, UNIT, basis, batch, lease
from tests.visma.factum_examples import invoices as read
from tests.visma.factum_examples import lines, options, said, texts, written

NOBODY = evolve(CLUB, id=parse_customer_id("1234"), number=None, contact=None)


def head(customer: object = CLUB, note: str | None = None, **changes: object) -> dict[str, str]:
    made = batch(basis(lease(9001, customer=customer, note=note)))
    (invoice,) = read(written(made, options(**changes)))
    return texts(invoice)


@pytest.mark.parametrize(
    ("sources", "written_reference"),
    [
        (("number",), "1001"),
        (("contact", "number"), "Anne Ås"),
        (("note", "contact"), "Bestilling 7"),
        ((), ""),
    ],
)
def test_the_reference_is_the_first_there_is(
    sources: tuple[str, ...], written_reference: str
) -> None:
    assert head(note="Bestilling 7", reference=sources)["Deresref"] == written_reference


@pytest.mark.parametrize(
    ("source", "written_id"),
    [("customer", "311111116"), ("number", "1001"), ("payer", "974760673")],
)
def test_who_the_customer_is(source: str, written_id: str) -> None:
    customer = evolve(CLUB, payer=OrganizationNumber("974760673"))
    assert head(customer, customer_id=source)["Fagsystemkundeid"] == written_id


@pytest.mark.parametrize(
    ("source", "field"), [("customer", "id"), ("number", "number"), ("payer", "payer")]
)
def test_a_customer_without_the_number_is_refused(source: str, field: str) -> None:
    made = batch(basis(lease(9001, customer=NOBODY)))
    assert said(made, options(customer_id=source)) == [
        ("factum.customer-id", f"customer.{field} -> Fagsystemkundeid", "9001")
    ]


def test_texts_are_joined_in_order_and_cut_with_a_warning() -> None:
    charge = evolve(HALL, text="Hall A€")
    made = batch(basis(lease(9001, charge, note="x" * 30)))
    chosen = options(text=("order", "text", "resource", "lease", "note"), text_length=40)
    (line,) = lines(written(made, chosen))
    assert line["Tilleggstekst"] == "34500001 - Hall AEUR - Hall A - 9001 - x"
    assert said(made, chosen) == [
        (
            "factum.characters-replaced",
            "charges[0].text (number, text, resource, id, note) -> Tilleggstekst",
            "9001",
        ),
        (
            "factum.text-cut",
            "charges[0].text (number, text, resource, id, note) -> Tilleggstekst",
            "9001",
        ),
    ]


@pytest.mark.parametrize(("character", "encoding"), [("&", "iso-8859-1"), ("å", "utf-8")])
def test_a_text_is_measured_in_characters_not_as_it_is_written(
    character: str, encoding: str
) -> None:
    made = batch(basis(lease(9001, evolve(HALL, text=character * 40))))
    chosen = options(text=("text",), text_length=40, encoding=encoding)
    (line,) = lines(written(made, chosen))
    assert line["Tilleggstekst"] == character * 40
    assert said(made, chosen) == []


def test_an_empty_text_and_no_order_number_leave_nothing() -> None:
    made = batch(basis(lease(9001, evolve(HALL, text=" ")), number=None))
    (line,) = lines(written(made, options(text=("order", "text"))))
    assert line["Tilleggstekst"] == ""


def test_dimensions_stand_where_the_options_say() -> None:
    chosen = options(
        dimensions={"ArtDim": "art", "Fakturaorgkode": "ansvar", "orgkode": "prosjekt"},
        internal_only=("orgkode",),
    )
    charge = evolve(HALL, dimensions=Dimensions({"art": "16"}))
    outer = batch(basis(lease(9001, charge), lease(9002, HALL)))
    first, second = lines(written(outer, chosen))
    assert (first["ArtDim"], first["Fakturaorgkode"], "orgkode" in first) == ("16", "724300", False)
    assert (second["ArtDim"], "Fakturaorgkode" in second, "AnsvarDim" in first) == (
        "",
        False,
        False,
    )
    (inner,) = lines(written(batch(basis(lease(9001, customer=UNIT))), chosen))
    assert inner["orgkode"] == ""


def test_vat_codes_are_mapped_or_kept() -> None:
    charges = [evolve(HALL, vat=VatCode(code, Decimal(0))) for code in ("38", "12", "")]
    made = batch(basis(lease(9001, *charges)))
    codes = [line.get("mvakode") for line in lines(written(made, options()))]
    assert codes == ["U", "12", None]
    codes = [line.get("mvakode") for line in lines(written(made, options(vat_codes={"12": "H"})))]
    assert codes == ["38", "H", None]


def test_what_the_options_say_wrongly_is_said_once() -> None:
    made = batch(basis(lease(9001)), basis(lease(9002), number=34500002))
    assert said(made, options(heading="x" * 61, form_type="ł")) == [
        ("factum.characters-replaced", "options.form_type -> Blanketttype", None),
        ("factum.text-cut", "options.heading -> Fakturaoverskrift", None),
    ]
    preparation = Preparation(made, options(heading="x" * 61))
    assert len(preparation.constant_problems) == 1


def test_the_article_of_the_profile() -> None:
    made = batch(basis(lease(9001, evolve(HALL, article=None))))
    (line,) = lines(written(made, options(article="3801")))
    assert line["Varekode"] == "3801"
