"""The layouts of Visma's flat file (fakturagrunnlag via fil): the tables themselves.

A file has four kinds of records, one a line: ST begins it, FL is an invoice line, LT a text of the
line before it, SL ends it and counts them all.  Position 63 of ST tells the importer which of two
formats follows; only FL differs between them.

Sources and how far they are to be trusted:

- standard (ST 62, FL 163, LT 74, SL 10): the vendor's text for KommFakt, later Visma Unique and
  Visma Enterprise Fakturering, as two independent public projects quote it, position for position
  alike; one of them with the vendor's own example: *vendor*.
- extended (``U``; ST 63, FL 397), from Fakturering 2014.1.04: the vendor's text as one project
  quotes it: *vendor*, one witness.
- how KB01-KB10 and PROFIL are aligned is stated nowhere: *inferred*.  MVAKODE is right-aligned as
  one municipal booking system writes it since 2024: *implementation*.

Types: ``c`` text, ``n`` whole number with zeros before it, ``q`` quantity without a sign, ``a``
amount in øre with zeros before it and its sign in the last position (``-``, or a space).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from fakturakjerne.codec.fixedwidth import Column, Kind, Layout

RecordKind = Literal["ST", "FL", "LT", "SL"]
"""POSTTYPE, the first two characters of a record."""

FormatName = Literal["standard", "extended"]
"""The two formats."""

Table = tuple[tuple[str, str, int], ...]
"""Name, type and width of each column, in order."""

EXTENDED_MARK: Final = b"U"
"""FORMAT, position 63 of ST."""

POSTING_COLUMNS: Final = tuple(f"kb{number:02}" for number in range(1, 11))
"""KB01-KB10; which dimension is which is set up in each installation."""

START: Final[Table] = (("posttype", "c", 2), ("referanse", "c", 60))
START_EXTENDED: Final[Table] = (*START, ("format", "c", 1))

LINE: Final[Table] = (
    ("posttype", "c", 2),
    ("kundenr", "n", 11),
    ("navn", "c", 30),
    ("adresse1", "c", 30),
    ("adresse2", "c", 30),
    ("postnr", "c", 4),
    ("betform", "c", 2),
    ("oppdrgnr", "n", 3),
    ("varenr", "n", 4),
    ("lopenr", "n", 2),
    ("pris", "a", 9),
    ("grunnlag", "q", 9),
    ("belop", "a", 11),
    ("saksnr", "c", 16),
)

_WIDER: Final = {"navn": 40, "adresse1": 40, "adresse2": 40}

LINE_EXTENDED: Final[Table] = (
    *((name, kind, _WIDER.get(name, width)) for name, kind, width in LINE),
    ("intfakt", "c", 1),
    *((name, "c", 12) for name in POSTING_COLUMNS),
    ("mvakode", "c", 3),
    ("profil", "c", 20),
    ("deresref", "c", 40),
    ("ordreref", "c", 20),
)

TEXT: Final[Table] = (
    ("posttype", "c", 2),
    ("kundenr", "n", 11),
    ("oppdrgnr", "n", 3),
    ("varenr", "n", 4),
    ("lopenr", "n", 2),
    ("linjenr", "n", 2),
    ("tekst", "c", 50),
)

END: Final[Table] = (("posttype", "c", 2), ("antpost", "n", 8))

_KINDS: Final = {"c": Kind.TEXT, "n": Kind.NUMBER, "q": Kind.NUMBER, "a": Kind.RIGHT}
_RIGHT: Final = frozenset({"mvakode"})
_MAY_CUT: Final = frozenset({"referanse", "navn", "adresse1", "adresse2", "deresref"})

TABLES: Final[Mapping[FormatName, Mapping[RecordKind, tuple[Table, int]]]] = MappingProxyType(
    {
        "standard": MappingProxyType(
            {"ST": (START, 62), "FL": (LINE, 163), "LT": (TEXT, 74), "SL": (END, 10)}
        ),
        "extended": MappingProxyType(
            {
                "ST": (START_EXTENDED, 63),
                "FL": (LINE_EXTENDED, 397),
                "LT": (TEXT, 74),
                "SL": (END, 10),
            }
        ),
    }
)
"""The table and the declared length of each record, by format."""

_SOURCES: Final[Mapping[FormatName, str]] = MappingProxyType(
    {
        "standard": "the vendor's text for KommFakt, quoted by two independent projects",
        "extended": "the vendor's text for the extended format, quoted by one project",
    }
)


def layout_of(format_name: FormatName, record: RecordKind) -> Layout:
    """Return the layout of a record.

    Args:
        format_name: standard or extended.
        record: which of the four.

    Example:
        >>> layout_of("extended", "FL").spans["belop"]
        slice(166, 177, None)
    """
    table, length = TABLES[format_name][record]
    return Layout(
        f"{format_name} {record}",
        tuple(
            Column(
                name,
                width,
                Kind.RIGHT if name in _RIGHT else _KINDS[kind],
                may_cut=name in _MAY_CUT,
            )
            for name, kind, width in table
        ),
        length=length,
        source=_SOURCES["standard" if record in {"LT", "SL"} else format_name],
        trust="vendor",
    )
