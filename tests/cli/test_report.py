"""What a person and a program are told."""

from __future__ import annotations

import json

import pytest

from fakturakjerne import catalogue
from fakturakjerne.cli.report import Report
from fakturakjerne.domain.finding import Finding, Severity

INFO = Finding(severity=Severity.INFO, text=catalogue.LEASE_PAID, path="a.jsonl:1", lease="1")
FIRST = Finding(
    severity=Severity.WARNING, text=catalogue.LEASE_REPEATED, path="a.jsonl:2", lease="2"
)
SECOND = Finding(
    severity=Severity.WARNING, text=catalogue.LEASE_REPEATED, path="a.jsonl:3", lease="3"
)


def test_a_person_gets_what_is_alike_once_and_no_infos(capsys: pytest.CaptureFixture[str]) -> None:
    Report("en", as_json=False).findings([INFO, FIRST, SECOND])

    assert capsys.readouterr().err == (
        "warning a.jsonl:2 [2] (and 1 more): "
        "The lease stands twice with the same content; it is billed once. (lease.repeated)\n"
    )


def test_a_person_gets_every_error_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    missing = [
        Finding(
            severity=Severity.ERROR,
            text=catalogue.CUSTOMER_ID_MISSING,
            path=f"a.jsonl:{line} $.customer.id",
            lease=str(line),
        )
        for line in (1, 2, 3)
    ]

    Report("en", as_json=False).findings(missing)

    told = capsys.readouterr().err.splitlines()
    assert [line.split(": The", 1)[0] for line in told] == [
        f"error a.jsonl:{line} $.customer.id [{line}]" for line in (1, 2, 3)
    ]


def test_a_program_gets_every_finding_as_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report("nb", as_json=True)
    report.findings([INFO, FIRST, SECOND])
    report.say(catalogue.NOTHING_TO_BILL)

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["lease"] for line in lines] == ["1", "2", "3", None]
    assert lines[0] == {
        "severity": "info",
        "code": "lease.paid",
        "path": "a.jsonl:1",
        "message": "Allerede betalt.",
        "lease": "1",
    }
