from __future__ import annotations

import pytest

from tests.ehf.rules.documents import count

B = "<TaxTotal><TaxSubtotal><TaxCategory><ID>B</ID></TaxCategory></TaxSubtotal></TaxTotal>"
S_LINE = "<ClassifiedTaxCategory><ID>S</ID></ClassifiedTaxCategory>"


def country(code: str) -> str:
    return f"<Country><IdentificationCode>{code}</IdentificationCode></Country>"


@pytest.mark.parametrize(
    ("rule", "body", "times"),
    [
        ("BR-B-01", country("NO"), 0),
        ("BR-B-01", B, 0),
        ("BR-B-01", B + country("IT"), 0),
        ("BR-B-01", B + country("IT") + country("NO"), 1),
        ("BR-B-01", B.replace(">B<", "> B <") + country("NO"), 0),
        ("BR-B-02", S_LINE, 0),
        ("BR-B-02", B, 0),
        ("BR-B-02", B + S_LINE, 1),
        ("BR-B-02", B + f"<X>{B.replace('B', 'S')}</X>", 0),
    ],
)
def test_split_payment(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
