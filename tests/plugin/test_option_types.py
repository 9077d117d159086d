"""The shapes of an option's type, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Literal, Optional

import pytest
from attrs import frozen

from fakturakjerne.plugin.option_types import (
    Annotation,
    inner_of,
    literal,
    members_of,
    shape_of,
    type_text,
)
from fakturakjerne.plugin.template import Template


class Ending(Enum):
    LF = "lf"
    CRLF = "crlf"


@frozen
class Table:
    name: str = ""


@pytest.mark.parametrize(
    ("option_type", "shape", "english"),
    [
        (str, "simple", "text"),
        (bool, "simple", "true or false"),
        (int, "simple", "whole number"),
        (Decimal, "simple", 'decimal number, such as "12.50"'),
        (Path, "simple", "path"),
        (object, "simple", "anything"),
        (Template, "simple", "template with today, sequence, kind, batch in braces"),
        (Ending, "choice", "one of lf, crlf"),
        (Literal["a", 1], "choice", "one of a, 1"),
        (tuple[str, ...], "list", "list of text"),
        (Mapping[str, tuple[int, ...]], "table", "table of list of whole number"),
        (dict[str, Mapping[str, str]], "table", "table of table of text"),
        (str | None, "optional", "text"),
        (Optional[Path], "optional", "path"),  # noqa: UP045 - the older way to write it is a form of its own
        (Table, "keys", "table"),
    ],
)
def test_shape_and_words(option_type: Annotation, shape: str, english: str) -> None:
    assert shape_of(option_type) == shape
    assert type_text(option_type).render("en", {}) == english
    assert type_text(option_type).render("nb", {})


@pytest.mark.parametrize(
    "option_type", [float, list[str], tuple[str, str], str | int, str | int | None, set, bytes]
)
def test_other_types_are_a_mistake_of_the_plugin(option_type: Annotation) -> None:
    with pytest.raises(TypeError, match="an option cannot be of type"):
        type_text(option_type)


def test_choices_limit_texts_wherever_they_stand() -> None:
    assert type_text(Mapping[str, tuple[str, ...]], choices=("a", "b")).en == (
        "table of list of one of a, b"
    )
    assert members_of(int, choices=("a",)) == ()


def test_braces_in_a_choice_are_shown_as_they_are() -> None:
    assert type_text(str, choices=("{x}",)).render("en", {}) == "one of {x}"
    assert literal("{x}").format() == "{x}"


def test_inner_of_what_has_nothing_inside_is_itself() -> None:
    assert inner_of(str) is str
