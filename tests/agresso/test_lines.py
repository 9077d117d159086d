from __future__ import annotations

import pytest
from attrs import evolve

from fakturakjerne.domain.lease import VatCode
from tests.agresso.examples import HALL, basis, batch, lease, options, rows

LEASE = lease(9001, note="Bestillingsnr 1")


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((), []),
        (("period",), ["2026-02-02 18:00 - 2026-02-02 20:00"]),
        (("lease", "note", "resource"), ["9001", "Bestillingsnr 1", "Hall A"]),
        (("note", "period"), ["Bestillingsnr 1", "2026-02-02 18:00 - 2026-02-02 20:00"]),
    ],
)
def test_text_rows_come_in_the_order_asked_for(
    sources: tuple[str, ...], expected: list[str]
) -> None:
    _, _, *texts = rows(batch(basis(LEASE)), options(text_rows=sources))
    assert [text["short_info"].rstrip() for text in texts] == expected
    assert [text["sequence_no"] for text in texts] == [
        f"{number:08d}" for number in range(1, len(expected) + 1)
    ]


def test_each_line_of_a_lease_has_its_texts() -> None:
    found = rows(batch(basis(lease(9001, HALL, HALL))), options())
    assert [(row["line_no"], row.get("sequence_no")) for row in found] == [
        ("0000", None),
        ("0001", "00000000"),
        ("0001", "00000001"),
        ("0002", "00000000"),
        ("0002", "00000001"),
    ]


def test_defaults_stand_in_for_what_a_charge_lacks() -> None:
    made = batch(basis(lease(9001, evolve(HALL, article=None), evolve(HALL, account="31"))))
    _, first, _, second, _ = rows(made, options(article="3899", account="30"))
    assert (first["article"].strip(), first["account"].strip()) == ("3899", "30")
    assert (second["article"].strip(), second["account"].strip()) == ("3801", "31")


def test_a_vat_code_stands_right_in_its_full_width() -> None:
    made = batch(basis(lease(9001, evolve(HALL, vat=VatCode("6")))))
    assert rows(made, options())[1]["tax_code"] == " 6"
    assert rows(made, options("5.5"))[1]["tax_code"] == "6".rjust(25)


def test_a_dimension_that_the_lease_lacks_is_left_empty() -> None:
    made = batch(basis(lease(9001)))
    line = rows(made, options(line_dimensions={"dim_1": "ukjent", "dim_4": "ansvar"}))[1]
    assert "dim_1" not in line
    assert line["dim_4"].strip() == "724300"
