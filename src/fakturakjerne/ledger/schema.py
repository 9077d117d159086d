"""Brings the tables of a ledger up to date, by the alembic migrations in ``migrations/``."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, inspect, text

from fakturakjerne import catalogue
from fakturakjerne.errors import LedgerError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0004"
"""The revision that this code works with; a test compares it with ``migrations/versions``."""

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, *, shown: str) -> None:
    """Bring a ledger to the revision of this code, in one transaction.

    A ledger that is there already costs one query; alembic is loaded only when there is work.

    Raises:
        LedgerError: if the ledger is newer than this code, or another program's database.
    """
    with engine.connect() as connection:
        if _revision(connection, shown) == HEAD:
            return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if _revision(connection, shown) != HEAD:  # another process may have been faster
            _migrate(connection, shown)


def require_current(engine: Engine, *, shown: str) -> None:
    """Check that a ledger needs no migration, for those who must not write.

    Raises:
        LedgerError: if it is older or newer than this code, or no ledger.
    """
    with engine.connect() as connection:
        if _revision(connection, shown) != HEAD:
            raise LedgerError(catalogue.LEDGER_OLDER, ledger=shown)


def alembic_config(connection: Connection) -> "Config":
    """Return alembic's configuration for one connection, without any file."""
    from alembic.config import Config  # noqa: PLC0415 - loaded only when there is work

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection, shown: str) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables and "billed_lease" in tables:
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    if tables:
        raise LedgerError(catalogue.LEDGER_FOREIGN, ledger=shown, table=min(tables))
    return None


def _migrate(connection: Connection, shown: str) -> None:
    from alembic import command, util  # noqa: PLC0415 - as above

    try:
        command.upgrade(alembic_config(connection), "head")
    except util.CommandError as error:
        raise LedgerError(catalogue.LEDGER_NEWER, ledger=shown) from error
