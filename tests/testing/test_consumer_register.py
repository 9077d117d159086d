"""The register in memory answers what it was told."""

from __future__ import annotations

from fakturakjerne.plugin.consumer_register import ConsumerQuery
from fakturakjerne.testing.consumer_register import MemoryOptions, MemoryRegisterPlugin


def test_it_answers_about_those_it_knows() -> None:
    with MemoryRegisterPlugin().open(MemoryOptions(accepting=("1",))) as register:
        answers = register.lookup([ConsumerQuery(key="1"), ConsumerQuery(key="2")])
    assert [(each.key, each.accepts) for each in answers] == [("1", True)]
    assert register.asked == [("1", "2")]
