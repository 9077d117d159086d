from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fakturakjerne.domain.finding import Finding
from fakturakjerne.domain.money import Ore
from fakturakjerne_nets.efaktura_invoice import SpecificationLine
from fakturakjerne_nets.preflight import Preflight, months_after
from tests.nets.efaktura_examples import TODAY, codes_of, shown

CHECKS = Preflight(today=TODAY, latest=date(2027, 11, 21))
LABELS = shown().lines


def found(**changes: object) -> list[Finding]:
    return list(CHECKS.findings(shown(**changes)))


def lines(kind: int, count: int) -> tuple[SpecificationLine, ...]:
    return tuple(SpecificationLine(kind, at, ("x", "", "")) for at in range(1, count + 1))


def test_an_invoice_without_a_fault_passes() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("054", {"due_date": None}),
        ("055", {"due_date": date(2126, 12, 15)}),
        ("354", {"due_date": date(2026, 11, 20)}),
        ("103", {"due_date": date(2027, 11, 22)}),
        ("057", {"amount": Ore(-1)}),
        ("145", {"account": "1234567890"}),
        ("145", {"account": "1234.56.78903"}),
        ("502", {"account": "12345678904"}),
        ("325", {"kid": ""}),
        ("325", {"kid": "0010010000016"}),
        ("325", {"kid": "abc"}),
        ("501", {"summary_type": 2}),
        ("504", {"agreement": ""}),
        ("504", {"agreement": "  "}),
        ("504", {"agreement": "R" * 32}),
        ("507", {"issuer": ""}),
        ("507", {"issuer": "123456785"}),
        ("507", {"issuer": "NOR123456785-12"}),
        ("507", {"issuer": "NOR123456784-1"}),
        ("557", {"lines": ()}),
        ("557", {"lines": LABELS[:3]}),
        ("557", {"lines": LABELS[::-1]}),
        ("557", {"lines": (*LABELS, *lines(2, 6))}),
        ("557", {"lines": (*LABELS, *lines(5, 1000))}),
        ("557", {"lines": (*LABELS, *lines(7, 1))}),
        ("efaktura.template", {"template": 3}),
        ("efaktura.overflow", {"lines": (*LABELS, SpecificationLine(5, 1, ("", "", "x")))}),
    ],
)
def test_each_fault_has_the_code_of_nets(code: str, changes: dict[str, Any]) -> None:
    [finding] = found(**changes)
    assert codes_of([finding]) == [code]
    assert finding.blocks
    assert finding.path == "invoice 20261"
    if code.isdigit():
        assert f"Nets {code}" in finding.in_language("nb")


@pytest.mark.parametrize(
    "changes",
    [
        {"due_date": TODAY},
        {"due_date": date(2027, 11, 21)},
        {"amount": Ore(0)},
        {"kid": "1000005-"},
        {"agreement": "R" * 31},
        {"summary_type": 1},
        {"template": 2, "lines": (*LABELS, SpecificationLine(5, 1, ("", "", "x" * 16)))},
        {"lines": (*LABELS, *lines(2, 5), *lines(3, 5), *lines(4, 3), *lines(5, 999))},
    ],
)
def test_what_is_just_allowed_passes(changes: dict[str, Any]) -> None:
    assert found(**changes) == []


def test_all_faults_are_named_at_once() -> None:
    every = found(amount=Ore(-1), account="1", kid="", agreement="", issuer="", lines=())
    assert codes_of(every) == ["057", "145", "325", "504", "507", "557"]


def test_numbers_of_persons_are_masked() -> None:
    told = "".join(
        each.in_language(language)
        for each in found(account="15819010029", kid="15819010029", issuer="15819010029")
        for language in ("nb", "en")
    )
    assert "15819010029" not in told


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 1), 0, date(2026, 1, 1)),
        (date(9999, 12, 31), 12, date(9999, 12, 31)),
    ],
)
def test_months_later_is_the_same_day_where_there_is_one(
    day: date, months: int, expected: date
) -> None:
    assert months_after(day, months) == expected
