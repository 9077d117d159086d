"""Tables to attrs classes: what passes, and every problem with its path."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Literal

import attrs
import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.identifiers import OrganizationNumber
from fakturakjerne.errors import ConfigError, OptionsError
from fakturakjerne.plugin.structure import (
    CHOICES,
    Structured,
    fields_of,
    read_table,
)
from fakturakjerne.plugin.template import Template
from fakturakjerne.plugin.values import AssignedText


class Ending(Enum):
    LF = "lf"
    CRLF = "crlf"


@frozen(kw_only=True)
class Inner:
    words: tuple[str, ...] = ("a",)
    must: str


@frozen(kw_only=True)
class Everything:
    text: str = "x"
    number: int = 1
    flag: bool = True
    amount: Decimal = Decimal(1)
    literal: Literal["a", "b", 3, True] = "a"
    ending: Ending = Ending.CRLF
    words: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    names: Mapping[str, str] = field(factory=dict)
    nested: Mapping[str, Mapping[str, str]] = field(factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(factory=dict)
    endings: Mapping[Ending, str] = field(factory=dict)
    template: Template = field(default=Template("{kind}"))
    path: Path = Path()
    maybe: int | None = None
    inner: Inner | None = None
    anything: object = None
    limited: tuple[str, ...] = field(default=(), metadata={CHOICES: ("period", "note")})


def read(values: Mapping[str, object], table_type: type[Any] = Everything) -> Structured:
    return read_table(table_type, values, path="p", title="title", error_type=OptionsError)


def problems(values: Mapping[str, object], table_type: type[Any] = Everything) -> dict[str, str]:
    """Return the sentence for each path."""
    with pytest.raises(OptionsError) as caught:
        read(values, table_type)
    found = caught.value.values["problems"]
    assert isinstance(found, tuple)
    return {each.path: each.message for each in found}


@pytest.mark.parametrize(
    ("key", "given_value", "expected"),
    [
        ("text", "5.3", "5.3"),
        ("number", -7, -7),
        ("flag", False, False),
        ("amount", 3, Decimal(3)),
        ("amount", "3.50", Decimal("3.50")),
        ("amount", Decimal("3.5"), Decimal("3.5")),
        ("literal", "b", "b"),
        ("literal", 3, 3),
        ("literal", True, True),
        ("ending", "lf", Ending.LF),
        ("words", ["a", "b"], ("a", "b")),
        ("numbers", (1, 2), (1, 2)),
        ("names", {"vår ref": "1"}, {"vår ref": "1"}),
        ("nested", {"a": {"b": "c"}}, {"a": {"b": "c"}}),
        ("lists", {"a": ["b"]}, {"a": ("b",)}),
        ("endings", {"lf": "x"}, {Ending.LF: "x"}),
        ("template", "{today:%y}", Template("{today:%y}")),
        ("path", "a/b", Path("a/b")),
        ("maybe", None, None),
        ("maybe", 4, 4),
        ("inner", {"must": "x"}, Inner(must="x")),
        ("anything", [1, {}], [1, {}]),
        ("limited", ["note"], ("note",)),
    ],
)
def test_what_fits_passes(key: str, given_value: object, expected: object) -> None:
    assert getattr(read({key: given_value}), key) == expected


@pytest.mark.parametrize(
    ("key", "given_text", "expected"),
    [
        ("text", "5.3", "5.3"),
        ("text", "false", "false"),
        ("number", "-12", -12),
        ("flag", "true", True),
        ("flag", "false", False),
        ("amount", "12.5", Decimal("12.5")),
        ("literal", "3", 3),
        ("literal", "true", True),
        ("literal", "b", "b"),
        ("ending", "lf", Ending.LF),
        ("words", '["period","note"]', ("period", "note")),
        ("numbers", "[1, 2]", (1, 2)),
        ("names", '{a = "b"}', {"a": "b"}),
        ("template", "{kind}", Template("{kind}")),
        ("path", "x", Path("x")),
        ("maybe", "5", 5),
        ("inner", '{must = "m"}', Inner(must="m")),
    ],
)
def test_assigned_text_becomes_what_the_field_wants(
    key: str, given_text: str, expected: object
) -> None:
    value = getattr(read({key: AssignedText(given_text)}), key)
    assert value == expected
    assert type(value) is type(expected)


WHOLE = "expected: whole number"
BOOL = "expected: true or false"


@pytest.mark.parametrize(
    ("key", "value", "path", "sentence"),
    [
        ("text", 5, "p.text", '5 is not text; put it in quotes: "5"'),
        ("text", True, "p.text", 'true is not text; put it in quotes: "true"'),
        ("text", Decimal("5.3"), "p.text", '5.3 is not text; put it in quotes: "5.3"'),
        ("text", ["a"], "p.text", '["a"] does not fit; expected: text'),
        ("text", None, "p.text", "expected: text"),
        ("number", True, "p.number", f"true does not fit; {WHOLE}"),
        ("number", "1", "p.number", f'"1" does not fit; {WHOLE}'),
        ("number", Decimal("1.0"), "p.number", WHOLE),
        ("number", AssignedText("1.0"), "p.number", WHOLE),
        ("number", AssignedText("٣"), "p.number", WHOLE),
        ("number", AssignedText("9" * 5000), "p.number", WHOLE),
        ("flag", 1, "p.flag", BOOL),
        ("flag", "true", "p.flag", BOOL),
        ("flag", AssignedText("True"), "p.flag", BOOL),
        ("amount", True, "p.amount", "expected: decimal number"),
        ("amount", 1.5, "p.amount", "1.5 does not fit; expected: decimal number"),
        ("amount", "1e5", "p.amount", "expected: decimal number"),
        ("amount", "1,5", "p.amount", "expected: decimal number"),
        ("amount", Decimal("NaN"), "p.amount", "expected: decimal number"),
        ("literal", "c", "p.literal", '"c" does not fit; expected: one of a, b, 3, True'),
        ("literal", 1, "p.literal", "expected: one of"),
        ("literal", "3", "p.literal", "expected: one of"),
        ("ending", "cr", "p.ending", "expected: one of lf, crlf"),
        ("words", "period", "p.words", 'put it in brackets: ["period"]'),
        ("words", AssignedText("period"), "p.words", 'put it in brackets: ["period"]'),
        ("words", AssignedText("[period"), "p.words", "expected: list of text"),
        ("words", AssignedText('["a"]\nother = 1'), "p.words", "expected: list of text"),
        ("words", {"a": "b"}, "p.words", "expected: list of text"),
        ("words", ["a", 2], "p.words[1]", '2 is not text; put it in quotes: "2"'),
        ("names", ["a"], "p.names", "expected: table of text"),
        ("names", {"vår ref": 1}, 'p.names."vår ref"', "1 is not text"),
        ("nested", {"a": "b"}, "p.nested.a", "expected: table of text"),
        ("lists", {"a": "b"}, "p.lists.a", 'put it in brackets: ["b"]'),
        ("endings", {"cr": "x"}, "p.endings.cr", "expected: one of lf, crlf"),
        ("template", "{x}", "p.template", "only these may stand in braces: today"),
        ("template", 5, "p.template", "5 is not text"),
        ("path", "", "p.path", "expected: path"),
        ("path", "a\0b", "p.path", "expected: path"),
        ("maybe", "x", "p.maybe", WHOLE),
        ("inner", "x", "p.inner", '"x" does not fit; expected: table'),
        ("inner", {}, "p.inner.must", "missing, and required: text"),
        ("inner", {"must": "x", "wrods": []}, "p.inner.wrods", "did you mean words?"),
        ("limited", ["x"], "p.limited[0]", "expected: one of period, note"),
        ("txt", "x", "p.txt", "did you mean text?"),
        ("zzzz", "x", "p.zzzz", "unknown key; known are: text, number,"),
    ],
)
def test_what_does_not_fit_is_named(key: str, value: object, path: str, sentence: str) -> None:
    found = problems({key: value})
    assert list(found) == [path]
    assert sentence in found[path]


def test_all_problems_are_named_at_once() -> None:
    values = {"text": 1, "number": "x", "inner": {"words": [1], "y": 2}, "falg": True}
    expected = {"p.falg", "p.text", "p.number", "p.inner.y", "p.inner.words[0]", "p.inner.must"}
    assert set(problems(values)) == expected


def test_personal_numbers_are_masked_wherever_they_stand() -> None:
    values = {"number": "15819010029", "names": {"15819010029": 15819010029}, "15819010029": 1}
    with pytest.raises(OptionsError) as caught:
        read(values)
    assert "15819010029" not in str(caught.value) + caught.value.in_language("nb")
    assert "15*********" in str(caught.value)


# --- a class's own converters and validators


def _positive(_instance: object, _field: object, value: int) -> None:
    if value <= 0:
        raise ValueError(f"{value} is not positive")


def _halved(value: int) -> int:
    if value % 2:
        raise ValueError
    return value // 2


def _before_last(instance: Checked, _field: object, value: int) -> None:
    if value > instance.last:
        raise ValueError("first is after last")


def _shouted(value: Any) -> str:  # noqa: ANN401 - a converter that does not say what it takes
    return str(value).upper()


@frozen(kw_only=True)
class Checked:
    owner: OrganizationNumber | None = field(
        default=None, converter=attrs.converters.optional(OrganizationNumber)
    )
    count: int = field(default=1, validator=[_positive, attrs.validators.lt(100)])
    even: int = field(default=2, converter=_halved, validator=_positive)
    first: int = field(default=1, validator=_before_last)
    last: int = 10
    loud: object = field(default="", converter=_shouted)
    builtin: Any = field(default=(), converter=dict)
    hidden: int = field(default=0, init=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what no single field is guilty of."""
        if self.count == self.last:
            raise ValueError("count and last must differ")


def test_converters_and_validators_run() -> None:
    checked = read({"owner": "974760673", "even": AssignedText("8"), "loud": 5}, Checked)
    assert checked.owner == OrganizationNumber("974760673")
    assert (checked.even, checked.loud) == (4, "5")
    assert read({"builtin": [("a", 1)]}, Checked).builtin == {"a": 1}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"owner": "1"}, {"p.owner": "\"1\" is refused: '1' is not an organisation number"}),
        ({"count": 0}, {"p.count": "0 is refused: 0 is not positive"}),
        ({"count": 100}, {"p.count": "100 is refused: 'count' must be < 100: 100"}),
        ({"even": 3}, {"p.even": "3 is refused: ValueError"}),
        ({"even": "3"}, {"p.even": WHOLE}),
        ({"even": 0}, {"p.even": "0 is refused: 0 is not positive"}),
        ({"first": 11}, {"p": "first is after last"}),
        ({"first": 11, "last": 5}, {"p.first": "11 is refused: first is after last"}),
        ({"count": 10}, {"p": "count and last must differ"}),
        ({"hidden": 1}, {"p.hidden": "unknown key"}),
        (
            {"count": 0, "even": 3, "first": 11, "last": "x"},
            {"p.count": "not positive", "p.even": "refused", "p.last": WHOLE},
        ),
    ],
)
def test_what_they_refuse_is_collected(values: dict[str, object], expected: dict[str, str]) -> None:
    found = problems(values, Checked)
    assert set(found) == set(expected)
    for path, sentence in expected.items():
        assert sentence in found[path]


def test_a_mistake_of_the_class_is_no_problem_of_the_values() -> None:
    @frozen
    class Wrong:
        share: float = 0.5

    with pytest.raises(TypeError, match="an option cannot be of type"):
        read({"share": 1}, Wrong)


def test_a_validator_that_fails_otherwise_is_not_hidden() -> None:
    def broken(_instance: object, _field: object, value: Structured) -> None:
        value.nothing_of_that_name()

    table = attrs.make_class("table", {"x": field(type=int, validator=broken)}, frozen=True)
    with pytest.raises(AttributeError):
        read({"x": 1}, table)


def test_the_top_has_no_path() -> None:
    with pytest.raises(ConfigError) as caught:
        read_table(Everything, {"text": 1}, path="", title="f.toml", error_type=ConfigError)
    assert str(caught.value) == 'f.toml is wrong:\n  text: 1 is not text; put it in quotes: "1"'
    assert not isinstance(caught.value, OptionsError)


def test_a_private_field_has_its_public_key() -> None:
    @frozen
    class Private:
        _client: str

    assert list(fields_of(Private)) == ["client"]


ANY_VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.decimals(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from([*fields_of(Everything), "other"])


@pytest.mark.parametrize("written", [lambda value: value, lambda value: AssignedText(str(value))])
@given(values=st.dictionaries(KEYS, ANY_VALUE, max_size=4))
def test_whatever_is_given_is_read_or_refused_in_words(
    written: Callable[[object], object], values: dict[str, object]
) -> None:
    refused: OptionsError | None = None
    try:
        read({key: written(value) for key, value in values.items()})
    except OptionsError as error:
        refused = error
    if refused is not None:
        assert str(refused).startswith("title is wrong:\n  p.")
        assert refused.in_language("nb")
