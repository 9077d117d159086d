"""Every sentence that LG04 says to a person."""

from fakturakjerne.catalogue import Text, collect
from fakturakjerne.plugin.cells import CellTexts

# --- options -----------------------------------------------------------------------------------

LAYOUT_UNKNOWN = Text(
    "lg04.layout-unknown",
    nb="layout {value} finnes ikke; bruk {known}, eller en fil som slutter på .toml",
    en="there is no layout {value}; give {known}, or a file that ends in .toml",
)
LAYOUT_FILE = Text(
    "lg04.layout-file",
    nb="layoutfilen {file} kan ikke leses: {detail}",
    en="the layout file {file} cannot be read: {detail}",
)
LAYOUT_ENTRY = Text(
    "lg04.layout-entry",
    nb="layoutfilen {file}: {where} er feil; slik er det riktig: {expected}",
    en="the layout file {file}: {where} is wrong; right would be: {expected}",
)
LAYOUT_MISSING = Text(
    "lg04.layout-missing",
    nb="layoutfilen {file} mangler kolonner som fylles ut: {columns}",
    en="the layout file {file} lacks columns that are filled: {columns}",
)
COLUMN_UNKNOWN = Text(
    "lg04.column-unknown",
    nb="{option}: layouten har ingen kolonne {column}; mente du {nearest}?",
    en="{option}: the layout has no column {column}; did you mean {nearest}?",
)
COLUMN_TAKEN = Text(
    "lg04.column-taken",
    nb="{option}: kolonnen {column} fylles allerede ut fra {taken}",
    en="{option}: the column {column} is filled from {taken} already",
)
OPTION_VALUE = Text(
    "lg04.option-value",
    nb="{option}: {value} er ikke gyldig; bruk {expected}",
    en="{option}: {value} is not valid; give {expected}",
)

# --- findings ----------------------------------------------------------------------------------

OVERFLOW = Text(
    "lg04.overflow",
    nb="{value} er {length} byte, men {column} har plass til {width}; et nummer eller en kode "
    "kuttes aldri, så rett verdien.",
    en="{value} is {length} bytes, but {column} holds {width}; a number or a code is never cut, so "
    "correct the value.",
)
TEXT_CUT = Text(
    "lg04.text-cut",
    nb="{value} kuttes til {width} byte i {column}.",
    en="{value} is cut to {width} bytes in {column}.",
)
REPLACED = Text(
    "lg04.characters-replaced",
    nb="{value} har tegn som {encoding} mangler ({characters}); skrives som {written}.",
    en="{value} has characters that {encoding} lacks ({characters}); written as {written}.",
)
UNENCODABLE = Text(
    "lg04.characters-refused",
    nb="{value} har tegn som {encoding} mangler ({characters}), og transliterate = false.",
    en="{value} has characters that {encoding} lacks ({characters}), and transliterate = false.",
)
NOT_DIGITS = Text(
    "lg04.not-digits",
    nb="{value} skal i {column}, som bare har plass til sifre.",
    en="{value} goes to {column}, which holds digits only.",
)
ARTICLE_MISSING = Text(
    "lg04.article-missing",
    nb="Varelinjen «{text}» har ingen artikkel; oppgi den, eller sett article i profilen.",
    en='The charge "{text}" has no article; state it, or set article in the profile.',
)
AMOUNT_OVERFLOW = Text(
    "lg04.amount-overflow",
    nb="Beløpet {value} kr får ikke plass i {width} tegn.",
    en="The amount {value} kr does not fit into {width} characters.",
)
QUANTITY_OVERFLOW = Text(
    "lg04.quantity-overflow",
    nb="Antallet {value} får ikke plass i {width} tegn.",
    en="The quantity {value} does not fit into {width} characters.",
)
QUANTITY_DECIMALS = Text(
    "lg04.quantity-decimals",
    nb="Antallet {value} har flere enn to desimaler; LG04 har to.",
    en="The quantity {value} has more than two decimals; LG04 has two.",
)
ORDER_NUMBER = Text(
    "lg04.order-number",
    nb="Ordrenummeret {value} kan ikke skrives med {width} sifre.",
    en="The order number {value} cannot be written with {width} digits.",
)
TOO_MANY_LINES = Text(
    "lg04.too-many-lines",
    nb="Med dette leieforholdet får samlefakturaen {lines} linjer; LG04 har plass til {most}. Del "
    "den, for eksempel med split_by.",
    en="This lease brings the collective invoice to {lines} lines; LG04 holds {most}. Split it, "
    "for example by split_by.",
)
CUSTOMER_ID = Text(
    "lg04.customer-id",
    nb="Kunden har ingen brukbar id til {column}.",
    en="The customer has no usable id for {column}.",
)
OWN_NUMBER_MISSING = Text(
    "lg04.own-number-missing",
    nb="{column} skal ha vårt eget organisasjonsnummer, men own_organization_number er ikke satt; "
    "kolonnen blir stående tom.",
    en="{column} should hold our own organisation number, but own_organization_number is not set; "
    "the column stays empty.",
)
HEADER_DIFFERS = Text(
    "lg04.header-differs",
    nb="{count} av leieforholdene har en annen {field} enn det første; det førstes gjelder for "
    "hele fakturaen ({column}).",
    en="{count} of the leases have another {field} than the first; the first one's counts for the "
    "whole invoice ({column}).",
)

# --- reading -----------------------------------------------------------------------------------

RECORD_LENGTH = Text(
    "lg04.record-length",
    nb="Linjen er {found} byte; layout {layout} har {length}.",
    en="The line is {found} bytes; layout {layout} has {length}.",
)
RECORD_DIGITS = Text(
    "lg04.record-digits",
    nb="{column} (tegn {start}-{end}) skal være sifre, men er {found}.",
    en="{column} (characters {start}-{end}) must be digits, but is {found}.",
)
RECORD_ORDER = Text(
    "lg04.record-order",
    nb="post {record}: {column} er {found}; her skal det stå {expected}",
    en="record {record}: {column} is {found}; here {expected} must stand",
)
RECORD_FIELD = Text(
    "lg04.record-field",
    nb="post {record}: {column} skal være sifre, men er {found}",
    en="record {record}: {column} must be digits, but is {found}",
)
RECORD_CHARACTERS = Text(
    "lg04.record-characters",
    nb="{column} (tegn {start}-{end}) har byte som ikke finnes i {encoding}.",
    en="{column} (characters {start}-{end}) has bytes that {encoding} does not have.",
)
RECORD_VALUE = Text(
    "lg04.record-value",
    nb="{column}: {value} kan ikke skrives i {width} byte",
    en="{column}: {value} cannot be written in {width} bytes",
)

CELLS = CellTexts(
    overflow=OVERFLOW,
    cut=TEXT_CUT,
    replaced=REPLACED,
    refused=UNENCODABLE,
    not_digits=NOT_DIGITS,
)
"""Those about a value in its column."""

TEXTS = collect(globals())
"""All of them, by code."""
