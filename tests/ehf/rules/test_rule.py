from __future__ import annotations

from datetime import date

from attrs import evolve

from fakturakjerne_ehf.rules import LATEST, RELEASES
from fakturakjerne_ehf.rules.rule import EARLIER, holds
from fakturakjerne_ehf.rules.view import gather
from fakturakjerne_ehf.tree import parse
from tests.ehf.rules.documents import part


def test_the_latest_release_is_known_with_its_day() -> None:
    assert LATEST == "2026.5"
    assert RELEASES[LATEST].valid_from == date(2026, 8, 17)


def test_what_came_with_a_release_says_so() -> None:
    new = {rule.id for rule in RELEASES["2026.5"].rules if rule.since != EARLIER}
    numbers = ("052", "053", "054", "055", "056-1", "056-2", "057")
    assert new == {f"PEPPOL-COMMON-R{number}" for number in numbers}


def test_the_next_release_is_what_changed() -> None:
    before = RELEASES["2026.5"]
    changed = evolve(before.rules[1], severity="warning")
    added = evolve(before.rules[2], id="BR-NEW")
    after = before.revised(
        version="2027.2",
        valid_from=date(2027, 2, 15),
        removed=["BR-01"],
        changed=[changed, added],
    )
    assert after.rules[0] == changed
    assert after.rules[-1] == added
    assert len(after.rules) == len(before.rules)
    assert before.rules[0].id == "BR-01"


def test_what_never_fires_never_fires() -> None:
    view = gather(parse(part("")).root)
    assert holds(view.root, view) is None


def test_every_sentence_is_in_both_languages_and_no_two_rules_share_an_id() -> None:
    rules = RELEASES[LATEST].rules
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.nb != rule.en
        assert rule.text.code == rule.id
        assert rule.context.label
