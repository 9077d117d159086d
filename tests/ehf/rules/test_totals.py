from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ehf.rules.documents import count


def totals(**amounts: str) -> str:
    inside = "".join(f"<{name}>{amount}</{name}>" for name, amount in amounts.items())
    return f"<LegalMonetaryTotal>{inside}</LegalMonetaryTotal>"


def line(amount: str) -> str:
    return f"<InvoiceLine><LineExtensionAmount>{amount}</LineExtensionAmount></InvoiceLine>"


def adjustment(indicator: str, amount: str) -> str:
    return (
        f"<AllowanceCharge><ChargeIndicator>{indicator}</ChargeIndicator>{amount}</AllowanceCharge>"
    )


CASES = [
    # Where a total is missing, the rule that computes it fires beside the one that asks for it.
    ("BR-12", totals(), 1),
    ("BR-CO-10", totals(), 1),
    ("BR-CO-13", totals(), 1),
    ("BR-CO-16", totals(), 1),
    ("BR-CO-10", totals(LineExtensionAmount="0"), 0),
    ("BR-CO-10", totals(LineExtensionAmount="3") + line("1") + line("2"), 0),
    ("BR-CO-10", totals(LineExtensionAmount="-2.34") + line("-2.345"), 0),
    ("BR-CO-10", totals(LineExtensionAmount="-2.35") + line("-2.345"), 1),
    ("BR-CO-10", totals(LineExtensionAmount="2.35") + line("2.345"), 0),
    ("BR-CO-10", totals(LineExtensionAmount="1") + "<CreditNoteLine/>" + line("1"), 0),
    ("BR-CO-11", totals(), 0),
    ("BR-CO-11", totals(AllowanceTotalAmount="0"), 0),
    ("BR-CO-11", totals(AllowanceTotalAmount="1"), 1),
    ("BR-CO-11", totals() + adjustment(" 0 ", "<Amount>1</Amount>"), 1),
    ("BR-CO-11", totals() + adjustment("no", "<Amount>1</Amount>"), 0),
    ("BR-CO-11", totals() + "<AllowanceCharge/>", 0),
    ("BR-CO-11", totals(AllowanceTotalAmount="1") + adjustment("false", "<Amount>1</Amount>"), 0),
    ("BR-CO-11", totals(AllowanceTotalAmount="0") + adjustment("false", ""), 0),
    ("BR-CO-12", totals(ChargeTotalAmount="1") + adjustment("1", "<Amount>1</Amount>"), 0),
    ("BR-CO-12", totals(ChargeTotalAmount="2") + adjustment("1", "<Amount>1</Amount>"), 1),
    ("BR-CO-13", totals(LineExtensionAmount="1.005", TaxExclusiveAmount="1.005"), 0),
    ("BR-CO-13", totals(LineExtensionAmount="1.005", TaxExclusiveAmount="1.01"), 1),
    (
        "BR-CO-13",
        totals(LineExtensionAmount="1.005", TaxExclusiveAmount="1.01", ChargeTotalAmount="0"),
        0,
    ),
    (
        "BR-CO-13",
        totals(LineExtensionAmount="5", TaxExclusiveAmount="3", AllowanceTotalAmount="2"),
        0,
    ),
    ("BR-CO-13", totals(TaxExclusiveAmount="2", ChargeTotalAmount="2"), 1),
    ("BR-CO-16", totals(TaxInclusiveAmount="1.005", PayableAmount="1.005"), 0),
    ("BR-CO-16", totals(TaxInclusiveAmount="1.005", PayableAmount="1.01"), 1),
    ("BR-CO-16", totals(TaxInclusiveAmount="9", PrepaidAmount="2", PayableAmount="7"), 0),
    (
        "BR-CO-16",
        totals(TaxInclusiveAmount="999.81", PayableRoundingAmount="0.19", PayableAmount="1000"),
        0,
    ),
    (
        "BR-CO-16",
        totals(
            TaxInclusiveAmount="9.8",
            PrepaidAmount="2",
            PayableRoundingAmount="0.2",
            PayableAmount="8",
        ),
        0,
    ),
    ("BR-CO-16", totals(PrepaidAmount="2", PayableAmount="7"), 1),
    ("BR-DEC-09", totals(LineExtensionAmount="10.000"), 1),
    ("BR-DEC-09", totals(LineExtensionAmount="10.00 "), 1),  # a count of characters
    ("BR-DEC-09", totals(LineExtensionAmount="10."), 0),
    ("BR-DEC-10", totals(), 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_the_totals(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times


@given(st.lists(st.decimals(min_value=-(10**6), max_value=10**6, places=2), max_size=5))
def test_the_sum_of_the_lines_is_their_sum(amounts: list[object]) -> None:
    body = "".join(line(f"{amount}") for amount in amounts)
    whole = sum(int(f"{amount}".replace(".", "")) for amount in amounts)
    sign = "-" if whole < 0 else ""
    stated = f"{sign}{abs(whole) // 100}.{abs(whole) % 100:02d}"
    assert count("BR-CO-10", body + totals(LineExtensionAmount=stated)) == 0
    assert count("BR-CO-10", body + totals(LineExtensionAmount=f"{stated}1")) == 1
