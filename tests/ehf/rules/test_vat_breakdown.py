from __future__ import annotations

import pytest

from tests.ehf.rules.documents import VAT, count


def subtotal(base: str, tax: str, category: str) -> str:
    base = base and f"<TaxableAmount>{base}</TaxableAmount>"
    tax = tax and f"<TaxAmount>{tax}</TaxAmount>"
    return f"<TaxSubtotal>{base}{tax}<TaxCategory>{category}{VAT}</TaxCategory></TaxSubtotal>"


def rated(base: str, tax: str, rate: str) -> str:
    return f"<TaxTotal>{subtotal(base, tax, f'<Percent>{rate}</Percent>')}</TaxTotal>"


EMPTY = "<TaxTotal><TaxSubtotal/></TaxTotal>"

CASES = [
    ("BR-CO-14", "<TaxTotal><TaxAmount>7</TaxAmount></TaxTotal>", 0),
    ("BR-CO-14", EMPTY, 1),
    ("BR-CO-14", f"<TaxTotal><TaxAmount>7</TaxAmount>{subtotal('', '7', '')}</TaxTotal>", 0),
    ("BR-CO-14", f"<TaxTotal><TaxAmount>7</TaxAmount>{subtotal('', '8', '')}</TaxTotal>", 1),
    ("BR-45", EMPTY, 1),
    ("BR-46", EMPTY, 1),
    ("BR-47", EMPTY, 1),
    ("BR-47", f"<TaxTotal>{subtotal('', '', '<ID/>')}</TaxTotal>", 0),
    ("BR-48", EMPTY, 1),
    ("BR-48", f"<TaxTotal>{subtotal('', '', '<ID> O </ID>')}</TaxTotal>", 0),
    ("BR-48", rated("", "", "25"), 0),
    ("BR-CO-17", EMPTY, 1),
    ("BR-CO-17", f"<TaxTotal>{subtotal('', '0.49', '')}</TaxTotal>", 0),
    ("BR-CO-17", f"<TaxTotal>{subtotal('', '0.50', '')}</TaxTotal>", 1),
    ("BR-CO-17", rated("100", "-0.50", "0.49"), 0),
    ("BR-CO-17", rated("100", "25.99", "25"), 0),
    ("BR-CO-17", rated("100", "26.00", "25"), 1),
    ("BR-CO-17", rated("100", "24.00", "25"), 1),
    ("BR-CO-17", rated("-100", "25", "25"), 0),  # signs of the amounts aside
    ("BR-CO-17", rated("100", "-25", "-25"), 1),  # but not that of the rate
    ("BR-CO-17", rated("", "25", "25"), 1),
    ("BR-CO-17", rated("100", "", "25"), 1),
    ("BR-CO-17", rated("", "0", "0"), 0),
    ("BR-DEC-19", rated("1.234", "0", "0"), 1),
    ("BR-DEC-20", rated("1", "0.000", "0"), 1),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_the_breakdown(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
