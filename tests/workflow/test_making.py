from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fakturakjerne.config import Config, Profile
from fakturakjerne.errors import ReconciliationError
from fakturakjerne.plugin.registry import Plugin, Registry
from fakturakjerne.workflow.billing import Billing
from fakturakjerne.workflow.job import Wish, resolve
from fakturakjerne.workflow.making import totals_by_point
from tests.workflow.month import BILLED, CONFIG, NET, OPTIONS, TODAY, intake, job, month, names

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.job import Job


def broken(name: str, class_name: str, target: Path) -> Job:
    """A job with an exporter of tests/workflow/exporters.py, by an entry point of its own."""
    plugin = Plugin(
        group="fakturakjerne.exporters",
        name=name,
        target=f"tests.workflow.exporters:{class_name}",
        version="9.9",
    )
    config = Config(
        series=CONFIG.series,
        billing=CONFIG.billing,
        profiles={"broken": Profile(exporter=name, options=OPTIONS)},
    )
    wish = Wish(format="broken", target=target, today=TODAY)
    return resolve(wish, config, Registry([plugin]))


def assert_nothing_is_left(ledger: SqlLedger, target: Path) -> None:
    assert names(target) == []
    with ledger.begin() as transaction:  # which settles the store
        assert transaction.number_use() == {}
        assert transaction.billed(BILLED) == {}
        assert transaction.next_batch_id(TODAY) == "260302-1"
    assert [path for path in ledger.store.root.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "class_name", "said"),
    [
        ("one-ore-off", "OneOreOff", r"net: .* document 3 307,33 \| read back 3 307,32"),
        ("torn", "Torn", r"external_.*\.txt"),
        ("forgetful", "Forgetful", r"orders: bases 4 \| document 3"),
        ("gross", "Gross", "they share neither net nor gross"),
    ],
)
def test_a_document_that_does_not_prove_itself_never_leaves_the_house(
    ledger: SqlLedger, target: Path, name: str, class_name: str, said: str
) -> None:
    with pytest.raises(ReconciliationError, match=said):
        Billing(job=broken(name, class_name, target), ledger=ledger).run(intake(month()))
    assert_nothing_is_left(ledger, target)
    assert Billing(job=job(target), ledger=ledger).run(intake(month())).batch == "260302-1"


def test_the_points_of_all_documents_add_up_for_a_person_to_see(
    ledger: SqlLedger, target: Path
) -> None:
    outcome = Billing(job=job(target), ledger=ledger).run(intake(month()))
    points = totals_by_point(outcome.documents)
    assert [point.name for point in points] == ["leases", "bases", "document", "read back"]
    assert {point.totals.net for point in points} == {NET}
    assert [point.totals.orders for point in points] == [None, 5, 5, 5]
    assert {point.totals.lines for point in points} == {9}
    assert totals_by_point([]) == []


def test_a_document_knows_its_files_in_the_order_of_their_names(
    ledger: SqlLedger, target: Path
) -> None:
    outcome = Billing(job=job(target), ledger=ledger).run(intake(month()))
    made, document = outcome.parts[0], outcome.documents[0]
    assert [name for name, _ in made.files] == [
        "external_2603021.txt.log.csv",
        "external_2603021.txt.manifest.json",
        "external_2603021.txt",
    ]
    for name, file in made.files:
        content = (target / name).read_bytes()
        assert b"".join(ledger.store.open(file.sha256)) == content
        assert len(content) == file.size
    assert made.manifests[0].sha256 == made.files[-1][1].sha256 == document.file.sha256
    assert b"".join(document.document.open()) == (target / document.name).read_bytes()


def test_a_format_of_one_file_an_order_makes_as_many_documents(
    ledger: SqlLedger, target: Path
) -> None:
    outcome = Billing(job=broken("one-each", "OneEach", target), ledger=ledger).run(intake(month()))

    assert [made.name for made in outcome.documents] == [
        "external_2603021.txt",
        "external_2603021-2.txt",
        "external_2603021-3.txt",
        "external_2603021-4.txt",
        "internal_2603022.txt",
    ]
    manifests = outcome.manifests[:5]
    assert [manifest.orders for manifest in manifests] == [1] * 5
    assert sum(manifest.net_ore or 0 for manifest in manifests) == NET
    assert [bool(manifest.excluded) for manifest in manifests] == [True, False, False, False, True]
    assert [point.totals.net for point in totals_by_point(outcome.documents)] == [NET] * 4
    assert len(names(target)) == 3 * 5 + 1


def test_messages_stay_in_the_store_and_share_log_and_manifest(
    ledger: SqlLedger, target: Path
) -> None:
    outcome = Billing(job=broken("messages", "Messages", target), ledger=ledger).run(
        intake(month())
    )

    assert names(target) == [
        "260302-1.manifest.json",
        "external_2603021.log.csv",
        "external_2603021.manifest.json",
        "internal_2603022.log.csv",
        "internal_2603022.manifest.json",
    ]
    documents = ledger.documents("260302-1")
    assert [(each.name, each.orders) for each in documents] == [
        ("external_2603021-34500001.txt", (34500001,)),
        ("external_2603021-34500002.txt", (34500002,)),
        ("external_2603021-34500003.txt", (34500003,)),
        ("external_2603021-34500004.txt", (34500004,)),
        ("internal_2603022-1.txt", (1,)),
    ]
    assert all(each.is_message for each in documents)
    external, internal, _ = outcome.manifests
    assert (external.messages, external.document, external.sha256) == (4, None, None)
    assert (external.orders, internal.orders, internal.messages) == (4, 1, 1)
    assert (external.first_order, external.last_order) == (34500001, 34500004)
    assert (external.net_ore or 0) + (internal.net_ore or 0) == NET
    assert external.bytes == sum(
        len(b"".join(ledger.store.open(each.sha256))) for each in documents[:4]
    )
    assert [one.lease for one in external.excluded] == ["20", "22", "23", "2"]
    log = (target / "external_2603021.log.csv").read_text("utf-8-sig").splitlines()
    assert len(log) == 1 + external.lines
