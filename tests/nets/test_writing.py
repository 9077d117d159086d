from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from fakturakjerne.errors import CodecError, ColumnOverflowError
from fakturakjerne_nets.records import (
    ClaimAmount,
    ClaimReference,
    EfakturaAmount,
    EfakturaAssignmentEnd,
    EfakturaAssignmentStart,
    EnrollmentAction,
    EnrollmentAssignmentEnd,
    MandateAssignmentEnd,
    OcrAssignmentStart,
    Record,
    TransmissionStart,
)
from fakturakjerne_nets.writing import Outgoing, Rendered, write_transmission
from tests.nets.examples import claim, claims, payment, payments, written

START = TransmissionStart(sender="10200", number=1)


def test_counts_sums_and_dates_are_computed() -> None:
    first = claims(claim(1, day=date(2026, 12, 20)), claim(2, amount=5, day=date(2026, 12, 1)))
    second = payments(payment(1, amount=7), assignment=2)
    lines = written(first, second)
    assert lines[6] == b"NY210088" + b"000000020000000600000000000000105011226201226".ljust(
        72, b"0"
    )
    assert lines[10] == b"NY090088" + b"000000010000000400000000000000007211126201126201126".ljust(
        72, b"0"
    )
    assert lines[11] == b"NY000089" + b"000000030000001200000000000000112201126".ljust(72, b"0")


def test_every_amount_of_a_transaction_is_added() -> None:
    lines = written(claims([*claim(1, amount=5), *claim(1, amount=7)]))
    assert lines[6][24:41] == b"00000000000000012"


def test_without_a_due_date_the_end_has_the_day_of_writing() -> None:
    answer = Outgoing(
        start=EfakturaAssignmentStart(assignment=1, account="12345678903", issuer="NOR1-1"),
        end=EnrollmentAssignmentEnd,
        transactions=[[EnrollmentAction(transaction=1)]],
    )
    assert written(answer)[-1][41:47] == b"211126"
    assert b"".join(write_transmission(START, [])).split()[-1][41:47] == b"000000"


def test_the_end_of_invoices_repeats_the_issuer() -> None:
    invoices = Outgoing(
        start=EfakturaAssignmentStart(type="03", assignment=1, issuer="NOR123456785-1"),
        end=EfakturaAssignmentEnd,
        transactions=[[EfakturaAmount(transaction=1)]],
    )
    assert written(invoices)[3][53:67] == b"NOR123456785-1"


def test_an_end_of_one_type_does_not_take_that_of_the_start() -> None:
    odd = Outgoing(start=OcrAssignmentStart(), end=MandateAssignmentEnd, transactions=[])
    assert written(odd)[2][:8] == b"NY212488"


def test_rendered_lines_are_written_as_they_are() -> None:
    rows = tuple(record.write() for record in claim(1))
    ready = Outgoing(
        start=claims().start,
        end=claims().end,
        transactions=[Rendered(1, rows, 100, date(2026, 12, 15))],
    )
    assert written(ready) == written(claims(claim(1)))


def test_lines_end_as_asked_for_and_chunks_are_small() -> None:
    many = claims(*(claim(number) for number in range(1, 3001)))
    chunks = list(write_transmission(START, [many], line_end=b"\n"))
    assert len(chunks) == 3
    assert b"\r" not in b"".join(chunks)
    assert b"".join(chunks).endswith(b"\n")
    exact = claims(*(claim(number) for number in range(1, 1023)))
    assert [len(chunk) for chunk in write_transmission(START, [exact])] == [2048 * 82]


@pytest.mark.parametrize(
    ("transactions", "message"),
    [
        (
            [claim(0)],
            "transaction number 0 after 0; the numbers must begin above 0 and ascend (Nets 566)",
        ),
        (
            [claim(2), claim(2)],
            "transaction number 2 after 2; the numbers must begin above 0 and ascend (Nets 566)",
        ),
        (
            [[*claim(1), *claim(2)]],
            "record NY210230 has transaction number 2 inside transaction 1 (Nets 567)",
        ),
        ([[]], "a transaction without records cannot be written (Nets 568)"),
    ],
)
def test_what_nets_would_reject_is_not_written(
    transactions: list[Iterable[Record]], message: str
) -> None:
    with pytest.raises(CodecError) as caught:
        written(claims(*transactions))
    assert str(caught.value) == message


def test_assignment_numbers_ascend() -> None:
    with pytest.raises(CodecError) as caught:
        written(claims(), claims())
    assert str(caught.value) == "assignment number 1 after 1; the numbers must ascend (Nets 559)"


def test_an_overflow_names_record_and_column() -> None:
    long = ClaimReference(transaction=3, reference="x" * 26)
    with pytest.raises(ColumnOverflowError) as caught:
        written(claims([ClaimAmount(transaction=3), long]))
    assert str(caught.value) == (
        f"record NY210231, transaction 3: {'x' * 26!r} is too long for reference "
        "(positions 51-75, 25 characters)"
    )


def test_a_sum_that_is_too_large_is_an_overflow_of_the_end() -> None:
    most = 10**17 - 1
    with pytest.raises(ColumnOverflowError, match=r"NY210088.*amount"):
        written(claims(claim(1, amount=most), claim(2, amount=most)))


def test_characters_are_replaced_or_refused() -> None:
    dash = claims([ClaimReference(transaction=1, reference="a – b")])
    assert b"a - b" in b"".join(write_transmission(START, [dash]))
    with pytest.raises(CodecError) as caught:
        list(write_transmission(START, [dash], transliterate=False))
    assert "has characters in reference (positions 51-75) that ISO-8859-1 lacks: –" in str(
        caught.value
    )
