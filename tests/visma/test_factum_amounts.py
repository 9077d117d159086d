from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne.domain.lease import Charge, VatCode
from fakturakjerne.domain.money import Ore, kroner
from fakturakjerne_visma.factum_amounts import (
    decimal_text,
    kroner_text,
    price_cell,
    quantity_cell,
    vat_cell,
)


@pytest.mark.parametrize(
    ("ore", "text"), [(0, "0"), (100000, "1000"), (-5, "-0.05"), (10, "0.1"), (29, "0.29")]
)
def test_kroner_have_as_few_decimals_as_needed(ore: int, text: str) -> None:
    assert kroner_text(Ore(ore)) == text


@given(ore=st.integers(-(10**18) + 1, 10**18 - 1))
def test_kroner_are_read_back_to_the_ore(ore: int) -> None:
    assert kroner(kroner_text(Ore(ore))) == ore


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("-0.00", "0"),
        ("2.50", "2.5"),
        ("1E+3", "1000"),
        ("1E-10", "0.0000000001"),
        ("1E-11", None),
        ("1E+16", None),
        ("Infinity", None),
        ("0E-1000", "0"),
    ],
)
def test_decimals_are_plain_or_refused(value: str, text: str | None) -> None:
    assert decimal_text(Decimal(value)) == text


@pytest.mark.parametrize(
    ("net", "quantity", "written", "codes"),
    [
        (80000, "2", b"400", []),
        (10000, "3", b"33.3333", ["factum.price-rounded"]),
        (100, "0", b"1", ["factum.price-rounded"]),
        (-5000, "-1", b"50", []),
        (100, "NaN", b"", []),
        (10**17, "1E-10", b"", ["factum.number"]),
    ],
)
def test_a_price_that_is_not_stated_is_the_net_of_one(
    net: int, quantity: str, written: bytes, codes: list[str]
) -> None:
    cell = price_cell(Charge(net=Ore(net), quantity=Decimal(quantity)))
    assert (cell.data, [each.text.code for each in cell.problems]) == (written, codes)


def test_a_stated_price_is_written_as_it_is() -> None:
    assert price_cell(Charge(net=Ore(1), unit_price=Decimal("99.9900"))).data == b"99.99"


def test_a_quantity_that_is_none_is_refused() -> None:
    (problem,) = quantity_cell(Charge(net=Ore(1), quantity=Decimal("1E+60"))).problems
    assert (problem.column, problem.source) == ("antall", "quantity")


@pytest.mark.parametrize(
    ("vat", "written", "count"),
    [
        (None, b"", 0),
        (VatCode("12"), b"", 0),
        (VatCode("38", Decimal(0)), b"0", 0),
        (VatCode("12", Decimal(25)), b"250000000000000", 0),
        (VatCode("12", Decimal("NaN")), b"", 1),
        (VatCode("12", Decimal(10000)), b"", 1),
    ],
)
def test_vat_is_written_where_it_is_known(vat: VatCode | None, written: bytes, count: int) -> None:
    cell = vat_cell(Charge(net=Ore(10**17), vat=vat))
    assert (cell.data, len(cell.problems)) == (written, count)
