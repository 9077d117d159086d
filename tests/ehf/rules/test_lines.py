from __future__ import annotations

import pytest

from tests.ehf.rules.documents import VAT, count


def line(inside: str) -> str:
    return f"<InvoiceLine>{inside}</InvoiceLine>"


def period(start: str, end: str) -> str:
    return f"<InvoicePeriod><StartDate>{start}</StartDate><EndDate>{end}</EndDate></InvoicePeriod>"


CASES = [
    ("BR-21", line("") * 2, 2),
    ("BR-22", line("<CreditedQuantity/>"), 0),
    ("BR-22", line(""), 1),
    ("BR-23", line("<InvoicedQuantity>1</InvoicedQuantity>"), 1),
    ("BR-23", line('<CreditedQuantity unitCode="">1</CreditedQuantity>'), 0),
    ("BR-25", line("<Item><Name>A</Name></Item>"), 0),
    # A missing price fires twice.
    ("BR-26", line(""), 1),
    ("BR-27", line(""), 1),
    ("BR-27", line("<Price><PriceAmount>-0.01</PriceAmount></Price>"), 1),
    ("BR-27", line("<Price><PriceAmount>-0.00</PriceAmount></Price>"), 0),
    ("BR-28", line(""), 0),
    (
        "BR-28",
        line("<Price><AllowanceCharge><BaseAmount>-1</BaseAmount></AllowanceCharge></Price>"),
        1,
    ),
    ("BR-CO-04", line(""), 1),
    (
        "BR-CO-04",
        line(f"<Item><ClassifiedTaxCategory><ID/>{VAT}</ClassifiedTaxCategory></Item>"),
        0,
    ),
    ("BR-DEC-23", line("<LineExtensionAmount>1.234</LineExtensionAmount>"), 1),
    ("BR-30", line(period("2026-01-02", "2026-01-01")), 1),
    ("BR-30", line(period("2026-01-02", "2026-01-02Z")), 0),
    ("BR-30", line(period("2026-01-02", "yesterday")), 0),
    ("BR-30", line("<InvoicePeriod><StartDate>2026-01-02</StartDate></InvoicePeriod>"), 0),
    ("BR-30", period("2026-01-02", "2026-01-01"), 0),
    ("BR-CO-20", line("<InvoicePeriod/>"), 1),
    ("BR-54", "<AdditionalItemProperty><Name/></AdditionalItemProperty>", 1),
    ("BR-54", "<AdditionalItemProperty><Name/><Value/></AdditionalItemProperty>", 0),
    (
        "BR-64",
        line("<Item><StandardItemIdentification><ID>1</ID></StandardItemIdentification></Item>"),
        1,
    ),
    (
        "BR-65",
        line(
            "<Item><CommodityClassification><ItemClassificationCode>1</ItemClassificationCode>"
            "</CommodityClassification></Item>"
        ),
        1,
    ),
]


@pytest.mark.parametrize(("rule", "body", "times"), CASES)
def test_the_lines(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
