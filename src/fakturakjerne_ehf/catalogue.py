"""Every sentence about reading an EHF document; those about XML itself in ``tree_catalogue``."""

from fakturakjerne.catalogue import Text, collect
from fakturakjerne_ehf import tree_catalogue

# --- what it is --------------------------------------------------------------------------------

ROOT_OTHER = Text(
    "ehf.root-other",
    nb="Dokumentet er {found}, ikke en faktura eller kreditnota i UBL 2.1; be leverandøren om EHF "
    "3.0 (Peppol BIS Billing 3).",
    en="The document is {found}, no invoice or credit note of UBL 2.1; ask the supplier for EHF "
    "3.0 (Peppol BIS Billing 3).",
)
ROOT_ENVELOPE = Text(
    "ehf.root-envelope",
    nb="Dokumentet ligger i konvolutten fra Peppol (StandardBusinessDocument); ta ut fakturaen "
    "inni og les den.",
    en="The document is still in Peppol's envelope (StandardBusinessDocument); take out the "
    "invoice inside and read that.",
)
PROFILE_MISSING = Text(
    "ehf.profile-missing",
    nb="CustomizationID (BT-24) mangler, så det er ukjent hvilket format dokumentet følger; EHF "
    "3.0 har {expected}.",
    en="CustomizationID (BT-24) is missing, so which format the document follows is unknown; EHF "
    "3.0 has {expected}.",
)
PROFILE_OLD = Text(
    "ehf.profile-old",
    nb="Dokumentet er EHF 2.0 eller eldre, som er gått ut av bruk; be leverandøren sende EHF 3.0 "
    "(Peppol BIS Billing 3).",
    en="The document is EHF 2.0 or older, which is withdrawn; ask the supplier to send EHF 3.0 "
    "(Peppol BIS Billing 3).",
)
PROFILE_OTHER = Text(
    "ehf.profile-other",
    nb="Dokumentet følger {profile_nb} ({found}), ikke EHF 3.0; be leverandøren om Peppol BIS "
    "Billing 3, med CustomizationID {expected}.",
    en="The document follows {profile_en} ({found}), not EHF 3.0; ask the supplier for Peppol BIS "
    "Billing 3, with CustomizationID {expected}.",
)

# --- what stands in it -------------------------------------------------------------------------

MISSING = Text(
    "ehf.missing",
    nb="{element} mangler i {parent}, og må være med.",
    en="{element} is missing in {parent}, and must be there.",
)
TWICE = Text(
    "ehf.twice",
    nb="{element} står mer enn én gang; bare den første er lest.",
    en="{element} is there more than once; only the first is read.",
)
UNKNOWN = Text(
    "ehf.unknown-element",
    nb="{element} hører ikke hjemme her i Peppol BIS Billing 3, og er ikke lest.",
    en="{element} does not belong here in Peppol BIS Billing 3, and is not read.",
)
NESTED = Text(
    "ehf.nested",
    nb="{element} skal bare ha tekst, men har elementer i seg; den er ikke lest.",
    en="{element} must hold text only, but has elements in it; it is not read.",
)
NUMBER = Text(
    "ehf.number",
    nb="{element}: {value} er ikke et tall slik EHF skriver dem; skriv sifre og punktum, slik: "
    "1234.50.",
    en="{element}: {value} is not a number as EHF writes them; write digits and a point, such as "
    "1234.50.",
)
DAY = Text(
    "ehf.date",
    nb="{element}: {value} er ikke en dato; skriv år-måned-dag uten tidssone, slik: 2026-03-02.",
    en="{element}: {value} is not a date; write year-month-day without a time zone, such as "
    "2026-03-02.",
)
FLAG = Text(
    "ehf.flag",
    nb="{element}: {value} skal være true eller false.",
    en="{element}: {value} must be true or false.",
)
DISCOUNT = Text(
    "ehf.price-charge",
    nb="{element}: en pris kan bare ha rabatt, ikke gebyr; skriv false.",
    en="{element}: a price can have a discount only, no charge; write false.",
)
CURRENCY = Text(
    "ehf.currency",
    nb="{element}: valutaen er {value}, men fakturaen er i {expected}; beløpet er ikke lest.",
    en="{element}: the currency is {value}, but the invoice is in {expected}; the amount is not "
    "read.",
)
MORE = Text(
    "ehf.more",
    nb="Dokumentet har mer enn {limit} funn; resten er ikke vist.",
    en="The document has more than {limit} findings; the rest are not shown.",
)

# --- attachments -------------------------------------------------------------------------------

ATTACHMENT_BASE64 = Text(
    "ehf.attachment-base64",
    nb="{element}: vedlegget er ikke gyldig base64, og er ikke tatt med.",
    en="{element}: the attachment is not valid base64, and is left out.",
)
ATTACHMENT_SIZE = Text(
    "ehf.attachment-size",
    nb="{element}: vedlegget er på {size} byte; {limit} er det meste som er igjen å ta imot. Det er "
    "ikke tatt med.",
    en="{element}: the attachment has {size} bytes; {limit} is the most that is left to accept. It "
    "is left out.",
)
ATTACHMENT_TYPE = Text(
    "ehf.attachment-type",
    nb="{element}: filtypen {value} godtas ikke i EHF; bruk en av {expected}. Vedlegget er ikke "
    "tatt med.",
    en="{element}: the file type {value} is not accepted in EHF; use one of {expected}. The "
    "attachment is left out.",
)
ATTACHMENT_CONTENT = Text(
    "ehf.attachment-content",
    nb="{element}: innholdet er ikke av typen {value}, som det står at det er; åpne det med "
    "varsomhet.",
    en="{element}: the content is not of the type {value} that it is said to be; open it with "
    "care.",
)
ATTACHMENT_NAME = Text(
    "ehf.attachment-name",
    nb="{element}: filnavnet {value} er en sti eller har tegn som ikke hører hjemme i et filnavn; "
    "det brukes aldri til å lagre.",
    en="{element}: the file name {value} is a path or has characters that no file name has; it is "
    "never used to store the file.",
)

# --- options -----------------------------------------------------------------------------------

OPTION_VALUE = Text(
    "ehf.option-value",
    nb="{option}: {value} er ikke gyldig; bruk {expected}",
    en="{option}: {value} is not valid; give {expected}",
)

TEXTS = collect(vars()) | tree_catalogue.TEXTS
"""All of them, by code."""
