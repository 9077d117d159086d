from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.finding import Severity
from fakturakjerne.domain.lease import Charge, VatCode
from fakturakjerne.domain.money import Ore, multiply
from fakturakjerne_visma.amounts import Amounts, product_of
from tests.visma.examples import NO_VAT, options

QUARTER = VatCode("12", Decimal(25))


def cell(charge: Charge, **changes: object) -> tuple[str, list[str]]:
    found = Amounts(options(**changes)).cell(charge)
    return found.data.decode("ascii"), [each.text.code for each in found.problems]


def charged(net: int, quantity: str = "1", **changes: object) -> Charge:
    values: dict[str, Any] = {"net": Ore(net), "quantity": Decimal(quantity), "vat": NO_VAT}
    values.update(changes)
    return Charge(**values)


@pytest.mark.parametrize(
    ("charge", "changes", "expected"),
    [
        # the vendor's rules: øre, zeros, the sign last; two decimals of quantity
        (charged(234000), {}, "00234000 0000001000000234000 "),
        (charged(234000), {"quantity_decimals": 0}, "00234000 0000000010000234000 "),
        (charged(-10000), {}, "00010000-0000001000000010000-"),
        (charged(12625, "2.5"), {}, "00005050 0000002500000012625 "),
        # a credit of a negative quantity: the quantity has no sign
        (charged(-10000, "-2", unit_price=Decimal(50)), {}, "00005000-0000002000000010000-"),
        (charged(10000, "-2", unit_price=Decimal(-50)), {}, "00005000 0000002000000010000 "),
        # four decimals of price, rounded half away from zero
        (charged(1235, unit_price=Decimal("12.345")), {}, "00001235 0000001000000001235 "),
        # with VAT: 99.99 x 1.25 = 124.9875
        (
            charged(14999, "1.5", unit_price=Decimal("99.99"), vat=QUARTER),
            {"amounts": "gross"},
            "00012499 0000001500000018749 ",
        ),
        (charged(1000, vat=QUARTER), {"amounts": "gross"}, "00001250 0000001000000001250 "),
        (charged(1000, vat=VatCode("12")), {}, "00001000 0000001000000001000 "),
        # the most that fits
        (charged(99999999), {}, "99999999 0000001000099999999 "),
        (
            charged(9999999900, "100", unit_price=Decimal("999999.99")),
            {},
            "99999999 0000100009999999900 ",
        ),
        (
            charged(9999999990, "9999999.99", unit_price=Decimal("10.00")),
            {},
            "00001000 9999999999999999990 ",
        ),
    ],
)
def test_the_three_columns(charge: Charge, changes: dict[str, object], expected: str) -> None:
    assert cell(charge, **changes) == (expected, [])


@pytest.mark.parametrize(
    ("charge", "changes", "single", "error", "expected"),
    [
        # a discount: the stated net is not quantity x price
        (
            charged(75000, "2", unit_price=Decimal(400)),
            {},
            "visma.price-single",
            "visma.price-mismatch",
            "00075000 0000001000000075000 ",
        ),
        # a third of ten kroner
        (
            charged(1000, "3"),
            {"quantity_decimals": 0},
            "visma.price-single",
            "visma.price-mismatch",
            "00001000 0000000010000001000 ",
        ),
        # signs that contradict each other
        (
            charged(-10000, "2", unit_price=Decimal(50)),
            {},
            "visma.price-single",
            "visma.price-mismatch",
            "00010000-0000001000000010000-",
        ),
        (
            charged(10000, "0"),
            {},
            "visma.price-single",
            "visma.price-mismatch",
            "00010000 0000001000000010000 ",
        ),
        # a quantity that cannot be written
        (
            charged(1000, "1.5"),
            {"quantity_decimals": 0},
            "visma.quantity-single",
            "visma.quantity-decimals",
            "00001000 0000000010000001000 ",
        ),
        (
            charged(-1000, "1.005"),
            {},
            "visma.quantity-single",
            "visma.quantity-decimals",
            "00001000-0000001000000001000-",
        ),
    ],
)
def test_what_does_not_multiply_is_written_as_one_or_refused(
    charge: Charge, changes: dict[str, object], single: str, error: str, expected: str
) -> None:
    assert cell(charge, **changes) == (expected, [single])
    [problem] = Amounts(options(**changes)).cell(charge).problems
    assert problem.severity is Severity.WARNING
    [problem] = Amounts(options(price_mismatch="error", **changes)).cell(charge).problems
    assert (problem.text.code, problem.severity) == (error, Severity.ERROR)


def test_the_finding_explains_the_difference() -> None:
    [problem] = Amounts(options()).cell(charged(-75000, "2", unit_price=Decimal(-400))).problems
    finding = problem.finding(lease="9001", charge=0)
    assert finding.path == "charges[0].net -> belop"
    assert finding.message == (
        "2 x 400,00 kr is -800,00 kr, but the amount is -750,00 kr; "
        "the line is written as 1 x -750,00 kr."
    )


@pytest.mark.parametrize(
    ("charge", "column"),
    [
        (charged(10**8), "pris"),
        (charged(10**10, "1000"), "belop"),
        (charged(-(10**10), "1000"), "belop"),
        (charged(10**19), "belop"),
        (charged(1000, "10000000", unit_price=Decimal("0.01")), "grunnlag"),
        (charged(1000, "1E+40"), "grunnlag"),
        (charged(1000, "NaN"), "grunnlag"),
        (charged(1000, "sNaN"), "grunnlag"),
        (charged(1000, "Infinity"), "grunnlag"),
        (charged(1000, unit_price=Decimal(1000000)), "pris"),
        (charged(1000, unit_price=Decimal("1E+999999")), "pris"),
        (charged(1000, unit_price=Decimal("NaN")), "pris"),
    ],
)
def test_what_does_not_fit_names_its_column(charge: Charge, column: str) -> None:
    problems = Amounts(options()).cell(charge).problems
    assert column in [each.column for each in problems]
    assert {each.severity for each in problems} == {Severity.ERROR}
    assert {each.text.code for each in problems} <= {
        "visma.amount-overflow",
        "visma.quantity-overflow",
    }


@pytest.mark.parametrize("vat", [None, VatCode("12"), VatCode("12", Decimal("NaN"))])
def test_with_vat_a_rate_must_be_known(vat: VatCode | None) -> None:
    [problem] = Amounts(options(amounts="gross")).cell(charged(1000, vat=vat)).problems
    assert (problem.text.code, problem.severity) == ("visma.vat-missing", Severity.ERROR)
    assert Amounts(options()).cell(charged(1000, vat=vat)).problems == ()


@given(
    net=st.integers(-(10**8) + 1, 10**8 - 1),
    quantity=st.decimals(-1000, 1000, places=3),
    price=st.none() | st.decimals(-1000, 1000, places=4),
    rate=st.sampled_from([None, Decimal(0), Decimal(12), Decimal("11.11"), Decimal(25)]),
    changes=st.fixed_dictionaries(
        {"amounts": st.sampled_from(["net", "gross"]), "quantity_decimals": st.sampled_from([0, 2])}
    ),
)
def test_what_is_written_multiplies_and_is_the_amount(
    net: int,
    quantity: Decimal,
    price: Decimal | None,
    rate: Decimal | None,
    changes: dict[str, Any],
) -> None:
    charge = Charge(net=Ore(net), quantity=quantity, unit_price=price, vat=VatCode("1", rate))
    found = Amounts(options(**changes)).cell(charge)
    if any(each.severity is Severity.ERROR for each in found.problems):
        return
    text = found.data.decode("ascii")
    assert len(text) == 29
    sign = -1 if text[28] == "-" else 1
    assert text[8] == text[28]
    amount = charge.gross if changes["amounts"] == "gross" else charge.net
    assert sign * int(text[18:28]) == amount
    product = product_of(int(text[:8]), int(text[9:18]), decimals=changes["quantity_decimals"])
    assert product == int(text[18:28])


@given(price=st.integers(0, 10**8), quantity=st.integers(0, 10**9))
def test_the_product_is_that_of_money(price: int, quantity: int) -> None:
    kroner = Decimal(price).scaleb(-2)
    assert product_of(price, quantity, decimals=2) == multiply(Decimal(quantity).scaleb(-2), kroner)
    assert product_of(price, quantity, decimals=0) == multiply(Decimal(quantity), kroner)
