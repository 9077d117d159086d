"""What an issuer wants its eFakturaer to look like."""

from typing import Final, Literal

from attrs import frozen

from fakturakjerne.errors import InvalidValueError
from fakturakjerne.plugin.options import option
from fakturakjerne_nets import efaktura_catalogue as catalogue
from fakturakjerne_nets.sending import SendingOptions

LONGEST_LABEL: Final = 20
FIELDS: Final = ("customer", "buyer_reference", "order_reference", "period", "credits")


def _label(text: str) -> str:
    if len(text) > LONGEST_LABEL:
        raise InvalidValueError(catalogue.OPTION_LABEL, value=repr(text), width=LONGEST_LABEL)
    return text


@frozen(kw_only=True)
class EfakturaOptions(SendingOptions):
    """Options of the exporter ``efaktura``; without ``issuer`` each invoice's own is taken.

    Example:
        >>> EfakturaOptions(sender="10200").template
        2
    """

    template: Literal[1, 2] = option(
        nb="Mal: 1 har to kolonner (80 tegn), 2 har tre (96 tegn, beløpet i den tredje).",
        en="Template: 1 has two columns (80 characters), 2 three (96, the amount in the third).",
        default=2,
    )
    summary_type: Literal[0, 1] = option(
        nb="Oppsummeringstype for alle: 0 eFaktura, 1 betales med AvtaleGiro.",
        en="Summary type of all: 0 eFaktura, 1 paid by AvtaleGiro.",
        default=0,
    )
    avtalegiro: tuple[str, ...] = option(
        nb="Fakturanumre som betales med AvtaleGiro (oppsummeringstype 1).",
        en="Invoice numbers that are paid by AvtaleGiro (summary type 1).",
        default=(),
    )
    advertising: bool = option(nb="Reklame i fakturaen.", en="Advertising in it.", default=False)
    fields: tuple[str, ...] = option(
        nb="Variable felt til høyre på fakturaen, høyst 5.",
        en="Variable fields on the right side of the invoice, 5 at most.",
        default=FIELDS,
        choices=FIELDS,
    )
    footer: str = option(
        nb="Tekst etter linjene, høyst 5 linjer.",
        en="Text after the lines, 5 lines at most.",
        default="",
    )
    label_amount: str = option(
        nb="Ledetekst for beløpet.", en="Label of the amount.", default="Å betale", converter=_label
    )
    label_due_date: str = option(
        nb="Ledetekst for forfallet.",
        en="Label of the due date.",
        default="Betalingsfrist",
        converter=_label,
    )
    label_invoice_date: str = option(
        nb="Ledetekst for fakturadatoen.",
        en="Label of the invoice date.",
        default="Fakturadato",
        converter=_label,
    )
    label_invoice_number: str = option(
        nb="Ledetekst for fakturanummeret.",
        en="Label of the invoice number.",
        default="Fakturanr",
        converter=_label,
    )
    heading_customer: str = option(
        nb="Overskrift over kunden.", en="Heading over the customer.", default="Kunde"
    )
    heading_payer: str = option(
        nb="Overskrift over betaleren.", en="Heading over the payer.", default="Betaler"
    )
    heading_text: str = option(
        nb="Overskrift over linjene.", en="Heading over the lines.", default="Beskrivelse"
    )
    heading_amount: str = option(
        nb="Overskrift over beløpene.", en="Heading over the amounts.", default="Beløp"
    )
    latest_months: int = option(
        nb="Hvor mange måneder fram forfallet kan være.",
        en="How many months ahead the due date may be.",
        default=12,
    )
    file_prefix: str = option(
        nb="Det filnavnet begynner med; året og forsendelsesnummeret følger.",
        en="What the file name begins with; the year and the transmission number follow.",
        default="prodefakbbs",
    )
