"""What an enrollment asks for, and which answers there are."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given

from fakturakjerne.domain.enrollment import (
    EnrollmentAction,
    EnrollmentAnswer,
    EnrollmentRecord,
    EnrollmentStatus,
)
from fakturakjerne.errors import InvalidValueError
from fakturakjerne.testing.bank_strategies import enrollments

WISH = EnrollmentRecord(
    issuer="NOR974760673-1",
    account="12345678903",
    transmission=4711,
    assignment=1,
    transaction=1,
    action=EnrollmentAction.ADD,
    status=EnrollmentStatus.PENDING,
    reference="1001",
    first_name="Kari",
    last_name="Nordmann",
)
ACTIVE, NOT_ACTIVE = EnrollmentStatus.ACTIVE, EnrollmentStatus.NOT_ACTIVE


@given(record=enrollments())
def test_each_is_new_or_an_end_or_a_confirmation(record: EnrollmentRecord) -> None:
    assert record.is_new + record.is_deletion + record.is_confirmation == 1


@pytest.mark.parametrize("status", EnrollmentStatus)
def test_an_end_is_an_end_whatever_its_status(status: EnrollmentStatus) -> None:
    assert evolve(WISH, action=EnrollmentAction.DELETE, status=status).is_deletion


@pytest.mark.parametrize("status", [ACTIVE, NOT_ACTIVE, EnrollmentStatus.DELETED])
def test_what_is_settled_is_a_confirmation(status: EnrollmentStatus) -> None:
    assert evolve(WISH, status=status).is_confirmation


def test_where_it_was_read_is_no_part_of_what_it_says() -> None:
    assert evolve(WISH, origin="enroll.txt:12") == WISH


def test_a_record_with_raw_gaps_can_stand_in_a_set() -> None:
    odd = evolve(WISH, unknown={"37.17": "X"}, extra=(b"NY429499",))
    assert odd != WISH
    assert len({odd, WISH}) == 2


def test_the_repr_hides_the_person() -> None:
    record = evolve(WISH, reference="15819010029", phone="73500000", user_id="U1")
    for hidden in ("Kari", "Nordmann", "15819010029", "12345678903", "73500000", "U1"):
        assert hidden not in repr(EnrollmentAnswer(record, ACTIVE))


@pytest.mark.parametrize(("status", "code"), [(ACTIVE, ""), (NOT_ACTIVE, "01"), (NOT_ACTIVE, "03")])
def test_the_answers(status: EnrollmentStatus, code: str) -> None:
    answer = EnrollmentAnswer(WISH, status, code)
    assert answer.is_active is (status is ACTIVE)


@pytest.mark.parametrize(
    ("record", "status", "code", "expected"),
    [
        (WISH, ACTIVE, "02", "blank"),
        (WISH, NOT_ACTIVE, "", "01, 02 or 03"),
        (WISH, NOT_ACTIVE, "04", "01, 02 or 03"),
        (WISH, EnrollmentStatus.PENDING, "", "A .accepted. or N"),
        (WISH, EnrollmentStatus.DELETED, "", "A .accepted. or N"),
        (evolve(WISH, status=ACTIVE), ACTIVE, "", "only a new enrollment"),
        (evolve(WISH, action=EnrollmentAction.DELETE), ACTIVE, "", "only a new enrollment"),
    ],
)
def test_what_no_answer_says(
    record: EnrollmentRecord, status: EnrollmentStatus, code: str, expected: str
) -> None:
    with pytest.raises(InvalidValueError, match=expected):
        EnrollmentAnswer(record, status, code)
