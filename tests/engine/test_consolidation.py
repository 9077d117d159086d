"""One collective invoice a customer and month, unless the policy says otherwise."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve

from fakturakjerne.domain.customer import Customer, CustomerKind
from fakturakjerne.domain.dimensions import Dimensions
from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.identifiers import (
    CustomerId,
    NationalIdentityNumber,
    OrganizationNumber,
    ResourceNumber,
)
from fakturakjerne.domain.invoice_basis import InvoiceBasis, Period
from fakturakjerne.domain.lease import Charge, Lease
from fakturakjerne.domain.money import Ore
from fakturakjerne.engine.consolidation import (
    Policy,
    consolidate,
    negative,
    number,
    partition,
)
from fakturakjerne.errors import ConfigError

at = datetime.fromisoformat
FEBRUARY = Period(date(2026, 2, 1), date(2026, 2, 28))
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
POLICY = Policy(until=date(2026, 3, 31))


def external(number_or_none: str | None = None, **changes: object) -> Customer:
    club = Customer(
        kind=CustomerKind.EXTERNAL, id=OrganizationNumber("311111116"), number=number_or_none
    )
    fields: dict[str, Any] = changes
    return evolve(club, **fields)


def internal(resource: str, number_or_none: str | None = None) -> Customer:
    return Customer(kind=CustomerKind.INTERNAL, id=ResourceNumber(resource), number=number_or_none)


EVENING = at("2026-02-02 20:00")


def lease(name: str, *, end: datetime = EVENING, **changes: object) -> Lease:
    made = Lease(
        id=name,
        customer=external(),
        start=end - timedelta(hours=2),
        end=end,
        charges=(Charge(net=Ore(100)),),
    )
    fields: dict[str, Any] = changes
    return evolve(made, **fields)


def ids(bases: list[InvoiceBasis]) -> list[list[str]]:
    return [[one.id for one in basis.leases] for basis in bases]


def test_nothing_becomes_nothing() -> None:
    assert consolidate([], POLICY) == []


def test_a_month_of_one_customer_is_one_invoice() -> None:
    [basis] = consolidate([lease("1"), lease("2", end=at("2026-02-28 23:00"))], POLICY)
    assert [one.id for one in basis.leases] == ["1", "2"]
    assert basis.period == FEBRUARY
    assert basis.customer == external()
    assert basis.net == 200
    assert basis.number is None


def test_lines_come_by_end_then_start_then_id_as_text() -> None:
    late = at("2026-02-03 00:00")
    leases = [
        lease("a", end=late),
        lease("9"),
        lease("10"),
        lease("8", start=at("2026-02-01 00:00")),
    ]
    assert ids(consolidate(leases, POLICY)) == [["8", "10", "9", "a"]]


def test_sub_units_of_an_organisation_have_an_invoice_each() -> None:
    leases = [lease("1", customer=external("2")), lease("2", customer=external("10"))]
    leases.append(lease("3"))
    assert ids(consolidate(leases, POLICY)) == [["3"], ["2"], ["1"]]


def test_an_internal_customer_is_its_id_alone() -> None:
    leases = [lease(str(n), customer=internal("28120", str(n))) for n in (1, 2)]
    assert ids(consolidate(leases, POLICY)) == [["1", "2"]]


def test_a_leading_zero_makes_another_customer() -> None:
    leases = [lease("1", customer=internal("12345")), lease("2", customer=internal("012345"))]
    assert ids(consolidate(leases, POLICY)) == [["2"], ["1"]]


def test_the_order_of_invoices() -> None:
    person = external(id=NationalIdentityNumber("15819010029"))
    other = external(id=OrganizationNumber("974760673"))
    owned = Customer(kind=CustomerKind.INTERNAL, id=OrganizationNumber("311111116"))
    march = at("2026-03-01 00:00")
    ordered = [
        lease("1"),
        lease("2", end=march),
        lease("3", customer=external("1")),
        lease("4", customer=other),
        lease("5", customer=person),
        lease("6", customer=owned),
        lease("7", customer=internal("01234")),
        lease("8", customer=internal("90000")),
    ]
    assert ids(consolidate(reversed(ordered), POLICY)) == [[one.id] for one in ordered]


def test_months_of_different_years_come_in_time_order() -> None:
    leases = [lease("1", end=at("2026-01-05 00:00")), lease("2", end=at("2025-12-05 00:00"))]
    bases = consolidate(leases, POLICY)
    assert ids(bases) == [["2"], ["1"]]
    assert [basis.period.start for basis in bases] == [date(2025, 12, 1), date(2026, 1, 1)]


def test_the_month_is_that_of_the_end() -> None:
    over_midnight = lease("1", end=at("2026-03-01 00:00"), start=at("2026-02-28 20:00"))
    [basis] = consolidate([over_midnight], POLICY)
    assert basis.period == MARCH


def test_the_month_is_that_of_the_start_where_chosen() -> None:
    over_midnight = lease("1", end=at("2026-03-01 00:00"), start=at("2026-02-28 20:00"))
    [basis] = consolidate([over_midnight], evolve(POLICY, month_by="start"))
    assert basis.period == FEBRUARY


def test_a_leap_february_has_its_day() -> None:
    [basis] = consolidate([lease("1", end=at("2028-02-01 12:00"))], POLICY)
    assert basis.period.end == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("month_by", "first"), [("end", date(2026, 1, 31)), ("start", date(2026, 1, 30))]
)
def test_all_until_a_date_is_one_invoice_from_its_first_day(month_by: str, first: date) -> None:
    policy = Policy(until=date(2026, 3, 15), group_by="until", month_by=month_by)  # type: ignore[arg-type]  # a parameter is any str
    early = lease("2", end=at("2026-01-31 20:00"), start=at("2026-01-31 00:00"))
    earlier = lease("1", end=at("2026-02-05 00:00"), start=at("2026-01-30 00:00"))
    bases = consolidate([lease("3"), earlier, early], policy)
    assert ids(bases) == [["2", "3", "1"]]
    assert bases[0].period == Period(first, date(2026, 3, 15))


@pytest.mark.parametrize(
    ("split", "one", "other"),
    [
        ("building", {"building": "A"}, {"building": "B"}),
        ("resource", {"resource": "A"}, {"resource": "B"}),
        ("note", {}, {"note": "B"}),
        ("contact", {}, {"customer": external(contact="B")}),
        ("dimension:prosjekt", {}, {"dimensions": Dimensions({"prosjekt": "9"})}),
        ("dimension:vår ref", {}, {"dimensions": Dimensions({"vår ref": "K"})}),
    ],
)
def test_a_header_value_is_the_first_leases_or_splits(
    split: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    leases = [lease("2", **other), lease("1", **one)]
    together = consolidate(leases, POLICY)
    assert ids(together) == [["1", "2"]]
    assert together[0].customer is leases[1].customer
    apart = consolidate(leases, evolve(POLICY, split_by=[split]))
    assert ids(apart) == [["1"], ["2"]]
    assert apart[1].customer is leases[0].customer


def test_two_payers_never_share_an_invoice() -> None:
    paid_by_other = external(payer=OrganizationNumber("974760673"))
    leases = [lease("1", customer=paid_by_other), lease("2"), lease("3", customer=paid_by_other)]
    assert ids(consolidate(leases, POLICY)) == [["2"], ["1", "3"]]


def test_splits_order_as_text_in_the_order_named_after_the_month() -> None:
    march = at("2026-03-05 00:00")
    leases = [
        lease("1", building="B", note="x"),
        lease("2", building="A", note="y"),
        lease("3", building="A", note="x"),
        lease("4", building="A", note="x", end=march),
    ]
    by_building = evolve(POLICY, split_by=("building", "note"))
    assert ids(consolidate(leases, by_building)) == [["3"], ["2"], ["1"], ["4"]]
    by_note = evolve(POLICY, split_by=("note", "building"))
    assert ids(consolidate(leases, by_note)) == [["3"], ["1"], ["2"], ["4"]]


def test_a_split_by_dimension_takes_the_lease_then_its_first_charge_that_is_written() -> None:
    def charge(net: int, project: str) -> Charge:
        return Charge(net=Ore(net), dimensions=Dimensions({"prosjekt": project}))

    charges = (charge(0, "0"), charge(1, "7"), charge(1, "9"))
    by_charge = lease("1", charges=charges)
    by_lease = lease("2", charges=charges, dimensions=Dimensions({"prosjekt": "9"}))
    nothing = lease("3", charges=(Charge(net=Ore(5)),))
    free = lease("4", charges=(charge(0, "9"),))
    seven = lease("5", dimensions=Dimensions({"prosjekt": "7"}))
    policy = evolve(POLICY, split_by=["dimension:prosjekt"])
    leases = [by_charge, by_lease, nothing, free, seven]
    assert ids(consolidate(leases, policy)) == [["3", "4"], ["1", "5"], ["2"]]


def test_a_customer_without_an_id_is_refused() -> None:
    with pytest.raises(ValueError, match="no key"):
        consolidate([lease("1", customer=external(id=None))], POLICY)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"split_by": ["bulding"]},
            "did you mean 'building'? Possible: building, resource, contact, note, dimension:NAME",
        ),
        ({"split_by": ["dimension:"]}, "did you mean 'dimension:NAME'"),
        ({"split_by": "note"}, "billing.split_by: 'n' does not exist"),
        ({"group_by": "mnth"}, "billing.group_by: 'mnth' does not exist; did you mean 'month'"),
        ({"month_by": "slutt"}, "Possible: end, start"),
    ],
)
def test_an_unknown_word_in_the_policy_names_the_nearest(
    changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        evolve(POLICY, **changes)
    assert message in str(caught.value)
    assert caught.value.code == "policy.unknown"
    assert "mente du" in caught.value.in_language("nb")


def test_batches_by_kind_have_the_external_customers_first_and_no_empty_document() -> None:
    bases = consolidate([lease("2", customer=internal("28120")), lease("1")], POLICY)
    parts = partition(reversed(bases), ["customer_kind"])
    assert list(parts) == ["external", "internal"]
    assert [ids(part) for part in parts.values()] == [[["1"]], [["2"]]]
    assert list(partition(bases[1:], ["customer_kind"])) == ["internal"]


def test_without_a_choice_there_is_one_document() -> None:
    bases = consolidate([lease("2", customer=internal("28120")), lease("1")], POLICY)
    assert partition(iter(bases), []) == {"all": bases}
    assert partition([], []) == {}


def test_an_unknown_batch_by_names_the_known() -> None:
    with pytest.raises(ConfigError, match="'kind' does not exist; did you mean 'customer_kind'"):
        partition([], ["kind"])


def test_numbers_are_given_in_order() -> None:
    bases = consolidate([lease("1"), lease("2", end=at("2026-03-01 00:00"))], POLICY)
    numbered = number(bases, range(34500001, 34500003))
    assert [basis.number for basis in numbered] == [34500001, 34500002]
    assert [evolve(basis, number=None) for basis in numbered] == bases


@pytest.mark.parametrize("count", [0, 2])
def test_more_or_fewer_numbers_than_invoices_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="zip"):
        number(consolidate([lease("1")], POLICY), range(1, 1 + count))


def test_a_negative_invoice_is_kept_and_flagged_with_the_lease_that_made_it_so() -> None:
    person = external(id=NationalIdentityNumber("15819010029"), name="Kari")
    credit = lease("2", customer=person, charges=(Charge(net=Ore(-201)),), origin="x.jsonl:2")
    bases = consolidate([lease("1", customer=person), credit, lease("3")], POLICY)
    [finding] = negative(bases)
    assert [basis.net for basis in bases] == [100, -101]
    assert (finding.code, finding.severity) == ("basis.negative", Severity.WARNING)
    assert finding.path == "x.jsonl:2"
    assert finding.message == "The collective invoice of Kari (15*********) is negative: -1,01."


def test_an_invoice_of_zero_is_not_flagged() -> None:
    leases = [lease("1"), lease("2", charges=(Charge(net=Ore(-100)),))]
    assert list(negative(consolidate(leases, POLICY))) == []


def test_ids_compare_as_text_whatever_they_look_like() -> None:
    numbers: list[CustomerId] = [ResourceNumber("99999"), ResourceNumber("100000")]
    leases = [
        lease(one.text, customer=Customer(kind=CustomerKind.INTERNAL, id=one)) for one in numbers
    ]
    assert ids(consolidate(leases, POLICY)) == [["100000"], ["99999"]]
