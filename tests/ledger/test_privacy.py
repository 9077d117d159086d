from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.ledger.privacy import LEFT_OUT, options_text, party_row, values_text
from fakturakjerne.ledger.records import Party
from tests.ledger.made_records import NAME, PERSON

PARTY = Party(kind=CustomerKind.EXTERNAL, id=PERSON, number="1001", name=NAME)


def test_a_party_keeps_what_it_is() -> None:
    assert party_row(PARTY)[2:] == (PERSON, "1001", NAME)


def test_the_digest_of_a_party_cannot_be_found_by_trying_all_numbers() -> None:
    first, second = party_row(PARTY), party_row(PARTY)
    assert re.fullmatch("[0-9a-f]{64}", first[0])
    assert first[0] != second[0]


def test_personal_numbers_in_options_are_masked_wherever_they_stand() -> None:
    options = {
        "text": f"til {PERSON}",
        "spaced": "158190 10029",
        "number": int(PERSON),
        "list": [{PERSON: True}],
        "none": None,
    }
    kept = options_text(options)
    assert json.loads(kept) == {
        "text": "til 15*********",
        "spaced": "15**********",
        "number": "15*********",
        "list": [{"15*********": True}],
        "none": None,
    }


def test_other_numbers_in_options_are_kept() -> None:
    options = {"own": "999999999", "first": 34500001, "long": "123456789012", "rate": 12}
    assert json.loads(options_text(options)) == options


def test_the_same_options_give_the_same_text() -> None:
    assert (
        options_text({"a": 1, "b": "ø"}) == options_text({"b": "ø", "a": 1}) == '{"a": 1, "b": "ø"}'
    )


def test_values_without_a_word_are_kept_and_words_are_not() -> None:
    values = {"batch": "260302-1", "net": "-1 234,50", "count": 3, "customer": NAME, "id": PERSON}
    assert json.loads(values_text(values)) == {
        "batch": "260302-1",
        "net": "-1 234,50",
        "count": "3",
        "customer": LEFT_OUT,
        "id": "15*********",
    }


@given(st.dictionaries(st.text(max_size=3), st.text()))
def test_no_value_with_a_letter_is_ever_kept(values: dict[str, str]) -> None:
    for key, kept in json.loads(values_text(values)).items():
        if any(character.isalpha() for character in values[key]):
            assert kept == LEFT_OUT
