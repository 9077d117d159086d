from __future__ import annotations

from datetime import date

import pytest

from fakturakjerne.domain.batch import ExportBatch
from fakturakjerne.errors import InvalidValueError, OptionsError
from fakturakjerne.plugin.options import structure
from fakturakjerne_nets.sending import SendingOptions, assignment_of, start_of, transmission_of
from tests.nets.efaktura_examples import batch


@pytest.mark.parametrize("sender", ["", "1234567890", "12a", "²", "8080", "00008080"])
def test_a_sender_is_up_to_eight_digits_and_never_nets(sender: str) -> None:
    """A customer once used the id of Nets as its own, and could not see why it was rejected."""
    with pytest.raises(InvalidValueError, match="customer unit id"):
        SendingOptions(sender=sender)


@pytest.mark.parametrize("number", [-1, 10_000_000])
def test_numbers_have_seven_digits(number: int) -> None:
    for name in ("transmission", "assignment"):
        with pytest.raises(OptionsError, match=name):
            structure(SendingOptions, {"sender": "1", name: number}, where="o")


def test_numbers_that_are_given_are_taken() -> None:
    options = SendingOptions(sender="1", transmission=9_999_999, assignment=5)
    assert transmission_of(batch([]), options) == 9_999_999
    assert [assignment_of(batch([]), options, place=place) for place in (0, 2)] == [5, 7]


def test_numbers_of_the_day_hold_its_files_apart() -> None:
    options = SendingOptions(sender="1")
    day: ExportBatch[object] = batch([], today=date(2027, 1, 2), sequence=12)
    assert transmission_of(day, options) == 102012
    assert assignment_of(day, options, place=1) == 102713


def test_the_start_says_who_and_when() -> None:
    start = start_of(batch([]), SendingOptions(sender="10200", production=True))
    assert start.write().decode() == (
        "NY000010000102001121002000080802111202610000000000000000000000000000000000000000"
    )
    assert not start.is_from_nets
