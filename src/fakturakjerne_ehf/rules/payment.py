"""Rules about payment, references, periods and notes (EN 16931)."""

from typing import Final

from fakturakjerne_ehf.rules.checks import filled, present, short
from fakturakjerne_ehf.rules.codes import joined
from fakturakjerne_ehf.rules.contexts import anywhere, in_the_root
from fakturakjerne_ehf.rules.lines import ends_after_it_starts
from fakturakjerne_ehf.rules.rule import Context, Rule, Values
from fakturakjerne_ehf.rules.view import Node, View

__all__ = ["RULES"]

_CREDIT_TRANSFERS: Final = frozenset({"30", "58"})
_CARD_DIGITS: Final = 10
_SUBJECTS: Final = joined("note_subject_codes_uncl4451")
_SUBJECT_LENGTH: Final = 3
_MARKS: Final = 2

_PAYMENT: Final = anywhere("PaymentMeans")


def _transfer_accounts(view: View) -> list[Node]:
    return [
        account
        for means in view.all("PaymentMeans")
        if any(code.text in _CREDIT_TRANSFERS for code in means.all("PaymentMeansCode"))
        for account in means.all("PayeeFinancialAccount")
    ]


def _periods(view: View) -> list[Node]:
    return [
        node
        for node in view.all("InvoicePeriod")
        if node.parent is None or node.parent.name not in {"InvoiceLine", "CreditNoteLine"}
    ]


_TRANSFER_ACCOUNT: Final = Context(
    "PaymentMeans of code 30 or 58/PayeeFinancialAccount",
    _transfer_accounts,
    element="PaymentMeans",
)
_PERIOD: Final = Context("InvoicePeriod, not of a line", _periods, element="InvoicePeriod")


def _transfer_has_account(means: Node, _view: View) -> Values | None:
    code = means.first("PaymentMeansCode")
    if code is None or code.trimmed not in _CREDIT_TRANSFERS:
        return None
    return None if means.all("PayeeFinancialAccount", "ID") else {"code": code.trimmed}


def _card_number_is_cut(card: Node, _view: View) -> Values | None:
    length = len(card.trimmed)
    return None if length <= _CARD_DIGITS else {"length": length}


def _note_subject(note: Node, _view: View) -> Values | None:
    parts = note.text.split("#", _MARKS)
    if len(parts) <= _MARKS or len(parts[1]) != _SUBJECT_LENGTH or parts[1] in _SUBJECTS:
        return None  # searched in the joined list, so that some texts across two codes pass: Q2
    return {"value": short(parts[1])}


RULES: Final = (
    Rule(
        "BR-49",
        _PAYMENT,
        present("PaymentMeansCode"),
        nb="Betalingsmåten (BG-16) har ikke kode (BT-81).",
        en="The payment means (BG-16) has no code (BT-81).",
    ),
    Rule(
        "BR-61",
        _PAYMENT,
        _transfer_has_account,
        nb="Betalingsmåte {code} krever et kontonummer (BT-84).",
        en="Payment means {code} asks for an account (BT-84).",
    ),
    Rule(
        "BR-50",
        _TRANSFER_ACCOUNT,
        filled("ID"),
        nb="Kontoen som det skal betales til, har ikke nummer (BT-84).",
        en="The account to be paid to has no number (BT-84).",
    ),
    Rule(
        "BR-51",
        anywhere("PaymentMeans/CardAccount/PrimaryAccountNumberID"),
        _card_number_is_cut,
        nb="Kortnummeret (BT-87) viser {length} tegn; bare de siste 4 til 6 sifrene, og høyst 10 "
        "tegn i alt, bør stå.",
        en="The card number (BT-87) shows {length} characters; only the last 4 to 6 digits, and at "
        "most 10 characters in all, should stand.",
        severity="warning",
    ),
    Rule(
        "BR-52",
        anywhere("AdditionalDocumentReference"),
        filled("ID"),
        nb="Vedlegget (BG-24) har ikke referanse (BT-122).",
        en="The supporting document (BG-24) has no reference (BT-122).",
    ),
    Rule(
        "BR-55",
        anywhere("BillingReference"),
        present("InvoiceDocumentReference/ID"),
        nb="Referansen til en tidligere faktura (BG-3) har ikke fakturanummer (BT-25).",
        en="The reference to a preceding invoice (BG-3) has no number (BT-25).",
    ),
    Rule(
        "BR-29",
        _PERIOD,
        ends_after_it_starts,
        nb="Fakturaperioden slutter {end} (BT-74), før den begynner {start} (BT-73).",
        en="The invoicing period ends on {end} (BT-74), before it starts on {start} (BT-73).",
    ),
    Rule(
        "BR-CO-19",
        _PERIOD,
        present("StartDate", "EndDate", "DescriptionCode"),
        nb="Fakturaperioden (BG-14) har verken start, slutt eller kode for avgiftsdato (BT-8).",
        en="The invoicing period (BG-14) has no start, no end and no tax point code (BT-8).",
    ),
    Rule(
        "BR-CL-08",
        in_the_root("Note"),
        _note_subject,
        nb="{value} er ingen emnekode for merknader (BT-21, UNCL 4451).",
        en="{value} is no subject code of notes (BT-21, UNCL 4451).",
    ),
)
