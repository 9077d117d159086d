from __future__ import annotations

import pytest

from fakturakjerne.domain.mandate import MandateKind
from fakturakjerne_nets.records import (
    AvtaleGiroAssignmentStart,
    MandateAssignmentEnd,
    MandateRecord,
    Record,
)
from fakturakjerne_nets.writing import Outgoing
from tests.nets import examples
from tests.nets.examples import SAMPLES
from tests.nets.giro_examples import MANDATES, mandates, said

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")


def file_of(*transactions: list[Record]) -> bytes:
    outgoing = Outgoing(
        start=AvtaleGiroAssignmentStart(type="24", assignment=7, account="99991042764"),
        end=MandateAssignmentEnd,
        transactions=transactions,
    )
    return b"\r\n".join(examples.written(outgoing, sender="00008080"))


def mandate(number: int, **changes: object) -> list[Record]:
    known: dict[str, object] = {"registration": 1, "kid": "000112000507155", "notice": "J"}
    return [MandateRecord(transaction=number, **{**known, **changes})]  # type: ignore[arg-type]  # by name


@needs_samples
def test_the_sample_reads_without_a_finding() -> None:
    data = (SAMPLES / "python-netsgiro_avtalegiro_agreements.txt").read_bytes()
    assert MANDATES.recognize(data, name="")
    reads = mandates(data)
    assert said(reads) == []
    items = [read.item for read in reads if read.item]
    assert len(items) == 16
    assert [item.notice for item in items].count(True) == 11
    assert items[0].kid == "000112000507155"


def test_full_lists_new_and_deleted_ones_are_told_apart() -> None:
    data = file_of(*(mandate(number + 1, registration=number) for number in range(3)))
    items = [read.item for read in mandates(data) if read.item]
    assert [item.kind for item in items] == [
        MandateKind.FULL,
        MandateKind.NEW,
        MandateKind.DELETED,
    ]
    assert [(item.account, item.assignment, item.number) for item in items] == [
        ("99991042764", 7, 1),
        ("99991042764", 7, 2),
        ("99991042764", 7, 3),
    ]


def test_an_unknown_kind_is_no_mandate() -> None:
    [read] = mandates(file_of(mandate(1, registration=3)))
    assert read.item is None
    assert said([read]) == [
        ("line 3, record 70 (NY219470), position 16", "giro.registration"),
    ]


def test_notice_is_given_where_nobody_can_tell() -> None:
    yes, no, unknown = mandates(
        file_of(mandate(1), mandate(2, notice="N"), mandate(3, notice="?")),
    )
    assert yes.item
    assert no.item
    assert unknown.item
    assert (yes.item.notice, no.item.notice, unknown.item.notice) == (True, False, True)
    assert [code for _, code in said([yes, no, unknown])] == ["giro.notice"]


def test_a_wrong_kid_is_a_warning() -> None:
    data = file_of(mandate(1, kid="100030"))
    [read] = mandates(data)
    assert read.item is not None
    assert [finding.blocks for finding in read.findings] == [False]
    assert said(mandates(data, kid="none")) == []


def test_a_record_that_nobody_knows_is_a_finding_and_no_mandate() -> None:
    reads = mandates(file_of(mandate(1), mandate(2)).replace(b"NY219470", b"NY219499", 1))
    assert [read.item is not None for read in reads] == [False, True]
    assert [code for _, code in said(reads)] == ["nets.record-unknown"]


def test_counts_are_verified() -> None:
    data = file_of(mandate(1)).replace(b"NY21248800000001", b"NY21248800000002")
    [*_, last] = mandates(data)
    assert said([last]) == [("line 4, record 88 (NY212488), positions 9-16", "nets.count")]


def test_claims_are_no_mandates() -> None:
    data = b"\n".join(examples.written(examples.claims(examples.claim(1))))
    assert mandates(data) == []
    assert not MANDATES.recognize(data, name="")
