"""Every sentence that the plugins for eFaktura say to a person, beside those about records.

``{nets}`` is the error code that Nets itself gives for the same thing, in brackets, or nothing
where it has none.  What the codes mean is in :mod:`fakturakjerne_nets.error_codes`.
"""

from fakturakjerne.catalogue import Text, collect
from fakturakjerne_nets.catalogue import TEXTS as RECORD_TEXTS

# --- options -----------------------------------------------------------------------------------

OPTION_SENDER = Text(
    "efaktura.option-sender",
    nb="{value} er ingen kundeenhet-id: den er 1-8 sifre, og ikke Nets sin egen (00008080).",
    en="{value} is no customer unit id: it is 1-8 digits, and not Nets' own (00008080).",
)
OPTION_NUMBER = Text(
    "efaktura.option-number",
    nb="{value} kan ikke være et nummer her: 1 til 9999999, eller 0 for et nummer av dagen.",
    en="{value} cannot be a number here: 1 to 9999999, or 0 for a number made of the day.",
)
OPTION_LABEL = Text(
    "efaktura.option-label",
    nb="{value} er for langt; en ledetekst har plass til {width} tegn.",
    en="{value} is too long; a label holds {width} characters.",
)

# --- what a file holds -------------------------------------------------------------------------

HELD_FOR_OTHERS = Text(
    "efaktura.held-for-others",
    nb="Filen har også {what_nb}; importøren {importer} leser det.",
    en="The file also holds {what_en}; the importer {importer} reads that.",
)
OTHER_ISSUER = Text(
    "efaktura.other-issuer",
    nb="Fakturautsteder er {found}, ikke {expected}; dette er ikke tatt med{nets}.",
    en="The issuer is {found}, not {expected}; this is left out{nets}.",
)
NOT_FROM_NETS = Text(
    "efaktura.not-from-nets",
    nb="Avsenderen er {found}; en fil med påmeldinger eller kvitteringer kommer fra Nets "
    "(00008080). Ingenting i den er tatt med.",
    en="The sender is {found}; a file of enrollments or receipts comes from Nets (00008080). "
    "Nothing in it is taken.",
)
RECORD_MISSING = Text(
    "efaktura.record-missing",
    nb="Transaksjon {transaction} mangler record {record}{nets}.",
    en="Transaction {transaction} has no record {record}{nets}.",
)
VALUE_UNKNOWN = Text(
    "efaktura.value-unknown",
    nb="{column} er {found}; kjent er {known}. Dette er ikke tatt med.",
    en="{column} is {found}; known are {known}. This is left out.",
)
SHOWN_DIFFERS = Text(
    "efaktura.shown-differs",
    nb="{column} vises som {shown}, men skal betales som {paid}{nets}.",
    en="{column} is shown as {shown}, but is to be paid as {paid}{nets}.",
)
LINE_INCOMPLETE = Text(
    "efaktura.line-incomplete",
    nb="Spesifikasjon {kind}, linje {line}, har kolonnene {found}; hver linje skal ha 1, 2 og "
    "3{nets}.",
    en="Specification {kind}, line {line}, has the columns {found}; every line must have 1, 2 and "
    "3{nets}.",
)
READ_BACK = Text(
    "efaktura.read-back",
    nb="{path}: {problem_nb}",
    en="{path}: {problem_en}",
)
READ_BACK_OTHER = Text(
    "efaktura.read-back-other",
    nb="linje {line}: {key} hører ikke hjemme i denne filen{nets}",
    en="line {line}: {key} does not belong into this file{nets}",
)

# --- what will not be written, or otherwise ----------------------------------------------------

CUT = Text(
    "efaktura.cut",
    nb="{value} er kuttet til {width} tegn i {column}.",
    en="{value} is cut to {width} characters in {column}.",
)
OVERFLOW = Text(
    "efaktura.overflow",
    nb="{value} er for langt for {column}, som har plass til {width} tegn{nets}.",
    en="{value} is too long for {column}, which holds {width} characters{nets}.",
)
REPLACED = Text(
    "efaktura.replaced",
    nb="{value} har tegn i {column} som ISO-8859-1 mangler ({characters}); skrevet som {written}.",
    en="{value} has characters in {column} that ISO-8859-1 lacks ({characters}); written as "
    "{written}.",
)
UNWRITABLE = Text(
    "efaktura.unwritable",
    nb="{value} kan ikke stå i {column}{nets}.",
    en="{value} cannot stand in {column}{nets}.",
)
TEXT_CUT = Text(
    "efaktura.text-cut",
    nb="{what_nb} er {found} linjer; bare de første {most} er skrevet.",
    en="{what_en} is {found} lines; only the first {most} are written.",
)
ADDRESS_CUT = Text(
    "efaktura.address-cut",
    nb="Adressen har {found} linjer; bare de første to er skrevet.",
    en="The address has {found} lines; only the first two are written.",
)

# --- the checks of Nets, made before ----------------------------------------------------------

DUE_DATE_INVALID = Text(
    "efaktura.due-date-invalid",
    nb="Forfallsdato {found} kan ikke skrives; året må være 2000-2099{nets}.",
    en="Due date {found} cannot be written; the year must be 2000-2099{nets}.",
)
DUE_DATE_MISSING = Text(
    "efaktura.due-date-missing",
    nb="Forfallsdato mangler{nets}.",
    en="The due date is missing{nets}.",
)
DUE_DATE_PAST = Text(
    "efaktura.due-date-past",
    nb="Forfallsdato {found} er før {today}; en faktura som er forfalt, sendes ikke som "
    "eFaktura{nets}.",
    en="Due date {found} is before {today}; an invoice that is past due is not sent as "
    "eFaktura{nets}.",
)
DUE_DATE_FAR = Text(
    "efaktura.due-date-far",
    nb="Forfallsdato {found} er for langt fram; den kan være til og med {latest}{nets}.",
    en="Due date {found} is too far ahead; it may be up to {latest}{nets}.",
)
AMOUNT_NEGATIVE = Text(
    "efaktura.amount-negative",
    nb="Beløpet er {found}; det kan ikke være negativt{nets}.",
    en="The amount is {found}; it cannot be negative{nets}.",
)
ACCOUNT_FORM = Text(
    "efaktura.account-form",
    nb="Kontonummeret {found} er ikke 11 sifre{nets}.",
    en="Account number {found} is not 11 digits{nets}.",
)
ACCOUNT_INVALID = Text(
    "efaktura.account-invalid",
    nb="Kontonummeret {found} har feil kontrollsiffer{nets}.",
    en="Account number {found} has a wrong check digit{nets}.",
)
KID_MISSING = Text(
    "efaktura.kid-missing",
    nb="KID mangler; kvitteringene finner fakturaen ved den{nets}.",
    en="The KID is missing; receipts find the invoice by it{nets}.",
)
KID_INVALID = Text(
    "efaktura.kid-invalid",
    nb="KID {found} er ugyldig: {reason_nb}{nets}.",
    en="KID {found} is invalid: {reason_en}{nets}.",
)
SUMMARY_TYPE = Text(
    "efaktura.summary-type",
    nb="Oppsummeringstype er {found}; den er 0 (eFaktura) eller 1 (betales med AvtaleGiro){nets}.",
    en="The summary type is {found}; it is 0 (eFaktura) or 1 (paid by AvtaleGiro){nets}.",
)
TEMPLATE = Text(
    "efaktura.template",
    nb="Malen er {found}; den er 1 (to kolonner) eller 2 (tre kolonner){nets}.",
    en="The template is {found}; it is 1 (two columns) or 2 (three columns){nets}.",
)
REFERENCE_MISSING = Text(
    "efaktura.reference-missing",
    nb="Kunden har verken eFaktura-referanse eller kundenummer{nets}.",
    en="The customer has neither an eFaktura reference nor a customer number{nets}.",
)
REFERENCE_LONG = Text(
    "efaktura.reference-long",
    nb="eFaktura-referansen {found} er lengre enn {width} tegn{nets}.",
    en="eFaktura reference {found} is longer than {width} characters{nets}.",
)
ISSUER_INVALID = Text(
    "efaktura.issuer-invalid",
    nb="Referansen til fakturautsteder er {found}; den er NOR, organisasjonsnummeret, strek og et "
    "løpenummer, slik: NOR974760673-1{nets}.",
    en="The issuer's reference is {found}; it is NOR, the organisation number, a dash and a serial "
    "number, such as NOR974760673-1{nets}.",
)
TOO_MANY_LINES = Text(
    "efaktura.too-many-lines",
    nb="Spesifikasjon {kind} har {found} linjer; det er plass til {most}{nets}.",
    en="Specification {kind} has {found} lines; there is room for {most}{nets}.",
)
LABELS_WRONG = Text(
    "efaktura.labels-wrong",
    nb="Ledetekstene (spesifikasjon 1) er linje {found}; det skal være 1, 2, 3 og 4{nets}.",
    en="The labels (specification 1) are line {found}; they must be 1, 2, 3 and 4{nets}.",
)

TEXTS = {**RECORD_TEXTS, **collect(globals())}
"""All of them, and those about records, by code."""
