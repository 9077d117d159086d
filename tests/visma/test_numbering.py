from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_visma.numbering import MOST_LINES, Numbering


def placed(numbering: Numbering, keys: list[bytes]) -> list[tuple[int, int]]:
    """Document and LØPENR of each line."""
    found = (divmod(slot, MOST_LINES) for slot in numbering.slots(keys))
    return [(document, number + 1) for document, number in found]


def test_each_key_counts_for_itself_over_all_orders() -> None:
    numbering = Numbering(split=False)
    assert placed(numbering, [b"A", b"B", b"A"]) == [(0, 1), (0, 1), (0, 2)]
    assert placed(numbering, [b"A"]) == [(0, 3)]


def test_without_splitting_the_hundredth_is_beyond_the_document() -> None:
    assert placed(Numbering(split=False), [b"A"] * 100)[-2:] == [(0, 99), (1, 1)]


def test_an_order_that_does_not_fit_goes_whole_to_the_next_document() -> None:
    numbering = Numbering(split=True)
    placed(numbering, [b"A"] * 60)
    order = placed(numbering, [b"B", *[b"A"] * 40, b"C"])
    assert {document for document, _ in order} == {1}
    assert [number for _, number in order] == [1, *range(1, 41), 1]
    assert placed(numbering, [b"C"]) == [(1, 2)]
    assert placed(numbering, [b"D"]) == [(0, 1)]


def test_an_order_of_just_enough_lines_stays() -> None:
    numbering = Numbering(split=True)
    placed(numbering, [b"A"] * 60)
    assert placed(numbering, [b"A"] * 39)[-1] == (0, 99)
    assert placed(numbering, [b"A"]) == [(1, 1)]


def test_an_order_too_large_for_any_document_goes_on() -> None:
    numbering = Numbering(split=True)
    order = placed(numbering, [*[b"A"] * 250, b"B"])
    assert [order.count((document, 1)) for document in range(3)] == [2, 1, 1]
    assert order[98:100] == [(0, 99), (1, 1)]
    assert order[-1] == (0, 1)


def test_an_order_too_large_begins_in_a_document_of_its_own_where_the_first_is_used() -> None:
    numbering = Numbering(split=True)
    placed(numbering, [b"A"])
    order = placed(numbering, [b"A"] * 120)
    assert (order[0], order[-1]) == ((1, 1), (2, 21))


orders = st.lists(st.lists(st.sampled_from([b"A", b"B", b"C"]), max_size=150), max_size=6)


@given(made=orders)
def test_in_every_document_each_key_counts_from_one_without_a_gap(made: list[list[bytes]]) -> None:
    numbering = Numbering(split=True)
    used: dict[tuple[int, bytes], int] = defaultdict(int)
    for keys in made:
        order = placed(numbering, keys)
        for key, (document, number) in zip(keys, order, strict=True):
            used[document, key] += 1
            assert number == used[document, key] <= MOST_LINES
        if all(keys.count(key) <= MOST_LINES for key in keys):
            assert len({document for document, _ in order}) <= 1


@given(made=orders)
def test_where_all_fits_splitting_changes_nothing(made: list[list[bytes]]) -> None:
    refuse, split = Numbering(split=False), Numbering(split=True)
    if sum(map(len, made)) <= MOST_LINES:
        assert [refuse.slots(keys) for keys in made] == [split.slots(keys) for keys in made]
