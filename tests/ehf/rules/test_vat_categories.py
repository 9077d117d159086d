from __future__ import annotations

import pytest

from fakturakjerne_ehf.rules.vat_categories import FAMILIES, RULES, Family
from tests.ehf.rules.documents import VAT, count


def category(code: str, rate: str | None = None, inside: str = "") -> str:
    percent = "" if rate is None else f"<Percent>{rate}</Percent>"
    return f"<ID>{code}</ID>{percent}{inside}{VAT}"


def line(code: str, rate: str | None = None, amount: str = "100") -> str:
    item = f"<Item><ClassifiedTaxCategory>{category(code, rate)}</ClassifiedTaxCategory></Item>"
    net = f"<LineExtensionAmount>{amount}</LineExtensionAmount>"
    return f"<InvoiceLine>{net}{item}</InvoiceLine>"


def adjustment(indicator: str, code: str, rate: str | None = None, amount: str = "10") -> str:
    return (
        f"<AllowanceCharge><ChargeIndicator>{indicator}</ChargeIndicator>"
        f"<Amount>{amount}</Amount><TaxCategory>{category(code, rate)}</TaxCategory>"
        "</AllowanceCharge>"
    )


def breakdown(code: str, rate: str | None, base: str, tax: str, inside: str = "") -> str:
    return (
        f"<TaxTotal><TaxSubtotal><TaxableAmount>{base}</TaxableAmount><TaxAmount>{tax}</TaxAmount>"
        f"<TaxCategory>{category(code, rate, inside)}</TaxCategory></TaxSubtotal></TaxTotal>"
    )


def party(name: str, vat: str = VAT) -> str:
    scheme = f"<PartyTaxScheme><CompanyID>NO1</CompanyID>{vat}</PartyTaxScheme>"
    if name == "TaxRepresentativeParty":
        return f"<{name}>{scheme}</{name}>"
    return f"<{name}><Party>{scheme}</Party></{name}>"


TAX = "<TaxScheme><ID>TAX</ID></TaxScheme>"
SELLER = party("AccountingSupplierParty")
SELLER_OTHER = party("AccountingSupplierParty", TAX)
BUYER = party("AccountingCustomerParty")
BUYER_LEGAL = (
    "<AccountingCustomerParty><Party><PartyLegalEntity><CompanyID/></PartyLegalEntity></Party>"
    "</AccountingCustomerParty>"
)
REPRESENTATIVE = party("TaxRepresentativeParty")

families = pytest.mark.parametrize("family", FAMILIES, ids=[each.prefix for each in FAMILIES])


def rate_of(family: Family) -> str | None:
    return {"above": "25", "any": "7", "zero": "0.00", "none": None}[family.rate]


def test_every_family_has_its_rules() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids)) == 9 * 10 + 2 + 4


@families
def test_use_and_breakdown_agree(family: Family) -> None:
    rule, code, rate = f"{family.prefix}-01", family.code, rate_of(family)
    used = line(code, rate)
    broken_down = breakdown(code, rate, "100", "0")
    assert count(rule, "") == 0
    assert count(rule, used + broken_down) == 0
    assert count(rule, used) == 1
    assert count(rule, adjustment("true", code, rate)) == 1
    many = family.code in {"S", "L", "M"}
    assert count(rule, used + broken_down * 2) == (0 if many else 1)
    # The breakdown itself counts as use, save where several may stand.
    assert count(rule, broken_down) == (1 if many else 0)


@families
def test_the_parties_have_the_numbers_that_the_use_asks_for(family: Family) -> None:
    rate = rate_of(family)
    uses = [
        (f"{family.prefix}-02", line(family.code, rate)),
        (f"{family.prefix}-03", adjustment("false", family.code, rate)),
        (f"{family.prefix}-04", adjustment("true", family.code, rate)),
    ]
    fine = {
        "seller": [SELLER, SELLER_OTHER, REPRESENTATIVE],
        "seller and buyer": [SELLER_OTHER + BUYER, REPRESENTATIVE + BUYER_LEGAL],
        "vat": [SELLER, REPRESENTATIVE],
        "vat and buyer": [SELLER + BUYER, REPRESENTATIVE + BUYER],
        "none": ["", SELLER_OTHER, BUYER_LEGAL],
    }[family.parties]
    wrong = {
        "seller": ["", BUYER],
        "seller and buyer": ["", SELLER, BUYER],
        "vat": ["", SELLER_OTHER],
        "vat and buyer": ["", SELLER, BUYER, SELLER + BUYER_LEGAL, SELLER_OTHER + BUYER],
        "none": [SELLER, BUYER, REPRESENTATIVE],
    }[family.parties]
    for rule, use in uses:
        assert [count(rule, parties + use) for parties in fine] == [0] * len(fine), rule
        assert [count(rule, parties + use) for parties in wrong] == [1] * len(wrong), rule
        assert [count(rule, parties) for parties in wrong] == [0] * len(wrong), rule


@families
def test_the_rate_is_what_the_category_says(family: Family) -> None:
    rates: dict[str, list[str | None]] = {
        "above": ["25"],
        "any": ["0", "7"],
        "zero": ["0", "0.00"],
        "none": [None],
    }
    others: dict[str, list[str | None]] = {
        "above": ["0", "-1", None],
        "any": ["-1", None],
        "zero": ["1", None],
        "none": ["0"],
    }
    for times, tried in enumerate((rates, others)):
        for rate in tried[family.rate]:
            code = family.code
            assert count(f"{family.prefix}-05", line(code, rate)) == times
            assert count(f"{family.prefix}-06", adjustment("false", code, rate)) == times
            assert count(f"{family.prefix}-07", adjustment("true", code, rate)) == times
    assert count(f"{family.prefix}-05", line("X", "99")) == 0


@families
def test_the_breakdown_is_what_was_used(family: Family) -> None:
    code, rate, prefix = family.code, rate_of(family), family.prefix
    used = (
        line(code, rate, "100")
        + adjustment("true", code, rate, "20")
        + adjustment("false", code, rate, "5")
        + adjustment("?", code, rate, "1000")
    )
    tax = {"above": "28.75", "any": "8.05", "zero": "0.00", "none": "0"}[family.rate]
    tolerant = family.rate in {"above", "any"}
    for base, times in (("115", 0), ("115.99", 0 if tolerant else 1), ("116.01", 1), ("114", 1)):
        assert count(f"{prefix}-08", used + breakdown(code, rate, base, tax)) == times, base
    credit = used.replace("InvoiceLine", "CreditNoteLine")
    body = credit + breakdown(code, rate, "115", tax)
    assert count(f"{prefix}-08", body, "CreditNote") == 0
    assert count(f"{prefix}-08", breakdown(code, rate, "0", "0")) == 1  # no line at all
    assert count(f"{prefix}-09", breakdown(code, rate, "115", tax)) == 0
    assert count(f"{prefix}-09", breakdown(code, rate, "115", "99")) == 1
    no_amounts = f"<TaxTotal><TaxSubtotal><TaxCategory>{category(code)}</TaxCategory></TaxSubtotal></TaxTotal>"
    assert count(f"{prefix}-09", no_amounts) == 1
    reason = "<TaxExemptionReasonCode>x</TaxExemptionReasonCode>"
    given = breakdown(code, rate, "1", "0", reason)
    wanted = family.reason == "given"
    assert count(f"{prefix}-10", given) == (0 if wanted else 1)
    assert count(f"{prefix}-10", breakdown(code, rate, "1", "0")) == (1 if wanted else 0)


K = breakdown("K", "0", "1", "0")
O_BREAKDOWN = breakdown("O", None, "1", "0")
COUNTRY = "<Country><IdentificationCode>{}</IdentificationCode></Country>"


def delivered_to(country: str) -> str:
    address = f"<Address>{COUNTRY.format(country)}</Address>"
    return f"<Delivery><DeliveryLocation>{address}</DeliveryLocation></Delivery>"


@pytest.mark.parametrize(
    ("rule", "body", "times"),
    [
        ("BR-IC-11", "", 0),
        ("BR-IC-11", K, 1),
        ("BR-IC-11", K + "<Delivery><ActualDeliveryDate>1</ActualDeliveryDate></Delivery>", 1),
        ("BR-IC-11", K + "<Delivery><ActualDeliveryDate>10</ActualDeliveryDate></Delivery>", 0),
        ("BR-IC-11", K + "<InvoicePeriod/>", 1),
        ("BR-IC-11", K + "<InvoicePeriod><StartDate/></InvoicePeriod>", 0),
        ("BR-IC-12", "", 0),
        ("BR-IC-12", K, 1),
        ("BR-IC-12", K + delivered_to("SE"), 0),
        ("BR-IC-12", K + delivered_to("S"), 1),
        ("BR-O-11", O_BREAKDOWN, 0),
        ("BR-O-11", O_BREAKDOWN + breakdown("S", "25", "1", "0"), 1),
        ("BR-O-11", O_BREAKDOWN + breakdown("", None, "1", "0").replace("<ID></ID>", "", 1), 1),
        ("BR-O-12", line("S"), 0),
        ("BR-O-12", O_BREAKDOWN + line("S"), 1),
        ("BR-O-12", O_BREAKDOWN + line("O"), 0),
        ("BR-O-13", O_BREAKDOWN + adjustment("false", "S"), 1),
        ("BR-O-13", O_BREAKDOWN + adjustment("true", "S"), 0),
        ("BR-O-14", O_BREAKDOWN + adjustment("true", "S"), 1),
    ],
)
def test_what_only_k_and_o_ask_for(rule: str, body: str, times: int) -> None:
    assert count(rule, body) == times
