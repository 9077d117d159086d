from __future__ import annotations

import pytest

from tests.ehf.rules.documents import count


def adjustment(indicator: str | None = "false", **parts: str) -> str:
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items())
    said = "" if indicator is None else f"<ChargeIndicator>{indicator}</ChargeIndicator>"
    return f"<AllowanceCharge>{said}{inside}</AllowanceCharge>"


def percentage(amount: str) -> str:
    return adjustment(Amount=amount, BaseAmount="100", MultiplierFactorNumeric="12.5")


def line(net: str, inside: str = "") -> str:
    return f"<InvoiceLine><LineExtensionAmount>{net}</LineExtensionAmount>{inside}</InvoiceLine>"


def priced(quantity: str, price: str, base: str = "") -> str:
    base = base and f"<BaseQuantity>{base}</BaseQuantity>"
    return (
        f"<InvoicedQuantity>{quantity}</InvoicedQuantity>"
        f"<Price><PriceAmount>{price}</PriceAmount>{base}</Price>"
    )


def price(net: str, **parts: str) -> str:
    return f"<Price>{net and f'<PriceAmount>{net}</PriceAmount>'}{adjustment(**parts)}</Price>"


NEITHER = adjustment("1")
HALF = adjustment("1", MultiplierFactorNumeric="1")

CASES = [
    ("R040", NEITHER, 0),
    ("R040", percentage("12.5"), 0),
    ("R040", percentage("12.52"), 0),
    ("R040", percentage("12.521"), 1),
    ("R040", adjustment(BaseAmount="100", MultiplierFactorNumeric="1"), 1),
    ("R040", adjustment(BaseAmount="1", MultiplierFactorNumeric="1"), 0),
    ("R040", f"<InvoiceLine>{percentage('1')}</InvoiceLine>", 1),
    ("R040", f"<Price>{percentage('1')}</Price>", 0),
    ("R041", HALF, 1),
    ("R041", NEITHER, 0),
    ("R042", adjustment(BaseAmount="1"), 1),
    ("R042", HALF, 0),
    # What R041 and R042 are about is not tried further.
    ("R043", HALF, 0),
    ("R043", NEITHER, 1),
    ("R043", adjustment(" true "), 0),
    ("R043", adjustment(None), 1),
    ("R044", f"<Price>{adjustment('false')}</Price>", 0),
    ("R044", f"<Price>{adjustment('true')}</Price>", 1),
    ("R044", f"<Price>{adjustment(None)}</Price>", 1),
    ("R046", price("9"), 0),
    ("R046", price("9", BaseAmount="10", Amount="1"), 0),
    ("R046", price("9.001", BaseAmount="10", Amount="1"), 1),
    ("R046", price("9", BaseAmount="9"), 1),
    ("R046", price("", BaseAmount="9", Amount="1"), 1),
    ("R120", line("6", priced("2", "3")), 0),
    ("R120", line("6.02", priced("2", "3")), 0),
    ("R120", line("6.021", priced("2", "3")), 1),
    ("R120", line("5.98", priced("2", "3")), 0),
    ("R120", line("2", priced("2", "3", "3")), 0),
    ("R120", line("6", priced("2", "3", "0")), 0),  # a base of zero counts as one
    ("R120", line("0.67", priced("1", "2", "3")), 0),
    ("R120", line("3", "<Price><PriceAmount>3</PriceAmount></Price>"), 0),  # no quantity is one
    ("R120", line("0"), 0),
    ("R120", line("1"), 1),
    ("R120", "<InvoiceLine/>", 0),
    ("R120", line("7", priced("2", "3") + adjustment("true", Amount="1")), 0),
    ("R120", line("5", priced("2", "3") + adjustment("false", Amount="1")), 0),
    ("R120", line("6", priced("2", "3") + adjustment("0", Amount="1")), 0),  # neither, for Peppol
    ("R120", line("6", priced("2", "3").replace("Invoiced", "Credited")), 1),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_what_peppol_computes(rule: str, body: str, times: int) -> None:
    assert count(f"PEPPOL-EN16931-{rule}", body) == times


def test_a_credit_note_counts_what_is_credited() -> None:
    body = line("6", priced("2", "3").replace("Invoiced", "Credited"))
    assert count("PEPPOL-EN16931-R120", body, "CreditNote") == 0
