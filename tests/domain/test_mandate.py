"""Which mandates can be drawn on."""

from __future__ import annotations

from hypothesis import given

from fakturakjerne.domain.mandate import Mandate, MandateKind
from fakturakjerne.testing.bank_strategies import mandates


@given(mandate=mandates())
def test_all_but_the_ended_can_be_drawn_on(mandate: Mandate) -> None:
    assert mandate.is_active is (mandate.kind in {MandateKind.FULL, MandateKind.NEW})


def test_the_repr_masks_what_may_be_a_personal_number() -> None:
    mandate = Mandate(
        account="12345678903", number=1, kind=MandateKind.FULL, kid="15819010029", notice=False
    )
    assert "12345678903" not in repr(mandate)
    assert "15819010029" not in repr(mandate)
