"""Every sentence that the plugins for AvtaleGiro and OCR giro say to a person.

Beside those about records.  ``{nets}`` is the error code that Nets itself gives for the same thing,
in brackets, or nothing where it has none.
"""

from fakturakjerne.catalogue import Text, collect

# --- options -----------------------------------------------------------------------------------

OPTION_SENDER = Text(
    "giro.option-sender",
    nb="{value} er ingen kundeenhet-id: den er 1-8 sifre, og ikke Nets sin egen (00008080).",
    en="{value} is no customer unit id: it is 1-8 digits, and not Nets' own (00008080).",
)
OPTION_NUMBER = Text(
    "giro.option-number",
    nb="{value} kan ikke stå her; bruk {least} til {most}.",
    en="{value} cannot stand here; give {least} to {most}.",
)
OPTION_ACCOUNT = Text(
    "giro.option-account",
    nb="{value} er ikke et kontonummer: det er elleve sifre.",
    en="{value} is no account number: it is eleven digits.",
)

# --- claims before they are written ------------------------------------------------------------

ACCOUNT = Text(
    "giro.account",
    nb="Oppdragskontoen {value} har feil kontrollsiffer{nets}.",
    en="The assignment's account {value} has a wrong check digit{nets}.",
)
NUMBERS = Text(
    "giro.numbers",
    nb="Dagens filnummer {sequence} er for høyt for et {what_nb} av dagen; oppgi {option}{nets}.",
    en="The running number {sequence} is too high for a {what_en} made of the day; give "
    "{option}{nets}.",
)
KID = Text(
    "giro.kid",
    nb="{value} kan ikke brukes i AvtaleGiro: KID skal være bare sifre, med kontrollsiffer etter "
    "{methods}{nets}.",
    en="{value} cannot be used in AvtaleGiro: a KID must be digits only, with a check digit by "
    "{methods}{nets}.",
)
ZERO = Text(
    "giro.amount-zero",
    nb="Kravet er på 0 kroner; det er ingenting å trekke.",
    en="The claim is for 0 kroner; there is nothing to draw.",
)
OVERFLOW = Text(
    "giro.overflow",
    nb="{value} er {length} tegn, men {column} har plass til {width}{nets}.",
    en="{value} is {length} characters, but {column} holds {width}{nets}.",
)
FAR_AHEAD = Text(
    "giro.due-far-ahead",
    nb="Forfall {due} er mer enn tolv måneder fram; siste dag er {last}{nets}.",
    en="The due date {due} is more than twelve months ahead; the last day is {last}{nets}.",
)
LATE = Text(
    "giro.due-late",
    nb="Forfall {due} er for tidlig når filen regnes som mottatt {received}; første dag er "
    "{earliest}{nets}.",
    en="The due date {due} is too early for a file that counts as received on {received}; the "
    "first day is {earliest}{nets}.",
)
LATE_NOTICE = Text(
    "giro.notice-late",
    nb="Krav med varsel fra banken og forfall {due} må være mottatt innen {deadline}; filen regnes "
    "som mottatt {received}{nets}.",
    en="A claim that the bank notifies of, due {due}, must be received by {deadline}; the file "
    "counts as received on {received}{nets}.",
)
CANCEL_LATE = Text(
    "giro.cancel-late",
    nb="Kravet forfalt {due}, før filen regnes som mottatt {received}; det kan ikke slettes mer{nets}.",
    en="The claim was due {due}, before the file counts as received on {received}; it can no longer "
    "be withdrawn{nets}.",
)
MOVED = Text(
    "giro.due-moved",
    nb="Forfall {due} er ingen bankdag; bankene trekker kravet {drawn}.",
    en="The due date {due} is no banking day; the banks draw the claim on {drawn}.",
)
TOO_MANY_LINES = Text(
    "giro.lines-many",
    nb="Varselet har {found} linjer; det er plass til {most}{nets}.",
    en="The notice has {found} lines; there is room for {most}{nets}.",
)
LINE_LONG = Text(
    "giro.line-long",
    nb="Linje {line} i varselet er {length} tegn; det er plass til {width} (to kolonner på 40){nets}.",
    en="Line {line} of the notice is {length} characters; there is room for {width} (two columns "
    "of 40){nets}.",
)
LINES_UNSENT = Text(
    "giro.lines-unsent",
    nb="Varselet på {found} linje(r) sendes ikke: banken varsler ikke om dette kravet.",
    en="The notice of {found} line(s) is not sent: the bank does not notify of this claim.",
)
REPLACED = Text(
    "giro.characters-replaced",
    nb="{value} har tegn som ISO-8859-1 mangler ({characters}); skrives som {written}.",
    en="{value} has characters that ISO-8859-1 lacks ({characters}); written as {written}.",
)

# --- reading -----------------------------------------------------------------------------------

READ_BACK = Text(
    "giro.read-back",
    nb="filen leses ikke slik den skulle vært skrevet: {detail_nb}",
    en="the file does not read as it should have been written: {detail_en}",
)
INCOMPLETE = Text(
    "giro.incomplete",
    nb="Transaksjonen har {found} record {record}; den skal ha {expected}{nets}.",
    en="The transaction has {found} records {record}; it must have {expected}{nets}.",
)
KID_MISSING = Text(
    "giro.kid-missing",
    nb="Innbetalingen har ingen KID, men typen {kind} skal ha det.",
    en="The payment has no KID, but the type {kind} must have one.",
)
SIGN = Text(
    "giro.sign",
    nb="sign er {found}; det skal være '-' eller '0', og beløpet er lest uten minus.",
    en="sign is {found}; it must be '-' or '0', and the amount is read without minus.",
)
REVERSAL_SIGN = Text(
    "giro.reversal-sign",
    nb="Typen {kind} er en reversering, men fortegnet er ikke minus; beløpet er lest som det står.",
    en="The type {kind} is a reversal, but its sign is no minus; the amount is read as it stands.",
)
DATE_MISSING = Text(
    "giro.date-missing",
    nb="{column} mangler, så innbetalingen kan ikke bokføres.",
    en="{column} is missing, so that the payment cannot be booked.",
)
REGISTRATION = Text(
    "giro.registration",
    nb="registration er {found}; det skal være 0 (alle), 1 (ny eller endret) eller 2 (slettet).",
    en="registration is {found}; it must be 0 (all), 1 (new or changed) or 2 (deleted).",
)
NOTICE = Text(
    "giro.notice",
    nb="notice er {found}; det skal være J eller N, og avtalen er lest som om betaleren vil varsles.",
    en="notice is {found}; it must be J or N, and the mandate is read as if the payer wanted notice.",
)

TEXTS = collect(globals())
"""All of them, by code."""
