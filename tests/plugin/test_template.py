"""Names composed of the day, the running number, the kind and the batch."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.errors import InvalidValueError
from fakturakjerne.plugin.template import PLACEHOLDERS, Template

TODAY = date(2026, 3, 2)


def rendered(text: str) -> str:
    return Template(text).render(today=TODAY, sequence=7, kind="internal", batch="260302-7")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FK{today:%y%m%d}{sequence}", "FK2603027"),
        ("{kind}_{today:%y%m%d}{sequence}.txt", "internal_2603027.txt"),
        ("{today}", "2026-03-02"),
        ("{sequence:03d}|{sequence:3}|{sequence:d}", "007|  7|7"),
        ("{batch}", "260302-7"),
        ("{{today}}", "{today}"),
        ("uke {today:%V}%", "uke 10%"),
        ("", ""),
    ],
)
def test_renders(text: str, expected: str) -> None:
    assert rendered(text) == expected


def test_knows_the_placeholders_it_uses() -> None:
    assert Template("{kind}_{today:%y}{kind}").names == {"kind", "today"}
    assert Template("plain {{kind}}").names == frozenset()


def test_is_its_text() -> None:
    assert str(Template("FK{sequence}")) == "FK{sequence}"


@pytest.mark.parametrize(
    "text",
    [
        "{today.__class__}",
        "{today[0]}",
        "{today!r}",
        "{kind!s}",
        "{0}",
        "{}",
        "{ today}",
        "{customer}",
        "{today:{kind}}",
        "{today:%y{sequence}}",
        "{sequence:{kind}}",
        "{today:%s}",
        "{today:%A}",
        "{today:%-d}",
        "{today:%}",
        "{sequence:,}",
        "{sequence:x}",
        "{sequence:999d}",
        "{kind:>10}",
        "{batch:s}",
        "{today",
        "today}",
        "{today:%y",
        "x" * 201,
    ],
)
def test_refuses_everything_else(text: str) -> None:
    with pytest.raises(InvalidValueError):
        Template(text)


def test_an_unknown_placeholder_is_told_the_known_ones_in_both_languages() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Template("{sekvens}")
    for language in ("nb", "en"):
        sentence = caught.value.in_language(language)
        assert "'sekvens'" in sentence
        assert ", ".join(PLACEHOLDERS) in sentence


@pytest.mark.parametrize("text", ["{", "{today:%s}", "{sequence:x}", "{kind:x}", "x" * 999])
def test_every_refusal_can_be_said_in_both_languages(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Template(text)
    assert caught.value.in_language("nb") != caught.value.in_language("en")


@given(st.text(alphabet="{}:.%![]_0dysA" + string.ascii_letters, max_size=30))
def test_what_is_accepted_renders(text: str) -> None:
    try:
        template = Template(text)
    except InvalidValueError:
        return
    assert isinstance(rendered(text), str)
    assert template.names <= set(PLACEHOLDERS)


@given(st.dates(min_value=date(1900, 1, 1)), st.integers(1, 10**6))
def test_the_default_batch_id_holds_day_and_number(today: date, sequence: int) -> None:
    template = Template("FK{today:%y%m%d}{sequence}")
    text = template.render(today=today, sequence=sequence, kind="external", batch="")
    assert text[:8] == f"FK{today.year % 100:02d}{today.month:02d}{today.day:02d}"
    assert int(text[8:]) == sequence
