from __future__ import annotations

import pytest

from fakturakjerne_nets.records import Record, class_of
from fakturakjerne_nets.records.enrollment import (
    EfakturaAssignmentStart,
    EnrollmentAction,
    EnrollmentAssignmentEnd,
    EnrollmentName,
    EnrollmentState,
    EnrollmentUser,
    PartyAddress,
    PartyEmail,
    PartyName,
    PartyPhone,
)

LINES: list[tuple[str, Record]] = [
    (
        "NY429420000000000000000112345678903NOR123456785-10000000000000000000000000000000",
        EfakturaAssignmentStart(assignment=1, account="12345678903", issuer="NOR123456785-1"),
    ),
    (
        "NY4294370000001A 1001                           00000000000000000000000000000000",
        EnrollmentAction(transaction=1, action="A", reference="1001"),
    ),
    (
        "NY4294370000001Cx1001                           00000000000000000000000000000000",
        EnrollmentAction(transaction=1, action="C", raw_17=b"x", reference="1001"),
    ),
    (
        "NY4294380000002N01Ugyldig referanse                       0000000000000000000000",
        EnrollmentState(transaction=2, status="N", error_code="01", error_text="Ugyldig referanse"),
    ),
    (
        "NY4294390000002Pål                           Østgård                       00000",
        EnrollmentName(transaction=2, first_name="Pål", last_name="Østgård"),
    ),
    (
        "NY42944000000012                              7030   TRONDHEIM                00",
        PartyName(transaction=1, party=2, postal_code="7030", place="TRONDHEIM"),
    ),
    (
        "NY42034000000011Strøm & Vann KF               7030   TRONDHEIM                00",
        PartyName(
            type="03",
            transaction=1,
            party=1,
            name="Strøm & Vann KF",
            postal_code="7030",
            place="TRONDHEIM",
        ),
    ),
    (
        "NY42944100000032Fjordveien 3                  Leil. 4                       NO 0",
        PartyAddress(transaction=3, party=2, line_1="Fjordveien 3", line_2="Leil. 4", country="NO"),
    ),
    (
        "NY4294220000001273500000                                000000000000000000000000",
        PartyPhone(transaction=1, party=2, phone="73500000"),
    ),
    (
        "NY42942300000012kari@example.no                                                 ",
        PartyEmail(transaction=1, party=2, email="kari@example.no"),
    ),
    (
        "NY4294280000001U000000000000001                   000000000000000000000000000000",
        EnrollmentUser(transaction=1, user_id="U000000000000001"),
    ),
    (
        "NY429488000000050000004200000000000000000000000000000000000000000000000000000000",
        EnrollmentAssignmentEnd(transactions=5, records=42),
    ),
]


@pytest.mark.parametrize(("line", "record"), LINES)
def test_the_tables_of_section_2(line: str, record: Record) -> None:
    data = line.encode("iso-8859-1")
    cls = class_of(data[:8])
    assert cls is type(record)
    assert cls.read(data) == record
    assert record.write() == data


def test_nothing_personal_is_in_a_repr() -> None:
    shown = " ".join(repr(record) for _, record in LINES)
    for personal in ("Pål", "Østgård", "7030", "Fjordveien", "73500000", "kari@", "U00000"):
        assert personal not in shown


def test_the_end_says_how_many() -> None:
    assert EnrollmentAssignmentEnd(transactions=5, records=42).stated() == (
        5,
        42,
        None,
        None,
        None,
        False,
    )
