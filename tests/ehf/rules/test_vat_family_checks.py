"""Where the families of VAT categories read otherwise than their neighbours."""

from __future__ import annotations

import pytest

from tests.ehf.rules.documents import VAT, count
from tests.ehf.rules.test_vat_categories import SELLER, adjustment, breakdown, line

OTHER = "<TaxScheme><ID>GST</ID></TaxScheme>"
ON_A_LINE = "<InvoiceLine>{}</InvoiceLine>"
S_OF_ANOTHER_SCHEME = line("S", "25").replace(VAT, OTHER)

CASES = [
    # S looks at no scheme, and asks for lines of VAT where there are lines of another.
    ("BR-S-01", S_OF_ANOTHER_SCHEME, 1),
    ("BR-S-01", S_OF_ANOTHER_SCHEME + breakdown("S", "25", "1", "1").replace(VAT, OTHER), 0),
    ("BR-S-02", SELLER + S_OF_ANOTHER_SCHEME, 1),
    ("BR-S-02", SELLER + S_OF_ANOTHER_SCHEME + line("S", "25"), 0),
    ("BR-S-02", adjustment("true", "S", "25"), 0),
    ("BR-Z-02", line("Z").replace(VAT, OTHER), 0),
    ("BR-Z-01", line("Z").replace(VAT, OTHER), 0),
    # What K and O ask for goes by the breakdown, not by the lines.
    ("BR-IC-11", line("K", "0"), 0),
    ("BR-IC-12", line("K", "0"), 0),
    ("BR-O-12", line("O") + line("S", "25"), 0),
    # L and M compare the breakdown's code untrimmed; L looks at no scheme there, M does.
    ("BR-AF-01", line("L") + breakdown(" L ", "1", "1", "1"), 1),
    ("BR-AF-01", line("L") + breakdown("L", "1", "1", "1").replace(VAT, OTHER), 0),
    ("BR-AG-01", line("M") + breakdown("M", "1", "1", "1").replace(VAT, OTHER), 1),
    ("BR-AF-01", adjustment("true", "L") + breakdown("L", "1", "1", "1"), 0),
    ("BR-AF-04", adjustment("true", " L "), 0),
    ("BR-AF-03", adjustment("false", " L "), 1),
    ("BR-AG-04", adjustment("true", " M "), 1),
    # Allowances of lines and prices count too; for O only those of the document.
    ("BR-Z-03", ON_A_LINE.format(adjustment("false", "Z")), 1),
    ("BR-O-03", SELLER + adjustment("false", "O"), 1),
    ("BR-O-03", SELLER + ON_A_LINE.format(adjustment("false", "O")), 0),
    (
        "BR-Z-05",
        "<Item><ClassifiedTaxCategory><ID>Z</ID>" + VAT + "</ClassifiedTaxCategory></Item>",
        0,
    ),
    # 08: S asks for a line or an allowance of that very rate; the others for a line of the kind.
    ("BR-S-08", line("S", "15") + breakdown("S", "25", "0", "0"), 1),
    ("BR-AF-08", line("L", "15") + breakdown("L", "25", "0", "0"), 0),
    ("BR-S-08", adjustment("true", "S", "25.0") + breakdown("S", "25", "10", "1"), 0),
    (
        "BR-S-08",
        ON_A_LINE.format(adjustment("true", "S", "25")) + breakdown("S", "25", "0", "0"),
        0,
    ),
    ("BR-S-08", line("S", "25") + breakdown("S", None, "0", "0"), 0),
    (
        "BR-S-08",
        line("S", "25")
        + breakdown("S", "25", "1", "0").replace("<TaxableAmount>1</TaxableAmount>", ""),
        1,
    ),
    # A difference of exactly one: the bounds are binary fractions, so it depends on the amount.
    ("BR-S-08", line("S", "25", "101") + breakdown("S", "25", "100", "0"), 1),
    ("BR-S-08", line("S", "25", "1.10") + breakdown("S", "25", "0.10", "0"), 0),
    ("BR-S-08", line("S", "25", "1.20") + breakdown("S", "25", "0.20", "0"), 1),
    # Lines inside lines are used, but not summed.
    ("BR-E-08", ON_A_LINE.format(line("E", "0")) + breakdown("E", "0", "0", "0"), 0),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_where_families_differ(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
