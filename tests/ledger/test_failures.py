from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import NoSuchModuleError, OperationalError

from fakturakjerne.errors import LedgerBusyError, LedgerError
from fakturakjerne.ledger.failures import translated


class ServerError(Exception):
    """What a PostgreSQL driver raises: a code, and a detail that quotes the row."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("the database said so\nDETAIL:  Key (name)=(Kari Nordmann) exists.")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "code"),
    [
        ("55P03", "ledger.busy"),
        ("53100", "ledger.full"),
        ("25006", "ledger.read-only"),
        ("23505", "ledger.refused"),
        ("P0001", "ledger.refused"),
        ("08006", "ledger.failed"),
    ],
)
def test_what_a_server_says_becomes_an_error_of_ours(sqlstate: str, code: str) -> None:
    with pytest.raises(LedgerError) as caught, translated("postgresql://me:***@host/db"):
        raise OperationalError("INSERT", None, ServerError(sqlstate))
    assert caught.value.code == code
    assert "postgresql://me:***@host/db" in str(caught.value)
    assert isinstance(caught.value, LedgerBusyError) == (code == "ledger.busy")


def test_the_row_that_a_server_quotes_is_not_repeated() -> None:
    with pytest.raises(LedgerError) as caught, translated("db"):
        raise OperationalError("INSERT", None, ServerError("23505"))
    assert (
        str(caught.value) == "The ledger db refuses, and nothing was changed: the database said so"
    )
    assert "Kari" not in str(caught.value.values)


def test_an_error_of_sqlite_without_a_code_is_passed_on_with_its_reason() -> None:
    with pytest.raises(LedgerError, match="fails, and nothing was changed: odd"), translated("db"):
        raise sqlite3.ProgrammingError("odd")


@pytest.mark.parametrize("error", [NoSuchModuleError("x"), ModuleNotFoundError("psycopg")])
def test_a_driver_that_is_not_installed_is_named(error: Exception) -> None:
    with pytest.raises(LedgerError, match="needs a database driver"), translated("db"):
        raise error


def test_other_errors_pass() -> None:
    with pytest.raises(KeyError), translated("db"):
        raise KeyError
