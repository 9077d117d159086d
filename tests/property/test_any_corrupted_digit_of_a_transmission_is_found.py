"""One wrong digit in a count, a sum, an amount, a KID or an account of a file is always found.

Counts and sums are held against what is there, so that either of them being wrong shows; KIDs and
accounts have check digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from fakturakjerne.domain.kid import Kid, KidMethod, kid_problem
from fakturakjerne.errors import RecordError
from fakturakjerne.testing.bank_strategies import account_numbers, kids
from fakturakjerne_nets.avtalegiro import AvtaleGiroExporter
from fakturakjerne_nets.efaktura import EfakturaExporter
from fakturakjerne_nets.efaktura_importer import EfakturaImporter, EfakturaImportOptions
from fakturakjerne_nets.preflight import Preflight
from fakturakjerne_nets.records import (
    AvtaleGiroAssignmentStart,
    MandateAssignmentEnd,
    MandateRecord,
    OcrAmount,
)
from fakturakjerne_nets.writing import Outgoing
from tests.nets import efaktura_examples as efaktura
from tests.nets import examples, giro_examples

Spans = Mapping[bytes, Sequence[tuple[int, int]]]

ENDS: Final = ((9, 16), (17, 24), (25, 41))
AMOUNT, KID, MANDATE_KID, ACCOUNT = (33, 49), (50, 74), (17, 41), (25, 35)
CHECKS: Final = Preflight(today=efaktura.TODAY, latest=date(2027, 11, 21))


def places(data: bytes, spans: Spans) -> Iterator[int]:
    """Yield where digits stand in those positions of the records with these keys."""
    start = 0
    for line in data.splitlines(keepends=True):
        for first, last in spans.get(line[2:4] + line[6:8], ()):
            yield from (start + at for at in range(first - 1, last) if line[at : at + 1].isdigit())
        start += len(line)


@st.composite
def corrupted(draw: DrawFn, data: bytes, spans: Spans) -> bytes:
    at = draw(st.sampled_from(list(places(data, spans))))
    digit = draw(st.sampled_from(b"0123456789".replace(data[at : at + 1], b"")))
    return data[:at] + bytes([digit]) + data[at + 1 :]


def ocr_file(data: st.DataObject) -> bytes:
    every = data.draw(st.lists(kids(methods=[KidMethod.MOD10]), min_size=1, max_size=4))
    transactions = []
    for number, kid in enumerate(every, start=1):
        amount, reference = examples.payment(number, amount=number * 137)
        assert isinstance(amount, OcrAmount)
        transactions.append([evolve(amount, kid=kid.text), reference])
    return b"\r\n".join(examples.written(examples.payments(*transactions), sender="00008080"))


def mandate_file(data: st.DataObject) -> bytes:
    every = data.draw(st.lists(kids(methods=[KidMethod.MOD10]), min_size=1, max_size=4))
    outgoing = Outgoing(
        start=AvtaleGiroAssignmentStart(type="24", assignment=7, account="99991042764"),
        end=MandateAssignmentEnd,
        transactions=[
            [MandateRecord(transaction=number, registration=1, kid=kid.text, notice="J")]
            for number, kid in enumerate(every, start=1)
        ],
    )
    return b"\r\n".join(examples.written(outgoing, sender="00008080"))


def efaktura_file(data: st.DataObject) -> bytes:
    account = data.draw(account_numbers())
    every = data.draw(st.lists(kids(methods=[KidMethod.MOD10]), min_size=1, max_size=3))
    invoices = [
        efaktura.invoice(
            kid=Kid(kid.text), number=str(number), issuer=evolve(efaktura.TOWN, account=account)
        )
        for number, kid in enumerate(every, start=1)
    ]
    [document] = EfakturaExporter().export(efaktura.batch(invoices), efaktura.options())
    return efaktura.content(document)


def said_of_payments(file: bytes) -> list[str]:
    return [code for _, code in giro_examples.said(giro_examples.payments(file, kid="mod10"))]


def said_of_mandates(file: bytes) -> list[str]:
    return [code for _, code in giro_examples.said(giro_examples.mandates(file, kid="mod10"))]


def said_of_invoices(file: bytes) -> list[str]:
    """What reading the file says, and what Nets would reject of what was read."""
    reads = list(EfakturaImporter().read([file], EfakturaImportOptions()))
    rejected = [one for item in efaktura.items_of(reads) for one in CHECKS.findings(item)]
    return efaktura.codes_of([*efaktura.findings_of(reads), *rejected])


FORMATS = pytest.mark.parametrize(
    ("file_of", "said", "spans"),
    [
        pytest.param(
            ocr_file,
            said_of_payments,
            {b"0930": [AMOUNT, KID], b"0988": ENDS, b"0089": ENDS},
            id="ocr",
        ),
        pytest.param(
            mandate_file,
            said_of_mandates,
            {b"2170": [MANDATE_KID], b"2188": ENDS[:2], b"0089": ENDS},
            id="mandates",
        ),
        pytest.param(
            efaktura_file,
            said_of_invoices,
            {b"4220": [ACCOUNT], b"4230": [AMOUNT], b"4288": ENDS, b"0089": ENDS},
            id="efaktura",
        ),
    ],
)


@FORMATS
@given(data=st.data())
def test_one_wrong_digit_is_found(
    file_of: Callable[[st.DataObject], bytes],
    said: Callable[[bytes], list[str]],
    spans: Spans,
    data: st.DataObject,
) -> None:
    sound = file_of(data)
    assert said(sound) == []
    assert said(data.draw(corrupted(sound, spans))) != []


@given(data=st.data())
def test_a_wrong_kid_of_an_invoice_is_found_unless_the_other_method_takes_it(
    data: st.DataObject,
) -> None:
    """Which method an issuer has agreed on does not stand in the file."""
    wrong = data.draw(corrupted(efaktura_file(data), {b"4230": [KID]}))
    reads = EfakturaImporter().read([wrong], EfakturaImportOptions())
    taken = all(kid_problem(item.kid) is None for item in efaktura.items_of(reads))
    assert ("325" in said_of_invoices(wrong)) is not taken


@given(data=st.data(), count=st.integers(1, 4))
def test_claims_are_not_read_back_with_a_wrong_digit(data: st.DataObject, count: int) -> None:
    file = giro_examples.written(*[giro_examples.CLAIM] * count)
    AvtaleGiroExporter().read_totals([file], giro_examples.OPTIONS)
    wrong = data.draw(corrupted(file, {b"2130": [AMOUNT], b"2188": ENDS, b"0089": ENDS}))
    with pytest.raises(RecordError):
        AvtaleGiroExporter().read_totals([wrong], giro_examples.OPTIONS)
