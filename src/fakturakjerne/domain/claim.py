"""A claim that a bank draws on a mandate (AvtaleGiro, betalingskrav)."""

from datetime import date

from attrs import field, frozen

from fakturakjerne.domain.identifiers import masked_repr
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.money import Ore


@frozen(kw_only=True)
class Claim:
    """What a bank is asked to draw, or no longer to draw.

    Attributes:
        kid: whose leading part names the mandate.
        due_date: when it is drawn; on the next banking day where it is none.
        amount: øre, never negative.
        payer_name: helps people to know a rejected claim again; the file holds ten characters.
        reference: what stands on the payer's statement (fremmedreferanse), at most 25 characters.
        bank_notice: whether the bank tells the payer beforehand, with the lines.
        lines: the text of that notice.
        cancels: whether it withdraws an earlier claim, which is equal in all else.

    Raises:
        InvalidValueError: if the amount is negative.

    Example:
        >>> claim = Claim(kid=Kid("123456782"), due_date=date(2026, 3, 16), amount=Ore(12500))
        >>> claim.cancels
        False
    """

    kid: Kid
    due_date: date
    amount: Ore
    payer_name: str = field(default="", repr=False)
    reference: str = field(default="", repr=masked_repr)
    bank_notice: bool = False
    lines: tuple[str, ...] = field(default=(), repr=False)
    cancels: bool = False
