"""Opens a ledger by its address."""

import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import platformdirs
from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError

from fakturakjerne import catalogue
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger import schema
from fakturakjerne.ledger.engine import file_engine, server_engine, temporary_engine
from fakturakjerne.ledger.failures import translated
from fakturakjerne.ledger.interface import Clock
from fakturakjerne.ledger.sql import SqlLedger
from fakturakjerne.ledger.store import DocumentFolder

LOCK_TIMEOUT: Final = 30
"""How many seconds a run waits for another that holds the ledger."""


def default_url() -> str:
    """Return the address of the user's own ledger, in the user data folder."""
    path = Path(platformdirs.user_data_dir("fakturakjerne", appauthor=False)) / "fakturakjerne.db"
    return file_url(path)


def file_url(path: Path) -> str:
    """Return the address of a SQLite file; what means something in a URL stays part of its name.

    Example:
        >>> file_url(Path("what?.db"))
        'sqlite:///what%3F.db'
    """
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def _now() -> datetime:
    return datetime.now(UTC)


def open_ledger(
    url: str,
    *,
    lock_timeout: int = LOCK_TIMEOUT,
    dry_run: bool = False,
    documents: Path | None = None,
    clock: Clock = _now,
) -> SqlLedger:
    """Open a ledger, made first where there is none, and bring its tables up to date.

    Args:
        url: such as ``sqlite:///fakturakjerne.db`` (a file), ``sqlite://`` (gone when closed) or
            ``postgresql+psycopg://user@host/database``.
        lock_timeout: seconds to wait for another process that holds the ledger.
        dry_run: work on a copy of a file, or roll everything back; nothing is written.
        documents: the folder of the document store; beside a SQLite file where it is None.
        clock: tells the time of steps.

    Raises:
        LedgerError: if it cannot be opened, is no ledger, or is newer than this code.

    Example:
        >>> with open_ledger("sqlite://") as ledger:
        ...     ledger.pending()
        ()
    """
    address = _parse(url)
    shown = address.render_as_string(hide_password=True)
    path = _file(address)
    with ExitStack() as stack, translated(shown):
        if dry_run or (documents is None and _is_temporary(address)):
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        else:
            folder = documents or _beside(path, shown)
        try:
            engine = _engine(address, path, lock_timeout=lock_timeout, dry_run=dry_run)
        except OSError as error:
            raise LedgerError(
                catalogue.LEDGER_CANNOT_OPEN, ledger=shown, reason=error.strerror or error
            ) from error
        stack.callback(engine.dispose)
        if dry_run and engine.dialect.name != "sqlite":  # pragma: no cover - needs a server
            schema.require_current(engine, shown=shown)
        else:
            schema.upgrade(engine, shown=shown)
        return SqlLedger(
            engine,
            shown,
            store=DocumentFolder(folder),
            clock=clock,
            dry_run=dry_run,
            resources=stack.pop_all(),
        )


def _parse(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError) as error:
        shown = url.rpartition("@")[2]  # a password may stand before
        raise LedgerError(catalogue.LEDGER_ADDRESS, ledger=shown) from error


def _is_temporary(url: URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database in {None, "", ":memory:"}


def _file(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or _is_temporary(url):
        return None
    return Path(str(url.database))


def _engine(url: URL, path: Path | None, *, lock_timeout: int, dry_run: bool) -> Engine:
    if url.get_backend_name() != "sqlite":  # pragma: no cover - needs a server
        return server_engine(url, lock_timeout=lock_timeout)
    if path is None:
        return temporary_engine()
    if dry_run:
        return temporary_engine(path if path.exists() else None, lock_timeout=lock_timeout)
    return file_engine(path, lock_timeout=lock_timeout)


def _beside(path: Path | None, shown: str) -> Path:
    if path is None:
        raise LedgerError(catalogue.LEDGER_NO_FOLDER, ledger=shown)
    return path.with_name(f"{path.stem}.documents")
