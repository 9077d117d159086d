from __future__ import annotations

from typing import TYPE_CHECKING

from fakturakjerne.workflow.billing import Billing
from fakturakjerne.workflow.observer import Observer, Unwatched
from tests.workflow.month import intake, job, month
from tests.workflow.watching import Steps

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger


def test_a_run_that_nobody_watches_goes_the_same_way(
    ledger: SqlLedger, target: Path, tmp_path: Path
) -> None:
    nobody: Observer = Unwatched()
    nobody.step("planned")
    nobody.progress(1, None)
    unwatched = Billing(job=job(target), ledger=ledger, dry_run=True)
    assert isinstance(unwatched.observer, Unwatched)
    steps = Steps()
    watched = Billing(job=job(tmp_path), ledger=ledger, observer=steps)
    assert watched.run(intake(month())).batch == "260302-1"
    assert steps.names[:3] == ["ledger held", "ledger asked", "planned"]
    assert steps.names.index("recorded") < steps.names.index("committed")
    assert steps.done > 0
