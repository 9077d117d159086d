"""How a supplier wants to be paid, as stated."""

from datetime import date

from attrs import field, frozen

from fakturakjerne.domain.masked import Masked


@frozen(kw_only=True, repr=False)
class PaymentCard(Masked):
    """The card that was used (BG-18); its number never shows in a repr.

    Example:
        >>> PaymentCard(number="1234123412341234", network="VISA")
        PaymentCard(network='VISA')
    """

    number: str = field(default="", repr=False)
    network: str = ""
    holder: str = ""


@frozen(kw_only=True, repr=False)
class PaymentMeans(Masked):
    """One way to pay (BG-16).

    Attributes:
        code: such as ``30``, a credit transfer (BT-81).
        name: of that way (BT-82).
        payment_id: what the payer shall write (BT-83); a KID, or any text.
        account: BBAN or IBAN (BT-84), not checked.
        account_name: BT-85.
        bank: BIC (BT-86).
        card: BG-18.
        mandate: of a direct debit (BT-89).
        payer_account: the account that a direct debit draws on (BT-91).
        due_date: of a credit note, which has it here (BT-9).

    Example:
        >>> PaymentMeans(code="30", payment_id="1234567897", account="86011117947")
        PaymentMeans(code='30', payment_id='1234567897', account='86*********')
    """

    code: str = ""
    name: str = ""
    payment_id: str = ""
    account: str = ""
    account_name: str = ""
    bank: str = ""
    card: PaymentCard | None = None
    mandate: str = ""
    payer_account: str = ""
    due_date: date | None = None
