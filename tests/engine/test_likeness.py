"""Which names and addresses are the same, nearly the same, or others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.customer import Address
from fakturakjerne.engine.likeness import (
    Agreement,
    address_line,
    addresses_agree,
    folded,
    names_agree,
    values_agree,
)

SAME, NEAR, OTHER, ABSENT = Agreement


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("André", "ANDRE"),
        ("Müller", "muller"),
        ("O'Brien-Dahl", "obrien dahl"),
        ("Storgata 1 A", "storgata 1a"),
        ("  Å. Sæter ", "a\u030asæter"),
        ("\u212bse", "åse"),
        ("Ǽ", "æ"),
        ("Ǿ", "ø"),
        ("Ǻ", "Å"),
    ],
)
def test_what_does_not_count(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Åse", "Ase"),
        ("Bø", "Bo"),
        ("Bø", "Bö"),
        ("Sæter", "Saeter"),
        ("Håkon", "Haakon"),
        ("Storgata 1, 11", "Storgata 11, 1"),
        ("Storgata 1, 1", "Storgata 11"),
    ],
)
def test_what_counts(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_a_ring_makes_no_other_letter_of_a_letter_that_is_not_a() -> None:
    assert folded("Kůže") == "kuze"


@given(text=st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("first", "last", "registered", "agreement"),
    [
        ("Kari", "Nordmann", "Kari Nordmann", SAME),
        ("Kari", "Nordmann", "NORDMANN, KARI", SAME),
        ("Kari", "Nordmann", "Nordmann Kari", SAME),
        ("Kari Anne", "Nordmann", "Kari-Anne Nordmann", SAME),
        ("", "Turnforeningen", "Turnforeningen", SAME),
        ("Atle Børge", "Olle", "Atle Børge Olle", SAME),
        ("Atle Børge", "Olle", "Atle B. Olle", NEAR),
        ("Atle B", "Olle", "Olle Atle Børge", NEAR),
        ("Atle Børge", "Olle", "Atle Olle", NEAR),
        ("Atle", "Olle", "Atle Børge Olle", NEAR),
        ("Atle", "Børge Olle", "Atle Olle", NEAR),
        ("A", "Olle", "Atle Olle", NEAR),
        ("Kari", "Nordmann", "Kari Nordman", NEAR),
        ("Kari", "Nordmann", "Kari Nordmnan", NEAR),
        ("Katri", "Nordmann", "Kari Nordmann", NEAR),
        ("Søren", "Sørensen", "Søren Sorensen", NEAR),
        ("Atle Børge", "Olle", "Atle Bjarne Olle", OTHER),
        ("Atle Børge Bo", "Olle", "Atle Bo Børge Olle", OTHER),
        ("Kari", "Pedersen", "Kari Nordmann", OTHER),
        ("Kari", "Nordmann", "Ola Nordmann", OTHER),
        ("Kari", "Lie", "Kari Lia", OTHER),
        ("Kari", "N", "Kari Nordmann", OTHER),
        ("Kari", "Nordmann", "Nordmann", OTHER),
        ("Bo", "Åsen", "Bø Åsen", OTHER),
        ("Kari", "Nordmann", "", ABSENT),
        ("Kari", "Nordmann", "...", ABSENT),
        ("", "", "Kari Nordmann", ABSENT),
        ("", "Nordmann", "Kari Nordmann", ABSENT),
        ("Kari", "", "Kari Nordmann", ABSENT),
        ("", "", "", ABSENT),
    ],
)
def test_names(first: str, last: str, registered: str, agreement: Agreement) -> None:
    assert names_agree(first, last, registered) is agreement


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("TRONDHEIM", "Trondheim", SAME),
        ("TRONDHEIM", "TRONHEIM", NEAR),
        ("TRONHEIM", "TRONDHEIM", NEAR),
        ("TRONDHEIM", "TORNDHEIM", NEAR),
        ("TRONDHEIM", "TRONDHEIN", NEAR),
        ("TRONDHEIM", "TRONDHEIMS", NEAR),
        ("TRONDHEIM", "TRNODHEMI", OTHER),
        ("TRONDHEIM", "TRANDHEIN", OTHER),
        ("TRONDHEIM", "TRODHEIMS", OTHER),
        ("TRONDHEIM", "TRONDHEIMEN", OTHER),
        ("7030", "7031", OTHER),
        ("7030", "7003", OTHER),
        ("7030", "70301", OTHER),
        ("BØ", "BÅ", OTHER),
        ("", "BØ", ABSENT),
        ("BØ", "-", ABSENT),
    ],
)
def test_values(one: str, other: str, agreement: Agreement) -> None:
    assert values_agree(one, other) is agreement
    assert values_agree(other, one) is agreement


HOME = Address(("Storgata 1", "H0201"), "7030", "TRONDHEIM")


@pytest.mark.parametrize(
    ("other", "agreement"),
    [
        (HOME, SAME),
        (Address(("storgata 1",), "7030"), SAME),
        (Address(("Storgata 1",), "7030", "BERGEN"), SAME),
        (Address(("Storgata 1",), "", "Trondheim"), SAME),
        (Address(("Storgata 1a",), "7030"), NEAR),
        (Address(("Storgt. 1",), "7030"), NEAR),
        (Address(("Storgata 1",), "7031", "TRONDHEIM"), NEAR),
        (Address(("Storgata 1",), "", "BERGEN"), NEAR),
        (Address(("Storgata 1",)), NEAR),
        (Address((), "7030"), NEAR),
        (Address(("Storgata 1",), "", "TRONHEIM"), NEAR),
        (Address(("Storgata 11",), "7030"), OTHER),
        (Address(("Storgata 2",), "7030"), OTHER),
        (Address(("Nygata 1",), "7030"), OTHER),
        (Address(("Storgt. 1",), "7031"), OTHER),
        (Address((), "7031"), OTHER),
        (Address(("Nygata 1",)), OTHER),
        (Address(), ABSENT),
    ],
)
def test_addresses(other: Address, agreement: Agreement) -> None:
    assert addresses_agree(HOME, other) is agreement
    assert addresses_agree(other, HOME) is agreement


def test_numbers_alone_are_no_beginning_of_a_street() -> None:
    assert addresses_agree(Address(("1234 a",), "7030"), Address(("1234 b c",), "7030")) is OTHER


def test_a_line_that_is_not_there_is_blank() -> None:
    assert [address_line(HOME, index) for index in range(3)] == ["Storgata 1", "H0201", ""]


@given(first=st.text(max_size=8), last=st.text(max_size=8), name=st.text(max_size=16))
def test_no_name_does_more_than_disagree(first: str, last: str, name: str) -> None:
    assert names_agree(first, last, name) in Agreement
    if folded(first) and folded(last):
        assert names_agree(first, last, f"{last}, {first}") is SAME
