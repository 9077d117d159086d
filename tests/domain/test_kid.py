"""What is a KID, why something is none, and how one is composed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.kid import ANY_METHOD, Kid, KidMethod, KidTemplate, kid_problem
from fakturakjerne.errors import InvalidValueError

MOD10 = [KidMethod.MOD10]
MOD11 = [KidMethod.MOD11]

# Collected from the specifications, and from bug reports against other libraries.
BY_MOD10 = [
    "008000011688373",
    "000112000507155",
    "001006300507304",
    "33000083672049",
    "71888400107498",
    "71484800069387",
]
BY_MOD11 = ["02212291038306", "000149012", "0000531", "0036633", "1000005-"]
BY_BOTH = ["008000021688389"]
BY_NEITHER = ["100030", "100031", "100033"]


def why(text: str, *, methods: Sequence[KidMethod] = ANY_METHOD, dash: bool = True) -> str:
    problem = kid_problem(text, methods=methods, dash=dash)
    return problem.code if problem else ""


@pytest.mark.parametrize("text", [*BY_MOD10, *BY_BOTH])
def test_by_modulus_10(text: str) -> None:
    assert why(text, methods=MOD10) == ""
    assert Kid(text).text == str(Kid.parse(text, methods=MOD10)) == text


@pytest.mark.parametrize("text", [*BY_MOD11, *BY_BOTH])
def test_by_modulus_11(text: str) -> None:
    assert why(text, methods=MOD11) == ""
    assert Kid(text) == Kid.parse(text, methods=MOD11)


@pytest.mark.parametrize("text", BY_NEITHER)
@pytest.mark.parametrize("methods", [MOD10, MOD11, ANY_METHOD])
def test_a_wrong_check_digit_is_no_kid(text: str, methods: Sequence[KidMethod]) -> None:
    assert why(text, methods=methods) == "kid.check-digit"


@pytest.mark.parametrize(("text", "other"), [(BY_MOD10[0], MOD11), (BY_MOD11[0], MOD10)])
def test_the_method_that_was_agreed_on_counts(text: str, other: Sequence[KidMethod]) -> None:
    assert why(text, methods=other) == "kid.check-digit"
    with pytest.raises(InvalidValueError, match="check digit"):
        Kid.parse(text, methods=other)


def test_the_check_digits_of_the_specification() -> None:
    assert Kid.of("12345678", method=KidMethod.MOD10).text == "123456782"
    assert Kid.of("12345678", method=KidMethod.MOD11).text == "123456785"


@pytest.mark.parametrize("text", ["123456783", "12 345", ""])
def test_what_is_no_kid_cannot_exist(text: str) -> None:
    with pytest.raises(InvalidValueError, match="is no KID"):
        Kid(text)


def test_the_error_says_what_would_be_right() -> None:
    problem = kid_problem("123456780")
    assert problem is not None
    assert problem.values["expected"] == "2 / 5"
    both_agree = kid_problem("008000021688380")
    assert both_agree is not None
    assert both_agree.values["expected"] == "9"


@pytest.mark.parametrize(
    "text", ["", "-", "12345678 2", " 123456782", "12-3456782", "12345678x", "1234567٨2", "1234²"]
)
def test_what_is_not_digits_is_no_kid(text: str) -> None:
    assert why(text) == "kid.form"


@pytest.mark.parametrize(("text", "length"), [("1", "1"), ("0" * 26, "26"), ("1" * 25 + "-", "26")])
def test_a_kid_has_two_to_25_characters(text: str, length: str) -> None:
    problem = kid_problem(text)
    assert problem is not None
    assert problem.code == "kid.length"
    assert problem.values["length"] == length


def test_the_shortest_and_the_longest() -> None:
    assert why("18") == ""
    assert len(Kid.of("1" * 24).text) == 25
    with pytest.raises(InvalidValueError, match="26 characters"):
        Kid.of("1" * 25)


def test_a_dash_passes_only_where_it_is_allowed() -> None:
    assert why("1000005-", methods=MOD11) == ""
    assert why("1000005-", methods=MOD11, dash=False) == "kid.dash"
    assert why("1000005-", methods=MOD10) == "kid.check-digit"
    assert why("1000006-", methods=MOD11) == "kid.check-digit"
    assert Kid.of("1000005", method=KidMethod.MOD11, dash=True).text == "1000005-"
    with pytest.raises(InvalidValueError, match="not allowed"):
        Kid.of("1000005", method=KidMethod.MOD11)


@pytest.mark.parametrize("payload", ["", "12a", "1000-", "٣٣٣"])
def test_a_kid_is_made_of_digits(payload: str) -> None:
    with pytest.raises(InvalidValueError, match="must be digits"):
        Kid.of(payload)


def test_eleven_digits_are_hidden_as_they_may_be_a_person() -> None:
    kid = Kid.of("1581901002")
    assert repr(kid) == "Kid(text='15*********')"
    problem = kid_problem("15819010020")
    assert problem is not None
    assert "15819010020" not in str(problem) + problem.in_language("nb")


def test_a_template_puts_the_parts_together() -> None:
    template = KidTemplate("{customer:06}{invoice:08}")
    assert template.compose(customer="1001", invoice="34500001").text == "001001345000019"
    constant = KidTemplate("7{invoice:03}9{customer:04}", method=KidMethod.MOD11)
    assert constant.compose(customer="1", invoice="22").text[:-1] == "702290001"


def test_a_part_that_is_not_used_may_be_anything() -> None:
    assert KidTemplate("{invoice:08}").compose(customer="K-1", invoice="1").text == "000000018"
    assert KidTemplate("{customer:08}").compose(customer="1", invoice="F-1").text == "000000018"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1234567",
        "{customer}{invoice:08}",
        "{customer:6}{invoice:08}",
        "{customer:00}{invoice:08}",
        "{invoice:02}",
        "{invoice:025}",
        "{customer:013}{invoice:012}",
        "{invoice:04}{invoice:04}",
        "{number:08}",
        "{invoice:08} ",
        "{{invoice:08}}",
    ],
)
def test_a_template_that_gives_no_kid_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        KidTemplate(text)
    assert caught.value.code == "kid.template"
    assert "{customer:06}{invoice:08}" in str(caught.value)
    assert "{customer:06}{invoice:08}" in caught.value.in_language("nb")


def test_the_widest_and_the_narrowest_template() -> None:
    assert (
        len(KidTemplate("{customer:012}{invoice:012}").compose(customer="1", invoice="2").text)
        == 25
    )
    assert len(KidTemplate("{invoice:03}").compose(customer="", invoice="2").text) == 4


@pytest.mark.parametrize(
    ("customer", "invoice", "code", "named"),
    [
        ("10012", "1", "kid.part-wide", "customer number '10012'"),
        ("1", "12345", "kid.part-wide", "invoice number '12345'"),
        ("K1", "1", "kid.part-form", "customer number 'K1'"),
        ("", "1", "kid.part-form", "customer number ''"),
        ("1", "٣", "kid.part-form", "invoice number"),
        ("15819010029", "1", "kid.part-wide", "customer number '15*********'"),
    ],
)
def test_a_number_is_never_cut(customer: str, invoice: str, code: str, named: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        KidTemplate("{customer:04}{invoice:04}").compose(customer=customer, invoice=invoice)
    assert caught.value.code == code
    assert named in str(caught.value)


def test_a_template_makes_no_dash_unless_it_may() -> None:
    with pytest.raises(InvalidValueError, match="not allowed"):
        KidTemplate("{invoice:07}", KidMethod.MOD11).compose(customer="", invoice="1000005")
    allowed = KidTemplate("{invoice:07}", KidMethod.MOD11, dash=True)
    assert allowed.compose(customer="", invoice="1000005").text == "1000005-"


@given(st.text("0123456789-²x ", max_size=27))
def test_a_kid_exists_when_nothing_is_wrong_with_it(text: str) -> None:
    """Whichever of the two ways tells so: the sum over all digits, or the search for a reason."""
    if kid_problem(text) is None:
        assert Kid(text).text == text
    else:
        with pytest.raises(InvalidValueError):
            Kid(text)
