"""The laws of the books hold against whoever writes to the file without our code."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from fakturakjerne.domain.enrollment import EnrollmentAction, EnrollmentStatus
from fakturakjerne.ledger.invoice_records import OrderKey, Outcome, SendingState
from tests.ledger.made_books import (
    INVOICES,
    NO,
    YES,
    answer,
    enrollment,
    ids,
    incoming,
    invoice,
    issued,
    read,
    register,
    send,
)
from tests.ledger.made_records import PERSON, make_batch

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger

PERSONAL = {"party", "person", "content"}
TABLES = (
    "customer",
    "customer_change",
    "person",
    "content",
    "transmission",
    "read_file",
    "enrollment",
    "decision",
    "invoice",
    "sending",
)
D64 = "cd" * 32
CHANGE = "INSERT INTO customer_change VALUES (1, {version}, 1, '{status}', '[]', 'k', 's', '2026')"
DECISION = (
    "INSERT INTO decision VALUES ({of}, 9, '{outcome}', '{code}', '{why}', '', {who}, 'k', 0)"
)
GOOD_DECISION = {"of": 4, "outcome": "accept", "code": "", "why": "w", "who": 1}
INVOICE = (
    "INSERT INTO invoice VALUES (9, '{number}', {series}, {ordinal}, {order}, NULL, '{content}', "
    "'2026-03-02', '{due}', {net}, {vat}, 1000, 'k', '2026')"
)
GOOD_INVOICE = {
    "number": "x",
    "series": "NULL",
    "ordinal": "NULL",
    "order": "NULL, NULL",
    "due": "2026-03-02",
    "net": 800,
    "vat": 200,
}
SENDING = (
    "INSERT INTO sending VALUES (9, {transmission}, {invoice}, '{channel}', {assignment}, "
    "{transaction}, '{state}', '', '', {file})"
)
GOOD_SENDING = {
    "transmission": 2,
    "invoice": 2,
    "channel": "efaktura",
    "assignment": 1,
    "transaction": 2,
    "state": "sent",
    "file": "NULL",
}
FILE = (
    "INSERT INTO read_file VALUES (9, 'n', '{sha}', '{importer}', 'k', '2026', '{state}', "
    "{answered}, {moved}, {by})"
)
GOOD_FILE = {
    "sha": D64,
    "importer": "i",
    "state": "read",
    "answered": "NULL",
    "moved": "NULL",
    "by": "NULL",
}
TRANSMISSION = (
    "INSERT INTO transmission VALUES (9, '{kind}', 2026, {number}, '2026-03-02', 'n', 'f', "
    "'{sha}', {bytes}, 'k', '2026', {placed}, '{state}', '')"
)
GOOD_TRANSMISSION = {
    "kind": "efaktura",
    "number": 9,
    "sha": D64,
    "bytes": 1,
    "placed": "NULL",
    "state": "sent",
}


@pytest.fixture
def book(ledger: SqlLedger, raw: sqlite3.Connection) -> sqlite3.Connection:
    """Two customers; file 1 answered by transmission 1, file 2 open; invoice 1 sent by 2, 2 not."""
    register(ledger, "1001", "1002")
    file = read(
        ledger,
        enrollment("1001"),
        enrollment("1002", action=EnrollmentAction.DELETE),
        enrollment("1002", status=EnrollmentStatus.ACTIVE),
    )
    ledger.enrollments.decide(ids(ledger, file)[0], NO)
    answer(ledger, file)
    read(ledger, enrollment("1001"), name="open.txt")
    with ledger.begin() as transaction:
        make_batch(transaction, ["9001", "9002"])
        numbers = transaction.take_numbers(INVOICES, count=2)
        transaction.outgoing.issue(
            issued(
                invoice(str(number)),
                series=INVOICES.name,
                ordinal=number,
                order=OrderKey(series="external", number=34500001 + position),
            )
            for position, number in enumerate(numbers)
        )
    send(ledger, "700001", transmission_number=2)
    raw.execute("PRAGMA foreign_keys = ON")
    return raw


def dump(book: sqlite3.Connection) -> list[str]:
    return list(book.iterdump())


def refused(book: sqlite3.Connection, statement: str) -> str:
    before = dump(book)
    with pytest.raises(sqlite3.IntegrityError) as caught:
        book.execute(statement)
    assert dump(book) == before
    return str(caught.value)


def content(book: sqlite3.Connection) -> str:
    return str(book.execute("SELECT content FROM invoice WHERE id = 2").fetchone()[0])


@pytest.mark.parametrize("table", TABLES)
def test_nothing_is_deleted_nor_replaced(book: sqlite3.Connection, table: str) -> None:
    book.execute("PRAGMA foreign_keys = OFF")
    assert "never deleted" in refused(book, f"DELETE FROM {table}")  # noqa: S608 - names of our own tables
    same = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"  # noqa: S608 - names of our own tables
    assert "stands already" in refused(book, same)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("customer_change", "actor"),
        ("enrollment", "customer_id"),
        ("enrollment", "status"),
        ("decision", "outcome"),
        ("decision", "reason"),
        ("invoice", "due_date"),
        ("invoice", "gross_ore"),
    ],
)
def test_a_row_that_stands_never_changes(book: sqlite3.Connection, table: str, column: str) -> None:
    assert "never changes" in refused(book, f"UPDATE {table} SET {column} = '1'")  # noqa: S608 - names of our own tables


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE customer SET version = version + 2",
        "UPDATE customer SET id = 7",
        "UPDATE person SET content = '{}'",
        "UPDATE person SET version = 2, number = NULL, reference = NULL, content = NULL",
        "UPDATE content SET content = '{}'",
        "UPDATE content SET kid = '1'",
        "UPDATE transmission SET number = 7",
        "UPDATE transmission SET sha256 = replace(sha256, 'a', 'b')",
        "UPDATE transmission SET folder = '/tmp'",
        "UPDATE transmission SET actor = 'ola'",
        "UPDATE read_file SET name = 'other'",
        "UPDATE read_file SET state = 'read', answered_at = NULL, transmission_id = NULL",
        "UPDATE read_file SET actor = 'ola'",
        "UPDATE read_file SET transmission_id = 2",
        "UPDATE sending SET invoice_id = 2",
        "UPDATE sending SET transaction_number = 7",
        "UPDATE sending SET code = '040'",
    ],
)
def test_what_may_change_goes_forward_only(book: sqlite3.Connection, statement: str) -> None:
    assert "goes forward only" in refused(book, statement)


def test_a_customer_is_as_its_last_change_says(book: sqlite3.Connection) -> None:
    step = "UPDATE customer SET version = 2, efaktura = 'active' WHERE id = 1"
    book.execute("UPDATE customer SET version = version WHERE 1 = 0")
    assert "as its last change says" in refused(book, step.replace("version = 2", "version = 3"))
    book.execute(CHANGE.format(version=3, status="off"))
    assert "as its last change says" in refused(book, step.replace("version = 2", "version = 3"))
    book.execute(CHANGE.format(version=4, status="active"))
    refused(book, step.replace("version = 2", "version = 4"))
    book.execute("UPDATE customer SET version = 3, efaktura = 'off' WHERE id = 1")
    book.execute(step.replace("version = 2", "version = 4"))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO customer VALUES (9, 2, 1, 'none')",
        "INSERT INTO customer VALUES (9, 1, 2, 'none')",
        "INSERT INTO customer VALUES (9, 1, 1, 'maybe')",
        CHANGE.format(version=9, status="maybe"),
        "INSERT INTO customer_change VALUES (7, 1, 1, 'none', '[]', 'k', 's', '2026')",
        "INSERT INTO customer_change VALUES (1, 9, 10, 'none', '[]', 'k', 's', '2026')",
        "INSERT INTO person VALUES (1, 9, '1002', '1002', '{}')",
        "INSERT INTO person VALUES (1, 0, '1001', '1001', '{}')",
        "INSERT INTO person VALUES (1, 9, '1001', NULL, '{}')",
        "INSERT INTO person VALUES (7, 1, '7', '7', '{}')",
        "INSERT INTO content VALUES ('short', NULL, NULL, NULL, NULL)",
        "INSERT INTO enrollment VALUES (9, 2, 9, 'new', 'A', 'P', 'unknown', NULL, NULL)",
    ],
)
def test_a_row_that_cannot_be_is_refused(book: sqlite3.Connection, statement: str) -> None:
    refused(book, statement)


def test_a_number_is_one_customer_and_stays_so(book: sqlite3.Connection) -> None:
    book.execute("INSERT INTO customer VALUES (9, 1, 1, 'none')")
    again = "INSERT INTO person VALUES (9, 1, '1001', '1001', '{}')"
    assert "stands already" in refused(book, again)
    book.execute("DROP TRIGGER person_insert")
    assert "UNIQUE" in refused(book, again)
    other = "INSERT INTO person VALUES (1, 2, '1002', '1002', '{}')"
    assert "a customer keeps its number" in refused(book, other)
    book.execute("INSERT INTO person VALUES (1, 2, '1001', '77', '{}')")


@pytest.mark.parametrize("file", [1, 2])
def test_enrollments_come_with_their_file(book: sqlite3.Connection, file: int) -> None:
    digest = content(book)
    row = f"INSERT INTO enrollment VALUES (9, {file}, 9, 'new', 'A', 'P', '{digest}', NULL, NULL)"  # noqa: S608 - our own values
    if file == 1:
        assert "come with their file" in refused(book, row)
    else:
        refused(book, row.replace("'new'", "'other'"))
        refused(book, row.replace("9, 'new'", "0, 'new'"))
        refused(book, row.replace("NULL, NULL)", "NULL, 1)"))
        book.execute(row)


@pytest.mark.parametrize(
    "wrong",
    [
        {"of": 1},
        {"of": 2},
        {"of": 3},
        {"of": 7},
        {"outcome": "maybe"},
        {"code": "01"},
        {"who": "NULL"},
        {"who": 7},
        {"why": ""},
        {"outcome": "reject"},
        {"outcome": "reject", "code": "04"},
    ],
    ids=str,
)
def test_a_decision_that_cannot_be_is_refused(
    book: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    refused(book, DECISION.format(**(GOOD_DECISION | wrong)))
    book.execute(DECISION.format(**GOOD_DECISION))


def test_a_file_is_answered_when_all_is_decided_and_by_an_answer(
    book: sqlite3.Connection,
) -> None:
    done = "UPDATE read_file SET state = 'answered', answered_at = '2026', transmission_id = {by}"
    done += " WHERE id = 2"
    moved = "UPDATE read_file SET state = 'moved', moved_at = '2026' WHERE id = {id}"
    book.execute(TRANSMISSION.format(**(GOOD_TRANSMISSION | {"kind": "answer"})))
    assert "is decided before its file is answered" in refused(book, done.format(by=9))
    refused(book, moved.format(id=2))
    book.execute(DECISION.format(**GOOD_DECISION))
    assert "new enrollments are answered" in refused(book, done.format(by="NULL"))
    assert "new enrollments are answered" in refused(book, moved.format(id=2))
    assert "answered by an answer" in refused(book, done.format(by=2))
    assert "UNIQUE" in refused(book, done.format(by=1))
    book.execute(done.format(by=9))
    book.execute(moved.format(id=2))
    assert "goes forward only" in refused(book, moved.format(id=2))


@pytest.mark.parametrize(
    "wrong",
    [
        {"sha": "short"},
        {"importer": ""},
        {"state": "lost"},
        {"state": "moved", "moved": "'2026'"},
        {"state": "answered", "answered": "'2026'"},
        {"answered": "'2026'"},
        {"moved": "'2026'"},
        {"by": 1},
    ],
    ids=str,
)
def test_a_file_that_cannot_be_is_refused(
    book: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    refused(book, FILE.format(**(GOOD_FILE | wrong)))
    book.execute(FILE.format(**GOOD_FILE))


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "other"},
        {"number": 0},
        {"number": 10_000_000},
        {"number": 1},
        {"sha": "short"},
        {"bytes": -1},
        {"placed": "'2026'"},
        {"state": "accepted"},
        {"state": "lost"},
    ],
    ids=str,
)
def test_a_transmission_that_cannot_be_is_refused(
    book: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    refused(book, TRANSMISSION.format(**(GOOD_TRANSMISSION | wrong)))
    book.execute(TRANSMISSION.format(**GOOD_TRANSMISSION))


def test_a_transmission_is_placed_once_and_its_end_is_final(book: sqlite3.Connection) -> None:
    book.execute("UPDATE transmission SET placed_at = '2026', state = 'received'")
    for statement in (
        "UPDATE transmission SET placed_at = '2027'",
        "UPDATE transmission SET placed_at = NULL",
        "UPDATE transmission SET state = 'sent'",
    ):
        assert "goes forward only" in refused(book, statement)
    book.execute("UPDATE transmission SET state = 'rejected', code = '564'")
    assert "goes forward only" in refused(book, "UPDATE transmission SET state = 'accepted'")
    assert "goes forward only" in refused(book, "UPDATE transmission SET code = ''")


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": ""},
        {"number": "700001"},
        {"series": "'invoices'"},
        {"ordinal": 5},
        {"series": "'invoices'", "ordinal": 700002},
        {"series": "'invoices'", "ordinal": 700003},
        {"series": "'external'", "ordinal": 34500001},
        {"series": "'unknown'", "ordinal": 1},
        {"order": "'external', NULL"},
        {"order": "'external', 34500001"},
        {"order": "'external', 34500009"},
        {"due": "2026-03-01"},
        {"net": 801},
        {"net": 10**18, "vat": 1000 - 10**18},
        {"content": "unknown"},
    ],
    ids=str,
)
def test_an_invoice_that_cannot_be_is_refused(
    book: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    good = GOOD_INVOICE | {"content": content(book)}
    refused(book, INVOICE.format(**(good | wrong)))
    book.execute(INVOICE.format(**good))


def test_a_number_and_an_order_are_invoiced_once_by_index_too(book: sqlite3.Connection) -> None:
    book.execute("DROP TRIGGER invoice_insert")
    book.execute("DROP TRIGGER invoice_number")
    good = GOOD_INVOICE | {"content": content(book)}
    for wrong in (
        {"number": "700001"},
        {"series": "'invoices'", "ordinal": 700002},
        {"order": "'external', 34500001"},
    ):
        assert "UNIQUE" in refused(book, INVOICE.format(**(good | wrong)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"transmission": 1},
        {"transmission": 7},
        {"invoice": 1},
        {"invoice": 7},
        {"channel": "avtalegiro"},
        {"channel": "post"},
        {"assignment": -1},
        {"transaction": 0},
        {"transaction": 1},
        {"state": "accepted", "file": 1},
        {"state": "lost"},
        {"file": 1},
    ],
    ids=str,
)
def test_a_sending_that_cannot_be_is_refused(
    book: sqlite3.Connection, wrong: dict[str, object]
) -> None:
    refused(book, SENDING.format(**(GOOD_SENDING | wrong)))
    book.execute(SENDING.format(**GOOD_SENDING))


@pytest.mark.parametrize("state", ["sent", "received", "accepted"])
def test_an_invoice_is_sent_once_while_it_is_not_rejected(
    book: sqlite3.Connection, state: str
) -> None:
    if state != "sent":
        book.execute(f"UPDATE sending SET state = '{state}', file_id = 1")  # noqa: S608 - our own values
    again = SENDING.format(**(GOOD_SENDING | {"invoice": 1}))
    assert "stands already" in refused(book, again)
    book.execute("DROP TRIGGER sending_insert")
    assert "UNIQUE" in refused(book, again)


@pytest.mark.parametrize("state", ["accepted", "rejected"])
def test_what_became_of_a_sending_is_final(book: sqlite3.Connection, state: str) -> None:
    become = "UPDATE sending SET state = '{state}', file_id = {file}"
    refused(book, become.format(state=state, file="NULL"))
    book.execute(become.format(state="received", file=1))
    assert "goes forward only" in refused(book, become.format(state="sent", file="NULL"))
    book.execute(become.format(state=state, file=1))
    for other in ("sent", "received", "accepted", "rejected"):
        assert "goes forward only" in refused(book, become.format(state=other, file=1))
    if state == "rejected":
        book.execute(SENDING.format(**(GOOD_SENDING | {"invoice": 1})))


def test_nothing_but_their_tables_holds_a_person(
    ledger: SqlLedger, book: sqlite3.Connection
) -> None:
    (one,) = ids(ledger, 2)
    ledger.enrollments.decide(one, YES)
    refusal = Outcome(
        transmission=2,
        assignment=1,
        transaction=1,
        state=SendingState.REJECTED,
        code="504",
        reference=PERSON,
    )
    ledger.invoices.apply(incoming("r.txt", importer="r"), [refusal])
    words = ("Nordmann", "Storgata", "73000000", "nordmann.example", "u-1", PERSON, "1001", "Hall")
    tables = {row[0] for row in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in tables - PERSONAL:
        text = str(book.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 - names of our own tables
        for word in (*words, "123456782"):
            assert word not in text, (table, word)
    for table in PERSONAL - {"party"}:
        text = str(book.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608 - names of our own tables
        assert "Nordmann" in text, table


def test_a_person_can_be_redacted_and_all_that_was_done_still_stands(
    ledger: SqlLedger, book: sqlite3.Connection
) -> None:
    book.execute("UPDATE person SET number = NULL, reference = NULL, content = NULL")
    book.execute("UPDATE content SET salt = NULL, reference = NULL, kid = NULL, content = NULL")
    book.execute("UPDATE party SET salt = NULL, id = NULL, number = NULL, name = NULL")
    assert PERSON not in "".join(dump(book))
    assert [each.number for each in ledger.invoices.listed()] == ["700001", "700002"]
    assert len(ledger.enrollments.of_file(1).enrollments) == 3
