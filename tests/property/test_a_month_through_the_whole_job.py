"""Nothing is lost or billed twice from the leases to the bytes, whatever the month holds."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import given, settings

from fakturakjerne.domain.money import Ore
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.testing.strategies import lists_of_leases
from fakturakjerne.workflow.billing import Billing
from fakturakjerne_agresso.lg04 import Lg04Exporter
from tests.workflow.month import intake, job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fakturakjerne.domain.lease import Lease
    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.billing import Outcome

UNTIL = date(2026, 3, 31)
PERSON = re.compile(r"(?<!\d)\d{11}(?!\d)")
HASH = re.compile("[0-9a-f]{64}")
MONTHS = lists_of_leases(ready=False, max_size=15)
A_FEW = settings(max_examples=15)


def bill(ledger: SqlLedger, target: Path, leases: Sequence[Lease]) -> Outcome:
    made = job(target, until=UNTIL, allow_findings=True)
    return Billing(job=made, ledger=ledger).run(intake(leases))


def written(target: Path) -> Ore:
    """The sum of what stands in the documents of a folder."""
    options = job(target).outlet_of("external").options
    documents = [path for path in target.glob("*.txt") if not path.name.startswith(".")]
    return Ore(
        sum(Lg04Exporter().read_totals([path.read_bytes()], options).net or 0 for path in documents)
    )


def billed(ledger: SqlLedger, leases: Sequence[Lease]) -> set[str]:
    with ledger.begin() as transaction:
        use = transaction.number_use()
        assert all(each.handed_out == each.on_orders for each in use.values())
        return set(transaction.billed(lease.id for lease in leases))


@given(leases=MONTHS)
@A_FEW
def test_what_is_billed_is_what_is_written_and_the_rest_has_its_reason(leases: list[Lease]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_ledger("sqlite://") as ledger:
        target = Path(folder, "out")
        outcome = bill(ledger, target, leases)
        done = billed(ledger, leases)
        reasons = {one.lease for one in outcome.left_out if one.code != "charge.zero"}
        assert done | reasons == {lease.id for lease in leases}
        assert not done & reasons
        assert written(target) == sum(lease.net for lease in leases if lease.id in done)
        assert sum(manifest.net_ore or 0 for manifest in outcome.manifests) == written(target)


@given(leases=MONTHS)
@A_FEW
def test_billing_half_and_then_all_bills_each_lease_once(leases: list[Lease]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        in_two, at_once = Path(folder, "in two"), Path(folder, "at once")
        with open_ledger("sqlite://") as ledger:
            bill(ledger, in_two, leases[: len(leases) // 2])
            second = bill(ledger, in_two, leases)
            assert bill(ledger, in_two, leases).batch is None
            twice = billed(ledger, leases)
        with open_ledger("sqlite://") as ledger:
            bill(ledger, at_once, leases)
            once = billed(ledger, leases)
        assert twice == once
        assert written(in_two) == written(at_once)
        assert second.leases_in == len(leases)


def indiscreet(lease: Lease) -> Lease:
    """Somebody wrote the customer's number, or a person's, wherever there is room for it."""
    said = f"for {lease.customer.id.text if lease.customer.id else '15819010029'}"
    charges = tuple(evolve(charge, text=said) for charge in lease.charges)
    customer = evolve(lease.customer, name=said, contact=said)
    return evolve(
        lease,
        customer=customer,
        charges=charges,
        text=said,
        building=said,
        note=said,
        resource=said,
    )


@given(leases=MONTHS)
@A_FEW
def test_no_personal_number_stands_outside_the_documents(leases: list[Lease]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_ledger("sqlite://") as ledger:
        target = Path(folder, "out")
        outcome = bill(ledger, target, [indiscreet(lease) for lease in leases])
        told = [
            finding.in_language(language)
            for finding in outcome.findings
            for language in ("nb", "en")
        ]
        beside = [
            path.read_text("utf-8-sig")
            for path in (target.iterdir() if target.is_dir() else ())
            if path.suffix in {".json", ".csv"}
        ]
        for text in (*told, *beside, repr(outcome)):
            assert not PERSON.search(HASH.sub("", text)), text
