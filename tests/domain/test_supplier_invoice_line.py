from __future__ import annotations

from decimal import Decimal

import pytest

from fakturakjerne.domain.invoice_amounts import AllowanceCharge
from fakturakjerne.domain.supplier_invoice_line import ItemPrice, SupplierInvoiceLine

FIVE = AllowanceCharge(is_charge=False, amount=Decimal(5))
ONE = AllowanceCharge(is_charge=True, amount=Decimal(1))


def computed(quantity: str | None, price: ItemPrice | None, *parts: AllowanceCharge) -> str:
    line = SupplierInvoiceLine(
        id="1",
        net=Decimal(0),
        quantity=None if quantity is None else Decimal(quantity),
        price=price,
        allowances_charges=parts,
    )
    return str(line.computed_net)


@pytest.mark.parametrize(
    ("quantity", "price", "base", "net"),
    [
        ("3", "33.333", None, "100.00"),
        ("-3", "33.335", None, "-100.00"),
        ("40", "26.25", "10", "105.00"),
        ("1", "1", "3", "0.33"),
        ("1", "1", "0", "None"),
        ("999999999999999999", "0.000000000000000001", None, "1.00"),
    ],
)
def test_quantity_times_price(quantity: str, price: str, base: str | None, net: str) -> None:
    each = ItemPrice(amount=Decimal(price), base_quantity=None if base is None else Decimal(base))
    assert computed(quantity, each) == net


def test_allowances_and_charges_count() -> None:
    assert computed("2", ItemPrice(amount=Decimal(10)), FIVE, ONE) == "16.00"


def test_without_quantity_or_price_nothing_is_computed() -> None:
    assert computed(None, ItemPrice(amount=Decimal(10))) == "None"
    assert computed("1", None) == "None"
