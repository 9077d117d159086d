from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.errors import LedgerBusyError, LedgerError
from fakturakjerne.ledger.opening import open_ledger
from fakturakjerne.ledger.records import NumberUse
from tests.ledger.made_records import (
    SERIES,
    TODAY,
    document,
    empty_batch,
    make_batch,
    order,
    placement,
)

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger

ROOT = Path(__file__).parents[2]


def test_a_clean_end_commits(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction)
        assert raw.execute("SELECT count(*) FROM batch").fetchone() == (0,)
    assert raw.execute("SELECT count(*) FROM batch").fetchone() == (1,)


@pytest.mark.parametrize("reason", [KeyError, KeyboardInterrupt, SystemExit])
def test_an_exception_rolls_back(
    ledger: SqlLedger, raw: sqlite3.Connection, reason: type[BaseException]
) -> None:
    before = list(raw.iterdump())
    with pytest.raises(reason), ledger.begin() as transaction:  # noqa: PT012 - the transaction is part of it
        make_batch(transaction)
        raise reason
    assert list(raw.iterdump()) == before


def test_files_are_pending_until_they_are_placed(
    ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    assert ledger.pending() == ()
    with ledger.begin() as transaction:
        first = placement("260302-1", position=1)
        second = placement("260302-1", position=2, name="b.txt")
        batch = evolve(empty_batch("260302-1"), placements=[second, first])
        transaction.record(batch)
    assert ledger.pending() == (first, second)
    ledger.placed(first)
    assert ledger.pending() == (second,)
    ledger.placed(second)
    assert ledger.pending() == ()
    done = raw.execute("SELECT placed_at FROM placement").fetchall()
    assert done == [("2026-03-02 10:30:00.000000",)] * 2


def test_placing_may_be_repeated_and_the_first_time_counts(
    url: str, ledger: SqlLedger, raw: sqlite3.Connection
) -> None:
    with ledger.begin() as transaction:
        make_batch(transaction)
    (pending,) = ledger.pending()
    ledger.placed(pending)
    before = list(raw.iterdump())
    with open_ledger(url) as later:
        later.placed(pending)
    assert list(raw.iterdump()) == before


def test_who_comes_second_is_told_after_the_timeout(ledger: SqlLedger, url: str) -> None:
    with open_ledger(url, lock_timeout=1) as second, ledger.begin():
        started = time.monotonic()
        with (
            pytest.raises(LedgerBusyError, match="is held by another run; wait") as caught,
            second.begin(),
        ):
            pytest.fail("two hold the ledger")
        waited = time.monotonic() - started
        assert 0.9 < waited < 10
        with pytest.raises(LedgerBusyError):
            second.placed(placement("260302-1"))
    assert "i bruk av en annen kjøring" in caught.value.in_language("nb")
    with ledger.begin():
        pass


def test_pending_can_be_asked_while_another_holds_the_ledger(ledger: SqlLedger, url: str) -> None:
    with open_ledger(url, lock_timeout=0) as second, ledger.begin() as transaction:
        make_batch(transaction)
        assert second.pending() == ()


@pytest.mark.parametrize("address", ["{url}", "sqlite://"])
def test_pending_can_be_asked_while_one_holds_the_ledger_oneself(url: str, address: str) -> None:
    with open_ledger(address.format(url=url), lock_timeout=0) as ledger:
        with ledger.begin() as transaction:
            make_batch(transaction, ["first"])
            assert ledger.pending() == ()  # it is not committed yet
        with ledger.begin() as transaction:
            make_batch(transaction, [f"{number:09d}" for number in range(60_000)])
            assert ledger.pending() == (placement("260302-1"),)
        assert ledger.pending() == (placement("260302-1"), placement("260302-2"))


def test_what_a_failed_run_sealed_is_removed_by_the_next(ledger: SqlLedger) -> None:
    with pytest.raises(KeyError), ledger.begin(), ledger.store.writer() as writer:  # noqa: PT012 - the transaction is part of it
        writer.write(b"personal data")
        stored = writer.seal()
        raise KeyError
    assert ledger.store.path(stored.sha256).exists()
    with ledger.begin():
        assert not ledger.store.path(stored.sha256).exists()


@pytest.mark.parametrize("where", ["document", "placement"])
def test_what_a_committed_row_speaks_of_stays(ledger: SqlLedger, where: str) -> None:
    with ledger.begin() as transaction, ledger.store.writer() as writer:
        writer.write(b"an order")
        stored = writer.seal()
        numbers = transaction.take_numbers(SERIES, count=1)
        batch = evolve(
            empty_batch(transaction.next_batch_id(TODAY)),
            documents=[document()],
            orders=[order("external", numbers.start)],
            placements=[placement("260302-1")],
        )
        if where == "document":
            batch = evolve(batch, documents=[evolve(document(), sha256=stored.sha256)])
        else:
            file = evolve(placement(batch.id), sha256=stored.sha256)
            batch = evolve(batch, placements=[file])
        transaction.record(batch)
    with ledger.begin():
        pass
    assert b"".join(ledger.store.open(stored.sha256)) == b"an order"


RUN = """
import sys
from fakturakjerne.ledger.opening import open_ledger
from tests.ledger.made_records import make_batch

names = [str(number) for number in range(50)]
ledger = open_ledger(sys.argv[1], lock_timeout=30)
print("ready", flush=True)
sys.stdin.readline()
with ledger.begin() as transaction:
    billed = transaction.billed(names)
    if billed:
        print("billed already in", {each.batch for each in billed.values()})
    else:
        print("billed in", make_batch(transaction, names))
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_of_two_processes_that_race_one_bills(url: str) -> None:
    open_ledger(url).close()
    racers = [start(RUN, url) for _ in range(2)]
    assert [line(racer) for racer in racers] == ["ready", "ready"]
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    said = sorted(racer.communicate(timeout=60)[0].strip() for racer in racers)
    assert said == ["billed already in {'260302-1'}", "billed in 260302-1"]
    with open_ledger(url) as ledger, ledger.begin() as transaction:
        assert transaction.number_use() == {"external": NumberUse(50, 50)}


KILLED = """
import sys
from fakturakjerne.ledger.opening import open_ledger
from tests.ledger.made_records import make_batch

ledger = open_ledger(sys.argv[1])
with ledger.begin() as transaction, ledger.store.writer() as writer:
    writer.write(b"half" * 100_000)
    with ledger.store.writer() as other:
        other.write(b"whole")
        other.seal()
    names = [f"{number:09d}" for number in range(int(sys.argv[2]))]
    make_batch(transaction, names)
    print("in the middle", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("count", [1, 60_000], ids=["in memory", "spilled to the disk"])
def test_a_killed_process_leaves_the_state_before(url: str, path: Path, count: int) -> None:
    with open_ledger(url) as ledger, ledger.begin() as transaction:
        make_batch(transaction, ["before"])
    before = path.read_bytes()
    victim = start(KILLED, url, str(count))
    assert line(victim) == "in the middle"
    victim.kill()
    victim.communicate()
    assert victim.returncode == -signal.SIGKILL
    with open_ledger(url) as ledger, ledger.begin() as transaction:
        assert path.read_bytes() == before
        assert transaction.billed(["before", "000000000"]).keys() == {"before"}
        assert transaction.number_use() == {"external": NumberUse(1, 1)}
        assert not [each for each in ledger.store.root.rglob("*") if each.is_file()]
        make_batch(transaction, ["000000000"])
        assert transaction.billed(["000000000"])["000000000"].order_number == 34500002


FULL = """
import resource, sys
from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger.opening import open_ledger
from tests.ledger.made_records import make_batch

ledger = open_ledger(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
try:
    with ledger.begin() as transaction:
        make_batch(transaction, [f"{number:09d}" for number in range(20_000)])
except LedgerError as error:
    print(error)
"""


def test_a_disk_that_refuses_leaves_the_state_before(url: str, path: Path) -> None:
    with open_ledger(url) as ledger, ledger.begin() as transaction:
        make_batch(transaction, ["before"])
    before = path.read_bytes()
    said, _ = start(FULL, url).communicate(timeout=60)
    assert "nothing was changed" in said
    assert str(path) in said
    with open_ledger(url) as ledger:
        assert len(ledger.pending()) == 1
    assert path.read_bytes() == before


def test_a_ledger_that_can_only_be_read_says_so(ledger: SqlLedger, path: Path) -> None:
    """Root may write to any file, so it is the database that is told to refuse."""
    with pytest.raises(LedgerError, match="can only be read") as caught:
        read_only(ledger)
    assert str(path) in str(caught.value)


def read_only(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        transaction._connection.exec_driver_sql("PRAGMA query_only = ON")
        make_batch(transaction)
