"""What the check says beside the rules' own sentences, in both languages."""

from typing import Final

from fakturakjerne.catalogue import Text

__all__ = ["ROOT", "UNREADABLE"]

ROOT: Final = Text(
    "ehf.root",
    nb="Dokumentet er {name}, ikke en UBL-faktura eller -kreditnota; reglene gjelder bare dem.",
    en="The document is {name}, no UBL invoice or credit note; the rules are about those alone.",
)
UNREADABLE: Final = Text(
    "ehf.number",
    nb="{value} er ikke et tall slik UBL skriver det (som 1250.00); regler som trenger det, er "
    "ikke prøvd: {rules}.",
    en="{value} is no number as UBL writes it (such as 1250.00); rules that need it were not "
    "tried: {rules}.",
)
