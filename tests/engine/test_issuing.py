"""A basis becomes an invoice: number, dates, KID, VAT, and nothing lost."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.identifiers import OrganizationNumber, UnusableId, parse_customer_id
from fakturakjerne.domain.invoice import InvoiceLine
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.kid import KidMethod, KidTemplate
from fakturakjerne.domain.lease import Charge, Lease, VatCode
from fakturakjerne.domain.money import Ore
from fakturakjerne.engine.issuing import (
    Terms,
    check,
    credit,
    issue,
    issue_all,
    totals_of_invoices,
    vat_totals,
)
from fakturakjerne.errors import BlockedError, InvalidValueError
from tests.domain.test_invoice import TOWN

at = datetime.fromisoformat
HIGH, FOOD = VatCode("12", Decimal(25)), VatCode("7", Decimal(15))
EXEMPT, OUTSIDE = VatCode("0", Decimal(0)), VatCode("6", Decimal(0))
CLUB = Customer(
    kind=CustomerKind.EXTERNAL,
    id=OrganizationNumber("311111116"),
    number="1001",
    contact="Kari Nordmann",
)
FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28))
TERMS = Terms(
    issuer=TOWN,
    issue_date=date(2026, 3, 2),
    days=14,
    kid=KidTemplate("{customer:06}{invoice:08}"),
)


def lease(
    *charges: Charge,
    customer: Customer = CLUB,
    note: str | None = None,
    origin: str = "leases.jsonl:1",
) -> Lease:
    return Lease(
        id="9001",
        customer=customer,
        start=at("2026-02-02 18:00"),
        end=at("2026-02-03 01:00"),
        charges=charges,
        building="Idrettshallen",
        resource="Hall A",
        text="Trening",
        note=note,
        origin=origin,
    )


def basis(*leases: Lease, customer: Customer = CLUB, number: int | None = 7) -> InvoiceBasis:
    return InvoiceBasis(customer=customer, period=FEBRUARY, leases=leases, number=number)


def charge(net: int, vat: VatCode | None = HIGH, text: str = "Leie") -> Charge:
    return Charge(text=text, net=Ore(net), vat=vat)


def test_number_dates_and_kid() -> None:
    invoice = issue(basis(lease(charge(80000))), number="34500001", terms=TERMS)
    assert invoice.number == "34500001"
    assert (invoice.issue_date, invoice.due_date) == (date(2026, 3, 2), date(2026, 3, 16))
    assert str(invoice.kid) == "001001345000019"
    assert (invoice.net, invoice.vat_amount, invoice.gross) == (80000, 20000, 100000)
    assert (invoice.title, invoice.credits, invoice.order) == ("Faktura", "", 7)
    assert (invoice.issuer, invoice.customer, invoice.payer) == (TOWN, CLUB, None)
    assert (invoice.period, invoice.buyer_reference) == (FEBRUARY, "Kari Nordmann")


def test_a_line_says_what_when_and_for_which_lease() -> None:
    hours = Charge(
        text="Leie", quantity=Decimal(2), unit_price=Decimal("400.50"), article="3801", vat=HIGH
    )
    [line] = issue(basis(lease(hours, charge(0))), number="1", terms=TERMS).lines
    assert line == InvoiceLine(
        text="Leie",
        quantity=Decimal(2),
        unit_price=Decimal("400.50"),
        net=Ore(80100),
        vat=HIGH,
        lease="9001",
        article="3801",
        period=Period(date(2026, 2, 2), date(2026, 2, 3)),
    )


@pytest.mark.parametrize(
    ("changes", "text"),
    [({}, "Trening"), ({"text": ""}, "Hall A"), ({"text": "", "resource": ""}, "Idrettshallen")],
)
def test_a_charge_without_text_is_named_by_its_lease(changes: dict[str, Any], text: str) -> None:
    hall = evolve(lease(charge(100, text="")), **changes)
    [line] = issue(basis(hall), number="1", terms=TERMS).lines
    assert line.text == text


def test_vat_is_of_the_sum_of_a_rate_and_not_of_each_line() -> None:
    lines = [charge(2), charge(2), charge(2, VatCode("3", Decimal("25.00"))), charge(1, FOOD)]
    high, food = issue(basis(lease(*lines)), number="1", terms=TERMS).vat
    assert (high.codes, high.net, high.vat) == (("12", "3"), 6, 2)  # a line each would give 3
    assert (food.codes, food.net, food.vat) == (("7",), 1, 0)


def test_half_an_ore_is_rounded_away_from_zero() -> None:
    assert [total.vat for total in vat_totals([InvoiceLine(text="", net=Ore(2), vat=HIGH)])] == [1]
    assert [total.vat for total in vat_totals([InvoiceLine(text="", net=Ore(-2), vat=HIGH)])] == [
        -1
    ]


def test_lines_of_rate_zero_are_summed_by_code() -> None:
    lines = [InvoiceLine(text="", net=Ore(100), vat=code) for code in (OUTSIDE, EXEMPT, OUTSIDE)]
    totals = vat_totals([*lines, InvoiceLine(text="", net=Ore(4), vat=HIGH)])
    assert [(total.codes, total.net, total.vat) for total in totals] == [
        (("12",), 4, 1),
        (("0",), 100, 0),
        (("6",), 200, 0),
    ]


@pytest.mark.parametrize("vat", [None, VatCode("12")])
def test_a_charge_without_a_rate_is_a_finding(vat: VatCode | None) -> None:
    hall = lease(charge(0, None), charge(100), charge(200, vat, text="For 15819010029"))
    [finding] = check(basis(hall), TERMS)
    assert (finding.code, finding.severity) == ("invoice.vat-missing", Severity.ERROR)
    assert (finding.path, finding.lease) == ("leases.jsonl:1 $.charges[2].vat", "9001")
    assert "15819010029" not in finding.message + finding.in_language("nb")
    with pytest.raises(BlockedError) as caught:
        issue(basis(hall), number="1", terms=TERMS)
    assert caught.value.findings == (finding,)


@pytest.mark.parametrize("vat", [None, VatCode("12")])
def test_no_sum_is_made_of_a_rate_that_nobody_knows(vat: VatCode | None) -> None:
    with pytest.raises(InvalidValueError, match="no VAT rate"):
        vat_totals([InvoiceLine(text="Leie", net=Ore(1), vat=vat)])


def test_a_basis_of_zeros_is_no_invoice() -> None:
    [finding] = check(basis(lease(charge(0), origin="")), TERMS)
    assert (finding.code, finding.path) == ("invoice.empty", "$")


@pytest.mark.parametrize(
    ("number", "code"),
    [(None, "kid.part-form"), ("K7", "kid.part-form"), ("1234567", "kid.part-wide")],
)
def test_a_customer_number_that_the_kid_cannot_hold_is_a_finding(
    number: str | None, code: str
) -> None:
    of = evolve(CLUB, number=number)
    made = basis(lease(charge(100), customer=of), customer=of)
    [finding] = check(made, TERMS)
    assert (finding.code, finding.path) == (code, "leases.jsonl:1 $.customer.number")
    without = evolve(TERMS, kid=None)
    assert list(check(made, without)) == []
    assert issue(made, number="F-1", terms=without).kid is None


def test_an_invoice_number_that_the_kid_cannot_hold_blocks() -> None:
    with pytest.raises(BlockedError) as caught:
        issue(basis(lease(charge(100))), number="123456789", terms=TERMS)
    assert [finding.code for finding in caught.value.findings] == ["kid.part-wide"]


def test_a_dash_depends_on_the_number_and_is_no_finding_before_it() -> None:
    terms = evolve(TERMS, kid=KidTemplate("{invoice:07}", KidMethod.MOD11))
    made = basis(lease(charge(100)))
    assert issue(made, number="1000006", terms=terms).kid is not None
    with pytest.raises(BlockedError) as caught:
        issue(made, number="1000005", terms=terms)
    assert [finding.code for finding in caught.value.findings] == ["kid.dash"]
    with_zero = evolve(TERMS, kid=KidTemplate("3{invoice:02}", KidMethod.MOD11))
    assert KidMethod.MOD11.check_digit("300") == "-"
    assert list(check(made, with_zero)) == []


def test_a_negative_sum_is_a_credit_note_without_a_kid() -> None:
    nobody = evolve(CLUB, number=None)
    made = basis(lease(charge(-100), charge(20), customer=nobody), customer=nobody)
    invoice = issue(made, number="1", terms=TERMS)
    assert (invoice.title, invoice.kid, invoice.is_credit) == ("Kreditnota", None, True)
    assert (invoice.net, invoice.vat_amount) == (-80, -20)


def test_what_is_credited_adds_up_to_nothing() -> None:
    invoice = issue(basis(lease(charge(80000), charge(3, FOOD))), number="1", terms=TERMS)
    back = credit(invoice, number="2", issue_date=date(2026, 4, 1), note="Feil dato")
    assert (back.credits, back.number, back.title, back.note) == (
        "1",
        "2",
        "Kreditnota",
        "Feil dato",
    )
    assert (back.net, back.gross) == (-invoice.net, -invoice.gross)
    assert [line.quantity for line in back.lines] == [Decimal(-1), Decimal(-1)]
    assert (back.due_date, back.kid, back.order) == (date(2026, 4, 1), None, None)
    assert vat_totals(back.lines) == back.vat


def test_the_payer_is_the_organisation_that_pays() -> None:
    paid_by = evolve(CLUB, payer=OrganizationNumber("974760673"))
    invoice = issue(basis(lease(charge(1)), customer=paid_by), number="1", terms=TERMS)
    assert invoice.payer is not None
    assert invoice.payer.id == paid_by.payer
    wrong = parse_customer_id("1")
    assert isinstance(wrong, UnusableId)
    nobody = evolve(CLUB, payer=wrong, contact=None)
    invoice = issue(basis(lease(charge(1)), customer=nobody), number="1", terms=TERMS)
    assert (invoice.payer, invoice.buyer_reference) == (None, "")


def test_each_note_stands_once() -> None:
    leases = [lease(charge(1), note=note) for note in ("A", None, "B", "A", "")]
    assert issue(basis(*leases), number="1", terms=TERMS).note == "A\nB"


def test_many_are_issued_and_counted() -> None:
    bases = [basis(lease(charge(100))), basis(lease(charge(200), charge(4)), number=8)]
    invoices = issue_all(bases, numbers=["1", "2"], terms=TERMS)
    assert [invoice.number for invoice in invoices] == ["1", "2"]
    totals = totals_of_invoices(invoices)
    assert (totals.orders, totals.lines, totals.net, totals.gross) == (2, 3, 304, 380)
    assert (totals.first_order, totals.last_order) == (7, 8)


def test_bases_without_a_number_can_be_issued() -> None:
    made = [basis(lease(charge(100)), number=None), basis(lease(charge(100)))]
    totals = totals_of_invoices(issue_all(made, numbers=["1", "2"], terms=TERMS))
    assert (totals.first_order, totals.last_order) == (None, None)
    assert issue_all([], numbers=[], terms=TERMS) == []


def test_the_errors_of_all_are_told_at_once() -> None:
    wrong = basis(lease(charge(1, None), charge(2, None)))
    with pytest.raises(BlockedError, match="3 error") as caught:
        issue_all([wrong, basis(lease(charge(1, None)))], numbers=["1", "2"], terms=TERMS)
    assert len(caught.value.findings) == 3


@pytest.mark.parametrize("numbers", [[], ["1", "2"]])
def test_there_is_a_number_for_each(numbers: list[str]) -> None:
    with pytest.raises(ValueError, match="zip"):
        issue_all([basis(lease(charge(1)))], numbers=numbers, terms=TERMS)


def test_nothing_is_due_before_it_is_made() -> None:
    assert evolve(TERMS, days=0).due_date == TERMS.issue_date
    with pytest.raises(ValueError, match=">= 0"):
        evolve(TERMS, days=-1)
