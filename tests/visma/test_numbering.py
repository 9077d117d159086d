from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_visma.numbering import MOST_LINES, Numbering


def placed(numbering: Numbering, keys: list[bytes]) -> list[tuple[int, int] | None]:
    """Document and LØPENR of each line."""
    return numbering.order(keys)


def test_each_key_counts_for_itself_over_all_orders() -> None:
    numbering = Numbering(split=False)
    assert placed(numbering, [b"A", b"B", b"A"]) == [(0, 1), (0, 1), (0, 2)]
    assert placed(numbering, [b"A"]) == [(0, 3)]


def test_without_splitting_the_hundredth_has_no_number() -> None:
    numbering = Numbering(split=False)
    assert placed(numbering, [b"A"] * 100)[-2:] == [(0, 99), None]
    assert placed(numbering, [b"A", b"B"]) == [None, (0, 1)]


def test_an_order_that_does_not_fit_goes_whole_to_the_next_document() -> None:
    numbering = Numbering(split=True)
    placed(numbering, [b"A"] * 60)
    order = placed(numbering, [b"B", *[b"A"] * 40, b"C"])
    assert order == [(1, 1), *((1, number) for number in range(1, 41)), (1, 1)]
    assert placed(numbering, [b"C"]) == [(1, 2)]
    assert placed(numbering, [b"D"]) == [(0, 1)]


def test_an_order_of_just_enough_lines_stays() -> None:
    numbering = Numbering(split=True)
    placed(numbering, [b"A"] * 60)
    assert placed(numbering, [b"A"] * 39)[-1] == (0, 99)
    assert placed(numbering, [b"A"]) == [(1, 1)]


def test_an_order_too_large_for_any_document_is_refused_from_its_hundredth_line() -> None:
    numbering = Numbering(split=True)
    order = placed(numbering, [*[b"A"] * 101, b"B"])
    assert order[98:] == [(0, 99), None, None, (0, 1)]
    assert placed(numbering, [b"A"]) == [(1, 1)]


orders = st.lists(st.lists(st.sampled_from([b"A", b"B", b"C"]), max_size=150), max_size=6)


@given(made=orders)
def test_in_every_document_each_key_counts_from_one_without_a_gap(made: list[list[bytes]]) -> None:
    numbering = Numbering(split=True)
    used: dict[tuple[int, bytes], int] = defaultdict(int)
    for keys in made:
        order = placed(numbering, keys)
        assert len({at[0] for at in order if at is not None}) <= 1
        if all(keys.count(key) <= MOST_LINES for key in keys):
            assert None not in order
        for key, at in zip(keys, order, strict=True):
            if at is not None:
                used[at[0], key] += 1
                assert at[1] == used[at[0], key] <= MOST_LINES


@given(made=orders)
def test_where_all_fits_splitting_changes_nothing(made: list[list[bytes]]) -> None:
    refuse, split = Numbering(split=False), Numbering(split=True)
    if sum(map(len, made)) <= MOST_LINES:
        assert [refuse.order(keys) for keys in made] == [split.order(keys) for keys in made]
