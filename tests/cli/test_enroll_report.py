"""What was redacted is shown as nothing; all else is in test_enroll.py."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from fakturakjerne import catalogue
from fakturakjerne.cli.enroll_report import EnrollReport
from fakturakjerne.domain.finding import Finding, Severity
from fakturakjerne.engine.matching import Match, Proposal
from fakturakjerne.ledger.enrollment_records import Enrollment, EnrollmentKind, FileState, ReadFile
from fakturakjerne.workflow.enrollment import Review, Reviewed

GONE = Reviewed(
    enrollment=Enrollment(
        id=7, file=1, position=1, kind=EnrollmentKind.NEW, record=None, customer=None
    ),
    customer=None,
    match=Match(
        Proposal.UNKNOWN,
        (
            Finding(
                severity=Severity.WARNING,
                text=catalogue.ENROLLMENT_REDACTED,
                values={"enrollment": 7},
            ),
        ),
    ),
)
FILE = ReadFile(
    id=1,
    name="enroll.txt",
    sha256="",
    importer="x",
    actor="kari",
    read_at=datetime(2026, 3, 2, tzinfo=UTC),
    state=FileState.READ,
)
REVIEW = Review(file=FILE, new=[GONE], deletions=[GONE], confirmations=[GONE])


def test_what_was_redacted_is_no_hindrance(capsys: pytest.CaptureFixture[str]) -> None:
    EnrollReport("nb", as_json=False).review([REVIEW], [])
    assert "Påmelding 7 er anonymisert" in capsys.readouterr().out.replace("\n", " ")
    EnrollReport("nb", as_json=True).review([REVIEW], [])
    [file] = json.loads(capsys.readouterr().out)["files"]
    assert file["new"][0]["reference"] == ""
