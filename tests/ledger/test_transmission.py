from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from fakturakjerne.errors import LedgerError
from fakturakjerne.ledger.access import ROWS_A_QUERY
from fakturakjerne.ledger.invoice_records import SendingState, TransmissionKind
from fakturakjerne.ledger.opening import open_ledger
from tests.ledger.made_books import issue, send, transmission
from tests.ledger.made_records import NOW, TODAY

if TYPE_CHECKING:
    from fakturakjerne.ledger.sql import SqlLedger


def test_a_transmission_is_pending_until_it_is_placed(ledger: SqlLedger) -> None:
    one = send(ledger, *issue(ledger))
    (pending,) = ledger.transmissions.pending()
    assert (pending.id, pending.number, pending.today) == (one, 1, TODAY)
    assert (pending.folder, pending.state) == (Path("/srv/nets/out"), SendingState.SENT)
    placed = ledger.transmissions.placed(one)
    assert placed == evolve(pending, placed_at=NOW)
    assert ledger.transmissions.placed(one) == placed
    assert ledger.transmissions.pending() == ()
    assert ledger.transmissions.listed() == (placed,)


def test_a_dry_run_has_nothing_to_place(ledger: SqlLedger, url: str) -> None:
    send(ledger, *issue(ledger))
    with open_ledger(url, dry_run=True) as rehearsal:
        assert rehearsal.transmissions.pending() == ()


def test_a_transmission_that_is_not_there_is_told(ledger: SqlLedger) -> None:
    with pytest.raises(LedgerError, match="no transmission of id 7") as caught:
        ledger.transmissions.placed(7)
    assert "ingen forsendelse med id 7" in caught.value.in_language("nb")


def test_an_invoice_is_sent_once_by_each_way(ledger: SqlLedger, raw: sqlite3.Connection) -> None:
    first, second = issue(ledger, 2)
    send(ledger, first)
    before = list(raw.iterdump())
    with pytest.raises(LedgerError, match="700001 was sent as efaktura already") as caught:
        send(ledger, second, first, transmission_number=2)
    assert "Faktura 700001 er sendt som efaktura allerede" in caught.value.in_language("nb")
    assert list(raw.iterdump()) == before
    send(ledger, first, second, transmission_number=2, kind=TransmissionKind.AVTALEGIRO)


def test_an_invoice_is_in_a_transmission_once(ledger: SqlLedger) -> None:
    (number,) = issue(ledger)
    with pytest.raises(LedgerError, match="stands already"):
        send(ledger, number, number)


def test_an_invoice_of_nobody_is_not_sent(ledger: SqlLedger) -> None:
    with pytest.raises(LedgerError, match="has no invoice 1; issue it first"):
        send(ledger, "1")


def test_many_invoices_are_sent_in_chunks(ledger: SqlLedger) -> None:
    numbers = issue(ledger, ROWS_A_QUERY + 1)
    send(ledger, *numbers)
    assert ledger.invoices.sendings(numbers[-1])[0].transaction == ROWS_A_QUERY + 1


def test_numbers_go_up_within_a_year(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction:
        outgoing = transaction.outgoing
        assert outgoing.next_transmission(2026) == 1
        outgoing.transmit(transmission(number=3))
        assert outgoing.next_transmission(2026) == 4
        assert outgoing.next_transmission(2027) == 1
    with (
        pytest.raises(LedgerError, match="a row of transmission stands already"),
        ledger.begin() as transaction,
    ):
        transaction.outgoing.transmit(transmission(number=3))


def test_bytes_that_a_transmission_speaks_of_stay(ledger: SqlLedger) -> None:
    with ledger.begin() as transaction, ledger.store.writer() as writer:
        writer.write(b"NY000010")
        stored = writer.seal()
        record = transmission(sha256=stored.sha256, size=stored.size)
        transaction.outgoing.transmit(record)
    with ledger.begin():
        ledger.store.verify(stored.sha256)


def test_many_at_once_send_an_invoice_once(url: str, ledger: SqlLedger) -> None:
    (number,) = issue(ledger)

    def try_to_send(transmission_number: int) -> None:
        with open_ledger(url, lock_timeout=30) as another:
            try:
                send(another, number, transmission_number=transmission_number)
            except LedgerError as error:
                refused.append(str(error))

    refused: list[str] = []
    threads = [threading.Thread(target=try_to_send, args=[each]) for each in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 3
    assert all("sent as efaktura already" in each for each in refused)
    assert len(ledger.transmissions.listed()) == 1
