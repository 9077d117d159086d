"""One wrong digit in a KID or an account number, anywhere, is always found."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.identifiers import AccountNumber
from fakturakjerne.domain.kid import ANY_METHOD, Kid, KidMethod, KidTemplate, kid_problem
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.testing.bank_strategies import account_numbers, kids

DIGITS = "0123456789"


@pytest.mark.parametrize("method", list(KidMethod))
@given(data=st.data())
def test_a_wrong_digit_is_found_by_each_method(method: KidMethod, data: st.DataObject) -> None:
    right = data.draw(kids(methods=[method], dash=True)).text
    at = data.draw(st.integers(0, len(right) - 1))
    last = at == len(right) - 1
    others = DIGITS + "-" if last and method is KidMethod.MOD11 else DIGITS
    digit = data.draw(st.sampled_from(others.replace(right[at], "")))
    wrong = right[:at] + digit + right[at + 1 :]
    problem = kid_problem(wrong, methods=[method])
    assert problem is not None
    assert problem.code in {"kid.check-digit", "kid.form"}


@pytest.mark.parametrize("method", list(KidMethod))
@given(data=st.data())
def test_two_neighbours_swapped_are_found_but_for_0_and_9_by_modulus_10(
    method: KidMethod, data: st.DataObject
) -> None:
    right = data.draw(kids(methods=[method])).text
    at = data.draw(st.integers(0, len(right) - 2))
    pair = right[at : at + 2]
    swapped = right[:at] + pair[::-1] + right[at + 2 :]
    missed = pair[0] == pair[1] or (method is KidMethod.MOD10 and set(pair) == {"0", "9"})
    assert (kid_problem(swapped, methods=[method]) is None) is missed


@given(right=account_numbers(), data=st.data())
def test_a_wrong_digit_of_an_account_is_found(right: AccountNumber, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, 10))
    digit = data.draw(st.sampled_from(DIGITS.replace(right.text[at], "")))
    with pytest.raises(InvalidValueError, match="check digit"):
        AccountNumber(right.text[:at] + digit + right.text[at + 1 :])


@given(kid=kids(methods=ANY_METHOD, dash=True))
def test_a_kid_is_read_as_it_is_written(kid: Kid) -> None:
    assert Kid(str(kid)) == kid


@given(text=st.text(max_size=30), methods=st.sampled_from([ANY_METHOD, ANY_METHOD[:1]]))
def test_no_text_does_more_than_be_refused(text: str, methods: Sequence[KidMethod]) -> None:
    problem = kid_problem(text, methods=methods)
    if problem is None:
        assert Kid.parse(text, methods=methods).text == text
    else:
        with pytest.raises(InvalidValueError):
            Kid.parse(text, methods=methods)


@given(
    one=st.tuples(st.integers(0, 9999), st.integers(0, 99999)),
    other=st.tuples(st.integers(0, 9999), st.integers(0, 99999)),
)
def test_two_invoices_never_share_a_kid(one: tuple[int, int], other: tuple[int, int]) -> None:
    template = KidTemplate("{customer:04}{invoice:05}")
    first = template.compose(customer=str(one[0]), invoice=str(one[1]))
    second = template.compose(customer=str(other[0]), invoice=str(other[1]))
    assert (first == second) is (one == other)
