"""Connections: how SQLite and PostgreSQL are set up so that a commit is a commit.

Why these settings: ``docs/explanation/ledger.md``, "Crash safety".
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

_FILE_SETTINGS: Final = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cache_size = -16384",
)
_TEMPORARY_SETTINGS: Final = (
    "PRAGMA synchronous = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
)


def file_engine(path: Path, *, lock_timeout: int) -> Engine:
    """Return an engine for a SQLite file; the file is made, readable by its owner alone.

    One connection stays open until the engine is disposed of: to open one and set it up costs more
    than a small transaction.  Idle it holds no lock.  Whoever needs a second one at the same time
    gets it, and it is closed after use.

    Raises:
        OSError: if the file cannot be made.
    """
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": lock_timeout},
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=-1,
        hide_parameters=True,
    )
    return _begin_by_hand(engine, _FILE_SETTINGS)


def temporary_engine(copied_from: Path | None = None, *, lock_timeout: int = 0) -> Engine:
    """Return an engine for a database that is gone when it is closed, however that happens.

    SQLite deletes the file of an unnamed database as soon as it has opened it, and keeps small
    ones in memory.

    Args:
        copied_from: a SQLite file whose content it starts with; that file is only read.
        lock_timeout: seconds to wait for whoever is writing to that file.

    Raises:
        sqlite3.Error: if the file cannot be read.
    """
    connection = sqlite3.connect("", check_same_thread=False)
    if copied_from is not None:
        with closing(_open_to_read(copied_from, lock_timeout)) as source:
            source.backup(connection)
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    return _begin_by_hand(engine, _TEMPORARY_SETTINGS)


def server_engine(url: URL, *, lock_timeout: int) -> Engine:  # pragma: no cover - needs a server
    """Return an engine for PostgreSQL."""
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)

    def wait_no_longer(connection: Connection) -> None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {lock_timeout * 1000 or 1}")

    event.listen(engine, "begin", wait_no_longer)
    return engine


def _begin_by_hand(engine: Engine, settings: tuple[str, ...]) -> Engine:
    """Make transactions begin when we say so, and take the writer's lock at once when they write.

    The driver's own way begins at the first INSERT: two processes could both have read before.
    """

    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for setting in settings:
            connection.execute(setting)

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", begin)
    return engine


def _open_to_read(path: Path, lock_timeout: int) -> sqlite3.Connection:
    """Open a file so that it cannot be written.

    Only where a killed process left a transaction half done is it opened for writing: SQLite can
    read nothing before it has put the state before back.
    """
    address = path.absolute().as_uri()
    source = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=lock_timeout)
    try:
        source.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        source.close()
        if error.sqlite_errorname == "SQLITE_BUSY":
            raise
        source = sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=lock_timeout)
    return source
