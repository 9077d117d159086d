"""Customers without a decision are asked about, in chunks, and those that accept become active."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from attrs import define, evolve, frozen

from fakturakjerne.config import RegisterProfile
from fakturakjerne.domain.customer import CustomerKind
from fakturakjerne.domain.identifiers import parse_customer_id
from fakturakjerne.errors import ConfigError
from fakturakjerne.ledger.register_records import EfakturaStatus
from fakturakjerne.plugin.consumer_register import ConsumerAnswer, ConsumerQuery
from fakturakjerne.testing.consumer_register import MemoryRegister
from fakturakjerne.workflow.consumer_check import Source, check_customers, resolve_source
from tests.workflow.bank_formats import KARI, desk, register, status_of
from tests.workflow.watching import Steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.desk import Desk


Anything: TypeAlias = Any


@define
class Open:
    """A register that is there already."""

    info: Any
    options_type: Any
    register: Any

    @contextmanager
    def open(self, options: Anything) -> Iterator[Any]:  # noqa: ARG002 - has none
        yield self.register


def source(held: object) -> Source:
    return Source(profile="test", plugin=Open(None, None, held), options=None)


def configured(work: Desk, **registers: RegisterProfile) -> Desk:
    return evolve(work, config=evolve(work.config, registers=registers))


MEMORY = RegisterProfile(register="consumers-memory", options={"accepting": ["1001"]})


def test_who_accepts_is_active_and_the_rest_is_asked_again(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    register(ledger, KARI, evolve(KARI, number="1002"))
    register(ledger, evolve(KARI, number="1003"), status=EfakturaStatus.OFF)
    register(ledger, evolve(KARI, number="1004", id=None, kind=CustomerKind.INTERNAL))
    work = configured(desk(ledger, tmp_path), list=MEMORY)
    found = check_customers(work, resolve_source(work, "list"))
    assert (found.asked, found.active) == (2, 1)
    assert status_of(ledger) is EfakturaStatus.ACTIVE
    assert status_of(ledger, "1002") is EfakturaStatus.NONE
    assert status_of(ledger, "1003") is EfakturaStatus.OFF
    assert check_customers(work, resolve_source(work, "list")).asked == 1


def test_they_are_asked_in_chunks_with_progress(ledger: SqlLedger, tmp_path: Path) -> None:
    numbers = [str(number) for number in range(1001, 1006)]
    register(ledger, *(evolve(KARI, number=number) for number in numbers))
    held = MemoryRegister.of(
        ConsumerAnswer(key=number, accepts=True, identifier=f"E{number}") for number in numbers
    )
    steps = Steps()
    work = desk(ledger, tmp_path, steps)
    small = evolve(work.config.efaktura, register_chunk=2)
    work = evolve(work, config=evolve(work.config, efaktura=small))
    assert check_customers(work, source(held)).active == 5
    assert held.asked == [("1001", "1002"), ("1003", "1004"), ("1005",)]
    assert steps.done == 5
    assert ledger.customers.by_numbers(["1005"])["1005"].reference == "E1005"


def test_a_query_says_what_is_known(ledger: SqlLedger, tmp_path: Path) -> None:
    @frozen
    class Nosy:
        asked: list[ConsumerQuery]

        def lookup(self, queries: Sequence[ConsumerQuery]) -> list[ConsumerAnswer]:
            self.asked.extend(queries)
            return [ConsumerAnswer(key="7777", accepts=True)]

    bad = evolve(KARI, number="1002", id=parse_customer_id("123"), addresses=(), email=None)
    register(ledger, KARI, bad)
    nosy = Nosy([])
    found = check_customers(desk(ledger, tmp_path), source(nosy))
    first, second = nosy.asked
    assert (first.key, first.reference, first.id, first.address) == (
        "1001",
        "1001",
        KARI.id,
        KARI.addresses[0],
    )
    assert (second.id, second.email) == (None, "")
    assert [one.code for one in found.findings] == ["register.stranger"]
    assert found.active == 0


def test_which_register_is_asked(ledger: SqlLedger, tmp_path: Path) -> None:
    work = configured(desk(ledger, tmp_path), list=MEMORY)
    with pytest.raises(ConfigError, match="no consumer register is named"):
        resolve_source(work, None)
    with pytest.raises(ConfigError, match=r"no \[registers\.other\]"):
        resolve_source(work, "other")
    named = evolve(work.config.efaktura, register="list")
    chosen = resolve_source(evolve(work, config=evolve(work.config, efaktura=named)), None)
    assert chosen.profile == "list"
    wrong = configured(work, list=evolve(MEMORY, options={"acepting": []}))
    with pytest.raises(ConfigError, match="accepting"):
        resolve_source(wrong, "list")
