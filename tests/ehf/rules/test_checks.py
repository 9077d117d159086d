from __future__ import annotations

from decimal import Decimal

import pytest

from fakturakjerne_ehf.rules import checks
from fakturakjerne_ehf.rules.rule import Check
from fakturakjerne_ehf.rules.view import gather
from fakturakjerne_ehf.tree import parse
from tests.ehf.rules.documents import part


def holds(check: Check, body: str) -> bool:
    view = gather(parse(part(body)).root)
    return check(view.root, view) is None


@pytest.mark.parametrize(
    ("check", "body", "expected"),
    [
        (checks.present("A", "B"), "<B/>", True),
        (checks.present("A", "B"), "", False),
        (checks.present("A/B", "C"), "<A/>", False),
        (checks.present("A/B", "C"), "<C/>", True),
        (checks.filled("A/B"), "<A><B> </B></A>", False),
        (checks.filled("A/B"), "<A><B>1</B></A>", True),
        (checks.filled("A"), "", False),
        (checks.at_most_one("A/B"), "", True),
        (checks.at_most_one("A/B"), "<A><B/></A><A/>", True),
        (checks.at_most_one("A/B"), "<A><B/></A><A><B/></A>", False),
        (checks.two_decimals("A"), "<A>1.2.34</A>", False),
        (checks.two_decimals("A"), "<A>1</A>", True),
        (checks.two_decimals(), "1.234", False),
    ],
)
def test_the_shared_checks(check: Check, body: str, expected: bool) -> None:
    assert holds(check, body) is expected


def test_missing_amounts_equal_none() -> None:
    assert checks.differ(None, None) == {"stated": "–", "computed": "–"}
    assert checks.differ(Decimal("1.0"), Decimal(1)) is None


def test_long_texts_are_cut() -> None:
    assert checks.short(" a\n b ") == "a b"
    assert checks.short("x" * 1000) == "x" * 60 + "…"
