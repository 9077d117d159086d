from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from fakturakjerne.catalogue import LEASE_CONFLICT
from fakturakjerne.config import Config, Profile, Series
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.errors import BlockedError, SeriesExhaustedError, TargetError
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne.plugin.template import Template
from fakturakjerne.workflow.billing import Billing
from fakturakjerne.workflow.intake import Intake
from fakturakjerne.workflow.job import Wish, resolve
from fakturakjerne_agresso.lg04 import Lg04Exporter
from tests.workflow.month import (
    BILLED,
    CLUB,
    CONFIG,
    NET,
    NOBODY,
    OPTIONS,
    PERSON,
    PRIVATE,
    SCHOOL,
    TEAM,
    TODAY,
    charge,
    intake,
    job,
    lease,
    month,
    names,
)
from tests.workflow.watching import At, Interrupted, interrupt

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.billing import Outcome

FILES = [
    "260302-1.manifest.json",
    "external_2603021.txt",
    "external_2603021.txt.log.csv",
    "external_2603021.txt.manifest.json",
    "internal_2603022.txt",
    "internal_2603022.txt.log.csv",
    "internal_2603022.txt.manifest.json",
]
TOO_LONG = "an article that is longer than its column"


def bill(ledger: SqlLedger, target: Path, *leases: Intake, **changes: Any) -> Outcome:  # noqa: ANN401 - as job() says
    given = leases[0] if leases else intake(month())
    return Billing(job=job(target, **changes), ledger=ledger).run(given)


def numbers(ledger: SqlLedger) -> dict[str, int]:
    """How many numbers were handed out; each stands on an order."""
    with ledger.begin() as transaction:
        use = transaction.number_use()
    assert all(each.handed_out == each.on_orders for each in use.values())
    return {name: each.handed_out for name, each in use.items()}


def contents(folder: Path) -> dict[str, bytes]:
    found = sorted(folder.rglob("*")) if folder.is_dir() else []
    return {str(path): path.read_bytes() for path in found if path.is_file()}


def test_a_month_becomes_two_documents_with_log_and_manifest(
    ledger: SqlLedger, target: Path
) -> None:
    outcome = bill(ledger, target)
    assert names(target) == FILES
    assert outcome.batch == "260302-1"
    assert (outcome.leases_in, len(outcome.left_out)) == (13, 6)
    assert not outcome.all_billed
    assert [made.name for made in outcome.documents] == [FILES[1], FILES[4]]
    total = 0
    options = job(target).outlet_of("external").options
    for made, manifest in zip(outcome.documents, outcome.manifests, strict=False):
        content = (target / made.name).read_bytes()
        assert (manifest.document, manifest.messages) == (made.name, None)
        assert manifest.sha256 == hashlib.sha256(content).hexdigest()
        assert manifest.bytes == len(content)
        total += Lg04Exporter().read_totals([content], options).net or 0
    assert total == NET
    assert numbers(ledger) == {"external": 4, "internal": 1}


def test_manifests_in_the_folder_are_those_of_the_outcome(ledger: SqlLedger, target: Path) -> None:
    outcome = bill(ledger, target, language="nb")
    written = [json.loads((target / FILES[index]).read_text("utf-8")) for index in (3, 6, 0)]
    assert written == [manifest.as_dict() for manifest in outcome.manifests]
    batch = written[2]
    assert (batch["batch"], batch["document"], batch["orders"]) == ("260302-1", None, 0)
    assert batch["excluded"] == [
        {"lease": "24", "code": "lease.paid", "message": "leases.jsonl:24: Allerede betalt."}
    ]


def test_without_leases_of_no_document_there_is_no_manifest_of_the_batch(
    ledger: SqlLedger, target: Path
) -> None:
    outcome = bill(ledger, target, intake([lease("1")]))
    assert outcome.batch_manifest is None
    assert names(target) == FILES[1:4]


def test_a_log_has_a_row_a_line(ledger: SqlLedger, target: Path) -> None:
    bill(ledger, target)
    rows = [
        row
        for name in (FILES[2], FILES[5])
        for row in csv.DictReader(
            io.StringIO((target / name).read_text("utf-8-sig"), newline=""), delimiter=";"
        )
    ]
    assert sorted({row["lease"] for row in rows}) == sorted(BILLED)
    assert sum(round(100 * float(row["net"].replace(",", "."))) for row in rows) == NET
    assert {row["order_number"] for row in rows if row["lease"] in {"5", "6"}} == {"1"}


def test_again_with_the_same_ledger_nothing_is_billed_twice(
    ledger: SqlLedger, target: Path, tmp_path: Path
) -> None:
    bill(ledger, target)
    before = contents(target)
    for folder in (target, tmp_path / "elsewhere"):
        outcome = bill(ledger, folder)
        assert outcome.all_billed
        assert outcome.billed_before == ["260302-1"]
        assert (outcome.batch, outcome.manifests, outcome.placements) == (None, (), ())
    assert contents(target) == before
    assert not (tmp_path / "elsewhere").exists()
    assert numbers(ledger) == {"external": 4, "internal": 1}


def test_nothing_to_bill_is_not_all_billed(ledger: SqlLedger, target: Path) -> None:
    for given in (intake([]), intake([lease("1", charges=())])):
        outcome = bill(ledger, target, given)
        assert outcome.batch is None
        assert not outcome.all_billed
    assert not target.exists()


def test_a_billed_lease_that_changed_is_told_and_not_billed_again(
    ledger: SqlLedger, target: Path
) -> None:
    bill(ledger, target, intake([lease("1")]))
    outcome = bill(ledger, target, intake([lease("1", charges=(charge("900"),)), lease("2")]))
    assert [(one.lease, one.code, one.severity) for one in outcome.left_out] == [
        ("1", "lease.billed-changed", Severity.WARNING)
    ]
    assert (outcome.batch, outcome.all_billed) == ("260302-2", False)
    assert outcome.billed_before == ["260302-1"]


def test_the_second_batch_of_a_day_counts_on(ledger: SqlLedger, target: Path) -> None:
    bill(ledger, target)
    outcome = bill(ledger, target, intake([*month(), lease("30"), lease("31", TEAM)]))
    assert outcome.batch == "260302-2"
    manifest, _ = outcome.manifests
    assert manifest.document == "external_2603023.txt"
    assert (manifest.first_order, manifest.last_order) == (34500005, 34500006)
    other_day = evolve(job(target), today=TODAY.replace(day=3))
    fresh = Billing(job=other_day, ledger=ledger).run(intake([lease("40")]))
    assert (fresh.batch, fresh.documents[0].name) == ("260303-1", "external_2603031.txt")


def test_a_dry_run_leaves_no_trace(ledger: SqlLedger, target: Path, url: str) -> None:
    bill(ledger, target.with_name("before"), intake([lease("1")]))
    before = contents(target.parent)
    with open_ledger(url, dry_run=True) as copy:
        outcome = Billing(job=job(target), ledger=copy, dry_run=True).run(intake(month()))
        assert outcome.batch == "260302-2"
        assert [made.name for made in outcome.documents] == [
            "external_2603022.txt",
            "internal_2603023.txt",
        ]
        assert len(outcome.placements) == 7
    assert contents(target.parent) == before
    assert not target.exists()
    assert bill(ledger, target).batch == "260302-2"


def test_an_error_blocks_and_nothing_is_written(ledger: SqlLedger, target: Path) -> None:
    given = intake([*month(), lease("30", NOBODY)])
    with pytest.raises(BlockedError) as caught:
        bill(ledger, target, given)
    assert [one.lease for one in caught.value.findings if one.blocks] == ["30"]
    assert len(caught.value.findings) == 7, "all findings are told, not the error alone"
    assert not target.exists()
    assert numbers(ledger) == {}


def test_an_unreadable_lease_blocks_too(ledger: SqlLedger, target: Path) -> None:
    unreadable = Finding(severity=Severity.ERROR, text=LEASE_CONFLICT, path="leases.jsonl:99")
    with pytest.raises(BlockedError, match=r"^1 error\(s\) block the run"):
        bill(ledger, target, Intake(month(), [unreadable], unreadable=1))
    outcome = bill(ledger, target, Intake(month(), [unreadable], 1), allow_findings=True)
    assert outcome.leases_in == 14
    assert outcome.batch_manifest is not None
    assert [one.lease for one in outcome.batch_manifest.excluded] == [None, "24"]


def test_allowed_findings_bill_the_good_ones_and_list_the_rest(
    ledger: SqlLedger, target: Path
) -> None:
    outcome = bill(ledger, target, intake([*month(), lease("30", NOBODY)]), allow_findings=True)
    assert outcome.batch_manifest is not None
    assert [(one.lease, one.code) for one in outcome.batch_manifest.excluded] == [
        ("24", "lease.paid"),
        ("30", "customer.id-missing"),
    ]


def test_what_the_exporter_refuses_blocks_with_the_lease(ledger: SqlLedger, target: Path) -> None:
    refused = lease("30", charges=(charge(article=TOO_LONG),))
    with pytest.raises(BlockedError) as caught:
        bill(ledger, target, intake([*month(), refused]))
    assert [one.lease for one in caught.value.findings if one.blocks] == ["30"]
    assert not target.exists()
    assert numbers(ledger) == {}


def test_allowed_the_refused_lease_is_left_out_and_the_numbers_have_no_gap(
    ledger: SqlLedger, target: Path
) -> None:
    """The refused lease alone makes up the first of the invoices."""
    refused = lease("30", evolve(CLUB, number="0"), charges=(charge(article=TOO_LONG),))
    beside = lease("31", charges=(charge(), charge(article=TOO_LONG)))
    outcome = bill(ledger, target, intake([*month(), refused, beside]), allow_findings=True)
    external, internal, _ = outcome.manifests
    assert (external.first_order, external.last_order) == (34500001, 34500004)
    assert external.orders == 4
    assert internal.orders == 1
    reasons = [one for one in external.excluded if one.lease in {"30", "31"}]
    assert [one.lease for one in reasons] == ["30", "31"]
    assert all("article" in one.message for one in reasons)
    assert [one.lease for one in outcome.findings if one.blocks] == ["30", "31"]
    assert numbers(ledger) == {"external": 4, "internal": 1}
    billed = sum(made.reconciliation.points[-1].totals.net or 0 for made in outcome.documents)
    assert billed == NET
    with ledger.begin() as transaction:
        assert set(transaction.billed(["30", "31", *BILLED])) == set(BILLED)


def test_where_all_leases_are_refused_nothing_is_billed(ledger: SqlLedger, target: Path) -> None:
    refused = lease("30", charges=(charge(article=TOO_LONG),))
    outcome = bill(ledger, target, intake([refused]), allow_findings=True)
    assert outcome.batch is None
    assert not outcome.all_billed
    assert [one.lease for one in outcome.left_out] == ["30"]
    assert not target.exists()


def test_a_refusal_of_the_whole_batch_blocks_although_findings_are_allowed(
    ledger: SqlLedger, target: Path
) -> None:
    plugin = Plugin(
        group="fakturakjerne.exporters",
        name="refusing",
        target="tests.workflow.exporters:Refusing",
    )
    config = Config(profiles={"refusing": Profile(exporter="refusing", options=OPTIONS)})
    wish = Wish(format="refusing", target=target, today=TODAY, allow_findings=True)
    made = resolve(wish, config, Registry([plugin]))
    refused = lease("30", charges=(charge(article=TOO_LONG),))
    with pytest.raises(BlockedError) as caught:
        Billing(job=made, ledger=ledger).run(intake([*month(), refused]))
    assert {one.lease for one in caught.value.findings if one.blocks} == {None, "30"}
    assert not target.exists()


def test_a_series_that_ends_is_told_before_anything_is_written(
    ledger: SqlLedger, target: Path
) -> None:
    few = evolve(CONFIG, series={**CONFIG.series, "internal": Series(first=1, last=1)})
    bill(ledger, target, config=few)
    before = contents(target)
    with pytest.raises(SeriesExhaustedError):
        bill(ledger, target, intake([lease("30", SCHOOL), lease("31")]), config=few)
    assert contents(target) == before
    assert numbers(ledger) == {"external": 4, "internal": 1}


def test_a_file_that_is_there_is_never_overwritten(ledger: SqlLedger, target: Path) -> None:
    target.mkdir()
    (target / FILES[5]).write_text("somebody else's")
    with pytest.raises(TargetError, match=FILES[5]):
        bill(ledger, target)
    assert names(target) == [FILES[5]]
    assert (target / FILES[5]).read_text() == "somebody else's"
    assert numbers(ledger) == {}
    (target / FILES[5]).unlink()
    assert bill(ledger, target).batch == "260302-1"


@pytest.mark.skipif(
    not Path("/proc/self").is_dir(), reason="there is no folder of the kernel's own"
)
def test_a_folder_that_cannot_be_written_is_told_before_the_commit(ledger: SqlLedger) -> None:
    with pytest.raises(TargetError, match=r"/proc/self/.* cannot be written"):
        bill(ledger, Path("/proc/self"))
    assert numbers(ledger) == {}


def test_a_run_that_ends_before_the_commit_has_not_been(ledger: SqlLedger, target: Path) -> None:
    billing = Billing(job=job(target), ledger=ledger, observer=At("recorded", interrupt))
    with pytest.raises(Interrupted):
        billing.run(intake(month()))
    assert names(target) == []
    assert numbers(ledger) == {}


def test_what_cannot_be_placed_after_the_commit_is_an_error_and_waits_for_the_next_run(
    ledger: SqlLedger, target: Path
) -> None:
    taken = target / FILES[1]
    taking = At("committed", lambda: taken.write_text("somebody else's"))
    with pytest.raises(TargetError, match=r"safe in the document store.*exists already"):
        Billing(job=job(target), ledger=ledger, observer=taking).run(intake(month()))
    assert names(target) == sorted(FILES[1:4]), "the log, the manifest and the stranger"
    taken.unlink()
    assert bill(ledger, target).all_billed
    assert names(target) == FILES


def test_hidden_files_of_killed_runs_go_and_those_of_other_programs_stay(
    ledger: SqlLedger, target: Path
) -> None:
    billing = Billing(job=job(target), ledger=ledger, observer=At("committed", interrupt))
    with pytest.raises(Interrupted):
        billing.run(intake(month()))
    pending = ledger.pending()[0]
    target.mkdir(exist_ok=True)
    for name in (".rsync.part", ".a.txt.0badcafe.11111111.part"):
        (target / name).touch()
    assert pending.name == FILES[2]
    bill(ledger, target)
    assert names(target) == sorted([*FILES, ".rsync.part", ".a.txt.0badcafe.11111111.part"])


def test_a_file_name_that_comes_again_is_refused(ledger: SqlLedger, target: Path) -> None:
    profile = evolve(CONFIG.profiles["lg04"], file_name=Template("{kind}.txt"))
    fixed = evolve(CONFIG, profiles={"lg04": profile})
    bill(ledger, target, intake([lease("1")]), config=fixed)
    with pytest.raises(TargetError, match=r"external\.txt.* exists already"):
        bill(ledger, target, intake([lease("2")]), config=fixed)
    assert numbers(ledger) == {"external": 1}


def test_no_personal_number_stands_beside_the_documents(ledger: SqlLedger, target: Path) -> None:
    named = evolve(PRIVATE, name=f"Kari {PERSON}", number=PERSON)
    given = [
        lease("1", named, text=PERSON, note=PERSON, building=PERSON, charges=(charge("-1"),)),
        lease("2", named, charges=(charge("2", text=f"for {PERSON}"), charge("0", text=PERSON))),
        lease("3", evolve(named, number="7"), charges=(charge("-5", text=f"{PERSON} " * 4),)),
        lease("4", named, charges=(charge(article=f"{PERSON} {PERSON}"),)),
    ]
    outcome = bill(ledger, target, intake(given), allow_findings=True)
    for name in names(target):
        if not name.endswith(".txt"):
            assert PERSON not in (target / name).read_text("utf-8-sig"), name
    assert outcome.findings
    for finding in outcome.findings:
        for language in ("nb", "en"):
            assert PERSON not in finding.in_language(language), finding.code
        assert PERSON not in finding.path
    assert PERSON not in repr(outcome)
