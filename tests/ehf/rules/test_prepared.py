from __future__ import annotations

import pytest

from fakturakjerne_ehf.rules import prepared
from fakturakjerne_ehf.rules.view import View, gather
from fakturakjerne_ehf.tree import parse
from tests.ehf.rules.documents import WHOLE, part


def view(body: str) -> View:
    return gather(parse(part(body)).root)


def test_a_question_is_answered_once() -> None:
    asked = []

    @prepared.once
    def question(document: View) -> int:
        asked.append(document)
        return len(asked)

    document = view("")
    assert question(document) == question(document) == 1
    assert question(view("")) == 2


def test_what_the_whole_document_says() -> None:
    document = view(WHOLE)
    assert prepared.currency(document) == "NOK"
    assert prepared.profile(document) == "01"
    assert prepared.seller_country(document) == "NO"
    assert not prepared.both_german(document)
    assert len(prepared.lines(document)) == 2
    assert prepared.line_total(document) == 1100
    assert prepared.registrations(document) == (True, True, False, False, False)


def test_what_an_empty_one_says() -> None:
    document = view("")
    assert prepared.currency(document) is None
    assert prepared.profile(document) is None
    assert prepared.seller_country(document) == "XX"
    assert prepared.line_total(document) == 0
    assert not any(prepared.registrations(document))


@pytest.mark.parametrize(
    ("text", "charge", "allowance"),
    [("true", True, False), (" 1\n", True, False), ("0", False, True), ("no", False, False)],
)
def test_charges_and_allowances(text: str, charge: bool, allowance: bool) -> None:
    body = f"<AllowanceCharge><ChargeIndicator>{text}</ChargeIndicator></AllowanceCharge>"
    [node] = view(body).all("AllowanceCharge")
    assert prepared.is_charge(node) is charge
    assert prepared.is_allowance(node) is allowance
    [bare] = view("<AllowanceCharge/>").all("AllowanceCharge")
    assert not prepared.is_charge(bare)
    assert not prepared.is_allowance(bare)


def test_dates_as_far_as_they_can_be_compared() -> None:
    [node] = view("<D> 2026-01-01+02:00 </D>").all("D")
    assert prepared.day(node) == "2026-01-01"
    assert prepared.day(view("<D>1</D>").root.first("D")) == ""
    assert prepared.day(None) == ""
