"""Each lease is judged once, by the first reason that holds."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.identifiers import OrganizationNumber, UnusableId, parse_customer_id
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import Ore
from fakturakjerne.engine.readiness import BilledBefore, Readiness, assess

at = datetime.fromisoformat
UNTIL = date(2026, 2, 28)
CLUB = Customer(kind=CustomerKind.EXTERNAL, id=OrganizationNumber("311111116"))
NOBODY = evolve(CLUB, id=None)
HALL = Charge(text="Hall A", net=Ore(80000))
LEASE = Lease(
    id="9001",
    customer=CLUB,
    start=at("2026-02-02 18:00"),
    end=at("2026-02-02 20:00"),
    charges=(HALL,),
    origin="leases.jsonl:12",
)


def judged(*leases: Lease, billed: dict[str, BilledBefore] | None = None) -> Readiness:
    return assess(leases, until=UNTIL, billed=billed or {})


def only_reason(lease: Lease, **billed: BilledBefore) -> tuple[str, Severity, str, str | None]:
    readiness = judged(lease, billed=billed)
    assert readiness.ready == []
    [left_out] = readiness.left_out
    assert left_out.lease is lease
    finding = left_out.finding
    return finding.code, finding.severity, finding.path, finding.lease


def unusable(text: str) -> UnusableId:
    parsed = parse_customer_id(text)
    assert isinstance(parsed, UnusableId)
    return parsed


def test_a_billable_lease_is_ready_without_a_word() -> None:
    readiness = judged(LEASE)
    assert readiness == Readiness([LEASE], [], [])
    assert list(readiness.findings) == []
    assert not readiness.blocks


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"active": False}, "lease.inactive"),
        ({"paid": True}, "lease.paid"),
        ({"charges": ()}, "lease.free"),
        ({"charges": (Charge(net=Ore(0)),)}, "lease.free"),
        ({"end": at("2026-03-01 00:00")}, "lease.future"),
    ],
)
@pytest.mark.parametrize("customer", [CLUB, NOBODY, evolve(CLUB, id=unusable("1"))])
def test_what_bills_nothing_is_left_out_whatever_the_customer(
    changes: dict[str, Any], code: str, customer: Customer
) -> None:
    lease = evolve(LEASE, customer=customer, **changes)
    assert only_reason(lease) == (code, Severity.INFO, "leases.jsonl:12", "9001")
    assert not judged(lease).blocks


def test_the_last_minute_of_the_last_day_is_not_the_future() -> None:
    assert judged(evolve(LEASE, end=at("2026-02-28 23:59:59.999999"))).ready


def test_a_future_lease_says_both_days() -> None:
    [left_out] = judged(evolve(LEASE, end=at("2026-03-01 00:00"))).left_out
    assert left_out.finding.message == "Ends 2026-03-01, after 2026-02-28; belongs to a later run."


def test_the_last_day_of_all_time_has_no_future() -> None:
    assert assess([LEASE], until=date.max, billed={}).ready == [LEASE]


def test_credits_that_cancel_out_are_billed_as_they_are_not_free() -> None:
    lease = evolve(LEASE, charges=(HALL, Charge(net=Ore(-80000))))
    assert judged(lease).ready == [lease]


def test_a_negative_lease_is_ready() -> None:
    lease = evolve(LEASE, charges=(Charge(net=Ore(-1)),))
    assert judged(lease).ready == [lease]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"active": False, "paid": True}, "lease.inactive"),
        ({"paid": True, "charges": ()}, "lease.paid"),
        ({"charges": (), "end": at("2027-01-01 00:00")}, "lease.free"),
        ({"end": at("2027-01-01 00:00"), "customer": NOBODY}, "lease.future"),
    ],
)
def test_the_first_reason_counts(earlier: dict[str, Any], later: str) -> None:
    assert only_reason(evolve(LEASE, **earlier))[0] == later


def test_billed_before_comes_before_what_is_wrong_now() -> None:
    lease = evolve(LEASE, active=False)
    same = only_reason(lease, **{"9001": BilledBefore("260302-1", changed=False)})
    changed = only_reason(lease, **{"9001": BilledBefore("260302-1", changed=True)})
    assert same == ("lease.billed", Severity.INFO, "leases.jsonl:12", "9001")
    assert changed == ("lease.billed-changed", Severity.WARNING, "leases.jsonl:12", "9001")


def test_billed_before_names_the_batch() -> None:
    [left_out] = judged(LEASE, billed={"9001": BilledBefore("260302-1", changed=False)}).left_out
    assert left_out.finding.message == "Billed before, in batch 260302-1."


def test_no_id_is_an_error_with_its_place() -> None:
    lease = evolve(LEASE, customer=NOBODY)
    assert only_reason(lease) == (
        "customer.id-missing",
        Severity.ERROR,
        "leases.jsonl:12 $.customer.id",
        "9001",
    )
    assert judged(lease).blocks


def test_a_wrong_id_says_why_and_what_is_right() -> None:
    lease = evolve(LEASE, customer=evolve(CLUB, id=unusable("974 760 673 MVA")))
    [left_out] = judged(lease).left_out
    assert left_out.finding.severity is Severity.ERROR
    assert left_out.finding.path == "leases.jsonl:12 $.customer.id"
    assert left_out.finding.code == "organization-number.form"
    assert "974760673" in left_out.finding.message
    assert "974760673" in left_out.finding.in_language("nb")


def test_a_wrong_personal_number_is_masked() -> None:
    lease = evolve(LEASE, customer=evolve(CLUB, id=unusable("15819010028")))
    [left_out] = judged(lease).left_out
    assert "15*********" in left_out.finding.message
    assert "9010028" not in repr(left_out)
    assert "9010028" not in left_out.finding.message


def test_a_wrong_payer_is_an_error_with_its_place() -> None:
    lease = evolve(LEASE, customer=evolve(CLUB, payer=unusable("974760674")), origin="")
    assert only_reason(lease) == (
        "organization-number.check-digit",
        Severity.ERROR,
        "$.customer.payer",
        "9001",
    )


def test_a_right_payer_is_no_hindrance() -> None:
    lease = evolve(LEASE, customer=evolve(CLUB, payer=OrganizationNumber("974760673")))
    assert judged(lease).ready == [lease]


def test_one_lease_twice_is_billed_once() -> None:
    again = evolve(LEASE, origin="leases.jsonl:13")
    readiness = judged(LEASE, again, LEASE)
    assert readiness.ready == [LEASE]
    assert [one.finding.code for one in readiness.left_out] == ["lease.repeated"] * 2
    assert [one.finding.path for one in readiness.left_out] == [
        "leases.jsonl:13",
        "leases.jsonl:12",
    ]
    assert not readiness.blocks


def test_a_repeated_lease_is_judged_as_any_other_the_first_time() -> None:
    paid = evolve(LEASE, paid=True)
    codes = [one.finding.code for one in judged(paid, paid).left_out]
    assert codes == ["lease.paid", "lease.repeated"]


def test_two_leases_of_one_id_are_both_left_out_and_block() -> None:
    other = evolve(LEASE, charges=(Charge(net=Ore(1)),))
    unrelated = evolve(LEASE, id="9002")
    readiness = judged(LEASE, other, LEASE, unrelated)
    assert readiness.ready == [unrelated]
    assert [one.finding.code for one in readiness.left_out] == ["lease.conflict"] * 3
    assert [one.finding.path for one in readiness.left_out] == ["leases.jsonl:12 $.id"] * 3
    assert readiness.blocks


def test_leases_may_be_an_iterator() -> None:
    other = evolve(LEASE, id="9002")
    readiness = assess(iter([LEASE, other, LEASE]), until=UNTIL, billed={})
    assert readiness.ready == [LEASE, other]
    assert len(readiness.left_out) == 1


def test_a_zero_charge_beside_others_is_listed_with_its_place() -> None:
    zero = Charge(text="Lys for 15819010029", net=Ore(0))
    readiness = judged(evolve(LEASE, charges=(HALL, zero)))
    assert len(readiness.ready) == 1
    [note] = readiness.notes
    assert (note.code, note.severity) == ("charge.zero", Severity.INFO)
    assert (note.path, note.lease) == ("leases.jsonl:12 $.charges[1]", "9001")
    assert note.message == 'The charge "Lys for 15*********" is zero and is not written.'
    assert list(readiness.findings) == [note]


def test_zero_charges_of_a_lease_left_out_are_not_noted() -> None:
    assert judged(evolve(LEASE, charges=(Charge(net=Ore(0)),))).notes == []


def test_a_stated_net_that_differs_is_a_warning() -> None:
    charge = Charge(quantity=Decimal("1.5"), unit_price=Decimal("99.99"), net=Ore(15000))
    readiness = judged(evolve(LEASE, charges=(HALL, charge)))
    assert len(readiness.ready) == 1
    [note] = readiness.notes
    assert (note.code, note.severity) == ("charge.net-differs", Severity.WARNING)
    assert note.path == "leases.jsonl:12 $.charges[1].net"
    assert (
        note.message
        == "The net 150,00 is stated, but quantity x price is 149,99; the stated one counts."
    )


@pytest.mark.parametrize(
    ("quantity", "unit_price", "net"),
    [("2", "400.00", 80000), ("1.5", "99.99", 14999), ("-1", "0.005", -1), ("1", "0.005", 1)],
)
def test_a_net_rounded_to_the_ore_agrees(quantity: str, unit_price: str, net: int) -> None:
    charge = Charge(quantity=Decimal(quantity), unit_price=Decimal(unit_price), net=Ore(net))
    assert judged(evolve(LEASE, charges=(charge,))).notes == []


def test_a_stated_net_beside_an_impossible_product_is_a_warning() -> None:
    charge = Charge(quantity=Decimal(10**10), unit_price=Decimal(10**10), net=Ore(1))
    [note] = judged(evolve(LEASE, charges=(charge,))).notes
    assert "10000000000 x 10000000000" in note.message


def test_a_zero_net_that_differs_says_both() -> None:
    charge = Charge(text="Lys", quantity=Decimal(1), unit_price=Decimal(5), net=Ore(0))
    readiness = judged(evolve(LEASE, charges=(HALL, charge)))
    assert [note.code for note in readiness.notes] == ["charge.zero", "charge.net-differs"]
