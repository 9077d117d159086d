from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.errors import CodecError
from fakturakjerne_nets.fitting import fit, refuse
from fakturakjerne_nets.records import (
    ALL,
    EfakturaAmount,
    EfakturaAssignmentStart,
    EnrollmentUser,
    PartyName,
    Record,
    ShownTotals,
)
from tests.nets.examples import records


@given(st.sampled_from(ALL).flatmap(records))
def test_what_fits_stays_as_it_is(record: Record) -> None:
    fitted = fit(record, where="here")
    assert fitted.record is record
    assert fitted.findings == ()


def test_words_are_cut_and_it_is_said() -> None:
    fitted = fit(PartyName(name="Å" * 31, place="B" * 25), where="invoice 7")
    assert fitted.record == PartyName(name="Å" * 30, place="B" * 25)
    [finding] = fitted.findings
    assert finding.path == "invoice 7 -> record 40, name"
    assert not finding.blocks
    assert finding.message.endswith("is cut to 30 characters in name.")


def test_numbers_and_codes_are_never_cut() -> None:
    fitted = fit(EnrollmentUser(user_id="U" * 36), where="here")
    assert fitted.record == EnrollmentUser(user_id="U" * 36)
    [finding] = fitted.findings
    assert finding.blocks
    assert finding.code == "efaktura.overflow"


def test_characters_are_replaced_and_it_is_said() -> None:
    [finding] = fit(PartyName(name="Łukasz – 5 €"), where="here").findings
    assert finding.values["written"] == "'Lukasz - 5 EUR'"
    assert finding.values["characters"] == "U+0141 U+2013 U+20AC"
    assert not finding.blocks


def test_what_is_replaced_may_grow_too_long() -> None:
    found = fit(PartyName(name="€" * 11), where="here")
    assert found.record == PartyName(name="EUR" * 10)
    assert [each.code for each in found.findings] == ["efaktura.replaced", "efaktura.cut"]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (EfakturaAmount(amount=-1), "056"),
        (EfakturaAmount(amount=10**17), "056"),
        (ShownTotals(amount=10**16), "056"),
        (EfakturaAssignmentStart(account="1234.56.789"), "502"),
        (EfakturaAmount(kid="1" * 26), ""),
    ],
)
def test_what_cannot_stand_in_its_column_blocks(record: Record, code: str) -> None:
    [finding] = fit(record, where="here").findings
    assert finding.blocks
    assert finding.values["code"] == code
    with pytest.raises(CodecError):
        record.write()


@given(st.text(max_size=40))
def test_what_is_left_can_be_written(name: str) -> None:
    fitted = fit(PartyName(name=name, place=name), where="here")
    refuse(fitted.findings)
    assert len(fitted.record.write()) == 80


def test_refusing_raises_the_first_that_blocks() -> None:
    cut = fit(PartyName(name="x" * 31), where="here").findings
    long = fit(EnrollmentUser(user_id="U" * 36), where="here").findings
    refuse(cut)
    with pytest.raises(CodecError, match="user_id"):
        refuse((*cut, *long, *(evolve(each, path="there") for each in long)))


def test_personal_numbers_are_masked() -> None:
    [finding] = fit(PartyName(name="15819010029 " + "x" * 30), where="here").findings
    assert "15819010029" not in finding.message
