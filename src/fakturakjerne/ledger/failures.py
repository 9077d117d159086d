"""What a database says when it fails, as errors that tell a person what to do."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, NoSuchModuleError

from fakturakjerne import catalogue
from fakturakjerne.catalogue import Text
from fakturakjerne.errors import LedgerBusyError, LedgerError

_BY_NAME: Final[Mapping[str, Text]] = {
    # SQLite's own names (the first two words of an extended code)
    "SQLITE_CANTOPEN": catalogue.LEDGER_CANNOT_OPEN,
    "SQLITE_PERM": catalogue.LEDGER_CANNOT_OPEN,
    "SQLITE_READONLY": catalogue.LEDGER_READ_ONLY,
    "SQLITE_NOTADB": catalogue.LEDGER_NOT_A_DATABASE,
    "SQLITE_CORRUPT": catalogue.LEDGER_NOT_A_DATABASE,
    "SQLITE_FULL": catalogue.LEDGER_FULL,
    "SQLITE_BUSY": catalogue.LEDGER_BUSY,
    "SQLITE_LOCKED": catalogue.LEDGER_BUSY,
    "SQLITE_CONSTRAINT": catalogue.LEDGER_REFUSED,
    # PostgreSQL's
    "23502": catalogue.LEDGER_REFUSED,
    "23503": catalogue.LEDGER_REFUSED,
    "23505": catalogue.LEDGER_REFUSED,
    "23514": catalogue.LEDGER_REFUSED,
    "P0001": catalogue.LEDGER_REFUSED,
    "55P03": catalogue.LEDGER_BUSY,
    "53100": catalogue.LEDGER_FULL,
    "25006": catalogue.LEDGER_READ_ONLY,
}


@contextmanager
def translated(shown: str) -> Iterator[None]:
    """Raise what the database says as errors of ours.

    Args:
        shown: the ledger's address as it may be shown, passwords hidden.

    Raises:
        LedgerBusyError: if another process holds the ledger.
        LedgerError: for all else.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise _explain(error, shown) from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(catalogue.LEDGER_NO_DRIVER, ledger=shown, reason=error) from error


def _explain(error: DBAPIError | sqlite3.Error, shown: str) -> LedgerError:
    said = error.orig if isinstance(error, DBAPIError) else error
    reason = str(said).partition("\n")[0]  # the lines after may quote a row
    text = _BY_NAME.get(_name(said), catalogue.LEDGER_FAILED)
    kind = LedgerBusyError if text is catalogue.LEDGER_BUSY else LedgerError
    return kind(text, ledger=shown, reason=reason)


def _name(said: BaseException | None) -> str:
    if isinstance(said, sqlite3.Error):
        name = getattr(said, "sqlite_errorname", "")  # absent where sqlite3 itself complains
        return "_".join(name.split("_")[:2])
    return str(getattr(said, "sqlstate", ""))
