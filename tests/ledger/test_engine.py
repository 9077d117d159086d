from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, cast

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from fakturakjerne.ledger.engine import file_engine, temporary_engine

if TYPE_CHECKING:
    from pathlib import Path

HALF_DONE = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE t SET x = x || 'changed'")
os.kill(os.getpid(), signal.SIGKILL)
"""


def table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE t (x TEXT)")
        raw.executemany("INSERT INTO t VALUES (?)", [("as it was" * 100,)] * 500)


def test_a_file_is_set_up_so_that_a_commit_survives_the_power_going(path: Path) -> None:
    engine = file_engine(path, lock_timeout=7)
    with engine.connect() as connection:
        settings = {
            name: connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    extra = 3
    assert settings == {
        "journal_mode": "truncate",
        "synchronous": extra,
        "foreign_keys": 1,
        "busy_timeout": 7000,
    }


def test_a_new_file_and_its_folder_are_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.db"
    file_engine(path, lock_timeout=0).dispose()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_transaction_that_writes_holds_the_file_from_its_beginning(path: Path) -> None:
    table(path)
    engine = file_engine(path, lock_timeout=0)
    writing = engine.connect().execution_options(writes=True)
    with writing as writer, writer.begin(), engine.connect() as reader:
        assert reader.scalar(text("SELECT count(*) FROM t")) == 500
        reader.rollback()
        with pytest.raises(OperationalError, match="locked"):
            reader.execution_options(writes=True).begin()


def test_one_connection_stays_open_holds_nothing_and_is_closed_at_the_end(path: Path) -> None:
    table(path)
    engine = file_engine(path, lock_timeout=0)

    def one_more() -> sqlite3.Connection:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.exec_driver_sql("INSERT INTO t VALUES ('new')")
            return cast("sqlite3.Connection", connection.connection.dbapi_connection)

    kept = one_more()
    assert one_more() is kept
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
    engine.dispose()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        kept.execute("SELECT 1")


def test_as_many_as_want_one_at_once_get_a_connection(path: Path) -> None:
    table(path)
    engine = file_engine(path, lock_timeout=0)
    with ExitStack() as stack:
        many = [stack.enter_context(engine.connect()) for _ in range(20)]
        assert {each.scalar(text("SELECT count(*) FROM t")) for each in many} == {500}
        raw = [each.connection.dbapi_connection for each in many]
    assert len(set(map(id, raw))) == 20
    engine.dispose()


def test_a_copy_has_what_the_file_has_and_changes_nothing_in_it(path: Path) -> None:
    table(path)
    before = path.read_bytes()
    engine = temporary_engine(path)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM t")) == 500
        connection.execute(text("DROP TABLE t"))
    engine.dispose()
    assert path.read_bytes() == before


def test_a_copy_of_a_file_that_a_killed_process_left_half_done(path: Path) -> None:
    table(path)
    done = subprocess.run([sys.executable, "-c", HALF_DONE, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.with_name("ledger.db-journal").exists()
    engine = temporary_engine(path)
    with engine.connect() as connection:
        query = text("SELECT count(*) FROM t WHERE x LIKE '%changed'")
        assert connection.scalar(query) == 0
    engine.dispose()


def test_a_copy_waits_for_whoever_holds_the_file_and_then_says_so(path: Path) -> None:
    table(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            temporary_engine(path, lock_timeout=0)
