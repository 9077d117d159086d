"""OCR giro and AvtaleGiro against python-netsgiro: each reads what the other wrote, the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import netsgiro
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.money import Ore
from fakturakjerne_nets.records import OcrAmount, Record
from fakturakjerne_nets.records.framework import rewritten
from tests.nets import examples
from tests.nets.examples import SAMPLES
from tests.nets.giro_examples import OPTIONS, mandates, payments, said, written

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
KIDS = st.text("0123456789", min_size=3, max_size=24).map(Kid.of)
WORDS = st.text("abc ÆØÅæøå", max_size=10).map(str.strip)
HALF = st.text("abc ÆØÅæøå", min_size=1, max_size=39).map(lambda text: f"x{text.strip()}")
DAYS = st.dates(date(2000, 1, 1), date(2068, 12, 31))  # netsgiro takes 69 for 1969
CLAIMS = st.builds(
    Claim,
    kid=KIDS,
    due_date=DAYS,
    amount=st.integers(1, 10**9).map(Ore),
    payer_name=WORDS,
    reference=WORDS,
    bank_notice=st.booleans(),
    # Both columns: where the second is absent netsgiro glues lines together (defect 7).
    lines=st.lists(st.tuples(HALF, HALF).map(lambda both: both[0].ljust(40) + both[1])).map(tuple),
    cancels=st.booleans(),
)


def notice_of(claim: Claim) -> str:
    return "".join(f"{line}\n" for line in claim.lines[:42])


def whole(claims: list[Claim]) -> list[Claim]:
    return [claim for claim in claims if len(claim.lines) <= 42]


@given(st.lists(CLAIMS, min_size=1, max_size=5).map(whole).filter(bool))
def test_netsgiro_reads_our_claims_to_the_same_values(claims: list[Claim]) -> None:
    transmission = netsgiro.parse(written(*claims).decode("iso-8859-1"))
    assert transmission.get_num_transactions() == len(claims)
    assert transmission.get_total_amount() * 100 == sum(claim.amount for claim in claims)
    read: list[Any] = [
        each for assignment in transmission.assignments for each in assignment.transactions
    ]
    ours = sorted(claims, key=lambda claim: claim.cancels)
    assert len(read) == len(ours)
    for theirs, claim in zip(read, ours, strict=True):
        assert theirs.kid == claim.kid.text
        assert theirs.date == claim.due_date
        assert theirs.amount * 100 == claim.amount
        assert (theirs.payer_name or "") == claim.payer_name
        assert (theirs.reference or "") == claim.reference
        notified = claim.bank_notice and not claim.cancels
        text = theirs.text.rstrip("\n").split("\n") if theirs.text else []
        expected = [line.rstrip() for line in claim.lines] if notified else []
        assert [line.rstrip() for line in text] == expected


@given(st.lists(CLAIMS, min_size=1, max_size=5).map(whole).filter(bool))
def test_netsgiro_writes_the_same_bytes_where_the_text_has_both_columns(
    claims: list[Claim],
) -> None:
    transmission = netsgiro.Transmission(
        number="1120001", data_transmitter="00010200", data_recipient=netsgiro.NETS_ID
    )
    for cancels, number in ((False, "1120601"), (True, "1120602")):
        own = [claim for claim in claims if claim.cancels is cancels]
        if not own:
            continue
        assignment = transmission.add_assignment(
            service_code=netsgiro.ServiceCode.AVTALEGIRO,
            assignment_type=netsgiro.AssignmentType.AVTALEGIRO_CANCELLATIONS
            if cancels
            else netsgiro.AssignmentType.TRANSACTIONS,
            number=number,
            account="12345678903",
        )
        for claim in own:
            add = assignment.add_payment_cancellation if cancels else assignment.add_payment_request
            add(
                kid=claim.kid.text,
                due_date=claim.due_date,
                amount=Decimal(claim.amount) / 100,
                reference=claim.reference,
                payer_name=claim.payer_name,
                bank_notification=(notice_of(claim) or True)
                if claim.bank_notice and not cancels
                else False,
            )
    theirs = transmission.to_ocr().encode("iso-8859-1").splitlines()
    assert written(*claims, options=OPTIONS).splitlines() == theirs


@st.composite
def transactions(draw: st.DrawFn, number: int) -> list[Record]:
    amount, reference, *rest = draw(examples.ocr_transactions(number))
    assert isinstance(amount, OcrAmount)
    kind = amount.type
    changes = {
        "nets_date": draw(DAYS),
        "kid": draw(KIDS).text,
        "sign": draw(st.sampled_from("0-")),
        "amount": draw(st.integers(0, 10**9)),
        "card_issuer": "00",
    }
    bank = {"bank_date": draw(DAYS), "raw_35": b"0000000", "type": kind}
    message = [
        rewritten(each, message=draw(WORDS), type=kind) for each in rest if kind in {"20", "21"}
    ]
    return [rewritten(amount, **changes), rewritten(reference, **bank), *message]


@given(st.data())
def test_netsgiro_reads_payments_to_the_same_values(data: st.DataObject) -> None:
    numbers = data.draw(examples.numbers().filter(bool))
    lines = examples.written(
        examples.payments(*(data.draw(transactions(number)) for number in numbers)),
        sender=netsgiro.NETS_ID,
    )
    text = b"\n".join(lines).decode("iso-8859-1")
    [assignment] = netsgiro.parse(text).assignments
    ours = [read.item for read in payments(text.encode("iso-8859-1")) if read.item]
    assert len(ours) == len(assignment.transactions) == len(numbers)
    read: list[Any] = list(assignment.transactions)  # of three classes, one of them payments
    for theirs, payment in zip(read, ours, strict=True):
        assert theirs.type.value == payment.kind.value
        assert theirs.date == payment.settled
        assert theirs.amount * 100 == abs(payment.amount)
        assert theirs.kid == payment.kid
        assert theirs.centre_id == payment.centre
        assert theirs.day_code == int(payment.day_code)
        assert theirs.partial_settlement_number == int(payment.settlement)
        assert theirs.partial_settlement_serial_number == payment.serial
        assert theirs.sign == ("-" if payment.amount < 0 else theirs.sign)
        assert theirs.bank_date == payment.bank_date
        assert (theirs.form_number or "").strip("0") == payment.form.strip("0")
        assert (theirs.debit_account or "").strip("0") == payment.debit_account.strip("0")
        assert (theirs.text or "") == payment.message


@needs_samples
@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("python-netsgiro_*")))
def test_what_netsgiro_writes_is_read_without_an_error(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="iso-8859-1")
    data = netsgiro.parse(text).to_ocr().encode("iso-8859-1")
    events = examples.read(data)
    assert examples.codes(events) == []
    assert said(payments(data)) == said(mandates(data)) == []
