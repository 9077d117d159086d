"""The columns of the CSV form, derived from the JSON shape, and rows to documents."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, get_args, get_type_hints

import attrs
from attrs import field, frozen

from fakturakjerne import catalogue
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange import shape
from fakturakjerne.interchange.kinds import Flag, shown
from fakturakjerne.interchange.problems import Problem, unknown_key

_CHARGE: Final = "charge"
_LINES_SEPARATOR: Final = "|"
_FLAGS: Final = {"true": True, "false": False}
_CHARGE_PATH: Final = re.compile(r"\$\.charges\[([0-9]+)\]")


def column_names() -> tuple[str, ...]:
    """Return the names of all columns, in the order of the shape.

    ``<name>`` stands for a dimension's name.

    Example:
        >>> column_names()[:3], column_names()[-1]
        (('id', 'customer.id', 'customer.number'), 'charge.dimensions.<name>')
    """
    of_lease = list(_names(shape.LeaseShape, ""))
    return (*of_lease, *_names(shape.ChargeShape, f"{_CHARGE}."))


def _names(cls: type, prefix: str) -> Iterator[str]:
    hints = get_type_hints(cls, include_extras=True)
    for attribute in attrs.fields(cls):
        inner = _inner(hints[attribute.name])
        name = f"{prefix}{attribute.name}"
        if attrs.has(inner):
            yield from _names(inner, f"{name}.")
        elif getattr(inner, "__origin__", None) is dict:
            yield f"{name}.<name>"
        elif attribute.name not in {"addresses", "charges"}:
            yield name


def _inner(hint: Any) -> Any:
    """Return the type itself of an optional one."""
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    return kinds[0] if len(kinds) < len(get_args(hint)) else hint


@frozen
class Column:
    """One column of a file: its name in parts, and which cell it is.

    Attributes:
        name: as the heading has it.
        position: from 0.
        parts: the keys that lead to its value, inside the lease or the charge.
        of_charge: whether it belongs to the charge.
    """

    name: str
    position: int
    parts: tuple[str, ...]
    of_charge: bool


@frozen(kw_only=True)
class Heading:
    """The columns of one file.

    Example:
        >>> heading_of(["id", "bilding"]).problems[0].reason.values["suggestion"]
        'building'
    """

    columns: tuple[Column, ...]
    problems: tuple[Problem, ...] = ()
    width: int
    _id: int = field(alias="id_position")

    @property
    def lease_columns(self) -> Iterator[Column]:
        """The columns that all rows of a lease agree in."""
        return (column for column in self.columns if not column.of_charge)

    @property
    def charge_columns(self) -> Iterator[Column]:
        """The columns of the charge of a row."""
        return (column for column in self.columns if column.of_charge)

    def id_of(self, cells: Sequence[str]) -> str:
        """Return the lease's id; empty where the row has none."""
        return cells[self._id] if self._id < len(cells) else ""

    def length_problem(self, cells: Sequence[str], *, delimiter: str) -> InvalidValueError | None:
        """Return what is wrong where a row has not one cell a column."""
        if len(cells) == self.width:
            return None
        return InvalidValueError(
            catalogue.INPUT_ROW_LENGTH,
            found=len(cells),
            expected=self.width,
            delimiter=f"«{delimiter}»",
        )


def heading_of(names: Sequence[str]) -> Heading:
    """Return the columns that a heading names, and what is wrong with it."""
    known = column_names()
    tables = tuple(name.removesuffix("<name>") for name in known if name.endswith("<name>"))
    columns: list[Column] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for position, name in enumerate(name.strip() for name in names):
        if name in seen:
            reason = InvalidValueError(catalogue.INPUT_KEY_TWICE, key=shown(name))
            problems.append(Problem(shown(name), reason))
        elif name in known or name.startswith(tables):
            columns.append(_column(name, position, tables))
        else:
            problems.append(Problem(shown(name), unknown_key(name, known)))
        seen.add(name)
    position_of_id = next((column.position for column in columns if column.name == "id"), 0)
    return Heading(
        columns=tuple(columns),
        problems=tuple(problems),
        width=len(names),
        id_position=position_of_id,
    )


def _column(name: str, position: int, tables: Iterable[str]) -> Column:
    table = next((table for table in tables if name.startswith(table)), None)
    parts = name.split(".") if table is None else [*table[:-1].split("."), name[len(table) :]]
    of_charge = parts[0] == _CHARGE
    return Column(name, position, tuple(parts[1:] if of_charge else parts), of_charge)


def document_of(heading: Heading, rows: Sequence[Sequence[str]]) -> tuple[Any, ...]:
    """Return the rows of one lease as a JSON document, objects as pairs; empty cells are absent."""
    lease = _nested(heading.lease_columns, rows[0])
    lease.setdefault("customer", {})
    charges = [_nested(heading.charge_columns, row) for row in rows]
    return (*_pairs(lease), ("charges", [_pairs(charge) for charge in charges if charge]))


def place_in_rows(path: str, *, rows_of_charges: Sequence[int]) -> tuple[int | None, str]:
    """Return the line of the charge that a path is about, and the name of its column.

    Example:
        >>> place_in_rows("$.charges[1].vat.code", rows_of_charges=[2, 3])
        (3, 'charge.vat.code')
        >>> place_in_rows("$.customer.kind", rows_of_charges=[2, 3])
        (None, 'customer.kind')
    """
    match = _CHARGE_PATH.match(path)
    if match is None:
        return None, path.removeprefix("$.")
    return rows_of_charges[int(match[1])], _CHARGE + path[match.end() :]


def has_charge(heading: Heading, cells: Sequence[str]) -> bool:
    """Whether any cell of the charge is filled."""
    return any(cells[column.position] for column in heading.charge_columns)


def _nested(columns: Iterable[Column], cells: Sequence[str]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for column in columns:
        cell = cells[column.position]
        if cell:
            *outer, last = column.parts
            inside = document
            for key in outer:
                inside = inside.setdefault(key, {})
            inside[last] = _value(column, cell)
    return document


def _value(column: Column, cell: str) -> Any:
    if column.name == "customer.address.lines":
        return [line.strip() for line in cell.split(_LINES_SEPARATOR)]
    if column.name in _FLAG_COLUMNS:
        return _FLAGS.get(cell.lower(), cell)
    return cell


_FLAG_COLUMNS: Final = frozenset(
    attribute.name
    for attribute in attrs.fields(shape.LeaseShape)
    if any(isinstance(kind, Flag) for kind in getattr(_inner(attribute.type), "__metadata__", ()))
)


def _pairs(document: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (key, _pairs(value) if isinstance(value, dict) else value)
        for key, value in document.items()
    )
