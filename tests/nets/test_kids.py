from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.kid import KidMethod, kid_problem
from fakturakjerne_nets.kids import KidCheck

METHODS = [
    (KidMethod.MOD10,),
    (KidMethod.MOD11,),
    (KidMethod.MOD10, KidMethod.MOD11),
    (KidMethod.MOD11, KidMethod.MOD10),
]
RIGHT = st.builds(
    lambda payload, method: payload + method.check_digit(payload),
    st.text("0123456789", min_size=1, max_size=24),
    st.sampled_from(KidMethod),
)
ANY = st.text("0123456789- x²", max_size=25)
CELLS = st.lists(
    st.one_of(
        RIGHT.map(lambda kid: kid.rjust(25)),
        ANY.map(lambda text: text.rjust(25)),
        ANY.map(lambda text: text.ljust(25)),
        st.text("0123456789", min_size=25, max_size=25),
    ),
    max_size=8,
)


@given(CELLS, st.sampled_from(METHODS))
def test_no_wrong_kid_is_missed(cells: list[str], methods: tuple[KidMethod, ...]) -> None:
    wrong = {
        place
        for place, cell in enumerate(cells)
        if kid_problem(cell.strip(" "), methods=methods) is not None
    }
    assert KidCheck(methods).suspects(cells) >= wrong


@given(st.lists(RIGHT.filter(str.isdigit), min_size=1))
def test_right_kids_are_no_suspects(kids: list[str]) -> None:
    assert KidCheck().suspects([kid.rjust(25) for kid in kids]) == set()


@given(RIGHT.filter(str.isdigit), st.data())
def test_one_wrong_digit_is_seen(kid: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(kid) - 1))
    digit = data.draw(st.sampled_from("0123456789").filter(lambda each: each != kid[at]))
    broken = kid[:at] + digit + kid[at + 1 :]
    method = next(each for each in KidMethod if each.check_digit(kid[:-1]) == kid[-1])
    assert KidCheck((method,)).suspects([kid.rjust(25), broken.rjust(25)]) == {1}


@pytest.mark.parametrize("kid", ["02212291038306", "000149012", "0000531", "0036633"])
def test_vectors_of_the_facts(kid: str) -> None:
    assert KidCheck((KidMethod.MOD11,)).suspects([kid.rjust(25)]) == set()
    assert KidCheck((KidMethod.MOD10,)).suspects([kid.rjust(25)]) == {0}


def test_without_methods_nothing_is_checked() -> None:
    check = KidCheck(())
    assert check.suspects(["x" * 25]) == set()
    assert check.problem("x") is None


def test_a_problem_says_what_would_be_right() -> None:
    problem = KidCheck().problem("100030")
    assert problem is not None
    assert "would be" in str(problem)
