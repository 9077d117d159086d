from __future__ import annotations

from datetime import date

import pytest

from fakturakjerne_nets.records import Record, class_of
from fakturakjerne_nets.records.avtalegiro import (
    AvtaleGiroAssignmentStart,
    ClaimAmount,
    ClaimAssignmentEnd,
    ClaimReference,
    ClaimText,
    MandateAssignmentEnd,
    MandateRecord,
)

DUE = date(2026, 12, 15)
LINES: list[tuple[str, Record]] = [
    (
        "NY210020000000000112100112345678903000000000000000000000000000000000000000000000",
        AvtaleGiroAssignmentStart(assignment=1121001, account="12345678903"),
    ),
    (
        "NY213620000000000112100212345678903000000000000000000000000000000000000000000000",
        AvtaleGiroAssignmentStart(type="36", assignment=1121002, account="12345678903"),
    ),
    (
        "NY2121300000001151226           00000000000123450            0010010000015000000",
        ClaimAmount(type="21", transaction=1, due_date=DUE, amount=123450, kid="0010010000015"),
    ),
    (
        "NY2193310000001HANSEN OLA                         Faktura 20201            00000",
        ClaimReference(
            type="93", transaction=1, short_name="HANSEN OLA", reference="Faktura 20201"
        ),
    ),
    (
        "NY212149000000140031Avløp 234,50                            00000000000000000000",
        ClaimText(transaction=1, line_number=3, column=1, text="Avløp 234,50"),
    ),
    (
        "NY210088000000020000000900000000000373450151226181226000000000000000000000000000",
        ClaimAssignmentEnd(
            transactions=2,
            records=9,
            amount=373450,
            first_date=DUE,
            last_date=date(2026, 12, 18),
        ),
    ),
    (
        "NY21947000000011          000112000507155J00000000000000000000000000000000000000",
        MandateRecord(transaction=1, registration=1, kid="000112000507155", notice="J"),
    ),
    (
        "NY212488000000160000001800000000000000000000000000000000000000000000000000000000",
        MandateAssignmentEnd(transactions=16, records=18),
    ),
]


@pytest.mark.parametrize(("line", "record"), LINES)
def test_the_tables_of_section_5(line: str, record: Record) -> None:
    data = line.encode("iso-8859-1")
    cls = class_of(data[:8])
    assert cls is type(record)
    assert cls.read(data) == record
    assert record.write() == data


def test_what_counts() -> None:
    assert LINES[2][1].counted() == (123450, DUE)
    assert LINES[5][1].stated() == (2, 9, 373450, DUE, date(2026, 12, 18), True)
    assert LINES[7][1].stated() == (16, 18, None, None, None, False)
