"""A record: a class of attributes that is its own layout, read leniently and written strictly."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from struct import Struct
from typing import Any, ClassVar, Final, NamedTuple, Self, TypeVar

from attrs import evolve, field, fields, frozen

from fakturakjerne.codec.fixedwidth import Column, Kind, Layout
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import mask_within
from fakturakjerne.errors import CodecError, ColumnOverflowError
from fakturakjerne_nets import catalogue
from fakturakjerne_nets.records.cells import Cell, UnreadableError, UnwritableError
from fakturakjerne_nets.records.century import Century
from fakturakjerne_nets.records.columns import CELL
from fakturakjerne_nets.records.form import Form
from fakturakjerne_nets.records.place import Place, coded

LENGTH: Final = 80
_KEY: Final = 8
_SHOWN: Final = 60
_CENTURY: Final = Century()

RecordT = TypeVar("RecordT", bound="Record")


@frozen(kw_only=True)
class Record:
    """What every record has.

    Attributes:
        type: positions 5-6, for a record that several types share; unless given, the first.
        line: where it was read, counted from 1; not part of what it is.
        raw: what was read, likewise.
    """

    form: ClassVar[Form]

    type: str = ""
    line: int = field(default=0, eq=False, repr=False)
    raw: bytes = field(default=b"", eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Take the first type where none is given."""
        if not self.type:
            object.__setattr__(self, "type", self.form.types[0])

    @classmethod
    def read(
        cls,
        raw: bytes,
        *,
        place: Place | None = None,
        findings: list[Finding] | None = None,
        century: Century = _CENTURY,
    ) -> Self:
        """Return the record of 80 bytes; fillers are ignored, a wrong cell becomes a finding.

        Args:
            raw: without line end; filled up with blanks, or cut, to 80.
            place: for the findings' path.
            findings: takes what is wrong.
            century: of years of two digits.
        """
        at = place or Place(0, raw)
        form = cls.form
        values: dict[str, Any] = {"type": raw[4:6].decode("iso-8859-1")}
        cut = form.struct.unpack(raw[:LENGTH].ljust(LENGTH))
        for (name, cell), content in zip(form.cells.items(), cut, strict=True):
            try:
                values[name] = cell.read(content, century)
            except UnreadableError as problem:
                values[name] = problem.value
                if findings is not None:
                    findings.append(_unreadable(problem, at, form=form, name=name, found=content))
        return cls(line=at.line, raw=raw, **values)

    def write(self, *, transliterate: bool = True) -> bytes:
        """Return its 80 bytes, fillers as specified, without line end.

        Args:
            transliterate: whether a character that ISO-8859-1 lacks is written as the nearest one.

        Raises:
            ColumnOverflowError: if a value is longer than its column, which is named.
            CodecError: if a value cannot stand in its column.
        """
        cells = [
            self._written(name, cell, transliterate=transliterate)
            for name, cell in self.form.cells.items()
        ]
        key = f"NY{self.form.service}{self.kind}{self.form.record}".encode("ascii")
        try:
            return self.form.row((key, *cells))
        except ColumnOverflowError as problem:
            name = str(problem.values["column"])
            where = self._where(name)
        raise ColumnOverflowError(
            catalogue.WRITE_OVERFLOW, **where, width=self.form.cells[name].width
        )

    @property
    def kind(self) -> str:
        """Positions 5-6 as they are written.

        Raises:
            CodecError: if the record does not exist for its type.
        """
        form = self.form
        kind = self.type
        if kind not in form.types:
            raise CodecError(
                catalogue.WRITE_TYPE,
                record=form.layout.name,
                service=form.service,
                kind=repr(mask_within(kind)[:_SHOWN]),
                known=", ".join(form.types),
            )
        return kind

    @property
    def key(self) -> str:
        """Positions 1-8, such as ``NY420330``."""
        return f"NY{self.form.service}{self.type}{self.form.record}"

    def counted(self) -> "Counted | None":
        """Return what it adds to the sum and the dates of its assignment, if it does."""
        return None

    def stated(self) -> "Stated":
        """Return what it says about counts and sums; an end record does."""
        return Stated()

    def _written(self, name: str, cell: Cell, *, transliterate: bool) -> bytes:
        try:
            return cell.write(getattr(self, name), transliterate=transliterate)
        except UnwritableError as problem:
            raise CodecError(problem.text, **{**self._where(name), **problem.values}) from None

    def _where(self, name: str) -> dict[str, object]:
        cell = self.form.cells[name]
        return {
            "record": self.key,
            "transaction": getattr(self, "transaction", "-"),
            "column": name,
            "start": cell.start,
            "end": cell.end,
            "value": repr(mask_within(str(getattr(self, name)))[:_SHOWN]),
            **coded(cell.nets or self.form.nets),
        }


class Counted(NamedTuple):
    """What the first record of a transaction adds to its assignment."""

    amount: int
    day: date | None


class Stated(NamedTuple):
    """What an end record says; the amount is None where it says nothing about it."""

    transactions: int = 0
    records: int = 0
    amount: int | None = None
    first: date | None = None
    last: date | None = None
    has_days: bool = False


@frozen(kw_only=True)
class UnknownRecord(Record):
    """A record that no specification at hand describes, kept as it was read.

    Example:
        >>> UnknownRecord(raw=b"NY429499" + b"0" * 72).key
        'NY429499'
    """

    raw: bytes = field(repr=False)

    def __attrs_post_init__(self) -> None:
        """Leave the type as it was given: there is none to take instead."""

    @property
    def key(self) -> str:
        """What stands in the first eight positions."""
        return self.raw[:_KEY].decode("iso-8859-1")

    def write(self, *, transliterate: bool = True) -> bytes:  # noqa: ARG002 - nothing to spell
        """Return what was read."""
        return self.raw


def layout(
    key: str,
    *types: str,
    source: str,
    trust: str,
    spaces: Iterable[tuple[int, int]] = (),
    **form: Any,
) -> Callable[[type[RecordT]], type[RecordT]]:
    """Return a decorator that makes a class of attributes a layout of 80 positions.

    Args:
        key: service, first type and record, such as ``42 03 30``.
        types: further types that the same layout has.
        source: section of the facts, and who describes it.
        trust: how far that goes.
        spaces: fillers that are spaces; all others are zeros.
        form: ``nets``, ``role`` and ``level`` of the :class:`Form`.
    """
    service, first, record = key.split()

    def decorate(cls: type[RecordT]) -> type[RecordT]:
        cells = {each.name: each.metadata[CELL] for each in fields(cls) if CELL in each.metadata}
        cells = dict(sorted(cells.items(), key=lambda item: item[1].start))
        columns = [Column("key", _KEY), *_columns(cells)]
        fill = bytearray(f"NY{service}{first}{record}".ljust(LENGTH, "0").encode())
        for start, end in spaces:
            fill[start - 1 : end] = b" " * (end + 1 - start)
        cls.form = Form(
            service=service,
            types=(first, *types),
            record=record,
            layout=Layout(cls.__name__, tuple(columns), length=LENGTH, source=source, trust=trust),
            cells=cells,
            struct=Struct("=8x" + "".join(map(_slot, columns[1:]))),
            fill=bytes(fill),
            **form,
        )
        return cls

    return decorate


def rewritten(record: RecordT, /, **changes: Any) -> RecordT:
    """Return the record with some attributes changed, and no memory of what was read."""
    return evolve(record, line=0, raw=b"", **changes)


def _columns(cells: Mapping[str, Cell]) -> Iterable[Column]:
    position = _KEY + 1
    for name, cell in cells.items():
        if cell.start > position:
            yield Column(f"filler_{position}", cell.start - position, Kind.NUMBER)
        yield Column(name, cell.width, cell.kind)
        position = cell.end + 1
    if position <= LENGTH:
        yield Column(f"filler_{position}", LENGTH + 1 - position, Kind.NUMBER)


def _slot(column: Column) -> str:
    return f"{column.width}{'x' if column.name.startswith('filler_') else 's'}"


def _unreadable(
    problem: UnreadableError, place: Place, *, form: Form, name: str, found: bytes
) -> Finding:
    control = problem.text is catalogue.CONTROL_CHARACTERS
    return place.finding(
        problem.text,
        nets="" if control else form.cells[name].nets or form.nets,
        cell=form.cells[name],
        severity=Severity.WARNING if control else Severity.ERROR,
        column=name,
        found=repr(mask_within(found.decode("iso-8859-1"))[:_SHOWN]),
        **problem.values,
    )
