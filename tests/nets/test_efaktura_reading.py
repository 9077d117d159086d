from __future__ import annotations

from typing import Any

import pytest

from fakturakjerne.domain.batch import Read
from fakturakjerne.domain.money import Ore
from fakturakjerne_nets.efaktura_invoice import EfakturaInvoice, EfakturaParty, SpecificationLine
from fakturakjerne_nets.efaktura_reading import Envelope, invoice_of
from fakturakjerne_nets.records import (
    EfakturaAssignmentStart,
    PartyAddress,
    Record,
    ShownTotals,
    Specification,
    rewritten,
)
from fakturakjerne_nets.transmission import Transaction
from tests.nets.efaktura_examples import ACCOUNT, ISSUER, codes_of, shown

ENVELOPE = Envelope(
    1121002,
    EfakturaAssignmentStart(type="03", assignment=7, account=ACCOUNT, issuer=ISSUER),
    "f.txt",
)


def put_together(records: list[Record]) -> Read[EfakturaInvoice]:
    transaction = Transaction(number=1, records=tuple(records), line=3)
    return invoice_of(transaction, ENVELOPE)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"short_name": "Kari", "reference": "Faktura 1"},
        {"phone": "73500000", "fax": "1", "email": "a@b.no"},
        {"payer": EfakturaParty(name="Verge", place="OSLO", country="SE")},
        {"summary_type": 1, "template": 2, "advertising": 1},
        {"lines": (*shown().lines, SpecificationLine(5, 7, ("a", "b", "c")))},
    ],
)
def test_records_become_the_invoice_that_they_were_made_of(changes: dict[str, Any]) -> None:
    made = shown(**changes)
    read = put_together(list(made.records(1)))
    assert read.item == made
    assert read.findings == ()
    assert read.item is not None
    assert (read.item.transmission, read.item.assignment, read.item.transaction) == (1121002, 7, 1)
    assert read.item.origin == "f.txt: line 3"


@pytest.mark.parametrize(
    ("key", "party", "named"),
    [
        ("34", None, "34"),
        ("35", None, "35"),
        ("36", None, "36"),
        ("40", 1, "40 (1)"),
        ("41", 2, "41 (2)"),
    ],
)
def test_a_record_that_is_missing_is_named(key: str, party: int | None, named: str) -> None:
    records = [
        each
        for each in shown().records(1)
        if each.form.record != key or (party and getattr(each, "party", None) != party)
    ]
    read = put_together(records)
    assert read.item is not None
    assert [each.message for each in read.findings] == [
        f"Transaction 1 has no record {named} (Nets 568)."
    ]


def test_without_record_30_there_is_no_invoice() -> None:
    read = put_together([each for each in shown().records(1) if each.form.record != "30"])
    assert read.item is None
    assert codes_of(read.findings) == ["568"]


def test_parties_that_are_missing_are_blank() -> None:
    records = [each for each in shown().records(1) if each.form.record not in {"40", "41"}]
    read = put_together(records)
    assert read.item is not None
    assert read.item.seller == read.item.consumer == EfakturaParty()
    assert codes_of(read.findings) == ["568"] * 4
    street = PartyAddress(type="03", transaction=1, party=1, line_1="Storgata 1")
    again = put_together([*records, street]).item
    assert again is not None
    assert again.seller == EfakturaParty(line_1="Storgata 1")


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"due_date": None}, "055"), ({"amount": None}, "056"), ({"amount": 123451}, "056")],
)
def test_what_is_shown_must_be_what_is_to_be_paid(changes: dict[str, Any], code: str) -> None:
    records = [
        rewritten(each, **changes) if isinstance(each, ShownTotals) else each
        for each in shown().records(1)
    ]
    read = put_together(records)
    assert read.item is not None
    assert read.item.amount == Ore(123450)
    [finding] = read.findings
    assert finding.values["code"] == code
    assert not finding.blocks


@pytest.mark.parametrize("column", [1, 2, 3])
def test_a_line_without_one_of_its_three_records_is_named(column: int) -> None:
    records = [
        each
        for each in shown().records(1)
        if not isinstance(each, Specification) or (each.line_number, each.column) != (2, column)
    ]
    [finding] = put_together(records).findings
    assert finding.values["code"] == "557"
    assert "Specification 1, line 2" in finding.message


def test_without_an_envelope_the_account_is_that_of_record_36() -> None:
    transaction = Transaction(number=1, records=tuple(shown().records(1)), line=1)
    item = invoice_of(transaction).item
    assert item is not None
    assert (item.account, item.issuer, item.origin) == (ACCOUNT, "", "line 1")


def test_a_line_with_a_column_twice_is_named() -> None:
    records = list(shown().records(1))
    [finding] = put_together([*records, records[-1]]).findings
    assert finding.values["found"] == "1, 2, 3, 3"
