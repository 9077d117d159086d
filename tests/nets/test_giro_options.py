from __future__ import annotations

import pytest

from fakturakjerne.errors import InvalidValueError
from fakturakjerne_nets.giro_options import account_of, between, sender_of


def test_numbers_stay_between_their_limits() -> None:
    check = between(-1, 31)
    assert [check(-1), check(31)] == [-1, 31]
    for wrong in (-2, 32):
        with pytest.raises(InvalidValueError, match="give -1 to 31"):
            check(wrong)


@pytest.mark.parametrize("text", ["", "123456789", "x", "8080", "00008080", "²"])
def test_what_is_no_customer_unit_id_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="no customer unit id"):
        sender_of(text)


def test_an_account_may_be_written_as_people_write_it() -> None:
    assert account_of("1234.56.78903") == account_of("1234 56 78903") == "12345678903"
    for wrong in ("123", "1234567890x", "²2345678903"):
        with pytest.raises(InvalidValueError, match="no account number"):
            account_of(wrong)
