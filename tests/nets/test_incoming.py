from __future__ import annotations

import pytest

from fakturakjerne_nets.incoming import ENROLLMENT, INVOICE, RECEIPT, Whose, recognized
from fakturakjerne_nets.records import (
    EfakturaAssignmentStart,
    Level,
    MandateRecord,
    ReceiptStart,
    TransmissionStart,
)
from fakturakjerne_nets.transmission import Opened
from tests.nets.efaktura_examples import START, lines_of

TO_NETS = "NY00001000010200112100100008080"


def opened(record: object, level: Level = Level.ASSIGNMENT) -> Opened:
    return Opened(record=record, level=level, line=2)  # type: ignore[arg-type]  # any record will do


@pytest.mark.parametrize(
    ("lines", "keys", "from_nets", "expected"),
    [
        ([START, "NY429420"], [ENROLLMENT], True, True),
        ([START, "NY429420", "NY000089"], RECEIPT, True, False),
        ([START, "NY429420"], RECEIPT, True, True),  # what follows the head may be receipts
        ([START, "NY420463", "NY000089"], RECEIPT, True, True),
        ([START, "NY090020"], RECEIPT, True, False),
        ([TO_NETS, "NY429420"], [ENROLLMENT], True, False),
        ([TO_NETS, "NY420320"], [INVOICE], False, True),
        ([START, "NY420320"], [INVOICE], False, False),
        ([TO_NETS, "NY429420"], [INVOICE], False, False),
        (["NY429420"], [ENROLLMENT], True, False),
        ([], [ENROLLMENT], True, False),
    ],
)
def test_a_file_is_known_by_its_start_and_its_records(
    lines: list[str], keys: list[bytes], from_nets: bool, expected: bool
) -> None:
    assert recognized(lines_of(*lines), keys=keys, from_nets=from_nets) is expected


@pytest.mark.parametrize("ends", [b"\r\n", b"\n", b"\r"])
def test_lines_may_end_as_they_like(ends: bytes) -> None:
    head = b"\r\n" + lines_of(START, "NY429420")
    assert recognized(head.replace(b"\r\n", ends), keys=[ENROLLMENT], from_nets=True)


def test_what_is_for_others_is_said_once_each() -> None:
    whose = Whose(importer="efaktura-enrollment", issuer="", name="f.txt")
    receipt = opened(ReceiptStart(type="04"), Level.RECEIPT)
    [finding] = whose.others(receipt)
    assert "efaktura-receipt" in finding.message
    assert whose.others(receipt) == ()
    assert whose.others(opened(ReceiptStart(type="05"), Level.RECEIPT)) == ()
    assert whose.others(opened(EfakturaAssignmentStart(type="94"))) == ()
    assert whose.others(opened(MandateRecord())) == ()
    assert len(whose.others(opened(EfakturaAssignmentStart(type="03")))) == 1


def test_an_issuer_is_ours_or_a_stranger() -> None:
    start = opened(EfakturaAssignmentStart(issuer="NOR1-1"))
    anybodys = Whose(importer="x", issuer="", name="")
    ours = Whose(importer="x", issuer="NOR1-1", name="")
    others = Whose(importer="x", issuer="NOR2-1", name="")
    assert anybodys.stranger(start, issuer="NOR1-1") == ()
    assert ours.stranger(start, issuer="NOR1-1") == ()
    [finding] = others.stranger(start, issuer="NOR1-1")
    assert finding.message == "The issuer is 'NOR1-1', not 'NOR2-1'; this is left out (Nets 507)."


def test_a_sender_other_than_nets_is_foreign() -> None:
    whose = Whose(importer="x", issuer="", name="f.txt")
    assert whose.foreign(TransmissionStart(), line=1) == ()
    assert whose.is_from_nets
    [finding] = whose.foreign(TransmissionStart(sender="00010200"), line=1)
    assert finding.blocks
    assert not whose.is_from_nets
