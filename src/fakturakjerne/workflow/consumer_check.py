"""Customers are checked with a consumer register (Kontroller kunder)."""

from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any

from attrs import evolve, field, frozen

from fakturakjerne import catalogue
from fakturakjerne.domain.customer import Address, CustomerKind
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.domain.identifiers import UnusableId
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.register_records import (
    CustomerEntry,
    EfakturaStatus,
    Origin,
    RegisteredCustomer,
)
from fakturakjerne.plugin.consumer_register import (
    ConsumerAnswer,
    ConsumerQuery,
    ConsumerRegister,
    ConsumerRegisterPlugin,
)
from fakturakjerne.plugin.options import structure
from fakturakjerne.workflow.desk import Desk


@frozen(kw_only=True)
class Source:
    """A consumer register with its options, under the name that the config gives it."""

    profile: str
    plugin: ConsumerRegisterPlugin[Any]
    options: Any = field(repr=False)

    def open(self) -> AbstractContextManager[ConsumerRegister]:
        """Return the register, ready to be asked."""
        return self.plugin.open(self.options)


@frozen(kw_only=True)
class Checked:
    """What a check of customers found.

    Attributes:
        asked: how many customers.
        active: how many of them take eFaktura, and are active now.
        findings: what is strange about the answers.
    """

    asked: int = 0
    active: int = 0
    findings: Sequence[Finding] = field(default=(), repr=False)


def resolve_source(desk: Desk, profile: str | None) -> Source:
    """Hold the name of a register against the config and what is installed.

    Raises:
        ConfigError: if none is named, there is no such one, or its options are wrong.
        PluginError: if its plugin is not installed or broken.
    """
    registers = desk.config.registers
    known = ", ".join(registers) or "-"
    name = profile or desk.config.efaktura.register
    if not name:
        raise ConfigError(catalogue.REGISTER_MISSING, known=known)
    if name not in registers:
        raise ConfigError(catalogue.REGISTER_UNKNOWN, name=name, known=known)
    plugin = desk.registry.consumer_register(registers[name].register)
    where = f"registers.{name}.options"
    options = structure(plugin.options_type, registers[name].options, where=where)
    return Source(profile=name, plugin=plugin, options=options)


def check_customers(desk: Desk, source: Source) -> Checked:
    """Ask about all external customers without a decision, in chunks, and update the register.

    Whoever takes eFaktura becomes active.  The others stay without a decision, and are asked again
    the next time.  What was asked before an interruption stays.

    Raises:
        OutsideError: if the register cannot be asked.
    """
    waiting = [
        each
        for each in desk.ledger.customers.listed(efaktura=EfakturaStatus.NONE)
        if each.customer.kind is CustomerKind.EXTERNAL
    ]
    origin = Origin(actor=desk.actor, source=f"register {source.profile}")
    done = active = 0
    findings: list[Finding] = []
    with source.open() as register:
        for chunk in _chunks(waiting, desk.config.efaktura.register_chunk):
            answers = register.lookup([_query(each) for each in chunk])
            known = {each.number: each for each in chunk}
            findings += _strangers(answers, known)
            entries = [
                _entry(known[each.key], each)
                for each in answers
                if each.accepts and each.key in known
            ]
            desk.ledger.customers.update(entries, origin)
            active += len({each.customer.number for each in entries})
            done += len(chunk)
            desk.observer.progress(done, len(waiting))
            desk.observer.step("customers checked")
    return Checked(asked=len(waiting), active=active, findings=findings)


def _chunks(
    customers: Iterable[RegisteredCustomer], size: int
) -> Iterator[list[RegisteredCustomer]]:
    remaining = iter(customers)
    while chunk := list(islice(remaining, size)):
        yield chunk


def _query(registered: RegisteredCustomer) -> ConsumerQuery:
    customer = registered.customer
    usable = None if isinstance(customer.id, UnusableId) else customer.id
    return ConsumerQuery(
        key=registered.number,
        reference=registered.reference,
        id=usable,
        name=customer.name,
        address=customer.addresses[0] if customer.addresses else Address(),
        email=customer.email or "",
    )


def _entry(registered: RegisteredCustomer, answer: ConsumerAnswer) -> CustomerEntry:
    customer = registered.customer
    if answer.identifier:
        customer = evolve(customer, efaktura_reference=answer.identifier)
    return CustomerEntry(customer=customer, efaktura=EfakturaStatus.ACTIVE)


def _strangers(answers: Iterable[ConsumerAnswer], known: Container[str]) -> Iterator[Finding]:
    for each in answers:
        if each.key not in known:
            yield Finding(severity=Severity.WARNING, text=catalogue.REGISTER_STRANGER)
