from __future__ import annotations

from datetime import date

import pytest

from fakturakjerne_nets.records import Record, class_of
from fakturakjerne_nets.records.ocr import (
    OcrAmount,
    OcrAssignmentEnd,
    OcrAssignmentStart,
    OcrMessage,
    OcrReference,
)

DAY = date(2092, 1, 20)
LINES: list[tuple[str, Record]] = [
    (
        "NY090020001008566000000299991042764000000000000000000000000000000000000000000000",
        OcrAssignmentStart(agreement="001008566", assignment=2, account="99991042764"),
    ),
    (
        "NY09103000000012001921320101464000000000000102000                  0000531000000",
        OcrAmount(
            transaction=1,
            nets_date=DAY,
            center="13",
            day_code=20,
            settlement=1,
            serial="01464",
            sign="0",
            amount=102000,
            kid="0000531",
            card_issuer="00",
        ),
    ),
    (
        "NY09183000000012001921320101464-00000000000102000                 1000005-010000",
        OcrAmount(
            type="18",
            transaction=1,
            nets_date=DAY,
            center="13",
            day_code=20,
            settlement=1,
            serial="01464",
            sign="-",
            amount=102000,
            kid="1000005-",
            card_issuer="01",
        ),
    ),
    (
        "NY091031000000297975960160975960161883206160192999910055240000000000000000000000",
        OcrReference(
            transaction=2,
            form_number="9797596016",
            archive_reference="097596016",
            raw_35=b"1883206",
            bank_date=date(2092, 1, 16),
            debit_account="99991005524",
        ),
    ),
    (
        "NY0921320000001Foo bar baz                             0000000000000000000000000",
        OcrMessage(type="21", transaction=1, message="Foo bar baz"),
    ),
    (
        "NY090088000000200000004200000000000514490200192200192200192000000000000000000000",
        OcrAssignmentEnd(
            transactions=20,
            records=42,
            amount=514490,
            generated=DAY,
            first_date=DAY,
            last_date=DAY,
        ),
    ),
]


@pytest.mark.parametrize(("line", "record"), LINES)
def test_the_tables_of_section_6(line: str, record: Record) -> None:
    data = line.encode("iso-8859-1")
    cls = class_of(data[:8])
    assert cls is type(record)
    assert cls.read(data) == record
    assert record.write() == data


def test_what_counts() -> None:
    assert LINES[2][1].counted() == (102000, DAY)
    assert LINES[5][1].stated() == (20, 42, 514490, DAY, DAY, True)
