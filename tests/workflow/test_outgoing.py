"""A file of ours is proven before it is recorded, and has a name and numbers of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.errors import BlockedError, ConfigError, ReconciliationError
from fakturakjerne.ledger.register_records import EfakturaStatus
from fakturakjerne.workflow.efaktura import export
from tests.workflow.bank_formats import desk, register
from tests.workflow.bank_invoices import issued, lease
from tests.workflow.outgoing_formats import using, with_sender

if TYPE_CHECKING:
    from pathlib import Path

    from fakturakjerne.ledger.sql import SqlLedger
    from fakturakjerne.workflow.desk import Desk


@pytest.fixture
def work(ledger: SqlLedger, tmp_path: Path) -> Desk:
    register(ledger, status=EfakturaStatus.ACTIVE)
    issued(ledger, tmp_path, lease("1"))
    return desk(ledger, tmp_path)


@pytest.mark.parametrize(
    ("name", "kind", "error"),
    [
        ("twice", "Twice", BlockedError),
        ("torn", "Torn", ReconciliationError),
        ("one-ore-off", "OneOreOff", ReconciliationError),
    ],
)
def test_what_is_not_proven_is_not_recorded(
    name: str, kind: str, error: type[Exception], work: Desk, tmp_path: Path
) -> None:
    with pytest.raises(error):
        export(using(work, name, kind))
    assert work.ledger.transmissions.listed() == ()
    assert not (tmp_path / "out").exists()


def test_a_profile_names_the_file(work: Desk) -> None:
    [file] = export(work).files
    assert file.path.name == "2603021.txt"


def test_without_one_the_format_does_but_never_a_folder(work: Desk) -> None:
    with pytest.raises(ConfigError):
        export(using(work, "wandering", "Wandering", profile=False))
    [file] = export(with_sender(work)).files
    assert file.path.name == "prodefakbbs20260000001.txt"


def test_numbers_go_on_above_those_of_another_system(work: Desk) -> None:
    settings = evolve(work.config.efaktura, first_transmission=500)
    [file] = export(evolve(work, config=evolve(work.config, efaktura=settings))).files
    assert file.transmission == 500


def test_the_second_file_of_a_day_has_numbers_of_its_own(
    work: Desk, ledger: SqlLedger, tmp_path: Path
) -> None:
    export(work)
    issued(ledger, tmp_path, lease("2"))
    [file] = export(work).files
    assert (file.transmission, file.path.name) == (2, "2603022.txt")
    assert ledger.invoices.sendings("700002")[0].assignment == 302602
    issued(ledger, tmp_path, lease("3"))
    [later] = export(evolve(work, today=date(2026, 3, 3))).files
    assert later.path.name == "2603031.txt"
    assert ledger.invoices.sendings("700003")[0].assignment == 303601
