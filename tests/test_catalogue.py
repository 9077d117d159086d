"""Every sentence exists in both languages, under one code, with the same placeholders."""

from __future__ import annotations

import re
import string

import pytest

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text, collect

TEXTS = collect(vars(catalogue))


def placeholders(template: str) -> set[str]:
    parsed = string.Formatter().parse(template)
    return {name for _, name, _, _ in parsed if name is not None}


def without_language(names: set[str]) -> set[str]:
    return {re.sub(r"_(nb|en)$", "", name) for name in names}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_both_languages_fill_the_same_placeholders(text: Text) -> None:
    norwegian, english = placeholders(text.nb), placeholders(text.en)
    assert without_language(norwegian) == without_language(english)
    assert not any(name.endswith("_en") for name in norwegian)
    assert not any(name.endswith("_nb") for name in english)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_codes_are_words_with_hyphens_and_one_dot(text: Text) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*", text.code)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_sentence_is_empty_or_untranslated(text: Text) -> None:
    assert text.nb.strip() == text.nb != ""
    assert text.en.strip() == text.en != ""
    if re.sub(r"\{\w+\}|\W", "", text.en):
        assert text.nb != text.en


def test_a_sentence_is_filled_in_the_language_asked_for() -> None:
    text = Text("x.y", nb="Bunke {batch}", en="Batch {batch}")
    assert text.render("nb", {"batch": "{1}"}) == "Bunke {1}"
    assert text.render("en", {"batch": 1, "more": 2}) == "Batch 1"


def test_a_catalogue_is_collected_by_code() -> None:
    text = Text("x.y", nb="a", en="b")
    assert collect({"ONE": text, "SAME": text, "other": 1}) == {"x.y": text}


def test_two_sentences_of_one_code_are_refused() -> None:
    with pytest.raises(ValueError, match=r"x\.y"):
        collect({"ONE": Text("x.y", nb="a", en="b"), "TWO": Text("x.y", nb="c", en="d")})
