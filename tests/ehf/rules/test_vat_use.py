from __future__ import annotations

from decimal import Decimal

from fakturakjerne_ehf.rules.vat_use import adjusted, nets, placed, use, vat_codes
from fakturakjerne_ehf.rules.view import View, gather
from fakturakjerne_ehf.tree import parse
from tests.ehf.rules.documents import WHOLE, part


def view(body: str) -> View:
    return gather(parse(part(body)).root)


def test_the_categories_of_a_document_by_place() -> None:
    document = view(WHOLE)
    where = use(document)
    assert [each.code for each in where.items] == ["S", "E"]
    assert [each.code for each in where.breakdown] == ["S", "E"]
    assert len(where.allowances) == len(where.charges) == 1
    assert len(where.everywhere) == 6
    assert vat_codes(document).everywhere == {"S", "E"}
    assert set(placed(document)) == {
        ("line", "S"),
        ("line", "E"),
        ("allowance", "S"),
        ("charge", "S"),
        ("breakdown", "S"),
        ("breakdown", "E"),
    }


def test_the_root_itself_may_be_anything() -> None:
    document = view("<TaxCategory/><TaxSubtotal><TaxCategory/></TaxSubtotal>")
    assert not use(document).breakdown
    assert [each.code for each in use(document).everywhere] == [None, None]
    item = "<InvoiceLine><Item><ClassifiedTaxCategory/></Item></InvoiceLine>"
    assert not placed(view(item))  # of no scheme


def test_what_lines_come_to_by_category_and_rate() -> None:
    invoice, credit = nets(view(WHOLE))
    assert invoice.by_code == {"S": Decimal("970.00"), "E": Decimal("100.00")}
    assert invoice.by_rate == {("S", Decimal(25)): 970, ("E", Decimal(0)): 100}
    assert invoice.any
    assert not credit.any
    assert adjusted(view(WHOLE)) == {("S", Decimal(25))}
