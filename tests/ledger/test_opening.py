from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.errors import LedgerBusyError, LedgerError
from fakturakjerne.ledger.opening import default_url, open_ledger
from tests.ledger.made_records import TODAY, make_batch

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger


def contents(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_the_default_is_a_file_of_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    with open_ledger(default_url()) as ledger, ledger.begin() as transaction:
        make_batch(transaction)
    (path,) = tmp_path.rglob("fakturakjerne.db")
    assert path.parent.name == "fakturakjerne"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_documents_stand_beside_the_file(ledger: SqlLedger, path: Path) -> None:
    assert ledger.store.root == path.with_name("ledger.documents")


def test_documents_stand_where_the_caller_wants(url: str, tmp_path: Path) -> None:
    for address in (url, "sqlite://"):
        with open_ledger(address, documents=tmp_path / "elsewhere") as ledger:
            assert ledger.store.root == tmp_path / "elsewhere"


def test_a_ledger_is_there_when_it_is_opened_again(url: str) -> None:
    with open_ledger(url) as ledger, ledger.begin() as transaction:
        make_batch(transaction, ["9001"])
    with open_ledger(url) as ledger, ledger.begin() as transaction:
        assert transaction.billed(["9001"]).keys() == {"9001"}


def test_a_ledger_in_memory_is_gone_with_its_documents(tmp_path: Path) -> None:
    ledger = open_ledger("sqlite://")
    with ledger.begin() as transaction:
        make_batch(transaction, ["9001"])
    with ledger.store.writer() as writer:
        writer.seal()
    assert len(ledger.pending()) == 1
    ledger.close()
    assert not ledger.store.root.exists()
    assert not contents(tmp_path)


def test_a_dry_run_of_a_ledger_that_is_not_there_makes_none(path: Path, url: str) -> None:
    with open_ledger(url, dry_run=True) as ledger:
        with ledger.begin() as transaction:
            make_batch(transaction, ["9001"])
        with ledger.begin() as transaction:
            assert transaction.billed(["9001"]) == {}
        root = ledger.store.root
    assert not contents(path.parent)
    assert not root.exists()


def test_a_dry_run_knows_what_was_billed_and_writes_nothing(path: Path, url: str) -> None:
    with open_ledger(url) as ledger, ledger.begin() as transaction:
        make_batch(transaction, ["9001"])
    before = contents(path.parent)
    with open_ledger(url, dry_run=True) as ledger:
        with ledger.begin() as transaction:
            assert transaction.billed(["9001"]).keys() == {"9001"}
            assert make_batch(transaction, ["9002"]) == "260302-2"
            with ledger.store.writer() as writer:
                writer.write(b"x")
                writer.seal()
        with ledger.begin() as transaction:
            assert transaction.next_batch_id(TODAY) == "260302-2"
        assert ledger.pending() == ()
    assert contents(path.parent) == before


def test_a_dry_run_does_not_hold_the_ledger(ledger: SqlLedger, url: str) -> None:
    with open_ledger(url, dry_run=True) as dry, dry.begin(), ledger.begin() as transaction:
        make_batch(transaction)


def test_a_dry_run_while_another_writes_sees_the_state_before(ledger: SqlLedger, url: str) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction, ["9001"])
        with open_ledger(url, dry_run=True) as dry, dry.begin() as dry_transaction:
            assert dry_transaction.billed(["9001"]) == {}


def test_a_held_file_stops_a_dry_run_with_a_clear_error(ledger: SqlLedger, path: Path) -> None:
    assert ledger.pending() == ()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerBusyError, match="held by another run"):
            open_ledger(f"sqlite:///{path}", dry_run=True, lock_timeout=0)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match=r"Cannot open the ledger .*file/ledger\.db") as caught:
        open_ledger(f"sqlite:///{tmp_path}/file/ledger.db")
    assert caught.value.code == "ledger.cannot-open"


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="Cannot open the ledger"):
        open_ledger(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_file_that_is_no_database_is_left_alone(path: Path, url: str, dry_run: bool) -> None:
    path.write_text("Kjære kommune, " * 100)
    before = contents(path.parent)
    with pytest.raises(LedgerError, match=r"ledger\.db is no ledger, or is damaged") as caught:
        open_ledger(url, dry_run=dry_run)
    assert "er ingen protokoll" in caught.value.in_language("nb")
    assert contents(path.parent) == before


@pytest.mark.parametrize(
    "address", ["ledger.db", "/srv/ledger.db", "sqlite:/", "postgresql://me:secret@host:port/db"]
)
def test_an_address_that_is_none_says_what_one_looks_like(address: str) -> None:
    with pytest.raises(LedgerError, match=r"write sqlite:///PATH/TO/FILE\.db") as caught:
        open_ledger(address)
    assert "secret" not in str(caught.value)


def test_a_driver_that_is_not_there_is_named_and_the_password_is_not(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="needs a database driver") as caught:
        open_ledger("nosuchdb://me:secret@host/db", documents=tmp_path)
    assert "secret" not in str(caught.value)
    assert "me:***@host" in str(caught.value)


def test_a_server_keeps_no_documents_so_a_folder_must_be_named() -> None:
    with pytest.raises(LedgerError, match="name a folder for the documents") as caught:
        open_ledger("postgresql+psycopg://me:secret@host/db")
    assert "secret" not in str(caught.value)


OPEN = """
import sys
from fakturakjerne.ledger.opening import open_ledger
print("ready", flush=True)
sys.stdin.readline()
open_ledger(sys.argv[1], lock_timeout=20).close()
"""


def test_processes_that_make_the_same_ledger_at_once_make_one(url: str) -> None:
    command = [sys.executable, "-c", OPEN, url]
    racers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        racer.communicate("go\n", timeout=60)
    assert [racer.returncode for racer in racers] == [0] * 4
    with open_ledger(url) as ledger, ledger.begin() as transaction:
        make_batch(transaction)


def test_the_working_folder_is_where_a_relative_address_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger("sqlite:///here.db"):
        assert Path("here.db").exists()
    with open_ledger("sqlite:///here.db", dry_run=True) as ledger:
        assert ledger.pending() == ()
