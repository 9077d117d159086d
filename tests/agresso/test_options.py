from __future__ import annotations

from typing import Any

import pytest

from fakturakjerne.codec.fixedwidth import Kind
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.options import describe, dump, parse_assignments, structure
from fakturakjerne.plugin.template import Template
from fakturakjerne_agresso.options import Lg04Options

SMALLEST = {"layout": "5.3", "client": "XY"}


def made(**values: object) -> Lg04Options:
    return structure(Lg04Options, {**SMALLEST, **values}, where="profiles.lg04.options")


def test_the_defaults_are_those_of_the_reference_page() -> None:
    defaults = dump(made())
    assert defaults == {
        "layout": "5.3",
        "client": "XY",
        "batch_id": "FK{today:%y%m%d}{sequence}",
        "responsible": "BOOKING",
        "voucher_type": "FK",
        "order_type": "FS",
        "pay_method": "IP",
        "currency": "NOK",
        "status": "N",
        "trans_type": "42",
        "period_source": "today",
        "period_format": "",
        "confirm_date": "today",
        "delivery_date": "today",
        "date_format": "%Y%m%d",
        "date_align": "right",
        "accept_flag": True,
        "header_line_no": "0000",
        "unused_numbers": "blank",
        "heading": "",
        "line_dimensions": {},
        "header_dimensions": {},
        "attributes": {},
        "customer_columns": {
            "external": {"text3": "customer", "text4": "customer"},
            "internal": {"text3": "customer", "text4": "own"},
        },
        "own_organization_number": "",
        "reference": {"external": ["contact", "number"], "internal": ["number", "contact"]},
        "article": "",
        "account": "",
        "upper": [
            "client",
            "batch_id",
            "article",
            *(f"att_{number}_id" for number in range(1, 8)),
            "dim_1",
            "dim_2",
            "dim_3",
            "dim_5",
            "dim_value_1",
        ],
        "encoding": "iso-8859-1",
        "line_ending": "crlf",
        "final_newline": True,
        "transliterate": True,
        "text_rows": ["period"],
    }


def test_every_option_has_help_in_both_languages() -> None:
    infos = describe(Lg04Options)
    assert len(infos) == 34
    assert all(info.help.nb and info.help.en for info in infos)


def test_a_command_line_sets_them() -> None:
    assignments = parse_assignments(
        [
            "layout=5.5",
            "client=XY",
            "final_newline=false",
            "line_dimensions.dim_1=ansvar",
            "customer_columns.external.text1=number",
            'reference.external=["number"]',
            'text_rows=["note", "period"]',
            "batch_id=BO{today:%y%m%d}",
        ]
    )
    options = structure(Lg04Options, assignments, where="")
    assert options.columns.length == 4324
    assert options.final_newline is False
    assert options.line_dimensions == {"dim_1": "ansvar"}
    assert options.columns_of(CustomerKind.EXTERNAL) == {"text1": "number"}
    assert options.columns_of(CustomerKind.INTERNAL) == {"text3": "customer", "text4": "own"}
    assert options.reference_of(CustomerKind.EXTERNAL) == ("number",)
    assert options.reference_of(CustomerKind.INTERNAL) == ("number", "contact")
    assert options.text_rows == ("note", "period")
    assert options.batch_id == Template("BO{today:%y%m%d}")


def test_dates_are_aligned_by_the_layout() -> None:
    assert made().columns["deliv_date"].kind is Kind.RIGHT
    assert made(date_align="left").columns["deliv_date"].kind is Kind.TEXT


@pytest.mark.parametrize(("ending", "end"), [("crlf", b"\r\n"), ("lf", b"\n")])
def test_line_ends(ending: str, end: bytes) -> None:
    assert made(line_ending=ending).line_end == end


def test_a_column_may_stand_on_the_header_and_on_the_line() -> None:
    both = made(line_dimensions={"dim_1": "a"}, header_dimensions={"dim_1": "b"})
    assert both.columns["dim_1"].width == 8


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"client": " "}, "client: ' ' is not valid; give"),
        ({"layout": "5.4"}, "there is no layout '5.4'; give 5.3, 5.3-client4, 5.5, or a file"),
        ({"encoding": "klingon"}, "'klingon' is no encoding"),
        ({"line_dimensions": {"dim_8": "x"}}, "no column 'dim_8'; did you mean dim_"),
        ({"header_dimensions": {"text3": "x"}}, "text3 is filled from header_dimensions already"),
        ({"line_dimensions": {"article": "x"}}, "article is filled from fakturakjerne already"),
        ({"attributes": {"dim_1": "A4"}}, "attributes: 'dim_1' is not valid; give att_1_id"),
        ({"upper": ["klient"]}, "upper: the layout has no column 'klient'; did you mean client"),
        ({"customer_columns": {"extern": {}}}, "'extern' is not valid; give external, internal"),
        ({"customer_columns": {"external": {"text1": "id"}}}, "text1: 'id' is not valid"),
        ({"reference": {"external": ["name"]}}, "'name' is not valid; give contact, number"),
        ({"reference": {"outer": []}}, "'outer' is not valid"),
        ({"date_format": "%B"}, "date_format: '%B' is not valid"),
        ({"period_format": "%"}, "period_format: '%' is not valid"),
        ({"text_rows": ["perio"]}, "text_rows"),
        ({"status": 1}, "status"),
        ({"clientt": "x"}, "did you mean client"),
    ],
)
def test_what_is_wrong_is_named(values: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionsError) as caught:
        made(**values)
    assert message in str(caught.value)


def test_objects_made_without_a_config_are_checked_too() -> None:
    with pytest.raises(OptionsError, match="'periode' is not valid; give period, resource"):
        Lg04Options(layout="5.3", client="XY", text_rows=("periode",))


def test_att_n_id_is_all_seven_of_them() -> None:
    values = {"layout": "5.3", "client": "XY", "upper": ["client", "att_n_id"]}
    made = structure(Lg04Options, values, where="options")
    assert made.upper == ("client", *(f"att_{number}_id" for number in range(1, 8)))
