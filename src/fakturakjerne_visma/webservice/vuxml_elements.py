"""The elements of a ``vuxml`` document, in the order in which they stand: the table itself.

No text of Visma's about this document is known.  It is *inferred*, from three things:

- the root ``VUXML`` with ``MessageOwner``, ``MessageType`` and ``MessageVersion``, without
  namespace, and the ``company`` on the item below: Visma's voucher API (``VUacctrans``), as one
  public client writes it; whether that client ever ran in production is not known: *unverified*.
- what a line holds, and how long it may be: the extended flat file, since both feed the same
  register.  Each element is a column of that file, see ``LINE_COLUMNS``: *inferred*.
- the names of the elements: ours.  ``MessageType`` and ``MessageVersion`` say so to whoever reads
  the document: *unverified*.

``vuxml.xsd`` says the same to a program.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ROOT: Final = "VUXML"
ROOT_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "MessageOwner": "VismaEnterprise",
        "MessageType": "Fakturagrunnlag-INFERRED",
        "MessageVersion": "0",
    }
)
LIST: Final = "fakturagrunnlagListe"
ORDER: Final = "fakturagrunnlag"
"""One collective invoice; attributes ``company`` and ``eksternRef``, its order number."""
CUSTOMER: Final = "kunde"
"""Attribute ``kundenr``."""
LINE: Final = "linje"
"""Attribute ``lopenr``."""
POSTING: Final = "kontering"
TEXT: Final = "tekst"
"""Both with an attribute ``nr``, from 1."""
PRINCIPAL: Final = "oppdragsgivernr"
"""Of the order, where all its lines have the same; else of each line."""

CUSTOMER_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {"navn": "navn", "adresse1": "adresse1", "adresse2": "adresse2", "postnr": "postnr"}
)
ORDER_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {"ordreref": "ordreref", "deresref": "deresref", "betform": "betform", "intfakt": "intfakt"}
)
LINE_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "varenr": "varenr",
        "antall": "grunnlag",
        "pris": "pris",
        "belop": "belop",
        "mvakode": "mvakode",
        "profil": "profil",
        "saksnr": "saksnr",
    }
)
"""Element and column of the flat file; an element whose column is blank is left out."""

ERROR_FLAG: Final = "errorFlag"
ERROR: Final = "ERROR"
SUCCESS: Final = "SUCCESS"
EXTERNAL_REFERENCE: Final = "eksternRef"
REFERENCE: Final = "reference"
"""What the receiver calls an order; ours: no reply is known that has it."""
MESSAGES: Final = "errorMessages"
MESSAGE: Final = "errorMessage"
