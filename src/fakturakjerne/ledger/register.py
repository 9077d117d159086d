"""The customer register of a ledger: every version of a customer, and who made it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen
from sqlalchemy import literal_column, select

from fakturakjerne.ledger import book_tables as tables
from fakturakjerne.ledger import register_reading as reading
from fakturakjerne.ledger.access import ROWS_A_QUERY, Access
from fakturakjerne.ledger.register_records import (
    CustomerChange,
    CustomerEntry,
    EfakturaStatus,
    Origin,
    RegisteredCustomer,
    RegisterUpdate,
)
from fakturakjerne.ledger.register_writing import StatusChange, enter, set_statuses


@frozen(eq=False)
class SqlCustomerRegister:
    """The customer register of a :class:`~fakturakjerne.ledger.sql.SqlLedger`."""

    _access: Access

    def update(
        self, entries: Iterable[CustomerEntry], origin: Origin, *, only_fill: bool = False
    ) -> RegisterUpdate:
        """Enter customers by their numbers, all of them or none."""
        with self._access.held() as connection:
            now = self._access.clock()
            return enter(connection, entries, origin, only_fill=only_fill, now=now)

    def set_efaktura(
        self, statuses: Iterable[tuple[int, EfakturaStatus]], origin: Origin
    ) -> RegisterUpdate:
        """Set the eFaktura status of customers, each given by the id of its row."""
        with self._access.held() as connection:
            wanted = (StatusChange(*each) for each in statuses)
            return set_statuses(connection, wanted, origin, now=self._access.clock())

    def listed(self, *, efaktura: EfakturaStatus | None = None) -> Iterator[RegisteredCustomer]:
        """Yield customers by number, read in chunks; the ledger may be written between them."""
        query = reading.query().order_by(reading.FIRST.c.number).limit(ROWS_A_QUERY)
        if efaktura is not None:
            query = query.where(tables.customer.c.efaktura == efaktura.value)
        last = ""
        while True:
            with self._access.read() as connection:
                rows = connection.execute(query.where(reading.FIRST.c.number > last)).all()
            yield from map(reading.registered, rows)
            if len(rows) < ROWS_A_QUERY:
                return
            last = rows[-1].number

    def by_numbers(self, numbers: Iterable[str]) -> Mapping[str, RegisteredCustomer]:
        """Return the customers that have these numbers, by number."""
        with self._access.read() as connection:
            return reading.by_numbers(connection, numbers)

    def by_references(
        self, references: Iterable[str]
    ) -> Mapping[str, Sequence[RegisteredCustomer]]:
        """Return the customers that enroll with these references, by reference."""
        with self._access.read() as connection:
            return reading.by_references(connection, references)

    def by_ids(self, ids: Iterable[int]) -> Mapping[int, RegisteredCustomer]:
        """Return the customers of these rows, by id."""
        with self._access.read() as connection:
            return reading.by_ids(connection, ids)

    def changes(self, number: str) -> Sequence[CustomerChange]:
        """Return the changes of a customer, the oldest first."""
        change = tables.customer_change
        query = (
            select(change)
            .join(reading.FIRST, reading.FIRST.c.customer_id == change.c.customer_id)
            .where(reading.FIRST.c.version == literal_column("1"), reading.FIRST.c.number == number)
            .order_by(change.c.version)
        )
        with self._access.read() as connection:
            return tuple(
                CustomerChange(
                    version=row.version,
                    fields=tuple(json.loads(row.fields)),
                    efaktura=EfakturaStatus(row.efaktura),
                    actor=row.actor,
                    source=row.source,
                    at=row.at,
                )
                for row in connection.execute(query)
            )
