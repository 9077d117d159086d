from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from fakturakjerne.domain.identifiers import OrganizationNumber
from fakturakjerne_agresso.options import Lg04Options
from fakturakjerne_agresso.preparation import Preparation
from tests.agresso.examples import CLUB, HALL, UNIT, basis, batch, lease, options, rows, said

MADE = batch(basis(lease()))


def header(chosen: Lg04Options, **changes: object) -> dict[str, str]:
    return rows(batch(basis(lease(9001, **changes))), chosen)[0]


@pytest.mark.parametrize(
    ("layout", "changes", "expected"),
    [
        ("5.3", {}, "00202603"),
        ("5.5", {}, "202603"),
        ("5.3", {"period_source": "basis"}, "00202602"),
        ("5.5", {"period_source": "basis"}, "202602"),
        ("5.3", {"period_format": "%Y%m"}, "202603  "),
        ("5.3", {"period_format": "%Y%m", "period_source": "basis"}, "202602  "),
    ],
)
def test_period(layout: str, changes: dict[str, Any], expected: str) -> None:
    head, line, text = rows(MADE, options(layout, **changes))
    assert head["period"] == line["period"] == expected
    assert "period" not in text


@pytest.mark.parametrize(
    ("changes", "confirm", "delivery"),
    [
        ({}, "         20260302", "         20260302"),
        ({"confirm_date": "period_end"}, "         20260228", "         20260302"),
        ({"confirm_date": "blank", "delivery_date": "blank"}, None, None),
        (
            {"delivery_date": "period_end", "date_align": "left"},
            "20260302".ljust(17),
            "20260228".ljust(17),
        ),
        ({"date_format": "%y%m%d", "date_align": "left"}, "260302".ljust(17), "260302".ljust(17)),
    ],
)
def test_dates(changes: dict[str, Any], confirm: str | None, delivery: str | None) -> None:
    found = header(options(**changes))
    assert (found.get("confirm_date"), found.get("deliv_date")) == (confirm, delivery)


def test_a_date_that_is_too_long_is_an_error_of_the_option() -> None:
    assert said(MADE, options("5.5", date_format="%Y-%m-%d", confirm_date="period_end")) == [
        ("lg04.overflow", "options.date_format -> deliv_date", None),
        ("lg04.overflow", "options.date_format -> confirm_date", None),
    ]


def test_marks_of_the_row_kinds_can_be_left_out() -> None:
    found = rows(MADE, options(accept_flag=False, header_line_no="blank"))
    assert ["accept_flag" in row for row in found] == [False] * 3
    assert ["line_no" in row for row in found] == [False, True, True]


def test_unused_numbers_can_be_zeros() -> None:
    head, line, text = rows(MADE, options(unused_numbers="zero"))
    zeros = {name for name, value in head.items() if set(value) == {"0"}}
    assert zeros == {
        "apar_id",
        "exch_rate",
        "line_no",
        "main_apar_id",
        "sequence_ref",
        "template_id",
        "voucher_ref",
    }
    assert {"cur_amount", "disc_percent", "exch_rate", "template_id"} <= line.keys()
    assert "exch_rate" not in text
    assert "apar_id" not in rows(MADE, options("5.5", unused_numbers="zero"))[0]


def test_a_number_that_is_used_is_not_zeroed() -> None:
    columns = {"external": {"apar_id": "number"}}
    chosen = options(unused_numbers="zero", customer_columns=columns)
    assert header(chosen)["apar_id"] == "00001001"
    assert said(
        batch(basis(lease(1, customer=evolve(CLUB, number="K1")))),
        options(customer_columns=columns),
    ) == [("lg04.not-digits", "customer.number -> apar_id", "1")]


def test_customer_columns_are_a_kind_s_own() -> None:
    payer = OrganizationNumber("974760673")
    columns = {
        "external": {"text1": "number", "text2": "payer", "text3": "customer", "text4": "own"}
    }
    chosen = options(customer_columns=columns)
    found = header(chosen, customer=evolve(CLUB, payer=payer))
    assert [found[f"text{at}"].strip() for at in (1, 2, 3, 4)] == [
        "1001",
        "974760673",
        "311111116",
        "999999999",
    ]
    assert header(chosen)["text2"].strip() == "311111116"
    internal = header(chosen, customer=UNIT)
    assert {name for name in internal if name.startswith("text")} == {"text3", "text4"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Anne Ås"),
        ({"contact": None}, "1001"),
        ({"contact": "  "}, "1001"),
        ({"contact": None, "number": None}, None),
    ],
)
def test_reference(changes: dict[str, Any], expected: str | None) -> None:
    found = header(options(), customer=evolve(CLUB, **changes)).get("ext_ord_ref")
    assert (found and found.strip()) == expected


def test_an_internal_customer_is_referred_to_by_its_number() -> None:
    assert header(options(), customer=UNIT)["ext_ord_ref"].strip() == "28120"
    assert header(options(), customer=evolve(UNIT, number=None))["ext_ord_ref"].strip() == (
        "Siri Leder"
    )


def test_codes_are_in_capitals_where_the_options_say_so() -> None:
    made = batch(basis(lease(9001, evolve(HALL, article="idrett1"))))
    attributes = {"att_1_id": "a4"}
    head, line, _ = rows(made, options(client="xy", attributes=attributes))
    assert (head["client"], head["att_1_id"], line["article"].strip()) == ("XY", "A4", "IDRETT1")
    head, line, _ = rows(made, options(client="xy", attributes=attributes, upper=()))
    assert (head["client"], head["att_1_id"], line["article"].strip()) == ("xy", "a4", "idrett1")


def test_an_order_has_at_most_9999_lines() -> None:
    assert Preparation(MADE, options()).most_lines == 9999
