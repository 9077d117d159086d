"""One class gives config keys, --set, help and reference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Literal

import pytest
from attrs import frozen

from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.options import (
    REQUIRED,
    AssignedText,
    describe,
    dump,
    option,
    overlay,
    parse_assignments,
    structure,
)
from fakturakjerne.plugin.template import Template


class Ending(Enum):
    LF = "lf"
    CRLF = "crlf"


class Odd:
    """Something a converter made."""

    def __str__(self) -> str:
        return "odd"


@frozen(kw_only=True)
class Reference:
    external: tuple[str, ...] = option(
        nb="Ekstern.", en="External.", default=("contact",), choices=("contact", "number")
    )
    must: str = option(nb="Må.", en="Must.")


@frozen(kw_only=True)
class PaperOptions:
    layout: str = option(nb="Oppsettet {5.3}.", en="The layout {5.3}.")
    ending: Ending = option(nb="Linjeslutt.", en="Line ending.", default=Ending.CRLF)
    form: Literal["a", "b"] = option(nb="Form.", en="Form.", default="a")
    batch_id: Template = option(nb="Bunke.", en="Batch.", default=Template("FK{sequence}"))
    names: Mapping[str, str] = option(nb="Navn.", en="Names.", factory=lambda: {"vår ref": "x"})
    folder: Path | None = option(nb="Mappe.", en="Folder.", default=None)
    rate: Decimal = option(nb="Sats.", en="Rate.", default=Decimal("25.0"))
    final_newline: bool = option(nb="Slutt.", en="End.", default=True)
    reference: Reference = option(
        nb="Referanse.", en="Reference.", factory=lambda: Reference(must="m")
    )
    fallback: Reference | None = option(nb="Ellers.", en="Else.", default=None)
    odd: object = option(nb="", en="", factory=Odd)
    plain: int = 1


PAPER = PaperOptions(layout="5.3")


def test_describe_says_name_type_default_help_and_choices_in_order() -> None:
    rows = [
        (info.name, info.type.render("en", {}), info.default, info.choices)
        for info in describe(PaperOptions)
    ]
    assert rows == [
        ("layout", "text", REQUIRED, ()),
        ("ending", "one of lf, crlf", '"crlf"', ("lf", "crlf")),
        ("form", "one of a, b", '"a"', ("a", "b")),
        (
            "batch_id",
            "template with today, sequence, kind, batch in braces",
            '"FK{sequence}"',
            (),
        ),
        ("names", "table of text", '{ "vår ref" = "x" }', ()),
        ("folder", "path", "", ()),
        ("rate", 'decimal number, such as "12.50"', '"25.0"', ()),
        ("final_newline", "true or false", "true", ()),
        (
            "reference.external",
            "list of one of contact, number",
            '["contact"]',
            ("contact", "number"),
        ),
        ("reference.must", "text", '"m"', ()),
        (
            "fallback.external",
            "list of one of contact, number",
            '["contact"]',
            ("contact", "number"),
        ),
        ("fallback.must", "text", REQUIRED, ()),
        ("odd", "anything", '"odd"', ()),
        ("plain", "whole number", "1", ()),
    ]


def test_help_is_in_both_languages_and_braces_in_it_are_text() -> None:
    layout = describe(PaperOptions)[0]
    assert layout.help.render("nb", {}) == "Oppsettet {5.3}."
    assert layout.help.render("en", {}) == "The layout {5.3}."
    assert describe(PaperOptions)[-1].help.render("nb", {}) == ""


def test_required_is_shown_by_its_name() -> None:
    assert repr(REQUIRED) == f"{REQUIRED}" == "REQUIRED"


def test_a_missing_option_comes_with_its_help() -> None:
    with pytest.raises(OptionsError) as caught:
        structure(PaperOptions, {}, where="profiles.paper.options")
    assert "profiles.paper.options.layout: missing, and required: text – The layout {5.3}." in str(
        caught.value
    )
    assert "mangler, og må oppgis: tekst – Oppsettet {5.3}." in caught.value.in_language("nb")


def test_without_a_place_the_command_line_is_named() -> None:
    with pytest.raises(OptionsError, match=r"^--set is wrong:\n  layout: missing"):
        structure(PaperOptions, {}, where="")


def test_settings_of_a_field_are_handed_on() -> None:
    @frozen(kw_only=True)
    class Secretive:
        url: str = option(nb="", en="", default="hidden", repr=False)

    assert "hidden" not in repr(Secretive())


def test_dump_is_json_and_reads_back_to_the_same() -> None:
    dumped = dump(PAPER)
    assert json.loads(json.dumps(dumped)) == dumped
    assert dumped["batch_id"] == "FK{sequence}"
    assert dumped["ending"] == "crlf"
    assert dumped["odd"] == "odd"
    assert dumped["reference"] == {"external": ["contact"], "must": "m"}
    again = structure(PaperOptions, {**dumped, "odd": PAPER.odd}, where="p")
    assert again == PAPER


# --- assignments


def test_assignments_become_tables_of_text() -> None:
    tables = parse_assignments(
        ["layout=5.3", 'text_rows=["a=b"]', "a.b.c=1", 'a."vår ref"=x', "a.æ=", "n=x\ny"]
    )
    assert tables == {
        "layout": "5.3",
        "text_rows": '["a=b"]',
        "a": {"b": {"c": "1"}, "vår ref": "x", "æ": ""},
        "n": "x\ny",
    }
    assert isinstance(tables["layout"], AssignedText)


@pytest.mark.parametrize("text", ["layout", "=5", "a..b=1", ".a=1", "a.=1", 'a"b=1', ""])
def test_what_is_no_assignment_is_shown(text: str) -> None:
    with pytest.raises(OptionsError) as caught:
        parse_assignments([text])
    assert caught.value.code == "assignment.form"
    assert text.replace('"', '\\"') in str(caught.value)
    assert caught.value.in_language("nb")


@pytest.mark.parametrize("texts", [("a=1", "a=2"), ("a=1", "a.b=2"), ("a.b=1", "a=2")])
def test_a_key_is_set_once(texts: tuple[str, str]) -> None:
    with pytest.raises(OptionsError) as caught:
        parse_assignments(texts)
    assert caught.value.code == "assignment.twice"
    assert texts[1] in str(caught.value)


def test_assignments_are_laid_over_a_profile() -> None:
    profile = {"layout": "5.5", "names": {"a": "1", "b": "2"}, "folder": "x"}
    values = overlay(profile, parse_assignments(["layout=5.3", "names.b=3", "folder.x=1"]))
    assert values == {"layout": "5.3", "names": {"a": "1", "b": "3"}, "folder": {"x": "1"}}
    assert profile["names"] == {"a": "1", "b": "2"}


def test_a_typed_value_of_the_file_stays_strict_beside_assignments() -> None:
    values = overlay({"final_newline": "false"}, parse_assignments(["layout=5.3"]))
    with pytest.raises(OptionsError, match='final_newline: "false" does not fit'):
        structure(PaperOptions, values, where="p")
