from __future__ import annotations

from typing import Any

import pytest

from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.options import describe, dump, parse_assignments, structure
from fakturakjerne_visma.options import VismaOptions

SMALLEST = {"amounts": "net", "customer_number": "id"}


def made(**values: object) -> VismaOptions:
    return structure(VismaOptions, {**SMALLEST, **values}, where="profiles.visma.options")


def test_the_defaults_are_those_of_the_reference_page() -> None:
    assert dump(made()) == {
        "format": "extended",
        "amounts": "net",
        "customer_number": "id",
        "principal_dimension": "oppdragsgiver",
        "principals": {},
        "principal": "",
        "article_dimension": "",
        "articles": {},
        "article": "",
        "quantity_decimals": 2,
        "price_mismatch": "single",
        "on_overflow": "refuse",
        "reference": "fakturakjerne {batch} {kind} {today:%Y-%m-%d}",
        "text_rows": ["text", "period"],
        "address_2": "place",
        "payment_form": "BG",
        "case_number": "blank",
        "dimensions": {},
        "profile": "",
        "encoding": "iso-8859-1",
        "transliterate": True,
        "line_ending": "crlf",
        "final_newline": True,
    }


def test_net_or_gross_and_the_customer_number_must_be_said() -> None:
    with pytest.raises(OptionsError) as caught:
        structure(VismaOptions, {}, where="options")
    message = str(caught.value)
    assert "options.amounts: missing, and required: one of net, gross" in message
    assert "options.customer_number: missing, and required: one of id, number" in message


def test_every_option_has_help_in_both_languages() -> None:
    assert all(info.help.nb and info.help.en for info in describe(VismaOptions))


def test_a_command_line_sets_them() -> None:
    assignments = parse_assignments(
        [
            "amounts=gross",
            "customer_number=number",
            "quantity_decimals=0",
            "dimensions.kb01=ansvar",
            'text_rows=["note"]',
            "articles.hall=3801",
        ]
    )
    options = structure(VismaOptions, assignments, where="")
    assert options.quantity_decimals == 0
    assert options.dimensions == {"kb01": "ansvar"}
    assert options.text_rows == ("note",)
    assert options.articles == {"hall": "3801"}


@pytest.mark.parametrize(("ending", "end"), [("crlf", b"\r\n"), ("lf", b"\n")])
def test_line_ends(ending: str, end: bytes) -> None:
    assert made(line_ending=ending).line_end == end


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"dimensions": {"kb11": "x"}}, "'kb11' is no posting column; give kb01 - kb10"),
        ({"format": "standard", "dimensions": {"kb01": "x"}}, "dimensions: exists in the extended"),
        ({"format": "standard", "profile": "x"}, "profile: exists in the extended format only"),
        ({"amounts": "netto"}, "amounts"),
        ({"quantity_decimals": 1}, "quantity_decimals"),
        ({"payment_form": "KK"}, "payment_form"),
        ({"encoding": "utf-8"}, "encoding"),
        ({"text_rows": ["perio"]}, "text_rows"),
        ({"principals": {"a": 142}}, "principals"),
        ({"princpal": "142"}, "did you mean principal"),
    ],
)
def test_what_is_wrong_is_named(values: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionsError) as caught:
        made(**values)
    assert message in str(caught.value)


def test_objects_made_without_a_config_are_checked_too() -> None:
    with pytest.raises(OptionsError, match="'periode' is not valid; give text, period"):
        VismaOptions(amounts="net", customer_number="id", text_rows=("periode",))
