from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve

from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.identifiers import UnusableId, parse_customer_id
from fakturakjerne.domain.lease import Charge, VatCode
from fakturakjerne.domain.money import Ore
from tests.agresso.examples import (
    CLUB,
    HALL,
    PLACE,
    UNIT,
    basis,
    batch,
    findings,
    lease,
    options,
    rows,
    said,
)


def test_a_clean_batch_has_no_findings() -> None:
    assert findings(batch(basis(lease(9001), lease(9002))), options()) == []


@pytest.mark.parametrize(
    ("charge", "code", "path"),
    [
        (evolve(HALL, article="A" * 16), "lg04.overflow", "charges[1].article -> article"),
        (evolve(HALL, account="123456789"), "lg04.overflow", "charges[1].account -> account"),
        (evolve(HALL, vat=VatCode("123")), "lg04.overflow", "charges[1].vat.code -> tax_code"),
        (
            evolve(HALL, dimensions=Dimensions({"objekt": "123456789"})),
            "lg04.overflow",
            "charges[1].dimensions.objekt -> dim_3",
        ),
        (evolve(HALL, article=None), "lg04.article-missing", "charges[1].article -> article"),
        (evolve(HALL, net=Ore(-(10**16))), "lg04.amount-overflow", "charges[1].net -> amount"),
        (
            evolve(HALL, quantity=Decimal("1.005")),
            "lg04.quantity-decimals",
            "charges[1].quantity -> value_1",
        ),
        (
            evolve(HALL, quantity=Decimal(10**16)),
            "lg04.quantity-overflow",
            "charges[1].quantity -> value_1",
        ),
        (
            evolve(HALL, quantity=Decimal("sNaN")),
            "lg04.quantity-overflow",
            "charges[1].quantity -> value_1",
        ),
    ],
)
def test_what_a_charge_cannot_hold_is_an_error_with_its_place(
    charge: Charge, code: str, path: str
) -> None:
    [found] = findings(batch(basis(lease(9001, HALL, charge))), options())
    assert (found.code, found.path, found.lease) == (code, path, "9001")
    assert found.severity is Severity.ERROR
    assert found.message != found.in_language("nb")


def test_a_dimension_of_the_lease_is_said_once_for_all_its_charges() -> None:
    place = PLACE.over({"objekt": "123456789"})
    made = batch(basis(lease(9001, HALL, HALL, dimensions=place)))
    assert said(made, options()) == [("lg04.overflow", "dimensions.objekt -> dim_3", "9001")]


def test_texts_that_are_cut_are_warnings() -> None:
    long = Charge(text="T" * 36, net=Ore(1), article="1")
    made = batch(
        basis(
            lease(
                9001,
                long,
                note="N" * 121,
                resource="R" * 61,
                customer=evolve(CLUB, contact="Kari Nordmann-Bjørnæs"),
            )
        )
    )
    chosen = options(heading="H" * 121, text_rows=("period", "resource"))
    found = findings(made, chosen)
    assert {each.code for each in found} == {"lg04.text-cut"}
    assert {each.severity for each in found} == {Severity.WARNING}
    assert [each.path for each in found] == [
        "options.heading -> long_info1",
        "customer.contact -> ext_ord_ref",
        "note -> long_info2",
        "charges[0].text -> art_descr",
        "resource -> short_info",
    ]
    header, line, *texts = rows(made, chosen)
    assert header["ext_ord_ref"] == "Kari Nordmann-B"
    assert header["long_info2"] == "N" * 120
    assert line["art_descr"] == "T" * 35
    assert texts[1]["short_info"] == "R" * 60


def test_a_customer_number_is_never_cut() -> None:
    customer = evolve(CLUB, contact=None, number="1234567890123456")
    made = batch(basis(lease(9001, customer=customer)))
    assert said(made, options()) == [("lg04.overflow", "customer.number -> ext_ord_ref", "9001")]


def test_replaced_characters_are_a_warning_or_an_error() -> None:
    made = batch(basis(lease(9001, Charge(text="Łódź – 😀", net=Ore(1), article="1"))))
    [warning] = findings(made, options())
    assert (warning.code, warning.severity) == ("lg04.characters-replaced", Severity.WARNING)
    assert warning.values["characters"] == "U+0141 U+017A U+2013 U+1F600"
    assert warning.values["written"] == "'Lódz - ?'"
    [error] = findings(made, options(transliterate=False))
    assert (error.code, error.severity) == ("lg04.characters-refused", Severity.ERROR)


def test_what_belongs_to_the_options_is_said_once() -> None:
    made = batch(
        basis(lease(9001, evolve(HALL, article=None)), lease(9002, evolve(HALL, article=None))),
        basis(lease(9003, evolve(HALL, article=None))),
    )
    assert said(made, options(client="LONG", article="A" * 16)) == [
        ("lg04.overflow", "options.client -> client", None),
        ("lg04.overflow", "options.article -> article", None),
    ]


def test_a_batch_id_that_is_too_long_is_an_error() -> None:
    chosen = options(batch_id=evolve(options().batch_id, text="{batch}-{kind}"))
    assert said(batch(basis(lease())), chosen) == [
        ("lg04.overflow", "options.batch_id -> batch_id", None)
    ]


@pytest.mark.parametrize("number", [None, -1, 10**9])
def test_an_order_number_must_fit(number: int | None) -> None:
    assert said(batch(basis(lease(), number=number)), options()) == [
        ("lg04.order-number", "number -> order_id", "9001")
    ]


@pytest.mark.parametrize("missing", [None, parse_customer_id("12")])
def test_a_customer_needs_an_id(missing: UnusableId | None) -> None:
    made = batch(basis(lease(9001, customer=evolve(CLUB, id=missing))))
    assert said(made, options()) == [
        ("lg04.customer-id", "customer.id -> text3", "9001"),
        ("lg04.customer-id", "customer.id -> text4", "9001"),
    ]


def test_a_personal_number_is_masked() -> None:
    customer = evolve(CLUB, contact=None, number="15819010029-12345")
    [found] = findings(batch(basis(lease(9001, customer=customer))), options())
    assert "15819010029" not in found.message + repr(found)


def test_our_own_number_is_missed_once_and_only_where_it_is_needed() -> None:
    chosen = options(own_organization_number="")
    assert said(batch(basis(lease())), chosen) == []
    internal = basis(lease(9001, customer=UNIT))
    assert said(batch(internal, internal), chosen) == [
        ("lg04.own-number-missing", "options.own_organization_number -> text4", None)
    ]
    assert not any(each.blocks for each in findings(batch(internal), chosen))


class TestHeaderDiffers:
    def test_a_dimension_is_a_warning_with_the_count(self) -> None:
        other = PLACE.over({"oppdragsgiver": "143"})
        made = batch(
            basis(lease(1), lease(2, dimensions=other), lease(3, dimensions=other), lease(4))
        )
        [found] = findings(made, options())
        assert (found.code, found.severity) == ("lg04.header-differs", Severity.WARNING)
        assert (found.path, found.lease) == ("dimensions.oppdragsgiver -> dim_value_1", "2")
        assert found.values["count"] == 2

    def test_dimensions_that_only_lines_hold_may_differ(self) -> None:
        made = batch(basis(lease(1), lease(2, dimensions=PLACE.over({"objekt": "7"}))))
        assert findings(made, options()) == []

    def test_a_contact_and_a_note_are_told(self) -> None:
        other = evolve(CLUB, contact="Per")
        made = batch(basis(lease(1, note="a"), lease(2, note="b", customer=other), lease(3)))
        found = findings(made, options())
        assert [(each.path, each.severity) for each in found] == [
            ("customer.contact -> ext_ord_ref", Severity.INFO),
            ("note -> long_info2", Severity.WARNING),
        ]

    def test_a_missing_note_hides_none(self) -> None:
        assert findings(batch(basis(lease(1, note="a"), lease(2, note=""))), options()) == []

    @pytest.mark.parametrize("order", [("number", "contact"), ("number",)])
    def test_contacts_may_differ_where_the_number_counts(self, order: tuple[str, ...]) -> None:
        made = batch(basis(lease(1), lease(2, customer=evolve(CLUB, contact="Per"))))
        assert findings(made, options(reference={"external": order})) == []
