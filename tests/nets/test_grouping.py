from __future__ import annotations

import pytest

from fakturakjerne_nets import grouping
from fakturakjerne_nets.records import OcrAmount, Record, UnknownRecord
from fakturakjerne_nets.transmission import Run, Transaction
from tests.nets.examples import (
    OCR_SHAPE,
    claim,
    claims,
    codes,
    findings,
    payment,
    payments,
    read,
    written,
)


def transactions(lines: list[bytes]) -> list[Transaction]:
    return [event for event in read(lines) if isinstance(event, Transaction)]


def numbers(lines: list[bytes]) -> list[tuple[int, int]]:
    return [(each.number, len(each.records)) for each in transactions(lines)]


def test_a_transaction_is_all_records_of_its_number() -> None:
    lines = written(claims(claim(1), claim(5)))
    assert numbers(lines) == [(1, 2), (5, 2)]
    assert [each.line for each in transactions(lines)] == [3, 5]


def test_an_unknown_record_stays_in_its_transaction() -> None:
    lines = written(claims(claim(1), claim(2)))
    lines.insert(4, b"NY210299" + b"0000001" + b"z" * 65)
    found = transactions(lines)
    assert [type(each) for each in found[0].records][2] is UnknownRecord
    assert found[0].records[2].write() == lines[4]
    assert [each.values["code"] for each in found[0].findings] == ["553"]


def test_an_unknown_record_without_a_number_stays_where_it_is() -> None:
    lines = written(claims(claim(1)))
    lines.insert(3, b"NY210299 no number")
    assert numbers(lines) == [(1, 3)]
    lines.insert(2, b"NY210299 no number")
    assert numbers(lines) == [(0, 1), (1, 3)]


def test_a_damaged_first_record_is_still_one_of_its_transaction() -> None:
    lines = written(claims(claim(1), claim(2)))
    lines[4] = b"NY219930" + lines[4][8:]
    assert numbers(lines) == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "566"), (1, "566"), (2, None)],
)
def test_numbers_begin_above_zero_and_ascend(number: int, expected: str | None) -> None:
    lines = written(claims(claim(1), claim(2)))
    for place in (4, 5):
        lines[place] = lines[place][:8] + b"%07d" % number + lines[place][15:]
    assert codes(read(lines)) == ([expected] if expected else [])


def test_the_same_number_again_is_another_transaction() -> None:
    lines = written(claims(claim(1), claim(2)))
    for place in (4, 5):
        lines[place] = lines[place][:8] + b"0000001" + lines[place][15:]
    assert numbers(lines) == [(1, 2), (1, 2)]
    [finding] = findings(read(lines))
    assert finding.message == (
        "Transaction number 1 comes after 1; the numbers must begin above 0 and ascend (Nets 566)."
    )


def test_another_number_inside_a_transaction_is_said() -> None:
    lines = written(claims(claim(1), claim(4)))
    lines[3] = lines[3][:8] + b"0000002" + lines[3][15:]
    assert numbers(lines) == [(1, 2), (4, 2)]
    [finding] = findings(read(lines))
    assert finding.message == (
        "The record has transaction number 2 inside transaction 1 (Nets 567)."
    )


def test_a_record_of_another_service_is_said_and_kept() -> None:
    lines = written(claims(claim(1)))
    foreign = payment(1)[1].write()
    lines.insert(4, foreign)
    assert codes(read(lines)) == ["553", "555", "552"]
    assert transactions(lines)[0].records[2].write() == foreign


def test_a_transaction_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "MOST_RECORDS", 3)
    lines = written(claims([*claim(1), *claim(1)[1:] * 3]))
    assert numbers(lines) == [(1, 3), (1, 2)]
    assert codes(read(lines)) == ["568"]


def test_one_without_end_is_cut_where_its_records_bear_other_numbers_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grouping, "MOST_RECORDS", 3)
    lines = written(claims([*claim(1), *claim(1)[1:] * 3]))
    for place in range(4, 7):
        lines[place] = lines[place][:8] + b"0000002" + lines[place][15:]
    assert numbers(lines) == [(1, 3), (1, 2)]
    assert codes(read(lines)) == ["567", "567", "568", "567"]


class TestFast:
    """Regular transactions come in runs; nothing else changes."""

    @staticmethod
    def rows(lines: list[bytes]) -> tuple[list[int], list[int]]:
        """The numbers that came in runs, and those that came as records."""
        events = read(lines, shapes=[OCR_SHAPE])
        fast = [int(row[1]) for event in events if isinstance(event, Run) for row in event.rows]
        return fast, [event.number for event in events if isinstance(event, Transaction)]

    def test_all_are_regular(self) -> None:
        lines = written(payments(*(payment(number) for number in range(1, 300))))
        assert self.rows(lines) == (list(range(1, 300)), [])
        assert codes(read(lines, shapes=[OCR_SHAPE])) == []

    def test_runs_know_their_lines(self) -> None:
        lines = written(payments(*(payment(number) for number in range(1, 6))))
        lines[6] = lines[6][:15] + b"x" + lines[6][16:]
        events = read(lines, shapes=[OCR_SHAPE])
        seen = [(type(event).__name__, event.line) for event in events]
        assert seen == [
            ("Opened", 1),
            ("Opened", 2),
            ("Run", 3),
            ("Transaction", 7),
            ("Run", 9),
            ("Closed", 13),
            ("Closed", 14),
        ]

    def test_an_irregular_one_is_read_as_records(self) -> None:
        lines = written(payments(*(payment(number) for number in range(1, 300))))
        lines[6] = lines[6][:15] + b"x" + lines[6][16:]
        lines[400] = lines[400][:15] + b"310226" + lines[400][21:]
        fast, slow = self.rows(lines)
        assert slow == [3, 200]
        assert sorted([*fast, *slow]) == list(range(1, 300))

    @pytest.mark.parametrize("wrong", [0, 1, 2])
    def test_numbers_that_do_not_ascend_are_said(self, wrong: int) -> None:
        parts: list[list[Record]] = [payment(number) for number in (1, 2, 3)]
        lines = written(payments(*parts))
        for place in (2 + 2 * wrong, 3 + 2 * wrong):
            lines[place] = lines[place][:8] + b"0000000" + lines[place][15:]
        assert codes(read(lines, shapes=[OCR_SHAPE])) == codes(read(lines)) == ["566"]

    def test_no_run_is_endless(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(grouping, "MOST_ROWS", 100)
        lines = written(payments(*(payment(number) for number in range(1, 301))))
        runs = [event for event in read(lines, shapes=[OCR_SHAPE]) if isinstance(event, Run)]
        assert [len(run.rows) for run in runs] == [100, 100, 100]

    def test_what_is_pending_comes_before_the_run(self) -> None:
        lines = written(payments(*(payment(number) for number in range(1, 4))))
        lines.insert(2, OcrAmount(type="15", transaction=0, card_issuer="").write())
        events = read(lines, shapes=[OCR_SHAPE])
        assert [type(event).__name__ for event in events[2:4]] == ["Transaction", "Run"]
