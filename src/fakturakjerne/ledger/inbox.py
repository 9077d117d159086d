"""Files that were read, in the tables: entered once, and how far each is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attrs import evolve
from sqlalchemy import Connection, Row, insert, select, update

from fakturakjerne import catalogue
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger import book_tables as tables
from fakturakjerne.ledger.enrollment_records import FileState, IncomingFile, ReadFile


def enter(connection: Connection, file: IncomingFile, *, now: datetime) -> ReadFile:
    """Enter a file, or return what it is where the same importer has read the same bytes."""
    known = find(connection, sha256=file.sha256, importer=file.importer)
    if known is not None:
        return known
    row = {
        "name": file.name,
        "sha256": file.sha256,
        "importer": file.importer,
        "actor": file.actor,
        "read_at": now,
        "state": FileState.READ.value,
    }
    statement = insert(tables.read_file).values(row).returning(tables.read_file.c.id)
    identity = int(connection.execute(statement).scalar_one())
    return evolve(get(connection, identity), is_new=True)


def find(connection: Connection, *, sha256: str, importer: str) -> ReadFile | None:
    """Return the file with those bytes, if that importer has read it."""
    file = tables.read_file
    query = select(file).where(file.c.sha256 == sha256, file.c.importer == importer)
    row = connection.execute(query).first()
    return None if row is None else _file(row)


def get(connection: Connection, file: int) -> ReadFile:
    """Return a file.

    Raises:
        LedgerError: if there is no such one.
    """
    row = connection.execute(select(tables.read_file).where(tables.read_file.c.id == file)).first()
    if row is None:
        raise LedgerError(catalogue.LEDGER_NO_FILE, file=file)
    return _file(row)


def files(connection: Connection, *, state: FileState | None) -> Sequence[ReadFile]:
    """Return the files that were read, the oldest first."""
    query = select(tables.read_file).order_by(tables.read_file.c.id)
    if state is not None:
        query = query.where(tables.read_file.c.state == state.value)
    return tuple(_file(row) for row in connection.execute(query))


def move_on(
    connection: Connection,
    file: int,
    state: FileState,
    *,
    now: datetime,
    answer: int | None = None,
) -> ReadFile:
    """Write that a file has come as far as a state; that it is answered, with the transmission."""
    values: dict[str, Any] = {"state": state.value}
    if state is FileState.ANSWERED:
        values |= {"answered_at": now, "transmission_id": answer}
    else:
        values |= {"moved_at": now}
    column = tables.read_file.c.id
    connection.execute(update(tables.read_file).where(column == file).values(values))
    return get(connection, file)


def _file(row: Row[Any]) -> ReadFile:
    return ReadFile(
        id=row.id,
        name=row.name,
        sha256=row.sha256,
        importer=row.importer,
        actor=row.actor,
        read_at=row.read_at,
        state=FileState(row.state),
        answer=row.transmission_id,
    )
