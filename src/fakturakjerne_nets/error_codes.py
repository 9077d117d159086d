"""What the error codes of Nets' receipts mean: section 3.6, one implementation's table (LB).

The table may not be complete, as the official one was not seen (unverified); a code that is not in
it is shown as its number.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from fakturakjerne.catalogue import Text

_CODES: Final = (
    (
        "000",
        "Forsendelsen er kvittert og syntakskontrollen er i orden.",
        "The transmission is received, and its syntax is in order.",
    ),
    ("001", "Forsendelsen er ferdig behandlet.", "The transmission is fully processed."),
    (
        "040",
        "Fakturaen kan ikke knyttes til noen forbruker.",
        "The invoice has no link to a consumer.",
    ),
    ("054", "Forfallsdatoen har feil format.", "The due date has a wrong format."),
    ("055", "Forfallsdatoen er ugyldig.", "The due date is invalid."),
    ("056", "Beløpet har feil format.", "The amount has a wrong format."),
    ("057", "Beløpet er negativt.", "The amount is negative."),
    ("103", "Forfallsdatoen er for langt fram i tid.", "The due date is too far ahead."),
    (
        "145",
        "Kreditkontonummeret har feil format.",
        "The number of the credit account has a wrong format.",
    ),
    ("325", "KID er ugyldig.", "The KID is invalid."),
    ("354", "Transaksjonen kom for sent.", "The transaction arrived too late."),
    (
        "501",
        "Oppsummeringstypen er ugyldig (record 35).",
        "The summary type is invalid (record 35).",
    ),
    ("502", "Kreditkontonummeret er ugyldig.", "The number of the credit account is invalid."),
    (
        "503",
        "Betalingskravet er avvist: det er ingen aktiv avtale.",
        "The payment claim is rejected: there is no active agreement.",
    ),
    (
        "504",
        "eFaktura-referansen mangler eller er feil (record 35).",
        "The eFaktura reference is missing or wrong (record 35).",
    ),
    (
        "507",
        "Referansen til fakturautsteder er ugyldig.",
        "The reference of the issuer is invalid.",
    ),
    ("524", "Datoen på forsendelsen er ugyldig.", "The date of the transmission is invalid."),
    (
        "525",
        "Oppdragsnummer eller referanse på oppdrag eller forsendelse er ugyldig.",
        "An assignment number, or the reference of an assignment or transmission, is invalid.",
    ),
    ("526", "Testdata i produksjon.", "Test data in production."),
    (
        "527",
        "Mottakeren av forsendelsen er ugyldig.",
        "The recipient of the transmission is invalid.",
    ),
    ("529", "Forsendelsen er sendt før.", "The transmission is a duplicate."),
    ("535", "Slutt på forsendelsen mangler.", "The end of the transmission is missing."),
    (
        "536",
        "Antall transaksjoner er et annet enn slutten på forsendelsen sier.",
        "The number of transactions is another than the end of the transmission says.",
    ),
    (
        "543",
        "Antall transaksjoner er et annet enn slutten på oppdraget sier.",
        "The number of transactions is another than the end of the assignment says.",
    ),
    ("549", "Start på oppdraget mangler.", "The start of the assignment is missing."),
    ("551", "Slutt på oppdraget mangler.", "The end of the assignment is missing."),
    (
        "552",
        "Antall recorder i forsendelsen er et annet.",
        "The number of records in the transmission is another.",
    ),
    ("553", "Ugyldig recordtype i forsendelsen.", "The transmission has an invalid record type."),
    (
        "555",
        "Antall recorder i oppdraget er et annet.",
        "The number of records in the assignment is another.",
    ),
    (
        "556",
        "Start eller slutt på forsendelsen finnes mer enn én gang.",
        "The start or the end of the transmission stands there more than once.",
    ),
    (
        "557",
        "Feil antall spesifikasjonsrecorder.",
        "The number of specification records is wrong.",
    ),
    (
        "559",
        "Oppdragsnummeret er ikke i rekkefølge i forsendelsen.",
        "The assignment number is not in sequence in the transmission.",
    ),
    (
        "560",
        "Ikke-numeriske data i numeriske felt på start på forsendelsen.",
        "Numeric fields of the start of the transmission are not numeric.",
    ),
    (
        "561",
        "Ikke-numeriske data i numeriske felt på slutt på forsendelsen.",
        "Numeric fields of the end of the transmission are not numeric.",
    ),
    (
        "562",
        "Ikke-numeriske data i numeriske felt på start på oppdraget.",
        "Numeric fields of the start of the assignment are not numeric.",
    ),
    (
        "563",
        "Ikke-numeriske data i numeriske felt på slutt på oppdraget.",
        "Numeric fields of the end of the assignment are not numeric.",
    ),
    (
        "564",
        "Feil recordlengde; den er høyst 80.",
        "The length of a record is wrong; it is 80 at most.",
    ),
    ("565", "Start på forsendelsen mangler.", "The start of the transmission is missing."),
    (
        "566",
        "Transaksjonsnummeret er ikke i rekkefølge.",
        "The transaction number is not in sequence.",
    ),
    (
        "567",
        "En record har et ugyldig transaksjonsnummer i en transaksjon.",
        "A record has an invalid transaction number in a transaction.",
    ),
    (
        "568",
        "Transaksjonen er ufullstendig: en record mangler eller er overflødig.",
        "The transaction is incomplete: a record is missing or superfluous.",
    ),
)
_PREFIX: Final = "nets.code-"

TEXTS: Final[Mapping[str, Text]] = MappingProxyType(
    {f"{_PREFIX}{code}": Text(f"{_PREFIX}{code}", nb=nb, en=en) for code, nb, en in _CODES}
)
"""All of them, by the catalogue's code, such as ``nets.code-529``."""


def error_text(code: str) -> Text:
    """Return what a code means; the number itself where that is not known.

    Args:
        code: three digits, as a receipt has it.

    Example:
        >>> error_text("529").nb
        'Forsendelsen er sendt før.'
        >>> error_text("999").en
        'Error code 999.'
    """
    known = TEXTS.get(f"{_PREFIX}{code}")
    if known is not None:
        return known
    shown = code if code.isalnum() else repr(code).replace("{", "{{").replace("}", "}}")
    return Text(f"{_PREFIX}unknown", nb=f"Feilkode {shown}.", en=f"Error code {shown}.")
