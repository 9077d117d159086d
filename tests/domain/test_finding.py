"""A finding says what, where and how much it matters, in both languages."""

from __future__ import annotations

import pytest

from fakturakjerne.catalogue import LEASE_BILLED, LEASE_PAID
from fakturakjerne.domain.finding import Finding, Severity


@pytest.mark.parametrize(
    ("severity", "blocks"),
    [(Severity.ERROR, True), (Severity.WARNING, False), (Severity.INFO, False)],
)
def test_only_errors_block(severity: Severity, blocks: bool) -> None:
    assert Finding(severity=severity, text=LEASE_PAID).blocks is blocks


def test_a_finding_speaks_both_languages_by_its_values() -> None:
    finding = Finding(severity=Severity.INFO, text=LEASE_BILLED, values={"batch": "260302-1"})
    assert finding.code == "lease.billed"
    assert finding.message == "Billed before, in batch 260302-1."
    assert finding.in_language("en") == finding.message
    assert finding.in_language("nb") == "Fakturert før, i bunke 260302-1."


def test_findings_are_values() -> None:
    def made(batch: str) -> Finding:
        return Finding(severity=Severity.INFO, text=LEASE_BILLED, values={"batch": batch})

    assert made("1") == made("1")
    assert made("1") != made("2")
    assert hash(made("1")) == hash(made("1"))
