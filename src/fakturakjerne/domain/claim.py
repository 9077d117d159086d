"""A claim that a bank draws on a mandate (AvtaleGiro, betalingskrav)."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from attrs import field, frozen

from fakturakjerne.domain.identifiers import masked_repr
from fakturakjerne.domain.invoice import Invoice
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.money import Ore, format_kroner
from fakturakjerne.errors import InvalidValueError


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
    amount: Ore = field()
    payer_name: str = field(default="", repr=False)
    reference: str = field(default="", repr=masked_repr)
    bank_notice: bool = False
    lines: tuple[str, ...] = field(default=(), repr=False)
    cancels: bool = False

    @amount.validator
    def _check(self, _attribute: object, amount: Ore) -> None:
        if amount < 0:
            raise InvalidValueError(
                field="amount",
                value=format_kroner(amount),
                expected_nb="et krav kan ikke være negativt; betal kreditnotaer ut på annen måte",
                expected_en="a claim cannot be negative; pay credit notes out in another way",
            )

    @classmethod
    def of(
        cls,
        invoice: Invoice,
        *,
        bank_notice: bool = False,
        lines: Iterable[str] = (),
        cancels: bool = False,
    ) -> Self:
        """Claim what an invoice says is to be paid.

        Args:
            invoice: with a KID, and not a credit note.
            bank_notice: whether the bank tells the payer beforehand.
            lines: the text of that notice.
            cancels: withdraw the claim instead.

        Raises:
            InvalidValueError: if the invoice has no KID, or gives money back.
        """
        if invoice.kid is None:
            raise InvalidValueError(
                field="kid",
                value="None",
                expected_nb=f"faktura {invoice.number} må ha KID for å trekkes med AvtaleGiro",
                expected_en=f"invoice {invoice.number} must have a KID to be drawn by AvtaleGiro",
            )
        return cls(
            kid=invoice.kid,
            due_date=invoice.due_date,
            amount=invoice.gross,
            payer_name=(invoice.payer or invoice.customer).name,
            reference=invoice.number,
            bank_notice=bank_notice,
            lines=tuple(lines),
            cancels=cancels,
        )
