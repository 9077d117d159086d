from __future__ import annotations

import pytest
from attrs import evolve

from fakturakjerne.errors import OptionsError
from fakturakjerne.plugin.options import structure
from fakturakjerne_nets.avtalegiro_options import AvtaleGiroOptions
from tests.nets.giro_examples import OPTIONS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sender", "00008080"),
        ("account", "1"),
        ("transmission", 10_000_000),
        ("assignment", 9_999_999),
        ("lead_days", 61),
        ("notice_last_day", 32),
        ("line_end", "cr"),
        ("kid", "mod97"),
    ],
)
def test_what_cannot_be_is_refused_with_its_name(name: str, value: object) -> None:
    given = {"sender": "10200", "account": "12345678903", name: value}
    with pytest.raises(OptionsError, match=name):
        structure(AvtaleGiroOptions, given, where="profiles.ag.options")


def test_banking_days_follow_the_options() -> None:
    assert not OPTIONS.banking_days.christmas_eve
    assert evolve(OPTIONS, christmas_eve=True).banking_days.christmas_eve
