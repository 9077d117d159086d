from __future__ import annotations

from datetime import date

import pytest

from fakturakjerne.domain.money import Ore
from fakturakjerne.domain.payment import Payment, PaymentKind
from fakturakjerne_nets.ocr_giro import OcrGiroOptions
from fakturakjerne_nets.records import Record
from tests.nets import examples
from tests.nets.examples import SAMPLES
from tests.nets.giro_examples import OCR, payments, said

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
OFFICIAL = ["nets-spec_ocr_giro_example.txt", "python-netsgiro_ocr_giro_transactions.txt"]


def file_of(*transactions: list[Record]) -> bytes:
    return b"\r\n".join(examples.written(examples.payments(*transactions), sender="00008080"))


@needs_samples
@pytest.mark.parametrize("name", OFFICIAL)
def test_samples_read_without_a_finding(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert OCR.recognize(data[:4096], name=name)
    reads = payments(data)
    assert said(reads) == []
    paid = [read.item for read in reads if read.item]
    assert len(paid) == 20
    assert sum(each.amount for each in paid) == 5144900
    assert {each.kind for each in paid} >= {PaymentKind.GIRO, PaymentKind.BUSINESS_TERMINAL}


@needs_samples
def test_a_payment_is_what_the_sample_says() -> None:
    data = (SAMPLES / OFFICIAL[1]).read_bytes()
    first = payments(data)[0].item
    assert first == Payment(
        account="99991042764",
        kind=PaymentKind.PURCHASE_WITH_TEXT,
        kid="0000531",
        amount=Ore(102000),
        settled=date(2092, 1, 20),
        bank_date=date(2092, 1, 16),
        agreement="001008566",
        assignment=2,
        transaction=1,
        centre="13",
        day_code="20",
        settlement="1",
        serial="01464",
        form="9636827194",
        archive_reference="099038562",
        debit_account="99990512341",
        message="Foo bar baz",
    )
    assert first.origin == "line 3"
    old = payments(data, first_year=1970)[0].item
    assert old is not None
    assert old.settled == date(1992, 1, 20)


def test_a_wrong_kid_is_a_warning_unless_nobody_asks() -> None:
    data = file_of(examples.payment(1)).replace(b"0000531", b"0000532")
    [read] = payments(data)
    assert read.item is not None
    assert read.item.kid == "0000532"
    assert [(each.blocks, each.path) for each in read.findings] == [
        (False, "line 3, record 30 (NY091530), positions 50-74")
    ]
    assert said(payments(data, kid="none")) == []
    assert len(said(payments(file_of(examples.payment(1)), kid="mod10"))) == 1
    assert len(said(payments(file_of(examples.payment(1)), kid="mod11"))) == 0


def test_counts_and_sums_are_verified() -> None:
    lines = examples.written(examples.payments(examples.payment(1)), sender="00008080")
    lines[4] = lines[4][:40] + b"1" + lines[4][41:]
    reads = payments(b"\r\n".join(lines))
    assert said(reads) == [("line 5, record 88 (NY090088), positions 25-41", "nets.sum")]


def test_an_unknown_kind_of_assignment_holds_payments_too() -> None:
    data = file_of(examples.payment(1)).replace(b"NY090020", b"NY090520", 1)
    items = [read.item for read in payments(data) if read.item]
    assert [(item.account, item.amount) for item in items] == [("", 100)]


def test_others_assignments_are_left_to_others() -> None:
    data = b"\n".join(examples.written(examples.claims(examples.claim(1))))
    assert payments(data) == []
    assert not OCR.recognize(data, name="x.txt")
    assert not OCR.recognize(b"", name="x.txt")


def test_a_payment_in_no_assignment_is_a_finding() -> None:
    lines = examples.written(examples.payments(examples.payment(1)))
    reads = payments(b"\n".join([lines[0], *lines[2:]]))
    assert [read.item for read in reads if read.item] == []
    assert "nets.start-missing" in {code for _, code in said(reads)}


def test_options_know_their_limits() -> None:
    with pytest.raises(ValueError, match="give 1900 to 2100"):
        OcrGiroOptions(first_year=1)
