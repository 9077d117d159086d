from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.catalogue import LEASE_CONFLICT
from fakturakjerne.config import Series
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.engine.readiness import assess
from fakturakjerne.errors import ConfigError, SeriesExhaustedError
from fakturakjerne.workflow.intake import Intake
from fakturakjerne.workflow.planning import Plan, Planner
from tests.workflow.month import (
    CONFIG,
    NOBODY,
    ONE_DOCUMENT,
    SCHOOL,
    charge,
    job,
    lease,
    month,
)
from tests.workflow.watching import Interrupted, interrupt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fakturakjerne.domain.lease import Lease
    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.job import Job

UNREADABLE = Finding(severity=Severity.ERROR, text=LEASE_CONFLICT, path="leases.jsonl:99")
NOTE = evolve(UNREADABLE, severity=Severity.WARNING)


def plan(
    ledger: SqlLedger,
    made: Job,
    leases: Sequence[Lease],
    *,
    refused: Mapping[str, Finding] | None = None,
    findings: Sequence[Finding] = (),
) -> Plan:
    """Plan, and take back what was taken for it."""
    planner = Planner(
        job=made,
        intake=Intake(leases, findings),
        readiness=assess(leases, until=made.policy.until, billed={}),
        refused=refused or {},
    )
    plans: list[Plan] = []
    with suppress(Interrupted), ledger.begin() as transaction:
        plans.append(planner.plan(transaction))
        interrupt()
    return plans[0]


def test_a_document_for_each_kind_with_numbers_of_its_own(ledger: SqlLedger, target: Path) -> None:
    planned = plan(ledger, job(target), month())
    assert planned.batch == "260302-1"
    external, internal = planned.parts
    assert (external.batch.kind, internal.batch.kind) == ("external", "internal")
    assert (external.batch.sequence, internal.batch.sequence) == (1, 2)
    assert [basis.number for basis in external.batch.items] == list(range(34500001, 34500005))
    assert [basis.number for basis in internal.batch.items] == [1]
    assert [one.id for one in internal.leases] == ["5", "6"]
    assert planned.checks == []
    assert planned.notes == []


def test_what_is_left_out_stands_with_its_kind_or_nowhere(ledger: SqlLedger, target: Path) -> None:
    planned = plan(ledger, job(target), month(), findings=[UNREADABLE, NOTE])
    external, internal = planned.parts
    assert [(one.lease, one.code) for one in external.excluded] == [
        ("20", "lease.free"),
        ("22", "lease.inactive"),
        ("23", "lease.future"),
        ("2", "charge.zero"),
    ]
    assert [one.lease for one in internal.excluded] == ["21"]
    assert [(one.lease, one.path) for one in planned.unplaced] == [
        (None, "leases.jsonl:99"),
        ("24", "leases.jsonl:24"),
    ]
    assert len(planned.left_out) == 7


def test_what_the_exporter_refused_is_left_out_with_its_kind(
    ledger: SqlLedger, target: Path
) -> None:
    refusal = Finding(severity=Severity.ERROR, text=LEASE_CONFLICT, lease="2")
    planned = plan(ledger, job(target), month(), refused={"2": refusal})
    external = planned.parts[0]
    assert "2" not in [one.id for one in external.leases]
    assert [one.code for one in external.excluded if one.lease == "2"] == ["lease.conflict"]


def test_one_document_for_all(ledger: SqlLedger, target: Path) -> None:
    planned = plan(ledger, job(target, config=ONE_DOCUMENT), month())
    (part,) = planned.parts
    assert part.batch.kind == "all"
    assert [basis.number for basis in part.batch.items] == [1, 2, 3, 4, 5]
    assert len(part.leases) == 8


def test_a_kind_without_invoices_has_no_document(ledger: SqlLedger, target: Path) -> None:
    paid = lease("2", SCHOOL, paid=True)
    planned = plan(ledger, job(target), [lease("1"), paid])
    assert [part.batch.kind for part in planned.parts] == ["external"]
    assert [one.lease for one in planned.unplaced] == ["2"]


def test_nothing_to_bill_takes_nothing(ledger: SqlLedger, target: Path) -> None:
    planned = plan(ledger, job(target), [lease("1", NOBODY, charges=())])
    assert planned == Plan(left_out=planned.left_out)
    assert [one.code for one in planned.left_out] == ["lease.free"]


def test_an_invoice_below_zero_is_noted(ledger: SqlLedger, target: Path) -> None:
    planned = plan(ledger, job(target), [lease("1", charges=(charge("-1"),))])
    assert [one.code for one in planned.notes] == ["basis.negative"]


def test_a_series_with_too_few_numbers_is_told(ledger: SqlLedger, target: Path) -> None:
    few = {**CONFIG.series, "external": Series(first=7, last=9)}
    with pytest.raises(SeriesExhaustedError, match="external has 3 numbers left up to 9, but 4"):
        plan(ledger, job(target, config=evolve(CONFIG, series=few)), month())


def test_a_series_that_is_missing_matters_only_where_it_is_needed(
    ledger: SqlLedger, target: Path
) -> None:
    external = evolve(CONFIG, series={"external": CONFIG.series["external"]})
    made = job(target, config=external)
    assert len(plan(ledger, made, [lease("1")]).parts) == 1
    with pytest.raises(ConfigError, match=r"series\.internal"):
        plan(ledger, made, month())
