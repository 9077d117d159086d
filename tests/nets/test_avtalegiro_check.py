from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from fakturakjerne.domain.claim import Claim
from fakturakjerne.domain.kid import Kid
from fakturakjerne.domain.money import Ore
from tests.nets.giro_examples import CANCELLED, CLAIM, NOTIFIED, OPTIONS, checked


def nets_codes(*claims: Claim, changes: Mapping[str, Any]) -> list[str]:
    options = evolve(OPTIONS, **changes)
    return [str(each.values["code"]) for each in checked(*claims, options=options) if each.blocks]


def due(day: date, claim: Claim = CLAIM) -> Claim:
    return evolve(claim, due_date=day)


def test_what_is_right_is_not_spoken_of() -> None:
    assert checked(CLAIM, NOTIFIED, CANCELLED) == []


def test_a_finding_says_which_claim() -> None:
    [finding] = checked(CLAIM, due(date(2028, 1, 3)))
    assert finding.path == "claim 2, KID 0010010000015 -> due_date"
    assert finding.message == (
        "The due date 2028-01-03 is more than twelve months ahead; the last day is 2027-11-20 "
        "(Nets 103)."
    )


def test_kids_are_masked_where_they_may_be_personal_numbers() -> None:
    claim = evolve(CLAIM, kid=Kid.of("1581901002"), due_date=date(2028, 1, 3))
    [finding] = checked(claim)
    assert claim.kid.text not in finding.path


@pytest.mark.parametrize(
    ("claim", "changes", "codes"),
    [
        (evolve(CLAIM, kid=Kid("1000005-")), {}, ["325"]),
        (evolve(CLAIM, kid=Kid("1000005-")), {"kid": "none"}, ["325"]),
        (CLAIM, {"kid": "mod11"}, ["325"]),
        (CLAIM, {"kid": "mod10"}, []),
        (CLAIM, {"kid": "none"}, []),
        (CLAIM, {"account": "88888888888"}, ["502"]),
        (due(date(2027, 11, 19)), {}, []),
        (due(date(2027, 11, 22)), {}, ["103"]),
        (due(date(2026, 11, 24)), {}, []),
        (due(date(2026, 11, 23)), {}, ["354"]),
        (due(date(2026, 11, 24)), {"after_cutoff": True}, ["354"]),
        (due(date(2026, 11, 20)), {"lead_days": 0}, []),
        (due(date(2026, 12, 14), NOTIFIED), {}, ["354"]),
        (due(date(2026, 12, 14), NOTIFIED), {"notice_last_day": 13}, []),
        (due(date(2026, 12, 14), NOTIFIED), {"notice_last_day": -1}, []),
        (due(date(2026, 11, 20), CANCELLED), {}, []),
        (due(date(2026, 11, 19), CANCELLED), {}, ["354"]),
        (evolve(NOTIFIED, lines=("x",) * 43), {}, ["557"]),
        (evolve(NOTIFIED, lines=("x" * 81,)), {}, ["557"]),
        (evolve(CANCELLED, lines=("x" * 81,)), {}, []),
        (evolve(CLAIM, reference="x" * 26), {}, [""]),
        (evolve(CLAIM, amount=Ore(10**17)), {}, ["056"]),
    ],
)
def test_what_nets_would_refuse_has_the_code_of_nets(
    claim: Claim, changes: dict[str, Any], codes: list[str]
) -> None:
    assert nets_codes(claim, changes=changes) == codes


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        (due(date(2026, 12, 25)), "giro.due-moved"),
        (evolve(CLAIM, amount=Ore(0)), "giro.amount-zero"),
        (evolve(CLAIM, lines=("x",)), "giro.lines-unsent"),
        (evolve(CLAIM, payer_name="Łukasz"), "giro.characters-replaced"),
        (evolve(NOTIFIED, lines=("5 €",)), "giro.characters-replaced"),
    ],
)
def test_what_is_unusual_does_not_block(claim: Claim, code: str) -> None:
    assert [(each.code, each.blocks) for each in checked(claim)] == [(code, False)]


def test_claims_of_one_day_are_each_spoken_of() -> None:
    late = due(date(2026, 11, 23))
    assert [each.path.split(",")[0] for each in checked(late, late)] == ["claim 1", "claim 2"]


def test_norwegian_letters_are_not_unusual() -> None:
    assert checked(evolve(NOTIFIED, payer_name="BJØRNSEN Å", lines=("Avløp",))) == []


def test_numbers_of_the_day_run_out() -> None:
    assert [each.path for each in checked(CLAIM, sequence=50)] == ["options.assignment"]
    assert [each.path for each in checked(CLAIM, sequence=1000)] == [
        "options.transmission",
        "options.assignment",
    ]
    given = evolve(OPTIONS, transmission=1, assignment=1)
    assert checked(CLAIM, sequence=1000, options=given) == []
