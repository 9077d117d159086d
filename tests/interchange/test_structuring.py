from __future__ import annotations

from typing import Any

from fakturakjerne.interchange.problems import Problem
from fakturakjerne.interchange.structuring import Structurer


def structurer() -> Structurer:
    return Structurer(test_identities=False)


def test_findings_name_the_lease_where_its_id_can_be_read() -> None:
    read = structurer().read((("id", "9001"),), where="x:1", root="$[0]")
    assert {finding.lease for finding in read.findings} == {"9001"}
    assert {finding.path for finding in read.findings} == {
        "x:1 $[0].customer",
        "x:1 $[0].start",
        "x:1 $[0].end",
    }
    assert all(finding.blocks for finding in read.findings)
    without = structurer().read((("id", " "),), where="x:1")
    assert {finding.lease for finding in without.findings} == {None}


def test_the_place_is_the_callers_to_name() -> None:
    read = structurer().read((), where="x:1", place=lambda path: path.upper())
    assert read.findings[0].path == "$.ID"


def test_deeper_than_python_can_go() -> None:
    deep: Any = ()
    for _ in range(5000):
        deep = (("a", deep),)
    for document in (deep, (("customer", deep),)):
        [finding] = structurer().read(document, where="x:1").findings
        assert finding.code == "input.depth"


def test_a_refusal_that_nothing_explains_is_still_a_finding() -> None:
    class Silent:
        def problems(self, *_: object, **__: object) -> list[Problem]:
            return []

    blind = structurer()
    blind._examiner = Silent()  # type: ignore[assignment]  # what no document can bring about
    [finding] = blind.read([], where="x:1").findings
    assert finding.code == "input.lease"
