from __future__ import annotations

from decimal import Decimal

import attrs

from fakturakjerne.domain.masked import Masked


@attrs.frozen(repr=False)
class Example(Masked):
    text: str = ""
    amount: Decimal | None = None
    parts: tuple[object, ...] = ()
    hidden: str = attrs.field(default="", repr=False)


def test_what_is_empty_or_secret_is_not_shown() -> None:
    assert repr(Example()) == "Example()"
    assert repr(Example(hidden="x", amount=Decimal(0))) == "Example(amount=Decimal('0'))"


def test_personal_numbers_are_masked_at_any_depth() -> None:
    shown = repr(Example("15819010029", parts=(Example("158190 10029"),)))
    assert shown == "Example(text='15*********', parts=(Example(text='15**********'),))"
