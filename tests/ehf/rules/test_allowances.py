from __future__ import annotations

import pytest

from tests.ehf.rules.documents import VAT, count


def adjustment(indicator: str, inside: str = "") -> str:
    return (
        f"<AllowanceCharge><ChargeIndicator>{indicator}</ChargeIndicator>{inside}</AllowanceCharge>"
    )


def on_line(body: str) -> str:
    return f"<CreditNoteLine>{body}</CreditNoteLine>"


CASES = [
    ("BR-31", adjustment("false"), 1),
    ("BR-31", adjustment("true"), 0),
    ("BR-31", on_line(adjustment("false")), 0),
    ("BR-31", adjustment("false", "<Amount/>"), 0),
    ("BR-36", adjustment("1"), 1),
    ("BR-41", on_line(adjustment("false") * 2), 2),
    ("BR-41", on_line(adjustment("true")), 0),
    ("BR-43", on_line(adjustment("true")), 1),
    ("BR-43", on_line(adjustment("false")), 0),
    ("BR-32", adjustment("false", f"<TaxCategory><ID>S</ID>{VAT}</TaxCategory>"), 0),
    ("BR-32", adjustment("false", f"<TaxCategory>{VAT}</TaxCategory>"), 1),
    ("BR-37", adjustment("true", "<TaxCategory><ID>S</ID></TaxCategory>"), 1),
    # A missing reason gives two ids.
    ("BR-33", adjustment("false"), 1),
    ("BR-CO-21", adjustment("false"), 1),
    ("BR-42", on_line(adjustment("false", "<AllowanceChargeReason/>")), 0),
    ("BR-CO-24", on_line(adjustment("true", "<AllowanceChargeReasonCode/>")), 0),
    ("BR-DEC-01", adjustment("false", "<Amount>1.234</Amount>"), 1),
    ("BR-DEC-28", on_line(adjustment("true", "<BaseAmount>1.234</BaseAmount>")), 1),
    ("BR-CO-05", adjustment("false"), 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_allowances_and_charges(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
