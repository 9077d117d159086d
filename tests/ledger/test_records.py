from __future__ import annotations

import pytest

from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.ledger.records import NumberSeries, Party
from tests.ledger.made_records import NAME, PERSON


@pytest.mark.parametrize(("first", "last"), [(0, 5), (5, 4), (1, 10**15)])
def test_bounds_of_a_series_that_make_no_sense_are_refused(first: int, last: int) -> None:
    with pytest.raises(InvalidValueError, match=r"series\.external: .* 1 <= first <= last"):
        NumberSeries("external", first=first, last=last)


def test_a_series_may_hold_one_number() -> None:
    assert NumberSeries("external", first=7, last=7).last == 7


def test_a_party_hides_itself() -> None:
    shown = repr(Party(kind=CustomerKind.EXTERNAL, id=PERSON, number=PERSON, name=NAME))
    assert PERSON not in shown
    assert NAME not in shown
