"""How the books reach the database: to read, and to write as the only one."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Final, TypeVar

from attrs import field, frozen
from sqlalchemy import Connection, Engine, text

from fakturakjerne.ledger.failures import translated
from fakturakjerne.ledger.interface import Clock

ROWS_A_QUERY: Final = 1000
"""How many rows the books read or write at a time."""
ItemT = TypeVar("ItemT")


@frozen(eq=False)
class Access:
    """A database with its clock.

    Attributes:
        shown: the ledger's address as it may be shown.
        clock: tells the time of what is written.
        dry_run: whether every transaction is rolled back.
    """

    _engine: Engine
    shown: str
    clock: Clock = field(kw_only=True, repr=False)
    dry_run: bool = field(kw_only=True)
    _writing: Engine = field(init=False, repr=False)

    @_writing.default
    def _of_the_same_pool(self) -> Engine:
        return self._engine.execution_options(writes=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Read; sees what was committed before."""
        with translated(self.shown), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def held(self) -> Iterator[Connection]:
        """Hold the one writer's lock: SQLite's own, elsewhere the one row of alembic_version."""
        with (
            translated(self.shown),
            self._writing.connect() as connection,
            connection.begin() as transaction,
        ):
            if connection.dialect.name != "sqlite":  # pragma: no cover - needs a server
                connection.execute(text("SELECT version_num FROM alembic_version FOR UPDATE"))
            yield connection
            if self.dry_run:
                transaction.rollback()


def chunks(items: Iterable[ItemT], size: int = ROWS_A_QUERY) -> Iterator[list[ItemT]]:
    """Yield items in lists of a size, the last one shorter.

    Example:
        >>> list(chunks("abc", 2))
        [['a', 'b'], ['c']]
    """
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk
