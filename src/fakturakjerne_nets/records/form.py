"""What a class of records is, beside its attributes."""

from collections.abc import Mapping, Sequence
from enum import Enum
from struct import Struct

from attrs import field, frozen

from fakturakjerne.codec.fixedwidth import Layout, RowWriter
from fakturakjerne_nets.records.cells import Cell


class Level(Enum):
    """What a start and an end record enclose."""

    TRANSMISSION = "transmission"
    ASSIGNMENT = "assignment"
    RECEIPT = "receipt"
    RECEIPTED_ASSIGNMENT = "receipted assignment"


class Role(Enum):
    """What a record does in a transmission."""

    OPENS = "opens"
    CLOSES = "closes"
    TRANSACTION = "transaction"


@frozen(kw_only=True)
class Form:
    """What a class of records is, beside its attributes.

    Attributes:
        service: positions 3-4.
        types: what positions 5-6 may be; the first is what a new record gets.
        record: positions 7-8.
        layout: every position, fillers included.
        cells: by attribute.
        nets: the error code of Nets for a number that is none.
        role: what the record does in a transmission.
        level: what it opens or closes.
    """

    service: str
    types: tuple[str, ...]
    record: str
    layout: Layout = field(repr=False)
    cells: Mapping[str, Cell] = field(repr=False)
    nets: str = ""
    role: Role = Role.TRANSACTION
    level: Level = Level.TRANSMISSION
    struct: Struct = field(repr=False, eq=False)
    fill: bytes = field(repr=False)
    _whole: RowWriter = field(repr=False, eq=False, init=False)

    def __attrs_post_init__(self) -> None:
        """Compile what writes a whole record."""
        writer = self.writer(texts=("key", *self.cells))
        object.__setattr__(self, "_whole", writer)

    def writer(
        self,
        *,
        numbers: Sequence[str] = (),
        texts: Sequence[str] = (),
        constants: Mapping[str, bytes | int] | None = None,
    ) -> RowWriter:
        """Return a compiled writer for many records of which few columns vary.

        Args:
            numbers: columns that get an int each, row by row.
            texts: columns that get bytes each, encoded already, row by row; ``key`` among them
                where the type varies.
            constants: what is the same in every row; fillers stand as specified without, and all
                other columns are filler.
        """
        given = {*numbers, *texts}
        fixed = {
            name: self.fill[span] for name, span in self.layout.spans.items() if name not in given
        }
        return self.layout.writer(
            numbers=numbers, texts=texts, constants={**fixed, **(constants or {})}
        )

    def row(self, values: tuple[bytes, ...]) -> bytes:
        """Return a record of its key and the bytes of all its cells."""
        return self._whole.row(values)
