"""Every sentence that the core says to a person, keyed by its code.

One table for findings, errors and progress messages: Norwegian bokmål and English side by side,
so that a translator or a case worker finds each sentence in one place.  Placeholders in braces are
filled with the values of the finding or error.  A plugin keeps a table of its own of the same shape
in its ``catalogue.py``; its codes begin with a word of its own, such as ``lg04``.

Codes are stable: they stand in manifests, in the ledger and in ``docs/reference/findings.md``.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from attrs import frozen

Language = Literal["nb", "en"]
"""The languages that every text exists in."""


@frozen
class Text:
    """One sentence in both languages, with a stable code.

    Attributes:
        code: the key, such as ``lease.free``.
        nb: Norwegian bokmål, with ``{placeholders}``.
        en: English, with the same placeholders.

    Example:
        >>> Text("lease.free", nb="Gratis.", en="Free of charge.").render("en", {})
        'Free of charge.'
    """

    code: str
    nb: str
    en: str

    def render(self, language: Language, values: Mapping[str, object]) -> str:
        """Fill the placeholders; the values are taken literally, braces in them included."""
        template = self.nb if language == "nb" else self.en
        return template.format_map(values)


def collect(module_names: Mapping[str, object]) -> dict[str, Text]:
    """Return all texts of a catalogue module (pass ``vars(module)``), by code.

    Raises:
        ValueError: if two texts share a code.
    """
    texts: dict[str, Text] = {}
    for text in _texts(module_names.values()):
        if text.code in texts and texts[text.code] is not text:
            raise ValueError(text.code)
        texts[text.code] = text
    return texts


def _texts(values: Iterable[object]) -> Iterable[Text]:
    return (value for value in values if isinstance(value, Text))


# --- identifiers -------------------------------------------------------------------------------

ORGANIZATION_NUMBER_FORM = Text(
    "organization-number.form",
    nb="{value} er ikke et organisasjonsnummer: det skal være ni sifre uten mellomrom eller "
    "«MVA», slik: {suggestion}",
    en="{value} is not an organisation number: it must be nine digits without spaces or "
    '"MVA", such as {suggestion}',
)
ORGANIZATION_NUMBER_CHECK = Text(
    "organization-number.check-digit",
    nb="{value} er ikke et organisasjonsnummer: kontrollsifferet (modulus 11) stemmer ikke",
    en="{value} is not an organisation number: its check digit (modulus 11) is wrong",
)
NATIONAL_ID_CHECK = Text(
    "national-id.check-digit",
    nb="{value} er ikke et fødselsnummer eller D-nummer: kontrollsifrene stemmer ikke",
    en="{value} is not a national identity number or D-number: its check digits are wrong",
)
NATIONAL_ID_DATE = Text(
    "national-id.date",
    nb="{value} er ikke et fødselsnummer eller D-nummer: de seks første sifrene er ingen dato",
    en="{value} is not a national identity number or D-number: its first six digits are no date",
)
NATIONAL_ID_SYNTHETIC = Text(
    "national-id.synthetic",
    nb="{value} er et syntetisk fødselsnummer; slike godtas bare med test_identities = true",
    en="{value} is a synthetic national identity number; these pass only with "
    "test_identities = true",
)
RESOURCE_NUMBER_FORM = Text(
    "resource-number.form",
    nb="{value} er ikke et ressursnummer: det skal være fem eller seks sifre",
    en="{value} is not a resource number: it must be five or six digits",
)
RESOURCE_NUMBER_EXTERNAL = Text(
    "resource-number.external",
    nb="{value} er et ressursnummer, men kunden er ekstern; bruk organisasjonsnummer eller "
    "fødselsnummer, eller kind = internal",
    en="{value} is a resource number, but the customer is external; give an organisation number "
    "or national identity number, or kind = internal",
)
CUSTOMER_ID_LENGTH = Text(
    "customer-id.length",
    nb="{value} er ingen kunde-id: det skal være 9 sifre (organisasjonsnummer), 11 sifre "
    "(fødselsnummer) eller 5-6 sifre (ressursnummer)",
    en="{value} is no customer id: it must be 9 digits (organisation number), 11 digits "
    "(national identity number) or 5-6 digits (resource number)",
)

# --- values ------------------------------------------------------------------------------------

VALUE_INVALID = Text(
    "value.invalid",
    nb="{field}: {value} er ugyldig; {expected_nb}",
    en="{field}: {value} is invalid; {expected_en}",
)

# --- leases ------------------------------------------------------------------------------------

LEASE_INACTIVE = Text(
    "lease.inactive", nb="Avlyst eller slettet.", en="Cancelled or deleted (inactive)."
)
LEASE_PAID = Text("lease.paid", nb="Allerede betalt.", en="Paid already.")
LEASE_FREE = Text("lease.free", nb="Gratis: ingenting å fakturere.", en="Free: nothing to bill.")
LEASE_FUTURE = Text(
    "lease.future",
    nb="Slutter {end}, etter {until}; hører til en senere kjøring.",
    en="Ends {end}, after {until}; belongs to a later run.",
)
LEASE_BILLED = Text(
    "lease.billed",
    nb="Fakturert før, i bunke {batch}.",
    en="Billed before, in batch {batch}.",
)
LEASE_BILLED_CHANGED = Text(
    "lease.billed-changed",
    nb="Fakturert før, i bunke {batch}, men innholdet er endret siden; faktureres ikke på nytt.",
    en="Billed before, in batch {batch}, but changed since; it is not billed again.",
)
LEASE_REPEATED = Text(
    "lease.repeated",
    nb="Leieforholdet står to ganger med samme innhold; det faktureres én gang.",
    en="The lease stands twice with the same content; it is billed once.",
)
LEASE_CONFLICT = Text(
    "lease.conflict",
    nb="To leieforhold har samme id, men ulikt innhold; rett det ene.",
    en="Two leases share this id but differ in content; correct one of them.",
)
CUSTOMER_ID_MISSING = Text(
    "customer.id-missing",
    nb="Kunden mangler id (organisasjonsnummer, fødselsnummer eller ressursnummer).",
    en="The customer has no id (organisation, national identity or resource number).",
)
CHARGE_ZERO = Text(
    "charge.zero",
    nb="Varelinjen «{text}» er null kroner og skrives ikke.",
    en='The charge "{text}" is zero and is not written.',
)
CHARGE_NET_DIFFERS = Text(
    "charge.net-differs",
    nb="Beløpet {net} er oppgitt, men antall x pris er {computed}; det oppgitte brukes.",
    en="The net {net} is stated, but quantity x price is {computed}; the stated one counts.",
)
BASIS_NEGATIVE = Text(
    "basis.negative",
    nb="Samlefakturaen for {customer} er negativ: {net}.",
    en="The collective invoice of {customer} is negative: {net}.",
)

# --- templates and options ---------------------------------------------------------------------

TEMPLATE_LONG = Text(
    "template.long",
    nb="malen er lengre enn {longest} tegn",
    en="the template is longer than {longest} characters",
)
TEMPLATE_BRACES = Text(
    "template.braces",
    nb="malen {value} har en krøllparentes som ikke går opp; slik: {{today:%y%m%d}}{{sequence}}",
    en="the template {value} has an unmatched brace; write {{today:%y%m%d}}{{sequence}}",
)
TEMPLATE_UNKNOWN = Text(
    "template.unknown",
    nb="malen {value} bruker {name}; i krøllparenteser kan bare stå: {known}",
    en="the template {value} uses {name}; only these may stand in braces: {known}",
)
TEMPLATE_DATE = Text(
    "template.date",
    nb="malen {value} har datoformatet {form}; tillatt er {allowed}",
    en="the template {value} has the date format {form}; allowed are {allowed}",
)
TEMPLATE_NUMBER = Text(
    "template.number",
    nb="malen {value} har tallformatet {form}; slik: {{sequence:03d}}",
    en="the template {value} has the number format {form}; write {{sequence:03d}}",
)
TEMPLATE_FORM = Text(
    "template.form",
    nb="malen {value} har formatet {form} etter {name}; bare today og sequence kan ha format",
    en="the template {value} has the format {form} after {name}; only today and sequence take one",
)
OPTIONS_INVALID = Text(
    "options.invalid",
    nb="{where} er feil:\n{problems_nb}",
    en="{where} is wrong:\n{problems_en}",
)
OPTION_UNKNOWN = Text(
    "option.unknown",
    nb="ukjent nøkkel; kjente er: {known}",
    en="unknown key; known are: {known}",
)
OPTION_UNKNOWN_NEAREST = Text(
    "option.unknown-nearest",
    nb="ukjent nøkkel; mente du {nearest}?",
    en="unknown key; did you mean {nearest}?",
)
OPTION_MISSING = Text(
    "option.missing",
    nb="mangler, og må oppgis: {expected_nb}",
    en="missing, and required: {expected_en}",
)
OPTION_WRONG = Text(
    "option.wrong",
    nb="{value} passer ikke; skal være: {expected_nb}",
    en="{value} does not fit; expected: {expected_en}",
)
OPTION_QUOTES = Text(
    "option.quotes",
    nb='{value} er ikke tekst; sett det i anførselstegn: "{value}"',
    en='{value} is not text; put it in quotes: "{value}"',
)
OPTION_BRACKETS = Text(
    "option.brackets",
    nb="{value} er ikke en liste; sett det i hakeparenteser: [{value}]",
    en="{value} is not a list; put it in brackets: [{value}]",
)
OPTION_REFUSED = Text(
    "option.refused",
    nb="{value} godtas ikke: {sentence_nb}",
    en="{value} is refused: {sentence_en}",
)
OPTION_TABLE_REFUSED = Text("option.table-refused", nb="{sentence_nb}", en="{sentence_en}")
ASSIGNMENT_FORM = Text(
    "assignment.form",
    nb="{value} er ingen tilordning; slik: key=value eller table.key=value",
    en="{value} is no assignment; write key=value or table.key=value",
)
ASSIGNMENT_TWICE = Text(
    "assignment.twice",
    nb="{value}: {key} er satt før, i samme kommando",
    en="{value}: {key} is set already, in the same command",
)

# --- consolidation and reconciliation ----------------------------------------------------------

POLICY_UNKNOWN = Text(
    "policy.unknown",
    nb="billing.{field}: {value} finnes ikke; mente du {nearest}? Mulige: {known}",
    en="billing.{field}: {value} does not exist; did you mean {nearest}? Possible: {known}",
)
RECONCILIATION_DIFFERS = Text(
    "reconciliation.differs",
    nb="Avstemmingen stemmer ikke, så ingenting leveres: {differences_nb}",
    en="The reconciliation does not agree, so nothing is delivered: {differences_en}",
)
RECONCILIATION_NO_AMOUNT = Text(
    "reconciliation.no-amount",
    nb="Kan ikke avstemme {first_nb} mot {second_nb}: de har verken netto eller brutto felles",
    en="Cannot reconcile {first_en} with {second_en}: they share neither net nor gross",
)
RECONCILIATION_TOO_FEW = Text(
    "reconciliation.too-few",
    nb="Avstemming trenger minst to punkter å sammenligne, men fikk {count}",
    en="A reconciliation needs at least two points to compare, but got {count}",
)

# --- workflow ----------------------------------------------------------------------------------

TARGET_EXISTS = Text(
    "target.exists",
    nb="{path} finnes fra før og skrives aldri over; flytt den, eller velg en annen mappe",
    en="{path} exists already and is never overwritten; move it, or choose another folder",
)
TARGET_UNWRITABLE = Text(
    "target.unwritable",
    nb="{path} kan ikke skrives: {reason}",
    en="{path} cannot be written: {reason}",
)
FINDINGS_BLOCK = Text(
    "run.blocked",
    nb="{count} feil stanser kjøringen; ingenting er skrevet. Rett dem, eller bruk "
    "--allow-findings for å fakturere resten.",
    en="{count} error(s) block the run; nothing was written. Correct them, or use "
    "--allow-findings to bill the rest.",
)
FILE_NAME_UNSAFE = Text(
    "file-name.unsafe",
    nb="{name} er ikke et filnavn: det kan ikke være tomt, skjult eller inneholde / \\ eller "
    "styretegn",
    en="{name} is no file name: it may not be empty, hidden, or hold / \\ or control characters",
)
SERIES_DEFAULT = Text(
    "series.default",
    nb="Ingen nummerserie er satt opp; ordrenumre tas fra {first} til {last}.",
    en="No number series is configured; order numbers come from {first} to {last}.",
)
SERIES_SHARED = Text(
    "series.shared",
    nb="{one} og {other} deler ordrenumrene {first} til {last}: samme nummer kan komme på to "
    "ordrer, og økonomisystemet må holde dem fra hverandre; gi dem hver sine.",
    en="{one} and {other} share the order numbers {first} to {last}: one number may come on two "
    "orders, which the finance system must tell apart; give each its own.",
)
SERIES_MISSING = Text(
    "series.missing",
    nb="Nummerserien for {series} mangler: sett [series.{series}] eller [series.default] med "
    "first og last",
    en="The number series of {series} is missing: set [series.{series}] or [series.default] "
    "with first and last",
)
SERIES_MISSING_FOR_ALL = Text(
    "series.missing-for-all",
    nb="Alle kunder går i ett dokument og må ha én nummerserie: sett [series.default] med first og "
    'last, eller batch_by = ["customer_kind"] i [billing] for ett dokument per kundetype',
    en="All customers go into one document and need one number series: set [series.default] with "
    'first and last, or batch_by = ["customer_kind"] in [billing] for one document per kind',
)
NOTHING_TO_BILL = Text(
    "run.nothing",
    nb="Ingenting å fakturere.",
    en="Nothing to bill.",
)
ALL_BILLED = Text(
    "run.all-billed",
    nb="Alle leieforhold er fakturert allerede, i bunke {batch}.",
    en="All leases are billed already, in batch {batch}.",
)
REST_BILLED = Text(
    "run.rest-billed",
    nb="Ingenting nytt å fakturere: leieforholdene uten feil er fakturert allerede, i bunke "
    "{batch}.",
    en="Nothing new to bill: the leases without errors are billed already, in batch {batch}.",
)
BATCH_COMPLETED = Text(
    "run.completed",
    nb="Filen fra bunke {batch}, som en avbrutt kjøring laget, er nå på plass.",
    en="The file of batch {batch}, which an interrupted run made, is at its place now.",
)
BATCH_INCOMPLETE = Text(
    "run.incomplete",
    nb="Bunke {batch} er laget og husket, men en fil har ikke fått plassen sin ennå; innholdet er "
    "trygt i dokumentlageret, og neste kjøring prøver igjen: {reason}",
    en="Batch {batch} is made and recorded, but a file is not at its place yet; its content is "
    "safe in the document store, and the next run tries again: {reason}",
)
READ_BACK_UNREADABLE = Text(
    "reconciliation.unreadable",
    nb="Dokumentet {name} lot seg ikke lese tilbake: {reason}",
    en="The document {name} could not be read back: {reason}",
)
INPUT_MISSING = Text(
    "input.missing",
    nb="{path} finnes ikke; oppgi en fil med leieforhold (.jsonl, .json eller .csv)",
    en="{path} does not exist; give a file of leases (.jsonl, .json or .csv)",
)
DEMO = Text(
    "demo.intended",
    nb="Demomåneden har med vilje noen leieforhold med feil, så du ser hva som meldes om dem; de "
    "andre blir fakturert.",
    en="The demo month has some faulty leases on purpose, for you to see what is said of them; "
    "the others are billed.",
)
PROFILE_UNKNOWN = Text(
    "profile.unknown",
    nb="{name} er verken en profil i oppsettsfilen ({profiles}) eller et installert format "
    "({exporters})",
    en="{name} is neither a profile of the config file ({profiles}) nor an installed format "
    "({exporters})",
)
INPUT_UNREADABLE = Text(
    "input.unreadable",
    nb="{path} kan ikke leses: {reason}",
    en="{path} cannot be read: {reason}",
)
INPUT_UNKNOWN = Text(
    "input.unknown",
    nb="{path} ligner ikke noe som en installert leser kjenner ({readers}); bruk .jsonl, .json "
    "eller .csv",
    en="{path} resembles nothing that an installed reader knows ({readers}); use .jsonl, .json "
    "or .csv",
)

# --- lease files (interchange) -----------------------------------------------------------------

INPUT_EMPTY = Text(
    "input.empty",
    nb="Filen er tom; den skal inneholde minst ett leieforhold.",
    en="The file is empty; it must hold at least one lease.",
)
INPUT_FORMAT = Text(
    "input.format",
    nb="Filen er ikke {format_nb}; {hint_nb}. Resten av filen er ikke lest.",
    en="The file is not {format_en}; {hint_en}. The rest of the file was not read.",
)
INPUT_SIZE = Text(
    "input.size",
    nb="Filen er større enn {limit} MiB; bruk JSON Lines (.jsonl) for så store filer, eller sett "
    "max_mebibytes høyere.",
    en="The file is larger than {limit} MiB; use JSON Lines (.jsonl) for files of that size, or "
    "set max_mebibytes higher.",
)
INPUT_LINE_LENGTH = Text(
    "input.line-length",
    nb="Linjen er lengre enn {limit} byte; ett leieforhold skal stå på hver linje.",
    en="The line is longer than {limit} bytes; each line must hold one lease.",
)
INPUT_ENCODING = Text(
    "input.encoding",
    nb="Kolonne {column}: byten {byte} er ikke {encoding}; er filen lagret med et annet "
    "tegnsett, oppgi det, slik: --encoding {suggestion}",
    en="Column {column}: the byte {byte} is not {encoding}; if the file is saved in another "
    "encoding, say so: --encoding {suggestion}",
)
INPUT_JSON = Text(
    "input.json",
    nb="Ikke hel og gyldig JSON fra linje {line}, kolonne {column}.",
    en="Not complete and valid JSON from line {line}, column {column}.",
)
INPUT_DEPTH = Text(
    "input.depth",
    nb="JSON er nøstet for dypt; et leieforhold har høyst fem nivåer.",
    en="The JSON is nested too deeply; a lease has five levels at most.",
)
INPUT_LEASE = Text(
    "input.lease",
    nb="Leieforholdet kan ikke leses: {detail}",
    en="The lease cannot be read: {detail}",
)
INPUT_KEY_UNKNOWN = Text(
    "input.key-unknown",
    nb="{key} er ukjent her; mente du {suggestion}? Mulige: {known}",
    en="{key} is unknown here; did you mean {suggestion}? Possible: {known}",
)
INPUT_KEY_MISSING = Text(
    "input.key-missing",
    nb="{key} mangler; feltet er påkrevd.",
    en="{key} is missing; it is required.",
)
INPUT_KEY_TWICE = Text(
    "input.key-twice",
    nb="{key} står flere ganger; behold den ene.",
    en="{key} stands more than once; keep one of them.",
)
INPUT_EXPECTED = Text(
    "input.expected",
    nb="{value}: her skal det stå {expected_nb}",
    en="{value}: this must be {expected_en}",
)
INPUT_QUOTES = Text(
    "input.quotes",
    nb="{value} skal stå i anførselstegn: {suggestion}",
    en="{value} must stand in quotes: {suggestion}",
)
INPUT_FLOAT = Text(
    "input.float",
    nb="{value} er et desimaltall i JSON, som ikke er nøyaktig; skriv det som tekst: {suggestion}",
    en="{value} is a JSON number with decimals, which is not exact; write it as a string: "
    "{suggestion}",
)
INPUT_COMMA = Text(
    "input.comma",
    nb="{value} er ikke et desimaltall her; skriv det med punktum: {suggestion}",
    en="{value} is no decimal number; write it with a point: {suggestion}",
)
INPUT_NUMBER = Text(
    "input.number",
    nb="{value} er ikke et tall her: sifre, høyst {whole} før punktumet og {places} etter, "
    "slik: 400.00",
    en="{value} is no number here: digits, at most {whole} before the point and {places} after "
    "it, such as 400.00",
)
INPUT_TIME = Text(
    "input.time",
    nb="{value} er ikke et tidspunkt; skriv ÅÅÅÅ-MM-DDTTT:MM, slik: 2026-02-02T18:00",
    en="{value} is no time; write YYYY-MM-DDTHH:MM, such as 2026-02-02T18:00",
)
INPUT_TIME_ZONE = Text(
    "input.time-zone",
    nb="{value} har tidssone; skriv lokal tid uten, slik: 2026-02-02T18:00",
    en="{value} has a time zone; write the local time without one, such as 2026-02-02T18:00",
)
INPUT_TIME_ORDER = Text(
    "input.time-order",
    nb="Slutten {end} er før starten {start}.",
    en="The end {end} is before the start {start}.",
)
INPUT_ADDRESSES = Text(
    "input.addresses",
    nb="address og addresses kan ikke stå sammen; behold den ene.",
    en="address and addresses cannot stand together; keep one of them.",
)
INPUT_NO_AMOUNT = Text(
    "input.no-amount",
    nb="Varelinjen har verken net eller unit_price; oppgi én av dem.",
    en="The charge has neither net nor unit_price; give one of them.",
)
INPUT_TEXT_EMPTY = Text(
    "input.text-empty",
    nb="Feltet er tomt; her skal det stå noe.",
    en="The field is empty; something must stand here.",
)
INPUT_TEXT_BLANKS = Text(
    "input.text-blanks",
    nb="{value} har mellomrom rundt seg; skriv {suggestion}",
    en="{value} has blanks around it; write {suggestion}",
)
INPUT_TEXT_LENGTH = Text(
    "input.text-length",
    nb="{value} har {length} tegn; høyst {limit} får plass",
    en="{value} has {length} characters; at most {limit} fit",
)
INPUT_CONTROL_CHARACTER = Text(
    "input.control-character",
    nb="Tegn nummer {position} er styretegnet {character}; fjern det.",
    en="Character number {position} is the control character {character}; remove it.",
)
INPUT_ROW_LENGTH = Text(
    "input.row-length",
    nb="Raden har {found} felter, overskriften {expected}; desimaler skrives med punktum, og et "
    "felt som inneholder skilletegnet {delimiter}, skal stå i anførselstegn.",
    en="The row has {found} fields, the heading {expected}; decimals are written with a point, "
    "and a field that holds the delimiter {delimiter} must stand in quotes.",
)
INPUT_ROW_DIFFERS = Text(
    "input.row-differs",
    nb="Raden har samme id som raden over, men {column} er ulik; alle rader i ett leieforhold må "
    "være like der.",
    en="The row has the id of the row above but another {column}; all rows of one lease must "
    "agree there.",
)
INPUT_ROW_QUOTES = Text(
    "input.row-quotes",
    nb="Anførselstegnene i raden stemmer ikke; et felt som begynner med et, må slutte med et.",
    en="The quotes of the row do not match; a field that begins with one must end with one.",
)

# --- codec -------------------------------------------------------------------------------------

COLUMN_OVERFLOW = Text(
    "column.overflow",
    nb="{value} er {length} byte; kolonnen {column} har plass til {width}",
    en="{value} is {length} bytes; the column {column} holds {width}",
)
ENCODING_UNUSABLE = Text(
    "encoding.unusable",
    nb="{encoding} er ikke et tegnsett som kan brukes; det skal inneholde ASCII, slik: iso-8859-1",
    en="{encoding} is no encoding that can be used; it must contain ASCII, such as iso-8859-1",
)
LAYOUT_COLUMN_TWICE = Text(
    "layout.column-twice",
    nb="layout {layout}: kolonnen {column} står to ganger",
    en="layout {layout}: the column {column} stands twice",
)
LAYOUT_COLUMN_WIDTH = Text(
    "layout.column-width",
    nb="layout {layout}: kolonnen {column} har bredde {width}; den skal være minst 1",
    en="layout {layout}: the column {column} has width {width}; it must be at least 1",
)
LAYOUT_COLUMN_UNKNOWN = Text(
    "layout.column-unknown",
    nb="layout {layout} har ingen kolonne {column}",
    en="layout {layout} has no column {column}",
)
LAYOUT_LENGTH = Text(
    "layout.length",
    nb="layout {layout}: kolonnene er til sammen {sum} byte, men oppgitt lengde er {declared}",
    en="layout {layout}: its columns are {sum} bytes together, but its declared length is "
    "{declared}",
)
RECORD_END = Text(
    "record.end",
    nb="post {record}: etter {length} byte, ved byte {offset} i filen, skal linjen slutte; der "
    "står {found}",
    en="record {record}: after {length} bytes, at byte {offset} of the file, the line must end; "
    "there stands {found}",
)
RECORD_SHORT = Text(
    "record.short",
    nb="post {record}, ved byte {offset} i filen, er {found} byte; den skal være {length}",
    en="record {record}, at byte {offset} of the file, is {found} bytes; it must be {length}",
)

# --- registry and config file ------------------------------------------------------------------

PLUGIN_UNKNOWN = Text(
    "plugin.unknown",
    nb="ingen installert utvidelse i {group} heter {name}; installert: {known}",
    en="no plugin in {group} is called {name}; installed: {known}",
)
PLUGIN_UNKNOWN_NEAREST = Text(
    "plugin.unknown-nearest",
    nb="ingen installert utvidelse i {group} heter {name}; mente du {nearest}? Installert: {known}",
    en="no plugin in {group} is called {name}; did you mean {nearest}? Installed: {known}",
)
PLUGIN_DUPLICATE = Text(
    "plugin.duplicate",
    nb="{name} i {group} er registrert flere ganger: {distributions}; avinstaller alle unntatt én",
    en="{name} in {group} is registered more than once: {distributions}; uninstall all but one",
)
PLUGIN_BROKEN = Text(
    "plugin.broken",
    nb="utvidelsen {name} ({distribution}) kan ikke brukes: {cause}",
    en="the plugin {name} ({distribution}) cannot be used: {cause}",
)
CONFIG_UNREADABLE = Text(
    "config.unreadable",
    nb="{file} kan ikke leses: {reason}",
    en="{file} cannot be read: {reason}",
)
CONFIG_LARGE = Text(
    "config.large",
    nb="{file} er større enn {largest} byte og er neppe en konfigurasjonsfil",
    en="{file} is larger than {largest} bytes and hardly a config file",
)
CONFIG_ENCODING = Text(
    "config.encoding",
    nb="{file}, linje {line}: tegnene er ikke UTF-8; lagre filen som UTF-8",
    en="{file}, line {line}: the characters are not UTF-8; save the file as UTF-8",
)
CONFIG_SYNTAX = Text(
    "config.syntax",
    nb="{file}, linje {line}: ikke gyldig TOML: {reason}",
    en="{file}, line {line}: not valid TOML: {reason}",
)
CONFIG_SPLIT_BY = Text(
    "config.split-by",
    nb="{value} er ikke noe å dele fakturaer etter; mulige er: {known}",
    en="{value} is nothing to split invoices by; possible are: {known}",
)
CONFIG_RANGE = Text(
    "config.range",
    nb="skal være fra {lowest} til {highest}",
    en="it must be from {lowest} to {highest}",
)
CONFIG_SERIES = Text(
    "config.series",
    nb="first ({first}) kommer etter last ({last}); serien har ingen nummer",
    en="first ({first}) comes after last ({last}); the series has no numbers",
)
CONFIG_FILE_NAME = Text(
    "config.file-name",
    nb='et filnavn kan ikke ha mapper eller noen av / \\ : * ? " < > |',
    en='a file name can have no folders and none of / \\ : * ? " < > |',
)

# --- ledger ------------------------------------------------------------------------------------

LEDGER_ADDRESS = Text(
    "ledger.address",
    nb="{ledger} er ingen adresse til en protokoll; skriv sqlite:///STI/TIL/FIL.db",
    en="{ledger} is no address of a ledger; write sqlite:///PATH/TO/FILE.db",
)
LEDGER_NO_DRIVER = Text(
    "ledger.no-driver",
    nb="Protokollen {ledger} trenger en databasedriver som ikke er installert ({reason}); "
    "bruk sqlite:///FIL.db, eller installer driveren",
    en="The ledger {ledger} needs a database driver that is not installed ({reason}); "
    "use sqlite:///FILE.db, or install the driver",
)
LEDGER_NO_FOLDER = Text(
    "ledger.no-folder",
    nb="Protokollen {ledger} er ingen fil; oppgi en mappe for dokumentene",
    en="The ledger {ledger} is no file; name a folder for the documents",
)
LEDGER_CANNOT_OPEN = Text(
    "ledger.cannot-open",
    nb="Får ikke åpnet protokollen {ledger} ({reason}); se om mappen finnes og kan skrives i",
    en="Cannot open the ledger {ledger} ({reason}); see that its folder exists and is writable",
)
LEDGER_READ_ONLY = Text(
    "ledger.read-only",
    nb="Protokollen {ledger} kan bare leses ({reason}); gi skriverettighet til filen og mappen",
    en="The ledger {ledger} can only be read ({reason}); allow writing to its file and folder",
)
LEDGER_NOT_A_DATABASE = Text(
    "ledger.not-a-database",
    nb="{ledger} er ingen protokoll, eller er skadet ({reason}); velg en annen fil, eller hent "
    "den fra sikkerhetskopi",
    en="{ledger} is no ledger, or is damaged ({reason}); choose another file, or restore a backup",
)
LEDGER_FOREIGN = Text(
    "ledger.foreign",
    nb="{ledger} er databasen til et annet program (tabell {table}); velg en annen fil",
    en="{ledger} is the database of another program (table {table}); choose another file",
)
LEDGER_NEWER = Text(
    "ledger.newer",
    nb="Protokollen {ledger} er laget av en nyere fakturakjerne; oppgrader programmet",
    en="The ledger {ledger} was made by a newer fakturakjerne; upgrade the program",
)
LEDGER_OLDER = Text(
    "ledger.older",
    nb="Protokollen {ledger} må oppgraderes først, og en prøvekjøring skriver ikke; kjør én gang "
    "uten --dry-run",
    en="The ledger {ledger} must be upgraded first, and a dry run does not write; run once "
    "without --dry-run",
)
LEDGER_BUSY = Text(
    "ledger.busy",
    nb="Protokollen {ledger} er i bruk av en annen kjøring; vent til den er ferdig og prøv igjen",
    en="The ledger {ledger} is held by another run; wait until it is done and try again",
)
LEDGER_FULL = Text(
    "ledger.full",
    nb="Disken til protokollen {ledger} er full; ingenting er endret. Rydd plass og prøv igjen",
    en="The disk of the ledger {ledger} is full; nothing was changed. Make room and try again",
)
LEDGER_REFUSED = Text(
    "ledger.refused",
    nb="Protokollen {ledger} nekter, og ingenting er endret: {reason}",
    en="The ledger {ledger} refuses, and nothing was changed: {reason}",
)
LEDGER_FAILED = Text(
    "ledger.failed",
    nb="Databasen til protokollen {ledger} svikter, og ingenting er endret: {reason}",
    en="The database of the ledger {ledger} fails, and nothing was changed: {reason}",
)
LEDGER_SERIES_EXHAUSTED = Text(
    "ledger.series-exhausted",
    nb="Nummerserien {series} har {left} nummer igjen til og med {last}, men {wanted} trengs; "
    "utvid serien i konfigurasjonen. Ingenting er endret",
    en="The number series {series} has {left} numbers left up to {last}, but {wanted} are needed; "
    "extend it in the config. Nothing was changed",
)
LEDGER_NUMBERS_UNUSED = Text(
    "ledger.numbers-unused",
    nb="Av {taken} ordrenummer i serien {series} står {used} på en ordre; hvert må det",
    en="Of {taken} order numbers taken of series {series}, {used} are on an order; each must be",
)
LEDGER_UNKNOWN_DOCUMENT = Text(
    "ledger.unknown-document",
    nb="Ordre {order} hører til {document}, som ikke er blant dokumentene i bunken",
    en="Order {order} belongs to {document}, which is no document of the batch",
)
LEDGER_STORE_FAILED = Text(
    "ledger.store-failed",
    nb="Får ikke skrevet eller lest {path} i dokumentlageret ({reason}); ingenting er endret. "
    "Se om disken er full og om mappen kan skrives i",
    en="Cannot write or read {path} in the document store ({reason}); nothing was changed. "
    "See whether the disk is full and the folder writable",
)
LEDGER_DOCUMENT_MISSING = Text(
    "ledger.document-missing",
    nb="{path} mangler i dokumentlageret; hent det fra sikkerhetskopi",
    en="{path} is missing in the document store; restore it from a backup",
)
LEDGER_DOCUMENT_CHANGED = Text(
    "ledger.document-changed",
    nb="{path} i dokumentlageret er endret etter at det ble lagret; hent det fra sikkerhetskopi",
    en="{path} in the document store was changed after it was stored; restore it from a backup",
)

# --- XML and schemas ---------------------------------------------------------------------------

XML_MALFORMED = Text(
    "xml.malformed",
    nb="linje {line}, tegn {column}: ikke gyldig XML ({reason})",
    en="line {line}, column {column}: not well-formed XML ({reason})",
)
XML_DOCTYPE = Text(
    "xml.doctype",
    nb="linje {line}: en dokumenttype (DOCTYPE) godtas ikke; fjern den",
    en="line {line}: a document type (DOCTYPE) is not accepted; remove it",
)
XML_DEPTH = Text(
    "xml.depth",
    nb="linje {line}: elementene er nøstet dypere enn {limit}",
    en="line {line}: the elements are nested more than {limit} deep",
)
XML_SIZE = Text(
    "xml.size",
    nb="linje {line}: dokumentet er større enn {limit} MiB",
    en="line {line}: the document is larger than {limit} MiB",
)
XML_RECORD_SIZE = Text(
    "xml.record-size",
    nb="linje {line}: én post er større enn {limit} MiB",
    en="line {line}: one record is larger than {limit} MiB",
)
XML_STRAY_TEXT = Text(
    "xml.stray-text",
    nb="linje {line}: {found} står mellom postene; der skal det ikke stå tekst",
    en="line {line}: {found} stands between the records; no text belongs there",
)
SCHEMA_FILE = Text(
    "schema.file",
    nb="skjemaet {file} kan ikke brukes: {reason_nb}",
    en="the schema {file} cannot be used: {reason_en}",
)
SCHEMA_NOT_ONE = Text(
    "schema.not-one",
    nb="det er ikke et XML-skjema (xs:schema)",
    en="it is no XML schema (xs:schema)",
)
SCHEMA_FOLDER = Text(
    "schema.folder",
    nb="skjemaet {file} ligger ikke i mappen {folder}",
    en="the schema {file} does not lie in the folder {folder}",
)
SCHEMA_INVALID = Text(
    "schema.invalid",
    nb="linje {line}: {detail} (XSD 1.0)",
    en="line {line}: {detail} (XSD 1.0)",
)
SCHEMA_LOCATION = Text(
    "schema.location",
    nb="linje {line}: {location} hentes ikke; lagre filen ved siden av skjemaet og vis til den med "
    "filnavnet",
    en="line {line}: {location} is not fetched; save the file beside the schema and refer to it by "
    "its name",
)
SCHEMA_TOO_MUCH = Text(
    "schema.too-much",
    nb="skjemaet og det som det viser til, er mer enn {files} filer eller {limit} MiB",
    en="the schema and what it refers to are more than {files} files or {limit} MiB",
)
SCHEMA_TOO_HARD = Text(
    "schema.too-hard",
    nb="det ber om mer arbeid enn en kontroll kan ta; se etter gjentakelser i mønstre (xs:pattern)",
    en="it asks for more work than a check can take; look for repetitions in patterns (xs:pattern)",
)
SCHEMA_VALUE = Text(
    "schema.value",
    nb="{value} godtas ikke; her skal det stå {expected_nb}",
    en="{value} is not accepted; this must be {expected_en}",
)
SCHEMA_ATTRIBUTE_VALUE = Text(
    "schema.attribute-value",
    nb="attributtet {attribute}: {value} godtas ikke; her skal det stå {expected_nb}",
    en="the attribute {attribute}: {value} is not accepted; this must be {expected_en}",
)
SCHEMA_UNEXPECTED = Text(
    "schema.unexpected",
    nb="{name} skal ikke stå her; ventet {expected_nb}",
    en="{name} does not belong here; expected {expected_en}",
)
SCHEMA_MISSING = Text(
    "schema.missing",
    nb="{name} er ikke fullstendig; det mangler {expected_nb}",
    en="{name} is not complete; missing is {expected_en}",
)
SCHEMA_ATTRIBUTE_MISSING = Text(
    "schema.attribute-missing",
    nb="{name} mangler attributtet {attribute}",
    en="{name} lacks the attribute {attribute}",
)
SCHEMA_ATTRIBUTE_UNEXPECTED = Text(
    "schema.attribute-unexpected",
    nb="{name} kan ikke ha attributtet {attribute}",
    en="{name} cannot have the attribute {attribute}",
)
SCHEMA_STRAY_TEXT = Text(
    "schema.stray-text",
    nb="{value} står mellom elementene; {name} kan bare ha elementer",
    en="{value} stands between the elements; {name} holds elements only",
)
SCHEMA_CHILDREN = Text(
    "schema.children",
    nb="{name} skal ha en verdi, ikke elementer",
    en="{name} must hold a value, no elements",
)
SCHEMA_ROOT = Text(
    "schema.root",
    nb="skjemaet kjenner ikke {name} som rotelement",
    en="the schema does not know {name} as a root element",
)
SCHEMA_OTHER = Text("schema.other", nb="{detail}", en="{detail}")
CHECK_DONE = Text(
    "check.done",
    nb="{file}: lest som {by}: {records} poster, {errors} feil, {warnings} advarsler",
    en="{file}: read as {by}: {records} records, {errors} error(s), {warnings} warning(s)",
)
CHECK_VALID = Text(
    "check.valid",
    nb="{file}: gyldig etter {schema}",
    en="{file}: valid by {schema}",
)
CHECK_INVALID = Text(
    "check.invalid",
    nb="{file}: ikke gyldig etter {schema}: {errors} feil",
    en="{file}: not valid by {schema}: {errors} error(s)",
)

# --- delivery ----------------------------------------------------------------------------------

BATCH_UNKNOWN = Text(
    "delivery.batch-unknown",
    nb="protokollen har ingen bunke {batch}; den har: {known}",
    en="the ledger has no batch {batch}; it has: {known}",
)
TRANSPORT_UNKNOWN = Text(
    "delivery.profile-unknown",
    nb="oppsettet har ingen [transports.{name}]; det har: {known}. Installert: {installed}",
    en="the config has no [transports.{name}]; it has: {known}. Installed: {installed}",
)
ORDER_UNKNOWN = Text(
    "delivery.order-unknown",
    nb="{place} har ingen ordre {order}",
    en="{place} has no order {order}",
)
ORDER_AMBIGUOUS = Text(
    "delivery.order-ambiguous",
    nb="ordrenummer {order} finnes i flere serier: {series}; velg en med --series",
    en="order number {order} stands in several series: {series}; choose one with --series",
)
DELIVERY_REFUSED = Text(
    "delivery.refused",
    nb="{document} er eller kan være levert før; den sendes ikke igjen uten en begrunnelse "
    "(--override)",
    en="{document} was or may have been delivered already; it is not sent again without a reason "
    "(--override)",
)
DELIVERY_FINISHED = Text(
    "delivery.finished",
    nb="forsøk {attempt} har fått sitt svar alt; et svar endres ikke",
    en="attempt {attempt} has its answer already; an answer is not changed",
)
DELIVERY_NOTHING_TO_RESOLVE = Text(
    "delivery.nothing-to-resolve",
    nb="{document} har ingen uavklart forsendelse",
    en="{document} has no delivery that is unknown",
)
DELIVERY_NO_REASON = Text(
    "delivery.no-reason",
    nb="{option} kan ikke være tom; skriv hvorfor",
    en="{option} cannot be empty; say why",
)
DELIVERY_INTERRUPTED = Text(
    "delivery.interrupted",
    nb="Avbrutt underveis ({kind}); mottakeren kan ha fått dokumentet",
    en="Interrupted on the way ({kind}); the receiver may have the document",
)
DELIVERY_NOTHING = Text(
    "delivery.nothing",
    nb="Ingenting å sende: det som er bedt om av bunke {batch}, er forsøkt sendt før.",
    en="Nothing to send: what was asked for of batch {batch} was tried before.",
)
DELIVERY_STOPPED = Text(
    "delivery.stopped",
    nb="Stanset etter {document}; ikke forsøkt sendt: {left}.",
    en="Stopped after {document}; not tried: {left}.",
)
DELIVERY_REJECTED = Text(
    "delivery.rejected",
    nb="avvist av mottakeren: {messages}",
    en="rejected by the receiver: {messages}",
)
DELIVERY_UNKNOWN = Text(
    "delivery.unknown",
    nb="uavklart, mottakeren kan ha den: {messages}. Undersøk, og svar med "
    "`fakturakjerne batch resolve {order}`",
    en="unknown, the receiver may have it: {messages}. Find out, and answer with "
    "`fakturakjerne batch resolve {order}`",
)
DELIVERY_NOT_SENT = Text(
    "delivery.not-sent",
    nb="ikke sendt: {messages}",
    en="not sent: {messages}",
)
DELIVERY_RESOLVED = Text(
    "delivery.resolved",
    nb="{document}, med {orders} ordre(r), er avklart: {status}",
    en="{document}, with {orders} order(s), is resolved: {status}",
)
FOLDER_MISSING = Text(
    "folder.missing",
    nb="mappen {path} finnes ikke; er disken koblet til?",
    en="the folder {path} does not exist; is the drive connected?",
)
FOLDER_TAKEN = Text(
    "folder.taken",
    nb="{path} finnes fra før med annet innhold og skrives aldri over",
    en="{path} exists already with other content and is never overwritten",
)

# --- a profile for each kind of customer, and sending at once ------------------------------------

FORMAT_MISSING = Text(
    "format.missing",
    nb="hvilket format? Oppgi --format, eller sett [billing.profiles] external og internal i "
    "oppsettet",
    en="which format? Give --format, or set [billing.profiles] external and internal in the config",
)
FORMAT_AMBIGUOUS = Text(
    "format.ambiguous",
    nb="--set gjelder én profil: oppgi den med --format; [billing.profiles] nevner {profiles}",
    en="--set is about one profile: name it with --format; [billing.profiles] names {profiles}",
)
FORMAT_MISSING_FOR_KIND = Text(
    "format.missing-for-kind",
    nb="ingen profil for {kind}; sett [billing.profiles] {kind}",
    en="no profile for {kind}; set [billing.profiles] {kind}",
)
AUTO_SEND_OFF = Text(
    "delivery.auto-send-off",
    nb="[transports.{transport}] er ikke slått på: bunke {batch} er ikke sendt. Slå den på "
    "(enabled), og send med `fakturakjerne batch send {batch} --transport {transport}`",
    en="[transports.{transport}] is switched off: batch {batch} was not sent. Switch it on "
    "(enabled), and send with `fakturakjerne batch send {batch} --transport {transport}`",
)
AUTO_SENT = Text(
    "delivery.auto-sent",
    nb="Forsendelse av bunke {batch}: {states}",
    en="Sending of batch {batch}: {states}",
)
DELIVERY_OTHER_CHANNEL = Text(
    "delivery.other-channel",
    nb="{document} er laget som fil og kan ha nådd mottakeren den veien; {transport} sender "
    "meldinger. Den sendes ikke uten en begrunnelse (--override)",
    en="{document} was made as a file and may have reached the receiver that way; {transport} "
    "sends messages. It is not sent without a reason (--override)",
)
DELIVERY_INVOICED = Text(
    "delivery.invoiced",
    nb="Ordre {order} i {document} har vi fakturert selv; mottakeren ville ha fakturert den igjen. "
    "Den sendes ikke uten en begrunnelse (--override)",
    en="Order {order} of {document} was invoiced by ourselves; the receiver would bill it again. It "
    "is not sent without a reason (--override)",
)
DELIVERY_NO_FILE = Text(
    "delivery.no-file",
    nb="{document} er en melding, og {transport} leverer filer. Den sendes ikke uten en "
    "begrunnelse (--override)",
    en="{document} is a message, and {transport} delivers files. It is not sent without a reason "
    "(--override)",
)
DELIVERY_BROKEN_OFF = Text(
    "delivery.broken-off",
    nb="Avbrutt. Det som var underveis, er uavklart; se hva som er sendt med `fakturakjerne batch "
    "status {batch}`, og send resten med samme kommando.",
    en="Broken off. What was under way is unknown; see what was sent with `fakturakjerne batch "
    "status {batch}`, and send the rest with the same command.",
)

# --- accounts, KID and invoices of our own -----------------------------------------------------

ACCOUNT_NUMBER_FORM = Text(
    "account-number.form",
    nb="{value} er ikke et kontonummer: det skal være elleve sifre uten punktum eller mellomrom",
    en="{value} is not an account number: it must be eleven digits without dots or spaces",
)
ACCOUNT_NUMBER_CHECK = Text(
    "account-number.check-digit",
    nb="{value} er ikke et kontonummer: kontrollsifferet (modulus 11) stemmer ikke",
    en="{value} is not an account number: its check digit (modulus 11) is wrong",
)
KID_FORM = Text(
    "kid.form",
    nb="{value} er ingen KID: den skal være sifre, uten mellomrom",
    en="{value} is no KID: it must be digits, without spaces",
)
KID_LENGTH = Text(
    "kid.length",
    nb="{value} er ingen KID: den har {length} tegn, men skal ha {least} til {most}",
    en="{value} is no KID: it has {length} characters, but must have {least} to {most}",
)
KID_DASH = Text(
    "kid.dash",
    nb="{value} slutter på «-» (modulus 11), som ikke er tillatt her; bruk modulus 10",
    en='{value} ends with "-" (modulus 11), which is not allowed here; use modulus 10',
)
KID_CHECK = Text(
    "kid.check-digit",
    nb="{value} er ingen KID: kontrollsifferet stemmer ikke; riktig ville være {expected}",
    en="{value} is no KID: its check digit is wrong; right would be {expected}",
)
KID_TEMPLATE = Text(
    "kid.template",
    nb="{value} er ingen KID-mal; slik: {{customer:06}}{{invoice:08}}, med {least} til {most} "
    "sifre i alt før kontrollsifferet",
    en="{value} is no KID template; write {{customer:06}}{{invoice:08}}, with {least} to {most} "
    "digits in all before the check digit",
)
KID_PART_FORM = Text(
    "kid.part-form",
    nb="KID kan ikke lages: {part_nb} {value} skal være sifre",
    en="no KID can be made: the {part_en} {value} must be digits",
)
KID_PART_WIDE = Text(
    "kid.part-wide",
    nb="KID kan ikke lages: {part_nb} {value} har flere sifre enn de {width} som malen gir plass "
    "til",
    en="no KID can be made: the {part_en} {value} has more digits than the {width} that the "
    "template has room for",
)
INVOICE_VAT_MISSING = Text(
    "invoice.vat-missing",
    nb="Varelinjen «{text}» har ingen mva-sats, så ingen faktura kan utstedes; sett vat med rate "
    "(0 for fritatt).",
    en='The charge "{text}" has no VAT rate, so no invoice can be issued; give vat a rate (0 for '
    "exempt).",
)
INVOICE_EMPTY = Text(
    "invoice.empty",
    nb="Grunnlaget har ingen varelinjer, så ingen faktura kan utstedes.",
    en="The basis has no charge to write, so no invoice can be issued.",
)
INVOICE_BLOCKED = Text(
    "invoice.blocked",
    nb="{count} feil stanser utstedelsen; ingen faktura er laget.",
    en="{count} error(s) block the issuing; no invoice was made.",
)

# --- who enrolls: the file beside the register -------------------------------------------------

MATCH_UNKNOWN = Text(
    "match.unknown-reference",
    nb="Ingen kunde har eFakturareferansen {reference}; påmeldingen kan ikke godtas (kode 01).",
    en="No customer has the eFaktura reference {reference}; the enrollment cannot be accepted "
    "(code 01).",
)
MATCH_NAME_SAME = Text(
    "match.name-same", nb="Navnet stemmer med registeret.", en="The name agrees with the register."
)
MATCH_NAME_NEAR = Text(
    "match.name-near",
    nb="Navnet stemmer nesten (mellomnavn, forbokstav eller én bokstav); vurder selv.",
    en="The name nearly agrees (middle name, initial or one letter); decide yourself.",
)
MATCH_NAME_OTHER = Text(
    "match.name-other",
    nb="Navnet er et annet enn registerets; det kan være en annen person.",
    en="The name is another than the register's; it may be another person.",
)
MATCH_NAME_ABSENT = Text(
    "match.name-absent",
    nb="Navnet mangler i filen eller i registeret, så det kan ikke sammenlignes.",
    en="The name is missing in the file or in the register, so it cannot be compared.",
)
MATCH_ADDRESS_SAME = Text(
    "match.address-same",
    nb="Adressen stemmer med adresse {index} av {count} i registeret.",
    en="The address agrees with address {index} of {count} in the register.",
)
MATCH_ADDRESS_NEAR = Text(
    "match.address-near",
    nb="Adressen stemmer nesten med adresse {index} av {count} i registeret; vurder selv.",
    en="The address nearly agrees with address {index} of {count} in the register; decide "
    "yourself.",
)
MATCH_ADDRESS_OTHER = Text(
    "match.address-other",
    nb="Ingen av kundens {count} adresser stemmer; det kan være en annen person.",
    en="None of the customer's {count} addresses agrees; it may be another person.",
)
MATCH_ADDRESS_ABSENT = Text(
    "match.address-absent",
    nb="Adressen mangler i filen eller i registeret, så den kan ikke sammenlignes.",
    en="The address is missing in the file or in the register, so it cannot be compared.",
)
ENROLLMENT_UNKNOWN_ACCEPTED = Text(
    "enrollment.unknown-accepted",
    nb="Påmeldingen kan ikke godtas: ingen kunde har eFakturareferansen {reference}.",
    en="The enrollment cannot be accepted: no customer has the eFaktura reference {reference}.",
)

# The books of the ledger: customers, enrollments, invoices, transmissions
LEDGER_NO_CUSTOMER = Text(
    "ledger.no-customer",
    nb="Kunderegisteret har ingen kunde med id {customer}",
    en="The customer register has no customer of id {customer}",
)
LEDGER_NO_FILE = Text(
    "ledger.no-file",
    nb="Protokollen har ingen innlest fil med nummer {file}",
    en="The ledger has no file read of number {file}",
)
LEDGER_NO_ENROLLMENT = Text(
    "ledger.no-enrollment",
    nb="Protokollen har ingen påmelding med nummer {enrollment}",
    en="The ledger has no enrollment of number {enrollment}",
)
LEDGER_NOT_TO_DECIDE = Text(
    "ledger.not-to-decide",
    nb="Påmelding {enrollment} er en avmelding eller en kvittering; den skal ikke besvares",
    en="Enrollment {enrollment} is a deletion or a confirmation; it gets no answer",
)
LEDGER_DECIDED_FOR_GOOD = Text(
    "ledger.decided-for-good",
    nb="Påmelding {enrollment} er besvart allerede; svaret er i filen {file} og kan ikke endres",
    en="Enrollment {enrollment} was answered already, in file {file}, and cannot be changed",
)
LEDGER_ACCEPTED_NOBODY = Text(
    "ledger.accepted-nobody",
    nb="Påmelding {enrollment} kan ikke godtas: {count} kunder har eFaktura-referansen, "
    "og det må være nøyaktig én. Avvis den (kode 01), eller rett kunderegisteret først",
    en="Enrollment {enrollment} cannot be accepted: {count} customers have the eFaktura reference, "
    "and it must be exactly one. Reject it (code 01), or correct the customer register first",
)
LEDGER_UNDECIDED = Text(
    "ledger.undecided",
    nb="{count} påmeldinger i filen {file} er ikke avgjort; godta eller avvis dem først",
    en="{count} enrollments of file {file} are undecided; accept or reject them first",
)
LEDGER_UNANSWERED = Text(
    "ledger.unanswered",
    nb="Filen {file} har påmeldinger som ikke er besvart; fullfør den først",
    en="File {file} has enrollments that were not answered; finish it first",
)
LEDGER_NO_INVOICE = Text(
    "ledger.no-invoice",
    nb="Protokollen har ingen faktura {invoice}; utsted den først",
    en="The ledger has no invoice {invoice}; issue it first",
)
LEDGER_SENT_ALREADY = Text(
    "ledger.sent-already",
    nb="Faktura {invoice} er sendt som {channel} allerede; den sendes én gang",
    en="Invoice {invoice} was sent as {channel} already; it is sent once",
)
LEDGER_NO_TRANSMISSION = Text(
    "ledger.no-transmission",
    nb="Protokollen har ingen forsendelse med id {transmission}",
    en="The ledger has no transmission of id {transmission}",
)

# --- customers, files of the banks, and invoices of our own: the work of a person ---------------

CONSUMERS_UNREADABLE = Text(
    "consumers.unreadable",
    nb="{path} er ingen CSV-liste i {encoding}; sett tegnsettet (encoding) eller lagre den på nytt",
    en="{path} is no CSV list in {encoding}; set its encoding, or save it again",
)
CONSUMERS_COLUMN = Text(
    "consumers.column",
    nb="{path} har ingen kolonne {column}; den har {known}",
    en="{path} has no column {column}; it has {known}",
)
CUSTOMER_FILE_KIND = Text(
    "customers.file-kind",
    nb="{path} er ingen kundefil: den skal ende på .csv eller .json",
    en="{path} is no customer file: its name must end in .csv or .json",
)
CUSTOMER_NUMBER_MISSING = Text(
    "customers.number-missing",
    nb="Kunden mangler kundenummer (number); registeret kjenner kunder på det.",
    en="The customer has no customer number (number); the register knows customers by it.",
)
CUSTOMER_TWICE = Text(
    "customers.twice",
    nb="Kundenummeret står i filene mer enn én gang, med ulikt innhold.",
    en="The customer number stands in the files more than once, with different content.",
)
CUSTOMER_UNKNOWN = Text(
    "customers.unknown",
    nb="kunderegisteret har ingen kunde med nummer {number}",
    en="the customer register has no customer of number {number}",
)
CUSTOMERS_DONE = Text(
    "customers.done",
    nb="Kunderegisteret: {added} nye, {changed} endret, {unchanged} uendret",
    en="Customer register: {added} new, {changed} changed, {unchanged} unchanged",
)
CUSTOMERS_NONE = Text("customers.none", nb="Ingen kunder.", en="No customers.")
REGISTER_MISSING = Text(
    "register.missing",
    nb="det er ikke sagt hvilket forbrukerregister; bruk --register eller [efaktura] register. "
    "Oppsettet har {known}",
    en="no consumer register is named; use --register or [efaktura] register. The config has "
    "{known}",
)
REGISTER_UNKNOWN = Text(
    "register.unknown",
    nb="det er ingen [registers.{name}] i oppsettet; det har {known}",
    en="there is no [registers.{name}] in the config; it has {known}",
)
REGISTER_STRANGER = Text(
    "register.stranger",
    nb="Forbrukerregisteret svarte om en kunde det ikke ble spurt om; svaret er ikke brukt.",
    en="The consumer register answered about a customer that it was not asked about; the answer "
    "was not used.",
)
REGISTER_DONE = Text(
    "register.done",
    nb="Kontrollert {asked} kunder: {active} tar imot eFaktura, {rest} gjør det ikke",
    en="Checked {asked} customers: {active} take eFaktura, {rest} do not",
)
EFAKTURA_FOLDER = Text(
    "efaktura.folder",
    nb="[efaktura] {key} må være satt",
    en="[efaktura] {key} must be set",
)
INBOX_OUTSIDE = Text(
    "inbox.outside",
    nb="{path} ligger ikke i mappen for inngående filer, {inbox}; legg den der først",
    en="{path} does not lie in the folder of incoming files, {inbox}; put it there first",
)
INBOX_OTHER = Text(
    "inbox.other-kind",
    nb="{path} er ikke {wanted}; den ser ut som {found}",
    en="{path} is no {wanted}; it looks like {found}",
)
INBOX_BAD = Text(
    "inbox.bad",
    nb="{count} feil i {path}; ingenting av filen er lest inn",
    en="{count} error(s) in {path}; nothing of the file was entered",
)
INBOX_CHANGED = Text(
    "inbox.changed",
    nb="{path} ble endret mens den ble lest; prøv igjen",
    en="{path} was changed while it was read; try again",
)
INBOX_EMPTY = Text(
    "inbox.empty", nb="Ingen filer venter i {inbox}.", en="No files wait in {inbox}."
)
FILE_MOVED = Text("file.moved", nb="{file} er flyttet til {path}", en="{file} was moved to {path}")
FILE_GONE = Text(
    "file.gone",
    nb="{path} er borte, og ligger ikke blant innleste filer; alt annet er gjort. Legg den tilbake "
    "og kjør igjen",
    en="{path} is gone, and does not lie among the files read; all else is done. Put it back and "
    "run again",
)
FILE_OTHER = Text(
    "file.other",
    nb="{path} er en annen fil enn den som ble lest inn; den er ikke flyttet. Gi den et annet navn, "
    "legg den innleste tilbake, og kjør igjen",
    en="{path} is another file than the one that was read; it was not moved. Rename it, put the "
    "one that was read back, and run again",
)
FILE_UNKNOWN = Text(
    "file.unknown",
    nb="ingen innlest fil heter {file}; disse venter på svar: {known}",
    en="no file that was read is called {file}; these wait for an answer: {known}",
)
FILE_NONE_WAITS = Text(
    "file.none-waits",
    nb="ingen innlest fil venter på svar",
    en="no file that was read waits for an answer",
)
FILE_SEVERAL_WAIT = Text(
    "file.several-wait",
    nb="flere filer venter på svar; si hvilken: {known}",
    en="several files wait for an answer; say which: {known}",
)
FILE_READ = Text(
    "file.read",
    nb="{file}: {new} nye påmeldinger, {deletions} avmeldinger, {confirmations} bekreftelser, "
    "{receipts} kvitteringer",
    en="{file}: {new} new enrollments, {deletions} deletions, {confirmations} confirmations, "
    "{receipts} receipts",
)
FILE_READ_BEFORE = Text(
    "file.read-before",
    nb="{file} er lest inn før; ingenting er endret",
    en="{file} was read before; nothing was changed",
)
FILE_DONE_BEFORE = Text(
    "file.done-before",
    nb="{file} er ferdig fra før; ingenting er gjort",
    en="{file} is finished already; nothing was done",
)
FILE_COMPLETED = Text(
    "file.completed",
    nb="{path} fra en avbrutt kjøring er lagt på plass",
    en="{path} of an interrupted run was put in its place",
)
FILE_STILL_PENDING = Text(
    "file.still-pending",
    nb="{path} fra en avbrutt kjøring er ikke på plass ennå: {reason}",
    en="{path} of an interrupted run is not in its place yet: {reason}",
)
OUTGOING_MANY = Text(
    "outgoing.many",
    nb="{exporter} laget {count} dokumenter; det skal være ett",
    en="{exporter} made {count} documents; it must be one",
)
OUTGOING_REFUSED = Text(
    "outgoing.refused",
    nb="{count} feil stanser filen til Nets; ingenting er skrevet",
    en="{count} error(s) block the file for Nets; nothing was written",
)
ENROLLMENT_AMBIGUOUS = Text(
    "enrollment.ambiguous",
    nb="{count} kunder har eFakturareferansen {reference}; rett kunderegisteret før påmeldingen "
    "kan godtas.",
    en="{count} customers have the eFaktura reference {reference}; correct the customer register "
    "before the enrollment can be accepted.",
)
ENROLLMENT_REDACTED = Text(
    "enrollment.redacted",
    nb="Påmelding {enrollment} er anonymisert",
    en="Enrollment {enrollment} was redacted",
)
ENROLLMENT_NO_REASON = Text(
    "enrollment.no-reason",
    nb="påmelding {enrollment}: forslaget er et annet; si hvorfor med --reason",
    en="enrollment {enrollment}: the proposal is another; say why with --reason",
)
ENROLLMENT_NO_NUMBERS = Text(
    "enrollment.no-numbers",
    nb="si hvilke påmeldinger (N), eller --proposed for alle som foreslås godtatt",
    en="say which enrollments (N), or --proposed for all that are proposed to be accepted",
)
ENROLLMENT_NO_ADDRESS = Text(
    "enrollment.no-address",
    nb="kunden har {count} adresser; --address {address} finnes ikke",
    en="the customer has {count} addresses; there is no --address {address}",
)
ENROLLMENT_NO_CUSTOMER = Text(
    "enrollment.no-customer",
    nb="Ingen kunde i registeret, så det er ingenting å sammenligne med.",
    en="No customer in the register, so there is nothing to compare with.",
)
ENROLLMENT_DECIDED = Text(
    "enrollment.decided",
    nb="Påmelding {enrollment}: {outcome}. {reason}",
    en="Enrollment {enrollment}: {outcome}. {reason}",
)
ENROLLMENT_UNDECIDED = Text(
    "enrollment.undecided",
    nb="Påmelding {enrollment} er ikke avgjort.",
    en="Enrollment {enrollment} is undecided.",
)
ENROLLMENTS_UNDECIDED = Text(
    "enrollment.finish-refused",
    nb="{count} påmeldinger i {file} er ikke avgjort; godta eller avvis dem, eller bruk "
    "--reject-rest",
    en="{count} enrollments of {file} are undecided; accept or reject them, or use --reject-rest",
)
ENROLLMENT_REST = Text(
    "enrollment.rest",
    nb="Ikke avgjort; avvist med resten.",
    en="Undecided; rejected with the rest.",
)
ENROLLMENTS_NONE = Text(
    "enrollment.none-wait", nb="Ingen påmeldinger venter.", en="No enrollments wait."
)
ENROLLMENTS_WAIT = Text(
    "enrollment.wait",
    nb="{count} nye påmeldinger i {file} venter på svar; filen flyttes når de er besvart (se "
    "`fakturakjerne enroll review`)",
    en="{count} new enrollments of {file} wait for an answer; the file is moved once they are "
    "answered (see `fakturakjerne enroll review`)",
)
ANSWER_WRITTEN = Text(
    "answer.written",
    nb="Svaret ligger i {path}: {accepted} godtatt, {rejected} avvist. Last det opp til Nets",
    en="The answer lies in {path}: {accepted} accepted, {rejected} rejected. Upload it to Nets",
)
ANSWER_NONE = Text(
    "answer.none",
    nb="{file} har ingen nye påmeldinger, så det er ikke noe å svare på",
    en="{file} has no new enrollments, so there is nothing to answer",
)
ANSWER_REJECTED = Text(
    "answer.rejected",
    nb="Nets avviste svaret {file} (forsendelse {number}, feilkode {code}); kundene det godtok, "
    "venter igjen.",
    en="Nets rejected the answer {file} (transmission {number}, error code {code}); the customers "
    "that it accepted wait again.",
)
RECEIPTS_DONE = Text(
    "receipts.done",
    nb="{file}: {accepted} fakturaer godtatt, {rejected} avvist",
    en="{file}: {accepted} invoices accepted, {rejected} rejected",
)
RECEIPT_REJECTED = Text(
    "receipts.rejected",
    nb="Faktura {invoice} ble avvist av Nets med feilkode {code}: {meaning_nb}. Den er usendt igjen.",
    en="Nets rejected invoice {invoice} with error code {code}: {meaning_en}. It is unsent again.",
)
RECEIPT_TRANSMISSION = Text(
    "receipts.transmission-rejected",
    nb="Nets avviste hele forsendelse {number} med feilkode {code}: {meaning_nb}. Fakturaene er "
    "usendt igjen.",
    en="Nets rejected all of transmission {number} with error code {code}: {meaning_en}. Its invoices "
    "are unsent again.",
)
RECEIPT_DUPLICATE = Text(
    "receipts.duplicate",
    nb="Nets hadde forsendelse {number} fra før ({code}); den første gjelder, og ingenting er "
    "endret.",
    en="Nets had transmission {number} already ({code}); the first one counts, and nothing was "
    "changed.",
)
RECEIPT_UNMATCHED = Text(
    "receipts.unmatched",
    nb="Kvitteringen for forsendelse {transmission}, oppdrag {assignment}, transaksjon "
    "{transaction} gjelder noe som ikke er sendt herfra.",
    en="The receipt of transmission {transmission}, assignment {assignment}, transaction "
    "{transaction} is about something that was not sent from here.",
)
RECEIPT_NO_MEANING = Text("receipts.no-meaning", nb="ukjent feilkode", en="unknown error code")
INVOICES_UNCONFIGURED = Text(
    "invoices.unconfigured",
    nb="[invoices] {key} må være satt",
    en="[invoices] {key} must be set",
)
INVOICE_ORDER_DELIVERED = Text(
    "invoices.order-delivered",
    nb="Ordren er eller kan være levert til økonomisystemet med bunke {batch}; den får ikke "
    "faktura herfra også.",
    en="The order was or may have been delivered to the finance system with batch {batch}; it gets "
    "no invoice from here as well.",
)
INVOICE_LEASES_MISSING = Text(
    "invoices.leases-missing",
    nb="Ordre {series} {order}: {missing} av {count} leieforhold er ikke i filene; den er ikke "
    "fakturert.",
    en="Order {series} {order}: {missing} of {count} leases are not in the files; it was not "
    "invoiced.",
)
INVOICE_LEASES_CHANGED = Text(
    "invoices.leases-changed",
    nb="Ordre {series} {order}: leieforholdet er endret siden det ble fakturert; ordren er ikke "
    "fakturert.",
    en="Order {series} {order}: the lease has changed since it was billed; the order was not "
    "invoiced.",
)
INVOICES_ISSUED = Text(
    "invoices.issued",
    nb="{count} fakturaer utstedt, {first}–{last}, {gross} kr med mva; {left} ordrer står igjen",
    en="{count} invoices issued, {first}–{last}, NOK {gross} with VAT; {left} orders are left",
)
INVOICES_NONE = Text(
    "invoices.none",
    nb="Ingen ordrer å utstede faktura for; {left} står igjen",
    en="No orders to issue invoices for; {left} are left",
)
INVOICE_FILE_EMPTY = Text(
    "invoices.empty", nb="fakturaen har ingen linjer", en="the invoice has no lines"
)
INVOICE_NO_RATE = Text(
    "invoices.no-rate",
    nb="linjen har ingen mva-sats; sett vat med rate (0 for fritatt)",
    en="the line has no VAT rate; give vat a rate (0 for exempt)",
)
INVOICE_DIFFERS = Text(
    "invoices.differs",
    nb="Faktura {invoice} er i protokollen med et annet innhold; et fakturanummer brukes én gang.",
    en="Invoice {invoice} is in the ledger with another content; an invoice number is used once.",
)
EXPORT_NOT_ENROLLED = Text(
    "export.not-enrolled",
    nb="Faktura {invoice}: kunden er ikke påmeldt eFaktura.",
    en="Invoice {invoice}: the customer is not enrolled for eFaktura.",
)
EXPORT_ANSWER_UNSENT = Text(
    "export.answer-unsent",
    nb="Faktura {invoice}: kunden er godtatt, men svaret til Nets er ikke sendt ennå.",
    en="Invoice {invoice}: the customer is accepted, but the answer to Nets was not sent yet.",
)
EXPORT_CUSTOMER_REJECTED = Text(
    "export.customer-rejected",
    nb="Faktura {invoice}: påmeldingen til eFaktura ble avvist.",
    en="Invoice {invoice}: the enrollment for eFaktura was rejected.",
)
EXPORT_CUSTOMER_OFF = Text(
    "export.customer-off",
    nb="Faktura {invoice}: kunden har meldt seg av eFaktura.",
    en="Invoice {invoice}: the customer has switched eFaktura off.",
)
EXPORT_CUSTOMER_UNKNOWN = Text(
    "export.customer-unknown",
    nb="Faktura {invoice}: kunden er ikke i kunderegisteret.",
    en="Invoice {invoice}: the customer is not in the customer register.",
)
EXPORT_PAST_DUE = Text(
    "export.past-due",
    nb="Faktura {invoice}: forfall {due} er passert.",
    en="Invoice {invoice}: the due date {due} has passed.",
)
EXPORT_SENT = Text(
    "export.sent-before",
    nb="Faktura {invoice} er sendt som eFaktura før.",
    en="Invoice {invoice} was sent as eFaktura before.",
)
EXPORT_CREDIT = Text(
    "export.credit",
    nb="Faktura {invoice} er en kreditnota; den sendes ikke som eFaktura.",
    en="Invoice {invoice} is a credit note; it is not sent as eFaktura.",
)
EXPORT_REDACTED = Text(
    "export.redacted",
    nb="Faktura {invoice} er anonymisert.",
    en="Invoice {invoice} was redacted.",
)
EXPORT_REFUSED = Text(
    "export.refused",
    nb="Faktura {invoice} kan ikke skrives som eFaktura; se feilene over.",
    en="Invoice {invoice} cannot be written as eFaktura; see the errors above.",
)
EXPORT_WRITTEN = Text(
    "export.written",
    nb="{count} fakturaer, {gross} kr, ligger i {path}. Last filen opp til Nets",
    en="{count} invoices, NOK {gross}, lie in {path}. Upload the file to Nets",
)
EXPORT_NOTHING = Text(
    "export.nothing",
    nb="Ingen fakturaer å sende som eFaktura; ingen fil er skrevet",
    en="No invoices to send as eFaktura; no file was written",
)
EXPORT_LEFT_SENT = Text(
    "export.left-sent",
    nb="{count} fakturaer er sendt som eFaktura før",
    en="{count} invoices were sent as eFaktura before",
)
