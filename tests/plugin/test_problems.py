"""Problems, their paths, and the values they show."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.catalogue import Text
from fakturakjerne.errors import ConfigError, OptionsError
from fakturakjerne.plugin.problems import Problems, joined, shown, toml_text

SENTENCE = Text("test.sentence", nb="{what} er feil", en="{what} is wrong")


def test_an_error_has_a_line_a_problem_in_both_languages() -> None:
    problems = Problems()
    problems.add("a.b", SENTENCE, what="x")
    problems.add("", SENTENCE, what="y")
    error = problems.error(OptionsError, title="file.toml")
    assert isinstance(error, OptionsError)
    assert str(error) == "file.toml is wrong:\n  a.b: x is wrong\n  y is wrong"
    assert error.in_language("nb") == "file.toml er feil:\n  a.b: x er feil\n  y er feil"
    assert error.values["problems"] == tuple(problems.found)
    assert [each.blocks for each in problems.found] == [True, True]


def test_the_class_of_the_error_is_chosen() -> None:
    assert type(Problems().error(ConfigError, title="")) is ConfigError


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        ("", "client", "client"),
        ("a.b", "att_1_id", "a.b.att_1_id"),
        ("a", "vår ref", 'a."vår ref"'),
        ("a", "x.y", 'a."x.y"'),
        ("a", "", 'a.""'),
        ("a", "15819010029", 'a."15*********"'),
    ],
)
def test_paths(path: str, key: str, expected: str) -> None:
    assert joined(path, key) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("15819010029", '"15*********"'),
        ("linje\nto", '"linje\\u000ato"'),
        (Decimal("5.30"), "5.30"),
        (1.5, "1.5"),
        (True, "true"),
        (["a", {"b": False}], '["a", { b = false }]'),
        ({}, "{}"),
        (None, '"None"'),
        ("x" * 100, '"' + "x" * 80 + '…"'),
        (["x" * 100], '["' + "x" * 78 + "…"),
    ],
)
def test_values_are_shown_short_and_masked(value: object, expected: str) -> None:
    assert shown(value) == expected


TOML = st.recursive(
    st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.sampled_from("abæ .-"), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(TOML)
def test_what_is_written_as_toml_is_read_as_the_same(value: object) -> None:
    # Keys of TOML 1.0 are bare in ASCII only; people read these, so ours may be bare in æ.
    text = toml_text(value)
    if "æ" not in text:
        assert tomllib.loads(f"value = {text}")["value"] == value
