"""How payments were made, and what of them may be shown."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given

from fakturakjerne.domain.payment import Payment, PaymentKind
from fakturakjerne.testing.bank_strategies import payments


def test_two_kinds_take_money_back() -> None:
    assert [kind.value for kind in PaymentKind if kind.is_reversal] == [18, 20]


def test_every_kind_has_a_name_of_its_own_in_both_languages() -> None:
    for language in ("nb", "en"):
        names = {kind.in_language(language) for kind in PaymentKind}
        assert len(names) == len(PaymentKind) == 12
    assert PaymentKind.CASH.in_language("nb") == "giro betalt kontant"
    assert PaymentKind.CASH.in_language("en") == "giro paid in cash"


@given(payment=payments())
def test_the_repr_hides_who_paid(payment: Payment) -> None:
    shown = repr(evolve(payment, debit_account="99991042764", message="Hilsen Kari Nordmann"))
    assert "99991042764" not in shown
    assert "Kari" not in shown
