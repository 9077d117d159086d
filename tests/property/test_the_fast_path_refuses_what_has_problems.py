"""The fast way to build a lease and the careful way to explain mistakes know the same rules."""

from __future__ import annotations

from hypothesis import given

from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange.building import LeaseBuilder, NotAsExpectedError
from fakturakjerne.interchange.json_leases import json_decoder
from fakturakjerne.interchange.problems import Examiner
from tests.interchange.documents import mistaken_texts

EXAMINER = Examiner()


@given(mistaken_texts())
def test_one_refuses_exactly_what_the_other_has_problems_with(text: str) -> None:
    document = json_decoder().decode(text)
    problems = EXAMINER.problems(document, root="$")
    try:
        LeaseBuilder(test_identities=False).build(document, origin="")
    except (NotAsExpectedError, InvalidValueError, TypeError):
        assert problems
    else:
        assert not problems


@given(mistaken_texts(), mistaken_texts())
def test_what_was_read_before_changes_nothing(first: str, second: str) -> None:
    used = LeaseBuilder(test_identities=False)
    decode = json_decoder().decode
    _outcome(used, decode(first))
    fresh = LeaseBuilder(test_identities=False)
    assert _outcome(used, decode(second)) == _outcome(fresh, decode(second))


def _outcome(builder: LeaseBuilder, document: object) -> object:
    try:
        return builder.build(document, origin="")
    except (NotAsExpectedError, InvalidValueError, TypeError):
        return "refused"
