"""Customers of the register, from CSV and JSON."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import chain
from typing import Any, Final

from attrs import frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.customer import Customer
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.interchange.arrays import elements, text_of, whole
from fakturakjerne.interchange.borrowed import Pairs, read_parts, taken
from fakturakjerne.interchange.kinds import Choice, expected, shown
from fakturakjerne.interchange.problems import unknown_key
from fakturakjerne.interchange.structuring import Structurer

_PLAIN: Final = (
    "number",
    "kind",
    "name",
    "id",
    "contact",
    "payer",
    "email",
    "efaktura_reference",
    "efaktura",
)
_ADDRESS: Final = ("lines", "postal_code", "place", "country")
_MOST_ADDRESSES: Final = 9
_LINES_SEPARATOR: Final = "|"


class RegisterStatus(Enum):
    """The eFaktura status that a file may give a customer."""

    NONE = "none"
    ACTIVE = "active"
    REJECTED = "rejected"
    OFF = "off"


_STATUS: Final = Choice(RegisterStatus)


@frozen(kw_only=True)
class CustomerRow:
    """One customer of a file.

    Attributes:
        customer: with a number.
        efaktura: its status; None where the file does not say.
        origin: where it stands.
    """

    customer: Customer
    efaktura: RegisterStatus | None
    origin: str


@frozen(kw_only=True)
class CustomerReader:
    r"""Reads customer files: CSV by ``;`` or ``,``, or one JSON array.

    Attributes:
        name: of the file, as findings show it.
        encoding: of CSV.
        test_identities: whether synthetic national identity numbers pass.

    Example:
        >>> lines = b"number;name;address.postal_code\n1001;Kari Nordmann;7030\n"
        >>> [read] = CustomerReader(name="customers.csv").csv([lines])
        >>> read.item.customer.addresses[0].postal_code
        '7030'
    """

    name: str
    encoding: str = "utf-8"
    test_identities: bool = False

    def json(self, chunks: Iterable[bytes]) -> Iterator[Read[CustomerRow]]:
        """Yield what each object of the array became."""
        try:
            found = elements(text_of(whole(chunks)))
        except InvalidValueError as reason:
            yield Read(None, (_finding(self.name, reason),))
            return
        structurer = Structurer(test_identities=self.test_identities)
        for position, element in enumerate(found):
            where = f"{self.name} $[{position}]"
            if isinstance(element, tuple):
                yield _customer(structurer, element, where=where)
            else:
                wrong = expected(element, nb="et objekt: {...}", en="an object: {...}")
                yield Read(None, (_finding(where, wrong),))

    def csv(self, chunks: Iterable[bytes]) -> Iterator[Read[CustomerRow]]:
        """Yield what each row became; several addresses stand in address.*, address2.* and on."""
        try:
            lines = text_of(whole(chunks), self.encoding).splitlines(keepends=True)
        except InvalidValueError as reason:
            yield Read(None, (_finding(self.name, reason),))
            return
        delimiter = ";" if lines[0].count(";") >= lines[0].count(",") else ","
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        structurer = Structurer(test_identities=self.test_identities)
        try:
            names = [name.strip() for name in next(rows)]
            problems = tuple(self._heading(names))
            if problems:
                yield Read(None, problems)
                return
            for cells in rows:
                if any(cells):
                    where = f"{self.name}:{rows.line_num}"
                    yield self._row(structurer, where, names, cells, delimiter=delimiter)
        except csv.Error:
            quotes = InvalidValueError(catalogue.INPUT_ROW_QUOTES)
            yield Read(None, (_finding(f"{self.name}:{rows.line_num}", quotes),))

    def _heading(self, names: Sequence[str]) -> Iterator[Finding]:
        known = list(columns())
        for position, name in enumerate(names):
            if name not in known:
                yield _finding(f"{self.name}:1 {shown(name)}", unknown_key(name, known))
            elif name in names[:position]:
                twice = InvalidValueError(catalogue.INPUT_KEY_TWICE, key=shown(name))
                yield _finding(f"{self.name}:1 {name}", twice)

    def _row(
        self,
        structurer: Structurer,
        where: str,
        names: Sequence[str],
        cells: Sequence[str],
        *,
        delimiter: str,
    ) -> Read[CustomerRow]:
        if len(cells) != len(names):
            reason = InvalidValueError(
                catalogue.INPUT_ROW_LENGTH,
                found=len(cells),
                expected=len(names),
                delimiter=f"«{delimiter}»",
            )
            return Read(None, (_finding(where, reason),))
        return _customer(structurer, _document(names, cells), where=where)


def columns() -> Iterator[str]:
    """Yield the columns that a CSV file of customers may have.

    Example:
        >>> list(columns())[9:14]
        ['address.lines', 'address.postal_code', 'address.place', 'address.country', 'address2.lines']
    """
    yield from _PLAIN
    for prefix in _prefixes():
        yield from (f"{prefix}.{part}" for part in _ADDRESS)


def _prefixes() -> Iterable[str]:
    return chain(["address"], (f"address{n}" for n in range(2, _MOST_ADDRESSES + 1)))


def _document(names: Sequence[str], cells: Sequence[str]) -> Pairs:
    """Return a row as a JSON object; empty cells are absent."""
    filled = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if cell.strip()}
    addresses = [
        tuple(
            (part, _value(part, filled[f"{prefix}.{part}"]))
            for part in _ADDRESS
            if f"{prefix}.{part}" in filled
        )
        for prefix in _prefixes()
    ]
    plain = tuple((name, filled[name]) for name in _PLAIN if name in filled)
    return (*plain, ("addresses", [address for address in addresses if address]))


def _value(part: str, cell: str) -> Any:
    return [line.strip() for line in cell.split(_LINES_SEPARATOR)] if part == "lines" else cell


def _customer(structurer: Structurer, pairs: Pairs, *, where: str) -> Read[CustomerRow]:
    own, rest = taken(pairs, "efaktura")
    if "kind" not in dict(pairs):
        rest = (*rest, ("kind", "external"))
    read = read_parts(
        structurer,
        customer=rest,
        place=lambda path: f"{where}{path.removeprefix('$.customer')}",
    )
    findings = list(read.findings)
    status = None
    try:
        status = _STATUS.read(own["efaktura"]) if own else None
    except InvalidValueError as reason:
        findings.append(_finding(f"{where}.efaktura", reason))
    if read.item is not None and not read.item.customer.number:
        findings.append(
            Finding(severity=Severity.ERROR, text=catalogue.CUSTOMER_NUMBER_MISSING, path=where)
        )
    if read.item is None or findings:
        return Read(None, tuple(findings))
    chosen = None if status is None else RegisterStatus(status)
    return Read(CustomerRow(customer=read.item.customer, efaktura=chosen, origin=where))


def _finding(path: str, reason: InvalidValueError) -> Finding:
    return Finding(severity=Severity.ERROR, text=reason.text, path=path, values=reason.values)
