"""Every sentence about orders for the web service, beside those of the flat file."""

from fakturakjerne.catalogue import Text, collect
from fakturakjerne_visma import catalogue as flatfile_catalogue

# --- options -----------------------------------------------------------------------------------

COMPANY_FORM = Text(
    "visma.company-form",
    nb="company: {value} er ikke et selskap; det skal være ett til ni sifre, slik: 1",
    en="company: {value} is no company; it must be one to nine digits, such as 1",
)

# --- reading -----------------------------------------------------------------------------------

READ_ELEMENT = Text(
    "visma.read-element",
    nb="linje {line}: {found} står her, men her skal det stå {expected}",
    en="line {line}: {found} stands here, where {expected} must stand",
)
READ_CHILD = Text(
    "visma.read-child",
    nb="linje {line}: {parent} skal ha ett element {element}, men har {count}",
    en="line {line}: {parent} must have one element {element}, but has {count}",
)
READ_VALUE = Text(
    "visma.read-value",
    nb="linje {line}: {element} er {found}; her skal det stå {expected}",
    en="line {line}: {element} is {found}; here {expected} must stand",
)

TEXTS = {**flatfile_catalogue.TEXTS, **collect(globals())}
"""All that the exporter may say, by code: those of the flat file apply to it as well."""
