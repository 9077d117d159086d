from __future__ import annotations

import pytest

from fakturakjerne.domain.payment import Payment
from fakturakjerne_nets.payments import SHAPE
from fakturakjerne_nets.records import OcrAmount, OcrMessage, OcrReference, Record
from fakturakjerne_nets.records.framework import rewritten
from tests.nets import examples
from tests.nets.giro_examples import payments, said


def file_of(*transactions: list[Record]) -> bytes:
    return b"\r\n".join(examples.written(examples.payments(*transactions), sender="00008080"))


def changed(number: int, kind: str, **changes: object) -> list[Record]:
    amount, reference = examples.payment(number)
    return [
        rewritten(amount, type=kind, **changes),
        rewritten(reference, type=kind),
    ]


def test_a_row_is_read_in_the_order_of_its_shape() -> None:
    """What the loop over rows unpacks; a layout that changes must change it too."""
    assert [name for _, name in SHAPE.places] == [
        *("nets_date", "center", "day_code", "settlement", "serial", "sign", "amount", "kid"),
        *("card_issuer", "form_number", "archive_reference", "raw_35", "bank_date"),
        *("debit_account", "message"),
    ]


def test_payments_can_be_neither_changed_nor_told_from_others() -> None:
    [read] = payments(file_of(examples.payment(1)))
    payment = read.item
    assert type(payment) is Payment
    assert type(read).__name__ == "Read"
    with pytest.raises(AttributeError):
        payment.kid = "1"  # type: ignore[misc]  # that it is refused is the point
    with pytest.raises(AttributeError):
        read.item = None  # type: ignore[misc]  # as above
    assert hash(payment) == hash(payments(file_of(examples.payment(1)))[0].item)


@pytest.mark.parametrize("message", [False, True])
def test_each_kind_and_sign(message: bool) -> None:
    kinds = OcrAmount.form.types
    transactions = [
        changed(number, kind, sign="-" if kind in {"18", "20"} else "0")
        for number, kind in enumerate(kinds, 1)
    ]
    if message:
        for number, (kind, records) in enumerate(zip(kinds, transactions, strict=True), 1):
            records.append(OcrMessage(type=kind, transaction=number, message=f"Til {kind}"))
    reads = payments(file_of(*transactions))
    items = [read.item for read in reads if read.item]
    assert said(reads) == []
    assert [str(item.kind.value) for item in items] == list(kinds)
    assert [item.amount for item in items] == [
        -100 if item.kind.is_reversal else 100 for item in items
    ]
    assert [item.message for item in items] == [f"Til {k}" if message else "" for k in kinds]
    step = 3 if message else 2
    assert [item.origin for item in items] == [f"line {3 + step * at}" for at in range(12)]


@pytest.mark.parametrize("broken", [False, True], ids=["whole runs", "single records"])
def test_what_is_said_of_a_payment(broken: bool) -> None:
    data = file_of(
        changed(1, "18"),
        changed(2, "15", sign="+"),
        changed(3, "15", nets_date=None),
        changed(4, "15", kid=""),
        changed(5, "21", kid=""),
        changed(6, "15", kid="100030"),
        changed(7, "15"),
    )
    if broken:  # a blank line before each: no transaction is regular any more
        data = data.replace(b"\r\nNY", b"\r\n\r\nNY")
    reads = payments(data)
    found = [code for _, code in said(reads) if code != "nets.blank-line"]
    assert found == [
        "giro.reversal-sign",
        "giro.sign",
        "giro.date-missing",
        "giro.kid-missing",
        "kid.check-digit",
    ]
    items = [read.item for read in reads if read.item]
    assert [item.transaction for item in items] == [1, 2, 4, 5, 6, 7]


def test_a_payment_that_cannot_be_read_is_none() -> None:
    data = file_of(examples.payment(1), examples.payment(2))
    data = data.replace(b"00000000000000100", b"0000000000000010O", 1)
    first, second, *_ = payments(data)
    assert first.item is None
    assert [each.code for each in first.findings] == ["nets.not-digits"]
    assert second.item is not None


@pytest.mark.parametrize(
    ("records", "read"),
    [
        ([OcrAmount], True),
        ([OcrReference], False),
        ([OcrAmount, OcrReference, OcrReference], True),
    ],
)
def test_missing_and_superfluous_records_are_findings(
    records: list[type[Record]], read: bool
) -> None:
    amount, reference = examples.payment(1)
    made = {OcrAmount: amount, OcrReference: reference}
    [only, *_] = payments(file_of([made[cls] for cls in records]))
    assert (only.item is not None) is read
    assert {each.code for each in only.findings} == {"giro.incomplete"}


def test_messages_are_joined_though_there_should_be_one() -> None:
    messages = [OcrMessage(type="15", transaction=1, message=text) for text in ("Hei", "igjen")]
    [read] = payments(file_of([*examples.payment(1), *messages]))
    assert read.item is not None
    assert read.item.message == "Hei igjen"
    assert [each.code for each in read.findings] == ["giro.incomplete"]


def test_personal_numbers_are_masked() -> None:
    [read] = payments(file_of(changed(1, "15", kid="15819010029")), kid="mod10")
    assert read.findings
    assert all("15819010029" not in each.message for each in read.findings)
    assert "15819010029" not in repr(read.item)
