"""Customers on their way into the register: what is new, what has changed, in which fields."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from attrs import define, evolve, field, fields, frozen
from sqlalchemy import Connection, bindparam, func, insert, select, update

from fakturakjerne import catalogue
from fakturakjerne.domain.customer import Customer
from fakturakjerne.domain.identifiers import UnusableId, mask_within
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger import book_tables as tables
from fakturakjerne.ledger.access import chunks
from fakturakjerne.ledger.content import customer_text
from fakturakjerne.ledger.register_reading import by_ids, by_numbers
from fakturakjerne.ledger.register_records import (
    CustomerEntry,
    EfakturaStatus,
    Origin,
    RegisteredCustomer,
    RegisterUpdate,
)

_FIELDS: Final = tuple(each.name for each in fields(Customer))
_STATUS: Final = "efaktura"


@frozen
class StatusChange:
    """A new eFaktura status of a customer.

    Attributes:
        customer: the id of its row.
        status: the new one.
        before: where it is changed only from these; None from any.
    """

    customer: int
    status: EfakturaStatus
    before: frozenset[EfakturaStatus] | None = None


def enter(
    connection: Connection,
    entries: Iterable[CustomerEntry],
    origin: Origin,
    *,
    only_fill: bool,
    now: datetime,
) -> RegisterUpdate:
    """Enter customers by their numbers, in chunks; one that says the same changes nothing."""
    result = RegisterUpdate()
    for chunk in chunks(entries):
        numbered = [each for each in chunk if each.customer.number]
        writer = _Writer(connection, origin, now, result)
        known = by_numbers(connection, {each.customer.number or "" for each in numbered})
        writer.enter(numbered, known, only_fill=only_fill)
        skipped = len(chunk) - len(numbered)
        result = evolve(writer.result, without_number=writer.result.without_number + skipped)
    return result


def set_statuses(
    connection: Connection, wanted: Iterable[StatusChange], origin: Origin, *, now: datetime
) -> RegisterUpdate:
    """Set eFaktura statuses, in order.

    Raises:
        LedgerError: if there is no such customer.
    """
    result = RegisterUpdate()
    for chunk in chunks(wanted):
        writer = _Writer(connection, origin, now, result)
        writer.set_statuses(chunk, by_ids(connection, {each.customer for each in chunk}))
        result = writer.result
    return result


@define(eq=False)
class _Writer:
    """Collects the rows of one chunk, and writes them parents before children."""

    _connection: Connection
    _origin: Origin
    _now: datetime
    result: RegisterUpdate
    _customers: list[dict[str, Any]] = field(factory=list)
    _changes: list[dict[str, Any]] = field(factory=list)
    _persons: list[dict[str, Any]] = field(factory=list)
    _pointers: list[dict[str, Any]] = field(factory=list)

    def enter(
        self,
        entries: Sequence[CustomerEntry],
        known: Mapping[str, RegisteredCustomer],
        *,
        only_fill: bool,
    ) -> None:
        now_known = dict(known)
        next_id = 1 + (self._connection.scalar(select(func.max(tables.customer.c.id))) or 0)
        for entry in entries:
            number = entry.customer.number or ""
            before = now_known.get(number)
            if before is None:
                now_known[number] = self._add(entry, next_id)
                next_id += 1
            else:
                now_known[number] = self._change(before, entry, only_fill=only_fill)
        self._write()

    def set_statuses(
        self, wanted: Sequence[StatusChange], known: Mapping[int, RegisteredCustomer]
    ) -> None:
        now_known = dict(known)
        for each in wanted:
            before = now_known.get(each.customer)
            if before is None:
                raise LedgerError(catalogue.LEDGER_NO_CUSTOMER, customer=each.customer)
            if each.before is not None and before.efaktura not in each.before:
                self._count(unchanged=1)
                continue
            now_known[each.customer] = self._update(before, before.customer, each.status)
        self._write()

    def _add(self, entry: CustomerEntry, identity: int) -> RegisteredCustomer:
        status = entry.efaktura or EfakturaStatus.NONE
        added = RegisteredCustomer(
            id=identity, version=1, person_version=1, customer=entry.customer, efaktura=status
        )
        names = [name for name in _FIELDS if getattr(entry.customer, name)]
        names += [_STATUS] if status is not EfakturaStatus.NONE else []
        self._customers.append(_pointer(added))
        self._note(added, names)
        self._persons.append(_person(added))
        self._count(added=1)
        return added

    def _change(
        self, before: RegisteredCustomer, entry: CustomerEntry, *, only_fill: bool
    ) -> RegisteredCustomer:
        after = _filled(before.customer, entry.customer) if only_fill else entry.customer
        return self._update(before, after, entry.efaktura or before.efaktura)

    def _update(
        self, before: RegisteredCustomer, customer: Customer, status: EfakturaStatus
    ) -> RegisteredCustomer:
        old = before.customer
        names = [name for name in _FIELDS if getattr(customer, name) != getattr(old, name)]
        version = before.version + 1
        after = evolve(before, version=version, customer=customer, efaktura=status)
        if names:
            after = evolve(after, person_version=version)
            self._persons.append(_person(after))
        if status is not before.efaktura:
            names.append(_STATUS)
        if not names:
            self._count(unchanged=1)
            return before
        self._note(after, names)
        self._pointers.append({f"new_{key}": value for key, value in _pointer(after).items()})
        self._count(changed=1)
        return after

    def _note(self, after: RegisteredCustomer, names: Sequence[str]) -> None:
        self._changes.append(
            {
                "customer_id": after.id,
                "version": after.version,
                "person_version": after.person_version,
                "efaktura": after.efaktura.value,
                "fields": json.dumps(names),
                "actor": self._origin.actor,
                "source": mask_within(self._origin.source),
                "at": self._now,
            }
        )

    def _count(self, **more: int) -> None:
        counts = {name: getattr(self.result, name) + count for name, count in more.items()}
        self.result = evolve(self.result, **counts)

    def _write(self) -> None:
        for table, rows in (
            (tables.customer, self._customers),
            (tables.customer_change, self._changes),
            (tables.person, self._persons),
        ):
            if rows:
                self._connection.execute(insert(table), rows)
        if self._pointers:
            customer = tables.customer
            moved = (
                update(customer)
                .where(customer.c.id == bindparam("new_id"))
                .values(
                    version=bindparam("new_version"),
                    person_version=bindparam("new_person_version"),
                    efaktura=bindparam("new_efaktura"),
                )
            )
            self._connection.execute(moved, self._pointers)


def _filled(old: Customer, new: Customer) -> Customer:
    """Return the old customer with what it lacks taken from the new one."""
    lacking = {
        name: getattr(new, name)
        for name in _FIELDS
        if not getattr(old, name) or isinstance(getattr(old, name), UnusableId)
        if getattr(new, name)
    }
    return evolve(old, **lacking)


def _pointer(customer: RegisteredCustomer) -> dict[str, Any]:
    return {
        "id": customer.id,
        "version": customer.version,
        "person_version": customer.person_version,
        "efaktura": customer.efaktura.value,
    }


def _person(customer: RegisteredCustomer) -> dict[str, Any]:
    return {
        "customer_id": customer.id,
        "version": customer.version,
        "number": customer.number,
        "reference": customer.reference,
        "content": customer_text(customer.customer),
    }
