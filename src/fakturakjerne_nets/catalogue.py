"""Every sentence that the records and transmissions of Nets say to a person.

``{nets}`` is the error code that Nets itself gives for the same thing, in brackets, or nothing
where it has none.
"""

from fakturakjerne.catalogue import Text, collect

# --- one record --------------------------------------------------------------------------------

LONG = Text(
    "nets.record-long",
    nb="Recorden er {length} tegn; den skal være 80{nets}.",
    en="The record is {length} characters long; it must be 80{nets}.",
)
SHORT = Text(
    "nets.record-short",
    nb="Recorden er {length} tegn; den er lest som om den var fylt ut til 80 med blanke.",
    en="The record is {length} characters long; it was read as if filled up to 80 with blanks.",
)
BLANK_LINE = Text(
    "nets.blank-line",
    nb="{count} tom(me) linje(r) foran denne; de er hoppet over.",
    en="{count} empty line(s) before this one; they are skipped.",
)
UNKNOWN_RECORD = Text(
    "nets.record-unknown",
    nb="{key} er en ukjent record her; den er beholdt som den er{nets}.",
    en="{key} is no known record here; it is kept as it is{nets}.",
)
NOT_DIGITS = Text(
    "nets.not-digits",
    nb="{column} er {found}; her skal det bare være sifre{nets}.",
    en="{column} is {found}; it must be digits only{nets}.",
)
NO_DATE = Text(
    "nets.no-date",
    nb="{column} er {found}; det er ingen dato på formen {form}{nets}.",
    en="{column} is {found}; that is no date of the form {form}{nets}.",
)
NO_AMOUNT = Text(
    "nets.no-amount",
    nb="{column} er {found}; det skal være et beløp som 1.234,50{nets}.",
    en="{column} is {found}; it must be an amount such as 1.234,50{nets}.",
)
CONTROL_CHARACTERS = Text(
    "nets.control-characters",
    nb="{column} har styretegn; de er lest som blanke.",
    en="{column} has control characters; they are read as blanks.",
)

# --- order and nesting -------------------------------------------------------------------------

START_MISSING = Text(
    "nets.start-missing",
    nb="Startrecord for {level_nb} mangler{nets}.",
    en="The start record of the {level_en} is missing{nets}.",
)
END_MISSING = Text(
    "nets.end-missing",
    nb="Sluttrecord for {level_nb} som begynte på linje {opened}, mangler{nets}.",
    en="The end record of the {level_en} that began in line {opened} is missing{nets}.",
)
TWICE = Text(
    "nets.transmission-twice",
    nb="Start eller slutt på forsendelsen står mer enn én gang{nets}.",
    en="The start or the end of the transmission stands there more than once{nets}.",
)
AFTER_END = Text(
    "nets.after-end",
    nb="Recorden står etter slutten på forsendelsen{nets}.",
    en="The record stands after the end of the transmission{nets}.",
)
OTHER_KIND = Text(
    "nets.end-other-kind",
    nb="{found} avslutter et oppdrag som begynte med {opened}{nets}.",
    en="{found} ends an assignment that began with {opened}{nets}.",
)
EMPTY = Text(
    "nets.transmission-empty",
    nb="Filen har ingen record{nets}.",
    en="The file has no record{nets}.",
)
ASSIGNMENT_SEQUENCE = Text(
    "nets.assignment-sequence",
    nb="Oppdragsnummer {found} følger etter {before}; numrene skal stige{nets}.",
    en="Assignment number {found} comes after {before}; the numbers must ascend{nets}.",
)
TRANSACTION_SEQUENCE = Text(
    "nets.transaction-sequence",
    nb="Transaksjonsnummer {found} følger etter {before}; numrene skal begynne over 0 og stige{nets}.",
    en="Transaction number {found} comes after {before}; the numbers must begin above 0 and "
    "ascend{nets}.",
)
TRANSACTION_NUMBER = Text(
    "nets.transaction-number",
    nb="Recorden har transaksjonsnummer {found} inne i transaksjon {expected}{nets}.",
    en="The record has transaction number {found} inside transaction {expected}{nets}.",
)
TRANSACTION_ENDLESS = Text(
    "nets.transaction-endless",
    nb="Transaksjonen har mer enn {most} recorder; resten er lest som en ny{nets}.",
    en="The transaction has more than {most} records; the rest is read as a new one{nets}.",
)

# --- counts and sums ---------------------------------------------------------------------------

COUNT = Text(
    "nets.count",
    nb="{column} er {stated}, men filen har {counted}{nets}.",
    en="{column} says {stated}, but the file has {counted}{nets}.",
)
SUM = Text(
    "nets.sum",
    nb="{column} er {stated} øre, men beløpene er {counted} øre til sammen{nets}.",
    en="{column} says {stated} øre, but the amounts are {counted} øre together{nets}.",
)
DAY = Text(
    "nets.date-range",
    nb="{column} er {stated}, men transaksjonene sier {counted}{nets}.",
    en="{column} says {stated}, but the transactions say {counted}{nets}.",
)

# --- writing -----------------------------------------------------------------------------------

WRITE_OVERFLOW = Text(
    "nets.write-overflow",
    nb="record {record}, transaksjon {transaction}: {value} er for langt for {column} "
    "(posisjon {start}-{end}, {width} tegn){nets}",
    en="record {record}, transaction {transaction}: {value} is too long for {column} "
    "(positions {start}-{end}, {width} characters){nets}",
)
WRITE_DIGITS = Text(
    "nets.write-digits",
    nb="record {record}, transaksjon {transaction}: {value} kan ikke stå i {column} "
    "(posisjon {start}-{end}); her skal det være {expected_nb}{nets}",
    en="record {record}, transaction {transaction}: {value} cannot stand in {column} "
    "(positions {start}-{end}); it must be {expected_en}{nets}",
)
WRITE_CHARACTERS = Text(
    "nets.write-characters",
    nb="record {record}, transaksjon {transaction}: {value} har tegn i {column} "
    "(posisjon {start}-{end}) som ISO-8859-1 mangler: {characters}",
    en="record {record}, transaction {transaction}: {value} has characters in {column} "
    "(positions {start}-{end}) that ISO-8859-1 lacks: {characters}",
)
WRITE_TYPE = Text(
    "nets.write-type",
    nb="{record} finnes ikke for tjeneste {service} type {kind}; bruk {known}",
    en="{record} does not exist for service {service} type {kind}; give {known}",
)
WRITE_SEQUENCE = Text(
    "nets.write-sequence",
    nb="transaksjonsnummer {found} etter {before}; numrene skal begynne over 0 og stige{nets}",
    en="transaction number {found} after {before}; the numbers must begin above 0 and ascend{nets}",
)
WRITE_ASSIGNMENT = Text(
    "nets.write-assignment",
    nb="oppdragsnummer {found} etter {before}; numrene skal stige{nets}",
    en="assignment number {found} after {before}; the numbers must ascend{nets}",
)
WRITE_TRANSACTION = Text(
    "nets.write-transaction",
    nb="record {record} har transaksjonsnummer {found} inne i transaksjon {expected}{nets}",
    en="record {record} has transaction number {found} inside transaction {expected}{nets}",
)
WRITE_EMPTY = Text(
    "nets.write-empty",
    nb="en transaksjon uten recorder kan ikke skrives{nets}",
    en="a transaction without records cannot be written{nets}",
)

TEXTS = collect(globals())
"""All of them, by code."""
