from __future__ import annotations

import pytest

from fakturakjerne.errors import RecordError
from fakturakjerne_nets.reading_back import refuse_findings, transactions_of
from tests.nets.efaktura_examples import ENROLLMENT, INVOICES, findings_of, sample
from tests.nets.examples import claim, claims, written
from tests.nets.test_enrollment_importer import read


def test_yields_the_transactions_of_a_file_without_a_fault() -> None:
    assert [each.number for each in transactions_of([sample(INVOICES)], kind="03")] == [1, 2]


def test_assignments_of_another_kind_are_refused() -> None:
    with pytest.raises(RecordError, match="NY420320"):
        list(transactions_of([sample(INVOICES)], kind="94"))
    with pytest.raises(RecordError, match="NY420463"):
        list(transactions_of([sample(ENROLLMENT)], kind="94"))
    with pytest.raises(RecordError, match="NY210020"):
        list(transactions_of([b"\r\n".join(written(claims(claim(1))))], kind="03"))


def test_the_error_says_where_and_what_in_both_languages() -> None:
    data = sample(INVOICES).replace(b"NY42038800000002", b"NY42038800000003")
    with pytest.raises(RecordError) as caught:
        list(transactions_of([data], kind="03"))
    assert "line 94" in str(caught.value)
    assert "men filen har 2" in caught.value.in_language("nb")


def test_nothing_to_say_raises_nothing() -> None:
    refuse_findings(())
    with pytest.raises(RecordError):
        refuse_findings(findings_of(read(b"x")))
