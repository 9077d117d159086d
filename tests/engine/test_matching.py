"""What is proposed for an enrollment, why, and what can be answered."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given

from fakturakjerne.domain.customer import Address, Customer, CustomerKind
from fakturakjerne.domain.enrollment import (
    AnswerError,
    EnrollmentAction,
    EnrollmentAnswer,
    EnrollmentRecord,
    EnrollmentStatus,
)
from fakturakjerne.domain.finding import Severity
from fakturakjerne.engine.likeness import Agreement
from fakturakjerne.engine.matching import (
    Match,
    Proposal,
    accept,
    compare,
    propose,
    reference_of,
    reject,
)
from fakturakjerne.errors import BlockedError, InvalidValueError
from fakturakjerne.testing.bank_strategies import enrollments
from fakturakjerne.testing.strategies import customers

HOME = Address(("Storgata 1",), "7030", "TRONDHEIM")
CABIN = Address(("Fjellveien 9",), "2640", "VINSTRA")
WISH = EnrollmentRecord(
    issuer="NOR974760673-1",
    account="12345678903",
    transmission=4711,
    assignment=1,
    transaction=2,
    action=EnrollmentAction.ADD,
    status=EnrollmentStatus.PENDING,
    reference="100009",
    first_name="Atle Børge",
    last_name="Olle",
    address=HOME,
    email="Atle@example.no",
    origin="enroll.txt:3",
)
ATLE = Customer(
    kind=CustomerKind.EXTERNAL,
    number="100009",
    name="Atle Børge Olle",
    addresses=(CABIN, HOME),
    email="atle@example.no",
)


def codes(match: Match) -> list[str]:
    return [reason.code for reason in match.reasons]


def test_accept_where_name_and_one_address_agree() -> None:
    match = propose(WISH, ATLE)
    assert match.proposal is Proposal.ACCEPT
    assert codes(match) == ["match.name-same", "match.address-same"]
    assert (match.name, match.address, match.nearest) == (Agreement.SAME, Agreement.SAME, 1)
    assert {reason.severity for reason in match.reasons} == {Severity.INFO}
    assert {reason.path for reason in match.reasons} == {"enroll.txt:3"}
    assert match.reasons[1].message == "The address agrees with address 2 of 2 in the register."
    assert match.reasons[1].in_language("nb") == "Adressen stemmer med adresse 2 av 2 i registeret."


def test_a_change_is_treated_as_a_new_one() -> None:
    change = evolve(WISH, action=EnrollmentAction.CHANGE)
    assert propose(change, ATLE) == propose(WISH, ATLE)
    assert accept(change, propose(change, ATLE)).is_active


def test_a_middle_name_written_out_is_for_a_person() -> None:
    match = propose(WISH, evolve(ATLE, name="Atle B. Olle"))
    assert match.proposal is Proposal.DECIDE
    assert codes(match) == ["match.name-near", "match.address-same"]
    assert [reason.severity for reason in match.reasons] == [Severity.WARNING, Severity.INFO]


def test_a_different_last_name_is_a_clear_no() -> None:
    match = propose(evolve(WISH, last_name="Pedersen"), ATLE)
    assert match.proposal is Proposal.REJECT
    assert match.error_code == "02"
    assert codes(match) == ["match.name-other", "match.address-same"]


def test_the_right_name_at_another_address_is_a_no() -> None:
    match = propose(WISH, evolve(ATLE, addresses=(CABIN,)))
    assert match.proposal is Proposal.REJECT
    assert codes(match) == ["match.name-same", "match.address-other"]
    assert match.reasons[1].values["count"] == "1"


def test_an_address_that_is_near_is_for_a_person() -> None:
    near = Address(("Storgata 1b",), "7030")
    match = propose(WISH, evolve(ATLE, addresses=(CABIN, near, Address())))
    assert match.proposal is Proposal.DECIDE
    assert codes(match) == ["match.name-same", "match.address-near"]
    assert match.nearest == 1


@pytest.mark.parametrize("addresses", [(), (Address(),), (CABIN, Address())])
def test_where_nothing_can_be_compared_a_person_decides(addresses: tuple[Address, ...]) -> None:
    match = propose(WISH, evolve(ATLE, name="", addresses=addresses))
    assert match.proposal is Proposal.DECIDE
    assert codes(match) == ["match.name-absent", "match.address-absent"]


def test_an_unknown_reference_can_never_be_accepted() -> None:
    match = propose(WISH, None)
    assert match.proposal is Proposal.UNKNOWN
    assert match.error_code == "01"
    assert codes(match) == ["match.unknown-reference"]
    with pytest.raises(BlockedError, match="100009") as caught:
        accept(WISH, match)
    assert caught.value.findings == match.reasons
    for error in (None, *AnswerError):
        assert reject(WISH, match, error=error).error_code == "01"


def test_a_person_decides_against_any_other_proposal() -> None:
    for customer in (ATLE, evolve(ATLE, name="Kari Nordmann")):
        match = propose(WISH, customer)
        assert accept(WISH, match) == EnrollmentAnswer(WISH, EnrollmentStatus.ACTIVE)
        refused = reject(WISH, match)
        assert (refused.status, refused.error_code) == (EnrollmentStatus.NOT_ACTIVE, "02")
        assert reject(WISH, match, error=AnswerError.NOT_OFFERED).error_code == "03"


def test_a_deletion_is_never_answered() -> None:
    deletion = evolve(WISH, action=EnrollmentAction.DELETE)
    for answer in (accept, reject):
        with pytest.raises(InvalidValueError, match="only a new enrollment"):
            answer(deletion, propose(deletion, ATLE))


def test_a_personal_number_as_reference_is_masked() -> None:
    match = propose(evolve(WISH, reference="15819010029"), None)
    assert "15819010029" not in match.reasons[0].message + match.reasons[0].in_language("nb")


def test_the_reference_is_the_customer_number_unless_there_is_another() -> None:
    assert reference_of(ATLE) == "100009"
    assert reference_of(evolve(ATLE, efaktura_reference="E-7")) == "E-7"
    assert reference_of(evolve(ATLE, number=None)) is None


def test_file_and_register_side_by_side() -> None:
    pairs = {pair.name: pair for pair in compare(WISH, ATLE)}
    assert {name: pair.agreement.value for name, pair in pairs.items()} == {
        "reference": "same",
        "name": "same",
        "line_1": "same",
        "line_2": "absent",
        "postal_code": "same",
        "place": "same",
        "country": "same",
        "email": "same",
    }
    assert (pairs["name"].file, pairs["name"].register) == ("Atle Børge Olle", "Atle Børge Olle")


def test_any_of_the_addresses_can_be_chosen() -> None:
    pairs = {pair.name: pair for pair in compare(WISH, ATLE, address=0)}
    assert (pairs["line_1"].file, pairs["line_1"].register) == ("Storgata 1", "Fjellveien 9")
    assert pairs["line_1"].agreement is Agreement.OTHER
    with pytest.raises(IndexError):
        compare(WISH, ATLE, address=2)


def test_what_is_missing_is_blank() -> None:
    bare = Customer(kind=CustomerKind.EXTERNAL)
    pairs = {pair.name: pair for pair in compare(evolve(WISH, first_name=""), bare)}
    assert pairs["name"].file == "Olle"
    assert {pair.register for name, pair in pairs.items() if name != "country"} == {""}


def test_punctuation_counts_in_what_is_no_word() -> None:
    other = evolve(ATLE, email="at.le@example.no", efaktura_reference="100009-")
    pairs = {pair.name: pair.agreement for pair in compare(WISH, other)}
    assert pairs["email"] is pairs["reference"] is Agreement.NEAR


@given(record=enrollments(), customer=customers())
def test_no_reason_and_no_repr_names_the_person(
    record: EnrollmentRecord, customer: Customer
) -> None:
    person = evolve(record, last_name="Hemmeligsen", address=Address(("Skjultveien 1",)))
    match = propose(person, customer)
    said = [repr(match), repr(person), repr(compare(person, customer))]
    said += [reason.in_language("nb") + reason.message for reason in match.reasons]
    assert not [text for text in said if "Hemmeligsen" in text or "Skjultveien" in text]
