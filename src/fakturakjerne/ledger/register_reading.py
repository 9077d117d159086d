"""Customers of the register, read from the tables as they are now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, literal_column, select

from fakturakjerne.ledger import book_tables as tables
from fakturakjerne.ledger.access import chunks
from fakturakjerne.ledger.content import customer_of
from fakturakjerne.ledger.register_records import EfakturaStatus, RegisteredCustomer

FIRST: Final = tables.person.alias("first")
_CURRENT: Final = tables.person.alias("current")
_IS_FIRST: Final = (FIRST.c.customer_id == tables.customer.c.id) & (
    FIRST.c.version == literal_column("1")  # spelled out, so that SQLite sees the partial index
)


def by_numbers(connection: Connection, numbers: Iterable[str]) -> Mapping[str, RegisteredCustomer]:
    """Return the customers that have these numbers, by number."""
    rows = _found(connection, FIRST.c.number, numbers)
    return {row.number: registered(row) for row in rows}


def by_references(
    connection: Connection, references: Iterable[str]
) -> Mapping[str, Sequence[RegisteredCustomer]]:
    """Return the customers that enroll with these references, by reference."""
    found: dict[str, list[RegisteredCustomer]] = defaultdict(list)
    for row in _found(connection, _CURRENT.c.reference, references):
        customer = registered(row)
        found[customer.reference].append(customer)
    return {reference: tuple(each) for reference, each in found.items()}


def by_ids(connection: Connection, ids: Iterable[int]) -> Mapping[int, RegisteredCustomer]:
    """Return the customers of these rows, by id."""
    return {row.id: registered(row) for row in _found(connection, tables.customer.c.id, ids)}


def _found(
    connection: Connection, column: ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Row[Any]]:
    wanted = query().where(column.in_(bindparam("values", expanding=True)))
    for chunk in chunks(values):
        yield from connection.execute(wanted.order_by(tables.customer.c.id), {"values": chunk})


def query() -> Select[Any]:
    """Return the query for customers as they are now; those that were redacted are not there."""
    customer = tables.customer
    is_current = (_CURRENT.c.customer_id == customer.c.id) & (
        _CURRENT.c.version == customer.c.person_version
    )
    return (
        select(
            customer.c.id,
            customer.c.version,
            customer.c.person_version,
            customer.c.efaktura,
            FIRST.c.number,
            _CURRENT.c.content,
        )
        .select_from(customer.join(FIRST, _IS_FIRST).join(_CURRENT, is_current))
        .where(_CURRENT.c.content.is_not(None))
    )


def registered(row: Row[Any]) -> RegisteredCustomer:
    """Return the customer of a row of :func:`query`."""
    return RegisteredCustomer(
        id=row.id,
        version=row.version,
        person_version=row.person_version,
        customer=customer_of(row.content),
        efaktura=EfakturaStatus(row.efaktura),
    )
