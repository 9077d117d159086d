"""The elements of a FACTUM file, in the order in which they stand.

Source: facts of one municipal booking system's files (implementation); no vendor text is known.
``factum.xsd`` says the same to a program.
"""

from typing import Final

ROOT: Final = "BkPffFakturagrunnlags"
BASIS: Final = "BkPffFakturagrunnlag"
LINES: Final = "Fakturalinjer"
LINE: Final = "BkPffFakturagrunnlaglinje"

HEAD_ELEMENTS: Final = ("Blanketttype", "datoendr", "Deresref", "Fagsystemkundeid")
"""Before the lines; ``Systemid`` stands after them."""

LINE_ELEMENTS: Final = (
    "AnsvarDim",
    "antall",
    "ArtDim",
    "Avgift",
    "BalanseDim",
    "Grunnlagstype",
    "enhetspris",
    "Fagsystemkontoid",
    "FeiletLinjeFelt",
    "FormalDim",
    "fradato",
    "ObjektDim",
    "orgkode",
    "SumPrisUtenAvgift",
    "tildato",
    "Tilleggstekst",
    "Varekode",
    "Fakturaorgkode",
    "Fakturaoverskrift",
    "contact_name",
    "Linjenr",
    "mvakode",
)

DIMENSION_ELEMENTS: Final = (
    "AnsvarDim",
    "ArtDim",
    "BalanseDim",
    "Fagsystemkontoid",
    "FormalDim",
    "ObjektDim",
    "orgkode",
    "Fakturaorgkode",
)
"""Those that may hold a dimension."""

ALWAYS_THERE: Final = ("ArtDim", "BalanseDim", "Fagsystemkontoid", "FeiletLinjeFelt")
"""Empty where nothing fills them; the other elements of dimensions are left out then."""

FIRST_LEASE_ONLY: Final = "Fakturaorgkode"
"""Stands on the lines of an invoice's first lease; nobody knows why."""

LONGEST_HEADING: Final = 60
LONGEST_TEXT: Final = 255
