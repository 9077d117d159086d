"""A series has numbers."""

from __future__ import annotations

import pytest

from fakturakjerne.config import Series
from fakturakjerne.errors import InvalidValueError


@pytest.mark.parametrize(("first", "last"), [(2, 1), (0, 1), (1, 10**15)])
def test_one_without_numbers_is_refused(first: int, last: int) -> None:
    with pytest.raises(InvalidValueError):
        Series(first=first, last=last)
