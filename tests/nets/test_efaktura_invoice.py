from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakturakjerne_nets.efaktura_invoice import (
    EfakturaParty,
    SpecificationLine,
    amount_of,
    width_of,
)
from fakturakjerne_nets.records import PartyAddress, PartyName, Specification
from tests.nets.efaktura_examples import shown


def keys(**changes: object) -> list[str]:
    return [record.form.record for record in shown(lines=(), **changes).records(1)]


def test_records_come_in_the_order_of_nets_and_the_optional_ones_where_they_are_wanted() -> None:
    assert keys() == ["30", "40", "41", "40", "41", "34", "35", "36"]
    assert keys(short_name="Kari", phone="73500000", email="a@b.no", payer=EfakturaParty()) == (
        ["30", "31", "40", "41", "22", "23", "40", "41", "40", "41", "34", "35", "36"]
    )


def test_parties_are_issuer_consumer_and_payer() -> None:
    invoice = shown(payer=EfakturaParty(name="Verge", line_1="Storgata 2"))
    records = list(invoice.records(3))
    assert [each.party for each in records if isinstance(each, PartyName)] == [1, 2, 3]
    assert [each.party for each in records if isinstance(each, PartyAddress)] == [1, 2, 3]


def test_every_line_is_three_records() -> None:
    invoice = shown(lines=(SpecificationLine(5, 1, ("", "", "")),))
    specifications = [each for each in invoice.records(1) if isinstance(each, Specification)]
    assert [(each.column, each.text) for each in specifications] == [(1, ""), (2, ""), (3, "")]


@given(st.text("ab ", max_size=96))
def test_a_text_cut_into_columns_is_the_same_text(text: str) -> None:
    line = SpecificationLine.of(5, 1, text)
    assert line.text == text.rstrip()
    assert [len(column) <= width for column, width in zip(line.columns, (40, 40, 16), strict=True)]


def test_charges_are_the_lines_with_an_amount_before_the_first_blank_one() -> None:
    texts = ["Hall A", f"{'ut februar':80}{'800,00':>16}", f"{'Hall B':80}0,00", "", f"{'':80}1,00"]
    lines = tuple(SpecificationLine.of(5, at, text) for at, text in enumerate(texts, start=1))
    before = SpecificationLine.of(3, 1, f"{'':80}1,00")
    assert shown(template=2, lines=(before, *lines)).charges == 2
    assert shown(template=2, lines=lines[:1]).charges == 0


@pytest.mark.parametrize(("template", "width"), [(1, 80), (2, 96)])
def test_the_amount_stands_in_the_last_sixteen_characters(template: int, width: int) -> None:
    assert width_of(template) == width
    assert amount_of(f"{'x' * (width - 16)}{'1,00':>16}", template=template) == "1,00"
    assert amount_of("x" * (width - 16), template=template) == ""


def test_its_repr_shows_no_person() -> None:
    invoice = shown(short_name="Kari Nordm", kid="15819010029", agreement="15819010029")
    assert "Kari" not in repr(invoice)
    assert "15819010029" not in repr(invoice)
