from __future__ import annotations

import pytest

from fakturakjerne.domain.finding import Severity
from fakturakjerne_nets.records import (
    EfakturaAssignmentStart,
    EnrollmentAction,
    EnrollmentAssignmentEnd,
)
from fakturakjerne_nets.writing import Outgoing
from tests.nets.examples import claim, claims, findings, payment, payments, read, written

RECEIPT = [
    b"NY000010000080800004712000102000000000000000000000000000000000000000000000000000",
    b"NY420463000102001121002000080800000NOR123456785-10000000000000000000000000000000",
    b"NY420468000000010000000000000000000000000000000000000000000000000000000000000000",
    b"NY420563000102001121002000080800000NOR123456785-11001000000000000000000000000000",
    b"NY420664000000000112160212345678903000000000001000000000001234500000000100000000",
    b"NY4203300000002181226           00000000000250000            0010020000021000000",
    b"NY42036500000020401002                                    0000000000000000000000",
    b"NY420667000000010000000000000000000000000000000000000020000000000000000000000000",
    b"NY420568000000010000000000000000000000000000000000000000000000000000000000000000",
    b"NY000089000000000000001000000000000000000221126000000000000000000000000000000000",
]


def put(line: bytes, at: int, value: bytes) -> bytes:
    return line[: at - 1] + value + line[at - 1 + len(value) :]


def said(lines: list[bytes]) -> list[tuple[str, object, Severity]]:
    return [(each.message, each.path, each.severity) for each in findings(read(lines))]


@pytest.mark.parametrize(
    ("line", "at", "value", "path", "message"),
    [
        (6, 9, b"00000003", "line 7, record 88 (NY210088), positions 9-16", "transactions says 3, but the file has 2 (Nets 543)."),
        (6, 17, b"00000007", "line 7, record 88 (NY210088), positions 17-24", "records says 7, but the file has 6 (Nets 555)."),
        (6, 25, b"00000000000000201", "line 7, record 88 (NY210088), positions 25-41", "amount says 201 øre, but the amounts are 200 øre together."),
        (6, 42, b"161226", "line 7, record 88 (NY210088), positions 42-47", "first_date says 2026-12-16, but the transactions say 2026-12-15."),
        (6, 48, b"000000", "line 7, record 88 (NY210088), positions 48-53", "last_date says -, but the transactions say 2026-12-15."),
        (7, 9, b"00000003", "line 8, record 89 (NY000089), positions 9-16", "transactions says 3, but the file has 2 (Nets 536)."),
        (7, 17, b"00000007", "line 8, record 89 (NY000089), positions 17-24", "records says 7, but the file has 8 (Nets 552)."),
        (7, 25, b"00000000000000201", "line 8, record 89 (NY000089), positions 25-41", "amount says 201 øre, but the amounts are 200 øre together."),
    ],
)  # fmt: skip
def test_counts_and_sums(line: int, at: int, value: bytes, path: str, message: str) -> None:
    lines = written(claims(claim(1), claim(2)))
    lines[line] = put(lines[line], at, value)
    assert said(lines) == [(message, path, Severity.ERROR)]


def test_dates_of_nothing_are_none() -> None:
    lines = written(claims())
    assert said(lines) == []
    lines[2] = put(lines[2], 42, b"151226")
    assert [message for message, _, _ in said(lines)] == [
        "first_date says 2026-12-15, but the transactions say -."
    ]


def test_reversals_are_added() -> None:
    assert said(written(payments(payment(1), payment(2, amount=250)))) == []


def test_agreements_have_counts_only() -> None:
    answer = Outgoing(
        start=EfakturaAssignmentStart(assignment=1),
        end=EnrollmentAssignmentEnd,
        transactions=[[EnrollmentAction(transaction=1)]],
    )
    lines = written(answer)
    assert said(lines) == []
    lines[3] = put(lines[3], 9, b"00000002")
    assert [message[:23] for message, _, _ in said(lines)] == ["transactions says 2, bu"]


class TestReceipts:
    def test_a_sound_one(self) -> None:
        assert said(RECEIPT) == []

    def test_whether_89_counts_rejected_invoices_is_open(self) -> None:
        end = b"NY000089000000010000001000000000000250000221126".ljust(80, b"0")
        assert said([*RECEIPT[:-1], end]) == []
        assert len(said([*RECEIPT[:-1], put(end, 9, b"00000002")])) == 1
        assert len(said([*RECEIPT[:-1], put(end, 25, b"00000000000250001")])) == 1

    @pytest.mark.parametrize(
        ("line", "at", "value", "column"),
        [
            (4, 40, b"00000002", ["accepted", "transactions"]),
            (4, 65, b"00000002", ["transactions"]),
            (7, 9, b"00000002", ["accepted", "transactions"]),
            (7, 48, b"00000003", ["transactions", "transactions"]),
            (8, 9, b"00000002", ["assignments"]),
            (2, 9, b"00000002", []),
        ],
    )
    def test_what_67_and_68_say(self, line: int, at: int, value: bytes, column: list[str]) -> None:
        lines = list(RECEIPT)
        lines[line] = put(lines[line], at, value)
        found = findings(read(lines))
        assert [each.values["column"] for each in found] == column
        assert all(each.severity is Severity.WARNING for each in found)

    def test_an_assignment_rejected_as_a_whole_lists_nothing(self) -> None:
        lines = list(RECEIPT)
        lines[4] = put(put(put(lines[4], 36, b"1"), 40, b"00000000"), 65, b"00000007")
        lines[7] = put(put(lines[7], 9, b"00000000"), 48, b"00000007")
        del lines[5:7]
        lines[-1] = put(lines[-1], 17, b"00000008")
        assert said(lines) == []

    def test_an_end_without_its_start_is_compared_with_nothing(self) -> None:
        lines = list(RECEIPT)
        lines[4] = b"NY420020" + lines[4][8:]
        assert "accepted" not in {each.values.get("column") for each in findings(read(lines))}


def test_an_assignment_that_nobody_knows_is_counted() -> None:
    lines = [
        RECEIPT[0],
        b"NY040020".ljust(80, b"0"),
        b"NY0400300000001".ljust(80, b"0"),
        b"NY04008800000001" + b"00000003".ljust(64, b"0"),
        b"NY00008900000001" + b"00000005".ljust(64, b"0"),
    ]
    assert {each.values["code"] for each in findings(read(lines))} == {"553"}
    lines[3] = b"NY04008800000002" + b"xxxxxxxx".ljust(64, b"0")
    messages = [each.message for each in findings(read(lines))]
    assert "transactions says 2, but the file has 1 (Nets 543)." in messages
