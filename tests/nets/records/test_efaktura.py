from __future__ import annotations

from datetime import date

import pytest

from fakturakjerne_nets.records import Record, class_of
from fakturakjerne_nets.records.efaktura import (
    EfakturaAgreement,
    EfakturaAmount,
    EfakturaAssignmentEnd,
    EfakturaReference,
    InvoiceReference,
    ShownTotals,
    Specification,
)

DUE = date(2026, 12, 15)
LINES: list[tuple[str, Record]] = [
    (
        "NY4203300000001151226           00000000000123450            0010010000015000000",
        EfakturaAmount(transaction=1, due_date=DUE, amount=123450, kid="0010010000015"),
    ),
    (
        "NY4203310000001Kari Nordm                         Faktura 20261            00000",
        EfakturaReference(transaction=1, short_name="Kari Nordm", reference="Faktura 20261"),
    ),
    (
        "NY420334000000115.12.20261.234,50            Faktura                            ",
        ShownTotals(transaction=1, due_date=DUE, amount=123450, title="Faktura"),
    ),
    (
        "NY42033500000021002                           1021Strøm & Vann KF               ",
        EfakturaAgreement(
            transaction=2,
            reference="1002",
            summary_type=1,
            template=2,
            advertising=1,
            issuer_name="Strøm & Vann KF",
        ),
    ),
    (
        "NY420336000000120261                    21.11.202612345678903123456785         0",
        InvoiceReference(
            transaction=1,
            invoice_number="20261",
            invoice_date=date(2026, 11, 21),
            account="12345678903",
            organization_number="123456785",
        ),
    ),
    (
        "NY4203490000001200121001                                    00000000000000000000",
        Specification(transaction=1, kind_of_text=2, line_number=1, column=2, text="1001"),
    ),
    (
        "NY420388000000020000006000000000000373450151226181226NOR123456785-10000000000000",
        EfakturaAssignmentEnd(
            transactions=2,
            records=60,
            amount=373450,
            first_date=DUE,
            last_date=date(2026, 12, 18),
            issuer="NOR123456785-1",
        ),
    ),
]


@pytest.mark.parametrize(("line", "record"), LINES)
def test_the_tables_of_section_4(line: str, record: Record) -> None:
    data = line.encode("iso-8859-1")
    cls = class_of(data[:8])
    assert cls is type(record)
    assert cls.read(data) == record
    assert record.write() == data


def test_what_counts() -> None:
    first, last = LINES[0][1], LINES[-1][1]
    assert first.counted() == (123450, DUE)
    assert last.stated() == (2, 60, 373450, DUE, date(2026, 12, 18), True)
