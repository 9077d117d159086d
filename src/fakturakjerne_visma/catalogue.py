"""Every sentence that the flat file of Visma says to a person."""

from fakturakjerne.catalogue import Text, collect
from fakturakjerne.plugin.cells import CellTexts

# --- options -----------------------------------------------------------------------------------

COLUMN_UNKNOWN = Text(
    "visma.column-unknown",
    nb="dimensions: {column} er ingen konteringskolonne; bruk {known}",
    en="dimensions: {column} is no posting column; give {known}",
)
EXTENDED_ONLY = Text(
    "visma.extended-only",
    nb="{option}: finnes bare i utvidet format; ta den bort, eller sett format = extended",
    en="{option}: exists in the extended format only; remove it, or set format = extended",
)
OPTION_VALUE = Text(
    "visma.option-value",
    nb="{option}: {value} er ikke gyldig; bruk {expected}",
    en="{option}: {value} is not valid; give {expected}",
)

# --- findings ----------------------------------------------------------------------------------

OVERFLOW = Text(
    "visma.overflow",
    nb="{value} er {length} tegn, men {column} har plass til {width}; et nummer eller en kode "
    "kuttes aldri, så rett verdien.",
    en="{value} is {length} characters, but {column} holds {width}; a number or a code is never "
    "cut, so correct the value.",
)
TEXT_CUT = Text(
    "visma.text-cut",
    nb="{value} kuttes til {width} tegn i {column}.",
    en="{value} is cut to {width} characters in {column}.",
)
REPLACED = Text(
    "visma.characters-replaced",
    nb="{value} har tegn som {encoding} mangler ({characters}); skrives som {written}.",
    en="{value} has characters that {encoding} lacks ({characters}); written as {written}.",
)
UNENCODABLE = Text(
    "visma.characters-refused",
    nb="{value} har tegn som {encoding} mangler ({characters}), og transliterate = false.",
    en="{value} has characters that {encoding} lacks ({characters}), and transliterate = false.",
)
NOT_DIGITS = Text(
    "visma.not-digits",
    nb="{value} skal i {column}, som bare har plass til sifre.",
    en="{value} goes to {column}, which holds digits only.",
)
CUSTOMER_MISSING = Text(
    "visma.customer-missing",
    nb="Kunden har ingen brukbar {field} til {column}.",
    en="The customer has no usable {field} for {column}.",
)
CUSTOMER_CLASH = Text(
    "visma.customer-clash",
    nb="To kunder i filen får samme {column}, så den ene ville fått den andres faktura; rett "
    "kundenummeret, eller velg et annet med customer_number.",
    en="Two customers of the file get the same {column}, so that one would get the other's "
    "invoice; correct the number, or choose another with customer_number.",
)
ADDRESS_MISSING = Text(
    "visma.address-missing",
    nb="Kunden mangler {missing_nb}; Visma kan bare sende til den adressen som står der fra før.",
    en="The customer has no {missing_en}; Visma can only send to the address that it has already.",
)
ADDRESS_FOREIGN = Text(
    "visma.address-foreign",
    nb="Adressen er i utlandet ({country}); formatet har ikke felt for land, og postnummeret står "
    "i {column}.",
    en="The address is abroad ({country}); the format has no field for the country, and the "
    "postal code stands in {column}.",
)
CODE_MISSING = Text(
    "visma.code-missing",
    nb="Varelinjen har ingen {field} til {column}; oppgi den, eller sett {option} i profilen.",
    en="The charge has no {field} for {column}; state it, or set {option} in the profile.",
)
CODE_UNKNOWN = Text(
    "visma.code-unknown",
    nb="{value} står ikke i {option}, og får derfor ikke noe {column}; føy den til.",
    en="{value} does not stand in {option}, and so gets no {column}; add it.",
)
VAT_MISSING = Text(
    "visma.vat-missing",
    nb="Varelinjen har ingen mva-sats, men beløpene skal skrives med mva (amounts = gross); oppgi "
    "satsen, 0 der det ikke er mva.",
    en="The charge has no VAT rate, but amounts are written with VAT (amounts = gross); state the "
    "rate, 0 where there is no VAT.",
)
AMOUNT_OVERFLOW = Text(
    "visma.amount-overflow",
    nb="{value} kr får ikke plass i {column}; det meste er {most} kr.",
    en="{value} kr does not fit into {column}; the most is {most} kr.",
)
QUANTITY_OVERFLOW = Text(
    "visma.quantity-overflow",
    nb="Antallet {value} får ikke plass i {column}; det meste er {most}.",
    en="The quantity {value} does not fit into {column}; the most is {most}.",
)
SINGLE = Text(
    "visma.price-single",
    nb="{quantity} x {price} kr er {product} kr, men beløpet er {amount} kr; linjen skrives som 1 "
    "x {amount} kr.",
    en="{quantity} x {price} kr is {product} kr, but the amount is {amount} kr; the line is "
    "written as 1 x {amount} kr.",
)
MISMATCH = Text(
    "visma.price-mismatch",
    nb="{quantity} x {price} kr er {product} kr, men beløpet er {amount} kr, og "
    "price_mismatch = error.",
    en="{quantity} x {price} kr is {product} kr, but the amount is {amount} kr, and "
    "price_mismatch = error.",
)
QUANTITY_SINGLE = Text(
    "visma.quantity-single",
    nb="Antallet {quantity} kan ikke skrives med {decimals} desimaler; linjen skrives som 1 x "
    "{amount} kr.",
    en="The quantity {quantity} cannot be written with {decimals} decimals; the line is written "
    "as 1 x {amount} kr.",
)
QUANTITY_DECIMALS = Text(
    "visma.quantity-decimals",
    nb="Antallet {quantity} kan ikke skrives med {decimals} desimaler, og price_mismatch = error.",
    en="The quantity {quantity} cannot be written with {decimals} decimals, and "
    "price_mismatch = error.",
)
TEXT_MISSING = Text(
    "visma.text-missing",
    nb="Linjen har ingen tekst, så kunden ser ikke hva den gjelder.",
    en="The line has no text, so that the customer does not see what it is for.",
)
TOO_MANY_LINES = Text(
    "visma.too-many-lines",
    nb="Kunden har flere enn {most} linjer med oppdragsgiver {principal} og vare {article} i "
    "filen, og {column} har to sifre; sett on_overflow = split, eller del på flere varer.",
    en="The customer has more than {most} lines of principal {principal} and item {article} in "
    "the file, and {column} has two digits; set on_overflow = split, or use several items.",
)
TOO_MANY_RECORDS = Text(
    "visma.too-many-records",
    nb="Fil {document} får {records} poster, men {column} har plass til {most}; del kjøringen i "
    "flere bunker.",
    en="File {document} has {records} records, but {column} holds {most}; bill in several batches.",
)
ORDER_TOO_LARGE = Text(
    "visma.order-too-large",
    nb="Samlefakturaen har flere enn {most} linjer med oppdragsgiver {principal} og vare "
    "{article}, og {column} har to sifre; en ordre deles aldri mellom to filer. Del den med "
    "billing.split_by, eller på flere varer.",
    en="The collective invoice has more than {most} lines of principal {principal} and item "
    "{article}, and {column} has two digits; an order is never divided between two files. Split "
    "it by billing.split_by, or into several items.",
)
TOO_MANY_TEXTS = Text(
    "visma.too-many-texts",
    nb="Tekstene til linjen tar {texts} rader; {column} har plass til {most}. Kort dem ned.",
    en="The texts of the line take {texts} rows; {column} holds {most}. Shorten them.",
)
ORDER_NUMBER = Text(
    "visma.order-number",
    nb="Ordrenummeret {value} kan ikke skrives i {column}.",
    en="The order number {value} cannot be written to {column}.",
)

# --- reading -----------------------------------------------------------------------------------

READ_LENGTH = Text(
    "visma.read-length",
    nb="post {record} ({kind}) er {found} tegn; den skal være {length}",
    en="record {record} ({kind}) is {found} characters; it must be {length}",
)
READ_FIELD = Text(
    "visma.read-field",
    nb="post {record}: {column} er {found}; her skal det stå {expected}",
    en="record {record}: {column} is {found}; here {expected} must stand",
)
READ_END = Text(
    "visma.read-end",
    nb="filen slutter uten sluttpost (SL)",
    en="the file ends without its last record (SL)",
)
RECORD_UNKNOWN = Text(
    "visma.record-unknown",
    nb="Posten begynner med {found}; den skal begynne med ST, FL, LT eller SL.",
    en="The record begins with {found}; it must begin with ST, FL, LT or SL.",
)
RECORD_LENGTH = Text(
    "visma.record-length",
    nb="{kind} er {found} tegn; i formatet {format} er den {length}, og da er kolonnene forskjøvet.",
    en="{kind} is {found} characters; in the {format} format it is {length}, so that its columns "
    "are shifted.",
)
RECORD_LONG = Text(
    "visma.record-long",
    nb="{kind} er {found} tegn, men skal ha høyst {length}; resten kan bli lest som noe annet.",
    en="{kind} is {found} characters, but must have at most {length}; the rest may be read as "
    "something else.",
)
RECORD_DIGITS = Text(
    "visma.record-digits",
    nb="{column} (tegn {start}-{end}) skal være sifre, men er {found}.",
    en="{column} (characters {start}-{end}) must be digits, but is {found}.",
)
RECORD_CHARACTERS = Text(
    "visma.record-characters",
    nb="{column} (tegn {start}-{end}) har byte som ikke finnes i {encoding}.",
    en="{column} (characters {start}-{end}) has bytes that {encoding} does not have.",
)
RECORD_COUNT = Text(
    "visma.record-count",
    nb="SL sier {found} poster, men det er {counted}.",
    en="SL says {found} records, but there are {counted}.",
)
RECORD_SEQUENCE = Text(
    "visma.record-sequence",
    nb="{column} er {found}; her ventes {expected}.",
    en="{column} is {found}; {expected} is expected here.",
)
RECORD_PRODUCT = Text(
    "visma.record-product",
    nb="PRIS x GRUNNLAG er {product} kr, men BELØP er {amount} kr.",
    en="PRIS x GRUNNLAG is {product} kr, but BELØP is {amount} kr.",
)
RECORD_PLACE = Text(
    "visma.record-place",
    nb="{kind} står her, men {expected_nb}.",
    en="{kind} stands here, but {expected_en}.",
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
