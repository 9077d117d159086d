"""Every sentence about XML that is not read at all; those of the codec stand in the core."""

from fakturakjerne.catalogue import Text, collect

EMPTY = Text(
    "ehf.xml-empty",
    nb="linje {line}: dokumentet er tomt; det skal være XML",
    en="line {line}: the document is empty; it must be XML",
)
COMPRESSED = Text(
    "ehf.xml-compressed",
    nb="linje {line}: dokumentet er pakket (zip eller gzip); pakk det ut først",
    en="line {line}: the document is compressed (zip or gzip); unpack it first",
)
ENCODING = Text(
    "ehf.xml-encoding",
    nb="linje {line}: tegnsettet godtas ikke; det skal være UTF-8",
    en="line {line}: the encoding is not accepted; it must be UTF-8",
)
MARKUP = Text(
    "ehf.xml-markup",
    nb="linje {line}: dokumentet har for mange elementer og attributter; høyst {limit} godtas",
    en="line {line}: the document has too many elements and attributes; at most {limit} are "
    "accepted",
)

TEXTS = collect(vars())
"""All of them, by code."""
