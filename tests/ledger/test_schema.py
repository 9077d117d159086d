from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger import schema
from fakturakjerne.ledger.engine import file_engine, temporary_engine
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine


@pytest.fixture
def migrated() -> Iterator[Engine]:
    engine = temporary_engine()
    schema.upgrade(engine, shown="test")
    yield engine
    engine.dispose()


def test_head_is_the_newest_migration(migrated: Engine) -> None:
    with migrated.connect() as connection:
        script = ScriptDirectory.from_config(schema.alembic_config(connection))
    assert script.get_heads() == [schema.HEAD]


def test_the_migrations_make_what_tables_says(migrated: Engine) -> None:
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_migrations_make_the_checks_that_tables_says(migrated: Engine) -> None:
    """Alembic compares no CHECK constraints, so this does."""
    fresh = create_engine("sqlite://")
    metadata.create_all(fresh)
    asked, made = inspect(fresh), inspect(migrated)
    for table in metadata.tables:
        expected = {(each["name"], each["sqltext"]) for each in asked.get_check_constraints(table)}
        found = {(each["name"], each["sqltext"]) for each in made.get_check_constraints(table)}
        assert found == expected, table
        assert made.get_pk_constraint(table) == asked.get_pk_constraint(table)
    fresh.dispose()


def test_every_table_refuses_deletion(migrated: Engine) -> None:
    with migrated.connect() as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        triggers = {row.name for row in connection.exec_driver_sql(query)}
    for table in metadata.tables:
        assert {f"{table}_insert", f"{table}_update", f"{table}_delete"} <= triggers


def test_upgrading_again_changes_nothing(migrated: Engine) -> None:
    schema.upgrade(migrated, shown="test")
    schema.require_current(migrated, shown="test")


def test_who_waited_while_another_migrated_has_nothing_left_to_do(path: Path) -> None:
    engine = file_engine(path, lock_timeout=30)
    writing = engine.connect().execution_options(writes=True)
    with writing as first, first.begin():
        second = threading.Thread(target=schema.upgrade, args=[engine], kwargs={"shown": "test"})
        second.start()
        time.sleep(0.2)  # the second has seen an empty file by now, and waits for the lock
        command.upgrade(schema.alembic_config(first), "head")
    second.join()
    schema.require_current(engine, shown="test")


def test_an_absent_ledger_is_not_current() -> None:
    engine = temporary_engine()
    with pytest.raises(LedgerError, match="test must be upgraded first"):
        schema.require_current(engine, shown="test")
    engine.dispose()


def test_a_newer_ledger_is_refused_and_left_alone(path: Path, url: str) -> None:
    open_ledger(url).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="made by a newer fakturakjerne") as caught:
        open_ledger(url)
    assert str(path) in str(caught.value)
    assert "nyere fakturakjerne" in caught.value.in_language("nb")
    assert path.read_bytes() == before


@pytest.mark.parametrize("table", ["recipes", "alembic_version"])
def test_another_programs_database_is_refused_and_left_alone(
    path: Path, url: str, table: str
) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(f"CREATE TABLE {table} (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=f"database of another program \\(table {table}\\)"):
        open_ledger(url)
    assert path.read_bytes() == before


def test_a_path_with_a_percent_sign_is_no_placeholder(migrated: Engine) -> None:
    with migrated.connect() as connection:
        config = schema.alembic_config(connection)
    assert config.get_main_option("script_location") == str(schema.MIGRATIONS)
