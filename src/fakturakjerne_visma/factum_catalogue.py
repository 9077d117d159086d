"""Every sentence that FACTUM says to a person."""

from fakturakjerne.catalogue import Text, collect

# --- options -----------------------------------------------------------------------------------

OPTION_VALUE = Text(
    "factum.option-value",
    nb="{option}: {value} er ikke gyldig; bruk {expected}",
    en="{option}: {value} is not valid; give {expected}",
)

# --- findings ----------------------------------------------------------------------------------

TEXT_CUT = Text(
    "factum.text-cut",
    nb="{value} kuttes til {width} tegn i {column}.",
    en="{value} is cut to {width} characters in {column}.",
)
REPLACED = Text(
    "factum.characters-replaced",
    nb="{value} har tegn som {encoding} eller XML mangler ({characters}); skrives som {written}.",
    en="{value} has characters that {encoding} or XML lacks ({characters}); written as {written}.",
)
UNENCODABLE = Text(
    "factum.characters-refused",
    nb="{value} har tegn som {encoding} eller XML mangler ({characters}), og transliterate = "
    "false.",
    en="{value} has characters that {encoding} or XML lacks ({characters}), and transliterate = "
    "false.",
)
ARTICLE_MISSING = Text(
    "factum.article-missing",
    nb="Varelinjen «{text}» har ingen artikkel; oppgi den, eller sett article i profilen.",
    en='The charge "{text}" has no article; state it, or set article in the profile.',
)
CUSTOMER_ID = Text(
    "factum.customer-id",
    nb="Kunden har ingen brukbar {field} til {column}.",
    en="The customer has no usable {field} for {column}.",
)
NUMBER = Text(
    "factum.number",
    nb="{value} kan ikke skrives som tall i {column}: høyst 16 sifre før punktumet og 10 etter.",
    en="{value} cannot be written as a number in {column}: at most 16 digits before the point and "
    "10 after it.",
)
PRICE_ROUNDED = Text(
    "factum.price-rounded",
    nb="Prisen er ikke oppgitt, og {net} delt på {quantity} går ikke opp; enhetspris skrives som "
    "{price}, og SumPrisUtenAvgift gjelder.",
    en="No price is stated, and {net} divided by {quantity} is not exact; enhetspris is written as "
    "{price}, and SumPrisUtenAvgift counts.",
)

# --- reading -----------------------------------------------------------------------------------

RECORD_ELEMENT = Text(
    "factum.record-element",
    nb="linje {line}: {found} står der {expected} skal stå",
    en="line {line}: {found} stands where {expected} must",
)
RECORD_MISSING = Text(
    "factum.record-missing",
    nb="linje {line}: {parent} mangler {element}",
    en="line {line}: {parent} lacks {element}",
)
RECORD_TWICE = Text(
    "factum.record-twice",
    nb="linje {line}: {parent} har {element} flere ganger",
    en="line {line}: {parent} has {element} more than once",
)
RECORD_NUMBER = Text(
    "factum.record-number",
    nb="linje {line}: {element} er {found}; det skal være {expected_nb}",
    en="line {line}: {element} is {found}; it must be {expected_en}",
)
RECORD_ORDER = Text(
    "factum.record-order",
    nb="linje {line}: Linjenr er {found}; her skal det være {expected}",
    en="line {line}: Linjenr is {found}; here it must be {expected}",
)
RECORD_TEXT = Text(
    "factum.record-text",
    nb="linje {line}: {found} står mellom elementene i {parent}; der skal det ikke stå tekst",
    en="line {line}: {found} stands between the elements of {parent}; no text belongs there",
)

TEXTS = collect(globals())
"""All of them, by code."""
