from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.errors import RecordError
from fakturakjerne_visma.factum_totals import read_totals
from tests.agresso.examples import HALL, WASH, basis, batch, lease
from tests.visma.factum_examples import options, written

WITH_VAT = written(batch(basis(lease(9001, WASH)), basis(lease(9002, WASH, WASH))), options())
WITHOUT = written(batch(basis(lease(9001, HALL), lease(9002, WASH))), options())
DIGITS = [
    place
    for match in re.finditer(rb"<(SumPrisUtenAvgift|Avgift|Linjenr)>([^<]*)<", WITH_VAT)
    for place in range(*match.span(2))
    if WITH_VAT[place : place + 1].isdigit()
]


def test_what_is_counted_and_summed() -> None:
    totals = read_totals([WITH_VAT[:700], WITH_VAT[700:]])
    assert (totals.orders, totals.lines, totals.net, totals.gross) == (2, 3, 44997, 56247)
    assert (totals.texts, totals.first_order, totals.last_order) == (None, None, None)
    assert read_totals([WITHOUT]).gross is None


@given(place=st.sampled_from(DIGITS), digit=st.sampled_from(b"0123456789"))
def test_one_changed_digit_is_noticed(place: int, digit: int) -> None:
    changed = bytearray(WITH_VAT)
    changed[place] = digit
    try:
        totals = read_totals([bytes(changed)])
    except RecordError:
        return
    assert (totals == read_totals([WITH_VAT])) == (bytes(changed) == WITH_VAT)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"<Linjenr>2<", b"<Linjenr>3<", "Linjenr is '3'; here it must be 2"),
        (b"<Linjenr>1<", b"<Linjenr>01<", "Linjenr is '01'"),
        (b"<Linjenr>1</Linjenr>", b"", "lacks Linjenr"),
        (b"<Avgift></Avgift>", b"<Avgift> </Avgift>", "Avgift is ' '"),
        (b"<Avgift></Avgift>", b"", "lacks Avgift"),
        (b">800<", b">8e2<", "SumPrisUtenAvgift is '8e2'; it must be an amount in kroner"),
        (b">800<", b">800.001<", "SumPrisUtenAvgift is '800.001'"),
        (b">800<", b">800<x/><", "SumPrisUtenAvgift is '800'"),
        (b">800<", b">\xd9\xa1<", "SumPrisUtenAvgift"),
        (b"<antall>", b"<Linjenr>1</Linjenr><antall>", "has Linjenr more than once"),
        (b"<Fakturalinjer>", b"<Fakturalinjer>5", "'5' stands between"),
        (b"<BkPffFakturagrunnlaglinje>", b"<BkPffFakturagrunnlaglinje>5", "'5' stands between"),
        (b"BkPffFakturagrunnlaglinje>", b"Line>", "Line stands where BkPffFakturagrunnlaglinje"),
        (b"BkPffFakturagrunnlag>", b"Basis>", "Basis stands where BkPffFakturagrunnlag"),
        (b"Fakturagrunnlags>", b"X>", "BkPffX stands where BkPffFakturagrunnlags"),
        (b"<Systemid>", b"<Fakturalinjer/><Systemid>", "has Fakturalinjer more than once"),
        (b"</BkPffFakturagrunnlags>", b"", "not well-formed"),
        (b"<BkPffFakturagrunnlags>", b"<!DOCTYPE x><BkPffFakturagrunnlags>", "document type"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(old: bytes, new: bytes, said: str) -> None:
    assert old in WITHOUT
    with pytest.raises(RecordError, match=r"line [0-9]+") as caught:
        read_totals([WITHOUT.replace(old, new)])
    assert said in str(caught.value)


def test_an_amount_in_a_comment_does_not_count_and_one_around_a_comment_does() -> None:
    changed = WITHOUT.replace(b">800<", b">8<!-- 9 -->00<")
    assert read_totals([changed]) == read_totals([WITHOUT])


def test_an_empty_file_of_the_format() -> None:
    totals = read_totals([b"<BkPffFakturagrunnlags/>"])
    assert (totals.orders, totals.lines, totals.net) == (0, 0, 0)
    with pytest.raises(RecordError, match="x stands where BkPffFakturagrunnlags must"):
        read_totals([b"<x/>"])
