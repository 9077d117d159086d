from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.batch import ControlTotals, Document, ExportBatch
from fakturakjerne.domain.enrollment import EnrollmentAnswer, EnrollmentStatus
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import CodecError, RecordError
from fakturakjerne_nets.enrollment_answer import AnswerOptions, EnrollmentAnswerExporter
from fakturakjerne_nets.enrollment_importer import EnrollmentImporter, EnrollmentImportOptions
from fakturakjerne_nets.records import (
    EnrollmentAction,
    EnrollmentState,
    EnrollmentUser,
)
from fakturakjerne_nets.transmission import Transaction
from tests.nets.efaktura_examples import (
    ENROLLMENT,
    INVOICES,
    ISSUER,
    RETURN,
    answer,
    batch,
    codes_of,
    content,
    golden,
    items_of,
    sample,
)
from tests.nets.examples import findings as findings_of_events
from tests.nets.examples import read as events_of

EXPORTER = EnrollmentAnswerExporter()


def how(**changes: object) -> AnswerOptions:
    values: dict[str, Any] = {"sender": "10200", "production": True, **changes}
    return AnswerOptions(**values)


def answers(items: list[EnrollmentAnswer], **changes: object) -> ExportBatch[EnrollmentAnswer]:
    return batch(items, **{"sequence": 1, "kind": "enroll.txt", **changes})


def exported(items: list[EnrollmentAnswer], **changes: object) -> Document:
    [document] = EXPORTER.export(answers(items), how(**changes))
    return document


def test_the_decisions_on_the_sample_are_the_sample_of_the_return_file() -> None:
    reads = EnrollmentImporter().read([sample(ENROLLMENT)], EnrollmentImportOptions())
    decided = [
        EnrollmentAnswer(record, EnrollmentStatus.NOT_ACTIVE, "01")
        if record.reference == "999999"
        else EnrollmentAnswer(record, EnrollmentStatus.ACTIVE)
        for record in items_of(reads)
        if record.is_new
    ]
    assert list(EXPORTER.check(answers(decided), how())) == []
    assert content(exported(decided)) == sample(RETURN)


def test_answers_are_the_golden_file() -> None:
    """Two agreements; all four answers there are; a reference and a user id of full length."""
    other = "NOR974760673-1"
    found = content(
        exported(
            [
                answer(reference="R" * 31, user_id="U" * 35),
                answer("01", reference="999999", issuer=other),
                answer("02", reference="1002"),
                answer("03", reference="1003", issuer=other),
            ]
        )
    )
    assert found == golden("efaktura_answer.txt", found)


def test_what_is_read_back_is_what_was_answered() -> None:
    given_answers = [answer(), answer("02", reference="1002", user_id="æ" * 35)]
    events = events_of(content(exported(given_answers)))
    assert findings_of_events(events) == []
    read = [event for event in events if isinstance(event, Transaction)]
    assert [event.number for event in read] == [1, 2]
    for event, given_answer in zip(read, given_answers, strict=True):
        action, state = event.first(EnrollmentAction), event.first(EnrollmentState)
        user = event.first(EnrollmentUser)
        assert action is not None
        assert state is not None
        assert user is not None
        assert len(event.records) == 8
        assert action.action == given_answer.record.action.value
        assert action.reference == given_answer.record.reference
        assert (state.status, state.error_code) == (
            given_answer.status.value,
            given_answer.error_code,
        )
        assert user.user_id == given_answer.record.user_id


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "01", "02", "03"]), st.sampled_from(["a", "b", "c"])),
        min_size=1,
        max_size=6,
    )
)
def test_totals_are_those_of_the_bytes(decisions: list[tuple[str, str]]) -> None:
    """Whatever the order of the agreements, each is one assignment and nothing is lost."""
    document = exported([answer(code, issuer=f"{ISSUER[:-1]}{who}") for code, who in decisions])
    data = content(document)
    assert data == content(document)
    assert EXPORTER.read_totals([data], how()) == document.totals
    assert document.totals == ControlTotals(orders=None, lines=len(decisions), gross=Ore(0))
    assert data.count(b"NY429420") == len({who for _, who in decisions})


@pytest.mark.parametrize(
    ("file_read", "kind", "name"),
    [
        ("enroll.txt", "external", "retfile_enroll.txt"),
        ("", "påmelding.dat", "retfile_påmelding.dat"),
        ("inbox/a.txt", "x", "retfile_a.txt"),
        ("C:\\inn\\a.txt", "x", "retfile_a.txt"),
    ],
)
def test_the_name_is_that_of_the_file_read(file_read: str, kind: str, name: str) -> None:
    [document] = EXPORTER.export(answers([answer()], kind=kind), how(file_read=file_read))
    assert document.name == name
    assert document.orders == ()
    assert document.period is None


def test_without_answers_there_is_no_file() -> None:
    assert list(EXPORTER.export(answers([]), how())) == []


def test_an_answer_to_another_issuers_enrollment_is_refused() -> None:
    [finding] = EXPORTER.check(answers([answer(origin="e.txt: line 3")]), how(issuer="NOR1-1"))
    assert finding.values["code"] == "507"
    assert finding.path == "e.txt: line 3, assignment 1, transaction 1"
    with pytest.raises(CodecError, match="The issuer is"):
        content(exported([answer()], issuer="NOR1-1"))


def test_what_cannot_be_written_is_said_before() -> None:
    long = [answer(user_id="U" * 36), answer(account="1234")]
    findings = list(EXPORTER.check(answers(long), how()))
    assert codes_of(findings) == ["efaktura.overflow"]
    assert findings[0].path == "assignment 1, transaction 1 -> record 28, user_id"
    with pytest.raises(CodecError, match="user_id"):
        content(exported(long))
    many = answers([answer()], sequence=1000)
    assert "efaktura.overflow" in {each.code for each in EXPORTER.check(many, how())}


def test_numbers_are_given_or_of_the_day() -> None:
    assert content(exported([answer()])).startswith(b"NY000010000102001121001")
    data = content(exported([answer()], transmission=42, assignment=7, production=False))
    assert data.startswith(b"NY000010000102000000042000080802111202600000")
    assert b"\r\nNY4294200000000000000007" in data


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"NY429488000000010000001", b"NY429488000000020000001"),
        (b"NY429438", b"NY429499"),
        (b"NY4294200", b"NY4203200"),
    ],
)
def test_bytes_with_anything_wrong_have_no_totals(old: bytes, new: bytes) -> None:
    data = content(exported([answer()])).replace(old, new)
    with pytest.raises(RecordError):
        EXPORTER.read_totals([data], how())


def test_invoices_have_no_totals_here() -> None:
    with pytest.raises(RecordError, match="NY420320"):
        EXPORTER.read_totals([sample(INVOICES)], how())
