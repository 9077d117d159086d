"""The laws of the ledger hold against whoever writes to the file without our code."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import URL

from fakturakjerne.ledger.tables import UtcDateTime
from tests.ledger.made_records import PERSON, SHA256, make_batch

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger

LEASE = "INSERT INTO billed_lease VALUES ('external', 34500002, '9001', 'f', 1, '{state}')"
ORDER = (
    "INSERT INTO orders VALUES ('{series}', {number}, 1, '{kind}', '{party}', "
    "'{start}', '2026-02-28', {lines}, {net})"
)
GOOD_ORDER = {
    "series": "external",
    "number": 34500009,
    "kind": "external",
    "party": "{digest}",
    "start": "2026-02-01",
    "lines": 1,
    "net": 1,
}
DOCUMENT = (
    "INSERT INTO document VALUES (9, '260302-1', '2026-03-02', {sequence}, 'b', 't', 'external', "
    "'external', '{sha}', {bytes}, {orders}, 1, {texts}, {net}, {gross}, {first}, {last})"
)
GOOD_DOCUMENT = {
    "sequence": 2,
    "sha": SHA256,
    "bytes": 1,
    "orders": 1,
    "texts": "NULL",
    "net": 1,
    "gross": "NULL",
    "first": 1,
    "last": 1,
}


DELIVERY = (
    "INSERT INTO delivery VALUES ({id}, {document}, '{transport}', {number}, 'kari', '{why}', "
    "'2026-03-02', {finished}, {status}, '', '[]')"
)
GOOD_DELIVERY = {
    "id": 1,
    "document": 1,
    "transport": "ws",
    "number": 1,
    "why": "",
    "finished": "NULL",
    "status": "NULL",
}
RESOLUTION = (
    "INSERT INTO resolution VALUES ({delivery}, '{status}', '', '{reason}', 'kari', '2026')"
)
FINISH = "UPDATE delivery SET status = '{status}', finished_at = '2026-03-02'"


def attempt(book: sqlite3.Connection, status: str | None = None, **changes: object) -> None:
    """Begin a delivery, and finish it if there is a status."""
    book.execute(DELIVERY.format(**(GOOD_DELIVERY | changes)))
    if status is not None:
        book.execute(f"{FINISH.format(status=status)} WHERE status IS NULL")


@pytest.fixture
def book(ledger: SqlLedger, raw: sqlite3.Connection) -> sqlite3.Connection:
    """A ledger with lease 9001 on order 34500001 and lease 9002 on order 34500002."""
    with ledger.begin() as transaction:
        make_batch(transaction, ["9001", "9002"])
    raw.execute("PRAGMA foreign_keys = ON")
    return raw


def digest(book: sqlite3.Connection) -> str:
    return str(book.execute("SELECT digest FROM party").fetchone()[0])


def refused(book: sqlite3.Connection, statement: str) -> str:
    before = dump(book)
    with pytest.raises(sqlite3.IntegrityError) as caught:
        book.execute(statement)
    assert dump(book) == before
    return str(caught.value)


def dump(book: sqlite3.Connection) -> list[str]:
    return list(book.iterdump())


def test_a_document_belongs_to_a_part_of_its_batch(book: sqlite3.Connection) -> None:
    other = DOCUMENT.format(**GOOD_DOCUMENT).replace("'t', 'external'", "'t', 'internal'")
    assert "a document belongs to a part" in refused(book, other)
    book.execute("INSERT INTO part VALUES ('260302-1', 'internal', 'p', 'e', '1', '{}', 0)")
    book.execute(other)


@pytest.mark.parametrize("state", ["filed", "sent", "confirmed"])
def test_a_lease_is_on_one_live_order(book: sqlite3.Connection, state: str) -> None:
    refused(book, LEASE.format(state=state))
    book.execute("DROP TRIGGER billed_lease_insert")
    assert "UNIQUE" in refused(book, LEASE.format(state=state))


def test_a_rejected_lease_may_be_on_another_order(book: sqlite3.Connection) -> None:
    book.execute("UPDATE billed_lease SET state = 'rejected' WHERE lease = '9001'")
    book.execute(LEASE.format(state="filed"))
    rows = book.execute("SELECT count(*) FROM billed_lease WHERE lease = '9001'").fetchone()
    assert rows == (2,)


def test_a_rejected_lease_does_not_come_alive_again(book: sqlite3.Connection) -> None:
    book.execute("UPDATE billed_lease SET state = 'rejected' WHERE lease = '9001'")
    book.execute(LEASE.format(state="filed"))
    statement = "UPDATE OR REPLACE billed_lease SET state = 'sent' WHERE order_number = 34500001"
    assert "goes forward only" in refused(book, statement)


def test_a_confirmed_lease_cannot_be_rejected(book: sqlite3.Connection) -> None:
    book.execute("UPDATE billed_lease SET state = 'confirmed'")
    refused(book, "UPDATE billed_lease SET state = 'rejected'")


def test_an_order_number_comes_once_in_its_series(book: sqlite3.Connection) -> None:
    taken = GOOD_ORDER | {"number": 34500001, "party": digest(book)}
    refused(book, ORDER.format(**taken))
    book.execute("DROP TRIGGER orders_insert")
    assert "UNIQUE" in refused(book, ORDER.format(**taken))


def test_another_series_may_use_the_same_number(book: sqlite3.Connection) -> None:
    book.execute("INSERT INTO series VALUES ('internal', 34500002, 1)")
    values = GOOD_ORDER | {"series": "internal", "number": 34500001, "party": digest(book)}
    book.execute(ORDER.format(**values))


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 0},
        {"kind": "other"},
        {"start": "2026-03-01"},
        {"lines": -1},
        {"net": 10**18},
        {"net": -(10**18)},
        {"series": "unknown"},
        {"party": "unknown"},
        {"net": "NULL"},
    ],
    ids=str,
)
def test_an_order_that_cannot_be_is_refused(
    book: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    good = GOOD_ORDER | {"party": digest(book)}
    refused(book, ORDER.format(**(good | wrong)))
    book.execute(ORDER.format(**good))


@pytest.mark.parametrize(
    "wrong",
    [
        {"sequence": 0},
        {"sha": "ab"},
        {"bytes": -1},
        {"orders": -1},
        {"texts": -1},
        {"net": "NULL"},
        {"net": 10**18},
        {"gross": -(10**18)},
        {"first": 0},
        {"first": 2},
    ],
    ids=str,
)
def test_a_document_that_cannot_be_is_refused(
    book: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    refused(book, DOCUMENT.format(**(GOOD_DOCUMENT | wrong)))
    book.execute(DOCUMENT.format(**GOOD_DOCUMENT))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE billed_lease SET state = 'archived'",
        "INSERT INTO billed_lease VALUES ('external', 34500001, '', 'f', 1, 'filed')",
        "INSERT INTO billed_lease VALUES ('external', 34500001, 'x', 'f', 1000000000000000000, 'sent')",
        "INSERT INTO billed_lease VALUES ('external', 5, 'x', 'f', 1, 'filed')",
        "INSERT INTO series VALUES ('', 1, 0)",
        "INSERT INTO series VALUES ('x', 0, 0)",
        "INSERT INTO series VALUES ('x', 1, -1)",
        "INSERT INTO series VALUES ('x', 5, 5)",
        "INSERT INTO party VALUES ('short', NULL, NULL, NULL, NULL)",
        "INSERT INTO placement VALUES ('260302-1', 2, '/', 'n', 'short', 'log', NULL)",
        f"INSERT INTO placement VALUES ('260302-1', 2, '/', 'n', '{SHA256}', 'other', NULL)",  # noqa: S608 - names of our own tables
        f"INSERT INTO placement VALUES ('260302-1', 2, '/srv/agresso', 'a.txt', '{SHA256}', 'log', NULL)",  # noqa: S608 - names of our own tables
        "INSERT INTO batch SELECT 'x', today, 1, '', '', created_at FROM batch",
        "INSERT INTO batch SELECT 'x', today, 0, '', '', created_at FROM batch",
    ],
)
def test_a_row_that_cannot_be_is_refused(book: sqlite3.Connection, statement: str) -> None:
    refused(book, statement)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("batch", "actor"),
        ("part", "profile"),
        ("document", "sha256"),
        ("document", "bytes"),
        ("orders", "net_ore"),
        ("excluded", "code"),
        ("step", "actor"),
    ],
)
def test_a_row_that_stands_never_changes(book: sqlite3.Connection, table: str, column: str) -> None:
    book.execute("INSERT INTO excluded VALUES ('260302-1', 1, '9', 'c', '{}')")
    assert "never changes" in refused(book, f"UPDATE {table} SET {column} = '1'")  # noqa: S608 - names of our own tables


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE series SET handed_out = handed_out - 1",
        "UPDATE series SET next_number = next_number - 1",
        "UPDATE series SET next_number = next_number - 1, handed_out = 1",
        "UPDATE series SET handed_out = handed_out + 1",
        "UPDATE series SET name = 'other'",
        "UPDATE billed_lease SET lease = lease || 'x'",
        "UPDATE billed_lease SET fingerprint = 'x'",
        "UPDATE billed_lease SET net_ore = 0",
        "UPDATE placement SET sha256 = replace(sha256, 'a', 'b')",
        "UPDATE placement SET folder = '/tmp'",
        "UPDATE party SET name = 'Ola'",
        "UPDATE party SET digest = replace(digest, 'a', 'b'), salt = NULL, id = NULL, number = NULL, name = NULL",
    ],
)
def test_what_may_change_goes_forward_only(book: sqlite3.Connection, statement: str) -> None:
    assert "goes forward only" in refused(book, statement)


def test_a_placement_is_done_once(book: sqlite3.Connection) -> None:
    book.execute("UPDATE placement SET placed_at = '2026-03-02 10:30:00'")
    refused(book, "UPDATE placement SET placed_at = NULL")


def test_a_party_can_be_redacted_and_the_order_still_stands(book: sqlite3.Connection) -> None:
    book.execute("UPDATE party SET salt = NULL, id = NULL, number = NULL, name = NULL")
    assert PERSON not in "".join(dump(book))
    joined = "SELECT count(*) FROM orders JOIN party ON party.digest = orders.party"
    assert book.execute(joined).fetchone() == (2,)


TABLES = [
    "series",
    "batch",
    "part",
    "document",
    "party",
    "orders",
    "billed_lease",
    "excluded",
    "placement",
    "step",
    "delivery",
    "resolution",
]


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_deleted_nor_replaced(book: sqlite3.Connection, table: str) -> None:
    book.execute("INSERT INTO excluded VALUES ('260302-1', 1, '9', 'c', '{}')")
    attempt(book)
    book.execute(RESOLUTION.format(delivery=1, status="rejected", reason="asked"))
    book.execute("PRAGMA foreign_keys = OFF")
    assert "never deleted" in refused(book, f"DELETE FROM {table}")  # noqa: S608 - names of our own tables
    same = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"  # noqa: S608 - names of our own tables
    assert "stands already" in refused(book, same)


@pytest.mark.parametrize(
    "wrong",
    [
        {"document": 7},
        {"transport": ""},
        {"number": 0},
        {"finished": "'2026-03-02'"},
        {"status": "'accepted'", "finished": "'2026-03-02'"},
    ],
    ids=str,
)
def test_a_delivery_that_cannot_be_is_refused(
    book: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    refused(book, DELIVERY.format(**(GOOD_DELIVERY | wrong)))
    attempt(book)


@pytest.mark.parametrize("status", [None, "accepted", "unknown"])
@pytest.mark.parametrize("transport", ["ws", "sftp"])
def test_a_document_is_sent_once(
    book: sqlite3.Connection, status: str | None, transport: str
) -> None:
    attempt(book, status)
    again = GOOD_DELIVERY | {"id": 2, "number": 2, "transport": transport}
    assert "sent once" in refused(book, DELIVERY.format(**again))
    why = again | {"why": "lost"}
    book.execute(DELIVERY.format(**why))
    assert "sent once" in refused(book, DELIVERY.format(**(why | {"id": 3, "number": 3})))


@pytest.mark.parametrize("status", ["rejected", "not_sent"])
def test_what_the_receiver_has_not_may_be_sent_again(book: sqlite3.Connection, status: str) -> None:
    attempt(book, status)
    attempt(book, id=2, number=2)


def test_an_attempt_counts_once(book: sqlite3.Connection) -> None:
    attempt(book, "rejected")
    assert "stands already" in refused(book, DELIVERY.format(**(GOOD_DELIVERY | {"id": 2})))
    book.execute("DROP TRIGGER delivery_insert")
    assert "UNIQUE" in refused(book, DELIVERY.format(**(GOOD_DELIVERY | {"id": 2})))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE delivery SET transport = 'other'",
        "UPDATE delivery SET document_id = 1, number = 2",
        "UPDATE delivery SET actor = 'ola'",
        "UPDATE delivery SET override_reason = 'x'",
        "UPDATE delivery SET started_at = '2027-01-01'",
        "UPDATE delivery SET id = 5",
        "UPDATE delivery SET status = 'accepted'",
        "UPDATE delivery SET finished_at = '2027-01-01'",
        "UPDATE delivery SET status = 'lost', finished_at = '2027-01-01'",
    ],
)
def test_what_an_attempt_began_with_stays(book: sqlite3.Connection, statement: str) -> None:
    attempt(book)
    refused(book, statement)


@pytest.mark.parametrize("status", ["accepted", "rejected", "unknown", "not_sent"])
def test_an_answer_is_written_once(book: sqlite3.Connection, status: str) -> None:
    attempt(book, status)
    for other in ("accepted", "rejected", "unknown", "not_sent"):
        assert "goes forward only" in refused(book, FINISH.format(status=other))
    refused(book, "UPDATE delivery SET status = NULL, finished_at = NULL")
    refused(book, "UPDATE delivery SET messages = '[1]'")


@pytest.mark.parametrize("status", ["accepted", "rejected", "not_sent"])
def test_only_what_is_unknown_is_resolved(book: sqlite3.Connection, status: str) -> None:
    good = RESOLUTION.format(delivery=1, status="rejected", reason="asked")
    assert "only what is unknown" in refused(book, good)
    attempt(book, status)
    assert "only what is unknown" in refused(book, good)


@pytest.mark.parametrize("status", [None, "unknown"])
def test_a_resolution_is_final(book: sqlite3.Connection, status: str | None) -> None:
    attempt(book, status)
    for wrong in ("unknown", "not_sent"):
        refused(book, RESOLUTION.format(delivery=1, status=wrong, reason="asked"))
    refused(book, RESOLUTION.format(delivery=1, status="rejected", reason=""))
    book.execute(RESOLUTION.format(delivery=1, status="rejected", reason="asked"))
    assert "never changes" in refused(book, "UPDATE resolution SET status = 'accepted'")
    attempt(book, id=2, number=2)


def test_a_resolved_document_that_was_accepted_stays_accepted(book: sqlite3.Connection) -> None:
    attempt(book)
    book.execute(RESOLUTION.format(delivery=1, status="accepted", reason="asked"))
    assert "sent once" in refused(book, DELIVERY.format(**(GOOD_DELIVERY | {"id": 2, "number": 2})))


def test_a_lease_that_was_sent_is_not_filed_again(book: sqlite3.Connection) -> None:
    book.execute("UPDATE billed_lease SET state = 'sent'")
    assert "goes forward only" in refused(book, "UPDATE billed_lease SET state = 'filed'")
    book.execute("UPDATE billed_lease SET state = 'rejected'")


EMBEDDED = URL.create("sqlite").get_dialect()()
SERVER = URL.create("postgresql").get_dialect()()


def test_times_are_kept_as_utc() -> None:
    kept = UtcDateTime()
    noon = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=1)))
    eleven = datetime(2026, 3, 2, 11, tzinfo=UTC)
    assert kept.process_bind_param(noon, EMBEDDED) == eleven.replace(tzinfo=None)
    assert kept.process_bind_param(noon, SERVER) == eleven
    assert kept.process_bind_param(None, EMBEDDED) is None
    assert kept.process_result_value(eleven.replace(tzinfo=None), EMBEDDED) == eleven
    assert kept.process_result_value(eleven, SERVER) is eleven
    assert kept.process_result_value(None, EMBEDDED) is None


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="must tell its zone"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 2), EMBEDDED)  # noqa: DTZ001 - that is the mistake
