from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.money import Ore
from fakturakjerne.errors import CodecError
from fakturakjerne_nets.claim_rows import records_of
from tests.nets.giro_examples import CLAIM, CLAIMS, NOTIFIED, written


@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_the_file_is_what_the_records_would_write(claims: list[Claim]) -> None:
    lines = written(*claims).split(b"\r\n")
    expected = []
    for cancels, kinds in ((False, ("02", "21")), (True, ("93", "93"))):
        own = [claim for claim in claims if claim.cancels is cancels]
        for number, claim in enumerate(own, 1):
            kind = kinds[claim.bank_notice]
            expected += [record.write() for record in records_of(claim, number=number, kind=kind)]
    assert [line for line in lines if line[6:8] in {b"30", b"31", b"49"}] == expected


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (evolve(CLAIM, reference="x" * 26), "too long for reference"),
        (evolve(CLAIM, amount=Ore(10**17)), "too long for amount"),
        (evolve(NOTIFIED, lines=("x" * 81,)), "Line 1 of the notice"),
        (evolve(NOTIFIED, lines=("x",) * 43), "The notice has 43 lines"),
    ],
)
def test_what_has_no_room_is_refused_and_never_cut(claim: Claim, message: str) -> None:
    with pytest.raises(CodecError, match=message):
        written(claim)


def test_short_names_are_cut_as_they_are_short_names() -> None:
    lines = written(evolve(CLAIM, payer_name="NORDMANN €LISE")).split(b"\r\n")
    assert lines[3][15:25] == b"NORDMANN E"
